import NumericalMethods

/// Places the breaks of one shift.
enum BreakPlacement {
    /// A cell of `option` on `day` whose breaks, in their sequence, lie where one head more of `group` is worth
    /// least; among equals the first met from a random position.
    @inline(__always)
    static func cheapest(
        for option: Int32, day: Int, group: Int, coverage: borrowing Coverage, instance: borrowing CompiledInstance,
        random: inout RandomStream
    ) -> Cell {
        var cell = Cell(option: option, breaks: 0)
        let shift = instance.shifts.options[Int(option)]
        let first = day &* instance.slotsPerDay &+ Int(shift.firstSlot)
        var soonest: Int32 = 0
        for index in 0..<Int(shift.breakCount) {
            let window = instance.shifts.windows[Int(shift.windowStart) &+ index]
            let least = max(0, soonest &- window.earliest)
            let count = Int(window.positions &- least)
            let turn = random.index(below: count)
            var best = least
            var bestPrice = Int.min
            for step in 0..<count {
                let offset = step &+ turn
                let position = least &+ Int32(truncatingIfNeeded: offset < count ? offset : offset &- count)
                let start = first &+ Int(window.earliest &+ position)
                let low = min(start, instance.slotCount)
                let high = min(start &+ Int(window.slots), instance.slotCount)
                let price = coverage.price(group: group, low: low, high: high, heads: 1)
                if price > bestPrice {
                    bestPrice = price
                    best = position
                }
            }
            cell.setPosition(index, best)
            soonest = window.earliest &+ best &+ window.step
        }
        return cell
    }
}
