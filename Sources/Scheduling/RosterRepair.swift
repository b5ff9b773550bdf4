import ContactCenter

/// One changed agent-day.
public struct AgentDayChange: Hashable, Sendable {
    /// The agent.
    public var agent: String
    /// The day.
    public var date: CivilDate
    /// The shift before; `nil` = off.
    public var before: Shift?
    /// The shift after; `nil` = off.
    public var after: Shift?
    /// Why it was changed.
    public var reason: String
}

/// An offer to work more or less than the contract's week, made to one agent for one day.
public struct ShiftOffer: Hashable, Sendable {
    /// What is offered.
    public enum Kind: String, Sendable, CaseIterable {
        /// A shift more, or a longer one.
        case overtime
        /// A day off, or a shorter shift, unpaid.
        case timeOff = "time-off"
    }

    /// What is offered.
    public var kind: Kind
    /// The agent.
    public var agent: String
    /// The day.
    public var date: CivilDate
    /// The shift now; `nil` = off.
    public var before: Shift?
    /// The shift offered; `nil` = off.
    public var after: Shift?
    /// Change of the roster's cost when it alone is accepted; below 0.
    public var costChange: Double
    /// Paid minutes more (below 0: fewer).
    public var paidMinutes: Int
    /// Paid minutes by which the contract's week is then exceeded, or stays below.
    public var beyondContractMinutes: Int
}

/// Re-plans a published roster after absences: as few agent-days as possible, the past untouched.
public struct RosterRepair: Sendable {
    /// What may change and what it costs.
    public struct Options: Hashable, Sendable {
        /// Shifts that began before are left alone; `nil` = all may change.
        public var now: LocalTime?
        /// Agent-days that stay as they are.
        public var locks: Set<AgentDay> = []
        /// Price of a changed agent-day.
        public var changePrice = 4.0
        /// Most agent-days changed, those of absent agents aside.
        public var mostChanges = 5
        /// Most offers of each kind.
        public var mostOffers = 10
        /// Most paid minutes of a week beyond the contract's most that may be offered.
        public var mostOvertimeMinutes = 600

        /// Four units of cost a changed agent-day, at most five of them.
        public init() {}
    }

    /// What came of it.
    public struct Outcome: Sendable {
        /// The instance with the absences, credits filled in.
        public var instance: RosteringInstance
        /// The new roster.
        public var roster: Roster
        /// Agent-days of absent agents whose shift is gone.
        public var lost: [AgentDayChange]
        /// Agent-days of others that were changed, in order of effect.
        public var changes: [AgentDayChange]
        /// Cost of the old roster without the absences, with them, and of the new one.
        public var costBefore: Double
        /// Cost when nothing is changed.
        public var costUnrepaired: Double
        /// Cost of the new roster.
        public var costAfter: Double
        /// Offers, overtime first, each kind in order of effect.
        public var offers: [ShiftOffer]
        /// Hard rules that the new roster breaks and the old one with the absences did not.
        public var newViolations: [RosterViolation]
        /// Activities that went with the shifts lost.
        public var lostActivities: [LostActivity]
    }

