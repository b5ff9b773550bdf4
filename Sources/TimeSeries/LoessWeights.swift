/// The weights of a local regression on a regular grid.
///
/// The value at position x is Σ lⱼ yⱼ over a window of points j; the tricube weights are w(|j − x| / h) with
/// w(r) = (1 − r³)³, cut to 1 below 0.001 h and to 0 above 0.999 h, and the local polynomial has degree 0 or 1.
/// Source: Cleveland, Cleveland, McRae & Terpenning, "STL", Journal of Official Statistics 6 (1990) 3–73, §2.2 and
/// the authors' program (netlib `stl`, routine `est`), whose cuts and thresholds are kept.
struct LoessWeights {
    /// Points of the series.
    var count: Int
    /// Points of the smoother's window; may exceed ``count``, which widens the bandwidth.
    var length: Int
    /// Degree of the local polynomial, 0 or 1.
    var degree: Int

    /// The window of points that a position of the series looks at.
    func window(at position: Int) -> Range<Int> {
        guard length < count else { return 0..<count }
        let half = (length - 1) / 2
        let first = min(max(position - half, 0), count - length)
        return first..<(first + length)
    }

    /// The distance at which the weights vanish.
    func bandwidth(at position: Int, window: Range<Int>) -> Double {
        let reach = max(position - window.lowerBound, window.upperBound - 1 - position)
        return Double(reach + (length > count ? (length - count) / 2 : 0))
    }

    /// The tricube weights of `window` around `position`, not normalised, into `out[at...]`.
    func tricube(at position: Int, window: Range<Int>, into out: inout [Double], at start: Int) {
        let h = bandwidth(at: position, window: window)
        let far = 0.999 * h
        let near = 0.001 * h
        let inverse = 1 / h
        for j in window {
            let distance = Double(abs(j - position))
            var weight = 0.0
            if distance <= near {
                weight = 1
            } else if distance <= far {
                let r = distance * inverse
                let c = 1 - r * r * r
                weight = c * c * c
            }
            out[start + j - window.lowerBound] = weight
        }
    }

    /// The final weights lⱼ of `window` for the value at `position`, which may lie outside the series, into
    /// `out[at...]`. Returns false when no point has weight.
    @discardableResult
    func row(at position: Int, window: Range<Int>, into out: inout [Double], at start: Int) -> Bool {
        tricube(at: position, window: window, into: &out, at: start)
        var sums = MomentSums()
        for j in window { sums.add(weight: out[start + j - window.lowerBound], offset: Double(j - position)) }
        guard let line = line(sums, bandwidth: bandwidth(at: position, window: window)) else { return false }
        for j in window {
            out[start + j - window.lowerBound] *= line.scale * (1 + line.slope * (Double(j - position) - line.centre))
        }
        return true
    }

    /// Σw, Σwu, Σwu² of offsets u from the position.
    struct MomentSums {
        var weight = 0.0
        var first = 0.0
        var second = 0.0

        mutating func add(weight w: Double, offset u: Double) {
            weight += w
            first += w * u
            second += w * u * u
        }
    }

    /// What turns tricube weights into final ones: lⱼ = scale · wⱼ · (1 + slope · (uⱼ − centre)).
    struct Line {
        var scale: Double
        var centre: Double
        var slope: Double
    }

    /// The local polynomial of these moments; nil when nothing has weight.
    func line(_ sums: MomentSums, bandwidth: Double) -> Line? {
        guard sums.weight > 0 else { return nil }
        let centre = sums.first / sums.weight
        let spread = sums.second / sums.weight - centre * centre
        var slope = 0.0
        // A window whose points nearly coincide has no slope (the program's threshold).
        if degree > 0, bandwidth > 0, spread > 0, spread.squareRoot() > 0.001 * Double(count - 1) {
            slope = -centre / spread
        }
        return Line(scale: 1 / sums.weight, centre: centre, slope: slope)
    }
}
