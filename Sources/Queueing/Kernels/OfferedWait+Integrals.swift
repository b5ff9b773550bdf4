import Glibc

extension OfferedWait {
    /// The sums over the waiting states as integrals, relative to the state with all agents busy and nobody waiting.
    ///
    /// Adaptive 16-point Gauss–Legendre panels over the part of every stretch that counts; the stretches end at T, at the
    /// wait of a short abandon and where the law is not smooth.
    func sums() -> WaitingSums {
        var sums = WaitingSums()
        sums.scale = exp(-logPeak)
        var bounds = SIMD4(rates.within, rates.short, patience.kink ?? .infinity, .infinity)
        bounds = OfferedWait.sorted(bounds)
        var start = 0.0
        var virtuallyLong = 0.0
        for index in 0..<4 {
            let end = bounds[index]
            guard end > start else { continue }
            let part = integral(from: start, to: end)
            sums.waiting += part[0]
            sums.answered += part[1]
            sums.waitOfAnswered += part[2]
            sums.abandoned += part[3]
            sums.waitOfAbandoned += part[4]
            if end <= rates.within {
                sums.answeredWithin += part[1]
                sums.abandonedWithin += part[3]
            } else {
                sums.answeredLate += part[1]
                sums.virtuallyLate += part[0]
            }
            if end <= rates.short { sums.shortAbandoned += part[3] } else { virtuallyLong += part[0] }
            start = end
            if end == .infinity { break }
        }
        sums.abandonedWithin += patience(rates.within).lost * sums.virtuallyLate
        sums.shortAbandoned += patience(rates.short).lost * virtuallyLong
        return sums
    }

    private static func sorted(_ values: SIMD4<Double>) -> SIMD4<Double> {
        var v = values
        for end in stride(from: 3, to: 0, by: -1) {
            for index in 0..<end where v[index] > v[index + 1] {
                (v[index], v[index + 1]) = (v[index + 1], v[index])
            }
        }
        return v
    }

    /// ∫ v times 1, P(patience > x), x P(patience > x), P(patience ≤ x) and ∫₀ˣ u dP(patience ≤ u), over a stretch.
    private func integral(from low: Double, to high: Double) -> SIMD8<Double> {
        let top = min(max(peak, low), high)
        guard logDensity(top) - logPeak > -740 else { return .zero }
        let (start, end) = reach(from: low, to: high, around: top)
        var total = SIMD8<Double>.zero
        var budget = OfferedWait.mostPanels
        for (a, b) in [(start, top), (top, end)] where b > a {
            let width = (b - a) / Double(OfferedWait.firstPanels)
            var panels = [SIMD8<Double>](repeating: .zero, count: OfferedWait.firstPanels)
            var reference = SIMD8<Double>.zero
            for index in 0..<OfferedWait.firstPanels {
                panels[index] = panel(a + Double(index) * width, width)
                reference += panels[index]
            }
            for index in 0..<OfferedWait.firstPanels {
                total += refined(
                    a + Double(index) * width, width, panels[index], reference * OfferedWait.tolerance, &budget)
            }
        }
        return total
    }

    /// Panels per side before refinement: over 42 powers of e each is exact to a `Double` where the law is smooth.
    private static let firstPanels = 4
    /// A bound on the work at singular or noisy densities.
    private static let mostPanels = 3000
    /// Largest change by halving a panel that ends the refinement, of the whole side.
    private static let tolerance = 2e-14

    private func refined(
        _ a: Double, _ width: Double, _ whole: SIMD8<Double>, _ allowed: SIMD8<Double>, _ budget: inout Int
    ) -> SIMD8<Double> {
        let half = width / 2
        let (left, right) = (panel(a, half), panel(a + half, half))
        budget -= 2
        let change = left + right - whole
        // Rounding of large exponents is noise that no panel is small enough for.
        let noise = 4e-16 * abs(rates.excess) * (a + width)
        var isFine = true
        for index in 0..<5 where abs(change[index]) > allowed[index] + noise * abs(whole[index]) { isFine = false }
        if isFine || budget <= 0 { return left + right }
        return refined(a, half, left, allowed, &budget) + refined(a + half, half, right, allowed, &budget)
    }

    private func panel(_ a: Double, _ width: Double) -> SIMD8<Double> {
        var sum = SIMD8<Double>.zero
        GaussLegendre.sixteen(middle: a + width / 2, width: width) { x, weight in
            let point = patience(x)
            let mass = weight * rates.answer * exp(logDensity(x, point) - logPeak)
            let answered = mass * point.survival
            let waitOfLost = max(0, x * point.lost - point.lostIntegral)
            sum += SIMD8(mass, answered, answered * x, mass * point.lost, mass * waitOfLost, 0, 0, 0)
        }
        return sum
    }
}
