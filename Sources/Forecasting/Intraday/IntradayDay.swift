/// The forecast of one day, made before it began: one entry a slot of the day in every array.
public struct DayAheadForecast: Hashable, Sendable {
    /// Expected volume; 0 where closed.
    public var mean: [Double]
    /// Lower end of the 80 % interval.
    public var lower80: [Double]
    /// Upper end of the 80 % interval.
    public var upper80: [Double]
    /// Lower end of the 95 % interval.
    public var lower95: [Double]
    /// Upper end of the 95 % interval.
    public var upper95: [Double]

    /// A forecast with intervals; without them they are the mean.
    public init(
        mean: [Double], lower80: [Double]? = nil, upper80: [Double]? = nil, lower95: [Double]? = nil,
        upper95: [Double]? = nil
    ) {
        self.mean = mean
        self.lower80 = lower80 ?? mean
        self.upper80 = upper80 ?? mean
        self.lower95 = lower95 ?? mean
        self.upper95 = upper95 ?? mean
        precondition(
            [self.lower80, self.upper80, self.lower95, self.upper95].allSatisfy { $0.count == mean.count },
            "one interval a slot")
    }
}

/// A past day: what was expected the evening before, and what came.
public struct IntradayDay: Hashable, Sendable {
    /// Day-ahead forecast of each slot of the day; 0 where closed.
    public var forecast: [Double]
    /// Volume of each slot; NaN where closed or unknown.
    public var actual: [Double]

    /// A day of `forecast.count` slots.
    public init(forecast: [Double], actual: [Double]) {
        precondition(forecast.count == actual.count, "one actual a slot")
        self.forecast = forecast
        self.actual = actual
    }
}

/// The rest of a day, updated from its morning.
public struct IntradayOutcome: Hashable, Sendable {
    /// Place in the day of the first slot that is updated; the arrays begin there.
    public var firstSlot: Int
    /// The updated forecast of the rest of the day.
    public var rest: DayAheadForecast
    /// How wide what is still uncertain is against the day-ahead forecast's uncertainty, 0…1, by slot.
    public var scale: [Double]
    /// The day-ahead means of the same slots.
    public var dayAheadMean: [Double]
    /// Share of the morning's deviation that is carried over; 0 = no update.
    public var carryOver: Double
    /// Why, in words.
    public var reason: String

    /// A coherent sample path of the rest of the day made out of one of the day-ahead forecast: the deviation from the
    /// mean shrinks by ``scale`` and moves to the updated mean, so that correlations over slots and queues are kept.
    public func updated(path: [Double]) -> [Double] {
        precondition(path.count == rest.mean.count, "one entry a slot of the rest of the day")
        return path.indices.map { max(0, rest.mean[$0] + scale[$0] * (path[$0] - dayAheadMean[$0])) }
    }
}
