extension HolidayLaw {
    /// Bank and public holidays. Source: Banking and Financial Dealings Act 1971, schedule 1, and the royal proclamations
    /// that move and add days.
    ///
    /// - Parameter region: `ENG` (England and Wales), `SCT` or `NIR`.
    static func unitedKingdom(region: String?) -> HolidayLaw {
        var rules = kingdom
        switch region {
        case "SCT": rules += scotland
        case "NIR": rules += englandAndNorthernIreland + northernIreland
        default: rules += englandAndNorthernIreland
        }
        return HolidayLaw(rules: rules, substitutes: .nextWeekday(except: []))
    }

    private static let kingdom = [
        HolidayRule("New Year's Day", .fixed(month: 1, day: 1)),
        HolidayRule("Good Friday", .easter(-2)),
        // VE Day 75 in 2020.
        HolidayRule("May Day", .weekday(0, count: 1, month: 5), moved: [2020: (5, 8)]),
        // Moved to the jubilees of 2002, 2012 and 2022.
        HolidayRule(
            "Spring Bank Holiday", .weekday(0, count: -1, month: 5),
            moved: [2002: (6, 4), 2012: (6, 4), 2022: (6, 2)]),
        HolidayRule("Christmas Day", .fixed(month: 12, day: 25)),
        HolidayRule("Boxing Day", .fixed(month: 12, day: 26)),
        .once("Golden Jubilee of Elizabeth II", 2002, 6, 3),
        .once("Wedding of William and Catherine", 2011, 4, 29),
        .once("Diamond Jubilee of Elizabeth II", 2012, 6, 5),
        .once("Platinum Jubilee of Elizabeth II", 2022, 6, 3),
        .once("State Funeral of Queen Elizabeth II", 2022, 9, 19),
        .once("Coronation of Charles III", 2023, 5, 8),
    ]

    private static let englandAndNorthernIreland = [
        HolidayRule("Easter Monday", .easter(1)),
        HolidayRule("Late Summer Bank Holiday", .weekday(0, count: -1, month: 8)),
    ]

    private static let northernIreland = [
        HolidayRule("Saint Patrick's Day", .fixed(month: 3, day: 17)),
        HolidayRule("Battle of the Boyne", .fixed(month: 7, day: 12)),
    ]

    private static let scotland = [
        HolidayRule("New Year Holiday", .fixed(month: 1, day: 2)),
        HolidayRule("Summer Bank Holiday", .weekday(0, count: 1, month: 8)),
        .once("Scotland's participation in the FIFA World Cup final", 2026, 6, 15),
        // St Andrew's Day Bank Holiday (Scotland) Act 2007.
        HolidayRule("Saint Andrew's Day", .fixed(month: 11, day: 30), years: 2006...9999),
    ]
}
