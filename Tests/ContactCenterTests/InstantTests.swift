import ContactCenter
import Testing

@Suite("Time stamps and clocks")
struct InstantTests {
    @Test(
        "Stamps are read with their offset, or as wall clock without one",
        arguments: [
            ("2026-03-02T08:00:00+01:00", 1_772_434_800, 3600), ("2026-03-02T08:00:00Z", 1_772_438_400, 0),
            ("2026-03-02 08:00:00.250-0530", 1_772_458_200, -19_800), ("2026-03-02T08:00+05", 1_772_420_400, 18_000),
        ])
    func stamps(text: String, seconds: Int, offset: Int) {
        #expect(Instant.parse(text) == .instant(Instant(seconds: seconds), offsetSeconds: offset))
    }

    @Test("A stamp without offset is a second of the wall clock")
    func wallClock() {
        #expect(Instant.parse("2026-03-02T08:00:59") == .wallClock(seconds: 1_772_438_459))
        #expect(Instant.parse("2026-03-02 08:00") == .wallClock(seconds: 1_772_438_400))
    }

    @Test(
        "What is no time is refused",
        arguments: [
            "", "2026-03-02", "2026-03-02T8:00:00Z", "2026-03-02T24:00:00Z", "2026-03-02T08:60:00Z",
            "2026-02-30T08:00:00Z", "2026-03-02T08:00:00+", "2026-03-02T08:00:00+1", "2026-03-02T08:00:00Zulu",
            "2026-03-02T08:00:00.Z", "2026-03-02T08:00:60Z", "2026-03-02T08:00:00+01:75", "02.03.2026 08:00:00",
        ])
    func refused(text: String) {
        #expect(Instant.parse(text) == nil)
    }

    @Test("Writing is reading backwards", arguments: [-43_200, -12_600, 0, 3600, 20_700, 50_400])
    func roundTrip(offset: Int) {
        for seconds in stride(from: -2_000_000_000, to: 4_000_000_000, by: 123_456_789) {
            let instant = Instant(seconds: seconds)
            #expect(
                Instant.parse(instant.iso8601(offsetSeconds: offset)) == .instant(instant, offsetSeconds: offset))
        }
    }

    /// Central Europe in 2025: summer time from 30 March 01:00 UTC to 26 October 01:00 UTC.
    private static let zone = ZoneRules(
        identifier: "test", initialOffsetSeconds: 3600,
        transitions: [
            .init(at: Instant(seconds: 1_743_296_400), offsetSeconds: 7200),
            .init(at: Instant(seconds: 1_761_440_400), offsetSeconds: 3600),
        ])

    private static func wall(_ text: String) -> Int {
        guard case .wallClock(let seconds)? = Instant.parse(text) else { return .min }
        return seconds
    }

    @Test("The hour that is skipped never happens, the hour that comes twice has two instants")
    func clockChanges() {
        let zone = Self.zone
        let skipped = Instant(seconds: 1_743_296_400)
        #expect(zone.resolve(wallClockSeconds: Self.wall("2025-03-30T02:30:00")) == .skipped(after: skipped))
        #expect(zone.resolve(wallClockSeconds: Self.wall("2025-03-30T02:00:00")) == .skipped(after: skipped))
        #expect(zone.resolve(wallClockSeconds: Self.wall("2025-03-30T03:00:00")) == .unique(skipped))
        let first = Instant(seconds: Self.wall("2025-10-26T02:30:00") - 7200)
        #expect(
            zone.resolve(wallClockSeconds: Self.wall("2025-10-26T02:30:00"))
                == .ambiguous(earlier: first, later: first + 3600))
        let days = ["2025-03-30": 92, "2025-06-01": 96, "2025-10-26": 100]
        for (text, quarters) in days {
            guard let date = CivilDate(text) else {
                Issue.record("\(text) is no date")
                continue
            }
            let length = zone.instant(of: LocalTime(date: date + 1)) - zone.instant(of: LocalTime(date: date))
            #expect(length / 900 == quarters)
            let instants = (0..<96).flatMap { zone.instants(of: LocalTime(date: date, minuteOfDay: $0 * 15)) }
            #expect(instants.count == quarters)
            #expect(Set(instants).count == quarters)
        }
    }

    @Test("Every instant's wall clock leads back to it")
    func thereAndBack() {
        for seconds in stride(from: 1_743_200_000 / 60 * 60, to: 1_743_400_000, by: 60) {
            let instant = Instant(seconds: seconds)
            #expect(Self.zone.instants(of: Self.zone.localTime(at: instant)).contains(instant))
        }
    }
}
