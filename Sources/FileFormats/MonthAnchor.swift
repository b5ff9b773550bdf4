import ContactCenter

/// The day of the month on which the rows of a monthly series lie.
public enum MonthAnchor: Hashable, Sendable {
    /// The same day of every month, 1…28.
    case day(Int)
    /// The last day of every month.
    case last

    /// The anchor of rows at `times`; `nil` when they do not lie on one day of the month, at one time of day, each month
    /// once.
    init?(_ times: [LocalTime]) {
        guard let first = times.first, times.allSatisfy({ $0.minuteOfDay == first.minuteOfDay }) else { return nil }
        let months = times.map(MonthAnchor.month)
        guard zip(months, months.dropFirst()).allSatisfy({ $0 < $1 }) else { return nil }
        let days = Set(times.map { $0.date.components.day })
        if let day = days.first, days.count == 1, day <= 28 {
            self = .day(day)
        } else if times.allSatisfy({ ($0.date + 1).components.day == 1 }) {
            self = .last
        } else {
            return nil
        }
    }

    /// Months since the year 0.
    static func month(of time: LocalTime) -> Int { time.date.components.year * 12 + time.date.components.month - 1 }

    /// The row of the month `count` after that of `start`, at the same time of day.
    func time(_ count: Int, after start: LocalTime) -> LocalTime {
        let month = MonthAnchor.month(of: start) + count + (self == .last ? 1 : 0)
        let (year, index) = (month >= 0 ? month / 12 : (month - 11) / 12, (month % 12 + 12) % 12)
        let day: Int
        switch self {
        case .day(let own): day = own
        case .last: day = 1
        }
        guard let date = CivilDate(year: year, month: index + 1, day: day) else { return start }
        return LocalTime(date: self == .last ? date + -1 : date, minuteOfDay: start.minuteOfDay)
    }
}
