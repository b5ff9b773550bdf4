#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The stepwise search for the orders of a seasonal ARMA model on a series whose differences are settled.
///
/// From the best of up to five simple models it moves to the first neighbour that is better — one order of the
/// seasonal part by one, both by one, the same for the regular part, the constant in or out — until no neighbour is.
/// Models with a root too near to the unit circle do not count.
/// Source: Hyndman & Khandakar 2008, §3.2, in the order of R's package forecast.
struct ARIMASearch {
    /// One model by its free orders.
    struct Candidate: Hashable, Sendable {
        var p: Int
        var q: Int
        var seasonalP: Int
        var seasonalQ: Int
        var hasConstant: Bool
    }

    /// A model and what it is worth.
    struct Trial: Sendable {
        var candidate: Candidate
        var criterion: Double
        var coefficients: ARIMACoefficients
    }

    let differences: Int
    let seasonalDifferences: Int
    let seasonLength: Int
    let options: ARIMASearchOptions
    let maximum: Candidate
    private let plain: ARIMADesign
    private let withConstant: ARIMADesign?
    private let conditionalOffset: Double
    private(set) var trials: [Trial] = []

    /// A search on a series with given differences; `maximum` bounds the orders.
    init(
        values: [Double], regressors: [[Double]], differences: Int, seasonalDifferences: Int, seasonLength: Int,
        maximum: Candidate, options: ARIMASearchOptions
    ) throws(TimeSeriesError) {
        self.differences = differences
        self.seasonalDifferences = seasonalDifferences
        self.seasonLength = seasonLength
        self.maximum = maximum
        self.options = options
        let base = ARIMAOrder(
            0, differences, 0, seasonal: .init(0, seasonalDifferences, 0), seasonLength: seasonLength)
        plain = try ARIMADesign(values, order: base, regressors: regressors)
        if maximum.hasConstant {
            let constant = ARIMA.explanatoryColumns(values.count, base, hasConstant: true)
            withConstant = try ARIMADesign(values, order: base, regressors: constant + regressors)
        } else {
            withConstant = nil
        }
        // Brings conditional sums of squares to the level of −2 ln L: that of the model without ARMA terms.
        let reference = base.totalDifferences == 0 ? (withConstant ?? plain) : plain
        let n = Double(reference.series.count)
        let variance = reference.unit * reference.unit
        conditionalOffset = n * (log(2 * Double.pi) + 1) + (n - Double(values.count)) * log(variance)
    }

    /// The orders of a candidate.
    func order(_ candidate: Candidate) -> ARIMAOrder {
        ARIMAOrder(
            candidate.p, differences, candidate.q,
            seasonal: .init(candidate.seasonalP, seasonalDifferences, candidate.seasonalQ), seasonLength: seasonLength)
    }

    /// The design a candidate is fitted to.
    func design(_ candidate: Candidate) -> ARIMADesign { candidate.hasConstant ? withConstant ?? plain : plain }

    /// Walks to the best model; `trials` holds all that were tried, in order.
    mutating func run(shortSeries: Bool) -> Trial? {
        var best = firstModels(shortSeries: shortSeries)
        var moved = true
        while moved, trials.count < options.maximumModels {
            moved = false
            for neighbour in neighbours(of: best.candidate) where !isTried(neighbour) {
                if trials.count >= options.maximumModels { break }
                let trial = attempt(neighbour, warm: best)
                if trial.criterion < best.criterion {
                    best = trial
                    moved = true
                    break
                }
            }
        }
        return best.criterion < .infinity ? best : nil
    }

