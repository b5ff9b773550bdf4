extension RosterDesk {
    /// Where and how a roster may be repaired.
    struct RepairLimits: Sendable {
        /// Days on which a head more or another start may help.
        var days: Set<Int>
        /// First minute, from midnight of the first day, from which shifts may change.
        var firstFreeMinute = 0
        /// Most agent-days changed.
        var mostChanges: Int
        /// Price of a changed agent-day in whole units.
        var changePrice: Int
        /// Agents that stay as they are.
        var fixedAgents: Set<Int> = []
        /// Agent-days (`agent * days + day`) that stay as they are.
        var lockedPlaces: Set<Int> = []
        /// Rule checks of one step, best candidates first.
        var mostChecks = 4000
    }

    /// One step of a repair.
    struct RepairStep: Sendable {
        var changes: [Change]
        /// Change of the cost, prices of changes left out.
        var price: Int
    }

    /// Improves the roster by the best lawful small change, again and again, until none pays for its agent-days.
    ///
    /// Small changes are: another shift on a day; a day on for a day off of the same agent; a day off turned into a
    /// shift, or a shift into a day off. Candidates are priced by the marginal prices of coverage, exact for each
    /// day by itself, and looked at in order of price until one is lawful; its own price is then exact.
    ///
    /// `done` are steps already carried out, whose agent-days count; the changes `forbidden` are not made together again.
    mutating func repair(
        _ limits: RepairLimits, after done: [RepairStep] = [], forbidding forbidden: [Change] = []
    ) -> [RepairStep] {
        var steps: [RepairStep] = []
        var changed = Set(done.flatMap { $0.changes.map { $0.agent * instance.days + $0.day } })
        while changed.count < limits.mostChanges {
            guard let step = bestStep(limits, changed: changed, forbidden: forbidden) else { break }
            for change in step.changes {
                put(change.cell, agent: change.agent, day: change.day)
                changed.insert(change.agent * instance.days + change.day)
            }
            steps.append(step)
        }
        return steps
    }

    /// Whether the day of `agent` is still open for change, before and after.
    func isFree(_ agent: Int, _ day: Int, _ limits: RepairLimits) -> Bool {
        guard !limits.fixedAgents.contains(agent), !limits.lockedPlaces.contains(agent * instance.days + day),
            (day + 1) * 1440 > limits.firstFreeMinute
        else { return false }
        let cell = cell(agent, day)
        return !cell.works || startMinute(cell, day) >= limits.firstFreeMinute
    }

    private func startMinute(_ cell: Cell, _ day: Int) -> Int {
        instance.start(instance.shifts.options[Int(cell.option)], day: day)
    }

    private mutating func bestStep(
        _ limits: RepairLimits, changed: Set<Int>, forbidden: [Change]
    ) -> RepairStep? {
        struct Candidate {
            var price: Int
            var changes: [Change]
        }
        var candidates: [Candidate] = []
        func isNew(_ agent: Int, _ day: Int) -> Int { changed.contains(agent * instance.days + day) ? 0 : 1 }
        let days = limits.days.sorted()
        for agent in instance.source.agents.indices {
            for day in days where isFree(agent, day, limits) {
                let now = cell(agent, day)
                var cheapestOfKind: [Int32: Candidate] = [:]
                let open = options(agent, day).filter { option in
                    option != now.option
                        && instance.start(instance.shifts.options[Int(option)], day: day) >= limits.firstFreeMinute
                }
                for (cell, price) in alternatives(agent, day, open) {
                    let shift = instance.shifts.options[Int(cell.option)]
                    let candidate = Candidate(
                        price: price, changes: [Change(agent: agent, day: day, cell: cell)])
                    if price < (cheapestOfKind[shift.kind]?.price ?? .max) { cheapestOfKind[shift.kind] = candidate }
                    if price + isNew(agent, day) * limits.changePrice < 0 { candidates.append(candidate) }
                }
                if now.works {
                    let price = coverPrice(agent: agent, day: day, .off)
                    if price + isNew(agent, day) * limits.changePrice < 0 {
                        candidates.append(
                            Candidate(price: price, changes: [Change(agent: agent, day: day, cell: .off)]))
                    }
                    continue
                }
                // A day on for a day off of the same week, so that hours and days stay as they are.
                let week = day / 7 * 7..<min(day / 7 * 7 + 7, instance.days)
                for other in week where other != day && cell(agent, other).works && isFree(agent, other, limits) {
                    let freed = coverPrice(agent: agent, day: other, .off)
                    for candidate in cheapestOfKind.values {
                        let price = candidate.price + freed
                        if price + (isNew(agent, day) + isNew(agent, other)) * limits.changePrice < 0 {
                            candidates.append(
                                Candidate(
                                    price: price,
                                    changes: candidate.changes + [Change(agent: agent, day: other, cell: .off)]))
                        }
                    }
                }
            }
        }
        func total(_ candidate: Candidate, _ price: Int) -> Int {
            price
                + candidate.changes.reduce(0) { $0 + isNew($1.agent, $1.day) } * limits.changePrice
        }
        // In order of price, then of agent, day and option: the same answer every time.
        let inOrder = candidates.indices.sorted { one, other in
            let a = total(candidates[one], candidates[one].price)
            let b = total(candidates[other], candidates[other].price)
            if a != b { return a < b }
            let left = candidates[one].changes
            let right = candidates[other].changes
            return left.map { [$0.agent, $0.day, Int($0.cell.option)] }.joined()
                .lexicographicallyPrecedes(right.map { [$0.agent, $0.day, Int($0.cell.option)] }.joined())
        }
        var best: (total: Int, step: RepairStep)?
        for index in inOrder.prefix(limits.mostChecks) {
            let candidate = candidates[index]
            let used = changed.union(candidate.changes.map { $0.agent * instance.days + $0.day }).count
            guard used <= limits.mostChanges, candidate.changes != forbidden else { continue }
            // Cover prices are what wishes, weekends and soft rules come on top of; those may lower it by little only,
            // so the search ends where the cover price alone no longer beats the best found.
            if let best, total(candidate, candidate.price) >= best.total { break }
            guard isLawful(candidate.changes) else { continue }
            let exact = price(candidate.changes)
            let sum = total(candidate, exact)
            if sum < min(0, best?.total ?? 0) {
                best = (sum, RepairStep(changes: candidate.changes, price: exact))
            }
        }
        return best?.step
    }
}
