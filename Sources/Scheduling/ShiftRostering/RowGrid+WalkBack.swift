/// The end of a sweep: the cheapest last state, and the row that led to it.
extension RowGrid {
    /// Whether the run state may end the window.
    private func mayEnd(_ state: Int) -> Bool {
        let lastDay = window.end - 1
        guard let after = window.after else { return true }
        if state < minimumOff {
            let off = state + 1
            if after.cell == 0 { return after.isOpen || off + after.length >= minimumOff }
            // The run behind stands alone now, wherever it began before.
            return off >= minimumOff && (after.isOpen || after.length >= minimumRun)
        }
        let group = (state - minimumOff) / maximumRun
        let run = (state - minimumOff) % maximumRun + 1
        if after.cell == 0 {
            return isLongEnough(run, endingOn: lastDay) && (after.isOpen || after.length >= minimumOff)
        }
        guard run + after.length <= maximumRun else { return false }
        let open = after.isOpen || run == lastDay + 1
        guard open || run + after.length >= minimumRun else { return false }
        return mayPrecedeAfter[group]
    }

    /// The cheapest end and the way to it; `nil` when no row is lawful.
    func cheapest(prices: [Int32], costs: [Int32]) -> (cost: Int, cells: [UInt8])? {
        let span = outer * slots
        let last = (days - 1) * layer
        var best: (cost: Int32, state: Int, outer: Int, minutes: Int)?
        let reached = reach(days - 1)
        guard least <= most, reached.low <= reached.high else { return nil }
        for state in 0..<states where mayEnd(state) {
            for index in 0..<outer {
                for minutes in reached.low...reached.high {
                    let cost = costs[last + state * span + index * slots + minutes]
                    if cost < RowProgram.never / 2, cost < best?.cost ?? .max { best = (cost, state, index, minutes) }
                }
            }
        }
        guard let best else { return nil }
        return walkBack(from: best, prices: prices, costs: costs).map { (Int(best.cost), $0) }
    }

    /// Finds, day by day backwards, a predecessor that explains the cost.
    private func walkBack(
        from end: (cost: Int32, state: Int, outer: Int, minutes: Int), prices: [Int32], costs: [Int32]
    ) -> [UInt8]? {
        let span = outer * slots
        let width = problem.types + 1
        var cells = [UInt8](repeating: 0, count: days)
        var (cost, state, outerIndex, minutes) = end
        var positions = Array(0..<days)
        while let position = positions.popLast() {
            let day = window.first + position
            if position == 0 {
                // The first day leads straight from the entry state.
                guard let start = entry(),
                    let cell = firstCell(
                        start: start, state: state, outer: outerIndex, minutes: minutes, cost: cost, prices: prices)
                else { return nil }
                cells[0] = cell
                return cells
            }
            let base = (position - 1) * layer
            let reached = reach(position - 1)
            func value(_ state: Int, _ outer: Int, _ minutes: Int) -> Int32 {
                guard minutes >= reached.low, minutes <= reached.high else { return RowProgram.never }
                return costs[base + state * span + outer * slots + minutes]
            }
            var found = false
            if state < minimumOff {
                let price = prices[day * width]
                for before in 0..<states where offFollows(before, day: day) == state {
                    if value(before, outerIndex, minutes) &+ price == cost {
                        (cost, state) = (cost &- price, before)
                        found = true
                        break
                    }
                }
            } else {
                let group = (state - minimumOff) / maximumRun
                let run = (state - minimumOff) % maximumRun + 1
                search: for kind in kinds where kind.group == group && minutes >= kind.minutes {
                    guard let choice = cheapestMember(kind, day: day, prices: prices) else { continue }
                    let weekend = countsWeekend(day, workedBefore: run > 1)
                    let price = choice.price &+ weekendCost(weekend)
                    let sources =
                        run == 1 ? [minimumOff - 1] : predecessorSets[kind.predecessors].map { work($0, run - 1) }
                    for from in 0..<outer where outerStep(from, weekend: weekend, limited: kind.limited) == outerIndex {
                        for before in sources where value(before, from, minutes - kind.minutes) &+ price == cost {
                            cells[position] = UInt8(choice.type + 1)
                            (cost, state, outerIndex, minutes) = (
                                cost &- price, before, from, minutes - kind.minutes
                            )
                            found = true
                            break search
                        }
                    }
                }
            }
            if !found { return nil }
        }
        return cells
    }

    /// The off state that follows run state `before` on `day`; -1 when the run is too short to end.
    private func offFollows(_ before: Int, day: Int) -> Int {
        if before < minimumOff { return min(before + 1, minimumOff - 1) }
        return isLongEnough((before - minimumOff) % maximumRun + 1, endingOn: day - 1) ? 0 : -1
    }

    private func firstCell(
        start: Int, state: Int, outer: Int, minutes: Int, cost: Int32, prices: [Int32]
    ) -> UInt8? {
        let width = problem.types + 1
        let day = window.first
        if state < minimumOff {
            let target = offFollows(start, day: day)
            return target == state && outer == 0 && minutes == 0 && prices[day * width] == cost ? 0 : nil
        }
        let group = (state - minimumOff) / maximumRun
        let run = (state - minimumOff) % maximumRun + 1
        for kind in kinds where kind.group == group && minutes == kind.minutes {
            let weekend = countsWeekend(day, workedBefore: run > 1)
            guard let choice = cheapestMember(kind, day: day, prices: prices),
                choice.price &+ weekendCost(weekend) == cost
            else { continue }
            let isFresh = run == 1 && start == minimumOff - 1
            let continues = run > 1 && predecessorSets[kind.predecessors].contains { work($0, run - 1) == start }
            guard isFresh || continues else { continue }
            if outerStep(0, weekend: weekend, limited: kind.limited) == outer { return UInt8(choice.type + 1) }
        }
        return nil
    }
}
