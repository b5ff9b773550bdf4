import ContactCenter
import Tabular

extension CalendarEvent {
    /// The special days within `period` that the event makes.
    ///
    /// - Parameter replaced: Occurrences that other events replace.
    /// - Throws: `badData` for times that the kind cannot have, and for an end of the recurrence that is none.
    func days(
        within period: ClosedRange<CivilDate>, replaced: [EventTime], clock: inout EventClock
    ) throws(TabularError) -> [SpecialDay] {
        // A date stands for every occurrence of that day.
        let left = excluded + replaced
        let dates = Set(left.filter { $0.isDate || start.isDate }.map { $0.on(start.zone).date })
        let instants = Set(left.filter { !$0.isDate && !start.isDate }.map(\.instant))
        var days: [SpecialDay] = []
        for occurrence in try occurrences(within: period, clock: &clock)
        where !dates.contains(occurrence.date) && !(!instants.isEmpty && instants.contains(occurrence.instant)) {
            var end = occurrence
            end.wallSeconds += length
            days += try self.days(from: occurrence.on(clock.centre), to: end.on(clock.centre), within: period)
        }
        return days
    }

    private func occurrences(
        within period: ClosedRange<CivilDate>, clock: inout EventClock
    ) throws(TabularError) -> [EventTime] {
        var seconds: Set<Int> = rule == nil ? [start.wallSeconds] : []
        if let (rule, line) = rule {
            var isBeforeEnd: (CivilDate) -> Bool = { _ in true }
            let secondOfDay = start.secondOfDay
            if let text = rule.until {
                let end = try clock.time(text, of: line)
                let start = start
                isBeforeEnd = { date in
                    if end.isDate || start.isDate { return date <= end.date }
                    let time = EventTime(
                        wallSeconds: date.dayNumber * 86_400 + secondOfDay, isDate: false, zone: start.zone)
                    return time.instant <= end.instant
                }
            }
            // Other clocks may show another date: one day more.
            for date in rule.dates(from: start.date, through: period.upperBound + 1, isBeforeEnd: isBeforeEnd) {
                seconds.insert(date.dayNumber * 86_400 + secondOfDay)
            }
        }
        for time in added {
            seconds.insert(time.isDate ? time.wallSeconds + start.secondOfDay : time.on(start.zone).wallSeconds)
        }
        return seconds.sorted().map { EventTime(wallSeconds: $0, isDate: start.isDate, zone: start.zone) }
    }

    /// The days of one occurrence on the centre's clock.
    private func days(
        from start: EventTime, to end: EventTime, within period: ClosedRange<CivilDate>
    ) throws(TabularError) -> [SpecialDay] {
        let first = start.date
        // An end at midnight belongs to the day before.
        let last = max(first, end.secondOfDay == 0 ? end.date + -1 : end.date)
        if kind == .hours, start.isDate || first != last || end.wallSeconds == start.wallSeconds {
            throw error("opening hours need a start and an end on one day", hint: "write DTSTART and DTEND with times")
        }
        let coversWholeDays = start.secondOfDay == 0 && end.secondOfDay == 0 && end.wallSeconds > start.wallSeconds
        if kind == .closed || kind == .workday, !start.isDate, !coversWholeDays {
            throw error(
                "a day of kind '\(kind.rawValue)' is a whole day, but '\(name)' has times",
                hint: "make it an all-day event, or give the opening hours that remain: X-WFM-KIND:hours")
        }
        guard first <= period.upperBound, last >= period.lowerBound else { return [] }
        let dates = max(first, period.lowerBound).dayNumber...min(last, period.upperBound).dayNumber
        return dates.compactMap { number in
            let date = CivilDate(dayNumber: number)
            let from = date == first ? start.secondOfDay / 60 : 0
            let to = date == end.date ? (end.secondOfDay + 59) / 60 : 1440
            let special: SpecialDay.Kind
            switch kind {
            case .closed: special = .closed
            case .event: special = .event
            case .workday: special = .workday(like: like ?? SpecialDay.workdayLike(date))
            case .hours: special = .hours(from..<to)
            case .outage:
                // The clock may have gone back over it.
                guard from < to else { return nil }
                special = .outage(from..<to)
            }
            return SpecialDay(date: date, name: name, kind: special, queues: queues, channels: channels)
        }
    }

    private func error(_ message: String, hint: String) -> TabularError {
        .badData(Place(file: file, line: source.line), message: message, hint: hint)
    }
}
