import ContactCenter

/// Decides requests for leave, one after another, against a published roster.
public struct RosterTimeOff: Sendable {
    /// A request.
    public struct Request: Hashable, Sendable {
        /// Who asks.
        public var agent: String
        /// First and last day.
        public var dates: ClosedRange<CivilDate>
        /// Rank: lower is served first; equal ranks in the order given.
        public var rank: Int
        /// Minutes credited a day; `nil` = the paid minutes that are lost.
        public var creditMinutes: Int?

        /// `agent` asks for `dates`.
        public init(agent: String, dates: ClosedRange<CivilDate>, rank: Int = 0, creditMinutes: Int? = nil) {
            self.agent = agent
            self.dates = dates
            self.rank = rank
            self.creditMinutes = creditMinutes
        }
    }

    /// How much may be given up for a request.
    public struct Options: Hashable, Sendable {
        /// Most agent-hours of shortage a request may add.
        public var mostShortHours = 0.0
        /// Most cost a request may add; `nil` = no limit.
        public var mostCost: Double?
        /// Most agent-days of others that are changed for a request.
        public var mostChanges = 0
        /// Price of a changed agent-day.
        public var changePrice = 4.0

        /// No shortage more, nobody else changed.
        public init() {}
    }

    /// The answer to a request.
    public struct Answer: Hashable, Sendable {
        /// The request.
        public var request: Request
        /// Whether it is granted.
        public var isGranted: Bool
        /// Why, in words.
        public var reason: String
        /// Change of the cost if granted, changes of others included.
        public var costChange: Double
        /// Agent-hours of shortage that it adds.
        public var shortHoursAdded: Double
        /// Shifts given up.
        public var shiftsLost: Int
        /// Agent-days of others changed for it.
        public var changes: Int
        /// Hard rules that it would break.
        public var violations: [RosterViolation]
        /// Activities that go with the shifts given up.
        public var lostActivities: [LostActivity] = []
    }

    /// The instance with the leave granted.
    public private(set) var instance: RosteringInstance
    /// The roster without the shifts given up.
    public private(set) var roster: Roster

    /// Time off from `roster`.
    public init(_ instance: RosteringInstance, roster: Roster) {
        self.instance = instance
        self.roster = roster
    }

    /// Answers `requests` in order of rank; what is granted counts for those after it. Answers stand in the order
    /// decided.
    /// - Throws: ``SchedulingError`` for an unknown agent, or a roster the instance cannot express.
    public mutating func decide(
        _ requests: [Request], options: Options = Options()
    ) throws(SchedulingError) -> [Answer] {
        var desk = try RosterDesk(instance, roster: roster)
        guard desk.problems.isEmpty else { throw .rosterUnusable(desk.problems) }
        let inOrder = requests.enumerated().sorted { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) }
        var answers: [Answer] = []
        for (_, request) in inOrder {
            let (answer, after) = try decide(request, on: desk, options: options)
            answers.append(answer)
            if let after {
                instance = after.instance
                desk = after.desk
                roster = desk.roster
            }
        }
        return answers
    }

    private func decide(
        _ request: Request, on desk: RosterDesk, options: Options
    ) throws(SchedulingError) -> (Answer, (instance: RosteringInstance, desk: RosterDesk)?) {
        let agent = try desk.agent(request.agent)
        let first = max(0, request.dates.lowerBound - instance.startDate)
        let last = min(instance.days - 1, request.dates.upperBound - instance.startDate)
        var answer = Answer(
            request: request, isGranted: false, reason: "", costChange: 0, shortHoursAdded: 0, shiftsLost: 0,
            changes: 0,
            violations: [])
        guard first <= last else {
            answer.reason = "outside the horizon"
            return (answer, nil)
        }
        var amended = instance
        var kept = roster
        for day in first...last {
            let date = instance.startDate + day
            let isAway = instance.availability.contains {
                $0.agent == request.agent && $0.date == date && $0.kind == .leave
            }
            let paid = Int(desk.instance.fact(desk.cell(agent, day)).paid)
            amended.availability.append(
                Availability(
                    // On a day with leave already, the rest of the day is only taken out: two leaves may not overlap.
                    agent: request.agent, date: date, span: 0..<1440, kind: isAway ? .unavailable : .leave,
                    creditMinutes: isAway ? paid : request.creditMinutes ?? paid))
        }
        let start = LocalTime(date: instance.startDate).minutes
        let span = start + first * 1440..<start + (last + 1) * 1440
        kept.shifts.removeAll { shift in
            guard shift.agent == request.agent, shift.start.minutes < span.upperBound else { return false }
            let kind = instance.shiftKinds.first { $0.name == shift.kind }
            return shift.start.minutes + (kind?.presenceMinutes ?? 0) > span.lowerBound
        }
        answer.shiftsLost = roster.shifts.count - kept.shifts.count
        let known = RosterChecker.violations(ofAgents: [request.agent], roster: roster, in: instance)
        answer.violations = RosterChecker.violations(ofAgents: [request.agent], roster: kept, in: amended).filter {
            !known.contains($0)
        }
        var after = try RosterDesk(amended, roster: kept)
        let days = Set((max(0, first - 1)...min(instance.days - 1, last + 1)))
        if options.mostChanges > 0 {
            var limits = RosterDesk.RepairLimits(
                days: days, mostChanges: options.mostChanges,
                changePrice: Int((options.changePrice * desk.instance.prices.unitsPerCost).rounded()))
            limits.fixedAgents = [agent]
            let steps = after.repairWithEjections(limits)
            answer.changes = Set(steps.flatMap { $0.changes.map { $0.agent * instance.days + $0.day } }).count
        }
        answer.violations += RosterChecker.newTeamViolations(
            from: roster, in: instance, to: after.roster, in: amended)
        answer.costChange =
            RosterChecker.score(of: after.roster, in: amended).costTotal
            - RosterChecker.score(of: roster, in: instance).costTotal
        func short(_ roster: Roster) -> Double {
            RosterChecker.shortfalls(of: roster, in: instance, onDays: days.sorted()).reduce(0) { $0 + $1.agentHours }
        }
        answer.shortHoursAdded = short(after.roster) - short(roster)
        answer.lostActivities = LostActivity.between(roster, after.roster)
        if let broken = answer.violations.first {
            answer.reason = "breaks \(broken)"
        } else if answer.shortHoursAdded > options.mostShortHours + 1e-9 {
            let worst = RosterChecker.shortfalls(of: after.roster, in: instance, onDays: days.sorted())
                .max { $0.agentHours < $1.agentHours }
            answer.reason =
                "adds \(RosterRepair.inWords(answer.shortHoursAdded)) agent-hours of shortage"
                + (worst.map { "; worst \($0)" } ?? "")
        } else if let most = options.mostCost, answer.costChange > most + 1e-9 {
            answer.reason = "adds \(RosterRepair.inWords(answer.costChange)) to the cost"
        } else {
            answer.isGranted = true
            answer.reason =
                answer.shiftsLost == 0
                ? "no shift is given up"
                : "\(answer.shiftsLost) shifts given up, cover stays within the limits"
            if !answer.lostActivities.isEmpty {
                answer.reason += "; lost with them: " + answer.lostActivities.map(\.inWords).joined(separator: ", ")
            }
        }
        return (answer, answer.isGranted ? (amended, after) : nil)
    }
}
