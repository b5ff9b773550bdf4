import NumericalMethods

/// The candidates from rolling origins, what to take of them, and the errors of that.
struct PeriodBacktest {
    /// Origins at most, spread over the last ``spanOfOrigins`` periods.
    static let maximumOrigins = 12
    /// Periods before the end from which origins are taken.
    static let spanOfOrigins = 24
    /// Values before the first origin at least.
    static let minimumHistory = 6
    /// Candidates this much worse than the best drop out.
    static let trim = 1.15

    private let perYear: Int
    private var weights: [(candidate: PeriodCandidate, weight: Double)] = []
    /// Relative errors of the combination, |error| / forecast, by lead.
    private var errors: [[Double]] = []
    private(set) var scores: [PeriodForecast.Score] = []
    private(set) var reason = ""
    /// Origins of the backtest.
    private(set) var originCount = 0

    /// Scores the candidates on `rates`, a horizon at most `horizon` ahead.
    init(_ rates: PeriodRates, perYear: Int, horizon: Int) {
        self.perYear = perYear
        let values = rates.values
        let origins = Self.origins(count: values.count, perYear: perYear)
        guard !origins.isEmpty else {
            let only: PeriodCandidate = values.count > perYear ? .seasonalNaive : .mean
            weights = [(only, 1)]
            reason = "\(only.title): too little history to compare (\(values.count) periods)"
            return
        }
        originCount = origins.count
        func steps(_ origin: Int) -> Int { min(horizon, values.count - origin) }
        /// Σ |error| and Σ volume of one path an origin.
        func loss(_ paths: [[Double]]) -> (error: Double, volume: Double) {
            var sums = (error: 0.0, volume: 0.0)
            for (path, origin) in zip(paths, origins) {
                for (k, forecast) in path.enumerated() where rates.isKnown[origin + k] {
                    let days = Double(rates.days[origin + k])
                    sums.error += abs(forecast - values[origin + k]) * days
                    sums.volume += values[origin + k] * days
                }
            }
            return sums
        }
        var entries: [(candidate: PeriodCandidate, paths: [[Double]], error: Double)] = []
        var volume = 0.0
        for candidate in PeriodCandidate.allCases {
            let paths = origins.compactMap {
                candidate.forecast(Array(values[..<$0]), steps: steps($0), perYear: perYear)
            }
            // A candidate is comparable only where it forecasts from every origin.
            guard paths.count == origins.count, candidate.forecast(values, steps: 1, perYear: perYear) != nil else {
                continue
            }
            let sums = loss(paths)
            volume = sums.volume
            entries.append((candidate, paths, sums.error))
        }
        entries.sort { $0.error < $1.error }
        guard let best = entries.first else { return }
        let kept = entries.filter { $0.error <= Self.trim * best.error }
        let floor = max(best.error, 1e-12)
        let inverse = kept.map { (floor / max($0.error, floor)) * (floor / max($0.error, floor)) }
        let total = inverse.reduce(0, +)
        var combined = best.paths.map { $0.map { _ in 0.0 } }
        for (entry, weight) in zip(kept, inverse) {
            for o in combined.indices {
                for k in combined[o].indices { combined[o][k] += weight / total * entry.paths[o][k] }
            }
        }
        var error = loss(combined).error
        if error <= best.error || kept.count > 1 && error <= 1.02 * best.error {
            weights = zip(kept, inverse).map { ($0.candidate, $1 / total) }
        } else {
            weights = [(best.candidate, 1)]
            combined = best.paths
            error = best.error
        }
        scores = entries.map { entry in
            PeriodForecast.Score(
                model: entry.candidate.rawValue, wape: volume > 0 ? entry.error / volume : 0,
                weight: weights.first { $0.candidate == entry.candidate }?.weight ?? 0)
        }
        errors = (0..<horizon).map { lead in
            origins.indices.compactMap { o in
                guard lead < combined[o].count, rates.isKnown[origins[o] + lead], combined[o][lead] > 0 else {
                    return nil
                }
                return abs(values[origins[o] + lead] / combined[o][lead] - 1)
            }
        }
        reason = Self.words(
            weights, error: error, volume: volume, entries: entries.map { ($0.candidate, $0.error) },
            origins: origins.count)
    }

    /// Rolling origins up to the last period but one, a year of history before them where there is more than one.
    private static func origins(count: Int, perYear: Int) -> [Int] {
        let least = count >= perYear + 6 ? perYear : minimumHistory
        let first = max(least, count - spanOfOrigins)
        guard count > first else { return [] }
        // Counted back from the end, so that the newest period is always a target.
        let step = (count - first + maximumOrigins - 1) / maximumOrigins
        return stride(from: count - 1, through: first, by: -step).reversed()
    }

    private static func words(
        _ weights: [(candidate: PeriodCandidate, weight: Double)], error: Double, volume: Double,
        entries: [(candidate: PeriodCandidate, error: Double)], origins: Int
    ) -> String {
        func percent(_ error: Double) -> String {
            volume > 0 ? "\((error / volume * 1000).rounded() / 10) %" : "0 %"
        }
        let names = weights.map {
            weights.count == 1 ? $0.candidate.title : "\($0.candidate.title) \(Int(($0.weight * 100).rounded())) %"
        }
        var text = (weights.count == 1 ? "" : "mean of ") + names.joined(separator: ", ") + ": WAPE \(percent(error))"
        for yardstick in [PeriodCandidate.seasonalNaive, .naive]
        where !weights.contains(where: { $0.candidate == yardstick }) {
            if let entry = entries.first(where: { $0.candidate == yardstick }) {
                text += " against \(percent(entry.error)) for the \(yardstick.title)"
                break
            }
        }
        return text + " over \(origins) \(origins == 1 ? "origin" : "origins")"
    }

    /// The chosen combination's rates for the `steps` periods after `values`.
    func forecast(_ values: [Double], steps: Int) -> [Double] {
        var path = [Double](repeating: 0, count: steps)
        var total = 0.0
        for (candidate, weight) in weights {
            guard let own = candidate.forecast(values, steps: steps, perYear: perYear) else { continue }
            total += weight
            for k in path.indices { path[k] += weight * own[k] }
        }
        guard total > 0 else {
            return PeriodCandidate.mean.forecast(values, steps: steps, perYear: perYear) ?? path
        }
        return path.map { $0 / total }
    }

    /// How far, as a share of the forecast, the interval of `level` reaches to both sides at each lead; never less at a
    /// longer lead than at a shorter one.
    ///
    /// The quantile of the errors at the leads from half to twice as far, raised for their number; where they are too
    /// few for the level, normal ones of their size; without any, normal ones of 20 %.
    func relativeReach(level: Double, horizon: Int) -> [Double] {
        let normal = NormalDistribution.quantile(0.5 + level / 2)
        var reach: [Double] = []
        for lead in 1...horizon {
            let near = errors.isEmpty ? [] : ((lead + 1) / 2...min(2 * lead, errors.count)).flatMap { errors[$0 - 1] }
            var own = 0.2 * normal
            if near.count >= 3 {
                // Errors of one origin move together, so they count as many as there are origins.
                let independent = Double(errors[min(lead, errors.count) - 1].count)
                let raised = level * (1 + 1 / max(independent, 1))
                let size = (near.reduce(0) { $0 + $1 * $1 } / Double(near.count)).squareRoot()
                let quantile = Quantile.type7(near, raised) ?? 0
                own = raised < 1 ? quantile : max(quantile, normal * size)
            }
            reach.append(max(own, reach.last ?? 0))
        }
        return reach
    }
}
