extension HolidayLaw {
    /// Jours fériés of metropolitan France without Alsace-Moselle's; none is moved. Source: Code du travail, art. L3133-1.
    static let france = HolidayLaw(rules: [
        HolidayRule("New Year's Day", .fixed(month: 1, day: 1)),
        HolidayRule("Easter Monday", .easter(1)),
        HolidayRule("Labor Day", .fixed(month: 5, day: 1)),
        HolidayRule("Victory Day", .fixed(month: 5, day: 8)),
        HolidayRule("Ascension Day", .easter(39)),
        HolidayRule("Pentecost Monday", .easter(50)),
        HolidayRule("National Day", .fixed(month: 7, day: 14)),
        HolidayRule("Assumption Day", .fixed(month: 8, day: 15)),
        HolidayRule("All Saints' Day", .fixed(month: 11, day: 1)),
        HolidayRule("Armistice Day", .fixed(month: 11, day: 11)),
        HolidayRule("Christmas Day", .fixed(month: 12, day: 25)),
    ])

    /// Feriados nacionais; none is moved, and Carnival and Corpus Christi are none by law. Source: Lei 662/1949,
    /// Lei 6.802/1980, Lei 9.093/1995, Lei 14.759/2023.
    static let brazil = HolidayLaw(rules: [
        HolidayRule("Universal Fraternization Day", .fixed(month: 1, day: 1)),
        HolidayRule("Good Friday", .easter(-2)),
        HolidayRule("Tiradentes' Day", .fixed(month: 4, day: 21)),
        HolidayRule("Worker's Day", .fixed(month: 5, day: 1)),
        HolidayRule("Independence Day", .fixed(month: 9, day: 7)),
        HolidayRule("Our Lady of Aparecida", .fixed(month: 10, day: 12)),
        HolidayRule("All Souls' Day", .fixed(month: 11, day: 2)),
        HolidayRule("Republic Proclamation Day", .fixed(month: 11, day: 15)),
        HolidayRule("National Day of Zumbi and Black Awareness", .fixed(month: 11, day: 20), years: 2024...9999),
        HolidayRule("Christmas Day", .fixed(month: 12, day: 25)),
    ])
}
