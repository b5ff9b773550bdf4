import ContactCenter

/// Whether agents may take or trade shifts.
public struct RosterSwap: Sendable {
    /// How a shift changes hands.
    public enum Kind: String, Sendable, CaseIterable {
        /// The other agent takes the shift; the giver is off.
        case takes
        /// Both work that day and change shifts.
        case exchanges
        /// A shift of one day for a shift of another.
        case trades
    }

    /// The verdict on one exchange.
    public struct Verdict: Hashable, Sendable {
        /// How.
        public var kind: Kind
        /// Who gives the shift.
        public var giver: String
        /// Who takes it.
        public var taker: String
        /// Hard rules it newly breaks.
        public var violations: [RosterViolation]
        /// Change of the roster's cost.
        public var costChange: Double
        /// Whether no rule is newly broken.
        public var isLawful: Bool { violations.isEmpty }
    }

    private var desk: RosterDesk

    /// Swaps on `roster`.
    /// - Throws: ``SchedulingError`` of an instance that contradicts itself, or of a roster it cannot express.
    public init(_ instance: RosteringInstance, roster: Roster) throws(SchedulingError) {
        desk = try RosterDesk(instance, roster: roster)
        guard desk.problems.isEmpty else { throw .rosterUnusable(desk.problems) }
    }

    /// Verdicts on everybody else taking the shift of `agent` on `date`, or exchanging it for their own of that day:
    /// the lawful ones first, then in order of cost.
    /// - Throws: ``SchedulingError`` for an unknown agent or date, or a day off.
    public mutating func takers(of agent: String, on date: CivilDate) throws(SchedulingError) -> [Verdict] {
        let giver = try desk.agent(agent)
        let day = try desk.day(date)
        let shift = desk.cell(giver, day)
        guard shift.works else { throw .nothingToSwap(agent: agent, date: "\(date)") }
        var verdicts: [Verdict] = []
        for taker in desk.instance.source.agents.indices where taker != giver {
            let other = desk.cell(taker, day)
            guard other != shift else { continue }
            verdicts.append(
                verdict(
                    other.works ? .exchanges : .takes, giver, taker,
                    [.init(agent: giver, day: day, cell: other), .init(agent: taker, day: day, cell: shift)]))
        }
        return verdicts.sorted {
            ($0.isLawful ? 0 : 1, $0.costChange, $0.taker) < ($1.isLawful ? 0 : 1, $1.costChange, $1.taker)
        }
    }

    /// The verdict on `agent` giving its shift on `date` to `other` for the other's shift on `otherDate`.
    /// - Throws: ``SchedulingError`` for unknown agents or dates, or a day off.
    public mutating func trade(
        _ agent: String, on date: CivilDate, with other: String, on otherDate: CivilDate
    ) throws(SchedulingError) -> Verdict {
        let giver = try desk.agent(agent)
        let taker = try desk.agent(other)
        let day = try desk.day(date)
        let otherDay = try desk.day(otherDate)
        let shift = desk.cell(giver, day)
        let otherShift = desk.cell(taker, otherDay)
        guard shift.works else { throw .nothingToSwap(agent: agent, date: "\(date)") }
        guard otherShift.works else { throw .nothingToSwap(agent: other, date: "\(otherDate)") }
        guard giver != taker else { throw .swapWithOneself(agent: agent) }
        if day == otherDay {
            return verdict(
                .exchanges, giver, taker,
                [.init(agent: giver, day: day, cell: otherShift), .init(agent: taker, day: day, cell: shift)])
        }
        var result = verdict(
            .trades, giver, taker,
            [
                .init(agent: giver, day: day, cell: .off), .init(agent: giver, day: otherDay, cell: otherShift),
                .init(agent: taker, day: day, cell: shift), .init(agent: taker, day: otherDay, cell: .off),
            ])
        // The desk holds one shift a day; who works already would have two.
        for (who, when, name, whenName) in [(giver, otherDay, agent, otherDate), (taker, day, other, date)]
        where desk.cell(who, when).works {
            result.violations.insert(
                RosterViolation(rule: "H3", agent: name, message: "works already on \(whenName)"), at: 0)
        }
        return result
    }

    private mutating func verdict(
        _ kind: Kind, _ giver: Int, _ taker: Int, _ changes: [RosterDesk.Change]
    ) -> Verdict {
        Verdict(
            kind: kind, giver: desk.instance.source.agents[giver].id, taker: desk.instance.source.agents[taker].id,
            violations: desk.newViolations(changes), costChange: desk.cost(desk.price(changes)))
    }
}
