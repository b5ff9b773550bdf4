#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The calendar-day regression corrected by what external drivers say of the coming days: bookings, mailings, campaigns.
///
/// volume = calendar-day forecast · exp(z(day, cutoff)·b): the logarithms of past forecasts' day errors, one and more
/// days ahead, are regressed (ridge) on the drivers of the day and of the weeks that the forecast had learnt from. Only
/// drivers whose values reach beyond the history are used, and only as far as they reach; from an earlier cutoff of a
/// backtest they are taken to have reached as far. Without drivers, or where they never helped, the forecast is the
/// calendar-day regression's.
/// Source: own; regression with known-ahead regressors on top of a forecast: Hyndman & Athanasopoulos, Forecasting:
/// Principles and Practice, 3rd ed. 2021, §7.4 and §10.
public struct DriverRegression: ForecastModel {
    /// `drivers`.
    public let name = "drivers"
    /// `calendar-day regression with drivers`.
    public let title = "calendar-day regression with drivers"
    /// A regression on top of a regression.
    public let complexity = 5

    /// Days ahead whose errors are learnt from at most.
    static let learntDays = 28
    /// Days between the origins learnt from.
    static let originStep = 7
    /// Origins learnt from at most.
    static let maximumOrigins = 104
    /// Errors and corrections beyond this are cut to it, on the logarithm.
    static let bound = 0.7

    /// The regression on drivers.
    public init() {}

    /// Expected volumes of the horizon; NaN at times of day that were never open.
    public func path(for task: ForecastTask) -> [Double] {
        paths(for: task, cutoffs: [task.cutoff], horizonSlots: task.horizonSlots)[0]
    }

    /// As the calendar-day regression.
    public func usualAdvantage(for timeline: SlotTimeline) -> Double {
        CalendarDayModel().usualAdvantage(for: timeline)
    }

    /// Names of the drivers that cannot be used: constant, or not given for the horizon.
    public func ignoredDrivers(of task: ForecastTask) -> [String] { DriverFeatures(task).ignored }

    /// ``path(for:)`` from each of the rising `cutoffs`, in one run over the history.
    ///
    /// - Complexity: as ``CalendarDayModel`` with a cutoff a week more, plus O(weeks · features³)
    public func paths(for task: ForecastTask, cutoffs: [Int], horizonSlots: Int) -> [[Double]] {
        let features = DriverFeatures(task)
        guard let last = cutoffs.last, let firstKnown = features.firstKnownDay else {
            return CalendarDayModel().paths(for: task, cutoffs: cutoffs, horizonSlots: horizonSlots)
        }
        let timeline = task.timeline
        let origins = Self.origins(task, firstKnownDay: firstKnown, before: last)
        let learntSlots = Self.learntDays * timeline.slotsPerDay
        let all = Set(origins + cutoffs).sorted()
        let base = CalendarDayModel().paths(for: task, cutoffs: all, horizonSlots: max(horizonSlots, learntSlots))
        let place = Dictionary(uniqueKeysWithValues: zip(all, base.indices))
        var learner = DriverRidge(size: features.count)
        var nextOrigin = 0
        return cutoffs.map { cutoff in
            // An origin is learnt when all days it is judged by are past.
            while nextOrigin < origins.count, origins[nextOrigin] + learntSlots <= cutoff {
                let origin = origins[nextOrigin]
                nextOrigin += 1
                guard let index = place[origin] else { continue }
                learner.learn(Self.rows(task, features, origin: origin, path: base[index]))
            }
            guard let index = place[cutoff] else { return [] }
            var path = Array(base[index].prefix(horizonSlots))
            guard let correction = learner.correction else { return path }
            let firstDay = timeline.day(cutoff)
            var day = -1
            var factor = 1.0
            for step in path.indices {
                let own = timeline.day(cutoff + step)
                if own != day {
                    day = own
                    let change = correction(features.row(day: day, firstDay: firstDay), day - firstDay)
                    factor = exp(min(max(change, -Self.bound), Self.bound))
                }
                path[step] *= factor
            }
            return path
        }
    }

    /// Starts of days, a week apart, back from the last cutoff to four weeks after the drivers begin.
    private static func origins(_ task: ForecastTask, firstKnownDay: Int, before last: Int) -> [Int] {
        let timeline = task.timeline
        let firstDay = firstKnownDay + 28
        var origins: [Int] = []
        var day = timeline.day(last) - originStep
        while day >= firstDay, origins.count < maximumOrigins {
            let slot = timeline.slots(ofDay: day).lowerBound
            if slot > 0 { origins.append(slot) }
            day -= originStep
        }
        return origins.reversed()
    }

    /// The day errors of a forecast with their features; nearer days count more, being less noisy.
    private static func rows(
        _ task: ForecastTask, _ features: DriverFeatures, origin: Int, path: [Double]
    ) -> [DriverRidge.Row] {
        let timeline = task.timeline
        let firstDay = timeline.day(origin)
        var rows: [DriverRidge.Row] = []
        for lead in 0..<learntDays {
            let day = firstDay + lead
            guard timeline.days.indices.contains(day) else { break }
            var forecast = 0.0
            var actual = 0.0
            for slot in timeline.slots(ofDay: day) where slot - origin < path.count && slot < task.cutoff {
                let expected = path[slot - origin]
                guard timeline.isOpen[slot], !task.values[slot].isNaN, expected.isFinite else { continue }
                forecast += max(0, expected)
                actual += task.values[slot]
            }
            guard forecast > 0 else { continue }
            let error = log((actual + 0.5) / (forecast + 0.5))
            rows.append(
                DriverRidge.Row(
                    features: features.row(day: day, firstDay: firstDay), error: min(max(error, -bound), bound),
                    weight: 1 / (1 + Double(lead) / 7), lead: lead))
        }
        return rows
    }
}
