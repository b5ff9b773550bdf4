import ContactCenter

/// Conflicts of rules about several agents, decided by CP-SAT: the hard rules of everybody whom such rules concern, each under
/// an assumption, and a minimal set of assumptions that cannot hold together.
///
/// Where the solver comes to no end nothing is said; what is said is proven.
struct TogetherConflicts {
    /// Agent-days above which the question is not asked.
    static let mostAgentDays = 600
    /// Work on one question, in the solver's deterministic time.
    private static let work = 5.0

    /// What came of it.
    enum Outcome {
        /// No rule about several agents.
        case nothingToAsk
        /// All of them can be kept together.
        case feasible
        /// A minimal conflict.
        case conflict(RosterConflict)
        /// Too large, or the solver came to no end.
        case undecided
    }

    private let instance: CompiledInstance
    private let library: CPSATLibrary
    private let rules: PolishRules

    init(_ instance: CompiledInstance, library: CPSATLibrary) {
        self.instance = instance
        self.library = library
        rules = PolishRules(instance)
    }

    /// The conflict among the agents whom rules about several agents concern; nothing is said when one of `stuck`, who have
    /// conflicts of their own to be mended first, is among them.
    func outcome(withoutRow stuck: Set<String>) -> Outcome {
        let source = instance.source
        let concerned = source.agents.indices.filter { index in
            source.ruleBook.contains { $0.level == .hard && TogetherConflicts.concerns($0, source.agents[index]) }
        }
        guard !concerned.isEmpty else { return .nothingToAsk }
        guard !concerned.contains(where: { stuck.contains(source.agents[$0].id) }), !hasBreakRules,
            concerned.count * instance.days <= TogetherConflicts.mostAgentDays,
            var model = NeighbourhoodModel(hardRulesOf: concerned, rules: rules, instance: instance)
        else { return .undecided }
        let all = Set(model.hinted.causes.map(\.origin))
        switch answer(&model, all) {
        case .none: return .undecided
        case .some(.none): return .feasible
        case .some(.some(let core)):
            guard let minimal = minimal(&model, core) else { return .undecided }
            return .conflict(conflict(minimal, model.hinted.causes.map(\.origin)))
        }
    }

    /// Whether rules of breaks narrow the windows, which may take away more than the rules do.
    private var hasBreakRules: Bool {
        instance.source.ruleBook.contains { rule in
            switch rule.term {
            case .breakTime, .longestStretch: rule.level == .hard
            default: false
            }
        }
    }

    private static func concerns(_ rule: RosterRule, _ agent: Agent) -> Bool {
        switch rule.term {
        case .seats: rule.scope.binds(agent)
        case .minimumCover(let skill, _, _, _): rule.scope.binds(agent) && (skill.map(agent.skills.contains) ?? true)
        case .pairing(let names, _): names.contains(agent.id)
        default: false
        }
    }

    /// Whether the causes in `origins` can hold together: `.some(nil)` when they can, a part of them that cannot, or `nil` when
    /// the solver came to no end.
    private func answer(_ model: inout NeighbourhoodModel, _ origins: Set<RuleOrigin>) -> Set<RuleOrigin>?? {
        model.hinted.assume(origins)
        guard
            let response = try? library.solve(
                model.hinted.model,
                ConstraintSolverParameters(deterministicTime: TogetherConflicts.work, stopsAtFirst: true))
        else { return nil }
        if response.hasSolution { return .some(nil) }
        guard response.status == .infeasible else { return nil }
        let core = Set(response.core)
        let found = model.hinted.causes.filter { core.contains($0.literal.code) }.map(\.origin)
        // An empty core says that nothing of it is needed, which the rules without assumptions rule out: all are asked.
        return .some(found.isEmpty ? origins : Set(found))
    }

    /// A part of `core` of which nothing can be left out: one after the other is left out for good unless the rest can then be
    /// kept (Chinneck & Dravnieks 1991, ORSA J. Computing 3, "deletion filter"); `nil` when the solver came to no end.
    private func minimal(_ model: inout NeighbourhoodModel, _ core: Set<RuleOrigin>) -> Set<RuleOrigin>? {
        var left = core
        // Records and contracts first, so that the rules about several agents stay in the picture.
        for origin in model.hinted.causes.map(\.origin).reversed() where left.contains(origin) && left.count > 1 {
            switch answer(&model, left.subtracting([origin])) {
            case .none: return nil
            case .some(.none): continue
            case .some(.some(let smaller)): left = smaller
            }
        }
        return left
    }

    private func conflict(_ core: Set<RuleOrigin>, _ order: [RuleOrigin]) -> RosterConflict {
        let start = instance.source.startDate
        let records = core.compactMap { origin -> CivilDate? in
            guard case .availability(let index) = origin else { return nil }
            return instance.source.availability[index].date
        }
        let isLocal = records.count == core.count - 1
        let first = isLocal ? records.min() ?? start : start
        let last = isLocal ? records.max() ?? start + (instance.days - 1) : start + (instance.days - 1)
        return RosterConflict(
            agent: "", dates: first...max(first, last), causes: order.filter(core.contains).map { cause($0) })
    }

    private func cause(_ origin: RuleOrigin) -> RosterConflict.Cause {
        let source = instance.source
        func folder(_ rule: String, _ words: String, _ mend: String) -> RosterConflict.Cause {
            RosterConflict.Cause(rule: rule, description: words, mend: mend)
        }
        switch origin {
        case .contractLeast: return folder("H7", "contracts.csv: least paid minutes of a week", "lower the least")
        case .contractMost: return folder("H7", "contracts.csv: most paid minutes of a week", "raise the most")
        case .contractDays: return folder("H8", "contracts.csv: most days of a week", "raise the most")
        case .contractKinds: return folder("H1", "contracts.csv: shift kinds", "allow more kinds")
        case .rest:
            return folder(
                "H4", "instance.json: at least \(source.rules.minimumRestMinutes) min of rest", "lower the least")
        case .daysInRow:
            return folder(
                "H5", "instance.json: at most \(source.rules.maximumConsecutiveDays) days in a row", "raise the most")
        case .freeWeekends: return folder("H9", "instance.json: free weekends", "ask for fewer")
        case .availability(let index):
            let record = source.availability[index]
            return folder(
                "availability",
                "availability.csv: '\(record.agent)' has \(record.kind.rawValue) on \(record.date)", "move or drop it")
        case .rule(let index):
            let rule = source.ruleBook[index]
            let mend: String
            switch rule.term {
            case .minimumCover(_, let heads, _, _): mend = "ask for fewer than \(heads) agents"
            case .seats(let most): mend = "raise the seats above \(most)"
            case .pairing(_, let together): mend = together ? "let them work apart" : "let them meet"
            default: mend = "loosen it"
            }
            return folder(rule.id, "rule '\(rule.id)' (\(rule.source))", mend + ", or drop it")
        }
    }
}
