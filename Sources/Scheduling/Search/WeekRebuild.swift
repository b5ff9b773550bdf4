import NumericalMethods

/// Finds a good new week for one agent: how many shifts, of which kinds, on which days, all at once.
///
/// Some weeks cannot be reached day by day, because every roster between breaks the weekly band: five days of seven
/// hours and four days of nine, for example. A dynamic programme over the days, with days worked and minutes paid as
/// its state, chooses among the cheapest start of each kind near one base start (which keeps rest) at present prices.
struct WeekRebuild: Sendable {
    /// Shift option of each day of the week; −1 = off.
    private(set) var picks = [Int32](repeating: -1, count: 7)

    private let instance: CompiledInstance
    /// Running sums of what the agent's presence costs, from the first slot of the week.
    private var prefix: [Int]
    /// By day and kind, the cheapest option and its price.
    private var option: [Int32]
    private var price: [Int]
    private let kindCount: Int
    /// By contract: its kinds, the unit all paid minutes are whole multiples of, and half the width of starts.
    private let kinds: [[Int32]]
    private let unit: [Int]
    private let width: [Int]
    private var best: [Int]
    private var choice: [Int8]
    private let paidSize: Int

    init(_ instance: CompiledInstance) {
        self.instance = instance
        kindCount = instance.source.shiftKinds.count
        let reach = instance.slotsPerDay * (7 + Int(RosterState.longestSpill)) + 1
        prefix = [Int](repeating: 0, count: reach)
        option = [Int32](repeating: -1, count: 7 * max(1, kindCount))
        price = [Int](repeating: 0, count: option.count)
        var kinds: [[Int32]] = []
        var unit: [Int] = []
        var width: [Int] = []
        for options in instance.staff.optionsOfContract {
            var own: [Int32] = []
            var divisor = 0
            var longest: Int32 = 0
            for number in options {
                let shift = instance.shifts.options[Int(number)]
                if !own.contains(shift.kind) { own.append(shift.kind) }
                divisor = WeekRebuild.greatestCommonDivisor(divisor, Int(shift.paidMinutes))
                longest = max(longest, shift.endMinute - shift.startMinute)
            }
            kinds.append(own)
            unit.append(max(1, divisor))
            width.append((1440 - instance.minimumRestMinutes - Int(longest)) / 2)
        }
        self.kinds = kinds
        self.unit = unit
        self.width = width
        var paidSize = 1
        for (agent, contract) in instance.staff.contractOfAgent.enumerated() {
            for week in 0..<instance.weeks {
                let most = Int(instance.staff.mostPaid[agent * instance.weeks + week])
                paidSize = max(paidSize, min(most, 10_080) / unit[Int(contract)] + 1)
            }
        }
        self.paidSize = paidSize
        best = [Int](repeating: Int.max, count: 8 * 8 * paidSize)
        choice = [Int8](repeating: -1, count: best.count)
    }

    private static func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int {
        b == 0 ? a : greatestCommonDivisor(b, a % b)
    }

    /// Whether the rebuilding of weeks can be used for agents of `contract`: rest must be held by nearness of starts,
    /// and the table of paid minutes be small.
    func suits(contract: Int) -> Bool {
        width[contract] >= 0 && !kinds[contract].isEmpty && kinds[contract].count < 100 && paidSize <= 512
    }