    private mutating func firstModels(shortSeries: Bool) -> Trial {
        let constant = maximum.hasConstant
        let p = min(shortSeries ? min(options.start.autoregressive, 1) : options.start.autoregressive, maximum.p)
        let q = min(shortSeries ? min(options.start.movingAverage, 1) : options.start.movingAverage, maximum.q)
        let seasonalP = shortSeries ? 0 : min(options.seasonalStart.autoregressive, maximum.seasonalP)
        let seasonalQ = shortSeries ? 0 : min(options.seasonalStart.movingAverage, maximum.seasonalQ)
        let one = { (order: Int) in min(order, 1) }
        var first = [
            Candidate(p: 0, q: 0, seasonalP: 0, seasonalQ: 0, hasConstant: constant),
            Candidate(p: one(maximum.p), q: 0, seasonalP: one(maximum.seasonalP), seasonalQ: 0, hasConstant: constant),
            Candidate(p: 0, q: one(maximum.q), seasonalP: 0, seasonalQ: one(maximum.seasonalQ), hasConstant: constant),
        ]
        if constant { first.append(Candidate(p: 0, q: 0, seasonalP: 0, seasonalQ: 0, hasConstant: false)) }
        let start = Candidate(p: p, q: q, seasonalP: seasonalP, seasonalQ: seasonalQ, hasConstant: constant)
        var best = attempt(start, warm: nil)
        for candidate in first where !isTried(candidate) {
            let trial = attempt(candidate, warm: nil)
            if trial.criterion < best.criterion { best = trial }
        }
        return best
    }

    /// The neighbours of a model in the order they are tried.
    private func neighbours(of centre: Candidate) -> [Candidate] {
        let single = [(-1, 0), (0, -1), (1, 0), (0, 1), (-1, -1), (-1, 1), (1, -1), (1, 1)]
        var result: [Candidate] = []
        for (up, uq) in single {
            var next = centre
            next.seasonalP += up
            next.seasonalQ += uq
            result.append(next)
        }
        for (up, uq) in single {
            var next = centre
            next.p += up
            next.q += uq
            result.append(next)
        }
        result = result.filter {
            $0.p >= 0 && $0.q >= 0 && $0.seasonalP >= 0 && $0.seasonalQ >= 0 && $0.p <= maximum.p && $0.q <= maximum.q
                && $0.seasonalP <= maximum.seasonalP && $0.seasonalQ <= maximum.seasonalQ
        }
        if maximum.hasConstant {
            var next = centre
            next.hasConstant.toggle()
            result.append(next)
        }
        return result
    }

    private func isTried(_ candidate: Candidate) -> Bool { trials.contains { $0.candidate == candidate } }

    private mutating func attempt(_ candidate: Candidate, warm: Trial?) -> Trial {
        let trial =
            options.ranksByConditionalFit == true
            ? conditional(candidate, warm: warm) : exact(candidate, warm: warm?.coefficients)
        trials.append(trial)
        return trial
    }

    /// A candidate by its exact likelihood.
    func exact(_ candidate: Candidate, warm: ARIMACoefficients?) -> Trial {
        let order = order(candidate)
        let design = design(candidate)
        var trial = Trial(
            candidate: candidate, criterion: .infinity, coefficients: ARIMACoefficients(zeroFor: order))
        guard design.series.count > order.coefficientCount + design.columns.count,
            let estimate = ARIMAEstimator.maximumLikelihood(
                order: order, design: design, warm: warm, precision: .ranking)
        else { return trial }
        trial.coefficients = estimate.coefficients
        if estimate.coefficients.rootsExceed(options.minimumRootModulus) {
            trial.criterion = options.criterion.value(
                aic: -2 * estimate.logLikelihood + 2 * Double(estimate.parameterCount),
                parameters: estimate.parameterCount, count: estimate.count)
        }
        return trial
    }

    /// A candidate by its conditional sum of squares.
    private func conditional(_ candidate: Candidate, warm: Trial?) -> Trial {
        let order = order(candidate)
        let design = design(candidate)
        var trial = Trial(
            candidate: candidate, criterion: .infinity, coefficients: ARIMACoefficients(zeroFor: order))
        var search = ARIMAConditional(order: order, design: design)
        let start = warm?.coefficients.resized(to: order) ?? trial.coefficients
        guard let fit = search.fit(from: start), fit.sumOfSquares > 0 else { return trial }
        trial.coefficients = fit.coefficients
        if fit.coefficients.rootsExceed(options.minimumRootModulus) {
            let variance = fit.sumOfSquares / Double(fit.residualCount) * design.unit * design.unit
            let parameters = order.coefficientCount + design.columns.count + 1
            let n = design.series.count
            trial.criterion = options.criterion.value(
                aic: conditionalOffset + Double(n) * log(variance) + 2 * Double(parameters),
                parameters: parameters, count: n)
        }
        return trial
    }
}
