import ContactCenter
import FileFormats
import Tabular
import Testing

@testable import Holidays

@Suite("Public holidays against the oracle")
struct HolidayOracleTests {
    /// The oracle's rows of a fixture: place → year → date and name.
    private static func oracle(_ fixture: String) throws -> [String: [Int: Set<String>]] {
        var places: [String: [Int: Set<String>]] = [:]
        for row in try Fixture.rows(fixture, ["country", "subdivision", "date", "name"]) {
            let place = row[1].isEmpty ? row[0] : "\(row[0])-\(row[1])"
            places[place, default: [:]][day(row[2]).components.year, default: []].insert("\(row[2]) \(row[3])")
        }
        return places
    }

    /// Our days of a year as the oracle writes them: one row a date, its names joined.
    private static func ours(_ country: HolidayCountry, year: Int) -> Set<String> {
        let days = HolidayRules.holidays(country: country, years: year...year).filter { !$0.isWorkday }
        return Set(
            Dictionary(grouping: days, by: \.date).map { date, days in
                "\(date) " + days.map { oracleName($0) }.sorted().joined(separator: "; ")
            })
    }

    private static func oracleName(_ day: PublicHoliday) -> String {
        switch day.kind {
        case .observed: return day.region == "JP" ? "Substitute Holiday" : day.title
        case .dayOff(let exchanged?):
            let (year, month, number) = exchanged.components
            let two = { (value: Int) in value < 10 ? "0\(value)" : "\(value)" }
            return "Day off (substituted from \(two(month))/\(two(number))/\(year))"
        default:
            // The oracle marks dates of the moon in India, not China's expected substitutes.
            return day.isEstimated && day.region == "IN" ? "\(day.name) (estimated)" : day.name
        }
    }

    @Test(
        "Every holiday, observed day and day off of 2015 to 2030 is the oracle's, by date and name, and there is no other",
        arguments: [
            ("US", 191), ("GB-ENG", 144), ("DE", 145), ("DE-BY", 193), ("FR", 176), ("CN", 318), ("IN", 287),
            ("BR", 151), ("JP", 290),
        ])
    func exact(place: String, rows: Int) throws {
        let country = try #require(HolidayCountry(place))
        let years = try #require(try Self.oracle("holidays.csv")[place])
        #expect(years.values.reduce(0) { $0 + $1.count } == rows)
        #expect(years.keys.sorted() == Array(2015...2030))
        for (year, expected) in years {
            let found = Self.ours(country, year: year)
            #expect(found.subtracting(expected).sorted() == [], "ours only")
            #expect(expected.subtracting(found).sorted() == [], "the oracle's only")
        }
    }

    @Test("The states of Germany and the other parts of the kingdom have their dates", arguments: HolidayCountry.known)
    func regions(country: HolidayCountry) throws {
        guard let years = try Self.oracle("regions.csv")[country.description] else {
            #expect(country.region == nil, "every region is in the fixture")
            return
        }
        for (year, expected) in years {
            let dates = Set(expected.map { String($0.prefix(10)) })
            let found = Set(HolidayRules.holidays(country: country, years: year...year).map(\.date.description))
            #expect(found == dates, "\(year)")
        }
        #expect(years.count == 7)
    }

    @Test("Weekend days that China works are the oracle's, and each is like the day it is exchanged for")
    func workdays() throws {
        let china = try #require(HolidayCountry("cn"))
        let expected = try Fixture.rows("cn_weekend_workdays.csv", ["date"]).map { $0[0] }
        let days = HolidayRules.holidays(country: china, years: 2000...2030)
        let found = days.filter(\.isWorkday)
        #expect(found.map(\.date.description) == expected)
        #expect(found.count == 81)
        let daysOff = Set(days.filter { !$0.isWorkday }.map(\.date))
        for day in found {
            guard case .workday(let exchanged?) = day.kind else {
                Issue.record("\(day.date) is exchanged for nothing")
                continue
            }
            #expect(day.date.weekday >= 5 && exchanged.weekday < 5)
            #expect(day.specialDay(closed: true).kind == .workday(like: exchanged.weekday))
            #expect(day.date.components.year < 2015 || daysOff.contains(exchanged), "\(day.date)")
        }
    }

    @Test("The table that ships is read by the reader of users' files, row for row, and written again byte for byte")
    func table() throws {
        let bytes = PackageResources.announced_csv
        let rows = try HolidayFile.read(InputBytes(name: "announced.csv", bytes: bytes))
        #expect(rows == AnnouncedDays.builtIn)
        #expect(rows.count == 496)
        #expect(HolidayFile.write(rows) == bytes)
    }
}
