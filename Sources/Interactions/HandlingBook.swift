import ContactCenter

/// Handle time by the contacts' arrival, by their end, and true to interval: second by second, where it was done.
///
/// Staff is needed when the work is done, contacts are forecast when they arrive, and most reports count them when they
/// end; sums over a long time agree, single intervals do not. Only answered contacts of known handle time count: their
/// handling begins after their wait and lasts without a pause.
public struct HandlingBook: Sendable {
    private struct Key: Hashable {
        var stream: QueueChannel
        var start: Instant
    }

    private let zone: ZoneRules
    private let intervalSeconds: Int
    private var intervals: [Key: BookedHandling] = [:]

    /// A book with no contact yet, of intervals that divide the days of `zone`.
    public init(zone: ZoneRules, intervalSeconds: Int) {
        precondition(intervalSeconds > 0, "an interval has a length")
        self.zone = zone
        self.intervalSeconds = intervalSeconds
    }

    /// Books a contact.
    /// - Complexity: O(1 + intervals that its handling touches)
    public mutating func add(_ contact: Interaction) {
        guard contact.outcome == .answered, let seconds = contact.handleSeconds, seconds >= 0 else { return }
        book(contact.stream, at: contact.createdAt) {
            $0.handledByArrival += 1
            $0.arrivalSeconds += seconds
        }
        let end = BookingRule.contactEnd.seconds(contact, withinSeconds: 0)
        book(contact.stream, at: Instant(seconds: end)) {
            $0.handledByEnd += 1
            $0.endSeconds += seconds
        }
        let from = Double(contact.createdAt.seconds) + (contact.waitSeconds ?? 0)
        let to = from + seconds
        var start = interval(at: Instant(seconds: Int(from.rounded(.down))))
        while Double(start.seconds) < to {
            let next = IntervalGrid.next(after: start, zone: zone, intervalSeconds: intervalSeconds)
            let worked = min(to, Double(next.seconds)) - max(from, Double(start.seconds))
            if worked > 0 { book(contact.stream, from: start) { $0.workedSeconds += worked } }
            start = next
        }
    }

    /// Every interval with something in it, by stream and time.
    /// - Complexity: O(n log n)
    public var rows: [BookedHandling] {
        intervals.values.sorted { ($0.stream, $0.start) < ($1.stream, $1.start) }
    }

    private func interval(at instant: Instant) -> Instant {
        IntervalGrid.start(of: instant, zone: zone, intervalSeconds: intervalSeconds)
    }

    private mutating func book(_ stream: QueueChannel, at instant: Instant, _ change: (inout BookedHandling) -> Void) {
        book(stream, from: interval(at: instant), change)
    }

    private mutating func book(_ stream: QueueChannel, from start: Instant, _ change: (inout BookedHandling) -> Void) {
        change(
            &intervals[
                Key(stream: stream, start: start),
                default: BookedHandling(stream: stream, start: start, intervalSeconds: intervalSeconds)])
    }
}
