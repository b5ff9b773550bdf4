import ContactCenter
import Tabular

/// A forecast for Calabrio WFM (Teleopti): `skill,start,end,volume,task time,after-task time[,agents]`, no header, on the
/// clock of the skill, sorted by skill.
///
/// Source: Calabrio WFM user guide, "Forecast file formats".
public enum CalabrioForecastFile {
    private static let format = "Calabrio forecast"
    private static let longestName = 50

    /// Writes intervals by skill and time. The handle time is written as task time, after-task time is 0: a forecast does
    /// not divide it.
    ///
    /// - Parameter agents: Agents by interval, where staffing is to be imported too.
    /// - Throws: ``ExportError``
    public static func write(
        _ rows: [ForecastInterval], zone: ZoneRules, agents: ((ForecastInterval) -> Double?)? = nil
    ) throws(ExportError) -> [UInt8] {
        var writer = CSVWriter(columns: agents == nil ? 6 : 7)
        for row in rows.sorted(by: { ($0.stream, $0.start) < ($1.stream, $1.start) }) {
            guard row.ahtSeconds != nil || row.volume == 0 else {
                throw .missing(row.stream, measure: "aht_s", start: zone.iso8601(row.start), format: format)
            }
            guard row.stream.queue.count <= longestName else {
                throw .name(row.stream.queue, format: format, rule: "at most \(longestName) characters")
            }
            writer.addGuarded(row.stream.queue)
            writer.add(stamp(row.start, zone))
            writer.add(stamp(row.start + row.intervalSeconds, zone))
            writer.add(row.volume, decimals: 2)
            writer.add(row.ahtSeconds ?? 0, decimals: 2)
            writer.add(0)
            if let agents { writer.add(agents(row) ?? 0, decimals: 2) }
            writer.endRow()
        }
        return writer.bytes
    }

    /// Intervals whose start the clock shows twice: the file cannot tell them apart.
    public static func repeatedStarts(_ rows: [ForecastInterval], zone: ZoneRules) -> Int {
        rows.count { row in
            let wall = row.start.seconds + zone.offsetSeconds(at: row.start)
            if case .ambiguous(_, let later) = zone.resolve(wallClockSeconds: wall) { return row.start == later }
            return false
        }
    }

    /// `yyyyMMdd HH:mm`.
    private static func stamp(_ instant: Instant, _ zone: ZoneRules) -> String {
        let digits = zone.localTime(at: instant).description.filter(\.isNumber)
        return "\(digits.prefix(8)) \(digits.dropFirst(8).prefix(2)):\(digits.dropFirst(10).prefix(2))"
    }
}
