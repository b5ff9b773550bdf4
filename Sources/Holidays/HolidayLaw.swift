import ContactCenter

/// The rules of a country: its holidays and what happens when they fall on a weekend.
struct HolidayLaw: Sendable {
    let rules: [HolidayRule]
    var substitutes = SubstituteDays.none

    /// The rules of a country or region.
    static func of(_ country: HolidayCountry) -> HolidayLaw {
        switch country.code {
        case "US": .unitedStates
        case "GB": .unitedKingdom(region: country.region)
        case "DE": .germany(region: country.region)
        case "FR": .france
        case "BR": .brazil
        case "JP": .japan
        case "CN": .china
        case "IN": .india
        default: HolidayLaw(rules: [])
        }
    }

    /// Holidays and their substitutes of some years. One more year on either side is looked at: the first of January may
    /// be observed on the last of December.
    func holidays(region: String, years: ClosedRange<Int>) -> [PublicHoliday] {
        var holidays: [PublicHoliday] = []
        for year in (years.lowerBound - 1)...(years.upperBound + 1) {
            for rule in rules {
                if let date = rule.date(in: year) {
                    holidays.append(PublicHoliday(date: date, region: region, name: rule.name))
                }
            }
        }
        holidays.sort { ($0.date, $0.name) < ($1.date, $1.name) }
        let all = holidays + substitutes.days(for: holidays)
        return all.filter { years.contains($0.date.components.year) }
    }
}
