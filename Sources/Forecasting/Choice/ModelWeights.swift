#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// How much each candidate counts, by how it did from the origins of the backtest.
///
/// ``WeightRule`` makes weights of the errors in each lead group, newer origins counting more. Where the combination
/// would have done worse than the planner's mean, the best single candidate is taken, so that over the origins the
/// choice is never worse than the planner's mean.
struct ModelWeights {
    /// Absolute (or squared) errors of one candidate.
    struct Errors {
        /// By lead group, newer origins counting more.
        var sums = [Double](repeating: 0, count: LeadGroup.allCases.count)
        /// Over all origins and leads alike.
        var total = 0.0
    }

    /// Half-life of an origin's weight, in days: a model that needs history is judged by what it can do now.
    static let halfLifeDays = 60.0
    /// Mean volume a slot below which squared errors decide: absolute ones would favour forecasts that are too low.
    static let lowCountMean = 1.0

    /// Errors of every candidate.
    let errors: [Errors]
    /// Errors of the combination.
    let combinedErrors: Errors
    /// What is taken.
    let combination: WeightedCombination
    /// Whether squared errors decided.
    let isLowCount: Bool
    /// Sum and number of the actual volumes scored.
    let actual: (sum: Double, count: Double)

    /// Weighs the candidates of `rolling`; `nil` when no origin has a known volume after it.
    init?(rolling: RollingPaths, task: ForecastTask) {
        let perDay = task.timeline.slotsPerDay
        var sum = 0.0
        var count = 0.0
        for cutoff in rolling.cutoffs.dropLast() {
            for value in task.values[cutoff..<min(task.cutoff, cutoff + task.horizonSlots)] where !value.isNaN {
                sum += value
                count += 1
            }
        }
        guard count > 0 else { return nil }
        actual = (sum, count)
        let isLowCount = sum < Self.lowCountMean * count
        self.isLowCount = isLowCount
        func errors(of paths: [[Double]]) -> Errors {
            var errors = Errors()
            for (path, cutoff) in zip(paths, rolling.cutoffs.dropLast()) {
                let weight = Self.weight(ofOrigin: cutoff, task: task)
                for group in LeadGroup.allCases {
                    let known = min(path.count, task.cutoff - cutoff)
                    var sum = 0.0
                    for lead in group.leads(horizon: known, slotsPerDay: perDay) {
                        let value = task.values[cutoff + lead]
                        guard !value.isNaN else { continue }
                        let error = abs(path[lead] - value)
                        sum += isLowCount ? error * error : error
                    }
                    errors.sums[group.rawValue] += weight * sum
                    errors.total += sum
                }
            }
            return errors
        }
        self.errors = rolling.paths.map { errors(of: $0) }
        let planner = rolling.models.firstIndex { $0 is WeekdayMean } ?? 0
        let advantages = rolling.models.map { $0.usualAdvantage(for: task.timeline) }
        let all = self.errors
        let isCalendarBound = task.timeline.hasClosedSlots || perDay == 1
        let rule: WeightRule = isCalendarBound ? .calendarBound : .roundTheClock
        let weights = LeadGroup.allCases.map { group in
            rule.weights(
                errors: all.map { $0.sums[group.rawValue] }, totals: all.map { $0.sums.reduce(0, +) }, planner: planner,
                advantages: advantages, origins: Double(rolling.originCount), isSquared: isLowCount)
        }
        let combination = WeightedCombination(weights: weights)
        let combined = (0..<rolling.originCount).map { k in
            combination.path(rolling.paths.map { $0[k] }, slotsPerDay: perDay)
        }
        let combinedErrors = errors(of: combined)
        let best = all.indices.min { (all[$0].total, $0) < (all[$1].total, $1) } ?? planner
        if combinedErrors.total > all[planner].total {
            self.combination = WeightedCombination(only: best, of: all.count)
            self.combinedErrors = all[best]
        } else {
            self.combination = combination
            self.combinedErrors = combinedErrors
        }
    }

    private static func weight(ofOrigin cutoff: Int, task: ForecastTask) -> Double {
        exp2(-Double(task.cutoff - cutoff) / Double(task.timeline.slotsPerDay) / halfLifeDays)
    }

    /// The error of a candidate or the combination as a share of the actual volumes (WAPE), or as root mean squared
    /// error for low counts; `nil` without volume.
    func figure(_ errors: Errors) -> Double? {
        if isLowCount { return (errors.total / actual.count).squareRoot() }
        return actual.sum > 0 ? errors.total / actual.sum : nil
    }
}
