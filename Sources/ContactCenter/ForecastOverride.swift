/// A planner's correction of a forecast, with who made it, why and when. One row of `overrides.csv`.
public struct ForecastOverride: Hashable, Sendable {
    /// What the value does.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// The value is added to the volume of all intervals together, in proportion to what they have.
        case add
        /// The volume of every interval is multiplied by the value.
        case multiply
        /// The value is the volume of all intervals together, in proportion to what they have.
        case set
    }

    /// Queue; `nil` = all.
    public var queue: String?
    /// Name of the channel; `nil` = all.
    public var channel: String?
    /// Start of the first interval.
    public var from: Instant
    /// End of the last interval: intervals that start before it are meant.
    public var to: Instant
    /// What the value does.
    public var kind: Kind
    /// Contacts (add, set) or a factor (multiply).
    public var value: Double
    /// Who made it.
    public var author: String
    /// Why.
    public var reason: String
    /// When it was made: later ones are applied after earlier ones.
    public var createdAt: Instant

    /// A correction of the intervals in `from ..< to`.
    public init(
        queue: String? = nil, channel: String? = nil, from: Instant, to: Instant, kind: Kind, value: Double,
        author: String, reason: String, createdAt: Instant
    ) {
        self.queue = queue
        self.channel = channel
        self.from = from
        self.to = to
        self.kind = kind
        self.value = value
        self.author = author
        self.reason = reason
        self.createdAt = createdAt
    }

    /// Whether an interval is meant.
    public func concerns(_ interval: ForecastInterval) -> Bool {
        interval.start >= from && interval.start < to && (queue.map { $0 == interval.stream.queue } ?? true)
            && (channel.map { $0 == interval.stream.channel.name } ?? true)
    }
}

/// What overrides made of an interval.
public struct OverrideTrace: Hashable, Sendable {
    /// The volume that the models forecast.
    public var machineVolume: Double
    /// Who changed it, in order, each once.
    public var authors: [String]
    /// Why, in order, joined by `; `.
    public var reason: String

    /// A change of `machineVolume` by `authors`.
    public init(machineVolume: Double, authors: [String], reason: String) {
        self.machineVolume = machineVolume
        self.authors = authors
        self.reason = reason
    }
}
