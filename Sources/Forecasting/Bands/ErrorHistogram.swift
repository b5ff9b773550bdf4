/// Weighted scaled errors in fine bins, from which any quantile is read without sorting.
struct ErrorHistogram: Sendable {
    /// Scaled errors beyond this count at the end.
    static let reach = 16.0
    private static let binCount = 4096
    private static let binsPerUnit = Double(binCount) / (2 * reach)

    private var bins = [Double](repeating: 0, count: binCount)
    private var total = 0.0

    /// Adds an error with a weight.
    mutating func add(_ error: Double, weight: Double) {
        let bin = Int((min(max(error, -Self.reach), Self.reach) + Self.reach) * Self.binsPerUnit)
        bins[min(bin, Self.binCount - 1)] += weight
        total += weight
    }

    /// The value below which the share `p` of the weight lies, linear within a bin; 0 when empty.
    func quantile(_ p: Double) -> Double {
        guard total > 0 else { return 0 }
        let wanted = min(max(p, 0), 1) * total
        var below = 0.0
        for (i, weight) in bins.enumerated() where weight > 0 {
            if below + weight >= wanted {
                return (Double(i) + (wanted - below) / weight) / Self.binsPerUnit - Self.reach
            }
            below += weight
        }
        return Self.reach
    }
}
