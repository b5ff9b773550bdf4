import ContactCenter

/// One series of a long-form file: the rows that are there, in order of time, and the grid they lie on.
public struct LongSeries: Hashable, Sendable {
    /// Name of the series (`unique_id`).
    public var id: String
    /// Times of the rows, rising; multiples of ``slotMinutes`` apart.
    public var times: [LocalTime]
    /// Value of each row; `nil` = unknown (an empty cell).
    public var values: [Double?]
    /// Length of a slot in minutes.
    public var slotMinutes: Int

    /// A series of rows on a grid of `slotMinutes`.
    public init(id: String, times: [LocalTime], values: [Double?], slotMinutes: Int) {
        precondition(times.count == values.count, "one value a row")
        precondition(slotMinutes > 0, "a slot has a length")
        self.id = id
        self.times = times
        self.values = values
        self.slotMinutes = slotMinutes
    }

    /// The rows up to and including `cutoff`: all that a forecast made there may see.
    ///
    /// - Complexity: O(rows)
    public func through(_ cutoff: LocalTime) -> LongSeries {
        let count = times.prefix { $0 <= cutoff }.count
        return LongSeries(
            id: id, times: Array(times.prefix(count)), values: Array(values.prefix(count)), slotMinutes: slotMinutes)
    }

    /// The series on its whole regular grid, from the first row to the last.
    ///
    /// A long-form file has no opening hours; they are inferred:
    /// - a slot of the week (Tuesday 10:30) is **open** when rows are there in at least half of the weeks in which it
    ///   lies between the first row and the last;
    /// - a day without any row is **closed**, whatever its weekday;
    /// - a row makes its own slot open, also at an unusual hour;
    /// - an open slot without a row, and a row without a value, are **unknown** (`.nan`), never zero.
    ///
    /// - Returns: `nil` for a series without rows.
    /// - Complexity: O(slots)
    public func volumeSeries() -> VolumeSeries? {
        guard let start = times.first, let last = times.last else { return nil }
        let count = (last - start) / slotMinutes + 1
        let week = WeekProfile(self)
        var values = Array(repeating: 0.0, count: count)
        var isOpen = Array(repeating: false, count: count)
        for index in 0..<count {
            let time = start + index * slotMinutes
            guard week.isOpen(time), week.daysWithRows.contains(time.date) else { continue }
            isOpen[index] = true
            values[index] = .nan
        }
        for (time, value) in zip(times, self.values) {
            let index = (time - start) / slotMinutes
            isOpen[index] = true
            values[index] = value ?? .nan
        }
        return VolumeSeries(id: id, start: start, slotMinutes: slotMinutes, values: values, isOpen: isOpen)
    }

    /// The opening hours and closed days that the rows imply by the rules of ``volumeSeries()``.
    ///
    /// One span a weekday, from its first open slot to its last; a weekday without open slots is closed. Every day
    /// between the first row and the last whose weekday is open and which has no row is a special day `closed`.
    public func centreCalendar() -> CentreCalendar {
        guard let first = times.first, let last = times.last else { return CentreCalendar() }
        let week = WeekProfile(self)
        var spans: [Range<Int>?] = Array(repeating: nil, count: 7)
        let monday = LocalTime(date: first.date.monday)
        for slot in stride(from: 0, to: 7 * 1440, by: min(slotMinutes, 1440)) {
            let time = monday + (slot + first.minuteOfDay % min(slotMinutes, 1440))
            guard week.isOpen(time), time.date < first.date.monday + 7 else { continue }
            let minutes = time.minuteOfDay..<min(1440, time.minuteOfDay + slotMinutes)
            let known = spans[time.date.weekday] ?? minutes
            spans[time.date.weekday] =
                min(known.lowerBound, minutes.lowerBound)..<max(known.upperBound, minutes.upperBound)
        }
        let closed = (first.date.dayNumber...last.date.dayNumber).lazy.map { CivilDate(dayNumber: $0) }
            .filter { spans[$0.weekday] != nil && !week.daysWithRows.contains($0) }
            .map { SpecialDay(date: $0, name: "closed", kind: .closed) }
        return CentreCalendar(openingHours: OpeningHours(spans: spans), specialDays: Array(closed))
    }
}

/// In how many weeks of a series each slot of the week has a row.
private struct WeekProfile {
    let daysWithRows: Set<CivilDate>
    private let slotMinutes: Int
    private let isOpenInWeek: [Bool]

    init(_ series: LongSeries) {
        let first = series.times.first ?? LocalTime(minutes: 0)
        let last = series.times.last ?? first
        slotMinutes = series.slotMinutes
        // Slots that do not fill a week (two days, a fortnight) have no place in it and count as one.
        let slotsPerWeek = 10_080 % slotMinutes == 0 ? 10_080 / slotMinutes : 1
        var seen = Array(repeating: 0, count: slotsPerWeek)
        let slotCount = (last - first) / slotMinutes + 1
        var possible = Array(repeating: slotCount / slotsPerWeek, count: slotsPerWeek)
        let firstSlot = WeekProfile.slot(of: first, slotMinutes, slotsPerWeek)
        for extra in 0..<(slotCount % slotsPerWeek) { possible[(firstSlot + extra) % slotsPerWeek] += 1 }
        var days: Set<CivilDate> = []
        for time in series.times {
            seen[WeekProfile.slot(of: time, slotMinutes, slotsPerWeek)] += 1
            days.insert(time.date)
        }
        daysWithRows = days
        isOpenInWeek = zip(seen, possible).map { $0 > 0 && 2 * $0 >= $1 }
    }

    func isOpen(_ time: LocalTime) -> Bool {
        isOpenInWeek[WeekProfile.slot(of: time, slotMinutes, isOpenInWeek.count)]
    }

    /// Position in the week, counted from Monday midnight.
    private static func slot(of time: LocalTime, _ slotMinutes: Int, _ slotsPerWeek: Int) -> Int {
        (time.date.weekday * 1440 + time.minuteOfDay) / slotMinutes % slotsPerWeek
    }
}
