extension HolidayLaw {
    /// Public holidays of Germany and its states; none is moved. Source: Einigungsvertrag art. 2 (2) and the states'
    /// Feiertagsgesetze.
    ///
    /// - Parameter region: A state, e.g. `BY`; `nil` = the days kept everywhere. Days of single municipalities
    ///   (Assumption in Bavaria's Catholic ones, Augsburg's Peace Festival) are not among them.
    static func germany(region: String?) -> HolidayLaw {
        HolidayLaw(rules: everywhere + (region.map(state) ?? [.once("Reformation Day", 2017, 10, 31)]))
    }

    private static let everywhere = [
        HolidayRule("New Year's Day", .fixed(month: 1, day: 1)),
        HolidayRule("Good Friday", .easter(-2)),
        HolidayRule("Easter Monday", .easter(1)),
        HolidayRule("Labor Day", .fixed(month: 5, day: 1)),
        HolidayRule("Ascension Day", .easter(39)),
        HolidayRule("Pentecost Monday", .easter(50)),
        HolidayRule("German Unity Day", .fixed(month: 10, day: 3)),
        HolidayRule("Christmas Day", .fixed(month: 12, day: 25)),
        HolidayRule("Second Day of Christmas", .fixed(month: 12, day: 26)),
    ]

    private static func state(_ state: String) -> [HolidayRule] {
        let any = 0...9999
        var rules: [HolidayRule] = []
        if ["BW", "BY", "ST"].contains(state) { rules.append(HolidayRule("Epiphany", .fixed(month: 1, day: 6))) }
        if let from = ["BE": 2019, "MV": 2023][state] {
            rules.append(HolidayRule("Women's Day", .fixed(month: 3, day: 8), years: from...9999))
        }
        if state == "BB" {
            rules.append(HolidayRule("Easter Sunday", .easter(0)))
            rules.append(HolidayRule("Pentecost", .easter(49)))
        }
        if ["BW", "BY", "HE", "NW", "RP", "SL"].contains(state) {
            rules.append(HolidayRule("Corpus Christi", .easter(60)))
        }
        if state == "SL" { rules.append(HolidayRule("Assumption Day", .fixed(month: 8, day: 15))) }
        if state == "TH" {
            rules.append(HolidayRule("World Children's Day", .fixed(month: 9, day: 20), years: 2019...9999))
        }
        // The 500th anniversary in 2017 was kept everywhere; four northern states went on from 2018.
        let reformation =
            ["BB": any, "MV": any, "SN": any, "ST": any, "TH": any][state]
            ?? (["HB", "HH", "NI", "SH"].contains(state) ? 2017...9999 : 2017...2017)
        rules.append(HolidayRule("Reformation Day", .fixed(month: 10, day: 31), years: reformation))
        if ["BW", "BY", "NW", "RP", "SL"].contains(state) {
            rules.append(HolidayRule("All Saints' Day", .fixed(month: 11, day: 1)))
        }
        if state == "SN" {
            rules.append(HolidayRule("Repentance and Prayer Day", .weekdayBefore(2, month: 11, day: 23)))
        }
        if state == "BE" {
            rules.append(
                .once(
                    "75th anniversary of the liberation from Nazism and the end of the Second World War in Europe",
                    2020, 5, 8))
            rules.append(
                .once(
                    "80th anniversary of the liberation from Nazism and the end of the Second World War in Europe",
                    2025, 5, 8))
            rules.append(.once("75th anniversary of the East German uprising of 1953", 2028, 6, 17))
        }
        return rules
    }
}
