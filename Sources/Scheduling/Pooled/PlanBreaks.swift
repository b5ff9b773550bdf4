/// Places the breaks of named shifts so that as many begin in every slot as a pooled plan says.
///
/// Slot after slot, of the breaks that may begin, those whose windows close first do: the earliest due date rule
/// (Jackson 1955), which places all of them when the plan's counts keep between windows opened and windows closed.
enum PlanBreaks {
    private struct Item {
        let agent: Int
        let day: Int
        let index: Int
        let open: Int
        let close: Int
        let slots: Int32
    }

    /// Cells of `options` (−1 = off; `[agent * days + day]`) for the days of `week`; other days as in `cells`.
    static func cells(
        _ options: [Int32], plan: PooledPlan, week: Int, pools: [Int], cells: [Cell], instance: CompiledInstance
    ) -> [Cell] {
        var cells = cells
        var items: [[Int32]: [Item]] = [:]
        for agent in instance.source.agents.indices where pools[agent] >= 0 {
            for day in week * 7..<week * 7 + 7 {
                let place = agent * instance.days + day
                cells[place] = Cell(option: options[place], breaks: 0)
                guard options[place] >= 0 else { continue }
                let option = instance.shifts.options[Int(options[place])]
                let first = day * instance.slotsPerDay + Int(option.firstSlot)
                for index in 0..<Int(option.breakCount) {
                    let window = instance.shifts.windows[Int(option.windowStart) + index]
                    let item = Item(
                        agent: agent, day: day, index: index, open: first + Int(window.earliest),
                        close: first + Int(window.earliest + window.positions) - 1, slots: window.slots)
                    items[[Int32(pools[agent]), Int32(day)], default: []].append(item)
                }
            }
        }
        for key in items.keys.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
            let planned = plan.breaks.filter { $0.pool == Int(key[0]) && $0.day == Int(key[1]) }
            place(items[key] ?? [], planned, into: &cells, instance: instance)
        }
        return cells
    }

    private static func place(
        _ items: [Item], _ planned: [PooledPlan.Breaks], into cells: inout [Cell], instance: CompiledInstance
    ) {
        // Earliest slot left to each break by the one before it in its shift.
        var waiting = items.sorted { ($0.close, $0.open, $0.agent, $0.index) < ($1.close, $1.open, $1.agent, $1.index) }
        var soonest: [Int: Int] = [:]
        var next: [Int: Int] = [:]
        func settle(_ item: Item, at slot: Int) {
            let place = item.agent * instance.days + item.day
            let option = instance.shifts.options[Int(cells[place].option)]
            let window = instance.shifts.windows[Int(option.windowStart) + item.index]
            cells[place].setPosition(item.index, Int32(slot - item.open))
            soonest[place] = slot + Int(window.step)
            next[place] = item.index + 1
        }
        for group in planned.sorted(by: { ($0.slot, $0.slots) < ($1.slot, $1.slots) }) {
            var left = group.heads
            waiting.removeAll { item in
                let place = item.agent * instance.days + item.day
                guard left > 0, item.slots == group.slots, item.open <= group.slot, group.slot <= item.close,
                    next[place, default: 0] == item.index, soonest[place, default: .min] <= group.slot
                else { return false }
                settle(item, at: group.slot)
                left -= 1
                return true
            }
        }
        // What found no place in the plan begins as soon as it may; the windows leave room for that.
        for item in waiting.sorted(by: { ($0.agent, $0.index) < ($1.agent, $1.index) }) {
            let place = item.agent * instance.days + item.day
            let option = instance.shifts.options[Int(cells[place].option)]
            var slot = item.open
            if item.index > 0 {
                let before = instance.shifts.windows[Int(option.windowStart) + item.index - 1]
                let first = item.day * instance.slotsPerDay + Int(option.firstSlot)
                slot = max(
                    slot,
                    first + Int(before.earliest + cells[place].position(item.index - 1) + before.step))
            }
            settle(item, at: min(slot, item.close))
        }
    }
}
