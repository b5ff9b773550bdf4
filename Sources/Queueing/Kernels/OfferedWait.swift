import Glibc

/// The density of the offered wait V (of a caller who would never give up) in a line served in order of arrival, under
/// any patience and any number of waiting places L:
///
///     v(x) ∝ S_L(λ H(x)) e^(−cx),   H(x) = E min(x, patience),   S_L(m) = Σ_{k<L} mᵏ/k!   (e^m without a limit)
///
/// with c the answering rate while all agents are busy. ln v is concave whatever the law (S_L′/S_L falls, and H is
/// concave), so one peak and the reach on both sides of it tell where to integrate.
///
/// Source: Baccelli & Hebuterne, Performance '81; Zeltyn & Mandelbaum, QUESTA 51 (2005). The factor for L places: given
/// no limit, the number ahead of V = x is Poisson with mean λH(x) (own).
struct OfferedWait {
    /// Rates, T and the wait of a short abandon; `abandon` is not used.
    let rates: WaitingSums.Rates
    let patience: PatienceLaw
    /// Waiting places L, at least 1; `.infinity` = no limit.
    let places: Double
    /// Where the density is largest, in seconds.
    private(set) var peak = 0.0
    /// Its logarithm there, relative to x = 0.
    private(set) var logPeak = 0.0

    init(_ rates: WaitingSums.Rates, patience: PatienceLaw, places: Double = .infinity) {
        self.rates = rates
        self.patience = patience
        self.places = places
        peak = findPeak()
        logPeak = logDensity(peak)
    }

    /// Whether the line has a steady state.
    static func isStable(_ rates: WaitingSums.Rates, patience: PatienceLaw) -> Bool {
        patience.endless == 0
            || (patience.endless == 1 ? rates.excess < 0 : rates.arrival * patience.endless < rates.answer)
    }

    /// ln v(x) − ln v(0).
    func logDensity(_ x: Double) -> Double { logDensity(x, patience(x)) }

    @inline(__always)
    func logDensity(_ x: Double, _ point: PatienceLaw.Point) -> Double {
        let unlimited = rates.excess * x - rates.arrival * point.lostIntegral
        return places == .infinity ? unlimited : unlimited + limit(x, point, unlimited: unlimited)
    }

    /// What the limit of places takes from ln v: ln P(Poisson(m) < L), m = λ H(x).
    private func limit(_ x: Double, _ point: PatienceLaw.Point, unlimited: Double) -> Double {
        let ahead = rates.arrival * (x - point.lostIntegral)
        let most = places - 1
        if most == 0 { return -ahead }
        if ahead < most {
            let logTerm = PoissonTerm.logarithm(most, ahead)
            return logTerm < -60 ? 0 : log1p(-exp(logTerm) * PoissonTerm.upperRatio(most, ahead))
        }
        let series = log1p(BlockingOdds.excessSeries(agents: most, load: ahead))
        return PoissonTerm.logarithm(most, ahead) + series
    }

    /// Sign of the slope of ln v at x.
    private func isRising(_ x: Double) -> Bool {
        let point = patience(x)
        let inflow = rates.arrival * point.survival
        guard places != .infinity else { return inflow > rates.answer }
        let ahead = rates.arrival * (x - point.lostIntegral)
        // S_{L−1}/S_L = 1 − Erlang's loss of `ahead` with L − 1 servers.
        return inflow * BlockingOdds(agents: places - 1, load: ahead).complement > rates.answer
    }

    private func findPeak() -> Double {
        guard rates.excess > 0, isRising(0) else { return 0 }
        var high = 1 / rates.answer
        while isRising(high), high < 1e30 { high *= 2 }
        var low = 0.0
        // Until the density at both ends is nearly that at the top, so that the largest exponent is about 0.
        for _ in 0..<200 where abs(logDensity(high) - logDensity(low)) > 0.5 || high - low > 0.01 * high {
            let middle = (low + high) / 2
            guard middle > low, middle < high else { break }
            if isRising(middle) { low = middle } else { high = middle }
        }
        return logDensity(low) > logDensity(high) ? low : high
    }

    /// Exponents this far below the largest no longer change a `Double`.
    private static let negligibleDrop = 42.0

    /// The part of `low…high` that counts, given where the density is largest in it.
    func reach(from low: Double, to high: Double, around top: Double) -> (low: Double, high: Double) {
        let floor = logDensity(top) - OfferedWait.negligibleDrop
        func edge(_ inside: Double, _ outside: Double) -> Double {
            if logDensity(outside) >= floor { return outside }
            var (near, far) = (inside, outside)
            for _ in 0..<60 {
                let middle = (near + far) / 2
                let drop = logDensity(middle) - floor
                if drop < 0 { far = middle } else { near = middle }
                if drop < 0, drop > -6 { break }
            }
            return far
        }
        let start = top > low ? edge(top, low) : low
        var end = high
        if high == .infinity {
            var step = 1 / rates.answer
            while logDensity(top + step) >= floor { step *= 2 }
            end = top + step
        }
        return (start, edge(top, end))
    }
}
