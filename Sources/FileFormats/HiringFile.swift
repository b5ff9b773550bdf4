import ContactCenter
import Tabular

/// `hiring.csv`: the classes of a capacity plan.
public enum HiringFile {
    /// Columns in the order written.
    public static let columns = ["scenario", "class_start", "classes", "size", "ready_week", "cost", "scheduled"]

    /// Writes rows in the order given.
    public static func write(_ rows: [HiringClass]) -> [UInt8] {
        var writer = CSVWriter(header: columns)
        for row in rows {
            writer.add(row.scenario.rawValue)
            writer.add(row.start.description)
            writer.add(row.classes)
            writer.add(row.size)
            writer.add(row.ready.description)
            writer.add(row.cost, decimals: Decimals.money)
            writer.add(row.isScheduled ? 1 : 0)
            writer.endRow()
        }
        return writer.bytes
    }
}
