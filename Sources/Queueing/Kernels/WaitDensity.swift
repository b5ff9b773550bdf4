import Glibc

/// The density of the offered wait around its peak, in units of the mean patience.
struct WaitDensity {
    /// Where it is largest, ln(λ/c) or 0.
    let peak: Double
    /// How far below the peak it counts.
    let left: Double
    /// How far above the peak it counts.
    let right: Double
    /// The density at 0 over that at the peak: the unit of the sums.
    let scale: Double
    private let weight: Double
    private let slope: Double
    private let curvature: Double

    init(_ rates: WaitingSums.Rates) {
        let isOverloaded = rates.excess > 0
        weight = rates.answer / rates.abandon
        peak = isOverloaded ? log1p(rates.excess / rates.answer) : 0
        scale = isOverloaded ? exp(-weight * Curvature.above(peak)) : 1
        let curvature = isOverloaded ? weight : rates.arrival / rates.abandon
        let slope = isOverloaded ? 0 : -rates.excess / rates.abandon
        func exponent(_ u: Double) -> Double { -slope * u - curvature * Curvature.below(u) }
        var right = 90 / (slope + (slope * slope + 90 * curvature).squareRoot())
        while exponent(right) > -42 { right *= 1.25 }
        var left = min(peak, (90 / curvature).squareRoot())
        while exponent(-left) < -60 { left *= 0.8 }
        self.right = right
        self.left = left
        self.slope = slope
        self.curvature = curvature
    }

    /// The density at `u` from the peak, times α.
    func callAsFunction(_ u: Double) -> Double { weight * exp(-slope * u - curvature * Curvature.below(u)) }
}

/// What an exponential lies above its tangent, without cancellation.
enum Curvature {
    /// e^u − 1 − u.
    static func above(_ u: Double) -> Double { abs(u) < 0.5 ? series(u) : expm1(u) - u }
    /// e^(−u) − 1 + u.
    static func below(_ u: Double) -> Double { above(-u) }

    private static func series(_ u: Double) -> Double {
        var term = u * u / 2
        var sum = term
        var k = 3.0
        while true {
            term *= u / k
            let next = sum + term
            if next == sum { return sum }
            sum = next
            k += 1
        }
    }
}
