import NumericalMethods

/// Makes the forecasts of all nodes of a hierarchy add up, changing least what is forecast best.
///
/// The coherent ỹ that minimises (ỹ − ŷ)ᵀ W⁻¹ (ỹ − ŷ), W the covariance of the base forecasts' errors: with the
/// constraints C ỹ = 0 (each aggregate minus its bottom series), ỹ = ŷ − W Cᵀ (C W Cᵀ)⁻¹ C ŷ. That is the minimum-trace
/// reconciliation S (Sᵀ W⁻¹ S)⁻¹ Sᵀ W⁻¹ ŷ without inverting W. Unbiased forecasts stay unbiased, coherent ones stay as
/// they are. Where a bottom series would fall below zero, the same problem is solved under b ≥ 0.
///
/// Source: Wickramasuriya, Athanasopoulos & Hyndman, "Optimal forecast reconciliation for hierarchical and grouped time
/// series through trace minimization", JASA 114 (2019) 804–819; the form by constraints: their eq. 10; b ≥ 0:
/// Wickramasuriya, Turlach & Hyndman, Statistics and Computing 30 (2020) 1167–1182, by block pivoting (Kim & Park, SIAM
/// J. Sci. Comput. 33, 2011).
public struct Reconciliation: Sendable {
    private let hierarchy: Hierarchy
    private let covariance: ErrorCovariance
    /// W Cᵀ, node × aggregate.
    private let response: [Double]
    /// C W Cᵀ, aggregate × aggregate.
    private let constraints: [Double]
    private let factor: CholeskyFactor?

    /// Prepares the reconciliation of `hierarchy` under `covariance` (of its node count).
    ///
    /// - Complexity: O(nodes · members + aggregates³)
    public init(hierarchy: Hierarchy, covariance: ErrorCovariance) {
        precondition(covariance.size == hierarchy.nodeCount, "one row of the covariance a node")
        self.hierarchy = hierarchy
        self.covariance = covariance
        let aggregates = hierarchy.aggregateCount
        var response = [Double](repeating: 0, count: hierarchy.nodeCount * aggregates)
        for node in 0..<hierarchy.nodeCount {
            for (k, members) in hierarchy.members.enumerated() {
                response[node * aggregates + k] = members.reduce(covariance[node, k]) {
                    $0 - covariance[node, aggregates + $1]
                }
            }
        }
        var constraints = [Double](repeating: 0, count: aggregates * aggregates)
        for (row, members) in hierarchy.members.enumerated() {
            for k in 0..<aggregates {
                constraints[row * aggregates + k] = members.reduce(response[row * aggregates + k]) {
                    $0 - response[(aggregates + $1) * aggregates + k]
                }
            }
        }
        self.response = response
        self.constraints = constraints
        factor = aggregates > 0 ? CholeskyFactor(constraints, size: aggregates) : nil
    }

    /// Coherent values of all nodes.
    ///
    /// - Parameters:
    ///   - base: Forecast of every node, aggregates first. A bottom series whose forecast is not a number counts as 0,
    ///     an aggregate as the sum of its bottom series.
    ///   - closed: Bottom series that are closed: they are 0.
    /// - Returns: Values that add up to rounding, none negative.
    public func reconciled(_ base: [Double], closed: [Bool]? = nil) -> [Double] {
        precondition(base.count == hierarchy.nodeCount, "one forecast a node")
        precondition(closed.map { $0.count == hierarchy.bottomCount } ?? true, "one flag a bottom series")
        let aggregates = hierarchy.aggregateCount
        var base = base
        for node in aggregates..<base.count where !base[node].isFinite { base[node] = 0 }
        let sums = hierarchy.summed(base[aggregates...])
        for node in 0..<aggregates where !base[node].isFinite { base[node] = sums[node] }

        let fixed = (0..<hierarchy.bottomCount).filter { closed?[$0] ?? false }
        var bottom: [Double]
        if let solved = nonNegative(base, closed: fixed) {
            bottom = solved
        } else {
            bottom = proportional(base, closed: fixed)
        }
        for i in bottom.indices { bottom[i] = max(0, bottom[i]) }
        for i in fixed { bottom[i] = 0 }
        return hierarchy.summed(bottom)
    }

