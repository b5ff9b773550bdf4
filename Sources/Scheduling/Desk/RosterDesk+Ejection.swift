extension RosterDesk {
    /// The greedy repair, then a second look at each of its steps: one is taken out and forbidden, the others are done
    /// again, and the repair goes on from there (an ejection). The best of all is kept, so the outcome is never worse than
    /// the greedy one, nor are more agent-days changed than allowed.
    ///
    /// - Parameter rounds: Most ejections that are kept.
    /// - Complexity: At most `rounds` × steps repairs more.
    mutating func repairWithEjections(_ limits: RepairLimits, rounds: Int = 4) -> [RepairStep] {
        let original = self
        var best = repair(limits)
        var bestTotal = original.total(of: self, limits)
        for _ in 0..<rounds {
            var isBetter = false
            for ejected in best.indices {
                var trial = original
                var steps: [RepairStep] = []
                var isLawful = true
                for (index, step) in best.enumerated() where index != ejected {
                    // A step may have leant on the one that is gone.
                    guard trial.isLawful(step.changes) else {
                        isLawful = false
                        break
                    }
                    let price = trial.price(step.changes)
                    for change in step.changes { trial.put(change.cell, agent: change.agent, day: change.day) }
                    steps.append(RepairStep(changes: step.changes, price: price))
                }
                guard isLawful else { continue }
                steps += trial.repair(limits, after: steps, forbidding: best[ejected].changes)
                let total = original.total(of: trial, limits)
                guard total < bestTotal else { continue }
                best = steps
                bestTotal = total
                self = trial
                isBetter = true
                break
            }
            guard isBetter else { break }
        }
        return best
    }

    /// Change of the whole cost from this roster to that of `other`, changed agent-days at their price.
    private func total(of other: RosterDesk, _ limits: RepairLimits) -> Int {
        var desk = self
        let changes = cells.indices.filter { cells[$0] != other.cells[$0] }.map { place in
            Change(agent: place / instance.days, day: place % instance.days, cell: other.cells[place])
        }
        return desk.price(changes) + changes.count * limits.changePrice
    }
}
