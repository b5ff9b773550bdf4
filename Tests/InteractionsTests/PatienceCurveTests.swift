import ContactCenter
import Foundation
import Testing

@testable import Interactions

@Suite("Patience by stretches of the wait")
struct PatienceCurveTests {
    private static func curve(_ waits: [(Double, Bool)]) -> [PatienceInterval] {
        var curve = PatienceCurve()
        for contact in PatienceEstimateTests.contacts(waits) { curve.add(contact) }
        return curve.rows(everySeconds: 10)
    }

    @Test("Counts, exposure and the curve are those of a hand computation")
    func byHand() throws {
        // Ten wait; at 4 s one gives up, at 6 s one is answered, at 10 s two give up, at 15 s one is answered, at 20 s one
        // gives up, the others are answered at 25 s.
        let rows = Self.curve(
            [(4, true), (6, false), (10, true), (10, true), (15, false), (20, true)]
                + [(Double, Bool)](repeating: (25, false), count: 4))
        #expect(rows.map(\.atRisk) == [10, 6, 4] && rows.map(\.abandoned) == [3, 1, 0])
        #expect(rows.map(\.answered) == [1, 1, 4])
        let expected = [0.9 * 6 / 8, 0.9 * 6 / 8 * 4 / 5, 0.9 * 6 / 8 * 4 / 5]
        for (row, share) in zip(rows, expected) { #expect(abs(row.willing - share) < 1e-12) }
        // 4 + 6 + 10 + 10 and six times ten seconds; then 5, 10 and four times ten; then four times five.
        let hazards = try rows.map { try #require($0.hazardPerSecond) }
        #expect(abs(hazards[0] - 3.0 / 90) < 1e-12 && abs(hazards[1] - 1.0 / 55) < 1e-12 && hazards[2] == 0)
        // Greenwood by hand: 1/(10·9) + 2/(8·6).
        let half = 1.959963984540054 * (1.0 / 90 + 2.0 / 48).squareRoot() / abs(Foundation.log(0.675))
        let interval = try #require(rows[0].willing95)
        #expect(abs(interval.lowerBound - Foundation.pow(0.675, Foundation.exp(half))) < 1e-12)
        #expect(interval.upperBound > 0.675 && interval.upperBound < 1)
        #expect(rows.allSatisfy { $0.exponential == nil })
    }

    @Test("Its last point is the estimate's curve; exponential patience has a flat hazard, told within its error")
    func simulated() throws {
        var random = TestRandom(5)
        let waits = (0..<30_000).map { _ -> (Double, Bool) in
            let patience = -180 * Foundation.log(random.uniform())
            let offered = -60 * Foundation.log(random.uniform())
            return (min(patience, offered), patience < offered)
        }
        let rows = Self.curve(waits)
        let estimate = try #require(PatienceEstimate.estimate(from: PatienceEstimateTests.contacts(waits)))
        for row in rows.prefix(15) {
            #expect(abs(row.willing - estimate.willingToWait(longerThan: row.toSeconds)) < 1e-9)
            #expect(abs((row.hazardPerSecond ?? 0) * 180 - 1) < 4 / Double(row.abandoned).squareRoot())
            let interval = try #require(row.willing95)
            #expect(interval.contains(row.willing) && abs(row.willing - Foundation.exp(-row.toSeconds / 180)) < 0.03)
        }
    }

    @Test("E-mail has no patience; everybody gone at once, nobody waiting, waits of hours end well")
    func edges() {
        #expect(Self.curve([]).isEmpty)
        let gone = Self.curve([(0, true), (0, true)])
        #expect(gone.count == 1 && gone[0].willing == 0 && gone[0].willing95 == nil && gone[0].abandoned == 2)
        #expect(Self.curve([(1e6, false)]).count == 360)
        var mail = PatienceCurve()
        var contact = Interaction(
            id: "1", stream: QueueChannel(queue: "q", channel: .email), createdAt: Instant(seconds: 0),
            outcome: .answered)
        contact.waitSeconds = 4000
        mail.add(contact)
        #expect(mail.rows(everySeconds: 10).isEmpty && mail.inWords.isEmpty)
    }
}
