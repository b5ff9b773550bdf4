import ContactCenter
import Testing

@testable import Interactions

@Suite("Offers and quiet intervals")
struct OfferTests {
    private func offer(
        _ name: String, _ kind: Offer.Kind, acceptance: Double? = 0.1, value: Double? = 100, reasons: [String] = []
    )
        -> Offer
    {
        Offer(
            name: name, kind: kind, reasons: reasons, exceptReasons: ["complaint"], acceptance: acceptance,
            value: value,
            attempts: 3, connectRate: 0.5, talkSeconds: 400, missSeconds: 40, costPerHour: 36)
    }

    private func value(_ customer: String, alive: Double) -> CustomerValue {
        var row = CustomerValue(
            customer: customer, repeats: 1, recencyDays: 1, observedDays: 2, meanRepeatValue: 10, total: 20,
            daysSinceLast: 1, recencyScore: 1, frequencyScore: 1, monetaryScore: 1)
        row.probabilityAlive = alive
        row.expectedPurchases = 1
        row.expectedValue = 40
        return row
    }

    @Test("Attempts, reach and agent time of three tries at one half are those of full enumeration")
    func attempts() {
        let one = offer("x", .lead)
        // Reached at the 1st, 2nd or 3rd try, or never: ½, ¼, ⅛, ⅛.
        #expect(one.reach == 0.875 && one.expectedAttempts == 1.75)
        #expect(one.workSeconds == 0.5 * 400 + 0.25 * 440 + 0.125 * 480 + 0.125 * 120)
    }

    @Test("Leads go to those who never bought, cross-selling to buyers by P(alive), complaints to nobody")
    func eligibility() throws {
        let reasons: [String: Set<String>] = ["A": ["price"], "B": ["price"], "C": ["price", "complaint"], "D": []]
        let ranking = OfferRanking(
            [offer("first", .lead, reasons: ["price"]), offer("more", .crossSell)], reasons: reasons,
            values: [value("B", alive: 0.9), value("E", alive: 0.3)])
        #expect(ranking.candidates.map(\.customer) == ["B", "A", "E"])
        let b = try #require(ranking.candidates.first)
        // The mean acceptance stays 10 %: 0.15 and 0.05.
        #expect(abs(b.acceptance - 0.15) < 1e-12)
        #expect(abs(b.netValue - (0.875 * 0.15 * 100 - offer("", .lead).workSeconds / 100)) < 1e-9)
    }

    @Test("Customers not worth the call are left out; acceptance without a figure is estimated aloud")
    func worth() throws {
        let none = OfferRanking([offer("x", .lead, value: 1)], reasons: ["A": ["price"]], values: [])
        #expect(none.candidates.isEmpty)
        let estimated = OfferRanking(
            [offer("x", .lead, acceptance: nil, reasons: ["price"])], reasons: ["A": ["price"], "B": ["price"]],
            values: [value("B", alive: 1)])
        // One buyer of two, twenty more at one half: 11 of 22.
        #expect(estimated.candidates.first?.acceptance == 0.5)
        #expect(estimated.notes.contains { $0.contains("acceptance estimated as 50.0 %") })
    }

    @Test("Quiet intervals are filled up to the spare agents, and no work is lost or made")
    func fill() throws {
        let candidates = OfferRanking(
            [offer("x", .lead)], reasons: Dictionary(uniqueKeysWithValues: (0..<50).map { ("c\($0)", ["price"]) }),
            values: []
        ).candidates
        func requirement(_ hour: Int, _ agents: Double) -> RequirementInterval {
            var row = RequirementInterval(
                stream: QueueChannel(queue: "sales", channel: .voice), start: Instant(seconds: hour * 3600),
                intervalSeconds: 3600)
            row.agentsRequired = agents
            return row
        }
        let roster = (0..<5).map { number in
            RosterSegment(
                agent: "a\(number)", date: CivilDate(dayNumber: 0), kind: "S", activity: .work, skill: "",
                start: Instant(seconds: 8 * 3600), end: Instant(seconds: 14 * 3600 + 1800), isPaid: true)
        }
        let filled = OutboundFill(
            candidates, requirements: [(8, 1), (9, 4.5), (10, 3), (11, 9), (12, 4), (14, 0)].map(requirement),
            roster: roster, callingMinutes: 9 * 60..<20 * 60, occupancy: 0.8, zone: .utc)
        let hours = filled.intervals.map { ($0.start.seconds / 3600, $0.volume * ($0.ahtSeconds ?? 0) / 2880) }
        #expect(hours.map(\.0) == [9, 10, 12])
        // 0.5 and 2 agents are spare and wholly used; at 14 nobody stays to the end, at 8 nobody is called.
        #expect(abs(hours[0].1 - 0.5) < 1e-9 && abs(hours[1].1 - 2) < 1e-9)
        #expect(abs(filled.spareSeconds - 3.5 * 2880) < 1e-6)
        let placed = filled.intervals.reduce(0) { $0 + $1.volume * ($1.ahtSeconds ?? 0) }
        #expect(abs(placed - filled.placedSeconds) < 1e-6 && filled.placedSeconds <= filled.wantedSeconds)
    }

    @Test("The churn list holds those likely gone by the model or by their own habit, never one-time buyers")
    func churn() {
        var gone = value("gone", alive: 0.2)
        gone.expectedIfAlive = 2
        var silent = value("silent", alive: 1)
        silent.repeats = 4
        silent.recencyDays = 40
        silent.daysSinceLast = 31
        var regular = silent
        regular.customer = "regular"
        regular.daysSinceLast = 29
        var once = value("once", alive: 1)
        once.repeats = 0
        let list = ChurnList.list([once, regular, silent, gone])
        // Ten days a gap: e^(−29/10) = 5.5 %, e^(−31/10) = 4.5 %.
        #expect(list.map(\.value.customer) == ["gone", "silent"])
        #expect(list.first { $0.value.customer == "silent" }?.reason == "31 days without a purchase, usually 10")
    }
}
