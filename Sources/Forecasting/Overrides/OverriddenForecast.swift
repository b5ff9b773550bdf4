import ContactCenter

/// A forecast with planners' overrides applied; what the models said stays beside it.
public struct OverriddenForecast: Hashable, Sendable {
    /// The intervals in their order; changed ones carry an ``OverrideTrace``.
    public private(set) var intervals: [ForecastInterval]
    /// Overrides that concern no interval, in words.
    public private(set) var notes: [String] = []

    /// Applies `overrides` in the order in which they were made, those made at one time in file order.
    ///
    /// Each works on what the earlier ones left. `add` and `set` speak of all their intervals together and keep the
    /// proportions between them (equal parts where all are zero); nothing falls below zero. Prediction intervals move in
    /// proportion. Closed times have no interval, so they stay closed.
    /// - Complexity: O(overrides × intervals)
    public init(_ forecast: [ForecastInterval], overrides: [ForecastOverride]) {
        intervals = forecast
        let ordered = overrides.enumerated().sorted {
            ($0.element.createdAt, $0.offset) < ($1.element.createdAt, $1.offset)
        }
        for (_, override) in ordered { apply(override) }
    }

    private mutating func apply(_ override: ForecastOverride) {
        let concerned = intervals.indices.filter { override.concerns(intervals[$0]) }
        guard !concerned.isEmpty else {
            let stream = "\(override.queue ?? "every queue")/\(override.channel ?? "every channel")"
            notes.append(
                "the override of \(override.author) for \(stream) (\(override.reason)) concerns no interval of the forecast"
            )
            return
        }
        let total = concerned.reduce(0) { $0 + intervals[$1].volume }
        let wanted: Double
        switch override.kind {
        case .add: wanted = max(0, total + override.value)
        case .set: wanted = max(0, override.value)
        case .multiply: wanted = max(0, total * override.value)
        }
        for index in concerned {
            let volume = intervals[index].volume
            let changed = total > 0 ? volume * (wanted / total) : wanted / Double(concerned.count)
            intervals[index].change(to: changed, by: override)
        }
    }
}

extension ForecastInterval {
    fileprivate mutating func change(to changed: Double, by made: ForecastOverride) {
        var trace = override ?? OverrideTrace(machineVolume: volume, authors: [], reason: "")
        if !trace.authors.contains(made.author) { trace.authors.append(made.author) }
        trace.reason += trace.reason.isEmpty ? made.reason : "; " + made.reason
        func moved(_ band: Band) -> Band {
            let lower = Reconciliation.moved(band.lower, from: volume, to: changed)
            let upper = Reconciliation.moved(band.upper, from: volume, to: changed)
            return Band(lower: lower, upper: max(lower, upper))
        }
        volume80 = moved(volume80)
        volume95 = moved(volume95)
        volume = changed
        override = trace
    }
}
