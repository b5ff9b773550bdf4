/// The best point found for one form.
struct ETSFormFit {
    var form: ETSForm
    /// As `ETSLikelihood` has it.
    var point: [Double]
    /// Negative log-likelihood.
    var value: Double
}

/// The search for one form's parameters and initial states: likelihoods of a few dozen starts, then a descent from
/// the best fresh starts and from the best of the simpler forms already fitted.
///
/// The likelihood has several hollows (a slow level with a steep slope, or a fast level), so one start is not enough;
/// simpler forms are special cases or nearly, so the descent from their optimum is short and never ends worse.
struct ETSFormSearch {
    let form: ETSForm
    let initial: ETSInitialState
    private var likelihood: ETSLikelihood
    private let lower: [Double]
    private let upper: [Double]
    private var best: (value: Double, point: [Double]) = (.infinity, [])
    private var starts: [(value: Double, point: [Double])] = []

    private static let slopeShares = [0.01, 0.04, 0.15, 0.5, 0.95]
    private static let levelShares = [0.02, 0.1, 0.3, 0.8]
    private static let seasonShares = [[0.01], [0.1, 0.4]]

    /// - Parameter values: The series, scaled to a mean size of 1.
    init(form: ETSForm, values: [Double], seasonLength: Int, initial: ETSInitialState) {
        self.form = form
        self.initial = initial
        likelihood = ETSLikelihood(form: form, values: values, seasonLength: seasonLength)
        var lower = [Double](repeating: -.greatestFiniteMagnitude, count: likelihood.pointCount)
        var upper = [Double](repeating: .greatestFiniteMagnitude, count: likelihood.pointCount)
        (lower[0], upper[0]) = (ETSSmoothing.limits.lowerBound, ETSSmoothing.limits.upperBound)
        (lower[1], upper[1]) = (0, form.trend == .none ? 0 : 1)
        (lower[2], upper[2]) = (0, form.season == .none ? 0 : 1)
        (lower[3], upper[3]) =
            form.trend == .damped
            ? (ETSSmoothing.dampingLimits.lowerBound, ETSSmoothing.dampingLimits.upperBound) : (1, 1)
        if form.trend == .none { (lower[5], upper[5]) = (0, 0) }
        self.lower = lower
        self.upper = upper
    }

    /// The best fit, or `nil` where every start leaves the form's domain.
    ///
    /// - Parameter related: Fits with the same season.
    mutating func run(related: [ETSFormFit]) -> ETSFormFit? {
        starts = []
        for fit in related where fit.form.error == form.error || fit.form.trend == form.trend {
            consider(fit.point)
        }
        keepBest()
        if form.trend == .none {
            considerLevels()
        } else {
            considerSlopes(related: related)
        }
        var found: ETSFormFit?
        for start in starts {
            let scale = scales(at: start.point)
            var search = ETSSearch(start: start.point, lower: lower, upper: upper, scale: scale)
            search.minimise(&likelihood)
            if search.value < found?.value ?? .infinity {
                found = ETSFormFit(form: form, point: search.point, value: search.value)
            }
        }
        return found
    }

    /// A grid of α from the decomposition's states, once with a season that hardly moves and once with one that does:
    /// each may have an optimum of its own.
    private mutating func considerLevels() {
        for shares in form.season == .none ? [[0]] : Self.seasonShares {
            for share in shares {
                for alpha in Self.levelShares {
                    var point = freshPoint()
                    (point[0], point[2]) = (alpha, share)
                    consider(point)
                }
            }
            keepBest()
        }
    }

    /// A grid of β and φ from the form without a trend and from the regression line.
    private mutating func considerSlopes(related: [ETSFormFit]) {
        var fresh = freshPoint()
        (fresh[0], fresh[2]) = (0.1, 0.1)
        let flat = related.last { $0.form.trend == .none && $0.form.error == form.error }
        for base in [flat?.point, fresh] {
            guard var point = base else { continue }
            for share in Self.slopeShares {
                for phi in form.trend == .damped ? [0.98, 0.85] : [1] {
                    (point[1], point[3]) = (share, phi)
                    consider(point)
                }
            }
        }
        keepBest()
    }

    private func freshPoint() -> [Double] {
        var point = [Double](repeating: 0, count: likelihood.pointCount)
        point[4] = form.trend == .none ? initial.flatLevel : initial.level
        point[5] = initial.slope
        for j in initial.season.indices { point[ETSLikelihood.seasonStart + j] = initial.season[j] }
        return point
    }

    private mutating func keepBest() {
        if best.value < .infinity { starts.append(best) }
        best = (.infinity, [])
    }

    private mutating func consider(_ start: [Double]) {
        var point = start
        for i in point.indices { point[i] = min(max(point[i], lower[i]), upper[i]) }
        if form.trend != .none, form.season != .none,
            !likelihood.smoothing(at: point).fadesWithTrend(seasonLength: likelihood.seasonLength)
        {
            return
        }
        let value = likelihood.value(at: point)
        if value < best.value { best = (value, point) }
    }

    /// About the inverse second derivative along each number: by differences of the gradient for the smoothing
    /// parameters, level and slope; for the seasons from how long one is remembered.
    private mutating func scales(at point: [Double]) -> [Double] {
        guard likelihood.value(at: point).isFinite else { return point.map { _ in 1 } }
        let n = Double(likelihood.values.count)
        let weight = n / max(likelihood.outcome.squares, likelihood.leastSquares)
        let gamma = likelihood.smoothing(at: point).gamma
        let information = weight * min(n / Double(likelihood.seasonLength), 1 / (1 - (1 - gamma) * (1 - gamma)))
        var scale = [Double](repeating: 1 / information, count: point.count)
        var gradient = scale
        var moved = scale
        likelihood.gradient(at: point, into: &gradient)
        for i in 0..<ETSLikelihood.seasonStart where lower[i] < upper[i] {
            scale[i] = 1
            var other = point
            // A ten-thousandth of a share, a thousandth of an error.
            let step = i < 4 ? 1e-4 : 1e-3 / weight.squareRoot()
            other[i] += other[i] + step > upper[i] ? -step : step
            guard likelihood.value(at: other).isFinite else { continue }
            likelihood.gradient(at: other, into: &moved)
            let second = abs((moved[i] - gradient[i]) / step)
            if second > 0, second.isFinite { scale[i] = 1 / second }
        }
        return scale
    }
}
