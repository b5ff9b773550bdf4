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
            ])
        }
        return table
    }

    static func cover(_ slots: [CoverSlot], _ instance: RosteringInstance) -> ResultRows {
        var table = ResultRows(
            columns: ["date", "time", "minutes", "required", "on_duty", "short", "over", "scarce_skills"]
                + instance.skills.flatMap { ["required:\($0)", "able:\($0)"] })
        for slot in slots {
            table.add(
                [
                    .text(slot.date.description), .text(LocalTime.clock(slot.minute)), .integer(instance.gridMinutes),
                    .integer(slot.required.reduce(0, +)), .integer(slot.onDuty), .integer(slot.short),
                    .integer(slot.over), .text(slot.scarceSkills.joined(separator: "|")),
                ] + zip(slot.required, slot.able).flatMap { [.integer($0), .integer($1)] })
        }
        return table
    }

    static func fairness(_ figures: [AgentRosterFigures]) -> ResultRows {
        var table = ResultRows(
            columns: [
                "agent", "contract", "days", "paid_min", "credit_min", "weekends", "nights", "start_spread_min",
                "wishes",
                "wishes_granted", "carried_weekends", "carried_nights",
            ])
        for row in figures {
            table.add([
                .text(row.agent), .text(row.contract), .integer(row.days), .integer(row.paidMinutes),
                .integer(row.creditMinutes), .integer(row.weekends), .integer(row.nights),
                .integer(row.startSpreadMinutes), .integer(row.wishes), .integer(row.wishesGranted),
                .integer(row.carriedWeekends), .integer(row.carriedNights),
            ])
        }
        return table
    }

    static func summary(
        _ roster: Roster, of instance: RosteringInstance, violations: Int, lowerBound: Double?
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
            .init("paid_hours", number(score.paidHours)), .init("short_hours", number(score.underAgentHours)),
            .init("over_hours", number(score.overAgentHours)),
            .init(
                "cost",
                [
                    "total": number(score.costTotal), "short": number(score.costUnder), "over": number(score.costOver),
                    "wishes": number(score.costAvoid), "weekends": number(score.costWeekend),
                    "rules": number(score.costRules),
                ]),
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
}
