/// Weighted scaled errors in fine bins, from which any quantile is read without sorting.
struct ErrorHistogram: Sendable {
    /// Scaled errors beyond this count at the end.
    static let reach = 16.0
    private static let binCount = 4096
    private static let binsPerUnit = Double(binCount) / (2 * reach)

    private var bins = [Double](repeating: 0, count: binCount)
    private var total = 0.0
    /// Every bin before it is empty.
    private var firstBin = binCount - 1

    /// Adds an error with a weight.
    mutating func add(_ error: Double, weight: Double) { add([error].span, factor: 1, weight: weight) }

    /// Adds errors times a factor, each with the same weight.
    mutating func add(_ errors: Span<Double>, factor: Double, weight: Double) {
        // Out of `self`: otherwise every step asks whether the array is shared.
        var own = bins
        bins = []
        var target = own.mutableSpan
        var first = firstBin
        for i in errors.indices {
            let error = min(max(factor * errors[i], -Self.reach), Self.reach)
            let bin = min(Int((error + Self.reach) * Self.binsPerUnit), Self.binCount - 1)
            target[bin] += weight
            first = min(first, bin)
        }
        bins = own
        firstBin = first
        total += weight * Double(errors.count)
    }

    /// The value below which the share `p` of the weight lies, linear within a bin; 0 when empty.
    func quantile(_ p: Double) -> Double {
        guard total > 0 else { return 0 }
        let wanted = min(max(p, 0), 1) * total
        let bins = bins.span
        var below = 0.0
        for i in firstBin..<Self.binCount {
            let weight = bins[i]
            if below + weight >= wanted, weight > 0 {
                return (Double(i) + (wanted - below) / weight) / Self.binsPerUnit - Self.reach
            }
            below += weight
        }
        return Self.reach
    }
}
