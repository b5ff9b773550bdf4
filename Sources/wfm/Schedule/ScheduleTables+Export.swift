import ContactCenter
import FileFormats
import Scheduling
import Tabular

extension ScheduleTables {
    static func segments(_ segments: [RosterSegment], zone: ZoneRules) -> ResultRows {
        var table = ResultRows(columns: PlannerRosterFile.columns)
        for row in segments {
            table.add([
                .text(row.agent), .text(row.date.description), .text(row.kind), .text(row.activity.rawValue),
                row.skill.isEmpty ? .none : .text(row.skill), .text(zone.iso8601(row.start)),
                .text(zone.iso8601(row.end)), .flag(row.isPaid),
                row.assignedSkill.isEmpty ? .none : .text(row.assignedSkill),
                row.activityName.isEmpty ? .none : .text(row.activityName),
            ])
        }
        return table
    }

    static func cover(_ slots: [CoverSlot], _ instance: RosteringInstance, zone: ZoneRules) -> ResultRows {
        var table = ResultRows(
            columns: ["date", "time", "minutes", "required", "on_duty", "short", "over", "scarce_skills"]
                + instance.skills.flatMap {
                    ["required:\($0)", "able:\($0)", "assigned:\($0)", "short:\($0)", "over:\($0)"]
                } + ["start"])
        for slot in slots {
            table.add(
                [
                    .text(slot.time.date.description), .text(LocalTime.clock(slot.time.minuteOfDay)),
                    .integer(instance.gridMinutes), .integer(slot.required.reduce(0, +)), .integer(slot.onDuty),
                    .integer(slot.short), .integer(slot.over), .text(slot.scarceSkills.joined(separator: "|")),
                ]
                    + instance.skills.indices.flatMap { skill -> [ResultRows.Value] in
                        let (required, heads) = (slot.required[skill], slot.assigned[skill])
                        return [
                            .integer(required), .integer(slot.able[skill]), .integer(heads),
                            .integer(max(0, required - heads)), .integer(max(0, heads - required)),
                        ]
                    } + [.text(zone.iso8601(slot.start))])
        }
        return table
    }

    static func summary(
        _ roster: Roster, of instance: RosteringInstance, violations: Int, lowerBound: Double?,
        assignment: SkillAssignment, activities: [PlannedActivity]
    ) -> JSONValue {
        let score = RosterChecker.score(of: roster, in: instance)
        let figures = RosterChecker.figures(of: roster, in: instance)
        func number(_ value: Double) -> JSONValue { ResultRows.rounded(value, 4) }
        func spread(_ values: [Int]) -> JSONValue {
            let mean = values.isEmpty ? 0 : Double(values.reduce(0, +)) / Double(values.count)
            let squares = values.reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) }
            return [
                "least": .integer(values.min() ?? 0), "mean": number(mean), "most": .integer(values.max() ?? 0),
                "standard_deviation": number(values.isEmpty ? 0 : (squares / Double(values.count)).squareRoot()),
            ]
        }
        let wishes = figures.reduce(0) { $0 + $1.wishes }
        let granted = figures.reduce(0) { $0 + $1.wishesGranted }
        let required = instance.requirements.reduce(0) { $0 + $1.reduce(0, +) }
        var members: [JSONValue.Member] = [
            .init("instance", .string(instance.name)), .init("start_date", .string(instance.startDate.description)),
            .init("days", .integer(instance.days)), .init("agents", .integer(instance.agents.count)),
            .init("shifts", .integer(roster.shifts.count)), .init("violations", .integer(violations)),
            .init("required_hours", number(Double(required * instance.intervalMinutes) / 60)),
            .init("paid_hours", number(score.paidHours)),
            .init(
                "overtime",
                [
                    "hours": number(Double(figures.reduce(0) { $0 + $1.overtimeMinutes }) / 60),
                    "agents": .integer(figures.count { $0.overtimeMinutes > 0 }),
                    "cost": number(RosterChecker.overtimeCost(of: roster, in: instance)),
                ]), .init("short_hours", number(score.underAgentHours)),
            .init("over_hours", number(score.overAgentHours)),
            .init(
                "cost",
                [
                    "total": number(score.costTotal), "short": number(score.costUnder), "over": number(score.costOver),
                    "wishes": number(score.costAvoid), "weekends": number(score.costWeekend),
                    "rules": number(score.costRules),
                ]),
            .init("unserved_hours", number(assignment.unservedAgentHours)),
            .init("skill_changes", .integer(assignment.changes)),
            .init("activities", activityHours(of: roster, planned: activities)),
            .init("wishes", ["asked": .integer(wishes), "granted": .integer(granted)]),
            .init(
                "fairness",
                [
                    "weekends": spread(figures.map { $0.weekends + $0.carriedWeekends }),
                    "nights": spread(figures.map { $0.nights + $0.carriedNights }),
                    "days": spread(figures.map(\.days)),
                ]),
        ]
        if let lowerBound {
            members.append(.init("lower_bound", number(lowerBound)))
            members.append(
                .init("gap", score.costTotal > 0 ? number((score.costTotal - lowerBound) / score.costTotal) : 0))
        }
        return .object(members)
    }

    /// Agent-hours of activities: in all, unpaid, by name, and those that count as shrinkage where that is known.
    private static func activityHours(of roster: Roster, planned: [PlannedActivity]) -> JSONValue {
        var minutes: [String: Int] = [:]
        var unpaid = 0
        for shift in roster.shifts {
            for activity in shift.activities {
                minutes[activity.name, default: 0] += activity.minutes
                if !activity.isPaid { unpaid += activity.minutes }
            }
        }
        func hours(_ minutes: Int) -> JSONValue { ResultRows.rounded(Double(minutes) / 60, 4) }
        let shrinkage = Set(planned.filter(\.isShrinkage).map(\.name))
        var members: [JSONValue.Member] = [
            .init("hours", hours(minutes.values.reduce(0, +))), .init("unpaid_hours", hours(unpaid)),
            .init("by_name", .object(minutes.sorted { $0.key < $1.key }.map { .init($0.key, hours($0.value)) })),
        ]
        if !planned.isEmpty {
            let sum = minutes.reduce(0) { shrinkage.contains($1.key) ? $0 + $1.value : $0 }
            members.append(.init("shrinkage_hours", hours(sum)))
        }
        return .object(members)
    }
}
