#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Ridge regression that learns origin by origin, its penalty chosen by what each penalty would have predicted.
///
/// Rows are scored before they are learnt (forward validation), under each of several penalties. How much of its
/// prediction counts, 0…1, is what would have been best, by lead group: a day ahead a forecast has already seen most of
/// what a driver says, weeks ahead it has not; less what chance makes of it. Of the penalties the one with the least squared error is used, none where
/// none helps.
/// Source: Hoerl & Kennard, Technometrics 12 (1970) 55–67; forward choice: Dawid, JRSS A 147 (1984) 278–292; shrinkage:
/// James & Stein (1961).
struct DriverRidge: Sendable {
    /// A day ahead of an origin to learn from.
    struct Row: Sendable {
        /// What the drivers say.
        var features: [Double]
        /// Logarithm of actual over forecast.
        var error: Double
        /// How much it counts.
        var weight: Double
        /// Days ahead, 0 = the first.
        var lead: Int
    }

    /// Sums of squares and products of errors and predictions.
    private struct Score: Sendable {
        var products = 0.0
        var squares = 0.0
        var errors = 0.0
        var rows = 0.0

        /// Share of the prediction that would have been best, less what chance makes of it (positive-part James–Stein).
        ///
        /// - Parameter copies: Rows of one origin that err together, by which the rows are fewer than they look.
        func gain(copies: Double) -> Double {
            guard products > 0, squares > 0, rows > 0 else { return 0 }
            let significance = products * products / (squares * copies * errors / rows)
            return min(products / squares, 1) * max(0, 1 - 1 / significance)
        }
        /// What taking that share would have lowered the squared error by.
        func saved(copies: Double) -> Double {
            let gain = self.gain(copies: copies)
            return 2 * gain * products - gain * gain * squares
        }
    }

    /// Penalties, in units of whole-weight rows.
    private static let penalties = [3.0, 10, 30, 100, 300, 1000, 3000]
    /// Share by which a penalty must lower the squared error against no regression.
    private static let neededGain = 0.02
    /// Rows scored before the choice is trusted.
    private static let neededRows = 56
    /// Rows of an origin that err together, by lead group: the first day, the first week, later weeks.
    private static let copies = [1.0, 3, 7]

    private let size: Int
    private var gram: [Double]
    private var products: [Double]
    private var scores: [[Score]]
    private var plainLoss = 0.0
    private var rowCount = 0
    private var solutions: [[Double]]

    /// A regression on `size` features that has learnt nothing.
    init(size: Int) {
        self.size = size
        gram = [Double](repeating: 0, count: size * size)
        products = [Double](repeating: 0, count: size)
        solutions = Self.penalties.map { _ in [Double](repeating: 0, count: size) }
        scores = Self.penalties.map { _ in [Score](repeating: Score(), count: Self.copies.count) }
    }

    private static func group(_ lead: Int) -> Int { lead < 1 ? 0 : lead < 7 ? 1 : 2 }

    /// Scores and learns the rows of one origin; rows of one origin are not used for each other.
    mutating func learn(_ rows: [Row]) {
        for row in rows {
            for k in Self.penalties.indices {
                let predicted = Self.dot(solutions[k], row.features)
                let group = Self.group(row.lead)
                scores[k][group].products += row.weight * predicted * row.error
                scores[k][group].squares += row.weight * predicted * predicted
                scores[k][group].errors += row.weight * row.error * row.error
                scores[k][group].rows += 1
            }
            plainLoss += row.weight * row.error * row.error
            rowCount += 1
            for i in 0..<size where row.features[i] != 0 {
                let scaled = row.weight * row.features[i]
                products[i] += scaled * row.error
                for j in 0...i { gram[i * size + j] += scaled * row.features[j] }
            }
        }
        for (k, penalty) in Self.penalties.enumerated() {
            var matrix = gram
            for i in 0..<size { matrix[i * size + i] += penalty }
            var solution = products
            PositiveDefiniteSystem.solve(&matrix, &solution)
            solutions[k] = solution
        }
    }

    /// What to add to the logarithm of a forecast; nil while no penalty has helped.
    var correction: (@Sendable (_ features: [Double], _ lead: Int) -> Double)? {
        guard rowCount >= Self.neededRows else { return nil }
        let saved = scores.map { zip($0, Self.copies).reduce(0) { $0 + $1.0.saved(copies: $1.1) } }
        guard let best = saved.indices.max(by: { saved[$0] < saved[$1] }), saved[best] > Self.neededGain * plainLoss
        else { return nil }
        let solution = solutions[best]
        let gains = zip(scores[best], Self.copies).map { $0.gain(copies: $1) }
        return { Self.dot(solution, $0) * gains[Self.group($1)] }
    }

    /// Σ aᵢbᵢ.
    private static func dot(_ a: [Double], _ b: [Double]) -> Double {
        var sum = 0.0
        for i in a.indices { sum += a[i] * b[i] }
        return sum
    }
}
