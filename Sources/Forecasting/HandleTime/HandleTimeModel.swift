import ContactCenter
import NumericalMethods

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What a related series says of the shape of handle times over the week: the total over queues for one of its
/// queues, a sibling, an analogue for a new queue.
public struct HandleTimePrior: Hashable, Sendable {
    /// Handle seconds by slot of the week, Monday first, all > 0. Only the shape counts where the series itself
    /// has answered contacts; without any they are its forecast.
    public var secondsBySlotOfWeek: [Double]

    /// A prior of these handle seconds; `nil` unless all are positive and finite.
    public init?(secondsBySlotOfWeek: [Double]) {
        guard !secondsBySlotOfWeek.isEmpty, secondsBySlotOfWeek.allSatisfy({ $0 > 0 && $0.isFinite }) else {
            return nil
        }
        self.secondsBySlotOfWeek = secondsBySlotOfWeek
    }

    /// The shape of `series` as its own history tells it; `nil` when it never answered anything.
    /// - Throws: ``ForecastingError``.
    public init?(of series: VolumeSeries, calendar: CentreCalendar, knownSlots: Int? = nil) throws(ForecastingError) {
        let task = try ForecastTask(series: series, calendar: calendar, horizonSlots: 1)
        let model = HandleTimeModel(
            series: series, task: task.earlier(cutoff: min(knownSlots ?? task.cutoff, task.cutoff), horizonSlots: 1))
        guard let profile = model.profile else { return nil }
        self.init(secondsBySlotOfWeek: profile.seconds)
    }
}

/// Average handle time by slot of the week, from handle seconds over answered contacts.
///
/// aht(t) = level(day) · profile(slot of the week). ``HandleTimeProfile`` makes the second factor out of the believed
/// slots (``HandleTimeSlots``), ``HandleTimeLevel`` the first out of the daily ratios of seconds spent to seconds that
/// the profile expects.
/// Source: own combination; see the parts.
struct HandleTimeModel {
    /// The usual week; `nil` when nothing was ever answered or nothing spent.
    private(set) var profile: HandleTimeProfile?
    private var prior: [Double]?
    private var isAlwaysZero = false
    private var ratios: [Double] = []
    private var noise: [Double] = []
    private var firstDay = 0

    /// Learns from the slots before the task's cutoff that know handle seconds and answered contacts.
    init(series: VolumeSeries, task: ForecastTask, prior: HandleTimePrior? = nil) {
        let timeline = task.timeline
        let perDay = timeline.slotsPerDay
        self.prior = prior?.secondsBySlotOfWeek
        if self.prior?.count != timeline.slotsPerWeek { self.prior = nil }
        var slots = HandleTimeSlots(series: series, task: task)
        func learn() -> HandleTimeProfile? {
            HandleTimeProfile(
                slots: slots, slotsPerDay: perDay, slotMinutes: timeline.slotMinutes, prior: self.prior)
        }
        profile = learn()
        for _ in 0..<2 {
            guard let current = profile else { break }
            guard
                slots.disbelieveIncidents(
                    profile: current.seconds, relativeVariance: current.relativeVariance, slotsPerDay: perDay)
            else { break }
            profile = learn() ?? current
        }
        guard let profile else {
            isAlwaysZero = slots.count > 0
            return
        }
        firstDay = slots.firstDay
        let lastDay = max(timeline.day(max(0, task.cutoff - 1)) - firstDay, slots.slotsOfDay.count - 1)
        ratios = [Double](repeating: .nan, count: lastDay + 1)
        noise = [Double](repeating: .infinity, count: lastDay + 1)
        for (day, range) in slots.slotsOfDay.enumerated() {
            var spent = 0.0
            var implied = 0.0
            var squares = 0.0
            for i in range where slots.isBelieved[i] {
                let expected = profile.seconds[slots.key[i]]
                spent += slots.seconds[i]
                implied += slots.answered[i] * expected
                squares += slots.answered[i] * expected * expected
            }
            guard implied > 0 else { continue }
            ratios[day] = spent / implied
            noise[day] = profile.relativeVariance * squares / (implied * implied)
        }
    }

    /// Handle seconds of each horizon slot with an 80 % interval for the average of the contacts expected in it.
    func forecast(task: ForecastTask, volumes: [Double]) -> HandleTimeForecast {
        let timeline = task.timeline
        let unknown = [Double?](repeating: nil, count: volumes.count)
        var result = HandleTimeForecast(
            mean: unknown, lower80: unknown, upper80: unknown, relativeContactVariance: profile?.relativeVariance ?? 1,
            levelVariance: [Double](repeating: 0, count: volumes.count))
        guard let usual = profile?.seconds ?? prior ?? (isAlwaysZero ? [] : nil), !volumes.isEmpty else {
            return result
        }
        let lastKnown = firstDay + max(0, ratios.count - 1)
        let daysAhead = max(1, timeline.day(task.cutoff + volumes.count - 1) - lastKnown)
        let memory = HandleTimeLevel.memoryDays
        let level = HandleTimeLevel(
            ratios: ratios.suffix(memory), noise: noise.suffix(memory), daysAhead: daysAhead)
        let z = NormalDistribution.quantile(0.9)
        for step in volumes.indices where timeline.isOpen[task.cutoff + step] {
            let day = min(max(0, timeline.day(task.cutoff + step) - lastKnown - 1), daysAhead - 1)
            let slotOfWeek = timeline.slotOfWeek(task.cutoff + step)
            let aht = usual.isEmpty ? 0 : level.mean[day] * usual[slotOfWeek]
            result.mean[step] = aht
            result.levelVariance[step] = level.variance[day] / (level.mean[day] * level.mean[day])
            let spread = log1p(result.relativeVariance(step: step, contacts: volumes[step])).squareRoot()
            let centre = -spread * spread / 2
            result.lower80[step] = min(aht, aht * exp(centre - z * spread))
            result.upper80[step] = max(aht, aht * exp(centre + z * spread))
        }
        return result
    }
}
