import ContactCenter
import Testing

@testable import Holidays

@Suite("Rules of public holidays")
struct HolidayRulesTests {
    private static func dates(_ place: String, _ years: ClosedRange<Int>) throws -> [PublicHoliday] {
        HolidayRules.holidays(country: try #require(HolidayCountry(place)), years: years)
    }

    @Test(
        "Easter of the earliest and latest dates, and others, as published",
        arguments: [
            "1818-03-22", "1886-04-25", "1943-04-25", "1954-04-18", "1961-04-02", "2000-04-23", "2008-03-23",
            "2011-04-24", "2024-03-31", "2026-04-05", "2038-04-25", "2049-04-18", "2285-03-22",
        ])
    func easter(text: String) {
        #expect(Easter.sunday(day(text).components.year) == day(text))
    }

    @Test("Easter is a Sunday between 22 March and 25 April in every year")
    func easterRange() throws {
        for year in 1583...4099 {
            let date = try #require(Easter.sunday(year))
            let (_, month, number) = date.components
            if date.weekday != 6 || !(81...115).contains(month * 31 + number - 34) { Issue.record("\(date)") }
        }
    }

    @Test("A weekday of a month is found by counting", arguments: [2024, 2025, 2026, 2027])
    func weekdaysOfMonths(year: Int) throws {
        for month in 1...12 {
            for weekday in 0..<7 {
                let all = (1...CivilDate.daysInMonth(year: year, month: month))
                    .compactMap { CivilDate(year: year, month: month, day: $0) }.filter { $0.weekday == weekday }
                for count in [1, 2, 4] {
                    let rule = HolidayRule("x", .weekday(weekday, count: count, month: month))
                    #expect(rule.date(in: year) == all[count - 1])
                }
                #expect(HolidayRule("x", .weekday(weekday, count: -1, month: month)).date(in: year) == all.last)
                let before = HolidayRule("x", .weekdayBefore(weekday, month: month, day: 23)).date(in: year)
                #expect(before == all.last { $0.components.day < 23 })
            }
        }
    }

    @Test("No observed day falls on a weekend or on another holiday", arguments: ["GB-ENG", "GB-SCT", "GB-NIR", "JP"])
    func observed(place: String) throws {
        let days = try Self.dates(place, 2000...2099)
        let holidays = Set(days.filter { $0.kind == .holiday }.map(\.date))
        let observed = days.filter { $0.kind == .observed }
        #expect(observed.count > 50)
        #expect(Set(observed.map(\.date)).count == observed.count)
        for day in observed {
            #expect(!holidays.contains(day.date), "\(day.title) \(day.date)")
            #expect(day.date.weekday != 6 && (place == "JP" || day.date.weekday != 5), "\(day.title) \(day.date)")
        }
    }

    @Test("A first of January on a Saturday is observed in the old year, whichever years are asked for")
    func acrossYears() throws {
        let eve = try Self.dates("US", 2021...2021).filter { $0.date == day("2021-12-31") }
        #expect(eve.map(\.title) == ["New Year's Day (observed)"])
        #expect(
            try Self.dates("US", 2022...2022).filter { $0.kind == .observed }.map(\.date).first == day("2022-06-20"))
        let joined = try (2000...2009).flatMap { try Self.dates("US", $0...$0) }
        #expect(try Self.dates("US", 2000...2009) == joined)
    }

    @Test(
        "Earlier years follow the law of their time",
        arguments: [
            ("JP", "2002-07-20", "Marine Day"), ("JP", "2000-04-29", "Greenery Day"),
            ("JP", "2002-09-15", "Respect for the Aged Day"), ("JP", "2006-05-04", "National Holiday"),
            ("JP", "2009-09-22", "National Holiday"), ("GB-ENG", "2002-06-03", "Golden Jubilee of Elizabeth II"),
            ("GB-ENG", "2012-06-04", "Spring Bank Holiday"), ("BR", "2023-11-20", ""),
            ("US", "2020-06-19", ""), ("DE-BE", "2018-03-08", ""), ("DE-HH", "2016-10-31", ""),
            ("JP", "2003-05-04", ""),
        ])
    func earlier(place: String, date: String, name: String) throws {
        let year = day(date).components.year
        let found = try Self.dates(place, year...year).filter { $0.date == day(date) }.map(\.name)
        #expect(found == (name.isEmpty ? [] : [name]))
    }

