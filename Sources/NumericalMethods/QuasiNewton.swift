/// Minimisation of a smooth function of a few parameters from its gradient: BFGS with a backtracking line search.
///
/// The inverse Hessian is kept as a dense matrix; a step is halved until it decreases the function enough (Armijo), an
/// update that would lose positive definiteness is left out. Deterministic.
/// Source: Nocedal & Wright, *Numerical Optimization*, 2nd ed. (2006), algorithm 6.1 and equation 6.17.
public struct QuasiNewton: Sendable {
    /// Where the search ended.
    public struct Minimum: Hashable, Sendable {
        /// The best point found.
        public var point: [Double]
        /// The function there.
        public var value: Double
        /// Largest component of the gradient there.
        public var gradient: Double
        /// Evaluations spent.
        public var evaluations: Int
    }

    /// Bounds that no coordinate leaves; a search that ends at one has no inner minimum.
    public var bounds: ClosedRange<Double>
    /// Steps allowed.
    public var maximumSteps: Int
    /// The search ends when no component of the gradient is larger.
    public var gradientTolerance: Double
    /// Longest change of a coordinate in one step.
    public var longestStep: Double

    /// A search whose coordinates stay inside `bounds`.
    public init(
        bounds: ClosedRange<Double>, maximumSteps: Int = 500, gradientTolerance: Double = 1e-8, longestStep: Double = 2
    ) {
        self.bounds = bounds
        self.maximumSteps = maximumSteps
        self.gradientTolerance = gradientTolerance
        self.longestStep = longestStep
    }

    /// The least value found from `start`.
    ///
    /// - Parameter function: Gives the value at a point and writes the gradient. A value that is not finite counts as
    ///   infinitely bad.
    public func minimise(
        from start: [Double], _ function: (_ point: [Double], _ gradient: inout [Double]) -> Double
    ) -> Minimum {
        let n = start.count
        var evaluations = 0
        func evaluate(_ point: [Double], _ gradient: inout [Double]) -> Double {
            evaluations += 1
            let value = function(point, &gradient)
            return value.isFinite && gradient.allSatisfy(\.isFinite) ? value : .infinity
        }
        var point = start.map(cut)
        var gradient = [Double](repeating: 0, count: n)
        var value = evaluate(point, &gradient)
        var inverse = identity(n)
        var isFresh = true
        var trialGradient = gradient
        for _ in 0..<maximumSteps {
            if norm(gradient, at: point) <= gradientTolerance || !value.isFinite { break }
            // A coordinate whose descent leads out of the bounds stays where it is.
            let free = (0..<n).map { isBlocked(gradient[$0], at: point[$0]) ? 0 : gradient[$0] }
            var direction = (0..<n).map { i in
                free[i] == 0 ? 0 : -(0..<n).reduce(0) { $0 + inverse[i * n + $1] * free[$1] }
            }
            var slope = zip(direction, free).reduce(0) { $0 + $1.0 * $1.1 }
            if slope >= 0 {
                inverse = identity(n)
                isFresh = true
                direction = free.map { -$0 }
                slope = -free.reduce(0) { $0 + $1 * $1 }
            }
            let longest = direction.map(abs).max() ?? 0
            var length = min(isFresh ? min(1, 1 / longest) : 1, longestStep / longest)
            var trial = point
            var trialValue = Double.infinity
            var isAccepted = false
            for _ in 0..<60 {
                trial = (0..<n).map { cut(point[$0] + length * direction[$0]) }
                trialValue = evaluate(trial, &trialGradient)
                if trialValue <= value + 1e-4 * length * slope || (trialValue <= value && length < 1e-6) {
                    isAccepted = trial != point
                    break
                }
                length /= 2
            }
            guard isAccepted else {
                // The curvature learnt may mislead; once more with none, then it is the end.
                if isFresh { break }
                inverse = identity(n)
                isFresh = true
                continue
            }
            let s = (0..<n).map { trial[$0] - point[$0] }
            let y = (0..<n).map { trialGradient[$0] - gradient[$0] }
            point = trial
            value = trialValue
            gradient = trialGradient
            update(&inverse, s, y, isFresh: isFresh)
            isFresh = false
        }
        return Minimum(point: point, value: value, gradient: norm(gradient, at: point), evaluations: evaluations)
    }

    private func cut(_ value: Double) -> Double { min(max(value, bounds.lowerBound), bounds.upperBound) }

    /// Largest component of the gradient that a step could still follow: at a bound only the one that leads inside.
    private func norm(_ gradient: [Double], at point: [Double]) -> Double {
        var largest = 0.0
        for (g, x) in zip(gradient, point) where !isBlocked(g, at: x) { largest = max(largest, abs(g)) }
        return largest
    }

    private func isBlocked(_ gradient: Double, at x: Double) -> Bool {
        (x <= bounds.lowerBound && gradient > 0) || (x >= bounds.upperBound && gradient < 0)
    }

    private func identity(_ n: Int) -> [Double] {
        (0..<n * n).map { $0 / n == $0 % n ? 1 : 0 }
    }

    /// Nocedal & Wright (6.17), after the first step scaled by (6.20).
    private func update(_ inverse: inout [Double], _ s: [Double], _ y: [Double], isFresh: Bool) {
        let n = s.count
        let sy = zip(s, y).reduce(0) { $0 + $1.0 * $1.1 }
        let yy = y.reduce(0) { $0 + $1 * $1 }
        guard sy > 1e-12 * yy.squareRoot() * s.reduce(0, { $0 + $1 * $1 }).squareRoot(), yy > 0 else { return }
        if isFresh { inverse = identity(n).map { $0 * sy / yy } }
        let hy = (0..<n).map { i in (0..<n).reduce(0) { $0 + inverse[i * n + $1] * y[$1] } }
        let yhy = zip(y, hy).reduce(0) { $0 + $1.0 * $1.1 }
        let factor = (1 + yhy / sy) / sy
        for i in 0..<n {
            for j in 0..<n { inverse[i * n + j] += factor * s[i] * s[j] - (hy[i] * s[j] + s[i] * hy[j]) / sy }
        }
    }
}
