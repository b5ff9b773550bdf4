#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The search for the smoothing parameters of ``CES``: Levenberg–Marquardt in a box, eight trial points at a time.
///
/// One run of the kernel gives the errors at a point and at its neighbours in each parameter, hence the Jacobian; the
/// next tries eight damping factors. Source: Nocedal & Wright, Numerical Optimization, 2nd ed. 2006, §10.3; box and
/// first start: the statsforecast library.
enum CESSearch {
    private static let lower = 0.01
    private static let upper = [1.8, 1.9, 1.5, 1.5]
    /// Turns after which the search gives up improving.
    private static let maximumTurns = 60

    /// The steps tried at once: Gauss–Newton's, shorter and longer (the residuals being large, it tends to be too
    /// short by a constant factor), and damped ones.
    private static let trialSteps: [(damping: Double, length: Double)] = [
        (0, 1), (0, 0.4), (0, 2), (0, 4), (0, 8), (1e-2, 1), (1, 1), (100, 1),
    ]

    /// Where searches may begin, a multiple of eight: first the library's start, then points in each of the dips that
    /// the surface of the squared errors is known to have.
    private static func starts(_ seasonality: CES.Seasonality) -> [CES.Parameters] {
        switch seasonality {
        case .none:
            return [
                (1.3, 1), (1.02, 1), (1.1, 1), (1.6, 1), (1.8, 0.99), (1.4, 0.8), (1.7, 0.9), (1.2, 0.9),
            ].map { CES.Parameters(alpha0: $0.0, alpha1: $0.1) }
        case .simple:
            return [
                (1.3, 1), (1.02, 1), (1.1, 1), (1.6, 1), (1.8, 0.997), (1.8, 1.003), (1.3, 1.005), (1.5, 0.995),
            ].map { CES.Parameters(alpha0: $0.0, alpha1: $0.1) }
        case .partial:
            return [
                (1.3, 1, 0.1), (1.75, 0.96, 0.01), (1.35, 0.81, 0.08), (1.25, 0.98, 1.45),
                (1.8, 0.93, 0.25), (1.1, 1, 0.05), (1.1, 1, 0.3), (1.8, 1, 0.01),
                (1.5, 0.9, 0.05), (1.2, 0.9, 0.07), (1.6, 1, 0.1), (1.02, 1, 0.02),
                (1.02, 1, 0.6), (1.45, 0.8, 0.15), (1.3, 1, 0.5), (1.7, 0.97, 0.1),
            ].map { CES.Parameters(alpha0: $0.0, alpha1: $0.1, beta0: $0.2) }
        case .full:
            return [
                (1.3, 1, 1.3, 1), (1.1, 1, 1.45, 1.003), (1.8, 1, 1.003, 1), (1.5, 1, 1.45, 1),
                (1.35, 0.81, 1.07, 1.001), (1.75, 0.96, 0.99, 1), (1.1, 1, 1.1, 1), (1.2, 0.98, 1.2, 1),
            ].map { CES.Parameters(alpha0: $0.0, alpha1: $0.1, beta0: $0.2, beta1: $0.3) }
        }
    }

    /// The parameters of least squared error found.
    ///
    /// - Parameter further: One more start, e.g. the optimum of a model that this one contains.
    static func minimise(_ kernel: inout CESKernel, further: CES.Parameters? = nil) -> CES.Parameters {
        let starts = starts(kernel.seasonality)
        var sums: [Double] = []
        for chunk in stride(from: 0, to: starts.count, by: 8) {
            var lanes = CESKernel.Lanes(starts[chunk])
            for lane in 0..<8 { lanes[lane] = starts[chunk + lane] }
            let found = kernel.run(lanes)
            for lane in 0..<8 { sums.append(found[lane].isFinite ? found[lane] : .infinity) }
        }
        var best = descend(&kernel, from: starts[0], unless: nil)
        if let further {
            let other = descend(&kernel, from: further, unless: best.point)
            if other.sum < best.sum { best = other }
        }
        // Nobody knows which dip is the deepest; the most promising other starts are worth a descent.
        let order = (1..<starts.count).filter { sums[$0] < .infinity }.sorted { (sums[$0], $0) < (sums[$1], $1) }
        for index in order.prefix(2) {
            let other = descend(&kernel, from: starts[index], unless: best.point)
            if other.sum < best.sum { best = other }
        }
        return best.point
    }

