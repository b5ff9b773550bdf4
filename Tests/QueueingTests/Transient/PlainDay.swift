@testable import Queueing

/// A slow, plain judge: the forward equations by Runge–Kutta in small steps over a fixed number of states, and the
/// service level from the backward equations of a contact at every step of arrival, summed by Simpson's rule. It shares
/// no code with what it judges.
struct PlainDay {
    let day: DayCase
    let convention: StaffDropConvention
    /// Most contacts waiting.
    let depth: Int
    let step: Double

    struct Answer {
        var serviceTime = 0.0
        var waitTime = 0.0
        var queueTime = 0.0
        var busyTime = 0.0
        var queueAtEnd = 0.0
    }

    /// State (extra agents, number): the number in the system for no extra agents, else the number waiting.
    private typealias Law = [[Double]]

    private var theta: Double { day.patienceSeconds.map { 1 / $0 } ?? 0 }
    private var most: Int { day.intervals.map(\.agents).max() ?? 0 }

    /// The intervals' times: in time, all busy, queue, busy.
    func answers() -> [Answer] {
        var law = Law(repeating: [Double](repeating: 0, count: most + depth), count: most + 1)
        law[0][day.contactsAtStart] = 1
        var answers: [Answer] = []
        for index in day.intervals.indices {
            if index > 0 {
                law = moved(law, from: day.intervals[index - 1].agents, to: day.intervals[index].agents)
            }
            let steps = Int((day.intervals[index].seconds / step).rounded())
            var answer = Answer()
            // Simpson's rule over two steps at a time: the service level jumps where T begins to see a rise of the staff,
            // which is at whole seconds.
            for k in 0...steps {
                let at = Double(k) * step
                var sides: [(offset: Double, weight: Double)] = [(0, 4)]
                if k % 2 == 0 {
                    sides = []
                    if k > 0 { sides.append((-1e-7, 1)) }
                    if k < steps { sides.append((1e-7, 1)) }
                }
                for side in sides {
                    let measures = measures(law, index, at: at + side.offset)
                    let weight = side.weight * step / 3
                    answer.serviceTime += weight * measures.starts
                    answer.waitTime += weight * measures.allBusy
                    answer.queueTime += weight * measures.queue
                    answer.busyTime += weight * measures.busy
                    answer.queueAtEnd = measures.queue
                }
                if k < steps { law = advanced(law, index) }
            }
            answers.append(answer)
        }
        return answers
    }

    private func measures(
        _ law: Law, _ index: Int, at: Double
    ) -> (starts: Double, allBusy: Double, queue: Double, busy: Double) {
        let agents = day.intervals[index].agents
        let starts = startProbability(index, at: at)
        var sums = (starts: 0.0, allBusy: 0.0, queue: 0.0, busy: 0.0)
        for (e, row) in law.enumerated() {
            for (number, mass) in row.enumerated() where mass > 0 {
                let waiting = e == 0 ? max(0, number - agents) : number
                let isBusy = e > 0 || number >= agents
                sums.starts += mass * (isBusy ? (waiting < depth ? starts[e][waiting] : 0) : 1)
                if isBusy { sums.allBusy += mass }
                sums.queue += mass * Double(waiting)
                sums.busy += mass * Double(e > 0 ? agents + e : min(number, agents))
            }
        }
        return sums
    }

    private func slope(_ law: Law, _ index: Int) -> Law {
        let interval = day.intervals[index]
        let (arrival, service, agents) = (
            interval.contacts / interval.seconds, 1 / interval.ahtSeconds, interval.agents
        )
        var slope = Law(repeating: [Double](repeating: 0, count: most + depth), count: most + 1)
        for (e, row) in law.enumerated() {
            for (number, mass) in row.enumerated() where mass != 0 {
                let last = number == row.count - 1
                if !last {
                    slope[e][number] -= arrival * mass
                    slope[e][number + 1] += arrival * mass
                }
                if e == 0 {
                    let out = Double(min(number, agents)) * service + Double(max(0, number - agents)) * theta
                    if number > 0 {
                        slope[0][number] -= out * mass
                        slope[0][number - 1] += out * mass
                    }
                } else {
                    let finish = Double(agents + e) * service
                    slope[e][number] -= (finish + Double(number) * theta) * mass
                    if number > 0 { slope[e][number - 1] += Double(number) * theta * mass }
                    if e > 1 {
                        slope[e - 1][number] += finish * mass
                    } else if agents + number < row.count {
                        slope[0][agents + number] += finish * mass
                    }
                }
            }
        }
        return slope
    }

