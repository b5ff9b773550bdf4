import ContactCenter

/// Predicted against actual purchases of the days after the observation.
public struct HoldoutCheck: Hashable, Sendable {
    /// Customers with the same number of repeats in the observation.
    public struct Bin: Hashable, Sendable {
        /// Repeat purchases before; the last bin holds that many and more.
        public var repeats: Int
        /// Customers.
        public var customers: Int
        /// Mean of the purchases predicted.
        public var expected: Double
        /// Mean of the purchases made.
        public var actual: Double
    }

    /// Purchases predicted for all customers.
    public var expectedTotal: Double
    /// Purchases made by all customers.
    public var actualTotal: Int
    /// Mean absolute error a customer.
    public var meanAbsoluteError: Double
    /// Correlation of predicted and actual purchases; `nil` = undefined.
    public var correlation: Double?
    /// By repeats in the observation.
    public var bins: [Bin]

    /// Repeats of the last bin.
    static let lastBin = 7

    /// The name of the bin of so many repeats; the last one holds more.
    public static func name(ofBin repeats: Int) -> String { repeats < lastBin ? "\(repeats)" : "\(lastBin)+" }

    /// The check of customers who have a prediction and an outcome; `nil` without any.
    public init?(_ customers: [CustomerValue]) {
        let pairs = customers.compactMap { row in
            row.expectedInHoldout.flatMap { expected in
                row.actualPurchases.map { (repeats: row.repeats, expected: expected, actual: Double($0)) }
            }
        }
        guard !pairs.isEmpty else { return nil }
        let n = Double(pairs.count)
        expectedTotal = pairs.reduce(0) { $0 + $1.expected }
        actualTotal = Int(pairs.reduce(0) { $0 + $1.actual })
        meanAbsoluteError = pairs.reduce(0) { $0 + abs($1.expected - $1.actual) } / n
        let meanE = expectedTotal / n
        let meanA = Double(actualTotal) / n
        let ee = pairs.reduce(0) { $0 + ($1.expected - meanE) * ($1.expected - meanE) }
        let aa = pairs.reduce(0) { $0 + ($1.actual - meanA) * ($1.actual - meanA) }
        let ea = pairs.reduce(0) { $0 + ($1.expected - meanE) * ($1.actual - meanA) }
        correlation = ee > 0 && aa > 0 ? ea / (ee * aa).squareRoot() : nil
        let groups = Dictionary(grouping: pairs) { min($0.repeats, HoldoutCheck.lastBin) }
        bins = groups.sorted { $0.key < $1.key }.map { repeats, rows in
            Bin(
                repeats: repeats, customers: rows.count,
                expected: rows.reduce(0) { $0 + $1.expected } / Double(rows.count),
                actual: rows.reduce(0) { $0 + $1.actual } / Double(rows.count))
        }
    }
}