    /// Goes down from `start`; gives up beside the `known` optimum.
    private static func descend(
        _ kernel: inout CESKernel, from start: CES.Parameters, unless known: CES.Parameters?
    ) -> (point: CES.Parameters, sum: Double) {
        let count = kernel.seasonality.freeParameters
        var point = start
        var damping = 1.0
        var sum = Double.infinity
        var failures = 0
        for _ in 0..<maximumTurns {
            // Neighbours point into the box.
            var lanes = CESKernel.Lanes(point)
            var reach = [Double](repeating: 0, count: count)
            for k in 0..<count {
                reach[k] = point[k] > 1 ? -1e-6 : 1e-6
                var neighbour = point
                neighbour[k] += reach[k]
                lanes[k + 1] = neighbour
            }
            let sums = kernel.run(lanes)
            guard sums[0].isFinite else { return (point, .infinity) }
            sum = sums[0]
            if sum == 0 { break }
            let system = NormalEquations(kernel.errors, reach)
            // Parameters at a bound that the descent would leave stay there.
            let isFree = (0..<count).map { k in
                !(point[k] <= lower && system.gradient[k] > 0) && !(point[k] >= upper[k] && system.gradient[k] < 0)
            }
            var trials = CESKernel.Lanes(point)
            for (lane, trial) in trialSteps.enumerated() {
                guard let step = system.step(damping: trial.damping * damping, isFree: isFree) else { continue }
                var next = point
                for k in 0..<count { next[k] = min(max(point[k] + trial.length * step[k], lower), upper[k]) }
                trials[lane] = next
            }
            let trialSums = kernel.run(trials)
            var chosen: Int?
            for lane in 0..<8 where trialSums[lane].isFinite && trialSums[lane] < (chosen.map { trialSums[$0] } ?? sum)
            {
                chosen = lane
            }
            guard let chosen else {
                failures += 1
                if failures > 2 { break }
                damping *= 1e3
                continue
            }
            failures = 0
            let gain = Double(kernel.errors.count) * log(sum / trialSums[chosen])
            point = trials[chosen]
            sum = trialSums[chosen]
            damping = min(max(damping * (trialSteps[chosen].damping > 0 ? trialSteps[chosen].damping : 0.1), 1e-6), 1e6)
            if gain < 1e-5 { break }
            if let known, (0..<count).allSatisfy({ abs(point[$0] - known[$0]) < 0.01 }) { break }
        }
        return (point, sum)
    }

    /// Gauss–Newton's equations from the errors of a point (lane 0) and of its neighbours (the following lanes).
    private struct NormalEquations {
        /// JᵀJ by rows.
        private(set) var matrix: [Double]
        /// Jᵀe.
        private(set) var gradient: [Double]
        private let count: Int

        init(_ errors: [CESKernel.Vector], _ reach: [Double]) {
            count = reach.count
            // Differences of the errors to lane 0 by every difference, and by the error itself, in all lanes.
            var products = [CESKernel.Vector](repeating: CESKernel.Vector(), count: 5)
            for e in errors {
                let d = e - e[0]
                products[0] += d * e[0]
                products[1] += d * d[1]
                products[2] += d * d[2]
                products[3] += d * d[3]
                products[4] += d * d[4]
            }
            matrix = [Double](repeating: 0, count: count * count)
            gradient = [Double](repeating: 0, count: count)
            for i in 0..<count {
                gradient[i] = products[0][i + 1] / reach[i]
                for j in 0..<count { matrix[i * count + j] = products[i + 1][j + 1] / (reach[i] * reach[j]) }
            }
        }

        /// Solves (JᵀJ + damping · diag) step = −Jᵀe for the free parameters by Cholesky; nil when singular.
        func step(damping: Double, isFree: [Bool]) -> [Double]? {
            var a = matrix
            var b = gradient.map { -$0 }
            for i in 0..<count {
                a[i * count + i] *= 1 + damping
                guard !isFree[i] else { continue }
                b[i] = 0
                for j in 0..<count {
                    a[i * count + j] = i == j ? 1 : 0
                    a[j * count + i] = i == j ? 1 : 0
                }
            }
            for i in 0..<count {
                for j in 0...i {
                    var v = a[i * count + j]
                    for k in 0..<j { v -= a[i * count + k] * a[j * count + k] }
                    if i == j {
                        guard v > 0 else { return nil }
                        a[i * count + i] = v.squareRoot()
                    } else {
                        a[i * count + j] = v / a[j * count + j]
                    }
                }
            }
            for i in 0..<count {
                for k in 0..<i { b[i] -= a[i * count + k] * b[k] }
                b[i] /= a[i * count + i]
            }
            for i in (0..<count).reversed() {
                for k in (i + 1)..<max(count, i + 1) { b[i] -= a[k * count + i] * b[k] }
                b[i] /= a[i * count + i]
            }
            return b
        }
    }
}

extension CES.Parameters {
    /// The parameters in the order α₀, α₁, β₀, β₁.
    fileprivate subscript(index: Int) -> Double {
        get { index == 0 ? alpha0 : index == 1 ? alpha1 : index == 2 ? beta0 : beta1 }
        set {
            switch index {
            case 0: alpha0 = newValue
            case 1: alpha1 = newValue
            case 2: beta0 = newValue
            default: beta1 = newValue
            }
        }
    }
}
