import ContactCenter

/// The grid that ``RowProgram`` sweeps.
///
/// Unsafe: the inner loop is a shifted minimum over contiguous costs; with bounds checks it does not vectorise, and a
/// sweep of 28 days took about four times as long.
struct RowGrid {
    /// Shift types that behave alike: same followers, same predecessors, same minutes. The cheapest of a kind stands
    /// for it each day.
    struct Kind {
        var members: [Int]
        var group: Int
        var predecessors: Int
        var minutes: Int
        var limited: Int?
    }

    let problem: CompiledShiftRostering
    private let employee: Int
    let window: RowProgram.Window
    private let limited: [Int]
    private let unit: Int
    private(set) var kinds: [Kind] = []
    /// Groups: kinds with the same followers share the state of a run.
    private var groupCount = 0
    /// Group of the shift just before the window; `nil` = off or the first day.
    private let groupBefore: Int?
    /// Groups whose shifts the shift just behind the window may follow.
    let mayPrecedeAfter: [Bool]
    /// Distinct sets of groups that may stand before a kind.
    private(set) var predecessorSets: [[Int]] = []
    let maximumRun: Int
    let minimumRun: Int
    let minimumOff: Int
    let states: Int
    /// Weekends × counts of limited types.
    let outer: Int
    private let outerShape: [Int]
    let slots: Int
    let least: Int
    let most: Int
    let days: Int

    init(
        problem: CompiledShiftRostering, employee: Int, window: RowProgram.Window, limited: [Int], unit: Int
    ) {
        self.problem = problem
        self.employee = employee
        self.window = window
        self.limited = limited
        self.unit = unit
        let contract = problem.source.employees[employee]
        maximumRun = min(contract.maximumConsecutiveShifts, problem.days)
        minimumRun = contract.minimumConsecutiveShifts
        minimumOff = max(1, min(contract.minimumConsecutiveDaysOff, problem.days))
        days = window.end - window.first
        least = (window.minutes.lowerBound + unit - 1) / unit
        most = window.minutes.upperBound / unit
        slots = max(0, most) + 1
        let width = problem.types + 1
        // Types that this employee may work inside the window, grouped by what may follow them there and just behind
        // it; and the type that stands just before it, which may be none of them.
        let usable = (0..<problem.types).filter { type in contract.maximumShifts[type] > 0 && window.shifts[type] > 0 }
        let first = window.before.flatMap { $0.cell > 0 ? Int($0.cell) - 1 : nil }
        let behind = window.after.flatMap { $0.cell > 0 ? Int($0.cell) - 1 : nil }
        var followerSets: [[Bool]] = []
        var groupOf = [Int](repeating: 0, count: problem.types)
        for type in usable + (first.map { usable.contains($0) ? [] : [$0] } ?? []) {
            let followers = (usable + (behind.map { [$0] } ?? [])).map {
                problem.mayFollow[(type + 1) * width + $0 + 1]
            }
            if let known = followerSets.firstIndex(of: followers) {
                groupOf[type] = known
            } else {
                groupOf[type] = followerSets.count
                followerSets.append(followers)
            }
        }
        groupBefore = first.map { groupOf[$0] }
        mayPrecedeAfter = followerSets.map { behind == nil || $0[usable.count] }
        groupCount = followerSets.count
        for (position, type) in usable.enumerated() {
            let before = (0..<groupCount).filter { followerSets[$0][position] }
            let set: Int
            if let known = predecessorSets.firstIndex(of: before) {
                set = known
            } else {
                set = predecessorSets.count
                predecessorSets.append(before)
            }
            let minutes = problem.minutes[type + 1] / unit
            let count = limited.firstIndex(of: type)
            let like = kinds.firstIndex {
                $0.group == groupOf[type] && $0.predecessors == set && $0.minutes == minutes && $0.limited == nil
                    && count == nil
            }
            if let like {
                kinds[like].members.append(type)
            } else {
                kinds.append(
                    Kind(members: [type], group: groupOf[type], predecessors: set, minutes: minutes, limited: count))
            }
        }
        states = minimumOff + groupCount * maximumRun
        outerShape =
            [window.weekendPrice == nil ? max(0, window.weekends) + 1 : 1] + limited.map { window.shifts[$0] + 1 }
        outer = outerShape.reduce(1, *)
    }

