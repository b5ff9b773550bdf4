import ContactCenter

/// Says for each member of a minimal conflict what it asks and which change of it alone mends the conflict.
struct ConflictMender {
    let constraints: AgentConstraints
    let core: [AgentConstraints.Constraint]
    let window: Range<Int>

    private var source: RosteringInstance { constraints.instance.source }
    private var contract: Contract {
        source.contracts[Int(constraints.instance.staff.contractOfAgent[constraints.agent])]
    }

    /// The member at `index`, in words.
    func cause(_ index: Int) -> RosterConflict.Cause {
        let constraint = core[index]
        switch constraint.effect {
        case .options:
            if case .rule(let rule) = constraint.origin {
                return RosterConflict.Cause(
                    rule: source.ruleBook[rule].id,
                    description:
                        "rule '\(source.ruleBook[rule].id)' (\(source.ruleBook[rule].source)) allows only kinds "
                        + "whose breaks can keep it",
                    mend: "give a kind of the contract the breaks it asks for, or drop it")
            }
            return RosterConflict.Cause(
                rule: "H1",
                description: "contracts.csv: contract '\(contract.name)' works only "
                    + contract.shiftKinds.joined(separator: ", "),
                mend: otherKind().map { "let the contract work \($0) too" } ?? "let the contract work other kinds too")
        case .blocked, .credit: return recordCause(index)
        case .machine(let automaton), .credited(let automaton, _): return ruleCause(index, automaton)
        }
    }

    // MARK: Records

    private func recordCause(_ index: Int) -> RosterConflict.Cause {
        guard case .availability(let record) = core[index].origin else {
            return RosterConflict.Cause(rule: "H6", description: "", mend: "")
        }
        let row = source.availability[record]
        var description =
            "availability.csv: \(row.kind.rawValue) of '\(row.agent)' on \(row.date) "
            + "\(LocalTime.clock(row.span.lowerBound))–\(LocalTime.clock(row.span.upperBound))"
        if case .credit(_, let minutes) = core[index].effect {
            description += ", credited \(minutes) min"
            let most = largest(below: Int(minutes)) { credit in
                var changed = core
                changed[index].effect = .credit(week: week(of: row), minutes: Int32(credit))
                return isFeasible(changed)
            }
            return RosterConflict.Cause(
                rule: "availability", description: description,
                mend: most.map { "credit at most \($0) min" } ?? "take the credit back")
        }
        var mend = "move or drop it"
        // Credit instead: the least of the paid lengths of the contract's shifts that is enough.
        let lengths = Set(
            source.shiftKinds.filter { contract.shiftKinds.contains($0.name) }.map(\.paidMinutes)
        ).sorted()
        if let credit = lengths.first(where: {
            $0 > row.creditMinutes && isMended(byCredit: $0 - row.creditMinutes, of: row)
        }) {
            mend += ", or credit it with \(credit) min instead of \(row.creditMinutes)"
        }
        return RosterConflict.Cause(rule: "availability", description: description, mend: mend)
    }

    private func week(of row: Availability) -> Int { max(0, row.date - source.startDate) / 7 }

    private func isMended(byCredit minutes: Int, of row: Availability) -> Bool {
        guard week(of: row) < constraints.instance.weeks else { return false }
        let extra = AgentConstraints.Constraint(
            origin: .contractLeast, effect: .credit(week: week(of: row), minutes: Int32(minutes)))
        var search = RowSearch(
            instance: constraints.instance, constraints: core + [extra], all: constraints.list + [extra],
            window: window)
        return search.run() == .feasible
    }

    private func otherKind() -> String? {
        source.shiftKinds.map(\.name).first { name in
            guard !contract.shiftKinds.contains(name),
                let kind = source.shiftKinds.firstIndex(where: { $0.name == name })
            else { return false }
            let more = Set(constraints.instance.shifts.optionsOfKind[kind].map(Int32.init))
            return isFeasible(
                core.map { constraint in
                    guard case .options(let allowed) = constraint.effect else { return constraint }
                    return AgentConstraints.Constraint(origin: constraint.origin, effect: .options(allowed.union(more)))
                })
        }
    }

    // MARK: Rules

    private func ruleCause(_ index: Int, _ automaton: RuleAutomaton) -> RosterConflict.Cause {
        let name: String
        let description: String
        switch core[index].origin {
        case .contractLeast:
            name = "H7"
            description =
                "contracts.csv: contract '\(contract.name)' has at least \(contract.weeklyPaidMinutes.lowerBound) paid minutes a week"
        case .contractMost:
            name = "H7"
            description =
                "contracts.csv: contract '\(contract.name)' has at most \(contract.weeklyPaidMinutes.upperBound) paid minutes a week"
        case .contractDays:
            name = "H8"
            description =
                "contracts.csv: contract '\(contract.name)' has at most \(contract.maximumDaysPerWeek) days a week"
        case .rest:
            name = "H4"
            description = "instance.json: rest of at least \(source.rules.minimumRestMinutes) min between shifts"
        case .daysInRow:
            name = "H5"
            description = "instance.json: at most \(source.rules.maximumConsecutiveDays) days in a row"
        case .freeWeekends:
            name = "H9"
            description =
                "instance.json: at least \(source.rules.minimumFreeWeekendsPerFourWeeks) free weekends in four weeks"
        case .rule(let rule):
            name = source.ruleBook[rule].id
            description = "rule '\(name)' (\(source.ruleBook[rule].source))"
        case .contractKinds, .availability:
            name = ""
            description = ""
        }
        return RosterConflict.Cause(rule: name, description: description, mend: mend(index, automaton))
    }

