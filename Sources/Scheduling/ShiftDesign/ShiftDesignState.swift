import ContactCenter

/// A shift design under search: heads of each (shift, day), and what the objective needs of them.
struct ShiftDesignState: Sendable {
    /// What designs are compared by: the objective, and at the same objective the cost of shortage and surplus.
    struct Cost: Comparable, Sendable {
        var objective: Double
        var deviation: Int

        /// Objectives closer than this differ by rounding only.
        private static let tolerance = 1e-9

        static func < (a: Cost, b: Cost) -> Bool {
            if abs(a.objective - b.objective) > tolerance { return a.objective < b.objective }
            return a.deviation < b.deviation
        }
    }

    let shifts: [ShiftDesignInstance.Shift]
    let days: Int
    let perDay: Int
    private let instance: ShiftDesignInstance
    private let under: Int
    private let over: Int
    /// Shifts close to each: the same start or end, or both moved by one.
    let neighbours: [[Int32]]
    /// Shifts with the same start as each, itself included.
    let sameStart: [[Int32]]
    /// Index of a shift by start · (longest + 1) + length; −1 for none.
    private let indexOf: [Int32]
    private let longest: Int
    /// Heads present minus heads wanted.
    private var balance: [Int32]
    private(set) var heads: [Int32]
    private var total: [Int32]
    /// Shifts that have heads.
    private(set) var used: [Int32] = []
    private var placeInUsed: [Int32]
    /// (shift, day) pairs that have heads.
    private(set) var daysWorked = 0
    private var duties = 0
    private var slotsWorked = 0
    /// Cost of slots alone.
    private(set) var deviation: Int

    init(_ instance: ShiftDesignInstance) {
        self.instance = instance
        let all = instance.shifts
        shifts = all
        days = instance.days
        perDay = instance.slotsPerDay
        under = instance.weightUnder * instance.slotMinutes
        over = instance.weightOver * instance.slotMinutes
        neighbours = all.map { shift in
            all.indices.filter { other in
                let start = abs(all[other].start - shift.start)
                let length = abs(all[other].length - shift.length)
                let end = abs(all[other].start + all[other].length - shift.start - shift.length)
                return start + length > 0
                    && (start <= 1 && length <= 1 || start == 0 && length <= 4 || end == 0 && start <= 4)
            }.map(Int32.init)
        }
        sameStart = all.map { shift in all.indices.filter { all[$0].start == shift.start }.map(Int32.init) }
        let longest = all.map(\.length).max() ?? 0
        self.longest = longest
        var indexOf = [Int32](repeating: -1, count: ((all.map(\.start).max() ?? 0) + 1) * (longest + 1))
        for (index, shift) in all.enumerated() { indexOf[shift.start * (longest + 1) + shift.length] = Int32(index) }
        self.indexOf = indexOf
        balance = instance.demand.map { Int32(-$0) }
        heads = [Int32](repeating: 0, count: all.count * instance.days)
        total = [Int32](repeating: 0, count: all.count)
        placeInUsed = [Int32](repeating: -1, count: all.count)
        deviation = instance.demand.reduce(0, +) * instance.weightUnder * instance.slotMinutes
    }

    /// Index of a shift; `nil` when no family allows it.
    func index(start: Int, length: Int) -> Int? {
        guard start >= 0, length > 0, length <= longest else { return nil }
        let place = start * (longest + 1) + length
        guard place < indexOf.count, indexOf[place] >= 0 else { return nil }
        return Int(indexOf[place])
    }

    /// Slot at which a shift ends, counted from the beginning of its day.
    func end(_ shift: Int) -> Int { shifts[shift].start + shifts[shift].length }

    /// Heads of a shift on a day.
    subscript(_ shift: Int, _ day: Int) -> Int32 { heads[shift * days + day] }

    /// The objective.
    var objective: Double {
        let cost = Double(deviation + used.count * instance.weightShift)
        guard instance.weightDuties > 0, slotsWorked > 0 else { return cost }
        let average = instance.averageMinutesPerWeek * Double(duties) / Double(slotsWorked * instance.slotMinutes)
        let limits = instance.dutiesPerWeek
        return cost + Double(instance.weightDuties)
            * (max(0, average - limits.upperBound) + max(0, limits.lowerBound - average))
    }

    /// What designs are compared by.
    var value: Cost { Cost(objective: objective, deviation: deviation) }

