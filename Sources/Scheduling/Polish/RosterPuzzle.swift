import ContactCenter

/// Looks for a lawful way to work where a roster breaks hard rules: whole rows of an agent whom neither construction nor search
/// could satisfy, and days on which a rule about several agents is broken.
struct RosterPuzzle {
    /// Work on one question, in the solver's deterministic time.
    private static let work = 5.0
    /// Agent-days that one question may free.
    private static let mostAgentDays = 1_500

    private let instance: CompiledInstance
    private let rules: PolishRules
    private let library: CPSATLibrary
    private let seed: UInt64

    init(_ instance: CompiledInstance, rules: PolishRules, library: CPSATLibrary, seed: UInt64) {
        self.instance = instance
        self.rules = rules
        self.library = library
        self.seed = seed
    }

    /// Mends what can be mended in the roster of `judge`; each answer counts only when the checker finds less wrong with it.
    func solve(_ judge: inout PolishJudge, shouldStop: @escaping @Sendable () -> Bool) {
        for agent in instance.source.agents.indices where judge.brokenAgents.contains(instance.source.agents[agent].id)
        {
            guard !shouldStop() else { return }
            ask([agent], days: 0..<instance.days, &judge, shouldStop)
        }
        for rule in instance.source.ruleBook where rule.level == .hard {
            guard judge.isBroken, !shouldStop(), let members = members(of: rule) else { continue }
            // From a day to its week to everything: the least that is enough is what changes least.
            for day in 0..<instance.days where !ask(members, days: day..<day + 1, &judge, shouldStop) {
                let week = day / 7 * 7..<min(instance.days, day / 7 * 7 + 7)
                if !ask(members, days: week, &judge, shouldStop) {
                    ask(members, days: 0..<instance.days, &judge, shouldStop)
                }
            }
        }
    }

    /// Agents whom a rule about several agents concerns; `nil` for other rules.
    private func members(of rule: RosterRule) -> [Int]? {
        let agents = instance.source.agents
        switch rule.term {
        case .seats: return agents.indices.filter { rule.scope.binds(agents[$0]) }
        case .minimumCover(let skill, _, _, _):
            return agents.indices.filter {
                rule.scope.binds(agents[$0]) && (skill.map(agents[$0].skills.contains) ?? true)
            }
        case .pairing(let names, _): return agents.indices.filter { names.contains(agents[$0].id) }
        default: return nil
        }
    }

    /// Frees `days` of `agents` and has what is broken there mended. Returns whether nothing was broken or all of it is
    /// mended.
    @discardableResult
    private func ask(
        _ agents: [Int], days: Range<Int>, _ judge: inout PolishJudge, _ shouldStop: @escaping @Sendable () -> Bool
    ) -> Bool {
        guard !shouldStop(), !agents.isEmpty, agents.count * days.count <= RosterPuzzle.mostAgentDays else {
            return false
        }
        let neighbourhood = judge.unlocked(
            Neighbourhood(parts: agents.map { Neighbourhood.Part(agent: $0, days: Array(days)) }))
        guard !neighbourhood.parts.isEmpty else { return false }
        let model = NeighbourhoodModel(
            neighbourhood, cells: judge.cells, heads: judge.heads, rules: rules, isStrict: true, instance: instance)
        guard model.hinted.brokenNow > 0 else { return true }
        let parameters = ConstraintSolverParameters(
            deterministicTime: RosterPuzzle.work, seed: Int(truncatingIfNeeded: seed), linearizationLevel: 2)
        guard let response = try? library.solve(model.hinted.model, parameters, shouldStop: shouldStop),
            response.hasSolution
        else { return false }
        return judge.accept(model.changes(in: response))
    }
}