    /// The bottom series of the problem with these bottom series held at zero, and the force on each of them.
    private func solve(_ base: [Double], zero: [Int]) -> (bottom: [Double], forces: [Double])? {
        let aggregates = hierarchy.aggregateCount
        let size = aggregates + zero.count
        let bottom = Array(base[aggregates...])
        guard size > 0 else { return (bottom, []) }
        var gaps = hierarchy.members.enumerated().map { k, members in members.reduce(base[k]) { $0 - bottom[$1] } }
        gaps += zero.map { bottom[$0] }
        let factor: CholeskyFactor?
        if zero.isEmpty {
            factor = self.factor
        } else {
            var matrix = [Double](repeating: 0, count: size * size)
            for row in 0..<size {
                for column in 0...row {
                    let value: Double
                    switch (row < aggregates, column < aggregates) {
                    case (true, _): value = constraints[row * aggregates + column]
                    case (false, true):
                        value = response[(aggregates + zero[row - aggregates]) * aggregates + column]
                    case (false, false):
                        value = covariance[aggregates + zero[row - aggregates], aggregates + zero[column - aggregates]]
                    }
                    matrix[row * size + column] = value
                    matrix[column * size + row] = value
                }
            }
            factor = CholeskyFactor(matrix, size: size)
        }
        guard let multipliers = factor?.solve(gaps) else { return nil }
        var solved = bottom
        for i in solved.indices {
            let node = aggregates + i
            for k in 0..<aggregates { solved[i] -= response[node * aggregates + k] * multipliers[k] }
            for (k, other) in zero.enumerated() {
                solved[i] -= covariance[node, aggregates + other] * multipliers[aggregates + k]
            }
        }
        return (solved, Array(multipliers[aggregates...]))
    }

    /// The solution under b ≥ 0, or `nil` when the matrices are singular or the search does not end.
    private func nonNegative(_ base: [Double], closed: [Int]) -> [Double]? {
        let tolerance = 1e-10 * max(1, base.reduce(0) { max($0, abs($1)) })
        var active = Set<Int>()
        let fixed = Set(closed)
        var fewest = Int.max
        var patience = 3
        for _ in 0..<(10 * hierarchy.bottomCount + 50) {
            let zero = closed + active.sorted()
            guard let (bottom, forces) = solve(base, zero: zero) else { return nil }
            var wrong = bottom.indices.filter {
                bottom[$0] < -tolerance && !active.contains($0) && !fixed.contains($0)
            }
            // A series is pulled away from zero where its multiplier is positive.
            wrong += zip(zero, forces).dropFirst(closed.count).filter { $0.1 > 0 }.map(\.0)
            guard let last = wrong.max() else { return bottom }
            // All at once while that helps; then one at a time, which always ends (Murty's rule).
            if wrong.count < fewest {
                fewest = wrong.count
                patience = 3
            } else if patience > 0 {
                patience -= 1
            } else {
                wrong = [last]
            }
            active.formSymmetricDifference(wrong)
        }
        return nil
    }

    /// Where no optimum can be computed: the bottom forecasts, scaled to the widest aggregate's.
    private func proportional(_ base: [Double], closed: [Int]) -> [Double] {
        var bottom = base[hierarchy.aggregateCount...].map { max(0, $0) }
        for i in closed { bottom[i] = 0 }
        guard
            let widest = hierarchy.members.indices.max(by: { hierarchy.members[$0].count < hierarchy.members[$1].count }
            )
        else { return bottom }
        let sum = hierarchy.members[widest].reduce(0) { $0 + bottom[$1] }
        guard sum > 0, base[widest] > 0 else { return bottom }
        for i in hierarchy.members[widest] { bottom[i] *= base[widest] / sum }
        return bottom
    }

    /// An end of a prediction interval, moved with its forecast: in proportion, or by the difference from 0 up.
    public static func moved(_ end: Double, from base: Double, to reconciled: Double) -> Double {
        base > 0 ? max(0, end * reconciled / base) : max(0, end + reconciled - max(0, base))
    }
}
