import ContactCenter
import FileFormats
import Tabular

/// Days known ahead for a file of series.
public enum LongFormCalendar {
    /// The days of a `calendar.csv` or an iCalendar file (`.ics`), whose times count as the series' own clock.
    ///
    /// - Throws: `TabularError` of a file that is missing or wrong.
    public static func read(_ path: String) throws(TabularError) -> (days: [SpecialDay], notes: [String]) {
        let input = try InputBytes.read(path)
        guard path.lowercased().hasSuffix(".ics") else { return (try CalendarFile.read(input), []) }
        let content = try ICalendarFile.read(input, zone: .utc, within: PlanCalendar.period)
        return (content.days, content.notes)
    }

    /// The public holidays of a country.
    public static func holidays(of country: HolidayCountry) throws -> [SpecialDay] {
        let years = PlanCalendar.period.lowerBound.components.year...PlanCalendar.period.upperBound.components.year
        return try HolidayList.days(country: country, years: years).days
    }
}
