extension HolidayLaw {
    /// Federal holidays. Source: 5 U.S.C. § 6103; Juneteenth by Public Law 117-17 (2021).
    static let unitedStates = HolidayLaw(
        rules: [
            HolidayRule("New Year's Day", .fixed(month: 1, day: 1)),
            HolidayRule("Martin Luther King Jr. Day", .weekday(0, count: 3, month: 1)),
            HolidayRule("Washington's Birthday", .weekday(0, count: 3, month: 2)),
            HolidayRule("Memorial Day", .weekday(0, count: -1, month: 5)),
            HolidayRule("Juneteenth National Independence Day", .fixed(month: 6, day: 19), years: 2021...9999),
            HolidayRule("Independence Day", .fixed(month: 7, day: 4)),
            HolidayRule("Labor Day", .weekday(0, count: 1, month: 9)),
            HolidayRule("Columbus Day", .weekday(0, count: 2, month: 10)),
            HolidayRule("Veterans Day", .fixed(month: 11, day: 11)),
            HolidayRule("Thanksgiving Day", .weekday(3, count: 4, month: 11)),
            HolidayRule("Christmas Day", .fixed(month: 12, day: 25)),
        ], substitutes: .nearestWeekday)
}
