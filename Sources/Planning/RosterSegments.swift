import ContactCenter

/// Puts a roster on the clock: work, breaks and leave as stretches between instants.
public struct RosterSegments: Sendable {
    /// How a shift runs over a change of the clocks.
    public enum Length: String, Sendable, CaseIterable {
        /// It ends when the clock on the wall says so: an hour of real time longer or shorter.
        case wall
        /// It lasts as long as its kind says: on the 25-hour day an 8-hour shift is eight hours, and ends earlier by
        /// the clock.
        case elapsed
    }

    private let instance: RosteringInstance
    private let zone: ZoneRules
    private let length: Length

    /// Segments of rosters of `instance` on the clock of `zone`.
    public init(instance: RosteringInstance, zone: ZoneRules, length: Length = .wall) {
        self.instance = instance
        self.zone = zone
        self.length = length
    }

    /// Shifts whose start the clock skips: it moves past it in a night of spring. They begin when it goes on.
    public func skippedStarts(of roster: Roster) -> [Shift] {
        roster.shifts.filter { zone.localTime(at: zone.instant(of: $0.start)) != $0.start }
    }

    /// All segments, by agent in the team's order, then time.
    public func segments(of roster: Roster) -> [RosterSegment] {
        let kinds = Dictionary(instance.shiftKinds.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        let shifts = Dictionary(grouping: roster.shifts, by: \.agent)
        let leave = Dictionary(grouping: instance.availability.filter { $0.kind == .leave }, by: \.agent)
        return instance.agents.flatMap { agent in
            let worked = (shifts[agent.id] ?? []).flatMap { shift in
                kinds[shift.kind].map { segments(of: shift, kind: $0, agent: agent) } ?? []
            }
            let away = (leave[agent.id] ?? []).map(segment(of:))
            return (worked + away).sorted { ($0.start, $0.end) < ($1.start, $1.end) }
        }
    }

    private func segments(of shift: Shift, kind: ShiftKind, agent: Agent) -> [RosterSegment] {
        var segments: [RosterSegment] = []
        let begin = zone.instant(of: shift.start)
        func instant(_ offset: Int) -> Instant {
            length == .wall ? zone.instant(of: shift.start + offset) : Instant(seconds: begin.seconds + offset * 60)
        }
        func add(_ activity: RosterSegment.Activity, from: Int, to: Int, isPaid: Bool) {
            guard to > from else { return }
            segments.append(
                RosterSegment(
                    agent: agent.id, date: shift.start.date, kind: shift.kind, activity: activity,
                    skill: activity == .work ? agent.skills.joined(separator: "|") : "",
                    start: instant(from), end: instant(to), isPaid: isPaid))
        }
        var position = 0
        for (taken, template) in zip(shift.breaks, kind.breaks) {
            add(.work, from: position, to: taken.offsetMinutes, isPaid: true)
            position = taken.offsetMinutes + taken.minutes
            add(
                template.isPaid ? .rest : .lunch, from: taken.offsetMinutes, to: position, isPaid: template.isPaid)
        }
        add(.work, from: position, to: kind.presenceMinutes, isPaid: true)
        return segments
    }

    private func segment(of leave: Availability) -> RosterSegment {
        RosterSegment(
            agent: leave.agent, date: leave.date, kind: "leave", activity: .leave, skill: "",
            start: zone.instant(of: LocalTime(date: leave.date, minuteOfDay: leave.span.lowerBound)),
            end: zone.instant(of: LocalTime(date: leave.date, minuteOfDay: leave.span.upperBound)),
            isPaid: leave.creditMinutes > 0)
    }
}
