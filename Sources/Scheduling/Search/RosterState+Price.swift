extension RosterState {
    /// Cost of the settled proposal relative to the roster before it.
    @inline(__always)
    mutating func price() -> Int {
        pieces.clear()
        for index in 0..<changeCount {
            pieces.addOld(changeOld[index], day: changeDay[index], shifts: instance.shifts)
            pieces.addNew(changeNew[index], day: changeDay[index], shifts: instance.shifts)
        }
        pieces.merge()
        let group = Int(instance.cover.groupOfAgent[agent])
        var delta = 0
        for piece in 0..<pieces.count {
            delta &+= coverage.price(
                group: group, low: pieces.low[piece], high: pieces.high[piece], heads: pieces.heads[piece])
        }
        var other = 0
        if newWeekendBits != weekendBits[agent], instance.weekendPrice != 0 {
            let before = max(0, weekendBits[agent].nonzeroBitCount &- instance.freeWeekends)
            let after = max(0, newWeekendBits.nonzeroBitCount &- instance.freeWeekends)
            other &+= (after &- before) &* instance.weekendPrice
        }
        if touchesWishes { other &+= wishPrice() }
        if changePrice != 0 {
            let agentDays = agent &* instance.days
            for index in 0..<changeCount {
                other &+= changePrice(at: agentDays &+ changeDay[index], from: changeOld[index], to: changeNew[index])
            }
        }
        otherDelta = other
        return delta &+ other
    }

    /// Change of the price of changed agent-days when the cell at `place` goes from `old` to `new`.
    @inline(__always)
    func changePrice(at place: Int, from old: Cell, to new: Cell) -> Int {
        guard changePrice != 0 else { return 0 }
        let reference = reference[place]
        return ((new != reference ? 1 : 0) &- (old != reference ? 1 : 0)) &* changePrice
    }

    /// Change of the cost of violated wishes; a wish counts once, however many shifts touch it.
    private func wishPrice() -> Int {
        var delta = 0
        for index in Int(instance.staff.firstWish[agent])..<Int(instance.staff.firstWish[agent + 1]) {
            let wish = instance.staff.wishes[index]
            let before = wishTouches[index]
            let after = before + wishChange(wish)
            if before > 0, after == 0 {
                delta -= wish.cost
            } else if before == 0, after > 0 {
                delta += wish.cost
            }
        }
        return delta
    }

    /// Shifts of the proposal that newly touch `wish`, minus those that no longer do.
    func wishChange(_ wish: Wish) -> Int32 {
        var change: Int32 = 0
        for index in 0..<changeCount {
            if touches(changeNew[index], day: changeDay[index], wish) { change += 1 }
            if touches(changeOld[index], day: changeDay[index], wish) { change -= 1 }
        }
        return change
    }

    private func touches(_ cell: Cell, day: Int, _ wish: Wish) -> Bool {
        guard cell.works else { return false }
        let option = instance.shifts.options[Int(cell.option)]
        return instance.start(option, day: day) < Int(wish.end) && instance.end(option, day: day) > Int(wish.start)
    }

    /// Running sums of what the presence of `agent` costs in each slot from `fromDay` on, the agent's own shifts taken
    /// away first; slots beyond the horizon cost nothing.
    func presencePrices(of agent: Int, fromDay: Int, into prefix: inout [Int]) {
        let group = Int(instance.cover.groupOfAgent[agent])
        let base = group * instance.slotCount
        let first = fromDay * instance.slotsPerDay
        for index in 0..<prefix.count - 1 {
            let slot = first + index
            prefix[index + 1] = slot < instance.slotCount ? Int(coverage.added[base + slot]) : 0
        }
        prefix[0] = 0
        for day in max(0, fromDay - 1)..<min(instance.days, fromDay + 7) {
            let cell = cells[agent * instance.days + day]
            guard cell.works else { continue }
            let option = instance.shifts.options[Int(cell.option)]
            let start = day * instance.slotsPerDay + Int(option.firstSlot)
            var pause = 0
            var pauseStart = Int.max
            var pauseEnd = 0
            func nextPause() {
                guard pause < Int(option.breakCount) else {
                    pauseStart = Int.max
                    return
                }
                let window = instance.shifts.windows[Int(option.windowStart) + pause]
                pauseStart = start + Int(window.earliest + cell.position(pause))
                pauseEnd = pauseStart + Int(window.slots)
                pause += 1
            }
            nextPause()
            for slot in start..<min(start + Int(option.slotCount), instance.slotCount) {
                while slot >= pauseEnd, pauseStart != Int.max, slot >= pauseStart { nextPause() }
                if slot >= pauseStart, slot < pauseEnd { continue }
                let index = slot - first
                if index >= 0, index + 1 < prefix.count { prefix[index + 1] = -Int(coverage.removed[base + slot]) }
            }
        }
        for index in 1..<prefix.count { prefix[index] += prefix[index - 1] }
    }
}
