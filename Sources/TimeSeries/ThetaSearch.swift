/// The line A + B t that each step of a theta model sees.
struct ThetaLine {
    /// A and B before step t (0-based); the last pair is the one after the series.
    private(set) var intercepts: [Double]
    private(set) var slopes: [Double]
    /// Mean of the series.
    private(set) var mean: Double

    /// Source: Fiorucci et al. 2016, eq. 12–16 (through the past only), eq. 2 (through all).
    init(values: [Double], isDynamic: Bool) {
        let n = values.count
        mean = 0
        if isDynamic {
            // One value gives a level line; the same stands in before it, where no error counts.
            intercepts = [Double](repeating: 0, count: n + 1)
            slopes = intercepts
            intercepts[0] = values[0]
            intercepts[1] = values[0]
            mean = values[0]
            for t in 1..<n {
                let i = Double(t)
                let next = (i * mean + values[t]) / (i + 1)
                slopes[t + 1] = ((i - 1) * slopes[t] + 6 * (values[t] - mean) / (i + 1)) / (i + 2)
                intercepts[t + 1] = next - slopes[t + 1] * (i + 2) / 2
                mean = next
            }
        } else {
            let count = Double(n)
            let middle = (count + 1) / 2
            mean = values.reduce(0, +) / count
            var product = 0.0
            for t in 0..<n { product += (Double(t + 1) - middle) * (values[t] - mean) }
            let slope = 12 * product / (count * (count * count - 1))
            intercepts = [Double](repeating: mean - slope * middle, count: n + 1)
            slopes = [Double](repeating: slope, count: n + 1)
        }
    }
}

/// Finds a theta model's α, θ and ℓ₀ of least squares.
///
/// For a given α the errors are linear in ℓ₀ and in 1 − 1/θ, so both follow from sums of one pass, and the search has
/// one dimension: a grid of α, then golden sections around its best. Where peers search three dimensions by simplex,
/// this never ends worse.
/// Source: own; golden section: Kiefer, Proc. AMS 4 (1953) 502–506.
struct ThetaSearch {
    /// Parameters and their Σ e².
    struct Point {
        var alpha: Double
        /// 1 − 1/θ.
        var lineShare: Double
        var level: Double
        var squares: Double
    }

    static let greatestTheta = 1e10
    private static let alphas = 0.1...0.99
    private static let gridCount = 19

    private let values: [Double]
    private let line: ThetaLine
    /// ℓ₀ counts in few errors under a large α and could be anything; no further out than this.
    private let levelLimit: Double

    init(values: [Double], isDynamic: Bool) {
        self.values = values
        line = ThetaLine(values: values, isDynamic: isDynamic)
        levelLimit = 2 * values.reduce(0) { max($0, abs($1)) }
    }

    func run(isOptimised: Bool) -> Point {
        let (low, high) = (Self.alphas.lowerBound, Self.alphas.upperBound)
        let step = (high - low) / Double(Self.gridCount - 1)
        var best = point(alpha: low, isOptimised: isOptimised)
        for k in 1..<Self.gridCount {
            let found = point(alpha: low + Double(k) * step, isOptimised: isOptimised)
            if found.squares < best.squares { best = found }
        }
        var left = max(low, best.alpha - step)
        var right = min(high, best.alpha + step)
        let ratio = (5.0.squareRoot() - 1) / 2
        var a = point(alpha: right - ratio * (right - left), isOptimised: isOptimised)
        var b = point(alpha: left + ratio * (right - left), isOptimised: isOptimised)
        // At an optimum the squares move with the square of α's error; 10⁻⁶ leaves nothing to gain.
        while right - left > 1e-6 {
            if a.squares < best.squares { best = a }
            if b.squares < best.squares { best = b }
            if a.squares < b.squares {
                right = b.alpha
                b = a
                a = point(alpha: right - ratio * (right - left), isOptimised: isOptimised)
            } else {
                left = a.alpha
                a = b
                b = point(alpha: left + ratio * (right - left), isOptimised: isOptimised)
            }
        }
        return best
    }

    /// The best ℓ₀ and θ under an α. Deviations are taken from ℓ₀ = y₁/2, θ = 2, where errors are small already, so
    /// the sums lose no digits.
    private func point(alpha: Double, isOptimised: Bool) -> Point {
        let centre = values[0] / 2
        let fade = 1 - alpha
        let inverse = 1 / alpha
        var level = centre
        var power = 1.0
        var (pp, pg, gg, pr, gr, rr) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
        let n = values.count
        let y = values.span
        let intercepts = line.intercepts.span
        let slopes = line.slopes.span
        for t in 0..<n {
            let reach = (1 - power * fade) * inverse
            let value = y[t]
            if t >= ThetaModel.warmUp {
                let g = intercepts[t] * power + slopes[t] * reach
                let r = value - level - 0.5 * g
                pp += power * power
                pg += power * g
                gg += g * g
                pr += power * r
                gr += g * r
                rr += r * r
            }
            level = alpha * value + fade * level
            power *= fade
        }
        func squares(_ d: Double, _ w: Double) -> Double {
            rr - 2 * d * pr - 2 * w * gr + d * d * pp + 2 * d * w * pg + w * w * gg
        }
        let (lowLevel, highLevel) = (-levelLimit - centre, levelLimit - centre)
        func bestLevel(_ w: Double) -> Double {
            pp > 0 ? min(max((pr - w * pg) / pp, lowLevel), highLevel) : 0
        }
        var (d, w) = (bestLevel(0), 0.0)
        let determinant = pp * gg - pg * pg
        // Where the line is flat, ℓ₀ and θ do the same and θ stays 2.
        if isOptimised, determinant > 1e-10 * pp * gg {
            let (lowShare, highShare) = (-0.5, 0.5 - 1 / Self.greatestTheta)
            let free = ((gg * pr - pg * gr) / determinant, (pp * gr - pg * pr) / determinant)
            if free.0 >= lowLevel, free.0 <= highLevel, free.1 >= lowShare, free.1 <= highShare {
                (d, w) = free
            } else {
                // A convex function that is least outside the box is least on its edge inside.
                func bestShare(_ d: Double) -> Double { min(max((gr - d * pg) / gg, lowShare), highShare) }
                let corners = [
                    (bestLevel(lowShare), lowShare), (bestLevel(highShare), highShare),
                    (lowLevel, bestShare(lowLevel)), (highLevel, bestShare(highLevel)),
                ]
                for corner in corners where squares(corner.0, corner.1) < squares(d, w) { (d, w) = corner }
            }
        }
        return Point(alpha: alpha, lineShare: 0.5 + w, level: centre + d, squares: max(0, squares(d, w)))
    }
}
