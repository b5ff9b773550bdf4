import ContactCenter

/// Turns the rules of an instance into the machines of its agents.
struct RuleCompiler {
    private let instance: RosteringInstance
    private let kindIndex: [String: Int32]
    private let unitsPerCost: Double
    private let carried: [String: [String: Int]]
    private let prior: PriorDays
    /// Wholes weeks of the horizon in days.
    private var weekDays: Int { instance.days / 7 * 7 }

    /// The compiler of `instance`; `prior` are its days before the horizon, where they are read already.
    init(_ instance: RosteringInstance, unitsPerCost: Double, prior: PriorDays? = nil) {
        self.prior = prior ?? PriorDays(instance)
        self.instance = instance
        self.unitsPerCost = unitsPerCost
        kindIndex = Dictionary(
            instance.shiftKinds.enumerated().map { ($1.name, Int32($0)) }, uniquingKeysWith: { first, _ in first })
        var carried: [String: [String: Int]] = [:]
        for record in instance.history {
            carried[record.agent, default: [:]][record.measure, default: 0] += record.count
        }
        self.carried = carried
    }

    /// The rules of the folder for `agent`, whose weeks are credited `credits` minutes: H4, H5 and H7 to H9.
    ///
    /// H1, H2, H3 and H6 are not among them: they say which shifts there are at all.
    func folderRules(
        of agent: Agent, contract: Contract, credits: [Int32]
    ) -> [(origin: RuleOrigin, automaton: RuleAutomaton, price: Double?)] {
        var machines: [(origin: RuleOrigin, automaton: RuleAutomaton, price: Double?)] = []
        func add(_ origin: RuleOrigin, _ machine: RuleAutomaton.Machine, days: Int) {
            var automaton = RuleAutomaton(machine: machine, days: days)
            // The contract's weeks and the free weekends are counted from the horizon's first day.
            switch machine {
            case .rest, .run: automaton.lookBack(on: past, phase: 0)
            default: break
            }
            machines.append((origin, automaton, nil))
        }
        let rules = instance.rules
        let past = prior.days(of: agent.id)
        if rules.minimumRestMinutes > 0 {
            add(.rest, .rest(least: Int32(rules.minimumRestMinutes)), days: instance.days)
        }
        if rules.maximumConsecutiveDays < instance.days + prior.count {
            add(
                .daysInRow, .run(ofWork: true, least: 0, most: Int32(rules.maximumConsecutiveDays)),
                days: instance.days)
        }
        guard weekDays > 0 else { return machines }
        let band = contract.weeklyPaidMinutes
        if band.lowerBound > 0 {
            add(
                .contractLeast,
                .block(.paid, days: 7, least: Int32(band.lowerBound), most: .max, offsets: credits), days: weekDays)
        }
        add(
            .contractMost, .block(.paid, days: 7, least: 0, most: Int32(band.upperBound), offsets: credits),
            days: weekDays)
        if contract.maximumDaysPerWeek < 7 {
            add(
                .contractDays,
                .block(.days, days: 7, least: 0, most: Int32(contract.maximumDaysPerWeek), offsets: []), days: weekDays)
        }
        let fourWeeks = instance.days / 28
        if fourWeeks > 0, rules.minimumFreeWeekendsPerFourWeeks > 0 {
            let most = max(0, weekDays / 7 - rules.minimumFreeWeekendsPerFourWeeks * fourWeeks)
            add(.freeWeekends, .weekends(days: weekDays, most: Int32(most)), days: weekDays)
        }
        return machines
    }

    /// The rules of the rule book that bind `agent` and look at its own days alone.
    func bookRules(
        of agent: Agent, credits: [Int32]
    ) -> [(origin: RuleOrigin, automaton: RuleAutomaton, price: Double?)] {
        let past = prior.days(of: agent.id)
        return instance.ruleBook.enumerated().flatMap { index, rule -> [(RuleOrigin, RuleAutomaton, Double?)] in
            guard rule.scope.binds(agent) else { return [] }
            return machines(of: rule.term, agent: agent, credits: credits).map { machine in
                var automaton = RuleAutomaton(machine: machine, days: instance.days)
                if case .square = machine {
                    // Its count holds what came before.
                } else {
                    automaton.lookBack(on: past, phase: phase(of: machine))
                }
                return (
                    .rule(index), automaton,
                    rule.level == .soft ? rule.weight * unitsPerCost / automaton.unit : nil
                )
            }
        }
    }

    /// Days of the first block that lie before the horizon: where the horizon is shorter than a block and the days before
    /// are known, the block ends with the horizon's last whole week.
    private func phase(of machine: RuleAutomaton.Machine) -> Int {
        let length: Int
        switch machine {
        case .block(_, let days, _, _, _), .weekends(let days, _), .overtime(_, let days, _),
            .nightWorker(_, _, let days, _):
            length = days
        default: return 0
        }
        return prior.count > 0 && weekDays > 0 ? max(0, length - weekDays) : 0
    }

    private func indices(_ names: Set<String>) -> Set<Int32> { Set(names.compactMap { kindIndex[$0] }) }

