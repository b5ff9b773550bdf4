import ContactCenter
import Foundation
import Tabular
import Testing

@testable import FileFormats

@Suite("Clocks of zones")
struct ZoneRulesLoadingTests {
    @Test(
        "Known changes of the clock are found to the second",
        arguments: [
            ("Europe/London", "2026-03-29T00:59:59Z", 0), ("Europe/London", "2026-03-29T01:00:00Z", 3600),
            ("Europe/London", "2026-10-25T00:59:59Z", 3600), ("Europe/London", "2026-10-25T01:00:00Z", 0),
            // British Standard Time: summer time all year, called standard, 1968-10-27 to 1971-10-31.
            ("Europe/London", "1971-01-15T12:00:00Z", 3600), ("Europe/London", "1971-10-31T02:00:00Z", 0),
            ("America/New_York", "2026-03-08T06:59:59Z", -18_000),
            ("America/New_York", "2026-03-08T07:00:00Z", -14_400),
            ("Australia/Lord_Howe", "2026-04-04T14:59:59Z", 39_600),
            ("Australia/Lord_Howe", "2026-04-04T15:00:00Z", 37_800),
            ("Asia/Kathmandu", "1985-12-31T18:29:59Z", 19_800), ("Asia/Kathmandu", "1985-12-31T18:30:00Z", 20_700),
            // The day that Samoa skipped: a change that is not daylight saving.
            ("Pacific/Apia", "2011-12-30T09:59:59Z", -36_000), ("Pacific/Apia", "2011-12-30T10:00:00Z", 50_400),
            // Standard time moved without daylight saving.
            ("Asia/Pyongyang", "2018-05-04T14:59:59Z", 30_600), ("Asia/Pyongyang", "2018-05-04T15:00:00Z", 32_400),
            ("Europe/Istanbul", "2016-12-01T00:00:00Z", 10_800), ("UTC", "2026-07-01T00:00:00Z", 0),
            ("Etc/GMT+5", "2026-07-01T00:00:00Z", -18_000),
        ])
    func knownChanges(zone: String, stamp: String, offset: Int) throws {
        let rules = try ZoneRules.load(zone)
        guard case .instant(let instant, _) = Instant.parse(stamp) else {
            Issue.record("\(stamp) is no instant")
            return
        }
        #expect(rules.offsetSeconds(at: instant) == offset)
    }

    @Test(
        "Offsets agree with Foundation at every third hour of sampled years",
        arguments: [
            "Europe/London", "America/Sao_Paulo", "Africa/Casablanca", "Asia/Tehran", "Antarctica/Troll",
            "America/Caracas", "Africa/Cairo", "Asia/Gaza", "Europe/Dublin", "Pacific/Norfolk",
        ])
    func agreesWithFoundation(name: String) throws {
        let rules = try ZoneRules.load(name)
        let zone = try #require(TimeZone(identifier: name))
        for year in [1970, 1974, 1983, 1996, 2011, 2014, 2026, 2069] {
            let start = try #require(CivilDate(year: year, month: 1, day: 1)).dayNumber * 86_400
            for hour in stride(from: 0, to: 8760, by: 3) {
                let second = start + hour * 3600
                let expected = zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(second)))
                guard rules.offsetSeconds(at: Instant(seconds: second)) == expected else {
                    Issue.record("\(name) differs at \(second)")
                    return
                }
            }
        }
    }

    @Test("Changes come in order and each changes something", arguments: ["Africa/Casablanca", "Asia/Gaza", "UTC"])
    func ordered(name: String) throws {
        let rules = try ZoneRules.load(name)
        var last = Instant(seconds: 0)
        var offset = rules.initialOffsetSeconds
        for change in rules.transitions {
            #expect(change.at > last)
            #expect(change.offsetSeconds != offset)
            last = change.at
            offset = change.offsetSeconds
        }
        #expect(rules.identifier == name)
    }

    @Test(
        "Names that the zone database does not have are refused with the nearest one",
        arguments: [
            ("Europe/Lodnon", "did you mean 'Europe/London'?"), ("london", "did you mean 'Europe/London'?"),
            ("europe/london", "did you mean 'Europe/London'?"), ("PST", "IANA database"), ("GMT+5", "Etc/GMT"),
            ("", "IANA database"),
        ])
    func unknown(name: String, hint: String) {
        let found = complaint { _ = try ZoneRules.load(name) }
        #expect(found.contains("unknown time zone '\(name)'"), "\(found)")
        #expect(found.contains(hint) || name == "GMT+5", "\(found)")
    }
}
