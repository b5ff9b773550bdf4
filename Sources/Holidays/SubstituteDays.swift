import ContactCenter

/// What a country does about a holiday that falls on a day that is off anyway.
enum SubstituteDays: Sendable {
    /// Nothing.
    case none
    /// The Friday before a Saturday, the Monday after a Sunday (United States, 5 U.S.C. § 6103).
    case nearestWeekday
    /// For a Saturday or Sunday the next weekday that is not off yet (United Kingdom, by proclamation).
    case nextWeekday(except: Set<String>)
    /// For a Sunday the next day that is no holiday (Japan, Act on National Holidays, art. 3 (2)); a day between two
    /// holidays is one itself (art. 3 (3)).
    case japan

    /// The days to add to `holidays`, which are in order of their dates.
    func days(for holidays: [PublicHoliday]) -> [PublicHoliday] {
        var taken = Set(holidays.map(\.date))
        var added: [PublicHoliday] = []
        func observe(_ holiday: PublicHoliday, on date: CivilDate) {
            var day = holiday
            day.date = date
            day.kind = .observed
            taken.insert(date)
            added.append(day)
        }
        switch self {
        case .none: break
        case .nearestWeekday:
            for holiday in holidays where holiday.date.weekday >= 5 {
                observe(holiday, on: holiday.date + (holiday.date.weekday == 5 ? -1 : 1))
            }
        case .nextWeekday(let exceptions):
            for holiday in holidays where holiday.date.weekday >= 5 && !exceptions.contains(holiday.name) {
                var date = holiday.date + 1
                while date.weekday >= 5 || taken.contains(date) { date = date + 1 }
                observe(holiday, on: date)
            }
        case .japan:
            let national = taken
            for holiday in holidays where holiday.date.weekday == 6 {
                var date = holiday.date + 1
                while national.contains(date) { date = date + 1 }
                observe(holiday, on: date)
            }
            for date in national.sorted() where national.contains(date + 2) && !taken.contains(date + 1) {
                guard (date + 1).weekday != 6 else { continue }
                added.append(PublicHoliday(date: date + 1, region: "JP", name: "National Holiday"))
            }
        }
        return added
    }
}
