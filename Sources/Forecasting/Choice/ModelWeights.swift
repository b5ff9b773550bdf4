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
    /// What it would have forecast at each origin.
    let combinedPaths: [[Double]]
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
                    let sum = Self.misses(
                        path, task.values, from: cutoff, leads: group.leads(horizon: known, slotsPerDay: perDay),
                        isSquared: isLowCount)
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
            combinedPaths = Array(rolling.paths[best].dropLast())
        } else {
            self.combination = combination
            self.combinedErrors = combinedErrors
            combinedPaths = combined
        }
    }

    /// Sum of the absolute or squared errors of a path over some leads, as far as the values are known; in four sums, so
    /// that an addition does not wait for the last one.
    private static func misses(
        _ path: [Double], _ values: [Double], from cutoff: Int, leads: Range<Int>, isSquared: Bool
    ) -> Double {
        let path = path.span
        let values = values.span
        var sums = SIMD4<Double>(repeating: 0)
        @inline(__always) func add(_ misses: SIMD4<Double>) {
            let known = misses.replacing(with: 0, where: misses .!= misses)
            sums += isSquared ? known * known : known.replacing(with: -known, where: known .< 0)
        }
        var lead = leads.lowerBound
        while lead + 4 <= leads.upperBound {
            let slot = cutoff + lead
            add(
                SIMD4(path[lead], path[lead + 1], path[lead + 2], path[lead + 3])
                    - SIMD4(values[slot], values[slot + 1], values[slot + 2], values[slot + 3]))
            lead += 4
        }
        while lead < leads.upperBound {
            add(SIMD4(path[lead] - values[cutoff + lead], 0, 0, 0))
            lead += 1
        }
        return sums.sum()
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