    var isPossible: Bool {
        window.weekends >= 0 && window.shifts.allSatisfy { $0 >= 0 } && least <= most && days > 0
    }

    /// Cells of all days together.
    var cellCount: Int { layer * days }

    var layer: Int { states * outer * slots }
    func work(_ group: Int, _ run: Int) -> Int { minimumOff + group * maximumRun + run - 1 }

    /// The most shifts that fit into `count` days, whatever comes before.
    private func mostShifts(_ count: Int) -> Int {
        let cycle = maximumRun + minimumOff
        return count / cycle * maximumRun + min(count % cycle, maximumRun)
    }

    /// Where a step of `kind` from outer index `from` leads; -1 when a limit is passed.
    func outerStep(_ from: Int, weekend: Bool, limited: Int?) -> Int {
        var rest = from
        var stride = 1
        var result = from
        for (axis, size) in outerShape.enumerated() {
            let value = rest % size
            rest /= size
            if (axis == 0 && weekend && window.weekendPrice == nil) || (axis > 0 && limited == axis - 1) {
                if value + 1 >= size { return -1 }
                result += stride
            }
            stride *= size
        }
        return result
    }

    /// Whether work on `day` begins a weekend's work, given whether the day before was worked.
    func countsWeekend(_ day: Int, workedBefore: Bool) -> Bool {
        day % 7 == 5 || (day % 7 == 6 && !workedBefore)
    }

    /// The cheapest member of `kind` on `day`; `nil` when none is allowed.
    func cheapestMember(_ kind: Kind, day: Int, prices: [Int32]) -> (type: Int, price: Int32)? {
        let width = problem.types + 1
        let base = (employee * problem.days + day) * width
        var best: (type: Int, price: Int32)?
        for type in kind.members where problem.isAllowed[base + type + 1] {
            let price = prices[day * width + type + 1]
            if price < best?.price ?? RowGrid.forbidden { best = (type, price) }
        }
        return best
    }

    /// From this price on a cell is forbidden.
    private static let forbidden = RowProgram.never / 2

    /// What a weekend costs when it is paid for.
    func weekendCost(_ weekend: Bool) -> Int32 { weekend ? window.weekendPrice ?? 0 : 0 }

    /// The run state in which the window begins; `nil` when nothing can follow.
    func entry() -> Int? {
        // Outside the horizon every shortest run is met and every longest one begins anew.
        guard let before = window.before else { return minimumOff - 1 }
        guard let groupBefore else { return (before.isOpen ? minimumOff : min(before.length, minimumOff)) - 1 }
        return before.length <= maximumRun ? work(groupBefore, before.length) : nil
    }

    /// Whether a run of `run` days that ends on `day` and began inside or before the window is long enough.
    func isLongEnough(_ run: Int, endingOn day: Int) -> Bool { run >= minimumRun || run == day + 1 }

    /// Minutes that a row which can still end lawfully may have worked after `position` days.
    func reach(_ position: Int) -> (low: Int, high: Int) {
        guard position >= 0 else { return (0, 0) }
        let longest = kinds.map(\.minutes).max() ?? 0
        var low = max(0, least - mostShifts(days - position - 1) * longest)
        var high = min(most, (position + 1) * longest)
        if let straying = window.strayingMinutes, position < days - 1 {
            low = max(low, least * (position + 1) / days - straying / unit)
            high = min(high, most * (position + 1) / days + straying / unit)
        }
        return (low, high)
    }

