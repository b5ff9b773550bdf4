import ContactCenter
import Foundation
import Tabular
import Testing

@testable import Interactions

@Suite("Tickets in figures")
struct TicketDurationTests {
    @Test("Durations, steps and people of a small log")
    func small() throws {
        let events = [
            TicketEvent(ticket: "1", activity: "open", agent: "a", seconds: 0),
            TicketEvent(ticket: "1", activity: "closed", agent: "b", seconds: 100),
            TicketEvent(ticket: "2", activity: "open", agent: "", seconds: 50),
            TicketEvent(ticket: "2", activity: "open", agent: "", seconds: 50),
        ]
        let found = try #require(TicketDurations(events, closing: "Closed"))
        #expect(found.tickets == 2 && found.closed == 1 && found.withSeveralAgents == 1 && found.agents == 2)
        #expect(found.meanSeconds == 50 && found.medianSeconds == 50 && found.percentile90Seconds == 90)
        #expect(found.identicalDuplicates == 1 && found.eventsPerTicket == 2)
        #expect(TicketDurations([], closing: "Closed") == nil)
    }
}

@Suite(
    "A real help desk's tickets",
    .enabled(
        if: Reference.has("data/interactions/helpdesk_events.csv"),
        "reference data absent: set WFM_REFERENCE to its folder"))
struct TicketReferenceTests {
    @Test("Every figure equals the independent reference")
    func tickets() throws {
        var reader = try CSVReader(Reference.input("data/interactions/helpdesk_events.csv"))
        var events: [TicketEvent] = []
        while let record = reader.next() {
            guard case .wallClock(let seconds) = record.withBytes(3, { Instant.parse($0) }) else {
                Issue.record("\(record[3])")
                continue
            }
            events.append(TicketEvent(ticket: record[0], activity: record[1], agent: record[2], seconds: seconds))
        }
        let found = try #require(TicketDurations(events, closing: "Closed"))
        let expected = try Reference.json("oracles/crm/helpdesk_tickets.json")
        let counts = [
            "events": found.events, "cases": found.tickets, "cases_closed": found.closed,
            "cases_with_more_than_one_agent": found.withSeveralAgents, "agents": found.agents,
            "exact_duplicate_rows": found.identicalDuplicates,
        ]
        for (name, count) in counts { #expect(count == expected[name] as? Int, "\(name)") }
        let figures = [
            "mean_duration_s": found.meanSeconds, "median_duration_s": found.medianSeconds,
            "p90_duration_s": found.percentile90Seconds, "mean_events_per_case": found.eventsPerTicket,
        ]
        for (name, value) in figures {
            #expect(isClose(value, try #require(expected[name] as? Double), relative: 1e-9), "\(name)")
        }
    }
}
