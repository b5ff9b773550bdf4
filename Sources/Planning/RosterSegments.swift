import ContactCenter
import Scheduling

/// Puts a roster on the clock: work by skill, breaks, activities and leave as stretches between instants.
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
    private let leastBlockMinutes: Int

    /// Segments of rosters of `instance` on the clock of `zone`.
    ///
    /// - Parameter leastBlockMinutes: Least stretch on one skill, see ``SkillAssignment``.
    public init(
        instance: RosteringInstance, zone: ZoneRules, length: Length = .elapsed, leastBlockMinutes: Int = 0
    ) {
        self.instance = instance
        self.zone = zone
        self.length = length
        self.leastBlockMinutes = leastBlockMinutes
    }

    /// Shifts whose start the clock skips: it moves past it in a night of spring.
    public func skippedStarts(of roster: Roster) -> [Shift] {
        roster.shifts.filter { zone.localTime(at: zone.instant(of: $0.start)) != $0.start }
    }

    /// - Throws: ``SchedulingError`` naming every shift whose start the clock skips.
    public func refuseSkippedStarts(of roster: Roster) throws(SchedulingError) {
        let skipped = skippedStarts(of: roster)
        guard skipped.isEmpty else {
            throw .startsSkipped(zone: zone.identifier, shifts: skipped.map { "\($0.agent) at \($0.start)" })
        }
    }

    /// When an offset in minutes after the start of `shift` is.
    public func instant(_ shift: Shift, _ offset: Int) -> Instant {
        length == .wall
            ? zone.instant(of: shift.start + offset)
            : Instant(seconds: zone.instant(of: shift.start).seconds + offset * 60)
    }

    /// Heads required and on duty in every slot of the clock, see ``RosterChecker``.
    public func cover(of roster: Roster, _ assignment: SkillAssignment) -> [CoverSlot] {
        RosterChecker.cover(of: roster, assignment, in: instance, zone: zone, instant: instant)
    }

    /// All segments, by agent in the team's order, then time.
    public func segments(of roster: Roster) -> [RosterSegment] {
        segments(of: roster, SkillAssignment(roster, in: instance, leastBlockMinutes: leastBlockMinutes))
    }

    /// The same with an assignment of skills that is there already.
    public func segments(of roster: Roster, _ assignment: SkillAssignment) -> [RosterSegment] {
        let kinds = Dictionary(instance.shiftKinds.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        let shifts = Dictionary(grouping: zip(roster.shifts, assignment.pieces), by: \.0.agent)
        let leave = Dictionary(grouping: instance.availability.filter { $0.kind == .leave }, by: \.agent)
        return instance.agents.flatMap { agent in
            let worked = (shifts[agent.id] ?? []).flatMap { shift, pieces in
                kinds[shift.kind].map { segments(of: shift, kind: $0, agent: agent, pieces: pieces) } ?? []
            }
            let away = (leave[agent.id] ?? []).map(segment(of:))
            return (worked + away).sorted { ($0.start, $0.end) < ($1.start, $1.end) }
        }
    }

    private func segments(
        of shift: Shift, kind: ShiftKind, agent: Agent, pieces: [SkillAssignment.Piece]
    ) -> [RosterSegment] {
        var segments: [RosterSegment] = []
        func instant(_ offset: Int) -> Instant { self.instant(shift, offset) }
        func add(
            _ activity: RosterSegment.Activity, _ offsets: Range<Int>, isPaid: Bool, assigned: String = "",
            name: String = ""
        ) {
            guard !offsets.isEmpty else { return }
            segments.append(
                RosterSegment(
                    agent: agent.id, date: shift.start.date, kind: shift.kind, activity: activity,
                    skill: activity == .work ? agent.skills.joined(separator: "|") : "",
                    start: instant(offsets.lowerBound), end: instant(offsets.upperBound), isPaid: isPaid,
                    assignedSkill: assigned, activityName: name))
        }
        /// Work, cut where the skill changes. Parts of a slot, and time after the horizon, go with their neighbour.
        func work(_ offsets: Range<Int>) {
            guard !offsets.isEmpty else { return }
            let own = pieces.filter { $0.offsets.overlaps(offsets) }
            var position = offsets.lowerBound
            for (index, piece) in own.enumerated() {
                let end = index == own.count - 1 ? offsets.upperBound : own[index + 1].offsets.lowerBound
                add(.work, position..<max(position, end), isPaid: true, assigned: piece.skill)
                position = max(position, end)
            }
            if own.isEmpty {
                let near = pieces.last { $0.offsets.upperBound <= offsets.lowerBound } ?? pieces.first
                add(.work, offsets, isPaid: true, assigned: near?.skill ?? "")
            }
        }
        struct Pause {
            var offsets: Range<Int>
            var activity: RosterSegment.Activity
            var isPaid: Bool
            var name = ""
        }
        let breaks = zip(shift.breaks, kind.breaks).map { taken, template in
            Pause(
                offsets: taken.offsetMinutes..<taken.offsetMinutes + taken.minutes,
                activity: template.isPaid ? .rest : .lunch, isPaid: template.isPaid)
        }
        let activities = shift.activities.map { activity in
            Pause(
                offsets: activity.offsetMinutes..<activity.offsetMinutes + activity.minutes, activity: .activity,
                isPaid: activity.isPaid, name: activity.name)
        }
        var position = 0
        for pause in (breaks + activities).sorted(by: { $0.offsets.lowerBound < $1.offsets.lowerBound }) {
            work(position..<max(position, pause.offsets.lowerBound))
            add(pause.activity, pause.offsets, isPaid: pause.isPaid, name: pause.name)
            position = max(position, pause.offsets.upperBound)
        }
        work(position..<max(position, kind.presenceMinutes))
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
