import ContactCenter
import Tabular

/// `accuracy.csv`: how each model did on each series in the backtest.
public enum AccuracyFile {
    /// Columns in the order written.
    public static let columns = [
        "series", "channel", "model", "horizon", "cutoffs", "wape", "bias", "mase", "rmsse", "coverage_80",
        "coverage_95", "scaled_crps", "chosen",
    ]

    /// Reads rows in file order.
    ///
    /// `channel` is empty for a series of a benchmark file. Otherwise the queue is the series' name without a trailing
    /// `/channel`. Every score may be empty.
    ///
    /// - Parameter channels: Channels under names of the centre's own, beside the known names.
    /// - Throws: `TabularError.badData` at the first fault.
    public static func read(_ input: InputBytes, channels: [Channel] = []) throws(TabularError) -> [ForecastAccuracy] {
        var table = try Table(input, required: ["series", "model", "horizon", "cutoffs"])
        let series = table.column("series")
        let channel = table.column("channel")
        let model = table.column("model")
        let horizon = table.column("horizon")
        let cutoffs = table.column("cutoffs")
        let scores = scorePaths.map { (column: table.column($0.name), path: $0.path) }
        let chosen = table.column("chosen")
        var rows: [ForecastAccuracy] = []
        while let row = try table.next() {
            var accuracy = ForecastAccuracy(
                series: try row.text(series), model: try row.text(model),
                horizon: try row.int(horizon, in: 1...TableRow.counts.upperBound),
                cutoffs: try row.int(cutoffs))
            accuracy.stream = try stream(of: accuracy.series, row, channel, channels)
            for (column, path) in scores {
                // Bias is the one score that may be negative.
                accuracy[keyPath: path] = try row.optionalDouble(column, atLeast: path == \.bias ? -.infinity : 0)
            }
            accuracy.isChosen = row.isEmpty(chosen) ? false : try row.flag(chosen)
            rows.append(accuracy)
        }
        return rows
    }

    /// Writes rows in the order given.
    public static func write(_ rows: [ForecastAccuracy]) -> [UInt8] {
        var writer = CSVWriter(header: columns)
        for row in rows {
            writer.add(row.series)
            writer.add(row.stream?.channel.name ?? "")
            writer.add(row.model)
            writer.add(row.horizon)
            writer.add(row.cutoffs)
            for (_, path) in scorePaths { writer.add(row[keyPath: path], decimals: Decimals.share) }
            writer.add(row.isChosen ? 1 : 0)
            writer.endRow()
        }
        return writer.bytes
    }

    private static let scorePaths: [(name: String, path: WritableKeyPath<ForecastAccuracy, Double?> & Sendable)] = [
        ("wape", \.wape), ("bias", \.bias), ("mase", \.mase), ("rmsse", \.rmsse), ("coverage_80", \.coverage80),
        ("coverage_95", \.coverage95), ("scaled_crps", \.scaledCRPS),
    ]

    private static func stream(
        of series: String, _ row: TableRow, _ column: TableColumn, _ channels: [Channel]
    ) throws(TabularError) -> QueueChannel? {
        guard !row.isEmpty(column) else { return nil }
        let name = row.optionalText(column)
        guard let channel = channels.first(where: { $0.name == name }) ?? Channel(name) else {
            throw row.error(
                column, "unknown channel '\(name)'",
                hint: nearestName(to: name, among: Channel.knownNames.keys.sorted()).map { "did you mean '\($0)'?" })
        }
        let suffix = "/\(channel.name)"
        return QueueChannel(
            queue: series.hasSuffix(suffix) ? String(series.dropLast(suffix.count)) : series, channel: channel)
    }
}
