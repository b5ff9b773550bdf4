import ContactCenter
import Tabular

/// `repeats.csv`: first-contact resolution by window and part.
public enum RepeatRateFile {
    /// Columns in the order written.
    public static let columns = [
        "unit", "window_days", "queue", "reason", "cohort_week", "judged", "repeated", "first_contact", "immature",
        "excluded", "resolution", "resolution-lo-95", "resolution-hi-95",
    ]

    /// Writes rates in the order given; the resolution is empty where it is missing.
    public static func write(_ rates: [RepeatRate]) -> [UInt8] {
        var writer = CSVWriter(header: columns)
        for rate in rates {
            writer.add(rate.unit.rawValue)
            writer.add(rate.windowDays)
            writer.addGuarded(rate.queue)
            writer.addGuarded(rate.reason)
            writer.add(rate.cohort?.description ?? "")
            writer.add(rate.judged)
            writer.add(rate.repeated)
            writer.add(rate.judged - rate.repeated)
            writer.add(rate.immature)
            writer.add(rate.excluded)
            writer.add(rate.resolution, decimals: Decimals.share)
            writer.add(rate.resolution95?.lowerBound, decimals: Decimals.share)
            writer.add(rate.resolution95?.upperBound, decimals: Decimals.share)
            writer.endRow()
        }
        return writer.bytes
    }
}
