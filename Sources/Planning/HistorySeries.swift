import ContactCenter
import Forecasting

/// Turns the interval history of one stream into the regular wall-clock grid that the forecasting models read.
enum HistorySeries {
    /// Days without contacts at the beginning that mean that the queue did not exist yet.
    static let silentDaysBeforeOpening = 7

    /// The series of `rows` (one stream, any order) from the first day with a row to the last, whole days.
    ///
    /// Open slots without a row and slots of an outage are unknown, never zero. The hour that the clock shows twice is
    /// averaged; the hour it skips is unknown. Rows of longer intervals than `intervalMinutes` are split
    /// (`Disaggregation`), those of shorter ones added up. `nil` when there is no row.
    static func series(
        of rows: [IntervalCounts], stream: PlannedStream, zone: ZoneRules, intervalMinutes: Int
    ) -> VolumeSeries? {
        let rows = sinceFirstContact(rows, zone: zone)
        let times = rows.map { zone.localTime(at: $0.start) }
        guard let first = times.min(), let last = times.max() else { return nil }
        let start = LocalTime(date: first.date)
        let count = (last.date - first.date + 1) * 1440 / intervalMinutes
        var sums = [Double](repeating: 0, count: count)
        var seenSeconds = [Int](repeating: 0, count: count)
        var handleSeconds = sums
        var answered = sums
        for piece in pieces(of: rows.filter { $0.status != .outage }, seconds: intervalMinutes * 60) {
            let slot = (zone.localTime(at: piece.start) - start) / intervalMinutes
            // The last parts of a long interval may lie beyond the last day.
            guard slot < count else { continue }
            sums[slot] += piece.offered
            seenSeconds[slot] += piece.seconds
            handleSeconds[slot] += piece.handleSeconds
            answered[slot] += piece.answered
        }
        let isOpen = (0..<count).map { stream.arrivalCalendar.isOpen(at: start + $0 * intervalMinutes) }
        let values = (0..<count).map { slot in
            if !isOpen[slot] { return 0.0 }
            return seenSeconds[slot] > 0 ? sums[slot] * Double(intervalMinutes * 60) / Double(seenSeconds[slot]) : .nan
        }
        return VolumeSeries(
            id: stream.stream.description, start: start, slotMinutes: intervalMinutes, values: values, isOpen: isOpen,
            handleSeconds: handleSeconds, answered: answered)
    }

    /// A row, or a part of one.
    private struct Piece {
        var start: Instant
        var seconds: Int
        var offered: Double
        var answered: Double
        var handleSeconds: Double
    }

    /// The rows, those that last several slots in parts.
    private static func pieces(of rows: [IntervalCounts], seconds: Int) -> [Piece] {
        func isLong(_ row: IntervalCounts) -> Bool {
            row.intervalSeconds > seconds && row.intervalSeconds % seconds == 0
        }
        var pieces = rows.filter { !isLong($0) }.map {
            Piece(
                start: $0.start, seconds: $0.intervalSeconds, offered: Double($0.offered),
                answered: $0.knownAnswered, handleSeconds: $0.knownHandleSeconds)
        }
        let long = rows.filter(isLong).sorted { $0.start < $1.start }
        var first = 0
        while first < long.count {
            // A run of neighbours of one length is one curve.
            var end = first + 1
            while end < long.count, long[end].intervalSeconds == long[first].intervalSeconds,
                long[end].start == long[end - 1].start + long[end - 1].intervalSeconds
            { end += 1 }
            let run = long[first..<end]
            let parts = long[first].intervalSeconds / seconds
            let volumes = Disaggregation.split(
                run.map { Double($0.offered) }, parts: parts, isOpen: run.map { $0.status == .open })
            for (i, row) in run.enumerated() {
                for part in 0..<parts {
                    let share = row.offered > 0 ? volumes[i * parts + part] / Double(row.offered) : 1 / Double(parts)
                    pieces.append(
                        Piece(
                            start: row.start + part * seconds, seconds: seconds, offered: volumes[i * parts + part],
                            answered: row.knownAnswered * share, handleSeconds: row.knownHandleSeconds * share))
                }
            }
            first = end
        }
        return pieces
    }

    /// The rows without a silent beginning: importing begins every queue with the log's first day, but a queue that
    /// opened later had no demand to measure before.
    private static func sinceFirstContact(_ rows: [IntervalCounts], zone: ZoneRules) -> [IntervalCounts] {
        guard let first = rows.map(\.start).min(),
            let opened = rows.filter({ $0.offered > 0 }).map(\.start).min(),
            opened - first >= silentDaysBeforeOpening * 86_400
        else { return rows }
        let day = zone.localTime(at: opened).date
        return rows.filter { zone.localTime(at: $0.start).date >= day }
    }
}

extension IntervalCounts {
    /// Contacts whose handle time is known: evidence of it.
    fileprivate var knownAnswered: Double { unknown.isDisjoint(with: [.answered, .handle]) ? Double(answered) : 0 }
    /// Their handle time.
    fileprivate var knownHandleSeconds: Double { unknown.isDisjoint(with: [.answered, .handle]) ? handleSeconds : 0 }
}
