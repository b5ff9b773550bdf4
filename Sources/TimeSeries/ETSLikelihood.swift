#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The negative log-likelihood of a form on a series, and its gradient, as a function of a point of numbers.
///
/// A point holds α, u, v, φ, ℓ₀, b₀, s₀…s₍ₘ₋₁₎ where β = α₀ + (α − α₀) u and γ = α₀ + (1 − α₀ − α) v, α₀ = 10⁻⁴, so
/// that the usual region is a box; s₀ is the season of the first step. What a form does not have is ignored. The
/// seasons are not bound to mean 0 or 1: the likelihood does not change when the level takes a part of them.
///
/// The gradient is the adjoint of the recursion: one backward pass of about twice the cost of the forward one, for
/// any number of initial states. Nothing is allocated after `init`.
struct ETSLikelihood {
    let form: ETSForm
    let seasonLength: Int
    let values: [Double]

    /// Squares below this are beyond the precision of the data: a relative error of 10⁻¹⁰ a value.
    let leastSquares: Double

    /// What the last forward pass met, three numbers a step (q_t = ℓ + φ b, and b and the season before it), then the
    /// season's ring.
    var trace: [Double]
    /// The end of the last forward pass.
    private(set) var outcome = Outcome()

    /// What a forward pass ends with.
    struct Outcome {
        /// Level and slope after the last step.
        var level = 0.0
        var slope = 0.0
        /// Σ e² and Σ log f.
        var squares = 0.0
        var logs = 0.0
    }

    /// Numbers before the seasons in a point.
    static let seasonStart = 6

    /// - Parameters:
    ///   - values: The series, scaled to a mean size of 1.
    ///   - seasonLength: 1 or more; ignored by a form without season.
    init(form: ETSForm, values: [Double], seasonLength: Int) {
        self.form = form
        self.values = values
        self.seasonLength = form.season == .none ? 1 : seasonLength
        trace = [Double](repeating: 0, count: 3 * values.count + self.seasonLength)
        let n = Double(values.count)
        let size = form.error == .multiplicative ? 1 : values.reduce(0) { $0 + abs($1) / n }
        leastSquares = n * 1e-20 * (size > 0 ? size * size : 1)
    }

    /// Numbers in a point.
    var pointCount: Int { Self.seasonStart + (form.season == .none ? 0 : seasonLength) }

    /// The smoothing parameters of a point.
    func smoothing(at point: [Double]) -> ETSSmoothing {
        let least = ETSSmoothing.limits.lowerBound
        let alpha = point[0]
        return ETSSmoothing(
            alpha: alpha,
            beta: form.trend == .none ? 0 : least + (alpha - least) * point[1],
            gamma: form.season == .none ? 0 : least + (1 - least - alpha) * point[2],
            phi: form.trend == .damped ? point[3] : 1)
    }

    /// (n/2) log Σ e², and Σ log f under multiplicative errors: half the peers' measure. Infinite where a forecast
    /// under multiplicative errors is not positive. Squares below the precision of the data count as that precision,
    /// so perfect fits tie.
    mutating func value(at point: [Double]) -> Double {
        if form.season != .none {
            let ring = 3 * values.count
            for j in 0..<seasonLength { trace[ring + j] = point[Self.seasonStart + j] }
        }
        return value(smoothing(at: point), level: point[4], slope: form.trend == .none ? 0 : point[5])
    }

    /// The same for parameters and states outside the box.
    mutating func value(smoothing: ETSSmoothing, initial: ETS.State) -> Double {
        for j in initial.season.indices { trace[3 * values.count + j] = initial.season[j] }
        return value(smoothing, level: initial.level, slope: initial.slope)
    }

    private mutating func value(_ parameters: ETSSmoothing, level: Double, slope: Double) -> Double {
        run(parameters, Outcome(level: level, slope: slope))
        let n = Double(values.count)
        let result = 0.5 * n * log(max(outcome.squares, leastSquares)) + outcome.logs
        return result.isFinite ? result : .infinity
    }

    /// The states after the last forward pass.
    var finalState: ETS.State {
        var state = ETS.State(level: outcome.level, slope: outcome.slope)
        if form.season != .none {
            let ring = 3 * values.count
            state.season = (0..<seasonLength).map { trace[ring + (values.count + $0) % seasonLength] }
        }
        return state
    }

