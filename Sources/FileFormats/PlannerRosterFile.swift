import ContactCenter
import Tabular

/// `roster.csv` of a plan: one row per segment of an agent's day.
public enum PlannerRosterFile {
    /// Columns in the order written.
    public static let columns =
        ["agent", "date", "kind", "activity", "skill", "start", "end", "paid"] + optionalColumns
    private static let optionalColumns = ["assigned_skill", "activity_name"]

    /// Reads rows in file order. `skill` may be empty (breaks, leave), `kind` too (leave); `assigned_skill` and
    /// `activity_name` may be missing.
    ///
    /// - Throws: `TabularError.badData` at the first fault, also for a segment that does not end after its start.
    public static func read(_ input: InputBytes) throws(TabularError) -> [RosterSegment] {
        var table = try Table(input, required: columns.filter { !optionalColumns.contains($0) })
        let agent = table.column("agent")
        let date = table.column("date")
        let kind = table.column("kind")
        let activity = table.column("activity")
        let skill = table.column("skill")
        let start = table.column("start")
        let end = table.column("end")
        let paid = table.column("paid")
        let assigned = table.column("assigned_skill")
        let name = table.column("activity_name")
        var rows: [RosterSegment] = []
        while let row = try table.next() {
            let segment = RosterSegment(
                agent: try row.text(agent), date: try row.date(date), kind: row.optionalText(kind),
                activity: try row.choice(activity, RosterSegment.Activity.self), skill: row.optionalText(skill),
                start: try row.instant(start), end: try row.instant(end), isPaid: try row.flag(paid),
                assignedSkill: row.optionalText(assigned), activityName: row.optionalText(name))
            guard segment.start < segment.end else {
                throw row.error(
                    end,
                    "the segment ends at '\(row.optionalText(end))', not after its start"
                        + " '\(row.optionalText(start))'")
            }
            rows.append(segment)
        }
        return rows
    }

    /// Writes rows in the order given, times with the zone's offset.
    public static func write(_ rows: [RosterSegment], zone: ZoneRules) -> [UInt8] {
        var writer = CSVWriter(header: columns)
        for row in rows {
            writer.add(row.agent)
            writer.add(row.date.description)
            writer.add(row.kind)
            writer.add(row.activity.rawValue)
            writer.add(row.skill)
            writer.add(zone.iso8601(row.start))
            writer.add(zone.iso8601(row.end))
            writer.add(row.isPaid ? 1 : 0)
            writer.add(row.assignedSkill)
            writer.add(row.activityName)
            writer.endRow()
        }
        return writer.bytes
    }
}
