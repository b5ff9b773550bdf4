import ContactCenter
import NumericalMethods

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Forecasts a queue of which little or nothing is known, from others like it.
///
/// volume(d, s) = daily volume × usual week(s) × day ratio(d). The usual week is that of the analogue, or the mean of
/// the group's, on the new queue's opening hours; the day ratio is what those queues' own days, or their forecasts, do
/// against their usual week (holidays, month ends, growth). The daily volume is the planner's expectation, or the
/// analogue's, moved by the new queue's own days; weekdays and times of day are moved by its own contacts, each as far
/// as queues of the group differ there (``NewQueueSpread``).
///
/// Nothing is negative or NaN; closed slots are 0; the bands are nested around the mean.
/// - Throws: ``ForecastingError/noLevel(series:)`` without own history, expectation and analogue;
///   ``ForecastingError/notPositive(name:value:series:)`` and ``ForecastingError/slotMinutes(_:series:)``.
/// - Complexity: O(donors × history + horizon)
/// Source: own; shrinkage to a group as in Efron & Morris, JASA 68 (1973) 117–130; analogues: Green & Armstrong,
/// "Structured analogies for forecasting", IJF 23 (2007) 365–376.
public func forecastNewQueue(_ request: NewQueueRequest) throws(ForecastingError) -> SeriesForecast {
    guard request.horizonSlots >= 1 else {
        throw .notPositive(name: "the horizon", value: request.horizonSlots, series: request.id)
    }
    guard request.slotMinutes >= 1, 1440 % request.slotMinutes == 0 else {
        throw .slotMinutes(request.slotMinutes, series: request.id)
    }
    let slotsPerDay = 1440 / request.slotMinutes
    let donors = request.donors.filter { $0.series.slotMinutes == request.slotMinutes }.compactMap(DonorShape.init)
    let isOpen = (0..<7 * slotsPerDay).map { slot in
        request.calendar.openingHours.spans[slot / slotsPerDay]?.contains(slot % slotsPerDay * request.slotMinutes)
            ?? false
    }
    let shape = GroupShape(donors: donors, isOpen: isOpen, slotsPerDay: slotsPerDay)
    let prior = request.expectedDailyVolume ?? (request.analogue == nil ? nil : donors.first?.dailyVolume)
    let fit = NewQueueFit(
        shape: shape, history: request.history?.slotMinutes == request.slotMinutes ? request.history : nil,
        prior: prior, slotsPerDay: slotsPerDay)
    guard fit.days > 0 || prior != nil else { throw .noLevel(series: request.id) }

    let zero = [Double](repeating: 0, count: request.horizonSlots)
    let handleTime = NewQueueHandleTime(request, spread: shape.spread)
    var result = SeriesForecast(
        start: request.start, slotMinutes: request.slotMinutes, mean: zero, lower80: zero, upper80: zero, lower95: zero,
        upper95: zero, ahtSeconds: zero.map { _ in nil }, ahtLower80: zero.map { _ in nil },
        ahtUpper80: zero.map { _ in nil }, model: "new-queue", reason: reason(request, donors: donors.count, fit: fit),
        accuracy: [])
    let relativeVariance =
        fit.levelVariance + shape.spread.day * shape.spread.day
        + shape.spread.slot * shape.spread.slot / (1 + Double(fit.days) / 7)
    let usualSlot = fit.week.filter { !$0.isNaN }
    for slot in 0..<request.horizonSlots {
        let time = request.start + slot * request.slotMinutes
        guard request.calendar.isOpen(at: time) else { continue }
        // Open beside the usual week (a special day): as an average open slot.
        let usual = fit.week[DonorShape.slotOfWeek(time, request.slotMinutes)]
        let base = usual.isNaN ? usualSlot.reduce(0, +) / Double(max(1, usualSlot.count)) : usual
        let mean = base * shape.ratio(on: time.date)
        let spread = (mean + relativeVariance * mean * mean).squareRoot()
        let root = mean.squareRoot()
        func end(_ level: Double) -> Double {
            let z = NormalDistribution.quantile(level)
            let counting = max(0, root + z / 2) * max(0, root + z / 2)
            return level < 0.5 ? max(0, min(mean + z * spread, counting, mean)) : max(mean + z * spread, counting, mean)
        }
        result.mean[slot] = mean
        (result.lower80[slot], result.upper80[slot]) = (end(0.1), end(0.9))
        (result.lower95[slot], result.upper95[slot]) = (end(0.025), end(0.975))
        if let aht = handleTime.seconds(at: time) {
            let z = NormalDistribution.quantile(0.9) * handleTime.deviation
            result.ahtSeconds[slot] = aht
            result.ahtLower80[slot] = aht * exp(-z)
            result.ahtUpper80[slot] = aht * exp(z)
        }
    }
    return result
}

/// The way of the forecast in words.
private func reason(_ request: NewQueueRequest, donors: Int, fit: NewQueueFit) -> String {
    let days = "\(fit.days) \(fit.days == 1 ? "day" : "days")"
    let shape =
        donors == 0
        ? "no other queue to take its shape from"
        : request.analogue.map { "shape of \($0.series.id)" }
            ?? "shape of \(donors) other \(donors == 1 ? "queue" : "queues")"
    let level =
        request.expectedDailyVolume.map { "level from an expected \(Int($0.rounded())) contacts a day" }
        ?? (request.analogue.map { "level from \($0.series.id)" })
    let own = fit.days > 0 ? "its own \(days)" : nil
    return "new queue: " + shape + ", "
        + [level, own].compactMap(\.self).joined(separator: fit.days > 0 && level != nil ? " and " : "")
}
