/// The best roster a search has met, kept as the changes made since, so that a new best costs nothing to note.
struct BestRoster: Sendable {
    /// Its cost in whole units.
    private(set) var cost = Int.max

    private var places: [Int32]
    private var cellsBefore: [Cell]
    private var count = 0
    private let capacity: Int
    /// A copy of the best roster, made once the changes since have become too many.
    private var copy: [Cell] = []
    private var isCopied = false

    /// Nothing met yet, for rosters of `cellCount` cells.
    init(cellCount: Int) {
        capacity = max(64, 2 * cellCount)
        places = [Int32](repeating: 0, count: capacity)
        cellsBefore = [Cell](repeating: .off, count: capacity)
    }

    /// The present roster, of `cost`, is the best one.
    mutating func restart(cost: Int) {
        self.cost = cost
        count = 0
        isCopied = false
    }

    /// The roster `cells` now costs `cost`, after the cell at `place` changed from `old`.
    @inline(__always)
    mutating func record(place: Int, old: Cell, cost: Int, cells: [Cell]) {
        if cost < self.cost {
            restart(cost: cost)
        } else if !isCopied {
            note(place, old)
            if count >= capacity - RosterState.maximumChanges { makeCopy(cells) }
        }
    }

    /// The roster `cells` now costs `cost`, after the days `days` of one agent changed from `old`.
    @inline(__always)
    mutating func record(agentBase: Int, days: [Int], old: [Cell], count changes: Int, cost: Int, cells: [Cell]) {
        if cost < self.cost {
            restart(cost: cost)
        } else if !isCopied {
            for index in 0..<changes { note(agentBase &+ days[index], old[index]) }
            if count >= capacity - RosterState.maximumChanges { makeCopy(cells) }
        }
    }

    /// The best roster, when the search now stands at `current`.
    func cells(current: [Cell]) -> [Cell] {
        if isCopied { return copy }
        var cells = current
        for index in (0..<count).reversed() { cells[Int(places[index])] = cellsBefore[index] }
        return cells
    }

    @inline(__always)
    private mutating func note(_ place: Int, _ old: Cell) {
        places[count] = Int32(truncatingIfNeeded: place)
        cellsBefore[count] = old
        count &+= 1
    }

    private mutating func makeCopy(_ current: [Cell]) {
        copy = cells(current: current)
        isCopied = true
    }
}
