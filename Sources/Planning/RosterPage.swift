import ContactCenter
import Scheduling

/// What the page of a roster needs to know, from a scheduling folder alone.
public struct RosterPage: Sendable {
    /// Its figures.
    public var summary: PlanSummary
    /// Heads required, a row a skill and interval.
    public var requirements: [RequirementInterval]
    /// Segments on the clock.
    public var segments: [RosterSegment]
    /// What it means for each agent.
    public var fairness: [AgentRosterFigures]

    /// The page of `roster`, whose segments are on the clock of `zone`.
    public init(
        _ roster: Roster, segments: [RosterSegment], of instance: RosteringInstance, zone: ZoneRules, version: String,
        lowerBound: Double?
    ) {
        let score = RosterChecker.score(of: roster, in: instance)
        var figures = PlanSummary.RosterFigures()
        figures.agents = instance.agents.count
        figures.shifts = roster.shifts.count
        figures.paidHours = score.paidHours
        figures.requiredHours =
            Double(instance.requirements.reduce(0) { $0 + $1.reduce(0, +) } * instance.intervalMinutes) / 60
        figures.underAgentHours = score.underAgentHours
        figures.overAgentHours = score.overAgentHours
        figures.cost = score.costTotal
        figures.lowerBound = lowerBound
        let violations = RosterChecker.violations(of: roster, in: instance)
        figures.violations = violations.count
        summary = PlanSummary(name: instance.name, version: version, seed: 0, timeZone: zone.identifier)
        summary.forecastStart = instance.startDate.description
        summary.forecastEnd = (instance.startDate + (instance.days - 1)).description
        summary.roster = figures
        summary.notes = violations.map(\.description)
        fairness = RosterChecker.figures(of: roster, in: instance)
        self.segments = segments
        requirements = instance.skills.enumerated().flatMap { skill, name -> [RequirementInterval] in
            let stream = QueueChannel(queue: name, channel: .voice)
            return instance.requirements[skill].enumerated().compactMap { interval, heads in
                guard heads > 0 else { return nil }
                let time = LocalTime(date: instance.startDate) + interval * instance.intervalMinutes
                var row = RequirementInterval(
                    stream: stream, start: zone.instant(of: time), intervalSeconds: instance.intervalMinutes * 60)
                row.agentsRequired = Double(heads)
                row.agentsScheduled = Double(heads)
                return row
            }
        }
    }
}
