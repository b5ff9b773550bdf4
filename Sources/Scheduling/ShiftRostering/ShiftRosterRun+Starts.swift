import NumericalMethods

extension ShiftRosterRun {
    /// Goes on from another roster, whatever it costs: from where the search is, neighbourhoods found nothing any more.
    /// In turn the cheaper of two new dives, and the best roster after a hot walk of ruin and recreate.
    mutating func startAgain() {
        starts += 1
        if starts % 3 == 1 { startFromDive() } else { startFromWalk() }
        if cost < best.cost { best = (cost, cells) }
    }

    private mutating func startFromDive() {
        guard var dives else { return }
        let (stop, clock) = (shouldStop, shareOfTimeUsed)
        let found = dives.next(lanes: ShiftRosterSearch.lanes, cells: cells, cutoff: Int.max / 2) {
            stop() || (clock?() ?? 0) > ShiftRosterRun.lastStart
        }
        self.dives = dives
        guard let next = found.min(by: { problem.cost(of: $0) < problem.cost(of: $1) }) else { return }
        (cost, cells) = (problem.cost(of: next), next)
    }

    private mutating func startFromWalk() {
        var chain = RuinAndRecreate(
            problem, cells: best.cells, random: RandomStream(seed: options.seed, unit: UInt64(3_000_000 + starts)))
        for _ in 0..<10 * free.count where !shouldStop() {
            chain.step(temperature: 5, employees: 2, weeks: (problem.days + 6) / 7, noise: 5)
        }
        (cost, cells) = (chain.state.cost, chain.state.cells)
        if chain.best.cost < best.cost { best = chain.best }
    }
}
