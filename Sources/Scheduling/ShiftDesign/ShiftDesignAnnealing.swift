import ContactCenter
import NumericalMethods

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#endif

/// One chain over the heads of each (shift, day); the cost of slots follows each change.
struct ShiftDesignAnnealing: Sendable {
    private let instance: ShiftDesignInstance
    private let shifts: [ShiftDesignInstance.Shift]
    private let days: Int
    private let perDay: Int
    private let under: Int
    private let over: Int
    /// Shifts close to each: the same start or length, or both moved by one.
    private let neighbours: [[Int32]]
    /// Heads present minus heads wanted.
    private var balance: [Int]
    private var heads: [Int]
    private var total: [Int]
    private var used: [Int32] = []
    private var placeInUsed: [Int]
    private var duties = 0
    private var slotsWorked = 0
    /// Cost of slots and distinct shifts.
    private var cost: Int
    private(set) var bestCost: Double
    private var best: [Int]
    private var random: RandomStream
    private var cycle = 0

    init(_ instance: ShiftDesignInstance, random: RandomStream) {
        self.instance = instance
        self.random = random
        shifts = instance.shifts
        days = instance.days
        perDay = instance.slotsPerDay
        under = instance.weightUnder * instance.slotMinutes
        over = instance.weightOver * instance.slotMinutes
        let all = shifts
        neighbours = all.map { shift in
            all.indices.filter { other in
                let start = abs(all[other].start - shift.start)
                let length = abs(all[other].length - shift.length)
                let end = abs(all[other].start + all[other].length - shift.start - shift.length)
                return start + length > 0
                    && (start <= 1 && length <= 1 || start == 0 && length <= 4 || end == 0 && start <= 4)
            }.map(Int32.init)
        }
        balance = instance.demand.map { -$0 }
        heads = [Int](repeating: 0, count: all.count * instance.days)
        total = [Int](repeating: 0, count: all.count)
        placeInUsed = [Int](repeating: -1, count: all.count)
        cost = instance.demand.reduce(0, +) * instance.weightUnder * instance.slotMinutes
        bestCost = Double(cost)
        best = heads
    }

    /// A new annealing goes on from the best so far.
    mutating func enter(cycle: Int) {
        guard cycle > self.cycle else { return }
        self.cycle = cycle
        for shift in shifts.indices {
            for day in 0..<days {
                let wanted = best[shift * days + day]
                if wanted != heads[shift * days + day] { add(wanted - heads[shift * days + day], shift, day) }
            }
        }
    }

    /// The best design.
    func design() -> ShiftDesign {
        var design = ShiftDesign()
        for (index, shift) in shifts.enumerated() {
            let row = Array(best[index * days..<(index + 1) * days])
            if row.contains(where: { $0 > 0 }) { design.heads[shift] = row }
        }
        return design
    }

    private var dutyCost: Double {
        guard instance.weightDuties > 0, slotsWorked > 0 else { return 0 }
        let average =
            instance.averageMinutesPerWeek * Double(duties) / Double(slotsWorked * instance.slotMinutes)
        let limits = instance.dutiesPerWeek
        return Double(instance.weightDuties)
            * (max(0, average - limits.upperBound) + max(0, limits.lowerBound - average))
    }

    private var whole: Double { Double(cost) + dutyCost }

    /// Adds `count` heads (or takes them away) and follows the cost.
    private mutating func add(_ count: Int, _ shift: Int, _ day: Int) {
        let now = shifts[shift]
        var slot = day * perDay + now.start
        if slot >= balance.count { slot -= balance.count }
        for _ in 0..<now.length {
            let before = balance[slot]
            let after = before + count
            cost += (after < 0 ? -after * under : after * over) - (before < 0 ? -before * under : before * over)
            balance[slot] = after
            slot += 1
            if slot == balance.count { slot = 0 }
        }
        heads[shift * days + day] += count
        duties += count
        slotsWorked += count * now.length
        let before = total[shift]
        total[shift] += count
        if before == 0, total[shift] > 0 {
            cost += instance.weightShift
            placeInUsed[shift] = used.count
            used.append(Int32(shift))
        } else if before > 0, total[shift] == 0 {
            cost -= instance.weightShift
            let place = placeInUsed[shift]
            let last = used.removeLast()
            if Int(last) != shift {
                used[place] = last
                placeInUsed[Int(last)] = place
            }
            placeInUsed[shift] = -1
        }
    }

    private mutating func anyShift() -> Int { random.below(shifts.count) }
    private mutating func usedShift() -> Int { used.isEmpty ? anyShift() : Int(used[random.below(used.count)]) }

    /// Tries one move.
    mutating func step(temperature: Double) {
        let limit = -temperature * log(max(random.uniform(), 1e-300))
        let before = whole
        switch random.below(16) {
        case 0..<4: change(usedShift(), limit, before)
        case 4: change(anyShift(), limit, before)
        case 5..<11: transfer(to: usedShift(), limit, before)
        case 11..<15:
            let from = usedShift()
            let near = neighbours[from]
            if !near.isEmpty { transfer(from: from, to: Int(near[random.below(near.count)]), limit, before) }
        default:
            let from = usedShift()
            let near = neighbours[from]
            let to = near.isEmpty || random.below(2) == 0 ? usedShift() : Int(near[random.below(near.count)])
            replace(from, by: to, limit, before)
        }
        if whole < bestCost - 1e-9 {
            bestCost = whole
            best = heads
        }
    }

    /// One head more or fewer on one day.
    private mutating func change(_ shift: Int, _ limit: Double, _ before: Double) {
        let day = random.below(days)
        let count = random.below(2) == 0 || heads[shift * days + day] == 0 ? 1 : -1
        add(count, shift, day)
        if whole - before > limit { add(-count, shift, day) }
    }

    /// One head, or all of a day, from one shift to another.
    private mutating func transfer(from: Int? = nil, to: Int, _ limit: Double, _ before: Double) {
        let from = from ?? usedShift()
        let day = random.below(days)
        let present = heads[from * days + day]
        guard from != to, present > 0 else { return }
        let count = random.below(2) == 0 ? 1 : 1 + random.below(present)
        add(-count, from, day)
        add(count, to, day)
        if whole - before > limit {
            add(-count, to, day)
            add(count, from, day)
        }
    }

    /// A whole shift, all days, by another.
    private mutating func replace(_ from: Int, by to: Int, _ limit: Double, _ before: Double) {
        guard from != to, total[from] > 0 else { return }
        let kept = (0..<days).map { heads[from * days + $0] }
        for day in 0..<days where kept[day] > 0 {
            add(-kept[day], from, day)
            add(kept[day], to, day)
        }
        if whole - before > limit {
            for day in 0..<days where kept[day] > 0 {
                add(-kept[day], to, day)
                add(kept[day], from, day)
            }
        }
    }
}
