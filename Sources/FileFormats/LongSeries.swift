import ContactCenter

/// One series of a long-form file on its regular grid, from the first row to the last.
public struct LongSeries: Hashable, Sendable {
    /// Name of the series (`unique_id`).
    public var id: String
    /// Time of the first row.
    public var start: LocalTime
    /// Length of a slot in minutes; of a monthly series 30 days, by name only.
    public var slotMinutes: Int
    /// Where in its month each row lies, of a monthly series; `nil` for slots of one length.
    public var months: MonthAnchor?
    /// Value of each slot; `.nan` where there is no row, or one with an empty cell. May be negative.
    public var slots: [Double]
    /// Whether each slot has a row.
    public var hasRow: [Bool]
    /// The other columns that hold numbers, on the same grid.
    public var drivers: [ExternalDriver]

    /// A series of one value and one flag a slot.
    public init(
        id: String, start: LocalTime, slotMinutes: Int, slots: [Double], hasRow: [Bool], drivers: [ExternalDriver] = [],
        months: MonthAnchor? = nil
    ) {
        self.months = months
        precondition(slots.count == hasRow.count, "one flag a slot")
        precondition(slotMinutes > 0, "a slot has a length")
        self.id = id
        self.start = start
        self.slotMinutes = slotMinutes
        self.slots = slots
        self.hasRow = hasRow
        self.drivers = drivers
    }

    /// Number of slots from the first row to the last.
    public var count: Int { slots.count }
    /// Start of slot `index`.
    public func time(of index: Int) -> LocalTime { months?.time(index, after: start) ?? start + index * slotMinutes }
    /// Times of the rows, rising.
    public var times: [LocalTime] { slots.indices.filter { hasRow[$0] }.map(time) }
    /// Value of each row; `nil` = unknown.
    public var values: [Double?] { slots.indices.filter { hasRow[$0] }.map { slots[$0].isNaN ? nil : slots[$0] } }

    /// Slots up to the last known value: the history. Rows after it, their cells empty, say which slots will be open.
    public var historyCount: Int { (slots.lastIndex { !$0.isNaN } ?? -1) + 1 }

    /// Known values that no volume can have.
    public var negativeCount: Int { slots.count { $0 < 0 } }

    /// The rows up to and including `cutoff`: all that a forecast made there may see.
    ///
    /// - Complexity: O(slots)
    public func through(_ cutoff: LocalTime) -> LongSeries {
        let within = slots(through: cutoff)
        let kept = (hasRow.prefix(within).lastIndex(of: true) ?? -1) + 1
        return LongSeries(
            id: id, start: start, slotMinutes: slotMinutes, slots: Array(slots.prefix(kept)),
            hasRow: Array(hasRow.prefix(kept)), drivers: drivers, months: months)
    }

    /// Slots that begin at `time` or before, at most ``count``.
    public func slots(through time: LocalTime) -> Int {
        guard time >= start else { return 0 }
        guard months != nil else { return min(count, (time - start) / slotMinutes + 1) }
        let slot = min(count - 1, MonthAnchor.month(of: time) - MonthAnchor.month(of: start))
        return slot >= 0 && self.time(of: slot) <= time ? slot + 1 : max(0, slot)
    }

    /// The series on its grid with the opening that ``LongOpening`` infers from all its rows.
    ///
    /// - Returns: `nil` for a series without rows.
    /// - Complexity: O(slots)
    public func volumeSeries() -> VolumeSeries? {
        guard count > 0 else { return nil }
        return volumes(LongOpening(self, known: count, slots: count), known: count)
    }

    /// The opening hours and closed days that the rows imply by the rules of ``LongOpening``.
    ///
    /// One span a weekday, from its first open slot to its last; a weekday without open slots is closed. Every day
    /// between the first row and the last whose weekday is open and on which nothing is open is a special day `closed`.
    public func centreCalendar() -> CentreCalendar {
        guard count > 0 else { return CentreCalendar() }
        let opening = LongOpening(self, known: count, slots: count)
        let hours = opening.usualHours()
        let closed = opening.closedDays().filter { hours.spans[$0.weekday] != nil }
        return CentreCalendar(
            openingHours: hours, specialDays: closed.map { SpecialDay(date: $0, name: "closed", kind: .closed) })
    }

    /// The volumes of `opening`'s slots, as known from the first `known` of them.
    ///
    /// Closed slots are 0. An open slot without a row, a row without a value, a negative value and every open slot from
    /// `known` on are unknown (`.nan`), never zero.
    public func volumes(_ opening: LongOpening, known: Int) -> VolumeSeries {
        var values = [Double](repeating: 0, count: opening.isOpen.count)
        for slot in values.indices where opening.isOpen[slot] {
            let value = slot < min(known, count) ? slots[slot] : .nan
            values[slot] = value < 0 ? .nan : value
        }
        var series = VolumeSeries(
            id: id, start: start, slotMinutes: slotMinutes, values: values, isOpen: opening.isOpen)
        series.drivers = drivers
        return series
    }
}