    /// Re-plans `roster` of `instance` after `absences`.
    ///
    /// A shift that touches an absence and is not over at `now` is lost. Where an absence says no credit, it is
    /// credited with the paid minutes lost, as if worked, so that the week's band still holds; `creditGiven` names
    /// the records whose credit is to stay.
    /// - Throws: ``SchedulingError`` of an instance that contradicts itself, or of a roster it cannot express.
    public static func replan(
        _ roster: Roster, of instance: RosteringInstance, absences: [Availability], keepsCredit: [Bool],
        options: Options = Options()
    ) throws(SchedulingError) -> Outcome {
        let kinds = Dictionary(instance.shiftKinds.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        func span(_ shift: Shift) -> Range<Int> {
            shift.start.minutes..<shift.start.minutes + (kinds[shift.kind]?.presenceMinutes ?? 0)
        }
        func span(_ record: Availability) -> Range<Int> {
            let day = LocalTime(date: record.date).minutes
            return day + record.span.lowerBound..<day + record.span.upperBound
        }
        var amended = instance
        var kept = roster
        var lost: [AgentDayChange] = []
        var credited = Set<Shift>()
        for (record, keeps) in zip(absences, keepsCredit) where record.kind != .avoid {
            var record = record
            let gone = kept.shifts.filter { shift in
                shift.agent == record.agent && span(shift).overlaps(span(record))
                    && options.now.map { span(shift).upperBound > $0.minutes } ?? true
            }
            let earlier = credited.filter { $0.agent == record.agent }
            if !keeps {
                let fresh = gone.filter { !earlier.contains($0) }
                record.creditMinutes = fresh.reduce(0) { $0 + (kinds[$1.kind]?.paidMinutes ?? 0) }
            }
            credited.formUnion(gone)
            kept.shifts.removeAll { gone.contains($0) }
            // Two leaves at once would both be credited; an absence during leave only takes the agent away.
            let isOnLeave = amended.availability.contains {
                $0.agent == record.agent && $0.date == record.date && $0.kind == .leave
                    && $0.span.overlaps(record.span)
            }
            if isOnLeave { record.kind = .unavailable }
            lost += gone.map {
                AgentDayChange(
                    agent: $0.agent, date: $0.start.date, before: $0, after: nil, reason: "\(record.kind.rawValue)")
            }
            if !amended.availability.contains(record) { amended.availability.append(record) }
        }
        var desk = try RosterDesk(amended, roster: kept)
        guard desk.problems.isEmpty else { throw .rosterUnusable(desk.problems) }
        let before = RosterChecker.score(of: roster, in: instance).costTotal
        let unrepaired = RosterChecker.score(of: kept, in: amended).costTotal
        let start = LocalTime(date: instance.startDate).minutes
        let agents = Set(absences.compactMap { desk.agentIndex[$0.agent] })
        var days = Set<Int>()
        for shift in lost.compactMap(\.before) {
            let first = (span(shift).lowerBound - start) / 1440
            let last = (span(shift).upperBound - 1 - start) / 1440
            days.formUnion((max(0, first)...max(0, last)).filter { $0 < instance.days })
        }
        var limits = RosterDesk.RepairLimits(
            days: days, firstFreeMinute: max(0, (options.now?.minutes ?? start) - start),
            mostChanges: options.mostChanges,
            changePrice: Int((options.changePrice * desk.instance.prices.unitsPerCost).rounded()))
        limits.lockedPlaces = Set(
            options.locks.compactMap { lock in
                let day = lock.date - instance.startDate
                guard let agent = desk.agentIndex[lock.agent], (0..<instance.days).contains(day) else { return nil }
                return agent * instance.days + day
            })
        let original = desk.cells
        let steps = desk.repairWithEjections(limits)
        let after = desk.roster
        let changes = changes(from: original, to: desk, reasons: steps)
        let known = Set(RosterChecker.violations(of: kept, in: amended))
        let offers = desk.offers(
            limits: limits, absent: agents, most: options.mostOffers, overtime: options.mostOvertimeMinutes)
        return Outcome(
            instance: amended, roster: after, lost: lost, changes: changes, costBefore: before,
            costUnrepaired: unrepaired, costAfter: RosterChecker.score(of: after, in: amended).costTotal,
            offers: offers,
            newViolations: RosterChecker.violations(of: after, in: amended).filter { !known.contains($0) },
            lostActivities: LostActivity.between(roster, after))
    }

    private static func changes(
        from original: [Cell], to desk: RosterDesk, reasons steps: [RosterDesk.RepairStep]
    ) -> [AgentDayChange] {
        var seen = Set<Int>()
        return steps.flatMap { step -> [AgentDayChange] in
            step.changes.compactMap { change in
                let place = change.agent * desk.instance.days + change.day
                guard seen.insert(place).inserted, original[place] != desk.cells[place] else { return nil }
                return AgentDayChange(
                    agent: desk.instance.source.agents[change.agent].id,
                    date: desk.instance.source.startDate + change.day,
                    before: desk.shift(original[place], agent: change.agent, day: change.day),
                    after: desk.shift(desk.cells[place], agent: change.agent, day: change.day),
                    reason: "lowers the cost by \(inWords(-desk.cost(step.price)))")
            }
        }
    }

    static func inWords(_ cost: Double) -> String {
        let hundredths = Int((cost * 100).rounded())
        return hundredths % 100 == 0 ? "\(hundredths / 100)" : "\(Double(hundredths) / 100)"
    }
}

extension RosterDesk {
    /// The shift of `cell`; `nil` on a day off.
    func shift(_ cell: Cell, agent: Int, day: Int) -> Shift? {
        guard cell.works else { return nil }
        var cells = [Cell](repeating: .off, count: instance.days)
        cells[day] = cell
        return shifts(agent, row: cells[...]).first
    }

