import ContactCenter

/// The wall-clock grid of a history and its horizon: where each slot lies in its day and week, what is open, and
/// what is special about each day.
///
/// Built once a series; every model and every backtest origin reads the same one. Opening is known ahead, volumes
/// are not, so this holds no volume.
public struct SlotTimeline: Sendable {
    /// Length of a slot in minutes.
    public let slotMinutes: Int
    /// Slots in a day.
    public let slotsPerDay: Int
    /// Slots in a week.
    public let slotsPerWeek: Int
    /// Slots of the whole grid: history and horizon.
    public let count: Int
    /// Slots before the first of the grid on its first day.
    public let firstSlotOfDay: Int
    /// Slots before the first of the grid in its first week (Monday first).
    public let firstSlotOfWeek: Int
    /// Whether each slot is open.
    public let isOpen: [Bool]
    /// The days that the grid touches, first and last perhaps in part.
    public let days: [ForecastDay]
    /// Whether no slot of an open day is closed.
    public let isOpenRoundTheClock: Bool
    /// Whether any slot is closed.
    public let hasClosedSlots: Bool
    /// Indices of the ``days`` worked like another weekday, ascending.
    let makeUpDays: [Int]

    /// The grid of `series` followed by `horizonSlots` slots that `calendar` opens.
    ///
    /// - Throws: ``ForecastingError/slotMinutes(_:series:)`` when the slot does not divide a day.
    public init(series: VolumeSeries, calendar: CentreCalendar, horizonSlots: Int) throws(ForecastingError) {
        guard series.slotMinutes >= 1, series.slotMinutes <= 1440, 1440 % series.slotMinutes == 0 else {
            throw .slotMinutes(series.slotMinutes, series: series.id)
        }
        slotMinutes = series.slotMinutes
        slotsPerDay = 1440 / slotMinutes
        slotsPerWeek = 7 * slotsPerDay
        count = series.count + horizonSlots
        let firstDate = series.start.date
        firstSlotOfDay = series.start.minuteOfDay / slotMinutes
        firstSlotOfWeek = firstDate.weekday * slotsPerDay + firstSlotOfDay

        var open = series.isOpen
        open.reserveCapacity(count)
        var slot = series.count
        while slot < count {
            let start = series.start + slot * slotMinutes
            let span = calendar.openSpan(on: start.date)
            var minute = start.minuteOfDay
            repeat {
                open.append(SlotTimeline.opens(minute: minute, slotMinutes: series.slotMinutes, in: span))
                minute += slotMinutes
                slot += 1
            } while minute < 1440 && slot < count
        }
        isOpen = open
        days = ForecastDay.describe(
            firstDate: firstDate, firstSlotOfDay: firstSlotOfDay, slotsPerDay: slotsPerDay, isOpen: open,
            calendar: calendar)
        hasClosedSlots = open.contains(false)
        let described = days
        makeUpDays = described.indices.filter { described[$0].weekday != described[$0].date.weekday }
        let perDay = slotsPerDay
        let before = firstSlotOfDay
        isOpenRoundTheClock = open.indices.allSatisfy { open[$0] || !described[(before + $0) / perDay].isOpen }
    }

    /// A slot is open when it starts inside the span; a daily slot when the day is open at all.
    private static func opens(minute: Int, slotMinutes: Int, in span: Range<Int>?) -> Bool {
        guard let span else { return false }
        return slotMinutes == 1440 ? !span.isEmpty : span.contains(minute)
    }

    /// Place of a slot in its day, 0 ..< ``slotsPerDay``.
    public func slotOfDay(_ slot: Int) -> Int { (firstSlotOfDay + slot) % slotsPerDay }
    /// Place of a slot in its week, Monday first, 0 ..< ``slotsPerWeek``; on a make-up working day the place in the
    /// weekday that it is like.
    public func slotOfWeek(_ slot: Int) -> Int {
        makeUpDays.isEmpty
            ? slotOfCalendarWeek(slot) : days[day(slot)].weekday * slotsPerDay + slotOfDay(slot)
    }
    /// Place of a slot in its week by the date alone, Monday first, 0 ..< ``slotsPerWeek``.
    public func slotOfCalendarWeek(_ slot: Int) -> Int { (firstSlotOfWeek + slot) % slotsPerWeek }
    /// Where the slots that begin at `slot` and whose ``slotOfWeek(_:)`` goes on one by one end, `limit` at the latest.
    ///
    /// - Complexity: O(make-up working days)
    func endOfWeekRun(from slot: Int, limit: Int) -> Int {
        for day in makeUpDays {
            let slots = slots(ofDay: day)
            if slot < slots.lowerBound { return min(limit, slots.lowerBound) }
            if slot < slots.upperBound { return min(limit, slots.upperBound) }
        }
        return limit
    }
    /// Index into ``days`` of a slot's day.
    public func day(_ slot: Int) -> Int { (firstSlotOfDay + slot) / slotsPerDay }
    /// The grid's slots on a day.
    public func slots(ofDay day: Int) -> Range<Int> {
        let first = day * slotsPerDay - firstSlotOfDay
        return max(0, first)..<min(count, first + slotsPerDay)
    }
}
