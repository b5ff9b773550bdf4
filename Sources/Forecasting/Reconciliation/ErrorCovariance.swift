/// Covariance W of the base forecasts' errors over the nodes of a hierarchy; it decides which forecasts give way.
public struct ErrorCovariance: Hashable, Sendable {
    /// Number of nodes.
    public let size: Int
    /// `size²` entries, symmetric.
    public let values: [Double]
    /// Weight of the diagonal in a shrunk covariance, 0…1; `nil` for the others.
    public let shrinkage: Double?

    private init(size: Int, values: [Double], shrinkage: Double? = nil) {
        self.size = size
        self.values = values
        self.shrinkage = shrinkage
    }

    /// Uncorrelated errors of these variances (weighted least squares). A variance that is not a positive number is taken
    /// as the smallest that is.
    public init(variances: [Double]) {
        let least = variances.filter { $0.isFinite && $0 > 0 }.min() ?? 1
        var values = [Double](repeating: 0, count: variances.count * variances.count)
        for (i, variance) in variances.enumerated() {
            values[i * variances.count + i] = variance.isFinite && variance > 0 ? variance : least
        }
        self.init(size: variances.count, values: values)
    }

    /// Equal, uncorrelated errors: ordinary least squares.
    public static func ordinary(_ hierarchy: Hierarchy) -> ErrorCovariance {
        ErrorCovariance(variances: [Double](repeating: 1, count: hierarchy.nodeCount))
    }

    /// Bottom errors of equal variance that add up: each node's variance is the number of its bottom series.
    ///
    /// Source: Athanasopoulos, Hyndman, Kourentzes & Petropoulos, "Forecasting with temporal hierarchies", EJOR 262
    /// (2017) 60–74, structural scaling.
    public static func structural(_ hierarchy: Hierarchy) -> ErrorCovariance {
        ErrorCovariance(
            variances: hierarchy.members.map { Double($0.count) }
                + [Double](repeating: 1, count: hierarchy.bottomCount))
    }

    /// λ diag(Ŵ) + (1 − λ) Ŵ, Ŵ the mean of e eᵀ over the observations that know every node, λ the share of the squared
    /// correlations that is sampling noise.
    ///
    /// With fewer than three complete observations it is the diagonal of what each node knows alone.
    /// - Parameters:
    ///   - errors: Past errors, an array of `nodeCount` an observation; NaN = unknown.
    ///   - nodeCount: Nodes of the hierarchy.
    /// - Complexity: O(observations · nodes²)
    /// Source: Schäfer & Strimmer, Statistical Applications in Genetics and Molecular Biology 4 (2005) art. 32, target
    /// D; without centring as in Wickramasuriya, Athanasopoulos & Hyndman, JASA 114 (2019) 804–819, §2.4.
    public static func shrunk(errors: [[Double]], nodeCount: Int) -> ErrorCovariance {
        precondition(errors.allSatisfy { $0.count == nodeCount }, "one error a node")
        let complete = errors.filter { $0.allSatisfy(\.isFinite) }
        let count = Double(complete.count)
        guard complete.count >= 3 else {
            return ErrorCovariance(
                variances: (0..<nodeCount).map { node in
                    let known = errors.map { $0[node] }.filter(\.isFinite)
                    return known.isEmpty ? 0 : known.reduce(0) { $0 + $1 * $1 } / Double(known.count)
                })
        }
        let diagonal = ErrorCovariance(
            variances: (0..<nodeCount).map { node in
                complete.reduce(0) { $0 + $1[node] * $1[node] } / count
            })
        let scales = (0..<nodeCount).map { diagonal.values[$0 * nodeCount + $0].squareRoot() }
        var correlations = [Double](repeating: 0, count: nodeCount * nodeCount)
        var noise = 0.0
        var signal = 0.0
        for i in 0..<nodeCount {
            correlations[i * nodeCount + i] = 1
            for j in 0..<i {
                var sum = 0.0
                var square = 0.0
                for row in complete {
                    let product = row[i] / scales[i] * (row[j] / scales[j])
                    sum += product
                    square += product * product
                }
                let correlation = sum / count
                noise += (square - sum * sum / count) / (count * (count - 1))
                signal += correlation * correlation
                correlations[i * nodeCount + j] = correlation
                correlations[j * nodeCount + i] = correlation
            }
        }
        let shrinkage = signal > 0 ? min(1, max(0, noise / signal)) : 1
        var values = correlations
        for i in 0..<nodeCount {
            for j in 0..<nodeCount {
                values[i * nodeCount + j] *= (i == j ? 1 : 1 - shrinkage) * scales[i] * scales[j]
            }
        }
        return ErrorCovariance(size: nodeCount, values: values, shrinkage: shrinkage)
    }

    /// The same correlations with other standard deviations, for example those of one slot. A deviation that is not a
    /// positive number is taken as the smallest that is.
    public func scaled(toDeviations deviations: [Double]) -> ErrorCovariance {
        precondition(deviations.count == size, "one deviation a node")
        let least = deviations.filter { $0.isFinite && $0 > 0 }.min() ?? 1
        let factors = (0..<size).map { node in
            let wanted = deviations[node].isFinite && deviations[node] > 0 ? deviations[node] : least
            return wanted / values[node * size + node].squareRoot()
        }
        var scaled = values
        for i in 0..<size { for j in 0..<size { scaled[i * size + j] *= factors[i] * factors[j] } }
        return ErrorCovariance(size: size, values: scaled, shrinkage: shrinkage)
    }

    subscript(i: Int, j: Int) -> Double { values[i * size + j] }
}
