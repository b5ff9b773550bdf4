#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The coefficients of the four polynomials of a seasonal ARMA model.
public struct ARIMACoefficients: Hashable, Sendable {
    /// φ₁…φ_p.
    public var autoregressive: [Double]
    /// θ₁…θ_q.
    public var movingAverage: [Double]
    /// Φ₁…Φ_P, at lags s, 2s, ….
    public var seasonalAutoregressive: [Double]
    /// Θ₁…Θ_Q, likewise.
    public var seasonalMovingAverage: [Double]

    /// Coefficients by polynomial.
    public init(
        autoregressive: [Double] = [], movingAverage: [Double] = [], seasonalAutoregressive: [Double] = [],
        seasonalMovingAverage: [Double] = []
    ) {
        self.autoregressive = autoregressive
        self.movingAverage = movingAverage
        self.seasonalAutoregressive = seasonalAutoregressive
        self.seasonalMovingAverage = seasonalMovingAverage
    }

    /// All of them zero, as many as the order says.
    init(zeroFor order: ARIMAOrder) {
        self.init(
            [Double](repeating: 0, count: order.coefficientCount), order: order)
    }

    /// From one vector: φ, θ, Φ, Θ.
    init(_ vector: [Double], order: ARIMAOrder) {
        var rest = vector[...]
        func take(_ count: Int) -> [Double] {
            defer { rest = rest.dropFirst(count) }
            return Array(rest.prefix(count))
        }
        autoregressive = take(order.regular.autoregressive)
        movingAverage = take(order.regular.movingAverage)
        seasonalAutoregressive = take(order.seasonal.autoregressive)
        seasonalMovingAverage = take(order.seasonal.movingAverage)
    }

    /// As one vector: φ, θ, Φ, Θ.
    var vector: [Double] { autoregressive + movingAverage + seasonalAutoregressive + seasonalMovingAverage }

    /// The same polynomials as members of a model of other orders: cut, or continued with zeros.
    func resized(to order: ARIMAOrder) -> ARIMACoefficients {
        let fit = { (values: [Double], count: Int) -> [Double] in
            Array((values + [Double](repeating: 0, count: count)).prefix(count))
        }
        return ARIMACoefficients(
            autoregressive: fit(autoregressive, order.regular.autoregressive),
            movingAverage: fit(movingAverage, order.regular.movingAverage),
            seasonalAutoregressive: fit(seasonalAutoregressive, order.seasonal.autoregressive),
            seasonalMovingAverage: fit(seasonalMovingAverage, order.seasonal.movingAverage))
    }

    /// φ(B) Φ(Bˢ) from lag 1 on.
    func fullAutoregressive(seasonLength: Int) -> [Double] {
        ARIMAPolynomial.product(autoregressive, seasonalAutoregressive, seasonLength: seasonLength, sign: -1)
    }

    /// θ(B) Θ(Bˢ) from lag 1 on.
    func fullMovingAverage(seasonLength: Int) -> [Double] {
        ARIMAPolynomial.product(movingAverage, seasonalMovingAverage, seasonLength: seasonLength, sign: 1)
    }

    /// Whether no root of the four polynomials, each in its own lag, comes nearer to the origin than `radius`; nearer
    /// roots are redundant or unit roots, and models with them are not to be chosen.
    func rootsExceed(_ radius: Double) -> Bool {
        return ARIMAPolynomial.rootsExceed(autoregressive, radius: radius)
            && ARIMAPolynomial.rootsExceed(movingAverage.map { -$0 }, radius: radius)
            && ARIMAPolynomial.rootsExceed(seasonalAutoregressive, radius: radius)
            && ARIMAPolynomial.rootsExceed(seasonalMovingAverage.map { -$0 }, radius: radius)
    }
}

// MARK: - Free parameters

extension ARIMACoefficients {
    /// Free parameters beyond this are cut: tanh 9 = 1 − 3·10⁻⁸ is a unit root for all purposes.
    private static let parameterLimit = 9.0

    /// The stationary and invertible coefficients at free parameters x: each polynomial's partial autocorrelations
    /// are tanh x.
    ///
    /// Source: Jones 1980 (see `ARIMAPolynomial`); Monahan, "A note on enforcing stationarity in ARMA models",
    /// Biometrika 71 (1984) 403–404.
    init(free x: [Double], order: ARIMAOrder) {
        self.init(x.map { tanh(min(max($0, -Self.parameterLimit), Self.parameterLimit)) }, order: order)
        autoregressive = ARIMAPolynomial.coefficients(partialAutocorrelations: autoregressive)
        seasonalAutoregressive = ARIMAPolynomial.coefficients(partialAutocorrelations: seasonalAutoregressive)
        movingAverage = ARIMAPolynomial.coefficients(partialAutocorrelations: movingAverage).map { -$0 }
        seasonalMovingAverage =
            ARIMAPolynomial.coefficients(partialAutocorrelations: seasonalMovingAverage).map { -$0 }
    }

    /// Free parameters of these coefficients, or of the nearest admissible ones well inside the region.
    func free(limit: Double = 0.97) -> [Double] {
        let inside = { (values: [Double]) -> [Double] in
            ARIMAPolynomial.admissiblePartials(values, limit: limit).map(atanh)
        }
        return inside(autoregressive) + inside(movingAverage.map { -$0 }) + inside(seasonalAutoregressive)
            + inside(seasonalMovingAverage.map { -$0 })
    }
}

// MARK: - Four sets

extension ARIMACoefficients {
    /// Four sets of coefficients of one order, side by side.
    struct Four: Sendable {
        var autoregressive: [Lanes]
        var movingAverage: [Lanes]
        var seasonalAutoregressive: [Lanes]
        var seasonalMovingAverage: [Lanes]

        /// Up to four sets; the last is repeated.
        init(_ sets: [ARIMACoefficients]) {
            precondition((1...4).contains(sets.count), "one to four sets")
            let pack = { (path: KeyPath<ARIMACoefficients, [Double]>) -> [Lanes] in
                sets[0][keyPath: path].indices.map { i in
                    var lanes = Lanes()
                    for lane in 0..<4 { lanes[lane] = sets[min(lane, sets.count - 1)][keyPath: path][i] }
                    return lanes
                }
            }
            autoregressive = pack(\.autoregressive)
            movingAverage = pack(\.movingAverage)
            seasonalAutoregressive = pack(\.seasonalAutoregressive)
            seasonalMovingAverage = pack(\.seasonalMovingAverage)
        }
    }

    /// The product polynomial of four sets, into `full` (as `ARIMAPolynomial.product`).
    static func expand(
        _ regular: [Lanes], _ seasonal: [Lanes], _ seasonLength: Int, sign: Double, into full: inout [Lanes]
    ) {
        for i in full.indices { full[i] = i < regular.count ? regular[i] : Lanes() }
        for j in seasonal.indices {
            let lag = seasonLength * (j + 1)
            full[lag - 1] += seasonal[j]
            for i in regular.indices { full[lag + i] += sign * regular[i] * seasonal[j] }
        }
    }
}
