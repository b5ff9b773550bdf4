import ContactCenter
import Testing

@testable import Interactions

@Suite("Reconciling a centre's own report")
struct ReconciliationTests {
    private typealias Measure = CentreReportRow.Measure

    private static func row(_ start: Int, _ seconds: Int, _ figures: [Measure: Double], tolerance: Double = 0.00005)
        -> CentreReportRow
    {
        CentreReportRow(
            queue: "", channel: "", start: Instant(seconds: start), intervalSeconds: seconds,
            figures: figures.mapValues { .init(value: $0, tolerance: tolerance) })
    }

    @Test(
        "The golden half-hour's service level tells the vendor's formula, in every documented variant",
        arguments: [
            (0.4167, "sl_offered"), (0.4545, "sl_excl_short_tau"), (0.5, "sl_excl_short_T"),
            (0.5455, "sl_abandon_ok_excl_short"), (0.5833, "sl_abandon_ok"), (0.625, "sl_answered"),
        ])
    func golden(level: Double, formula: String) throws {
        let report = [Self.row(0, 1800, [.serviceLevel: level])]
        let found = ReportReconciliation(report, RepeatContactsTests.golden, within: [20], short: [5])
        let best = try #require(found.fits.first?.fits.first)
        #expect(best.matched == 1 && best.variant.formula == formula && best.variant.booking == .arrival)
        #expect(best.variant.withinSeconds == 20 && found.differences.isEmpty)
    }

    @Test("Its other figures: answer speed of the answered and of all, handle time, abandonment with and without short")
    func measures() throws {
        for (measure, value, formula) in [
            (Measure.speedOfAnswer, 21.0, "answered"), (.speedOfAnswer, 24.1667, "all"),
            (.handleTime, 295, "talk+hold+wrap"), (.handleTime, 261.25, "talk+hold"),
            (.abandonment, 1.0 / 3, "abandoned_of_offered"), (.abandonment, 3.0 / 11, "abandoned_without_short"),
            (.offered, 12, "offered"), (.answered, 8, "answered"),
        ] {
            let report = [Self.row(0, 1800, [measure: value])]
            let found = ReportReconciliation(report, RepeatContactsTests.golden, within: [20], short: [5])
            let best = try #require(found.fits.first?.fits.first)
            #expect(best.matched == 1 && best.variant.formula == formula, "\(measure) \(value) \(best)")
        }
    }

    @Test(
        "Its workload by quarter-hour tells the booking: by arrival, by contact end, or second by second",
        arguments: [
            ([1700.0, 660, 0], BookingRule.arrival), ([980, 1020, 360], .contactEnd),
            ([1235, 866, 259], .trueToInterval),
        ])
    func workload(seconds: [Double], booking: BookingRule) throws {
        let report = seconds.enumerated().map { Self.row($0.offset * 900, 900, [.workload: $0.element]) }
        let found = ReportReconciliation(report, RepeatContactsTests.golden, within: [20], short: [5])
        let best = try #require(found.fits.first?.fits.first)
        #expect(best.matched == 3 && best.variant.booking == booking)
        #expect(best.variant.formula == "talk+hold+wrap")
        // Handle times by arrival, 283.3 and 330.0, and by contact end, 245, 340 and 360.
        let means = booking == .arrival ? [1700.0 / 6, 330] : [245, 340, 360]
        guard booking != .trueToInterval else { return }
        let handle = means.enumerated().map { Self.row($0.offset * 900, 900, [.handleTime: $0.element]) }
        let times = ReportReconciliation(handle, RepeatContactsTests.golden, within: [20], short: [5])
        #expect(times.fits.first?.fits.first?.variant.booking == booking)
        #expect(times.fits.first?.fits.first?.matched == means.count)
    }

    @Test("The threshold is found among many; an interval that somebody changed is named, with both figures")
    func threshold() throws {
        var random = TestRandom(21)
        let contacts = (0..<3000).map { number in
            contact(
                "\(number)", nil, at: random.below(20 * 1800), random.below(8) == 0 ? .abandoned : .answered,
                wait: Double(random.below(70)))
        }
        var report = (0..<20).map { slot in
            let own = contacts.filter { $0.createdAt.seconds / 1800 == slot }
            let good = own.count { $0.outcome == .answered && ($0.waitSeconds ?? 0) < 30 }
            return Self.row(slot * 1800, 1800, [.serviceLevel: Double(good) / Double(own.count)])
        }
        let thresholds = [20.0, 10, 30, 29, 40]
        let clean = ReportReconciliation(report, contacts, within: thresholds, short: [5])
        let best = try #require(clean.fits.first?.fits.first)
        // Waits are whole seconds: under 30 is within 29, and the one tried first is named.
        #expect(best.matched == 20 && best.variant.withinSeconds == 30 && best.variant.isStrict)
        #expect(clean.fits.first?.fits[1].variant.withinSeconds == 29)
        report[7].figures[.serviceLevel]?.value = 0.99
        let changed = ReportReconciliation(report, contacts, within: thresholds, short: [5])
        #expect(changed.differences.map(\.row) == [7] && changed.differences.first?.reported == 0.99)
        #expect(changed.fits.first?.fits.first?.matched == 19)
    }

    @Test("Rows of a queue hold its contacts alone; rows outside the log compare nothing")
    func queues() {
        let contacts = [contact("1", nil, at: 10), contact("2", nil, at: 20, queue: "billing")]
        var row = Self.row(0, 1800, [.offered: 1])
        row.queue = "billing"
        let empty = Self.row(86_400, 1800, [.serviceLevel: 1])
        let found = ReportReconciliation([row, empty], contacts, within: [20], short: [5])
        #expect(found.fits.first?.fits.first?.matched == 1)
        #expect(found.fits.last?.fits.first?.compared == 0)
    }
}
