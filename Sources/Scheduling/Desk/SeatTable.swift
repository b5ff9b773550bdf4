import ContactCenter

/// Agents present at once, slot by slot, for each hard rule that limits them.
struct SeatTable: Sendable {
    private struct Limit: Sendable {
        var most: Int32
        var counts: [Int32]
        var isBound: [Bool]
    }

    private var limits: [Limit]

    /// Nobody present.
    init(_ instance: CompiledInstance) {
        limits = instance.source.ruleBook.compactMap { rule in
            guard case .seats(let most) = rule.term, rule.level == .hard else { return nil }
            return Limit(
                most: Int32(most), counts: [Int32](repeating: 0, count: instance.slotCount),
                isBound: instance.source.agents.map(rule.scope.binds))
        }
    }

    /// Takes `old` out and `new` in.
    mutating func change(agent: Int, from old: Cell, to new: Cell, day: Int, _ instance: CompiledInstance) {
        for index in limits.indices where limits[index].isBound[agent] {
            for slot in SeatTable.presence(old, day: day, instance) { limits[index].counts[slot] -= 1 }
            for slot in SeatTable.presence(new, day: day, instance) { limits[index].counts[slot] += 1 }
        }
    }

    /// Whether `changes` put nobody more into a slot that is full or becomes overfull.
    func allows(_ changes: [RosterDesk.Change], on desk: RosterDesk) -> Bool {
        for limit in limits {
            var delta: [Int: Int32] = [:]
            for change in changes where limit.isBound[change.agent] {
                let old = desk.cell(change.agent, change.day)
                for slot in SeatTable.presence(old, day: change.day, desk.instance) { delta[slot, default: 0] -= 1 }
                for slot in SeatTable.presence(change.cell, day: change.day, desk.instance) {
                    delta[slot, default: 0] += 1
                }
            }
            for (slot, more) in delta where more > 0 && limit.counts[slot] + more > limit.most { return false }
        }
        return true
    }

    /// Slots in which the shift of `cell` is present, breaks included.
    static func presence(_ cell: Cell, day: Int, _ instance: borrowing CompiledInstance) -> Range<Int> {
        guard cell.works else { return 0..<0 }
        let option = instance.shifts.options[Int(cell.option)]
        let first = min(instance.slotCount, day * instance.slotsPerDay + Int(option.firstSlot))
        return first..<min(instance.slotCount, first + Int(option.slotCount))
    }
}
