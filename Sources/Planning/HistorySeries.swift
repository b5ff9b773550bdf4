import ContactCenter

/// Turns the interval history of one stream into the regular wall-clock grid that the forecasting models read.
enum HistorySeries {
    /// The series of `rows` (one stream, any order) from the first day with a row to the last, whole days.
    ///
    /// Open slots without a row and slots of an outage are unknown, never zero. The hour that the clock shows twice is
    /// averaged; the hour it skips is unknown. `nil` when there is no row.
    static func series(
        of rows: [IntervalCounts], stream: PlannedStream, zone: ZoneRules, intervalMinutes: Int
    ) -> VolumeSeries? {
        let times = rows.map { zone.localTime(at: $0.start) }
        guard let first = times.min(), let last = times.max() else { return nil }
        let start = LocalTime(date: first.date)
        let count = (last.date - first.date + 1) * 1440 / intervalMinutes
        var sums = [Double](repeating: 0, count: count)
        var seen = [Int](repeating: 0, count: count)
        var handleSeconds = sums
        var answered = sums
        for (row, time) in zip(rows, times) where row.status != .outage {
            let slot = (time - start) / intervalMinutes
            sums[slot] += Double(row.offered)
            seen[slot] += 1
            handleSeconds[slot] += row.handleSeconds
            answered[slot] += Double(row.answered)
        }
        let isOpen = (0..<count).map { stream.arrivalCalendar.isOpen(at: start + $0 * intervalMinutes) }
        let values = (0..<count).map { slot in
            if !isOpen[slot] { return 0.0 }
            return seen[slot] > 0 ? sums[slot] / Double(seen[slot]) : .nan
        }
        return VolumeSeries(
            id: stream.stream.description, start: start, slotMinutes: intervalMinutes, values: values, isOpen: isOpen,
            handleSeconds: handleSeconds, answered: answered)
    }
}
