import ContactCenter

/// Everything that binds one agent alone, each thing by itself, so that a conflict can be narrowed down to a few.
struct AgentConstraints: Sendable {
    /// One thing that binds.
    struct Constraint: Hashable, Sendable {
        /// What it does.
        enum Effect: Hashable, Sendable {
            /// A rule.
            case machine(RuleAutomaton)
            /// A rule of paid minutes, to which credits of every so many weeks are added.
            case credited(RuleAutomaton, weeks: Int)
            /// No shift may touch these minutes from midnight of the first day.
            case blocked(Range<Int>)
            /// Minutes credited in a week.
            case credit(week: Int, minutes: Int32)
            /// Only these options may be worked.
            case options(Set<Int32>)
        }

        var origin: RuleOrigin
        var effect: Effect
    }

    let instance: CompiledInstance
    let agent: Int
    /// The constraints: rules first, then records in file order.
    let list: [Constraint]

    /// The constraints of `agent`; `records` are the places of its records in the instance, when they are known.
    init(_ instance: CompiledInstance, agent: Int, records: [Int]? = nil) {
        self.instance = instance
        self.agent = agent
        let source = instance.source
        let compiler = RuleCompiler(source, unitsPerCost: instance.prices.unitsPerCost, prior: instance.prior)
        let contractIndex = Int(instance.staff.contractOfAgent[agent])
        let contract = source.contracts[contractIndex]
        let noCredits = [Int32](repeating: 0, count: instance.weeks)
        var list: [Constraint] = []
        func options(of kinds: some Sequence<Int>) -> Set<Int32> {
            Set(kinds.flatMap { instance.shifts.optionsOfKind[$0].map(Int32.init) })
        }
        let allowed = options(
            of: source.shiftKinds.indices.filter { contract.shiftKinds.contains(source.shiftKinds[$0].name) })
        if allowed.count < instance.shifts.options.count {
            list.append(Constraint(origin: .contractKinds, effect: .options(allowed)))
        }
        for item in compiler.folderRules(of: source.agents[agent], contract: contract, credits: noCredits) {
            let isCredited = item.origin == .contractLeast || item.origin == .contractMost
            list.append(
                Constraint(
                    origin: item.origin,
                    effect: isCredited ? .credited(item.automaton, weeks: 1) : .machine(item.automaton)))
        }
        for item in compiler.bookRules(of: source.agents[agent], credits: noCredits) where item.price == nil {
            var effect = Constraint.Effect.machine(item.automaton)
            if case .rule(let index) = item.origin,
                case .hours(.weeks(let weeks), _, _, true) = source.ruleBook[index].term
            {
                effect = .credited(item.automaton, weeks: weeks)
            }
            list.append(Constraint(origin: item.origin, effect: effect))
        }
        // Rules of breaks take whole kinds away where no placement keeps them.
        for (index, rule) in source.ruleBook.enumerated() where rule.level == .hard {
            switch rule.term {
            case .breakTime, .longestStretch: break
            default: continue
            }
            guard rule.scope.binds(source.agents[agent]) else { continue }
            let fitting = source.shiftKinds.indices.filter {
                RuleTightening.narrowed(source.shiftKinds[$0], by: rule.term) != nil
            }
            if fitting.count < source.shiftKinds.count {
                list.append(Constraint(origin: .rule(index), effect: .options(options(of: fitting))))
            }
        }
        let name = source.agents[agent].id
        for index in records ?? Array(source.availability.indices) {
            let record = source.availability[index]
            guard record.agent == name, record.kind != .avoid else { continue }
            let day = record.date - source.startDate
            guard day >= -2, day <= instance.days else { continue }
            list.append(
                Constraint(
                    origin: .availability(index),
                    effect: .blocked(day * 1440 + record.span.lowerBound..<day * 1440 + record.span.upperBound)))
            if record.creditMinutes > 0, day >= 0, day / 7 < instance.weeks {
                list.append(
                    Constraint(
                        origin: .availability(index),
                        effect: .credit(week: day / 7, minutes: Int32(record.creditMinutes)))
                )
            }
        }
        self.list = list
    }

    /// Whether the agent has a row of days that keeps `constraints`, looking at the days of `window` only.
    ///
    /// Credits help to reach a least sum whether their record is among the constraints or not, and count against a
    /// most only when it is: leaving a constraint out can then only allow more.
    func feasibility(of constraints: [Constraint], in window: Range<Int>) -> RowSearch.Outcome {
        var search = RowSearch(instance: instance, constraints: constraints, all: list, window: window)
        return search.run()
    }

    /// Whether a search that begins on `day` with nothing remembered asks no more than one that comes from before.
    func mayBegin(on day: Int) -> Bool {
        day == 0
            || list.allSatisfy { constraint in
                switch constraint.effect {
                case .machine(let automaton), .credited(let automaton, _):
                    switch automaton.machine {
                    case .block(_, let length, let least, _, _):
                        return least <= 0 || (day + automaton.past.phase) % length == 0
                    case .rolling(_, _, let least, _): return least <= 0
                    case .run(_, let least, _): return least <= 0
                    case .weeklyRest: return false
                    default: return day % 7 == 0
                    }
                default: return true
                }
            }
    }
}
