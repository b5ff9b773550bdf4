import ContactCenter

/// When an event comes again (RFC 5545, § 3.3.10), as far as whole days decide it.
///
/// Read are FREQ (YEARLY, MONTHLY, WEEKLY, DAILY), INTERVAL, COUNT, UNTIL, BYMONTH, BYMONTHDAY, BYDAY, BYSETPOS and WKST.
struct RecurrenceRule: Hashable, Sendable {
    enum Frequency: String, CaseIterable, Sendable {
        case yearly = "YEARLY"
        case monthly = "MONTHLY"
        case weekly = "WEEKLY"
        case daily = "DAILY"
    }

    /// `-1FR`: the last Friday; an ordinal of 0 is every one.
    struct Day: Hashable, Sendable {
        var ordinal: Int
        var weekday: Int
    }

    var frequency: Frequency
    var interval = 1
    var count: Int?
    /// As written, to be read on the clock of the event.
    var until: String?
    var byMonth: Set<Int> = []
    var byMonthDay: Set<Int> = []
    var byDay: Set<Day> = []
    var bySetPosition: Set<Int> = []
    /// First day of the week, Monday = 0.
    var weekStart = 0

    /// Dates on which an event that begins on `start` falls, in order, to `last` at the latest.
    ///
    /// As in most calendars `start` itself counts only if it fits the rule.
    /// - Parameter isBeforeEnd: Whether a date lies within UNTIL.
    func dates(
        from start: CivilDate, through last: CivilDate, isBeforeEnd: (CivilDate) -> Bool = { _ in true }
    ) -> [CivilDate] {
        let rule = completed(from: start)
        var dates: [CivilDate] = []
        var period = rule.firstPeriod(start)
        while period.lowerBound <= last {
            for date in rule.matches(in: period) where date >= start {
                guard date <= last, isBeforeEnd(date), dates.count < rule.count ?? .max else { return dates }
                dates.append(date)
            }
            guard let next = rule.period(after: period) else { return dates }
            period = next
        }
        return dates
    }

    /// What is left out is taken from the start.
    private func completed(from start: CivilDate) -> RecurrenceRule {
        guard byMonthDay.isEmpty, byDay.isEmpty else { return self }
        var rule = self
        let (_, month, day) = start.components
        switch frequency {
        case .yearly:
            if byMonth.isEmpty { rule.byMonth = [month] }
            rule.byMonthDay = [day]
        case .monthly: rule.byMonthDay = [day]
        case .weekly: rule.byDay = [Day(ordinal: 0, weekday: start.weekday)]
        case .daily: break
        }
        return rule
    }

    private func firstPeriod(_ start: CivilDate) -> Range<CivilDate> {
        let (year, month, day) = start.components
        switch frequency {
        case .yearly:
            let first = CivilDate(year: year, month: 1, day: 1) ?? start
            return first..<first + RecurrenceRule.days(inYear: year)
        case .monthly:
            let first = start + (1 - day)
            return first..<first + CivilDate.daysInMonth(year: year, month: month)
        case .weekly:
            let first = start + -((start.weekday - weekStart + 7) % 7)
            return first..<first + 7
        case .daily: return start..<start + 1
        }
    }

    /// The period `interval` periods later; `nil` beyond the year 9999.
    private func period(after period: Range<CivilDate>) -> Range<CivilDate>? {
        let (year, month, _) = period.lowerBound.components
        switch frequency {
        case .yearly:
            return RecurrenceRule.first(year: year + interval, month: 1).map {
                $0..<$0 + RecurrenceRule.days(inYear: year + interval)
            }
        case .monthly:
            let months = year * 12 + month - 1 + interval
            return RecurrenceRule.first(year: months / 12, month: months % 12 + 1).map {
                $0..<$0 + CivilDate.daysInMonth(year: months / 12, month: months % 12 + 1)
            }
        case .weekly: return period.lowerBound + 7 * interval..<period.lowerBound + (7 * interval + 7)
        case .daily: return period.lowerBound + interval..<period.lowerBound + (interval + 1)
        }
    }

    private static func first(year: Int, month: Int) -> CivilDate? {
        year <= 9999 ? CivilDate(year: year, month: month, day: 1) : nil
    }

    private static func days(inYear year: Int) -> Int { 337 + CivilDate.daysInMonth(year: year, month: 2) }

    private func matches(in period: Range<CivilDate>) -> [CivilDate] {
        var dates: [CivilDate] = []
        var date = period.lowerBound
        while date < period.upperBound {
            if matches(date) { dates.append(date) }
            date = date + 1
        }
        guard !bySetPosition.isEmpty else { return dates }
        return dates.indices.filter { bySetPosition.contains($0 + 1) || bySetPosition.contains($0 - dates.count) }
            .map { dates[$0] }
    }

    private func matches(_ date: CivilDate) -> Bool {
        let (year, month, day) = date.components
        let length = CivilDate.daysInMonth(year: year, month: month)
        guard byMonth.isEmpty || byMonth.contains(month) else { return false }
        guard byMonthDay.isEmpty || byMonthDay.contains(day) || byMonthDay.contains(day - length - 1) else {
            return false
        }
        guard !byDay.isEmpty else { return true }
        var position = day
        var total = length
        if frequency == .yearly, byMonth.isEmpty {
            total = RecurrenceRule.days(inYear: year)
            position = CivilDate(year: year, month: 1, day: 1).map { date - $0 + 1 } ?? day
        }
        return byDay.contains { entry in
            entry.weekday == date.weekday
                && (entry.ordinal == 0 || entry.ordinal == (position + 6) / 7
                    || entry.ordinal == -((total - position + 7) / 7))
        }
    }
}
