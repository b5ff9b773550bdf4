import ContactCenter
import Testing

@testable import Queueing

/// Expects two queues to be measured alike, everything they have in common.
func expectSame(
    _ a: QueueMeasures, _ b: QueueMeasures, relative: Double, absolute: Double = 1e-13, _ comment: Comment? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
) {
    let parts: [(String, Double, Double)] = [
        ("P(wait)", a.probabilityOfWait, b.probabilityOfWait), ("abandonment", a.abandonment, b.abandonment),
        ("occupancy", a.occupancy, b.occupancy), ("queue", a.meanQueue, b.meanQueue),
        ("mean wait", a.meanWaitSeconds, b.meanWaitSeconds), ("ASA", a.asaSeconds ?? -1, b.asaSeconds ?? -1),
        ("wait of the lost", a.meanWaitOfAbandonedSeconds ?? -1, b.meanWaitOfAbandonedSeconds ?? -1),
        ("within", a.answeredWithin, b.answeredWithin), ("late", a.answeredLate, b.answeredLate),
        ("lost within", a.abandonedWithin, b.abandonedWithin), ("short", a.shortAbandoned, b.shortAbandoned),
        ("virtually late", a.virtuallyLate, b.virtuallyLate),
    ]
    for (name, x, y) in parts {
        #expect(
            isClose(x, y, relative: relative, absolute: absolute), "\(name) \(x) against \(y) \(comment ?? "")",
            sourceLocation: sourceLocation)
    }
}
