import ContactCenter
import Tabular

/// The roster of a scheduling folder: `agent,kind,start,breaks[,activities]`, one row per shift, wall-clock times.
public enum CompactRosterFile {
    /// Columns in the order written; a roster with activities has one column more.
    public static let columns = ["agent", "kind", "start", "breaks"]
    private static let activityColumn = "activities"

    /// Reads shifts in file order. Whether agents and kinds exist is not asked here; the checker does.
    ///
    /// - Throws: `TabularError.badData` at the first fault.
    public static func read(_ input: InputBytes) throws(TabularError) -> Roster {
        do throws(RosteringFolderError) {
            return try readWhole(input)
        } catch {
            throw error.problems[0]
        }
    }

    /// The same with all faults at once.
    ///
    /// - Throws: ``RosteringFolderError`` with every fault.
    public static func readWhole(_ input: InputBytes) throws(RosteringFolderError) -> Roster {
        var faults = FaultCollector()
        var shifts: [Shift] = []
        faults.forEachRow(of: input, required: columns) { row, table, faults in
            if let shift = faults.attempt({ () throws(TabularError) in try shift(row, of: table) }) {
                shifts.append(shift)
            }
        }
        try faults.check()
        return Roster(shifts: shifts)
    }

    /// The shift of one row.
    static func shift(_ row: TableRow, of table: Table) throws(TabularError) -> Shift {
        let start = table.column("start")
        let stamp = try row.text(start)
        guard stamp.utf8.count > 10, let time = LocalTime(stamp) else {
            throw row.error(
                start, "expected a wall-clock time YYYY-MM-DDTHH:MM, found '\(stamp)'",
                hint: "times of this format carry no offset")
        }
        return Shift(
            agent: try row.text(table.column("agent")), kind: try row.text(table.column("kind")), start: time,
            breaks: try parseBreaks(row, table.column("breaks")),
            activities: try parseActivities(row, table.column(activityColumn)))
    }

    /// Writes shifts in the order given. The column `activities` is there when a shift has one.
    public static func write(_ roster: Roster) -> [UInt8] {
        let hasActivities = roster.shifts.contains { !$0.activities.isEmpty }
        var writer = CSVWriter(header: columns + (hasActivities ? [activityColumn] : []))
        for shift in roster.shifts {
            writer.add(shift.agent)
            writer.add(shift.kind)
            writer.add(shift.start.description)
            writer.add(shift.breaks.map { "\($0.offsetMinutes):\($0.minutes)" }.joined(separator: "|"))
            if hasActivities {
                writer.add(
                    shift.activities.map {
                        "\($0.offsetMinutes):\($0.minutes):\($0.name)\($0.isPaid ? "" : ":unpaid")"
                    }.joined(separator: "|"))
            }
            writer.endRow()
        }
        return writer.bytes
    }

    private static func parseBreaks(_ row: TableRow, _ column: TableColumn) throws(TabularError) -> [Shift.Break] {
        var breaks: [Shift.Break] = []
        for text in try row.names(column) {
            let parts = text.split(separator: ":", omittingEmptySubsequences: false)
            guard parts.count == 2, let offset = Int(parts[0]), let minutes = Int(parts[1]), offset >= 0, minutes > 0
            else {
                throw row.error(
                    column, "expected breaks 'offset:minutes' joined by '|', found '\(row.optionalText(column))'",
                    hint: "for example 90:15|225:30")
            }
            breaks.append(Shift.Break(offsetMinutes: offset, minutes: minutes))
        }
        return breaks
    }

    private static func parseActivities(
        _ row: TableRow, _ column: TableColumn
    ) throws(TabularError) -> [Shift.Activity] {
        var activities: [Shift.Activity] = []
        for text in try row.names(column) {
            let parts = text.split(separator: ":", omittingEmptySubsequences: false)
            guard parts.count == 3 || (parts.count == 4 && parts[3] == "unpaid"), let offset = Int(parts[0]),
                let minutes = Int(parts[1]), offset >= 0, minutes > 0, !parts[2].isEmpty
            else {
                throw row.error(
                    column, "expected activities 'offset:minutes:name' joined by '|', found '\(text)'",
                    hint: "for example 120:45:coaching, or 120:45:coaching:unpaid")
            }
            activities.append(
                Shift.Activity(
                    name: String(parts[2]), offsetMinutes: offset, minutes: minutes, isPaid: parts.count == 3))
        }
        return activities
    }
}
