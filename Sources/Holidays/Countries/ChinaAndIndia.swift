import ContactCenter

extension HolidayLaw {
    /// The days of 全国年节及纪念日放假办法 that follow from the solar year (amended 2013, and 2024 from 2025 on); festivals
    /// of the moon, days off and working days in exchange are in the table of announced days.
    static let china = HolidayLaw(rules: [
        HolidayRule("New Year's Day", .fixed(month: 1, day: 1)),
        HolidayRule("Tomb-Sweeping Day", .formula(qingming), years: 2008...9999),
        HolidayRule("Labor Day", .fixed(month: 5, day: 1)),
        HolidayRule("Labor Day", .fixed(month: 5, day: 2), years: 2025...9999),
        HolidayRule("National Day", .fixed(month: 10, day: 1)),
        HolidayRule("National Day", .fixed(month: 10, day: 2)),
        HolidayRule("National Day", .fixed(month: 10, day: 3)),
    ])

    /// Gazetted holidays of fixed date and Good Friday; the others follow the moon and are in the table of announced days.
    static let india = HolidayLaw(rules: [
        HolidayRule("Republic Day", .fixed(month: 1, day: 26)),
        HolidayRule("Good Friday", .easter(-2)),
        HolidayRule("Dr. B. R. Ambedkar's Birthday", .fixed(month: 4, day: 14), years: 2015...9999),
        HolidayRule("Independence Day", .fixed(month: 8, day: 15)),
        HolidayRule("Mahatma Gandhi's Birthday", .fixed(month: 10, day: 2)),
        HolidayRule("Christmas", .fixed(month: 12, day: 25)),
    ])

    /// The solar term 清明, the sun at 15°, in China's time, 2000…2099: ⌊4.81 + 0.2422 y⌋ − ⌊y / 4⌋ April, y years after
    /// 2000. Source: the 寿星 formula as published in Chinese almanacs, checked against the announced days.
    @Sendable private static func qingming(_ year: Int) -> CivilDate? {
        let passed = year - 2000
        return CivilDate(year: year, month: 4, day: Int(4.81 + 0.2422 * Double(passed)) - passed / 4)
    }
}
