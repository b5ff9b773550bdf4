import ContactCenter

/// One holiday of a country: its name, the date it falls on, and the years in which it is kept.
struct HolidayRule: Sendable {
    /// How a date follows from a year.
    enum Occurrence: Sendable {
        /// The same day each year.
        case fixed(month: Int, day: Int)
        /// Days after Easter Sunday.
        case easter(Int)
        /// The `count`-th weekday (Monday = 0) of a month; −1 is the last.
        case weekday(Int, count: Int, month: Int)
        /// The last such weekday before a day.
        case weekdayBefore(Int, month: Int, day: Int)
        /// A formula of the year.
        case formula(@Sendable (_ year: Int) -> CivilDate?)
    }

    let name: String
    let occurrence: Occurrence
    let years: ClosedRange<Int>
    /// Dates that replace the usual one in single years.
    let moved: [Int: (month: Int, day: Int)]

    init(
        _ name: String, _ occurrence: Occurrence, years: ClosedRange<Int> = 0...9999,
        moved: [Int: (month: Int, day: Int)] = [:]
    ) {
        self.name = name
        self.occurrence = occurrence
        self.years = years
        self.moved = moved
    }

    /// A day kept once.
    static func once(_ name: String, _ year: Int, _ month: Int, _ day: Int) -> HolidayRule {
        HolidayRule(name, .fixed(month: month, day: day), years: year...year)
    }

    /// The date in a year; `nil` when the holiday is not kept then.
    func date(in year: Int) -> CivilDate? {
        guard years.contains(year) else { return nil }
        if let (month, day) = moved[year] { return CivilDate(year: year, month: month, day: day) }
        switch occurrence {
        case .fixed(let month, let day): return CivilDate(year: year, month: month, day: day)
        case .easter(let days): return Easter.sunday(year).map { $0 + days }
        case .weekday(let weekday, let count, let month):
            if count > 0 {
                return CivilDate(year: year, month: month, day: 1).map {
                    $0 + ((weekday - $0.weekday + 7) % 7 + 7 * (count - 1))
                }
            }
            return CivilDate(year: year, month: month, day: CivilDate.daysInMonth(year: year, month: month)).map {
                $0 + (-(($0.weekday - weekday + 7) % 7) + 7 * (count + 1))
            }
        case .weekdayBefore(let weekday, let month, let day):
            return CivilDate(year: year, month: month, day: day).map {
                $0 + (-(($0.weekday - weekday + 6) % 7) - 1)
            }
        case .formula(let date): return date(year)
        }
    }
}
