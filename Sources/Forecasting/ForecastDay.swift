import ContactCenter

/// What is known ahead about one day: weekday, place among the month's business days, nearby closures, events.
public struct ForecastDay: Hashable, Sendable {
    /// The date.
    public var date: CivilDate
    /// Monday = 0 … Sunday = 6.
    public var weekday: Int
    /// Day of the month, 1…31.
    public var dayOfMonth: Int
    /// Whether any slot is open.
    public var isOpen: Bool
    /// Whether it is an open Monday to Friday, or any open day where a centre never works on those.
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
    private static func usualWeekdays(dates: [CivilDate], isOpen: [Bool], calendar: CentreCalendar) -> [Bool] {
        var open = [Int](repeating: 0, count: 7)
        var seen = [Int](repeating: 0, count: 7)
        for (date, isOpen) in zip(dates, isOpen) {
            seen[date.weekday] += 1
            open[date.weekday] += isOpen ? 1 : 0
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
        let dates = (0..<dayCount).map { firstDate + $0 }
        let usual = usualWeekdays(dates: dates, isOpen: openDays, calendar: calendar)
        // A week's margin finds neighbours over any long weekend, a month's completes the months at the edges.
        let margin = 45
        var padded = [Bool](repeating: false, count: dayCount + 2 * margin)
        for i in padded.indices {
            let day = i - margin
            if openDays.indices.contains(day) {
                padded[i] = openDays[day]
            } else {
                let date = firstDate + day
                padded[i] = usual[date.weekday] && calendar.openSpan(on: date) != nil
            }
        }
        let isUsual = padded.indices.map { usual[(firstDate + ($0 - margin)).weekday] }
        let hasWorkingWeek = usual[0..<5].contains(true)
        let isBusiness = padded.indices.map {
            padded[$0] && (!hasWorkingWeek || (firstDate + ($0 - margin)).weekday < 5)
        }
        let (before, after) = businessDays(firstDate: firstDate, margin: margin, isBusiness: isBusiness)
        return (0..<dayCount).map { day in
            let i = day + margin
            return ForecastDay(
                date: dates[day], weekday: dates[day].weekday, dayOfMonth: dates[day].components.day,
                isOpen: openDays[day], isBusinessDay: isBusiness[i], businessDaysBefore: before[i],
                businessDaysAfter: after[i],
                isAfterClosure: closure(next: -1, of: i, isUsual: isUsual, isOpen: padded),
                isBeforeClosure: closure(next: 1, of: i, isUsual: isUsual, isOpen: padded),
                events: calendar.events(on: dates[day]))
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
