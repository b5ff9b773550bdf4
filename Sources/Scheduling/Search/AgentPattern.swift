/// One way to work a day, with its price, for ``AgentPatternSearch``.
struct DayChoice: Sendable {
    /// Option of ``ShiftOptions``.
    let option: Int32
    /// Price in whole units; may be negative.
    let price: Int
}

/// The cheapest lawful pattern of one agent, by dynamic programming over the days.
///
/// A state holds all that the rules look back at: days in a row, and of the running week the days worked, the paid
/// minutes, whether its weekend is worked; weekends worked so far; and the earliest start that rest leaves on the
/// next day. With every lawful option offered, an empty result proves that no lawful pattern exists.
struct AgentPatternSearch {
    /// How rest between shifts is looked after.
    enum Rest {
        /// Any two of the offered options on consecutive days leave enough rest.
        case heldByChoices
        /// Part of the state.
        case tracked
        /// Not looked at: a relaxation, whose failure is a proof too.
        case ignored
    }

    private let instance: CompiledInstance
    private let agent: Int
    private let maximumDays: Int
    private let paidUnit: Int
    private let paidSize: Int
    private let runSize: Int
    private let daySize: Int
    private let weekendSize: Int
    private let mostPaidOfOption: Int

    /// First day whose states all fail, after an empty ``cheapest(choices:rest:)``.
    private(set) var failedDay: Int?

    init(_ instance: CompiledInstance, agent: Int) {
        self.instance = instance
        self.agent = agent
        let contract = Int(instance.staff.contractOfAgent[agent])
        maximumDays = Int(instance.staff.maximumDays[contract])
        let paid = instance.staff.optionsOfContract[contract].map {
            Int(instance.shifts.options[Int($0)].paidMinutes)
        }
        paidUnit = max(1, paid.reduce(0, AgentPatternSearch.greatestCommonDivisor))
        mostPaidOfOption = paid.max() ?? 0
        var most = 0
        for week in 0..<instance.weeks {
            most = max(most, Int(instance.staff.mostPaid[agent * instance.weeks + week]))
        }
        paidSize = most / paidUnit + 1
        runSize = instance.maximumConsecutiveDays + 1
        daySize = maximumDays + 1
        weekendSize = instance.days >= 28 ? min(instance.maximumWeekends, instance.weeks) + 1 : 1
    }

    private static func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int {
        b == 0 ? a : greatestCommonDivisor(b, a % b)
    }

    private struct State {
        var run = 0
        var days = 0
        var paid = 0
        var weekendWorked = false
        var weekends = 0
        var rest = 0
    }

    private func key(_ state: State) -> Int {
        var key = state.rest
        key = key * weekendSize + state.weekends
        key = key * 2 + (state.weekendWorked ? 1 : 0)
        key = key * paidSize + state.paid
        key = key * daySize + state.days
        return key * runSize + state.run
    }

    private func state(_ key: Int) -> State {
        var key = key
        func take(_ size: Int) -> Int {
            let value = key % size
            key /= size
            return value
        }
        var state = State()
        state.run = take(runSize)
        state.days = take(daySize)
        state.paid = take(paidSize)
        state.weekendWorked = take(2) == 1
        state.weekends = take(weekendSize)
        state.rest = key
        return state
    }

    /// The cheapest pattern from `choices` of each day (a day off is always one more, free choice), as the choice
    /// index of each day (−1 = off) and the price; `nil` when none is lawful.
    mutating func cheapest(choices: [[DayChoice]], rest: Rest) -> (picks: [Int], price: Int)? {
        failedDay = nil
        let restTimes = rest == .tracked ? earliestStarts(after: choices) : [0]
        let restIndex = Dictionary(uniqueKeysWithValues: restTimes.enumerated().map { ($1, $0) })
        var position = [Int32](
            repeating: -1, count: restTimes.count * weekendSize * 2 * paidSize * daySize * runSize)
        var first = State()
        first.run = min(instance.runBefore[agent], runSize - 1)
        var keys: [Int] = [key(first)]
        var prices = [0]
        var parents: [Int32] = [-1]
        var picks: [Int32] = [-1]
        var layer = 0..<1

        for day in 0..<instance.days {
            let next = keys.count
            let inWeek = day / 7 < instance.weeks
            for index in layer {
                let from = state(keys[index])
                for pick in -1..<choices[day].count {
                    var to = from
                    var price = prices[index]
                    if pick < 0 {
                        to.run = 0
                        to.rest = rest == .tracked ? restIndex[max(0, restTimes[from.rest] - 1440)] ?? 0 : 0
                    } else {
                        let choice = choices[day][pick]
                        let option = instance.shifts.options[Int(choice.option)]
                        guard from.run + 1 < runSize else { break }
                        if rest == .tracked {
                            guard Int(option.startMinute) >= restTimes[from.rest] else { continue }
                            let end = Int(option.endMinute) + instance.minimumRestMinutes - 1440
                            to.rest = restIndex[max(0, end)] ?? 0
                        }
                        to.run += 1
                        price += choice.price
                        if inWeek {
                            to.days += 1
                            to.paid += Int(option.paidMinutes) / paidUnit
                            guard to.days < daySize, to.paid < paidSize else { continue }
                            if instance.days >= 28, day % 7 >= 5, !from.weekendWorked {
                                to.weekendWorked = true
                                to.weekends += 1
                                guard to.weekends < weekendSize else { continue }
                                if to.weekends > instance.freeWeekends { price += instance.weekendPrice }
                            }
                        }
                    }
                    guard !inWeek || closesWeek(&to, after: day) else { continue }
                    let place = key(to)
                    let known = Int(position[place])
                    if known >= next {
                        if price < prices[known] {
                            prices[known] = price
                            parents[known] = Int32(index)
                            picks[known] = Int32(pick)
                        }
                    } else {
                        position[place] = Int32(keys.count)
                        keys.append(place)
                        prices.append(price)
                        parents.append(Int32(index))
                        picks.append(Int32(pick))
                    }
                }
            }
            guard keys.count > next else {
                failedDay = day
                return nil
            }
            layer = next..<keys.count
        }

        guard var index = layer.min(by: { prices[$0] < prices[$1] }) else { return nil }
        let price = prices[index]
        var path: [Int] = []
        while parents[index] >= 0 {
            path.append(Int(picks[index]))
            index = Int(parents[index])
        }
        return (path.reversed(), price)
    }

    /// Whether the week's band can still be met after `day`; on the week's last day it must be met, and the week's
    /// sums start again.
    private func closesWeek(_ state: inout State, after day: Int) -> Bool {
        let place = agent * instance.weeks + day / 7
        let paid = state.paid * paidUnit
        guard paid <= Int(instance.staff.mostPaid[place]) else { return false }
        let left = min(6 - day % 7, maximumDays - state.days)
        guard paid + left * mostPaidOfOption >= Int(instance.staff.leastPaid[place]) else { return false }
        if day % 7 == 6 {
            state.days = 0
            state.paid = 0
            state.weekendWorked = false
        }
        return true
    }

    /// All values of the earliest start that rest can leave on a next day.
    private func earliestStarts(after choices: [[DayChoice]]) -> [Int] {
        var times: Set<Int> = [0]
        for choice in choices.joined() {
            let option = instance.shifts.options[Int(choice.option)]
            var time = Int(option.endMinute) + instance.minimumRestMinutes - 1440
            while time > 0, times.insert(time).inserted { time -= 1440 }
        }
        return times.sorted()
    }
}
