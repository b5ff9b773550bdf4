import ContactCenter
import Tabular

/// `performance.csv`: what the simulated roster does in each interval of each queue × channel.
public enum PerformanceFile {
    /// Columns in the order written.
    public static let columns =
        StreamColumns.names + [
            "offered", "answered", "abandoned", "answered_within", "service_level", "service_level-lo-80",
            "service_level-hi-80", "asa_s", "occupancy", "agents_on_duty", "backlog",
        ]

    /// Reads rows in file order. Shares and `asa_s` may be empty (no contacts), the other numbers not.
    ///
    /// - Parameter channels: Channels under names of the centre's own, beside the known names.
    /// - Throws: `TabularError.badData` at the first fault.
    public static func read(
        _ input: InputBytes, channels: [Channel] = []
    ) throws(TabularError) -> [PerformanceInterval] {
        var table = try Table(input, required: columns)
        var key = StreamColumns(table, channels: channels)
        let offered = table.column("offered")
        let answered = table.column("answered")
        let abandoned = table.column("abandoned")
        let within = table.column("answered_within")
        let level = table.column("service_level")
        let lower = table.column("service_level-lo-80")
        let upper = table.column("service_level-hi-80")
        let asa = table.column("asa_s")
        let occupancy = table.column("occupancy")
        let agents = table.column("agents_on_duty")
        let backlog = table.column("backlog")
        var rows: [PerformanceInterval] = []
        while let row = try table.next() {
            let (stream, start, seconds) = try key.read(row)
            var interval = PerformanceInterval(stream: stream, start: start, intervalSeconds: seconds)
            interval.offered = try row.double(offered)
            interval.answered = try row.double(answered)
            interval.abandoned = try row.double(abandoned)
            interval.answeredWithin = try row.double(within)
            interval.serviceLevel = try row.optionalShare(level)
            interval.serviceLevelLower80 = try row.optionalShare(lower)
            interval.serviceLevelUpper80 = try row.optionalShare(upper)
            interval.asaSeconds = try row.optionalDouble(asa)
            interval.occupancy = try row.optionalShare(occupancy)
            interval.agentsOnDuty = try row.double(agents)
            interval.backlog = try row.double(backlog)
            rows.append(interval)
        }
        return rows
    }

    /// Writes rows in the order given, times with the zone's offset.
    public static func write(_ rows: [PerformanceInterval], zone: ZoneRules) -> [UInt8] {
        var writer = CSVWriter(header: columns)
        for row in rows {
            writer.addInterval(row.stream, row.start, row.intervalSeconds, zone: zone)
            for contacts in [row.offered, row.answered, row.abandoned, row.answeredWithin] {
                writer.add(contacts, decimals: Decimals.volume)
            }
            for share in [row.serviceLevel, row.serviceLevelLower80, row.serviceLevelUpper80] {
                writer.add(share, decimals: Decimals.share)
            }
            writer.add(row.asaSeconds, decimals: Decimals.seconds)
            writer.add(row.occupancy, decimals: Decimals.share)
            writer.add(row.agentsOnDuty, decimals: Decimals.agents)
            writer.add(row.backlog, decimals: Decimals.volume)
            writer.endRow()
        }
        return writer.bytes
    }
}
