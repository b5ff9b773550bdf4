import ContactCenter

/// The intervals of a period on the centre's clock.
///
/// An interval starts where the wall clock shows a multiple of its length, so a day has 92, 96 or 100 quarter-hours.
/// Where the clock is put forward over such a time, the first instant after the jump starts the interval instead; an
/// interval that the clock is put back within goes on (a day of 25 hours is one day).
public struct IntervalGrid: Sendable {
    /// Starts in order.
    public let starts: [Instant]
    /// First instant after the last interval.
    public let end: Instant

    /// The intervals of the days `from` … `to` (inclusive).
    public init(zone: ZoneRules, intervalSeconds: Int, from: CivilDate, to: CivilDate) {
        precondition(intervalSeconds > 0 && 86_400 % intervalSeconds == 0, "an interval divides a day")
        let end = zone.instant(of: LocalTime(date: to + 1))
        var starts: [Instant] = []
        var start = zone.instant(of: LocalTime(date: from))
        while start < end {
            starts.append(start)
            start = IntervalGrid.next(after: start, zone: zone, intervalSeconds: intervalSeconds)
        }
        self.starts = starts
        self.end = end
    }

    /// Position of the interval that holds an instant; `nil` outside the period.
    ///
    /// - Complexity: O(log intervals)
    public func index(of instant: Instant) -> Int? {
        guard let first = starts.first, instant >= first, instant < end else { return nil }
        var low = 0
        var high = starts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= instant { low = middle } else { high = middle }
        }
        return low
    }

    /// Length of an interval in seconds.
    public func seconds(of index: Int) -> Int { (index + 1 < starts.count ? starts[index + 1] : end) - starts[index] }

    /// Start of the interval that holds an instant.
    package static func start(of instant: Instant, zone: ZoneRules, intervalSeconds: Int) -> Instant {
        let offset = zone.offsetSeconds(at: instant)
        let start = instant + -floorModulo(instant.seconds + offset, intervalSeconds)
        guard let change = zone.transitions.last(where: { $0.at <= instant })?.at, start < change else { return start }
        // The clock was changed within the interval: does the one before go on?
        let before = change + -1
        let label = floorDivision(instant.seconds + offset, intervalSeconds)
        let labelBefore = floorDivision(before.seconds + zone.offsetSeconds(at: before), intervalSeconds)
        return label == labelBefore ? self.start(of: before, zone: zone, intervalSeconds: intervalSeconds) : change
    }

    /// First instant after the interval that starts at `start`.
    package static func next(after start: Instant, zone: ZoneRules, intervalSeconds: Int) -> Instant {
        var end = start + remaining(at: start, zone: zone, intervalSeconds: intervalSeconds)
        var from = start
        while let change = zone.transitions.first(where: { $0.at > from && $0.at <= end })?.at {
            if self.start(of: change, zone: zone, intervalSeconds: intervalSeconds) == change { return change }
            end = change + remaining(at: change, zone: zone, intervalSeconds: intervalSeconds)
            from = change
        }
        return end
    }

    /// Seconds until the clock next shows a multiple of the interval.
    private static func remaining(at instant: Instant, zone: ZoneRules, intervalSeconds: Int) -> Int {
        intervalSeconds - floorModulo(instant.seconds + zone.offsetSeconds(at: instant), intervalSeconds)
    }

    private static func floorModulo(_ value: Int, _ modulus: Int) -> Int {
        let remainder = value % modulus
        return remainder < 0 ? remainder + modulus : remainder
    }

    private static func floorDivision(_ value: Int, _ divisor: Int) -> Int {
        (value - floorModulo(value, divisor)) / divisor
    }
}
