import NumericalMethods

/// Replaces values by those of a distribution in the same order: the k-th smallest of n becomes the (k − ½)/n quantile.
struct RankShuffle {
    /// Normal scores of (k − ½)/n.
    private let scores: [Double]
    private var keys: [UInt64]
    private var sample: [Double]

    init(pathCount: Int) {
        precondition(pathCount <= 65_536, "a rank key holds 16 bits of the path")
        scores = (0..<pathCount).map { NormalDistribution.quantile((Double($0) + 0.5) / Double(pathCount)) }
        keys = [UInt64](repeating: 0, count: pathCount)
        sample = [Double](repeating: 0, count: pathCount)
    }

    /// Gives the values at `first`, `first + stride`, … the distribution `margin`, keeping their order.
    mutating func impose(_ margin: MarginalQuantiles, on values: inout [Double], first: Int, stride: Int) {
        for path in keys.indices {
            // Bits of a Double in the order of its value, the last 16 given to the path: sorting whole numbers is
            // several times faster than sorting by a closure, and equal values are told apart by their path.
            let bits = values[first + path * stride].bitPattern
            let ordered = bits >> 63 == 0 ? bits | (1 << 63) : ~bits
            keys[path] = (ordered & ~0xFFFF) | UInt64(path)
        }
        keys.sort()
        margin.sample(at: scores, into: &sample)
        for (rank, key) in keys.enumerated() { values[first + Int(key & 0xFFFF) * stride] = sample[rank] }
    }
}
