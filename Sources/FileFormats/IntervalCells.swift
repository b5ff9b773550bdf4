import ContactCenter
import Tabular

/// Cells that name an interval and a skill of a scheduling folder. What the folder's head does not know reads as the first.
extension InstanceHead.Parts {
    func dayIndex(_ row: TableRow, _ column: TableColumn) throws(TabularError) -> Int {
        let date = try row.date(column)
        guard let start = startDate, let days else { return 0 }
        guard (0..<days).contains(date - start) else {
            throw row.error(column, "'\(row.optionalText(column))' is outside the \(days) days from \(start)")
        }
        return date - start
    }

    func minuteOfDay(_ row: TableRow, _ column: TableColumn) throws(TabularError) -> Int {
        let minute = try row.minuteOfDay(column)
        guard let interval = intervalMinutes else { return 0 }
        guard minute % interval == 0, minute < 1440 else {
            throw row.error(
                column, "'\(row.optionalText(column))' does not start an interval of \(interval) minutes")
        }
        return minute
    }

    func skillIndex(_ row: TableRow, _ column: TableColumn) throws(TabularError) -> Int {
        let name = try row.text(column)
        guard let skills else { return 0 }
        guard let index = skills.firstIndex(of: name) else {
            throw row.error(
                column, "unknown skill '\(name)'",
                hint: nearestName(to: name, among: skills).map { "did you mean '\($0)'?" }
                    ?? "known: \(skills.joined(separator: ", "))")
        }
        return index
    }
}
