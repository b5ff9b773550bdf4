/// Sample quantiles.
public enum Quantile {
    /// The `p` quantile of values sorted in ascending order, linear between order statistics (type 7, the default of
    /// R and NumPy); `nil` for no values. `p` is cut to 0…1.
    ///
    /// Example: the quantile 0.25 of 1, 2, 3, 4 is 1.75.
    /// Source: Hyndman & Fan, "Sample quantiles in statistical packages", American Statistician 50 (1996) 361–365,
    /// definition 7.
    public static func type7(sorted values: [Double], _ p: Double) -> Double? {
        guard let last = values.last else { return nil }
        let position = Double(values.count - 1) * min(max(p, 0), 1)
        let below = Int(position)
        guard below + 1 < values.count else { return last }
        return values[below] + (position - Double(below)) * (values[below + 1] - values[below])
    }

    /// The `p` quantile of values in any order; `nil` for no values.
    ///
    /// - Complexity: O(n log n)
    public static func type7(_ values: [Double], _ p: Double) -> Double? { type7(sorted: values.sorted(), p) }

    /// The middle of the values; `nil` for no values.
    public static func median(_ values: [Double]) -> Double? { type7(values, 0.5) }
}
