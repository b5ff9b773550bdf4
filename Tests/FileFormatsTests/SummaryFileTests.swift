import ContactCenter
import Tabular
import Testing

@testable import FileFormats

@Suite("Summary")
struct SummaryFileTests {
    private func full() -> PlanSummary {
        var summary = PlanSummary(name: "Harbour", version: "0.1.0", seed: .max, timeZone: "Europe/London")
        summary.historyStart = "2025-09-01"
        summary.historyEnd = "2026-03-01"
        summary.forecastStart = "2026-03-02"
        summary.forecastEnd = "2026-03-29"
        summary.accounting.read = 10
        summary.accounting.accepted = 6
        summary.accounting.identicalDuplicates = 1
        summary.accounting.superseded = 2
        summary.accounting.rejected = 1
        var stream = PlanSummary.Stream(queue: "sales", channel: "voice")
        stream.historyOffered = 5
        stream.historyServiceLevel = 0.1
        stream.historyAhtSeconds = 200.25
        stream.historyAbandonment = 0.2
        stream.forecastVolume = 1234.5
        stream.model = "profile"
        stream.modelReason = "lowest WAPE"
        stream.backtestWape = 0.3
        stream.backtestBias = -0.01
        stream.patienceSeconds = 180
        stream.targetServiceLevel = 0.8
        stream.targetWithinSeconds = 20
        stream.requiredAgentHours = 100
        stream.requiredServiceLevel = 0.81
        stream.simulatedServiceLevel = 0.79
        stream.simulatedAsaSeconds = 11.5
        stream.simulatedAbandonment = 0.03
        summary.streams = [stream, PlanSummary.Stream(queue: "help", channel: "chat")]
        var roster = PlanSummary.RosterFigures()
        roster.agents = 60
        roster.shifts = 1000
        roster.paidHours = 8000
        roster.requiredHours = 7900
        roster.underAgentHours = 12.25
        roster.overAgentHours = 100.1
        roster.cost = 4567.8
        roster.lowerBound = 4000.5
        roster.violations = 0
        summary.roster = roster
        summary.firstContactResolution = 0.74
        summary.shortfalls = ["Monday 09:00 is 2 short"]
        summary.notes = ["a \"note\"\nof two lines"]
        return summary
    }

    @Test("Every figure reads back to the last bit, and writes the same bytes")
    func roundTrip() throws {
        let bytes = SummaryFile.write(full())
        let back = try SummaryFile.read(InputBytes(name: "summary.json", bytes: bytes))
        #expect(back == full())
        #expect(SummaryFile.write(back) == bytes)
    }

    @Test("Every stored figure is in the file: none is forgotten")
    func complete() throws {
        let value = try JSONValue.parse(InputBytes(name: "s.json", bytes: SummaryFile.write(full())))
        // The children of a mirror are the stored properties; the list of fields is kept by hand.
        #expect(value.members?.count == Mirror(reflecting: full()).children.count)
        let stream = try #require(full().streams.first)
        #expect(value["streams"]?.array?.first?.members?.count == Mirror(reflecting: stream).children.count)
        let roster = try #require(full().roster)
        #expect(value["roster"]?.members?.count == Mirror(reflecting: roster).children.count)
        #expect(value["accounting"]?.members?.count == Mirror(reflecting: full().accounting).children.count)
    }

    @Test("Unknown figures are absent, never zero")
    func unknown() throws {
        let bytes = SummaryFile.write(PlanSummary(name: "x", version: "0", seed: 7, timeZone: "UTC"))
        let found = text(bytes)
        #expect(!found.contains("roster"))
        #expect(!found.contains("first_contact_resolution"))
        #expect(found.contains("\"seed\": 7,"))
    }

    @Test("A wrong figure is refused by line and key")
    func refused() {
        let source =
            "{\"name\": \"x\", \"version\": \"0\", \"seed\": 1, \"time_zone\": \"UTC\",\n\"accounting\": {\"read\": -1}}"
        #expect(
            complaint { _ = try SummaryFile.read(input(source, name: "s.json")) }
                == "s.json:2: key 'accounting.read': expected a whole number from 0 to 1000000000000, found -1")
    }
}
