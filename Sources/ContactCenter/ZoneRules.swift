/// The clock of a place as a value: its offsets from UTC and when they change.
///
/// Built once at the edge from the system's zone data (`FileFormats`), so that the computing modules map millions of
/// times without a calendar library.
public struct ZoneRules: Hashable, Sendable {
    /// One change of the clock.
    public struct Transition: Hashable, Sendable {
        /// First second of the new offset.
        public let at: Instant
        /// Offset from UTC from then on, in seconds (east is positive).
        public let offsetSeconds: Int

        /// The clock changes to `offsetSeconds` at `at`.
        public init(at: Instant, offsetSeconds: Int) {
            self.at = at
            self.offsetSeconds = offsetSeconds
        }
    }

    /// IANA name, e.g. `Europe/London`.
    public let identifier: String
    /// Offset before the first transition, in seconds.
    public let initialOffsetSeconds: Int
    /// Changes in order of time.
    public let transitions: [Transition]

    /// The zone `identifier` with its offset before the first of `transitions` (in order of time).
    public init(identifier: String, initialOffsetSeconds: Int, transitions: [Transition] = []) {
        self.identifier = identifier
        self.initialOffsetSeconds = initialOffsetSeconds
        self.transitions = transitions
    }

    /// Coordinated universal time.
    public static let utc = ZoneRules(identifier: "UTC", initialOffsetSeconds: 0)

    /// Offset from UTC at an instant, in seconds.
    ///
    /// - Complexity: O(log transitions)
    public func offsetSeconds(at instant: Instant) -> Int {
        var low = 0
        var high = transitions.count
        while low < high {
            let middle = (low + high) / 2
            if transitions[middle].at <= instant { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? initialOffsetSeconds : transitions[low - 1].offsetSeconds
    }

    /// The wall-clock minute at an instant (seconds are cut off).
    public func localTime(at instant: Instant) -> LocalTime {
        let local = instant.seconds + offsetSeconds(at: instant)
        return LocalTime(minutes: (local - CivilDate.floorModulo(local, 60)) / 60)
    }

    /// What a wall-clock second means on this clock.
    public enum Resolution: Sendable, Equatable {
        /// It happens once.
        case unique(Instant)
        /// The clock goes back over it: it happens twice.
        case ambiguous(earlier: Instant, later: Instant)
        /// The clock jumps over it: it never happens. `after` is the first instant past the gap.
        case skipped(after: Instant)
    }

    /// The instant, or instants, at which the clock shows `seconds` since 1970-01-01T00:00:00 wall clock.
    public func resolve(wallClockSeconds seconds: Int) -> Resolution {
        // Offsets lie within ±18 h, so only the offsets in force a day on either side can apply.
        let before = offsetSeconds(at: Instant(seconds: seconds - 86_400))
        let after = offsetSeconds(at: Instant(seconds: seconds + 86_400))
        let first = Instant(seconds: seconds - before)
        let second = Instant(seconds: seconds - after)
        let firstHolds = offsetSeconds(at: first) == before
        let secondHolds = offsetSeconds(at: second) == after
        if firstHolds, secondHolds {
            return first == second ? .unique(first) : .ambiguous(earlier: min(first, second), later: max(first, second))
        }
        if firstHolds { return .unique(first) }
        if secondHolds { return .unique(second) }
        let gap = transitions.first { $0.at.seconds + $0.offsetSeconds > seconds && $0.at > first + -86_400 }
        return .skipped(after: gap?.at ?? first)
    }

    /// The instant of a wall-clock time; the earlier of two, the end of the gap for a time that never happens.
    public func instant(of time: LocalTime) -> Instant {
        switch resolve(wallClockSeconds: time.minutes * 60) {
        case .unique(let instant): instant
        case .ambiguous(let earlier, _): earlier
        case .skipped(let after): after
        }
    }

    /// Every instant at which the clock shows `time`: one, two where the clock goes back, none where it jumps.
    public func instants(of time: LocalTime) -> [Instant] {
        switch resolve(wallClockSeconds: time.minutes * 60) {
        case .unique(let instant): [instant]
        case .ambiguous(let earlier, let later): [earlier, later]
        case .skipped: []
        }
    }

    /// ISO 8601 with the offset in force at the instant.
    public func iso8601(_ instant: Instant) -> String { instant.iso8601(offsetSeconds: offsetSeconds(at: instant)) }
}
