import ContactCenter

/// Public holidays of the countries that are known, by rule where there is one and from tables where there is not.
///
/// Fixed dates, Easter, weekdays of a month, equinoxes and substitute days are computed for 2000…2099. Days of the moon
/// and of government notices are tables (see `docs/methods/calendar.md` for the years they cover), to which a user's own
/// rows can be added. Source: the countries' acts, named at each rule.
public enum HolidayRules {
    /// Years for which days are given; other years have none.
    public static let years = 2000...2099

    /// Holidays, their observed days, days off and working days in exchange, in order of date and name.
    ///
    /// - Parameters:
    ///   - country: Where.
    ///   - years: Of the dates themselves; those outside ``years`` give nothing.
    ///   - own: Rows that the user knows better, of any region; those of other regions are left out. A row replaces ours
    ///     of the same date and name, and our estimates of the same name up to 15 days away.
    public static func holidays(
        country: HolidayCountry, years: ClosedRange<Int>, own: [PublicHoliday] = []
    ) -> [PublicHoliday] {
        guard years.overlaps(HolidayRules.years) else { return [] }
        let years = years.clamped(to: HolidayRules.years)
        func concerned(_ rows: [PublicHoliday]) -> [PublicHoliday] {
            rows.filter { country.includes(region: $0.region) && years.contains($0.date.components.year) }
        }
        let ruled = HolidayLaw.of(country).holidays(region: country.description, years: years)
        var days = replacing(ruled, with: concerned(AnnouncedDays.builtIn))
        days = replacing(days, with: concerned(own))
        return days.sorted { ($0.date, $0.name) < ($1.date, $1.name) }
    }

    /// Names that holidays of a country have in any year, without doubles, in alphabetical order.
    public static func names(country: HolidayCountry, own: [PublicHoliday] = []) -> [String] {
        Set(holidays(country: country, years: years, own: own).map(\.name)).sorted()
    }

    /// The last year whose announced days are known: of China's exchanged working days, of India's moon. `nil` for
    /// countries that need no table.
    public static func announcedThrough(country: HolidayCountry, own: [PublicHoliday] = []) -> Int? {
        let rows = (AnnouncedDays.builtIn + own).filter { country.includes(region: $0.region) && !$0.isEstimated }
        guard AnnouncedDays.builtIn.contains(where: { country.includes(region: $0.region) }) else { return nil }
        let exchanged = rows.filter(\.isWorkday)
        return (exchanged.isEmpty ? rows : exchanged).map(\.date.components.year).max()
    }

    private static func replacing(_ days: [PublicHoliday], with better: [PublicHoliday]) -> [PublicHoliday] {
        guard !better.isEmpty else { return days }
        let byName = Dictionary(grouping: better, by: \.name)
        let kept = days.filter { day in
            !(byName[day.name] ?? []).contains { other in
                other.date == day.date || (day.isEstimated && abs(other.date - day.date) <= 15)
            }
        }
        return kept + better
    }
}
