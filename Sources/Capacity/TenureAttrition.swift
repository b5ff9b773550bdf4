import ContactCenter

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// How fast people leave, by the weeks since their first day.
///
/// Leaving is a hazard h that is constant within a band of tenure. An annual attrition a is the share of heads in the
/// band who would have left after a year of it: h = −ln(1 − a) / 52 a week, so that 52 weeks leave exactly 1 − a.
/// A rate r measured as leavers of a year over average heads is a = 1 − e^(−r).
///
///     let attrition = try TenureAttrition([.init(fromWeek: 0, annual: 0.3)])
///     attrition.survival(from: 0, to: 52)   // 0.7
///
/// Source: exponential lifetimes with a piecewise constant hazard (Bartholomew, Forbes & McClean, "Statistical
/// Techniques for Manpower Planning", 2nd ed. 1991, ch. 2).
public struct TenureAttrition: Hashable, Sendable {
    /// Weeks in the year of an annual attrition.
    public static let weeksPerYear = 52.0

    private let starts: [Int]
    /// Hazard a week within each band.
    private let hazards: [Double]
    /// Hazard accumulated up to each band's start.
    private let accumulated: [Double]

    /// The attrition of `bands`, in order of tenure, the first from week 0; none at all when there are no bands.
    ///
    /// - Throws: ``CapacityError/invalidValue(what:value:place:hint:)`` for an annual attrition outside 0 ≤ a < 1 and
    ///   for bands that do not begin at 0 or do not rise.
    public init(_ bands: [CapacitySettings.AttritionBand]) throws(CapacityError) {
        if let first = bands.first, first.fromWeek != 0 {
            throw .invalidValue(
                what: "the first attrition band", value: "from week \(first.fromWeek)", place: nil,
                hint: "say how many leave from week 0 of their tenure on")
        }
        for (earlier, later) in zip(bands, bands.dropFirst()) where later.fromWeek <= earlier.fromWeek {
            throw .invalidValue(
                what: "the attrition band after week \(earlier.fromWeek)", value: "from week \(later.fromWeek)",
                place: nil, hint: "list the bands in order of tenure, each once")
        }
        for band in bands { try Domain.requireShareBelowOne(band.annual, "the annual attrition") }
        self.init(starts: bands.map(\.fromWeek), hazards: bands.map { -log1p(-$0.annual) / Self.weeksPerYear })
    }

    private init(starts: [Int], hazards: [Double]) {
        self.starts = starts
        self.hazards = hazards
        var sum = 0.0
        var sums: [Double] = []
        for index in starts.indices {
            if index > 0 { sum += hazards[index - 1] * Double(starts[index] - starts[index - 1]) }
            sums.append(sum)
        }
        accumulated = sums
    }

    /// The same bands with `factor` (≥ 0) times the hazard: 1 − (1 − a)^factor a year.
    public func scaled(by factor: Double) -> TenureAttrition {
        TenureAttrition(starts: starts, hazards: hazards.map { $0 * factor })
    }

    /// Whether anybody ever leaves.
    public var isNone: Bool { hazards.allSatisfy { $0 == 0 } }

    /// Share of the heads with `from` weeks of tenure who are still there at `to` weeks (0 ≤ from ≤ to).
    public func survival(from: Int, to: Int) -> Double { exp(-(cumulativeHazard(to) - cumulativeHazard(from))) }

    /// The hazard accumulated from week 0 to `tenureWeeks`.
    func cumulativeHazard(_ tenureWeeks: Int) -> Double {
        guard let band = starts.lastIndex(where: { $0 <= tenureWeeks }) else { return 0 }
        return accumulated[band] + hazards[band] * Double(tenureWeeks - starts[band])
    }
}