    /// `kept` as a design.
    func design(_ kept: [Int32]) -> ShiftDesign {
        var design = ShiftDesign()
        for (index, shift) in shifts.enumerated() {
            let row = kept[index * days..<(index + 1) * days].map(Int.init)
            if row.contains(where: { $0 > 0 }) { design.heads[shift] = row }
        }
        return design
    }

    /// Goes to the heads `wanted`.
    mutating func become(_ wanted: [Int32]) {
        for shift in shifts.indices {
            for day in 0..<days {
                let change = wanted[shift * days + day] - heads[shift * days + day]
                if change != 0 { add(change, shift, day) }
            }
        }
    }

    /// Adds `count` heads to slots from `first` on.
    private mutating func cover(_ count: Int32, from first: Int, _ length: Int) {
        guard length > 0 else { return }
        var slot = first
        if slot >= balance.count { slot -= balance.count }
        var change = 0
        for _ in 0..<length {
            let before = Int(balance[slot])
            let after = before + Int(count)
            change += (after < 0 ? -after * under : after * over) - (before < 0 ? -before * under : before * over)
            balance[slot] = Int32(after)
            slot += 1
            if slot == balance.count { slot = 0 }
        }
        deviation += change
    }

    /// Counts `count` heads more in a shift; the slots are not touched.
    private mutating func put(_ count: Int32, _ shift: Int, _ day: Int) {
        let place = shift * days + day
        let old = heads[place]
        heads[place] = old + count
        if old == 0 { daysWorked += 1 } else if old + count == 0 { daysWorked -= 1 }
        let before = total[shift]
        let after = before + count
        total[shift] = after
        if before == 0 {
            placeInUsed[shift] = Int32(used.count)
            used.append(Int32(shift))
        } else if after == 0 {
            let place = Int(placeInUsed[shift])
            let last = used.removeLast()
            if Int(last) != shift {
                used[place] = last
                placeInUsed[Int(last)] = Int32(place)
            }
            placeInUsed[shift] = -1
        }
    }

    /// Adds `count` heads, or takes them away.
    mutating func add(_ count: Int32, _ shift: Int, _ day: Int) {
        let now = shifts[shift]
        cover(count, from: day * perDay + now.start, now.length)
        put(count, shift, day)
        duties += Int(count)
        slotsWorked += Int(count) * now.length
    }

    /// Moves `count` heads of a day from one shift to another.
    mutating func move(_ count: Int32, _ from: Int, _ to: Int, _ day: Int) {
        let (old, new) = (shifts[from], shifts[to])
        let (oldEnd, newEnd) = (old.start + old.length, new.start + new.length)
        let base = day * perDay
        if oldEnd <= new.start || newEnd <= old.start {
            cover(-count, from: base + old.start, old.length)
            cover(count, from: base + new.start, new.length)
        } else {
            // Only what one covers and the other does not.
            cover(
                new.start < old.start ? count : -count, from: base + min(old.start, new.start),
                abs(old.start - new.start))
            cover(newEnd > oldEnd ? count : -count, from: base + min(oldEnd, newEnd), abs(oldEnd - newEnd))
        }
        put(-count, from, day)
        put(count, to, day)
        slotsWorked += Int(count) * (new.length - old.length)
    }

    /// Two duties that together cover what two others cover; days are counted from that of the first, and run round
    /// the cycle.
    struct Exchange {
        var taken: (first: Int, second: Int, secondOffset: Int)
        var given: (first: Int, second: Int, secondOffset: Int)
    }

    /// Heads that may take part in `exchange` when its first duty is on `day`.
    func most(_ exchange: Exchange, _ day: Int) -> Int32 {
        let second = dayAfter(day, exchange.taken.secondOffset)
        // The same duty twice would need two heads for each exchange.
        guard exchange.taken.first != exchange.taken.second || second != day else { return 0 }
        return min(self[exchange.taken.first, day], self[exchange.taken.second, second])
    }

    /// Makes `exchange` for `count` heads; the slots stay as they are. A negative count takes it back.
    mutating func apply(_ exchange: Exchange, _ count: Int32, _ day: Int) {
        put(-count, exchange.taken.first, day)
        put(-count, exchange.taken.second, dayAfter(day, exchange.taken.secondOffset))
        put(count, exchange.given.first, day)
        put(count, exchange.given.second, dayAfter(day, exchange.given.secondOffset))
    }

    private func dayAfter(_ day: Int, _ offset: Int) -> Int { ((day + offset) % days + days) % days }
}
