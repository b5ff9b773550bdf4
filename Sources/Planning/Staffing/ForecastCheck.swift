import ContactCenter
import Tabular

/// What must be true of a forecast before anybody is staffed for it: no interval twice or overlapping, none missing in
/// opening hours, and work in every contact. Names the row where the lines of the file are known.
struct ForecastCheck {
    /// A row of the forecast and where it stands.
    struct Row {
        var interval: ForecastInterval
        var line: Int?
    }

    let file: String
    let zone: ZoneRules

    /// Throws for a contact without handle time, or intervals that overlap.
    ///
    /// - Parameter rows: Of one stream, in order of time.
    func requireSound(_ rows: [Row]) throws(TabularError) {
        for row in rows {
            let interval = row.interval
            guard interval.volume.isFinite, interval.volume >= 0 else {
                throw error(
                    row, "volume", "a volume cannot be \(interval.volume)",
                    hint: "give a finite number of 0 or more contacts")
            }
            guard interval.volume > 0 else { continue }
            guard let aht = interval.ahtSeconds, aht.isFinite, aht > 0 else {
                throw error(
                    row, "aht_s",
                    "\(ForecastCheck.short(interval.volume)) contacts need a handle time above 0 seconds, found "
                        + (interval.ahtSeconds.map(ForecastCheck.short) ?? "nothing"),
                    hint: "give their average handle time, or a volume of 0")
            }
        }
        for (earlier, row) in zip(rows, rows.dropFirst())
        where row.interval.start < earlier.interval.start + earlier.interval.intervalSeconds {
            let start = zone.iso8601(row.interval.start)
            let other = zone.iso8601(earlier.interval.start) + (earlier.line.map { " on line \($0)" } ?? "")
            throw error(
                row, "interval_start",
                row.interval.start == earlier.interval.start
                    ? "\(row.interval.stream) at \(start) is given twice (the other is \(other))"
                    : "\(row.interval.stream) at \(start) begins before the interval of \(other) ends",
                hint: "keep one row an interval")
        }
    }

    /// A stretch of opening hours without rows.
    struct Gap {
        /// First instant that is missing.
        var start: Instant
        /// Where the next row begins, or the span ends.
        var end: Instant
        /// Missing intervals of opening hours.
        var intervals: Int
        /// Line of the row before it.
        var lineBefore: Int?
    }

    /// Stretches of opening hours inside `span` that no row covers. Time that the clock skips is not missing, time that
    /// it shows twice is needed twice.
    ///
    /// - Parameter rows: Of one stream, in order of time, at least one.
    func gaps(_ rows: [Row], span: Range<Instant>, opening: CentreCalendar) -> [Gap] {
        guard let seconds = rows.map(\.interval.intervalSeconds).min() else { return [] }
        var gaps: [Gap] = []
        func look(from: Instant, to: Instant, after line: Int?) {
            var missing = 0
            var first: Instant?
            var at = from
            while at < to {
                if opening.isOpen(at: zone.localTime(at: at)) {
                    missing += 1
                    if first == nil { first = at }
                }
                at = at + seconds
            }
            if let first { gaps.append(Gap(start: first, end: to, intervals: missing, lineBefore: line)) }
        }
        var covered = span.lowerBound
        var line: Int?
        for row in rows {
            if covered < row.interval.start { look(from: covered, to: row.interval.start, after: line) }
            covered = max(covered, row.interval.start + row.interval.intervalSeconds)
            line = row.line
        }
        if covered < span.upperBound { look(from: covered, to: span.upperBound, after: line) }
        return gaps
    }

    /// The gaps of a stream in one sentence.
    func words(_ gaps: [Gap], of stream: QueueChannel) -> String {
        let missing = gaps.reduce(0) { $0 + $1.intervals }
        var text = "\(stream) has no row for \(missing) interval\(missing == 1 ? "" : "s") of its opening hours"
        if let first = gaps.first {
            text += ", the first at \(zone.iso8601(first.start))"
            if let line = first.lineBefore { text += " (after line \(line))" }
        }
        return text
    }

    /// A number for a message: six decimals at most, none where it is whole.
    static func short(_ value: Double) -> String {
        let rounded = (value * 1e6).rounded() / 1e6
        return Int(exactly: rounded).map(String.init) ?? "\(rounded)"
    }

    func error(_ row: Row, _ column: String, _ message: String, hint: String) -> TabularError {
        let place = row.line == nil ? "\(row.interval.stream) \(zone.iso8601(row.interval.start)): " : ""
        return .badData(Place(file: file, line: row.line, column: column), message: place + message, hint: hint)
    }
}