    private func advanced(_ law: Law, _ index: Int) -> Law {
        let a = slope(law, index)
        let b = slope(sum(law, a, step / 2), index)
        let c = slope(sum(law, b, step / 2), index)
        let d = slope(sum(law, c, step), index)
        var next = sum(law, a, step / 6)
        next = sum(next, b, step / 3)
        next = sum(next, c, step / 3)
        return sum(next, d, step / 6)
    }

    private func sum(_ a: Law, _ b: Law, _ factor: Double) -> Law {
        zip(a, b).map { rowA, rowB in zip(rowA, rowB).map { $0 + factor * $1 } }
    }

    private func moved(_ law: Law, from old: Int, to new: Int) -> Law {
        guard convention == .finishCall, old != new else { return law }
        var after = Law(repeating: [Double](repeating: 0, count: most + depth), count: most + 1)
        for (e, row) in law.enumerated() {
            for (number, mass) in row.enumerated() where mass != 0 {
                let busy = e == 0 ? min(number, old) : old + e
                let waiting = e == 0 ? max(0, number - old) : number
                if busy > new {
                    after[busy - new][waiting] += mass
                } else if busy + waiting < after[0].count {
                    after[0][busy + waiting] += mass
                }
            }
        }
        return after
    }

    /// P(service starts within T) of an arrival at `at` in interval `index` who has to wait, by extra agents and number
    /// waiting before it.
    private func startProbability(_ index: Int, at: Double) -> Law {
        var stretches: [(agents: Int, service: Double, seconds: Double)] = []
        var rest = day.targetSeconds
        var current = index
        var left = day.intervals[index].seconds - at
        while rest > 1e-9 {
            let isLast = current == day.intervals.count - 1
            let span = isLast ? rest : min(rest, left)
            stretches.append((day.intervals[current].agents, 1 / day.intervals[current].ahtSeconds, span))
            rest -= span
            if isLast { break }
            current += 1
            left = day.intervals[current].seconds
        }
        var value = Law(repeating: [Double](repeating: 0, count: depth), count: most + 1)
        for (position, stretch) in stretches.enumerated().reversed() {
            if position + 1 < stretches.count {
                value = before(value, change: stretches[position + 1].agents - stretch.agents)
            }
            let steps = max(1, Int((stretch.seconds / step).rounded()))
            for _ in 0..<steps where stretch.seconds > 0 {
                value = earlier(value, stretch.agents, stretch.service, stretch.seconds / Double(steps))
            }
        }
        return value
    }

    private func before(_ value: Law, change: Int) -> Law {
        var result = value
        for e in 0...most {
            for waiting in 0..<depth {
                var (extra, place) = (0, waiting)
                if convention == .preemptive {
                    place = waiting - change
                } else if e >= change {
                    extra = e - change
                } else {
                    place = waiting - (change - e)
                }
                result[e][waiting] = place < 0 ? 1 : extra <= most && place < depth ? value[extra][place] : 0
            }
        }
        return result
    }

    private func earlier(_ value: Law, _ agents: Int, _ service: Double, _ step: Double) -> Law {
        func slope(_ value: Law) -> Law {
            var slope = value
            for e in 0...most {
                for m in 0..<depth {
                    let finish = Double(agents + e) * service
                    let ahead = Double(m) * theta
                    let shorter = m > 0 ? value[e][m - 1] : 1
                    slope[e][m] =
                        -(finish + ahead + theta) * value[e][m] + (m > 0 ? ahead * shorter : 0)
                        + finish * (e > 0 ? value[e - 1][m] : shorter)
                }
            }
            return slope
        }
        let a = slope(value)
        let b = slope(sum(value, a, step / 2))
        let c = slope(sum(value, b, step / 2))
        let d = slope(sum(value, c, step))
        return sum(sum(sum(sum(value, a, step / 6), b, step / 3), c, step / 3), d, step / 6)
    }
}
