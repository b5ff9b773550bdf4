import ContactCenter
import Tabular

/// `forecast.csv`: volume and average handle time per interval of each queue × channel, with prediction intervals.
public enum ForecastFile {
    /// Columns in the order written.
    public static let columns =
        StreamColumns.names + [
            "volume", "volume-lo-80", "volume-hi-80", "volume-lo-95", "volume-hi-95", "aht_s", "aht_s-lo-80",
            "aht_s-hi-80", "model",
        ]

    /// Columns that follow where planners changed anything.
    public static let overrideColumns = ["volume_machine", "override_author", "override_reason"]

    static let requiredColumns = StreamColumns.names + ["volume"]

    /// Reads rows in file order.
    ///
    /// Only the columns of the interval and `volume` must be there, so that another tool's forecast can be read: a
    /// prediction interval that is not given is taken as the volume itself.
    ///
    /// - Parameters:
    ///   - channels: Channels under names of the centre's own, beside the known names.
    ///   - longestSeconds: Longest interval that is taken: a day, for whoever staffs by the interval.
    /// - Throws: `TabularError.badData` at the first fault.
    public static func read(
        _ input: InputBytes, channels: [Channel] = [], longestSeconds: Int = 86_400
    ) throws(TabularError) -> [ForecastInterval] {
        var table = try Table(input, required: requiredColumns)
        var key = StreamColumns(table, channels: channels, longestSeconds: longestSeconds)
        let columns = ForecastColumns(table)
        var rows: [ForecastInterval] = []
        while let row = try table.next() { rows.append(try columns.read(row, key: &key)) }
        return rows
    }

    /// Writes rows in the order given, times with the zone's offset; ``overrideColumns`` only when a row has them.
    public static func write(_ rows: [ForecastInterval], zone: ZoneRules) -> [UInt8] {
        let hasOverrides = rows.contains { $0.override != nil }
        var writer = CSVWriter(header: columns + (hasOverrides ? overrideColumns : []))
        for row in rows {
            writer.addInterval(row.stream, row.start, row.intervalSeconds, zone: zone)
            writer.add(row.volume, decimals: Decimals.volume)
            for band in [row.volume80, row.volume95] {
                writer.add(band.lower, decimals: Decimals.volume)
                writer.add(band.upper, decimals: Decimals.volume)
            }
            writer.add(row.ahtSeconds, decimals: Decimals.seconds)
            writer.add(row.ahtSeconds80?.lower, decimals: Decimals.seconds)
            writer.add(row.ahtSeconds80?.upper, decimals: Decimals.seconds)
            writer.add(row.model)
            if hasOverrides {
                writer.add(row.override?.machineVolume, decimals: Decimals.volume)
                writer.add(row.override?.authors.joined(separator: "|") ?? "")
                writer.add(row.override?.reason ?? "")
            }
            writer.endRow()
        }
        return writer.bytes
    }
}

/// The columns of a forecast beside its interval's.
struct ForecastColumns {
    private let volume: TableColumn
    private let volume80: BandColumns
    private let volume95: BandColumns
    private let aht: TableColumn
    private let aht80: BandColumns
    private let model: TableColumn
    private let machine: TableColumn
    private let author: TableColumn
    private let reason: TableColumn

    init(_ table: Table) {
        volume = table.column("volume")
        volume80 = BandColumns(table, "volume", 80)
        volume95 = BandColumns(table, "volume", 95)
        aht = table.column("aht_s")
        aht80 = BandColumns(table, "aht_s", 80)
        model = table.column("model")
        machine = table.column("volume_machine")
        author = table.column("override_author")
        reason = table.column("override_reason")
    }

    func read(_ row: TableRow, key: inout StreamColumns) throws(TabularError) -> ForecastInterval {
        let (stream, start, seconds) = try key.read(row)
        let expected = try row.double(volume)
        let point = ForecastInterval.Band(lower: expected, upper: expected)
        var trace: OverrideTrace?
        if let machineVolume = try row.optionalDouble(machine) {
            trace = OverrideTrace(
                machineVolume: machineVolume, authors: try row.names(author), reason: row.optionalText(reason))
        }
        return ForecastInterval(
            stream: stream, start: start, intervalSeconds: seconds, volume: expected,
            volume80: try volume80.read(row) ?? point, volume95: try volume95.read(row) ?? point,
            ahtSeconds: try row.optionalDouble(aht), ahtSeconds80: try aht80.read(row),
            model: row.optionalText(model), override: trace)
    }

    /// The two columns of a central prediction interval.
    private struct BandColumns {
        let lower: TableColumn
        let upper: TableColumn

        init(_ table: Table, _ measure: String, _ level: Int) {
            lower = table.column("\(measure)-lo-\(level)")
            upper = table.column("\(measure)-hi-\(level)")
        }

        func read(_ row: TableRow) throws(TabularError) -> ForecastInterval.Band? {
            switch (try row.optionalDouble(lower), try row.optionalDouble(upper)) {
            case (nil, nil): return nil
            case (let low?, let high?):
                guard low <= high else {
                    throw row.error(lower, "the lower end \(low) is above the upper end \(high)")
                }
                return ForecastInterval.Band(lower: low, upper: high)
            case (nil, _): throw row.error(lower, "the lower end is missing beside '\(upper.name)'")
            case (_, nil): throw row.error(upper, "the upper end is missing beside '\(lower.name)'")
            }
        }
    }
}
