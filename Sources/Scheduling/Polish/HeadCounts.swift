/// Heads of each skill group on duty in every slot.
struct HeadCounts: Sendable {
    private let slotCount: Int
    private var heads: [Int32]

    /// The heads of `cells`.
    init(_ cells: [Cell], in instance: CompiledInstance) {
        slotCount = instance.slotCount
        heads = [Int32](repeating: 0, count: instance.cover.groupSkills.count * instance.slotCount)
        for place in cells.indices { add(cells[place], place: place, 1, instance) }
    }

    /// Heads of `group` in `slot`.
    func heads(group: Int, slot: Int) -> Int { Int(heads[group * slotCount + slot]) }

    /// Adds (1) or takes away (−1) what an agent does on a day; `place` is agent × days + day.
    mutating func add(_ cell: Cell, place: Int, _ heads: Int32, _ instance: CompiledInstance) {
        guard cell.works else { return }
        let base = Int(instance.cover.groupOfAgent[place / instance.days]) * slotCount
        for slot in HeadCounts.duty(cell, day: place % instance.days, instance) { self.heads[base + slot] += heads }
    }

    /// Slots in which the shift of `cell` is on duty.
    static func duty(_ cell: Cell, day: Int, _ instance: CompiledInstance) -> [Int] {
        let presence = presence(cell, day: day, instance)
        guard cell.works else { return [] }
        let option = instance.shifts.options[Int(cell.option)]
        let first = day * instance.slotsPerDay + Int(option.firstSlot)
        var away: [Range<Int>] = []
        for pause in 0..<Int(option.breakCount) {
            let window = instance.shifts.windows[Int(option.windowStart) + pause]
            let start = first + Int(window.earliest + cell.position(pause))
            away.append(start..<start + Int(window.slots))
        }
        return presence.filter { slot in !away.contains { $0.contains(slot) } }
    }

    /// Slots in which the shift of `cell` is present, breaks included.
    static func presence(_ cell: Cell, day: Int, _ instance: CompiledInstance) -> Range<Int> {
        guard cell.works else { return 0..<0 }
        let option = instance.shifts.options[Int(cell.option)]
        let first = min(instance.slotCount, day * instance.slotsPerDay + Int(option.firstSlot))
        return first..<min(instance.slotCount, first + Int(option.slotCount))
    }
}
