import ContactCenter

/// What is known ahead about one day: weekday, place among the month's business days, nearby closures, events.
public struct ForecastDay: Hashable, Sendable {
    /// The date.
    public var date: CivilDate
    /// Monday = 0 … Sunday = 6; of a make-up working day the weekday it is like.
    public var weekday: Int
    /// Day of the month, 1…31.
    public var dayOfMonth: Int
    /// Whether any slot is open.
    public var isOpen: Bool
    /// Whether it is an open Monday to Friday (a make-up working day counts as the day it is like), or any open day where
    /// a centre never works on those.
    public var isBusinessDay: Bool
    /// Business days of the month before this one (0 = the first).
    public var businessDaysBefore: Int
    /// Business days of the month after this one (0 = the last).
    public var businessDaysAfter: Int
    /// The nearest usual business day before was closed.
    public var isAfterClosure: Bool
    /// The nearest usual business day after is closed.
    public var isBeforeClosure: Bool
    /// Names of the events of the day.
    public var events: [String]

    /// Whether each weekday is usually open: on at least half of its dates.
    private static func usualWeekdays(weekdays: [Int], isOpen: [Bool], calendar: CentreCalendar) -> [Bool] {
        var open = [Int](repeating: 0, count: 7)
        var seen = [Int](repeating: 0, count: 7)
        for (weekday, isOpen) in zip(weekdays, isOpen) {
            seen[weekday] += 1
            open[weekday] += isOpen ? 1 : 0
        }
        return (0..<7).map { seen[$0] == 0 ? calendar.openingHours.spans[$0] != nil : 2 * open[$0] >= seen[$0] }
    }

    /// Describes every day that the grid touches. Days outside the grid, needed to count a month's business days at
    /// its edges, are taken from the calendar.
    static func describe(
        firstDate: CivilDate, firstSlotOfDay: Int, slotsPerDay: Int, isOpen: [Bool], calendar: CentreCalendar
    ) -> [ForecastDay] {
        let dayCount = (firstSlotOfDay + isOpen.count + slotsPerDay - 1) / slotsPerDay
        var openDays = [Bool](repeating: false, count: dayCount)
        for slot in isOpen.indices where isOpen[slot] { openDays[(firstSlotOfDay + slot) / slotsPerDay] = true }
        // A week's margin finds neighbours over any long weekend, a month's completes the months at the edges.
        let margin = 45
        let weekdays = (-margin..<dayCount + margin).map { calendar.weekday(on: firstDate + $0) }
        let usual = usualWeekdays(
            weekdays: Array(weekdays[margin..<margin + dayCount]), isOpen: openDays, calendar: calendar)
        var padded = [Bool](repeating: false, count: dayCount + 2 * margin)
        for i in padded.indices {
            let day = i - margin
            if openDays.indices.contains(day) {
                padded[i] = openDays[day]
            } else {
                padded[i] = usual[weekdays[i]] && calendar.openSpan(on: firstDate + day) != nil
            }
        }
        let isUsual = weekdays.map { usual[$0] }
        let hasWorkingWeek = usual[0..<5].contains(true)
        let isBusiness = padded.indices.map { padded[$0] && (!hasWorkingWeek || weekdays[$0] < 5) }
        let (before, after) = businessDays(firstDate: firstDate, margin: margin, isBusiness: isBusiness)
        return (0..<dayCount).map { day in
            let i = day + margin
            let date = firstDate + day
            return ForecastDay(
                date: date, weekday: weekdays[i], dayOfMonth: date.components.day,
                isOpen: openDays[day], isBusinessDay: isBusiness[i], businessDaysBefore: before[i],
                businessDaysAfter: after[i],
                isAfterClosure: closure(next: -1, of: i, isUsual: isUsual, isOpen: padded),
                isBeforeClosure: closure(next: 1, of: i, isUsual: isUsual, isOpen: padded),
                events: calendar.events(on: date))
        }
    }

    /// Business days of each day's month before and after it.
    private static func businessDays(
        firstDate: CivilDate, margin: Int, isBusiness: [Bool]
    ) -> (before: [Int], after: [Int]) {
        var before = [Int](repeating: 0, count: isBusiness.count)
        var after = before
        let months = isBusiness.indices.map { (firstDate + ($0 - margin)).components.month }
        for i in isBusiness.indices.dropFirst() where months[i] == months[i - 1] {
            before[i] = before[i - 1] + (isBusiness[i - 1] ? 1 : 0)
        }
        for i in isBusiness.indices.dropLast().reversed() where months[i] == months[i + 1] {
            after[i] = after[i + 1] + (isBusiness[i + 1] ? 1 : 0)
        }
        return (before, after)
    }

    /// Whether the nearest usually open day in direction `next` is closed.
    private static func closure(next: Int, of day: Int, isUsual: [Bool], isOpen: [Bool]) -> Bool {
        var i = day + next
        while isUsual.indices.contains(i) {
            if isUsual[i] { return !isOpen[i] }
            i += next
        }
        return false
    }
}
