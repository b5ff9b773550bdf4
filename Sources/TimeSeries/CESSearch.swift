#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The search for the smoothing parameters of ``CES``: an adaptive simplex in a box.
///
/// Start, box, step, coefficients and end are the statsforecast library's, so that it ends in the same dip. That matters:
/// the surface has other dips, many of them deeper, in which the level chases the season; they fit one step better and
/// forecast worse. The four points that a turn may need (reflected, expanded, contracted outside and inside) are
/// evaluated together in the lanes of one run.
///
/// Source: Nelder & Mead, Computer Journal 7 (1965) 308–313; coefficients: Gao & Han, Computational Optimization and
/// Applications 51 (2012) 259–277.
struct CESSearch {
    /// α₀, α₁, β₀, β₁.
    typealias Point = SIMD4<Double>

    private static let lower = Point(repeating: 0.01)
    private static let upper = Point(1.8, 1.9, 1.5, 1.5)
    private static let maximumTurns = 1000
    /// The search ends when the corners' values, n log Σe², deviate by less from their mean.
    private static let tolerance = 1e-4

    private let count: Int
    private var corners: [Point] = []
    private var values: [Double] = []

    /// The parameters found for the series of `kernel`.
    ///
    /// - Complexity: a run of the kernel each turn, 30 to 300 turns
    static func minimise(_ kernel: inout CESKernel) -> CES.Parameters {
        var search = CESSearch(kernel.seasonality)
        for _ in 0..<maximumTurns where !search.hasEnded(&kernel) { search.turn(&kernel) }
        let best = search.values.indices.min { search.values[$0] < search.values[$1] } ?? 0
        let p = search.corners[best]
        return CES.Parameters(alpha0: p[0], alpha1: p[1], beta0: p[2], beta1: p[3])
    }

    private init(_ seasonality: CES.Seasonality) {
        count = seasonality.freeParameters
        let start = Point(1.3, 1, seasonality == .partial ? 0.1 : 1.3, 1)
        corners = [start]
        for k in 0..<count {
            var corner = start
            corner[k] *= 1.05
            corners.append(CESSearch.cut(corner))
        }
    }

    /// Whether the simplex is flat; values the first corners when they have no values yet.
    private mutating func hasEnded(_ kernel: inout CESKernel) -> Bool {
        if values.isEmpty {
            for first in stride(from: 0, to: corners.count, by: 4) {
                let found = CESSearch.values(&kernel, Array(corners[first..<min(first + 4, corners.count)]))
                for lane in 0..<min(4, corners.count - first) { values.append(found[lane]) }
            }
        }
        var mean = 0.0
        for value in values { mean += value / Double(values.count) }
        var square = 0.0
        for value in values { square += (value - mean) * (value - mean) / Double(values.count) }
        return square < CESSearch.tolerance * CESSearch.tolerance
    }

    private mutating func turn(_ kernel: inout CESKernel) {
        let n = Double(count)
        let (best, second, worst) = ranks()
        var centre = Point()
        for corner in corners.indices where corner != worst { centre += corners[corner] / n }
        let reflected = CESSearch.cut(centre + (centre - corners[worst]))
        let way = reflected - centre
        let contraction = 0.75 - 0.5 / n
        let points = [
            reflected, CESSearch.cut(centre + (1 + 2 / n) * way), CESSearch.cut(centre + contraction * way),
            CESSearch.cut(centre - contraction * way),
        ]
        let found = CESSearch.values(&kernel, points)
        func accept(_ lane: Int) {
            corners[worst] = points[lane]
            values[worst] = found[lane]
        }
        if found[0] < values[best] {
            accept(found[1] < found[0] ? 1 : 0)
        } else if found[0] < values[second] {
            accept(0)
        } else if found[0] < values[worst], found[2] <= found[0] {
            accept(2)
        } else if !(found[0] < values[worst]), found[3] < values[worst] {
            accept(3)
        } else {
            shrink(&kernel, towards: best)
        }
    }

    /// The best, the second worst and the worst corner.
    private func ranks() -> (best: Int, second: Int, worst: Int) {
        let order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
        return (order[0], order[count - 1], order[count])
    }

    private mutating func shrink(_ kernel: inout CESKernel, towards best: Int) {
        let others = corners.indices.filter { $0 != best }
        for corner in others {
            let edge = corners[corner] - corners[best]
            corners[corner] = CESSearch.cut(corners[best] + (1 - 1 / Double(count)) * edge)
        }
        let found = CESSearch.values(&kernel, others.map { corners[$0] })
        for (lane, corner) in others.enumerated() { values[corner] = found[lane] }
    }

    /// n log Σe² at up to four points; infinite where the recursion diverges.
    private static func values(_ kernel: inout CESKernel, _ points: [Point]) -> Point {
        var lanes = CESKernel.Lanes(CES.Parameters())
        for lane in 0..<4 {
            let p = points[min(lane, points.count - 1)]
            lanes.alpha0[lane] = p[0]
            lanes.alpha1[lane] = p[1]
            lanes.beta0[lane] = p[2]
            lanes.beta1[lane] = p[3]
        }
        let sums = kernel.run(lanes)
        var values = Point(repeating: .infinity)
        for lane in 0..<4 where sums[lane].isFinite {
            // A perfect fit counts as a tiny error, so that the values stay comparable.
            values[lane] = Double(kernel.errors.count) * log(max(sums[lane], 1e-300))
        }
        return values
    }

    private static func cut(_ p: Point) -> Point {
        p.clamped(lowerBound: lower, upperBound: upper)
    }
}
