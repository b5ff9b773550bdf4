#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Linear autoregression on the last slots, the same time yesterday and last week, and their neighbours.
///
/// xₜ = c + Σ bₗ xₜ₋ₗ + e, x the volume or its logarithm, l in {1, 2, 3, s − 1, s, s + 1, w − 1, w, w + 1, w + s − 1,
/// w + s, w + s + 1} with s slots a day and w a week (daily volumes: 1, 2, 6, 7, 8, 14). Products of seasonal
/// polynomials, (1 − φB)(1 − ΦBˢ)(1 − ΨBʷ), lie inside this family; here their coefficients are free. Least squares
/// over the last twelve weeks (daily volumes: a year), once more with Huber's weights min(1, 2σ/|e|), then iterated over the horizon. On the
/// logarithmic scale the mean is exp(x̂ + v/2), v the variance of the forecast's error, Σ ψⱼ² σ², at most 0.5.
/// Where short-term movement carries over (electricity, traffic, most of the M4 hourly series) it is the best single
/// model; where counts are noise around a profile it lags behind the smoothers.
///
/// Source: multiplicative seasonal autoregressions: Box & Jenkins, Time Series Analysis, 1970, ch. 9; double seasonal:
/// Taylor, JORS 54 (2003) 799–805, eq. 5; weights: Huber, Robust Statistics, 1981, §7; own choice of lags.
public struct LongLagAutoregression: ForecastModel {
    /// What is regressed: the volume or its logarithm.
    public let scale: DoubleSeasonalHoltWinters.Scale

    /// The autoregression on a scale.
    public init(scale: DoubleSeasonalHoltWinters.Scale) { self.scale = scale }

    /// `autoregression-additive` or `autoregression-multiplicative`.
    public var name: String { "autoregression-\(scale.rawValue)" }
    /// `long-lag autoregression (additive)` and the like.
    public var title: String { "long-lag autoregression (\(scale.rawValue))" }
    /// Twelve coefficients and a constant.
    public var complexity: Int { scale == .additive ? 7 : 8 }

    /// Weeks that the coefficients are estimated on: twelve, of daily volumes a year.
    static func fittingWeeks(slotsPerDay: Int) -> Int { slotsPerDay == 1 ? 52 : 12 }
    /// Least share of those weeks' slots that must be known: with nights closed this is no model.
    static let knownShare = 2.0 / 3
    /// Largest variance of a logarithm that is believed.
    static let maximumVariance = 0.5

    /// Lags in slots, ascending.
    static func lags(slotsPerDay s: Int) -> [Int] {
        let w = 7 * s
        if s == 1 { return [1, 2, 6, 7, 8, 14] }
        let lags =
            s == 2
            ? [1, 2, 3, w - 1, w, w + 1] : [1, 2, 3, s - 1, s, s + 1, w - 1, w, w + 1, w + s - 1, w + s, w + s + 1]
        return Array(Set(lags)).sorted()
    }

    /// Days after which the coefficients of a backtest are estimated anew; earlier while a history is short.
    static let estimatedDays = 56

    /// Expected volumes; NaN throughout when the history is shorter than the lags need or too little of it is known.
    public func path(for task: ForecastTask) -> [Double] {
        paths(for: task, cutoffs: [task.cutoff], horizonSlots: task.horizonSlots).first ?? []
    }

    /// Expected volumes from each cutoff. The coefficients of the last path are estimated from all that is known at its
    /// cutoff; those of the others anew after eight weeks, or after half of the history.
    ///
    /// - Complexity: O(estimations × slots of twelve weeks × lags² + steps × lags)
    public func paths(for task: ForecastTask, cutoffs: [Int], horizonSlots: Int) -> [[Double]] {
        var paths: [[Double]] = []
        paths.reserveCapacity(cutoffs.count)
        let weeks = Self.fittingWeeks(slotsPerDay: task.timeline.slotsPerDay)
        let reach = weeks * task.timeline.slotsPerWeek
        guard let first = cutoffs.first, let last = cutoffs.last else { return [] }
        var volumes = VolumeScale(task, scale: scale, slots: max(0, first - reach)..<last)
        var room = LagRegression.Room()
        var start = 0
        while start < cutoffs.count {
            let estimated = cutoffs[start]
            let until = estimated + min(Self.estimatedDays * task.timeline.slotsPerDay, estimated / 2)
            var end = start + 1
            while end < cutoffs.count - 1, cutoffs[end] < until { end += 1 }
            let window = max(0, estimated - reach)..<cutoffs[end - 1]
            append(
                to: &paths, cutoffs: cutoffs[start..<end], window: window, volumes: &volumes, room: &room,
                task: task, horizonSlots: horizonSlots)
            start = end
        }
        return paths
    }

    /// Paths from cutoffs that share the coefficients of the first.
    private func append(
        to paths: inout [[Double]], cutoffs: ArraySlice<Int>, window: Range<Int>, volumes: inout VolumeScale,
        room: inout LagRegression.Room, task: ForecastTask, horizonSlots: Int
    ) {
        guard let estimated = cutoffs.first else { return }
        let (values, offset) = volumes.values(window)
        var regression = LagRegression(
            values, slotsPerWeek: task.timeline.slotsPerWeek, lags: Self.lags(slotsPerDay: task.timeline.slotsPerDay),
            count: estimated - window.lowerBound, room: &room)
        defer { room.clear(&regression) }
        let variances = scale == .multiplicative ? regression?.forecastVariances(steps: horizonSlots) ?? [] : []
        for cutoff in cutoffs {
            let steps = min(horizonSlots, task.timeline.count - cutoff)
            guard let own = regression else {
                paths.append([Double](repeating: .nan, count: steps))
                continue
            }
            var path = own.iterate(from: cutoff - window.lowerBound, steps: steps)
            if scale == .multiplicative {
                for step in path.indices {
                    let variance = min(variances[step], Self.maximumVariance)
                    path[step] = exp(min(path[step] + variance / 2, 40)) - offset
                }
            }
            paths.append(path)
        }
    }
}
