import ContactCenter
import Tabular

/// `fairness.csv`: what a roster means for each agent.
public enum FairnessFile {
    /// Columns in the order written.
    public static let columns = [
        "agent", "contract", "days", "paid_min", "credit_min", "weekends", "nights", "start_spread_min", "wishes",
        "wishes_granted", "carried_weekends", "carried_nights", "overtime_min",
    ]

    /// Reads agents in file order.
    ///
    /// - Throws: `TabularError.badData` at the first fault.
    public static func read(_ input: InputBytes) throws(TabularError) -> [AgentRosterFigures] {
        // Files of before know no overtime.
        var table = try Table(input, required: Array(columns.dropLast()))
        let cells = columns.map { table.column($0) }
        var rows: [AgentRosterFigures] = []
        while let row = try table.next() {
            rows.append(
                AgentRosterFigures(
                    agent: try row.text(cells[0]), contract: row.optionalText(cells[1]), days: try row.int(cells[2]),
                    paidMinutes: try row.int(cells[3]), creditMinutes: try row.int(cells[4]),
                    weekends: try row.int(cells[5]), nights: try row.int(cells[6]),
                    startSpreadMinutes: try row.int(cells[7]), wishes: try row.int(cells[8]),
                    wishesGranted: try row.int(cells[9]), carriedWeekends: try row.int(cells[10]),
                    carriedNights: try row.int(cells[11]),
                    overtimeMinutes: try row.optionalInt(cells[12], in: 0...10_000_000) ?? 0))
        }
        return rows
    }

    /// Writes agents in the order given.
    public static func write(_ rows: [AgentRosterFigures]) -> [UInt8] {
        var writer = CSVWriter(header: columns)
        for row in rows {
            writer.add(row.agent)
            writer.add(row.contract)
            for value in [
                row.days, row.paidMinutes, row.creditMinutes, row.weekends, row.nights, row.startSpreadMinutes,
                row.wishes, row.wishesGranted, row.carriedWeekends, row.carriedNights,
                row.overtimeMinutes,
            ] {
                writer.add(value)
            }
            writer.endRow()
        }
        return writer.bytes
    }
}