    /// The one-step forecasts of the last forward pass.
    var fitted: [Double] {
        values.indices.map { t in
            switch form.season {
            case .none: trace[3 * t]
            case .additive: trace[3 * t] + trace[3 * t + 2]
            case .multiplicative: trace[3 * t] * trace[3 * t + 2]
            }
        }
    }

    private mutating func run(_ parameters: ETSSmoothing, _ start: Outcome) {
        let (m, y) = (seasonLength, values)
        // Each call is inlined with its constants, so the loops have no branch on the form.
        outcome =
            switch (form.trend != .none, form.season, form.error) {
            case (false, .none, .additive): Self.forward(y, &trace, m, parameters, start, false, .none, .additive)
            case (false, .none, .multiplicative):
                Self.forward(y, &trace, m, parameters, start, false, .none, .multiplicative)
            case (true, .none, .additive): Self.forward(y, &trace, m, parameters, start, true, .none, .additive)
            case (true, .none, .multiplicative):
                Self.forward(y, &trace, m, parameters, start, true, .none, .multiplicative)
            case (false, .additive, .additive):
                Self.forward(y, &trace, m, parameters, start, false, .additive, .additive)
            case (false, .additive, .multiplicative):
                Self.forward(y, &trace, m, parameters, start, false, .additive, .multiplicative)
            case (true, .additive, .additive): Self.forward(y, &trace, m, parameters, start, true, .additive, .additive)
            case (true, .additive, .multiplicative):
                Self.forward(y, &trace, m, parameters, start, true, .additive, .multiplicative)
            case (false, .multiplicative, .additive):
                Self.forward(y, &trace, m, parameters, start, false, .multiplicative, .additive)
            case (false, .multiplicative, .multiplicative):
                Self.forward(y, &trace, m, parameters, start, false, .multiplicative, .multiplicative)
            case (true, .multiplicative, .additive):
                Self.forward(y, &trace, m, parameters, start, true, .multiplicative, .additive)
            case (true, .multiplicative, .multiplicative):
                Self.forward(y, &trace, m, parameters, start, true, .multiplicative, .multiplicative)
            }
    }

    @inline(__always)
    private static func forward(
        _ values: [Double], _ array: inout [Double], _ m: Int, _ parameters: ETSSmoothing, _ start: Outcome,
        _ hasTrend: Bool, _ season: ETSForm.Season, _ error: ETSForm.ErrorKind
    ) -> Outcome {
        let (alpha, beta, gamma, phi) = (parameters.alpha, parameters.beta, parameters.gamma, parameters.phi)
        var l = start.level
        var b = start.slope
        var sum = 0.0
        var logSum = 0.0
        var product = 1.0
        var lowest = Double.infinity
        let n = values.count
        let ring = 3 * n
        var phase = ring
        let y = values.span
        var trace = array.mutableSpan
        for t in 0..<n {
            let value = y[t]
            var q = l
            if hasTrend {
                trace[3 * t + 1] = b
                b *= phi
                q += b
            }
            trace[3 * t] = q
            var forecast = q
            var change = value - q
            switch season {
            case .none: break
            case .additive:
                let s = trace[phase]
                trace[3 * t + 2] = s
                forecast += s
                change -= s
                trace[phase] = s + gamma * change
            case .multiplicative:
                let s = trace[phase]
                trace[3 * t + 2] = s
                forecast *= s
                change = value / s - q
                trace[phase] = s + gamma * (value / q - s)
            }
            if season != .none { phase = phase + 1 == ring + m ? ring : phase + 1 }
            l = q + alpha * change
            if hasTrend { b += beta * change }
            if error == .additive {
                let miss = value - forecast
                sum += miss * miss
            } else {
                let miss = (value - forecast) / forecast
                sum += miss * miss
                lowest = min(lowest, forecast)
                product *= forecast
                // Eight factors of mean size 1 neither over- nor underflow.
                if t & 7 == 7 {
                    logSum += log(product)
                    product = 1
                }
            }
        }
        return Outcome(
            level: l, slope: b, squares: lowest > 0 ? sum : .infinity,
            logs: error == .additive ? 0 : logSum + log(product))
    }
}