    /// Chooses a week for `agent`, keeping days that are not open in `state`; false when no choice meets the band.
    mutating func choose(
        agent: Int, week: Int, in state: borrowing RosterState, random: inout RandomStream
    ) -> Bool {
        let contract = Int(instance.staff.contractOfAgent[agent])
        let place = agent * instance.weeks + week
        let unit = unit[contract]
        let least = Int(instance.staff.leastPaid[place])
        let most = Int(instance.staff.mostPaid[place])
        guard most >= 0 else { return false }
        let daysMost = Int(instance.staff.maximumDays[contract])
        state.presencePrices(of: agent, fromDay: week * 7, into: &prefix)

        let options = instance.staff.optionsOfContract[contract]
        let middle = instance.shifts.options[Int(options[random.index(below: options.count)])]
        let base = Int(middle.startMinute)
        let width = width[contract]
        let own = kinds[contract]
        for day in 0..<7 {
            for kind in own { option[day * kindCount + Int(kind)] = -1 }
            let agentDay = agent * instance.days + week * 7 + day
            guard state.isFree(agentDay: agentDay, day: week * 7 + day) else { continue }
            for number in options {
                let shift = instance.shifts.options[Int(number)]
                let distance = Int(shift.startMinute) - base
                guard distance <= width, distance >= -width,
                    instance.staff.allows(option: Int(number), agentDay: agentDay),
                    state.isOpen(week * 7 + day, for: Cell(option: number, breaks: 0))
                else { continue }
                let first = day * instance.slotsPerDay + Int(shift.firstSlot)
                let cost = prefix[first + Int(shift.slotCount)] - prefix[first]
                let index = day * kindCount + Int(shift.kind)
                if option[index] < 0 || cost < price[index] {
                    option[index] = number
                    price[index] = cost
                }
            }
        }

        // best[day][days worked][paid]: least price up to the day.
        let layer = 8 * paidSize
        for index in best.indices { best[index] = Int.max }
        best[0] = 0
        let limit = min(most / unit, paidSize - 1)
        for day in 0..<7 {
            let cell = state.cells[agent * instance.days + week * 7 + day]
            let isFree = state.isFree(agentDay: agent * instance.days + week * 7 + day, day: week * 7 + day)
            for days in 0...min(day, daysMost) {
                for paid in 0...limit {
                    let from = day * layer + days * paidSize + paid
                    let known = best[from]
                    guard known != Int.max else { continue }
                    if isFree || !cell.works {
                        improve((day + 1) * layer + days * paidSize + paid, known, -1)
                    }
                    guard days < daysMost else { continue }
                    if isFree {
                        for (number, kind) in own.enumerated() where option[day * kindCount + Int(kind)] >= 0 {
                            let index = day * kindCount + Int(kind)
                            let after = paid + Int(instance.shifts.options[Int(option[index])].paidMinutes) / unit
                            guard after <= limit else { continue }
                            improve(
                                (day + 1) * layer + (days + 1) * paidSize + after, known + price[index], Int8(number))
                        }
                    } else if cell.works {
                        let after = paid + Int(instance.shifts.options[Int(cell.option)].paidMinutes) / unit
                        if after <= limit {
                            improve((day + 1) * layer + (days + 1) * paidSize + after, known, Int8.max)
                        }
                    }
                }
            }
        }
        var end = -1
        for days in 0...daysMost {
            for paid in max(0, (least + unit - 1) / unit)..<max(0, (least + unit - 1) / unit, limit + 1) {
                let index = 7 * layer + days * paidSize + paid
                if best[index] != Int.max, end < 0 || best[index] < best[end] { end = index }
            }
        }
        guard end >= 0 else { return false }
        // Back along the choices.
        var days = (end - 7 * layer) / paidSize
        var paid = (end - 7 * layer) % paidSize
        for day in (0..<7).reversed() {
            let taken = choice[(day + 1) * layer + days * paidSize + paid]
            switch taken {
            case -1: picks[day] = -1
            case Int8.max: picks[day] = state.cells[agent * instance.days + week * 7 + day].option
            default: picks[day] = option[day * kindCount + Int(own[Int(taken)])]
            }
            guard picks[day] >= 0 else { continue }
            days -= 1
            paid -= Int(instance.shifts.options[Int(picks[day])].paidMinutes) / unit
        }
        return true
    }

    @inline(__always)
    private mutating func improve(_ index: Int, _ value: Int, _ pick: Int8) {
        if value < best[index] {
            best[index] = value
            choice[index] = pick
        }
    }
}
