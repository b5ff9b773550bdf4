/// The service level of a week as its staffing departs from what is required, given by value.
///
/// Between the points it is a straight line, outside them the nearest point's.
public struct ServiceLevelResponse: Hashable, Sendable {
    /// Staffing as a factor of the required, rising.
    public let factors: [Double]
    /// Service level at each factor, 0…1, never falling.
    public let serviceLevels: [Double]

    /// The service level at each of `factors`.
    ///
    /// - Throws: ``CapacityError/invalidValue(what:value:place:hint:)`` for tables of different length or none, factors
    ///   that do not rise from 0 or more, and service levels outside 0…1. Where a service level falls, as the rounding of
    ///   a computation may make it by a hair, the one before stands.
    public init(factors: [Double], serviceLevels: [Double]) throws(CapacityError) {
        guard !factors.isEmpty, factors.count == serviceLevels.count else {
            throw .invalidValue(
                what: "a service level response", value: "\(factors.count) factors with \(serviceLevels.count) levels",
                place: nil, hint: "give one service level a factor")
        }
        for (index, factor) in factors.enumerated() {
            guard factor.isFinite, factor >= 0, index == 0 || factor > factors[index - 1] else {
                throw .invalidValue(
                    what: "a staffing factor", value: "\(factor)", place: nil, hint: "factors rise from 0 or more")
            }
        }
        for level in serviceLevels { try Domain.requireShare(level, "a service level") }
        self.factors = factors
        var highest = 0.0
        self.serviceLevels = serviceLevels.map { level in
            highest = max(highest, level)
            return highest
        }
    }

    /// The service level with `factor` times the required staff.
    public func serviceLevel(at factor: Double) -> Double {
        guard let upper = factors.firstIndex(where: { $0 >= factor }) else { return serviceLevels[factors.count - 1] }
        guard upper > 0 else { return serviceLevels[0] }
        let share = (factor - factors[upper - 1]) / (factors[upper] - factors[upper - 1])
        return serviceLevels[upper - 1] + share * (serviceLevels[upper] - serviceLevels[upper - 1])
    }

    /// Least factor that reaches `level`; `nil` when no factor of the table does.
    public func factor(for level: Double) -> Double? {
        guard let upper = serviceLevels.firstIndex(where: { $0 >= level }) else { return nil }
        guard upper > 0 else { return factors[0] }
        let share = (level - serviceLevels[upper - 1]) / (serviceLevels[upper] - serviceLevels[upper - 1])
        return factors[upper - 1] + share * (factors[upper] - factors[upper - 1])
    }
}