    @Test("Years outside the rules have no days")
    func outside() throws {
        #expect(try Self.dates("US", 1990...1999).isEmpty)
        #expect(try Self.dates("JP", 2100...2200).isEmpty)
        #expect(try Self.dates("FR", 1900...2500).count == 1100)
    }

    @Test("Places go by their codes and usual other names; no other is taken for one")
    func places() {
        #expect(HolidayCountry("uk")?.description == "GB-ENG")
        #expect(HolidayCountry("GB") == HolidayCountry("GB-WLS"))
        #expect(HolidayCountry("de-by")?.region == "BY")
        for unknown in ["", "DE-XX", "EN", "Germany", "DE-"] { #expect(HolidayCountry(unknown) == nil) }
        #expect(HolidayCountry.known.map(\.description) == HolidayCountry.known.map(\.description).sorted())
    }

    @Test("A user's row adds a day, replaces ours of the same date and name, and our estimate of the same name nearby")
    func ownRows() throws {
        let india = try #require(HolidayCountry("IN"))
        let estimated = HolidayRules.holidays(country: india, years: 2027...2027).filter { $0.name == "Eid al-Fitr" }
        #expect(estimated.map(\.date) == [day("2027-03-10")] && estimated[0].isEstimated)
        let own = [
            PublicHoliday(date: day("2027-03-11"), region: "IN", name: "Eid al-Fitr"),
            PublicHoliday(date: day("2027-05-05"), region: "IN", name: "Election Day"),
            PublicHoliday(date: day("2027-10-29"), region: "IN", name: "Diwali", kind: .observed),
            PublicHoliday(date: day("2027-05-06"), region: "CN", name: "Elsewhere"),
        ]
        let before = HolidayRules.holidays(country: india, years: 2027...2027)
        let after = HolidayRules.holidays(country: india, years: 2027...2027, own: own)
        #expect(after.filter { $0.name == "Eid al-Fitr" } == [own[0]])
        #expect(after.filter { $0.name == "Diwali" } == [own[2]])
        #expect(after.contains(own[1]) && !after.contains(own[3]))
        #expect(after.count == before.count + 1)
        #expect(HolidayRules.names(country: india, own: own).contains("Election Day"))
    }

    @Test("Where the announced days end is known")
    func announcedThrough() throws {
        let china = try #require(HolidayCountry("CN"))
        #expect(HolidayRules.announcedThrough(country: china) == 2026)
        let notice = PublicHoliday(
            date: day("2027-10-09"), region: "CN", name: "Make-up working day",
            kind: .workday(exchangedFor: day("2027-10-06")))
        #expect(HolidayRules.announcedThrough(country: china, own: [notice]) == 2027)
        #expect(HolidayRules.announcedThrough(country: try #require(HolidayCountry("IN"))) == 2030)
        #expect(HolidayRules.announcedThrough(country: try #require(HolidayCountry("US"))) == nil)
    }

    @Test("A holiday becomes a closure or an event under its own name, a working day a day like another")
    func specialDays() {
        let boxing = PublicHoliday(date: day("2026-12-28"), region: "GB-ENG", name: "Boxing Day", kind: .observed)
        #expect(boxing.specialDay(closed: true) == SpecialDay(date: boxing.date, name: "Boxing Day", kind: .closed))
        #expect(boxing.specialDay(closed: false).kind == .event)
        #expect(boxing.title == "Boxing Day (observed)")
        let saturday = PublicHoliday(
            date: day("2026-05-09"), region: "CN", name: "Make-up working day", kind: .workday(exchangedFor: nil))
        #expect(saturday.specialDay(closed: false).kind == .workday(like: 4))
    }
}
