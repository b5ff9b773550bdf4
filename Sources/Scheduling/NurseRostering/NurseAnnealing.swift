import ContactCenter
import NumericalMethods

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#endif

/// One chain of annealing over the rows of an INRC-II roster.
struct NurseAnnealing: Sendable {
    /// Price of a head missing to the minimum; above what a whole row can cost.
    static let minimumPrice = 2000
    private static let longest = 7

    private let rules: NurseRowCost
    private let nurses: Int
    private let days: Int
    private let cellKinds: Int
    private let minimum: [Int16]
    private let optimal: [Int16]
    private var heads: [Int16]
    private var cells: [UInt8]
    private var rowCost: [Int32]
    /// How each row comes about, day by day.
    private var known: [NurseRowCost.Progress]
    private(set) var cost: Int
    private(set) var best: (cost: Int, cells: [UInt8])
    private var random: RandomStream
    private var old = [UInt8](repeating: 0, count: 2 * NurseAnnealing.longest)

    init(_ instance: NurseRosteringInstance, random: RandomStream) {
        rules = NurseRowCost(instance)
        nurses = instance.nurses.count
        days = instance.days
        cellKinds = instance.shiftTypes.count * instance.skills.count
        minimum = instance.weeks.flatMap { $0.requirements.map { Int16($0.minimum) } }
        optimal = instance.weeks.flatMap { $0.requirements.map { Int16($0.optimal) } }
        heads = [Int16](repeating: 0, count: minimum.count)
        cells = [UInt8](repeating: 0, count: nurses * days)
        rowCost = []
        known = [NurseRowCost.Progress](repeating: .init(), count: instance.nurses.count * (instance.days + 1))
        cost = 0
        best = (Int.max, cells)
        self.random = random
        for nurse in 0..<nurses {
            rowCost.append(rules.cost(nurse: nurse, row: cells[nurse * days..<(nurse + 1) * days]))
            rules.follow(nurse: nurse, cells: cells, from: 0, into: &known)
        }
        cost = rowCost.reduce(0) { $0 + Int($1) } + minimum.indices.reduce(0) { $0 + slotCost($1) }
        best = (cost, cells)
    }

    private func slotCost(_ slot: Int) -> Int {
        let count = heads[slot]
        return 30 * Int(max(0, optimal[slot] - count)) + NurseAnnealing.minimumPrice
            * Int(max(0, minimum[slot] - count))
    }

    /// Changes one cell and the heads; returns what it does to the cost of cover.
    private mutating func put(_ cell: UInt8, nurse: Int, day: Int) -> Int {
        let index = nurse * days + day
        let before = cells[index]
        guard before != cell else { return 0 }
        var change = 0
        if before > 0 {
            let slot = day * cellKinds + Int(before) - 1
            change -= slotCost(slot)
            heads[slot] -= 1
            change += slotCost(slot)
        }
        if cell > 0 {
            let slot = day * cellKinds + Int(cell) - 1
            change -= slotCost(slot)
            heads[slot] += 1
            change += slotCost(slot)
        }
        cells[index] = cell
        return change
    }

    /// Tries one move.
    mutating func step(temperature: Double) {
        let draw = random.next()
        let nurse = random.index(below: nurses)
        if draw & 3 == 0 {
            let other = random.index(below: nurses)
            if other != nurse { exchange(nurse, other, temperature: temperature) }
        } else {
            assign(nurse, oneDay: draw & 4 == 0, temperature: temperature)
        }
    }

    private func limit(_ temperature: Double, _ uniform: Double) -> Int {
        Int(min(1e9, -temperature * log(max(uniform, 1e-300))))
    }

    /// Gives `nurse` one cell for some days.
    private mutating func assign(_ nurse: Int, oneDay: Bool, temperature: Double) {
        let length = oneDay ? 1 : 1 + random.index(below: min(NurseAnnealing.longest, days))
        let first = random.index(below: days - length + 1)
        let cell = random.index(below: 3) == 0 ? 0 : UInt8(1 + random.index(below: cellKinds))
        guard rules.mayHold(nurse, cell) else { return }
        let base = nurse * days + first
        // Only the days that differ; none is no move.
        guard let begin = (0..<length).first(where: { cells[base + $0] != cell }) else { return }
        var end = length
        while cells[base + end - 1] == cell { end -= 1 }
        var change = 0
        for offset in begin..<end {
            old[offset] = cells[base + offset]
            change += put(cell, nurse: nurse, day: first + offset)
        }
        let changed = first + begin..<first + end
        let row = rules.cost(nurse: nurse, cells: cells, changed: changed, known: known)
        change += Int(row - rowCost[nurse])
        if change <= limit(temperature, random.uniform()) {
            rowCost[nurse] = row
            rules.follow(nurse: nurse, cells: cells, from: changed.lowerBound, into: &known)
            accept(change)
        } else {
            for offset in begin..<end { _ = put(old[offset], nurse: nurse, day: first + offset) }
        }
    }

    /// Exchanges some days between two nurses.
    private mutating func exchange(_ one: Int, _ two: Int, temperature: Double) {
        let length = 1 + random.index(below: min(NurseAnnealing.longest, days))
        let first = random.index(below: days - length + 1)
        var differs = false
        for offset in 0..<length {
            let a = cells[one * days + first + offset]
            let b = cells[two * days + first + offset]
            guard rules.mayHold(one, b), rules.mayHold(two, a) else { return }
            differs = differs || a != b
            old[offset] = a
            old[NurseAnnealing.longest + offset] = b
        }
        guard differs else { return }
        for offset in 0..<length {
            cells[one * days + first + offset] = old[NurseAnnealing.longest + offset]
            cells[two * days + first + offset] = old[offset]
        }
        let rowOne = rules.cost(nurse: one, cells: cells, changed: first..<first + length, known: known)
        let rowTwo = rules.cost(nurse: two, cells: cells, changed: first..<first + length, known: known)
        // The heads of every slot stay the same.
        let change = Int(rowOne - rowCost[one]) + Int(rowTwo - rowCost[two])
        if change <= limit(temperature, random.uniform()) {
            (rowCost[one], rowCost[two]) = (rowOne, rowTwo)
            rules.follow(nurse: one, cells: cells, from: first, into: &known)
            rules.follow(nurse: two, cells: cells, from: first, into: &known)
            accept(change)
        } else {
            for offset in 0..<length {
                cells[one * days + first + offset] = old[offset]
                cells[two * days + first + offset] = old[NurseAnnealing.longest + offset]
            }
        }
    }

    private mutating func accept(_ change: Int) {
        cost += change
        if cost < best.cost { best = (cost, cells) }
    }
}
