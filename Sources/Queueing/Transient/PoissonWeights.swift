/// The terms of a Poisson law that count, normalised to a sum of 1.
///
/// Recurred from the mode outward, so that no exponential underflows for any mean.
///
/// Source: Fox & Glynn, "Computing Poisson probabilities", Comm. ACM 31 (1988) 440–445; ours stops where a term falls
/// below `cutoff` of the mode.
struct PoissonWeights: Sendable {
    /// Number of events of the first weight.
    var first: Int
    /// Weights of `first`, `first + 1`, …
    var values: [Double]

    /// Number of events of the last weight.
    var last: Int { first + values.count - 1 }

    /// The law with a mean of 0 or more; what is cut off sums to about 1e-14.
    init(mean: Double) {
        self = PoissonWeights.aroundMode(Int(mean), cutoff: 1e-14) { mean / $0 }
    }

    private init(first: Int, values: [Double]) {
        self.first = first
        self.values = values
    }

    /// Terms with t(k) / t(k − 1) = `ratio(k)` that rise up to `mode` and fall after it, normalised.
    static func aroundMode(_ mode: Int, cutoff: Double, ratio: (Double) -> Double) -> PoissonWeights {
        var below: [Double] = []
        var term = 1.0
        var k = mode
        while k > 0 {
            term /= ratio(Double(k))
            guard term > cutoff else { break }
            below.append(term)
            k -= 1
        }
        var values = Array(below.reversed())
        let first = mode - values.count
        values.append(1)
        term = 1
        k = mode
        while true {
            k += 1
            term *= ratio(Double(k))
            guard term > cutoff else { break }
            values.append(term)
        }
        let sum = values.reduce(0, +)
        for index in values.indices { values[index] /= sum }
        return PoissonWeights(first: first, values: values)
    }
}
