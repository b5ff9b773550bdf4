import ContactCenter

/// The roster of a polish with the independent checker's word on it.
struct PolishJudge: Sendable {
    /// What everybody does.
    private(set) var cells: [Cell]
    /// Heads on duty.
    private(set) var heads: HeadCounts
    /// Cost by the checker, and that of changed agent-days where changes have a price.
    private(set) var cost: Double
    private var violations: [RosterViolation: Int]
    private let instance: CompiledInstance
    private let revision: CompiledRevision?

    /// The judge of `cells`, of which `revision` locks some days and prices changes of others.
    init(_ cells: [Cell], instance: CompiledInstance, revision: CompiledRevision? = nil) {
        self.cells = cells
        self.instance = instance
        self.revision = revision
        heads = HeadCounts(cells, in: instance)
        let roster = RosterSearch.roster(of: cells, in: instance)
        cost =
            RosterChecker.score(of: roster, in: instance.source).costTotal
            + PolishJudge.changeCost(cells, revision, instance)
        violations = PolishJudge.counted(RosterChecker.violations(of: roster, in: instance.source))
    }

    /// Takes `changes` over when the roster then costs less and breaks nothing that it did not break before, or breaks less.
    mutating func accept(_ changes: [(place: Int, cell: Cell)]) -> Bool {
        guard !changes.isEmpty, !changes.contains(where: { isLocked($0.place) && $0.cell != cells[$0.place] }) else {
            return false
        }
        var changed = cells
        for change in changes { changed[change.place] = change.cell }
        let roster = RosterSearch.roster(of: changed, in: instance)
        let newCost =
            RosterChecker.score(of: roster, in: instance.source).costTotal
            + PolishJudge.changeCost(changed, revision, instance)
        let broken = PolishJudge.counted(RosterChecker.violations(of: roster, in: instance.source))
        let isNoWorse = broken.allSatisfy { $0.value <= violations[$0.key, default: 0] }
        // Half the least price that the search knows, so that rounding never counts as a gain.
        let isCheaper = newCost < cost - 0.5 / instance.prices.unitsPerCost
        let before = violations.values.reduce(0, +)
        let after = broken.values.reduce(0, +)
        guard after < before || (isNoWorse && isCheaper) else { return false }
        for change in changes {
            heads.add(cells[change.place], place: change.place, -1, instance)
            heads.add(change.cell, place: change.place, 1, instance)
        }
        cells = changed
        cost = newCost
        violations = broken
        return true
    }

    /// Whether the agent-day at `place` must stay as it is.
    func isLocked(_ place: Int) -> Bool { revision?.isLocked[place] ?? false }

    /// `neighbourhood` without the days that are locked.
    func unlocked(_ neighbourhood: Neighbourhood) -> Neighbourhood {
        guard revision != nil else { return neighbourhood }
        return Neighbourhood(
            parts: neighbourhood.parts.compactMap { part in
                var part = part
                part.days.removeAll { isLocked(part.agent * instance.days + $0) }
                return part.days.isEmpty ? nil : part
            })
    }

    private static func changeCost(_ cells: [Cell], _ revision: CompiledRevision?, _ instance: CompiledInstance)
        -> Double
    {
        guard let revision, revision.changePrice > 0 else { return 0 }
        let changed = zip(cells, revision.reference).count { $0 != $1 }
        return Double(changed * revision.changePrice) / instance.prices.unitsPerCost
    }

    /// Whether the roster breaks a hard rule.
    var isBroken: Bool { !violations.isEmpty }

    /// Agents whose own days break a hard rule.
    var brokenAgents: Set<String> { Set(violations.keys.map(\.agent)).subtracting([""]) }

    /// What surplus and shortage cost in each slot, in whole units.
    var slotCosts: [Int] {
        let cover = instance.cover
        return (0..<instance.slotCount).map { slot in
            var short = 0
            for component in cover.subsetsOfComponent.indices {
                var most = 0
                for subset in cover.subsetsOfComponent[component] {
                    var missing = Int(instance.demand[slot * cover.subsets.count + subset])
                    for group in cover.groupSkills.indices
                    where cover.touch[group * cover.wordCount + subset / 64] & (1 << UInt64(subset % 64)) != 0 {
                        missing -= heads.heads(group: group, slot: slot)
                    }
                    most = max(most, missing)
                }
                short += most
            }
            let duty = cover.groupSkills.indices.reduce(0) { $0 + heads.heads(group: $1, slot: slot) }
            let over = duty - Int(instance.totalDemand[slot]) + short
            return short * Int(instance.prices.under) + max(0, over) * Int(instance.prices.over)
        }
    }

    private static func counted(_ violations: [RosterViolation]) -> [RosterViolation: Int] {
        violations.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }
}
