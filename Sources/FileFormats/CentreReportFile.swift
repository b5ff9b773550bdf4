import ContactCenter
import Tabular

/// The centre's own interval report, as its telephone system exports it.
public enum CentreReportFile {
    private static let timeNames = ["interval_start", "interval", "start", "timestamp", "datetime", "intervall", "时段"]
    private static let queueNames = ["queue", "queue_name", "queue name", "skill", "warteschlange", "技能组"]
    private static let figureNames: [(measure: CentreReportRow.Measure, names: [String])] = [
        (.offered, ["offered", "offer", "callsoffered", "calls_offered", "angeboten", "呼入量"]),
        (.answered, ["answered", "answer", "handled", "acdcalls", "angenommen", "接通量"]),
        (.abandoned, ["abandoned", "abandon", "abncalls", "verloren", "放弃量"]),
        (.serviceLevel, ["service_level", "service level", "service level %", "servicelevel", "sl", "服务水平"]),
        (.abandonment, ["abandonment", "abandon_rate", "abandon %", "abandonment %", "放弃率"]),
        (.speedOfAnswer, ["asa_s", "asa", "平均应答速度"]), (.handleTime, ["aht_s", "aht", "平均处理时长"]),
        (.workload, ["handle_s", "total_handle", "workload_s"]),
    ]

    /// Reads rows in file order. Times without an offset are on the clock of `zone`; numbers may carry `%`; `-`, `--`
    /// and `N/A` are missing. The length of an interval is the least distance of two rows when no column states it.
    ///
    /// - Throws: `TabularError.badData` when there is no time or no figure, and at the first fault.
    public static func read(_ input: InputBytes, zone: ZoneRules) throws(TabularError) -> [CentreReportRow] {
        let header = try Table(input, required: []).header.map { $0.lowercased() }
        func name(_ names: [String]) -> String? { names.first { header.contains($0) } }
        var table = try Table(input, required: [name(timeNames) ?? timeNames[0]])
        let time = table.column(name(timeNames) ?? timeNames[0])
        let queue = table.column(name(queueNames) ?? "queue")
        let channel = table.column("channel")
        let seconds = table.column("interval_seconds")
        let columns = figureNames.compactMap { entry in
            name(entry.names).map { (measure: entry.measure, column: table.column($0)) }
        }
        guard !columns.isEmpty else {
            throw .badData(
                Place(file: input.name, line: 1),
                message: "no column holds a figure to reconcile; found: \(ColumnNames.listed(header))",
                hint: "name the columns \(CentreReportRow.Measure.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        let hasDecimalComma = table.dialect.delimiter != UInt8(ascii: ",")
        var rows: [CentreReportRow] = []
        var isPercent: Set<CentreReportRow.Measure> = []
        while let row = try table.next() {
            var figures: [CentreReportRow.Measure: CentreReportRow.Figure] = [:]
            for (measure, column) in columns {
                guard let figure = try figure(row, column, hasDecimalComma, isPercent: &isPercent, measure) else {
                    continue
                }
                figures[measure] = figure
            }
            rows.append(
                CentreReportRow(
                    queue: row.optionalText(queue), channel: row.optionalText(channel).lowercased(),
                    start: try start(row, time, zone),
                    intervalSeconds: try row.optionalInt(seconds, in: 1...86_400) ?? 0,
                    figures: figures))
        }
        guard !rows.isEmpty else {
            throw .badData(Place(file: input.name), message: "the report has a header but no rows", hint: nil)
        }
        let starts = Set(rows.map(\.start.seconds)).sorted()
        let least = zip(starts, starts.dropFirst()).map { $1 - $0 }.min() ?? 1800
        for index in rows.indices {
            if rows[index].intervalSeconds == 0 { rows[index].intervalSeconds = min(least, 86_400) }
            for measure in isPercent {
                guard let figure = rows[index].figures[measure] else { continue }
                rows[index].figures[measure] = .init(value: figure.value / 100, tolerance: figure.tolerance / 100)
            }
        }
        return rows
    }

    private static func start(_ row: TableRow, _ column: TableColumn, _ zone: ZoneRules) throws(TabularError) -> Instant
    {
        var text = try row.text(column)
        switch text.withUTF8({ Instant.parse($0) }) {
        case .instant(let instant, _): return instant
        case .wallClock(let seconds):
            switch zone.resolve(wallClockSeconds: seconds) {
            case .unique(let instant): return instant
            case .ambiguous(let earlier, _): return earlier
            case .skipped: throw row.error(column, "'\(text)' never happened: the clock was put forward over it")
            }
        case nil:
            throw row.error(
                column, "expected a date and time, found '\(text)'", hint: "write for example 2026-03-02T08:00")
        }
    }

    /// A share above 1 or with `%` makes its column one of per cent.
    private static func figure(
        _ row: TableRow, _ column: TableColumn, _ hasDecimalComma: Bool,
        isPercent: inout Set<CentreReportRow.Measure>, _ measure: CentreReportRow.Measure
    ) throws(TabularError) -> CentreReportRow.Figure? {
        var text = row.optionalText(column).filter { !$0.isWhitespace }
        if ["", "-", "--", "n/a", "na"].contains(text.lowercased()) { return nil }
        let isShare = measure == .serviceLevel || measure == .abandonment
        if isShare, text.hasSuffix("%") {
            text.removeLast()
            isPercent.insert(measure)
        }
        if hasDecimalComma { text = text.replacing(",", with: ".") }
        guard let value = Double(text), value.isFinite, value >= 0, value <= TableRow.largest else {
            throw row.error(column, "expected a number, found '\(row.optionalText(column))'")
        }
        if isShare, value > 1 { isPercent.insert(measure) }
        let decimals = text.split(separator: ".", omittingEmptySubsequences: false).dropFirst().first?.count ?? 0
        var tolerance = 0.5
        for _ in 0..<min(decimals, 15) { tolerance /= 10 }
        let isCount = measure == .offered || measure == .answered || measure == .abandoned
        return CentreReportRow.Figure(value: value, tolerance: isCount ? 0 : tolerance)
    }
}