    /// The bound nearest to the present one with which the conflict is gone.
    private func mend(_ index: Int, _ automaton: RuleAutomaton) -> String {
        let unit = automaton.isTime ? " min" : ""
        func with(_ machine: RuleAutomaton.Machine) -> Bool {
            var changed = core
            let other = automaton.with(machine)
            if case .credited(_, let weeks) = core[index].effect {
                changed[index].effect = .credited(other, weeks: weeks)
            } else {
                changed[index].effect = .machine(other)
            }
            return isFeasible(changed)
        }
        func lower(_ now: Int32, _ make: (Int32) -> RuleAutomaton.Machine) -> String {
            largest(below: Int(now)) { with(make(Int32($0))) }.map { "lower the least from \(now) to \($0)\(unit)" }
                ?? "drop it"
        }
        func raise(_ now: Int32, upTo limit: Int32, _ make: (Int32) -> RuleAutomaton.Machine) -> String {
            smallest(above: Int(now), upTo: Int(limit)) { with(make(Int32($0))) }.map {
                "raise the most from \(now) to \($0)\(unit)"
            } ?? "drop it"
        }
        switch automaton.machine {
        case .block(let quantity, let days, let least, let most, let offsets):
            if least > 0, most == .max {
                return lower(least) { .block(quantity, days: days, least: $0, most: most, offsets: offsets) }
            }
            let limit = quantity == .paid ? Int32(days) * 1440 + 100_000 : Int32(days)
            if least <= 0 {
                return raise(most, upTo: limit) {
                    .block(quantity, days: days, least: least, most: $0, offsets: offsets)
                }
            }
            let less = lower(least) { .block(quantity, days: days, least: $0, most: most, offsets: offsets) }
            return less == "drop it"
                ? raise(most, upTo: limit) { .block(quantity, days: days, least: least, most: $0, offsets: offsets) }
                : less
        case .rolling(let quantity, let days, let least, let most):
            if least > 0 { return lower(least) { .rolling(quantity, days: days, least: $0, most: most) } }
            return raise(most, upTo: quantity == .paid ? Int32(days) * 1440 : Int32(days)) {
                .rolling(quantity, days: days, least: least, most: $0)
            }
        case .weekends(let days, _) where core[index].origin == .freeWeekends:
            let least = source.rules.minimumFreeWeekendsPerFourWeeks
            return (0..<least).reversed().first { free in
                with(.weekends(days: days, most: Int32(max(0, days / 7 - free * (source.days / 28)))))
            }.map { "lower the free weekends from \(least) to \($0)" } ?? "drop it"
        case .weekends(let days, let most): return raise(most, upTo: 64) { .weekends(days: days, most: $0) }
        case .run(let ofWork, let least, let most):
            if least > 0 { return lower(least) { .run(ofWork: ofWork, least: $0, most: most) } }
            return raise(most, upTo: 400) { .run(ofWork: ofWork, least: least, most: $0) }
        case .rest(let least): return lower(least) { .rest(least: $0) }
        case .weeklyRest(let least): return lower(least) { .weeklyRest(least: $0) }
        case .nightRun(let window, let most): return raise(most, upTo: 400) { .nightRun(window, most: $0) }
        case .restAfterNight(let window, let least): return lower(least) { .restAfterNight(window, least: $0) }
        case .startSpread(let most): return raise(most, upTo: 1440) { .startSpread(most: $0) }
        case .overtime(let beyond, let days, let most):
            return raise(most, upTo: 100_000) { .overtime(beyond: beyond, days: days, most: $0) }
        case .nightDaily(let window, let most): return raise(most, upTo: 2880) { .nightDaily(window, most: $0) }
        case .nightWorker(let window, let least, let days, let most):
            return raise(most, upTo: 100_000) { .nightWorker(window, leastNights: least, days: days, most: $0) }
        case .daily(let most): return raise(most, upTo: 2880) { .daily(most: $0) }
        case .day(let demands):
            let start = source.startDate
            let first = window.first { day in
                guard day < demands.count, demands[day] != RuleAutomaton.DayDemand() else { return false }
                var freed = demands
                freed[day] = RuleAutomaton.DayDemand()
                return with(.day(freed))
            }
            return first.map { "let \(start + $0) be free of it" } ?? "drop it"
        case .sequence, .square, .overtimePay: return "drop it"
        }
    }

    // MARK: Search

    private func isFeasible(_ constraints: [AgentConstraints.Constraint]) -> Bool {
        self.constraints.feasibility(of: constraints, in: window) == .feasible
    }

    /// The largest value in 0 ..< `now` that is good, where smaller values are no worse.
    private func largest(below now: Int, _ isGood: (Int) -> Bool) -> Int? {
        guard now > 0, isGood(0) else { return nil }
        var good = 0
        var bad = now
        while bad - good > 1 {
            let middle = (good + bad) / 2
            if isGood(middle) { good = middle } else { bad = middle }
        }
        return good
    }

    /// The smallest value above `now`, at most `limit`, that is good, where larger values are no worse.
    private func smallest(above now: Int, upTo limit: Int, _ isGood: (Int) -> Bool) -> Int? {
        guard limit > now, isGood(limit) else { return nil }
        var bad = now
        var good = limit
        while good - bad > 1 {
            let middle = (good + bad) / 2
            if isGood(middle) { good = middle } else { bad = middle }
        }
        return good
    }
}