    /// Offers of overtime and of time off on the days of `limits`, each kind in order of effect, one an agent and day.
    mutating func offers(
        limits: RepairLimits, absent: Set<Int>, most: Int, overtime: Int
    ) -> [ShiftOffer] {
        var found: [ShiftOffer.Kind: [(price: Int, change: Change)]] = [:]
        for agent in instance.source.agents.indices where !absent.contains(agent) {
            for day in limits.days.sorted() where isFree(agent, day, limits) {
                let now = cell(agent, day)
                let paidNow = Int(instance.fact(now).paid)
                var best: [ShiftOffer.Kind: (price: Int, change: Change)] = [:]
                let open = options(agent, day).filter { option in
                    instance.start(instance.shifts.options[Int(option)], day: day) >= limits.firstFreeMinute
                }
                var cells = alternatives(agent, day, open)
                if now.works { cells.append((.off, coverPrice(agent: agent, day: day, .off))) }
                for (cell, price) in cells {
                    let paid = Int(instance.fact(cell).paid)
                    guard paid != paidNow else { continue }
                    // Who works already goes on or leaves early: the shift still begins, or still ends, when it did.
                    if now.works, cell.works {
                        let old = instance.fact(now)
                        let new = instance.fact(cell)
                        guard new.start == old.start || new.end == old.end else { continue }
                    }
                    let kind: ShiftOffer.Kind = paid > paidNow ? .overtime : .timeOff
                    if price < min(0, best[kind]?.price ?? 0) {
                        best[kind] = (price, Change(agent: agent, day: day, cell: cell))
                    }
                }
                for (kind, offer) in best { found[kind, default: []].append(offer) }
            }
        }
        return ShiftOffer.Kind.allCases.flatMap { kind in
            let inOrder = (found[kind] ?? []).sorted {
                ($0.price, $0.change.agent, $0.change.day) < ($1.price, $1.change.agent, $1.change.day)
            }
            var offers: [ShiftOffer] = []
            for (_, change) in inOrder {
                guard offers.count < most else { break }
                if let offer = offer(kind, change, overtime: overtime) { offers.append(offer) }
            }
            return offers.sorted { ($0.costChange, $0.agent, $0.date) < ($1.costChange, $1.agent, $1.date) }
        }
    }

    /// The offer of `change`, when it is lawful but for the contract's hours and days, and within its week's contract
    /// or the overtime allowed.
    private mutating func offer(_ kind: ShiftOffer.Kind, _ change: Change, overtime: Int) -> ShiftOffer? {
        let voluntary: Set<RuleOrigin> = [.contractLeast, .contractMost, .contractDays]
        var row = row(change.agent)
        let brokenNow = Set(rules[change.agent].broken(row.map(instance.fact)))
        let before = row[change.day]
        row[change.day] = change.cell
        let broken = Set(rules[change.agent].broken(row.map(instance.fact)))
        guard broken.subtracting(brokenNow).isSubset(of: voluntary), keepsActivities([change]),
            keepsTeamRules([change])
        else {
            return nil
        }
        var beyond = 0
        let week = change.day / 7
        if week < instance.weeks {
            let paid = row[week * 7..<week * 7 + 7].reduce(0) { $0 + Int(instance.fact($1).paid) }
            let place = change.agent * instance.weeks + week
            beyond =
                kind == .overtime
                ? max(0, paid - Int(instance.staff.mostPaid[place]))
                : max(0, Int(instance.staff.leastPaid[place]) - paid)
        }
        guard kind == .timeOff || beyond <= overtime else { return nil }
        let price = price([change])
        guard price < 0 else { return nil }
        return ShiftOffer(
            kind: kind, agent: instance.source.agents[change.agent].id, date: instance.source.startDate + change.day,
            before: shift(before, agent: change.agent, day: change.day),
            after: shift(change.cell, agent: change.agent, day: change.day), costChange: cost(price),
            paidMinutes: Int(instance.fact(change.cell).paid) - Int(instance.fact(before).paid),
            beyondContractMinutes: beyond)
    }
}