    /// Sweeps forward; layer d holds the states after day `first + d`.
    func fill(prices: [Int32], costs: inout [Int32], pool: inout [Int32]) {
        let size = layer
        let width = problem.types + 1
        if costs.count < size * days {
            costs = [Int32](repeating: RowProgram.never, count: size * days)
        }
        let span = outer * slots
        let setCount = predecessorSets.count
        if pool.count < span + size {
            pool = [Int32](repeating: RowProgram.never, count: span + size)
        }
        let start = entry()
        costs.withUnsafeMutableBufferPointer { buffer in
            pool.withUnsafeMutableBufferPointer { scratch in
                guard let layers = buffer.baseAddress, let spare = scratch.baseAddress else { return }
                let initial = spare + span
                initial.update(repeating: RowProgram.never, count: size)
                if let start { initial[start * span] = 0 }
                for position in 0..<days {
                    let day = window.first + position
                    let now = layers + position * size
                    let before =
                        position == 0 ? UnsafeMutablePointer(initial) : layers + (position - 1) * size
                    let reached = reach(position - 1)
                    let (low, high) = reach(position)
                    guard low <= high else {
                        // Nothing can be reached; the last layer must say so, whatever stood there before.
                        (layers + (days - 1) * size).update(repeating: RowProgram.never, count: size)
                        return
                    }
                    // Only minutes between low and high are ever read.
                    for line in 0..<states * outer {
                        (now + line * slots + low).update(repeating: RowProgram.never, count: high - low + 1)
                    }
                    // Days off keep the minutes.
                    let kept = (low: max(low, reached.low), high: min(high, reached.high))
                    let offPrice = prices[day * width]
                    if offPrice < RowGrid.forbidden {
                        // Off after off; the last off state stays.
                        for state in 0..<minimumOff {
                            let target = min(state + 1, minimumOff - 1)
                            relax(now + target * span, before + state * span, price: offPrice, kept)
                        }
                        // Off after a run that is long enough.
                        for group in 0..<groupCount {
                            for run in 1...maximumRun where isLongEnough(run, endingOn: day - 1) {
                                relax(now, before + work(group, run) * span, price: offPrice, kept)
                            }
                        }
                    }
                    let choices = kinds.map { cheapestMember($0, day: day, prices: prices) }
                    let sources = (low: reached.low, high: reached.high, lowest: low, highest: high)
                    // A run begins after enough days off.
                    let fresh = before + (minimumOff - 1) * span
                    for (kind, choice) in zip(kinds, choices) {
                        guard let choice else { continue }
                        let weekend = countsWeekend(day, workedBefore: false)
                        step(
                            now + work(kind.group, 1) * span, fresh, kind: kind,
                            price: choice.price &+ weekendCost(weekend), weekend: weekend, sources)
                    }
                    guard maximumRun >= 2 else { continue }
                    let weekend = countsWeekend(day, workedBefore: true)
                    for set in 0..<setCount
                    where zip(kinds, choices).contains(where: { $0.predecessors == set && $1 != nil }) {
                        for run in 2...maximumRun {
                            for line in 0..<outer {
                                (spare + line * slots + reached.low).update(
                                    repeating: RowProgram.never, count: max(0, reached.high - reached.low + 1))
                            }
                            for group in predecessorSets[set] {
                                relax(spare, before + work(group, run - 1) * span, price: 0, reached)
                            }
                            for (kind, choice) in zip(kinds, choices) where kind.predecessors == set {
                                guard let choice else { continue }
                                step(
                                    now + work(kind.group, run) * span, spare, kind: kind,
                                    price: choice.price &+ weekendCost(weekend), weekend: weekend, sources)
                            }
                        }
                    }
                }
            }
        }
    }

    private func relax(
        _ target: UnsafeMutablePointer<Int32>, _ source: UnsafeMutablePointer<Int32>, price: Int32,
        _ minutes: (low: Int, high: Int)
    ) {
        guard minutes.low <= minutes.high else { return }
        for line in 0..<outer {
            let into = target + line * slots
            let out = source + line * slots
            for index in minutes.low...minutes.high { into[index] = min(into[index], out[index] &+ price) }
        }
    }

    /// Works a shift of `kind`; `minutes` are those that the sources and the targets may have.
    private func step(
        _ target: UnsafeMutablePointer<Int32>, _ source: UnsafeMutablePointer<Int32>, kind: Kind, price: Int32,
        weekend: Bool, _ minutes: (low: Int, high: Int, lowest: Int, highest: Int)
    ) {
        let first = max(minutes.low, minutes.lowest - kind.minutes)
        let last = min(minutes.high, minutes.highest - kind.minutes)
        guard first <= last else { return }
        for from in 0..<outer {
            let to = outerStep(from, weekend: weekend, limited: kind.limited)
            guard to >= 0 else { continue }
            let into = target + to * slots + kind.minutes
            let out = source + from * slots
            for index in first...last { into[index] = min(into[index], out[index] &+ price) }
        }
    }
}
