import ContactCenter

extension HolidayLaw {
    /// 国民の祝日. Source: Act on National Holidays (昭和23年法律第178号) with its amendments, the special measures for
    /// the Games of 2020 and 2021, and the acts on the enthronement of 2019.
    static let japan = HolidayLaw(
        rules: [
            HolidayRule("New Year's Day", .fixed(month: 1, day: 1)),
            HolidayRule("Coming of Age Day", .weekday(0, count: 2, month: 1)),
            HolidayRule("Foundation Day", .fixed(month: 2, day: 11)),
            HolidayRule("Emperor's Birthday", .fixed(month: 2, day: 23), years: 2020...9999),
            HolidayRule("Vernal Equinox Day", .formula { equinox($0, month: 3, base: 20.8431) }),
            HolidayRule("Greenery Day", .fixed(month: 4, day: 29), years: 0...2006),
            HolidayRule("Showa Day", .fixed(month: 4, day: 29), years: 2007...9999),
            .once("Emperor's Enthronement Day", 2019, 5, 1),
            HolidayRule("Constitution Day", .fixed(month: 5, day: 3)),
            HolidayRule("Greenery Day", .fixed(month: 5, day: 4), years: 2007...9999),
            HolidayRule("Children's Day", .fixed(month: 5, day: 5)),
            HolidayRule("Marine Day", .fixed(month: 7, day: 20), years: 0...2002),
            HolidayRule(
                "Marine Day", .weekday(0, count: 3, month: 7), years: 2003...9999,
                moved: [2020: (7, 23), 2021: (7, 22)]),
            HolidayRule(
                "Mountain Day", .fixed(month: 8, day: 11), years: 2016...9999, moved: [2020: (8, 10), 2021: (8, 8)]),
            HolidayRule("Respect for the Aged Day", .fixed(month: 9, day: 15), years: 0...2002),
            HolidayRule("Respect for the Aged Day", .weekday(0, count: 3, month: 9), years: 2003...9999),
            HolidayRule("Autumnal Equinox Day", .formula { equinox($0, month: 9, base: 23.2488) }),
            HolidayRule("Physical Education Day", .weekday(0, count: 2, month: 10), years: 0...2019),
            HolidayRule(
                "Sports Day", .weekday(0, count: 2, month: 10), years: 2020...9999,
                moved: [2020: (7, 24), 2021: (7, 23)]),
            .once("Emperor's Enthronement Day", 2019, 10, 22),
            HolidayRule("Culture Day", .fixed(month: 11, day: 3)),
            HolidayRule("Labor Thanksgiving Day", .fixed(month: 11, day: 23)),
            HolidayRule("Emperor's Birthday", .fixed(month: 12, day: 23), years: 0...2018),
        ], substitutes: .japan)

    /// The day of an equinox in Japan's time, 1980…2099: ⌊base + 0.242194 (y − 1980)⌋ − ⌊(y − 1980) / 4⌋.
    ///
    /// The day itself is announced each February for the next year; the formula has agreed with every announcement.
    /// Source: 海上保安庁水路部, 新こよみ便利帳 (恒星社厚生閣, 1991).
    private static func equinox(_ year: Int, month: Int, base: Double) -> CivilDate? {
        let passed = year - 1980
        let day = Int(base + 0.242194 * Double(passed)) - passed / 4
        return CivilDate(year: year, month: month, day: day)
    }
}
