import ContactCenter
import Tabular

/// `capacity.csv`: a capacity plan, one row a week and scenario.
public enum CapacityFile {
    /// Columns in the order written.
    public static let columns = [
        "week", "scenario", "required_fte", "required_fte_low", "required_fte_high", "heads", "available_fte",
        "gap_fte", "overtime_hours", "voluntary_time_off_hours", "outsourced_hours", "hires_started", "leavers",
        "in_training", "cost", "service_level_expected",
    ]

    /// Writes rows in the order given.
    public static func write(_ rows: [CapacityWeek]) -> [UInt8] {
        var writer = CSVWriter(header: columns)
        for row in rows {
            writer.add(row.week.description)
            writer.add(row.scenario.rawValue)
            for people in [
                row.requiredFTE, row.requiredFTELow, row.requiredFTEHigh, row.heads, row.availableFTE, row.gapFTE,
            ] { writer.add(people, decimals: Decimals.agents) }
            for hours in [row.overtimeHours, row.voluntaryTimeOffHours, row.outsourcedHours] {
                writer.add(hours, decimals: Decimals.plannedHours)
            }
            for people in [row.hiresStarted, row.leavers, row.inTraining] {
                writer.add(people, decimals: Decimals.agents)
            }
            writer.add(row.cost, decimals: Decimals.money)
            writer.add(row.serviceLevelExpected, decimals: Decimals.share)
            writer.endRow()
        }
        return writer.bytes
    }
}

extension Decimals {
    /// Hours of a week's plan.
    static let plannedHours = 2
    /// Money.
    static let money = 2
}