    private func machines(of term: RuleTerm, agent: Agent, credits: [Int32]) -> [RuleAutomaton.Machine] {
        func sum(_ quantity: RuleQuantity, _ span: RuleSpan, _ least: Int?, _ most: Int?, offsets: [Int32] = [])
            -> [RuleAutomaton.Machine]
        {
            let least = Int32(least ?? 0)
            let most = Int32(most ?? Int(Int32.max))
            switch span {
            case .weeks(let weeks):
                return [.block(quantity, days: 7 * weeks, least: least, most: most, offsets: offsets)]
            case .rolling(let days): return [.rolling(quantity, days: days, least: least, most: most)]
            }
        }
        switch term {
        case .dailyHours(let most): return [.daily(most: Int32(most))]
        case .hours(let span, let least, let most, let withCredits):
            var offsets: [Int32] = []
            if withCredits, case .weeks(let weeks) = span {
                offsets = stride(from: 0, to: credits.count, by: weeks).map { first in
                    credits[first..<min(first + weeks, credits.count)].reduce(0, +)
                }
            }
            return sum(.paid, span, least, most, offsets: offsets)
        case .workingDays(let span, let least, let most): return sum(.days, span, least, most)
        case .weekends(let weeks, let most): return [.weekends(days: 7 * weeks, most: Int32(most))]
        case .daysInRow(let least, let most):
            return [.run(ofWork: true, least: Int32(least ?? 0), most: Int32(most ?? Int(Int32.max)))]
        case .daysOffInRow(let least, let most):
            return [.run(ofWork: false, least: Int32(least ?? 0), most: Int32(most ?? Int(Int32.max)))]
        case .rest(let least): return [.rest(least: Int32(least))]
        case .weeklyRest(let least): return [.weeklyRest(least: Int32(least))]
        case .nights(let window, let span, let most): return sum(.nights(window), span, nil, most)
        case .nightsInRow(let window, let most): return [.nightRun(window, most: Int32(most))]
        case .restAfterNight(let window, let least): return [.restAfterNight(window, least: Int32(least))]
        case .sequence(let after, let never): return [.sequence(after: indices(after), never: indices(never))]
        case .rotation(let pattern, let from):
            return [.day((0..<instance.days).map { demand(of: pattern, on: instance.startDate + $0, from: from) })]
        case .day(let request): return [.day((0..<instance.days).map { demand(of: request, day: $0) })]
        case .startSpread(let most): return [.startSpread(most: Int32(most))]
        case .overtime(let beyond, let weeks, let most):
            return [.overtime(beyond: Int32(beyond), days: 7 * weeks, most: Int32(most))]
        case .overtimePay(let rates):
            let isHoliday = (0..<instance.days).map { rates.holidays.contains(instance.startDate + $0) }
            return [.overtimePay(rates, isHoliday: isHoliday)]
        case .nightShiftHours(let window, let most): return [.nightDaily(window, most: Int32(most))]
        case .nightWorkerHours(let window, let least, let weeks, let most):
            return [.nightWorker(window, leastNights: Int32(least), days: 7 * weeks, most: Int32(most))]
        case .fairness(let measure):
            let quantity: RuleQuantity?
            switch measure {
            case .weekends: quantity = nil
            case .nights(let window): quantity = .nights(window)
            case .weekdays(let days): quantity = .weekdays(days.reduce(0) { $0 | 1 << UInt8($1) })
            }
            if let count = carried[agent.id]?[measure.name] { return [.square(quantity, carried: Int32(count))] }
            // Nothing is carried over in numbers: what the days before show counts.
            var counter = RuleAutomaton(machine: .square(quantity, carried: 0), days: instance.days)
            counter.lookBack(on: prior.days(of: agent.id), phase: 0)
            return [.square(quantity, carried: counter.past.state.first ?? 0)]
        case .longestStretch, .breakTime, .seats, .minimumCover, .pairing, .change, .skillPriority: return []
        }
    }

    private func demand(of request: DayRequest, day: Int) -> RuleAutomaton.DayDemand {
        guard request.concerns(instance.startDate + day) else { return RuleAutomaton.DayDemand() }
        return RuleAutomaton.DayDemand(
            mustWork: request.mustWork, mustBeOff: request.mustBeOff,
            // A kind that does not exist leaves no kind, not every kind.
            kinds: request.kinds.isEmpty ? [] : indices(request.kinds).union([Int32.max]),
            starts: request.starts.map { Int32($0.lowerBound)...Int32($0.upperBound) },
            within: request.within.map { Int32($0.lowerBound)..<Int32($0.upperBound) })
    }

    private func demand(
        of pattern: [Set<String>], on date: CivilDate, from anchor: CivilDate
    ) -> RuleAutomaton.DayDemand {
        guard !pattern.isEmpty else { return RuleAutomaton.DayDemand() }
        let place = ((date - anchor) % pattern.count + pattern.count) % pattern.count
        let kinds = pattern[place]
        if kinds.isEmpty { return RuleAutomaton.DayDemand(mustBeOff: true) }
        if kinds.contains("*") { return RuleAutomaton.DayDemand() }
        return RuleAutomaton.DayDemand(kinds: indices(kinds).union([Int32.max]))
    }
}
