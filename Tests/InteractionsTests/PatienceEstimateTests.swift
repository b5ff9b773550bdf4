import ContactCenter
import Foundation
import Interactions
import Testing

@Suite("Patience")
struct PatienceEstimateTests {
    static func contacts(_ waits: [(Double, Bool)]) -> [Interaction] {
        waits.enumerated().map { index, wait in
            var contact = Interaction(
                id: "\(index)", stream: QueueChannel(queue: "q", channel: .voice), createdAt: Instant(seconds: 0),
                outcome: wait.1 ? .abandoned : .answered)
            contact.waitSeconds = wait.0
            return contact
        }
    }

    @Test("The mean is the total wait divided by the abandoned, its error the mean by their root")
    func closedForm() throws {
        let waits = (0..<25).map { (Double($0), true) } + (0..<75).map { (Double($0 % 10), false) }
        let estimate = try #require(PatienceEstimate.estimate(from: Self.contacts(waits)))
        #expect(abs(estimate.meanSeconds - waits.reduce(0) { $0 + $1.0 } / 25) < 1e-12)
        #expect(abs(estimate.standardErrorSeconds - estimate.meanSeconds / 5) < 1e-12)
        #expect(estimate.abandoned == 25 && estimate.contacts == 100)
    }

    @Test("Too few abandoned, or nobody who waited, gives no estimate")
    func tooFew() {
        let few = (0..<19).map { _ in (10.0, true) } + (0..<1000).map { _ in (5.0, false) }
        #expect(PatienceEstimate.estimate(from: Self.contacts(few)) == nil)
        #expect(PatienceEstimate.estimate(from: Self.contacts((0..<50).map { _ in (0.0, true) })) == nil)
        #expect(PatienceEstimate.estimate(from: []) == nil)
        #expect(PatienceEstimate.meanSeconds(from: []) == nil)
    }

    @Test("Finds the true mean of simulated customers whose waits are cut short", arguments: [60.0, 300, 1200])
    func recovers(_ mean: Double) throws {
        var random = TestRandom(UInt64(mean))
        let waits = (0..<40_000).map { _ -> (Double, Bool) in
            let patience = -mean * Foundation.log(random.uniform())
            let offered = -90 * Foundation.log(random.uniform())
            return (min(patience, offered), patience < offered)
        }
        let estimate = try #require(PatienceEstimate.estimate(from: Self.contacts(waits)))
        #expect(abs(estimate.meanSeconds - mean) < 4 * estimate.standardErrorSeconds)
        // The curve, which assumes nothing, agrees with the exponential.
        for seconds in [10.0, 50, 100] {
            #expect(abs(estimate.willingToWait(longerThan: seconds) - Foundation.exp(-seconds / mean)) < 0.02)
        }
        #expect(estimate.willingToWait(longerThan: 0) == 1)
    }

    @Test("The curve is the published one of the 6-mercaptopurine trial")
    func kaplanMeier() throws {
        // Freireich et al., Blood 21 (1963): weeks of remission, 21 patients; + = censored. The survival is that printed in
        // Kleinbaum & Klein, "Survival Analysis", table 2.1. Repeated four times to have enough events: same curve.
        let events = [6.0, 6, 6, 7, 10, 13, 16, 22, 23]
        let censored = [6.0, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
        let once = events.map { ($0, true) } + censored.map { ($0, false) }
        let estimate = try #require(PatienceEstimate.estimate(from: Self.contacts(once + once + once + once)))
        let published = [(6, 0.857), (7, 0.807), (10, 0.753), (13, 0.690), (16, 0.627), (22, 0.538), (23, 0.448)]
        #expect(estimate.curve.map { Int($0.seconds) } == published.map(\.0))
        for (step, value) in zip(estimate.curve, published) {
            #expect(abs(step.willingToWaitLonger - value.1) < 0.0006)
        }
    }
}
