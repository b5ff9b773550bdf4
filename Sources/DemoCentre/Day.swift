/// A day of the Gregorian calendar, counted from 1970-01-01 = 0 (H. Hinnant, "chrono-compatible low-level date
/// algorithms", 2013), on the clock of London.
struct Day: Hashable, Comparable {
    /// Days since 1970-01-01.
    var number: Int

    /// The day `number` days after 1970-01-01.
    init(number: Int) { self.number = number }

    /// The day of a year, month (1…12) and day of the month that exists.
    init(_ year: Int, _ month: Int, _ day: Int) {
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        number = era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// Weekday, Monday = 0 … Sunday = 6.
    var weekday: Int { (number + 3) % 7 }

    /// Year, month and day of the month.
    var components: (year: Int, month: Int, day: Int) {
        let shifted = number + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    /// Days since 1 January of its year.
    var dayOfYear: Int { number - Day(components.year, 1, 1).number }

    static func < (a: Day, b: Day) -> Bool { a.number < b.number }
    static func + (day: Day, days: Int) -> Day { Day(number: day.number + days) }
    static func - (a: Day, b: Day) -> Int { a.number - b.number }
}

/// The clock of London in the months of the demo: British Summer Time until 2025-10-26 and from 2026-03-29.
enum London {
    private static let summerEnds = Day(2025, 10, 26).number * 86_400 + 3600
    private static let summerBegins = Day(2026, 3, 29).number * 86_400 + 3600

    /// Offset from UTC in seconds at an instant (seconds since 1970 UTC).
    static func offset(at instant: Int) -> Int { instant < summerEnds || instant >= summerBegins ? 3600 : 0 }

    /// The instant at which the wall clock of `day` shows `minute` (the first of two in autumn).
    static func instant(_ day: Day, minute: Int) -> Int {
        let wall = day.number * 86_400 + minute * 60
        let summer = wall - 3600
        return offset(at: summer) == 3600 ? summer : wall
    }
}
