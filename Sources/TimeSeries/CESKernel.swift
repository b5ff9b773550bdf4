/// The recursion of complex exponential smoothing for four sets of parameters at once.
///
/// A step's result is the next step's input, so a processor waits most of the time; four independent recursions in the
/// lanes of vectors cost little more than one.
struct CESKernel {
    typealias Vector = SIMD4<Double>

    /// Four sets of parameters.
    struct Lanes {
        var alpha0: Vector
        var alpha1: Vector
        var beta0: Vector
        var beta1: Vector

        /// The same parameters in every lane.
        init(_ p: CES.Parameters) {
            alpha0 = Vector(repeating: p.alpha0)
            alpha1 = Vector(repeating: p.alpha1)
            beta0 = Vector(repeating: p.beta0)
            beta1 = Vector(repeating: p.beta1)
        }
    }

    let seasonality: CES.Seasonality
    /// Points of a cycle; 1 without season.
    let period: Int
    private let values: [Double]
    private let firstLevel: Double
    private let firstSeason: [Double]

    /// One-step errors of the last pass that kept them.
    private(set) var errors: [Vector]
    /// Level after the last value, or after the last step backwards.
    private(set) var level0 = Vector()
    private(set) var level1 = Vector()
    /// Seasonal states by place in the cycle, place 0 being the first value's.
    private(set) var season0: [Vector]
    private(set) var season1: [Vector]

    /// A kernel for `values`, at least two cycles of them when there is a season.
    init(_ values: [Double], seasonality: CES.Seasonality, seasonLength: Int) {
        self.seasonality = seasonality
        self.values = values
        let period = seasonality == .none ? 1 : seasonLength
        self.period = period
        let head = values.prefix(seasonality == .none ? 10 : period)
        firstLevel = head.reduce(0, +) / Double(head.count)
        switch seasonality {
        case .none: firstSeason = []
        case .simple: firstSeason = Array(head)
        case .partial, .full:
            firstSeason =
                ClassicalDecomposition.season(of: values, seasonLength: period, kind: .additive)
                ?? [Double](repeating: 0, count: period)
        }
        errors = [Vector](repeating: Vector(), count: values.count)
        season0 = [Vector](repeating: Vector(), count: firstSeason.count)
        season1 = [Vector](repeating: Vector(), count: seasonality == .partial ? 0 : firstSeason.count)
    }

    /// Forwards, backwards and forwards again over the series; the sum of squared errors of the last pass in each lane,
    /// not finite where the recursion diverges. The states are those of the last pass, and so are ``errors`` when kept.
    mutating func run(_ p: Lanes, keepsErrors: Bool = false) -> Vector {
        level0 = Vector(repeating: firstLevel)
        level1 = level0 / 1.1
        for place in firstSeason.indices {
            season0[place] = Vector(repeating: firstSeason[place])
            if !season1.isEmpty { season1[place] = season0[place] / 1.1 }
        }
        _ = pass(p, isForward: true)
        coast(p)
        _ = pass(p, isForward: false)
        coast(p)
        return pass(p, isForward: true, keepsErrors: keepsErrors)
    }

    /// One step of every state without an error, as at the turn of direction.
    private mutating func coast(_ p: Lanes) {
        (level0, level1) = CESKernel.step(level0, level1, p.alpha0, p.alpha1)
        switch seasonality {
        case .none, .partial: break
        case .simple:
            for place in season0.indices {
                (season0[place], season1[place]) = CESKernel.step(season0[place], season1[place], p.alpha0, p.alpha1)
            }
        case .full:
            for place in season0.indices {
                (season0[place], season1[place]) = CESKernel.step(season0[place], season1[place], p.beta0, p.beta1)
            }
        }
    }

    private static func step(_ s0: Vector, _ s1: Vector, _ real: Vector, _ imaginary: Vector) -> (Vector, Vector) {
        (s0 - (1 - imaginary) * s1, s0 + (1 - real) * s1)
    }

    private mutating func pass(_ p: Lanes, isForward: Bool, keepsErrors: Bool = false) -> Vector {
        let count = values.count
        let alphaDrop = 1 - p.alpha1
        let alphaKeep = 1 - p.alpha0
        let alphaGain0 = p.alpha0 - p.alpha1
        let alphaGain1 = p.alpha0 + p.alpha1
        let betaDrop = 1 - p.beta1
        let betaKeep = 1 - p.beta0
        let betaGain0 = p.beta0 - p.beta1
        let betaGain1 = p.beta0 + p.beta1
        let beta0 = p.beta0
        var s0 = level0
        var s1 = level1
        var sum = Vector()
        var t = isForward ? 0 : count - 1
        let stride = isForward ? 1 : -1
        var place = t % period
        switch seasonality {
        case .none:
            for _ in 0..<count {
                let e = values[t] - s0
                (s0, s1) = (s0 - alphaDrop * s1 + alphaGain0 * e, s0 + alphaKeep * s1 + alphaGain1 * e)
                if keepsErrors { errors[t] = e }
                sum += e * e
                t += stride
            }
        case .simple:
            for _ in 0..<count {
                let q0 = season0[place]
                let q1 = season1[place]
                let e = values[t] - q0
                season0[place] = q0 - alphaDrop * q1 + alphaGain0 * e
                season1[place] = q0 + alphaKeep * q1 + alphaGain1 * e
                if keepsErrors { errors[t] = e }
                sum += e * e
                t += stride
                place = next(place, isForward)
            }
        case .partial:
            for _ in 0..<count {
                let q0 = season0[place]
                let e = values[t] - s0 - q0
                (s0, s1) = (s0 - alphaDrop * s1 + alphaGain0 * e, s0 + alphaKeep * s1 + alphaGain1 * e)
                season0[place] = q0 + beta0 * e
                if keepsErrors { errors[t] = e }
                sum += e * e
                t += stride
                place = next(place, isForward)
            }
        case .full:
            for _ in 0..<count {
                let q0 = season0[place]
                let q1 = season1[place]
                let e = values[t] - s0 - q0
                (s0, s1) = (s0 - alphaDrop * s1 + alphaGain0 * e, s0 + alphaKeep * s1 + alphaGain1 * e)
                season0[place] = q0 - betaDrop * q1 + betaGain0 * e
                season1[place] = q0 + betaKeep * q1 + betaGain1 * e
                if keepsErrors { errors[t] = e }
                sum += e * e
                t += stride
                place = next(place, isForward)
            }
        }
        level0 = s0
        level1 = s1
        return sum
    }

    private func next(_ place: Int, _ isForward: Bool) -> Int {
        if isForward { return place + 1 == period ? 0 : place + 1 }
        return place == 0 ? period - 1 : place - 1
    }
}
