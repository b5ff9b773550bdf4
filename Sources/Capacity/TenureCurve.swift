import ContactCenter

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// What becomes of a head by the weeks since the first day: in training, ramping up, at full speed, gone.
public struct TenureCurve: Hashable, Sendable {
    /// Weeks of training, in which nobody takes contacts.
    public let trainingWeeks: Int
    private let trainingHazard: Double
    private let rampUp: RampUp
    private let attrition: TenureAttrition

    /// The curve of people hired as `hiring` says, who leave as `attrition` says.
    ///
    /// While in training the share that leaves before its end counts, spread evenly (a constant hazard); after it the
    /// attrition of the tenure reached.
    public init(
        _ hiring: CapacitySettings.Hiring, attrition: TenureAttrition
    ) throws(CapacityError) {
        try Domain.require(hiring.trainingWeeks, in: 0...104, "the training in weeks")
        try Domain.requireShareBelowOne(hiring.trainingAttrition, "the training attrition")
        guard hiring.trainingWeeks > 0 || hiring.trainingAttrition == 0 else {
            throw .invalidValue(
                what: "the training attrition", value: "\(hiring.trainingAttrition)", place: nil,
                hint: "without training weeks nobody can leave in them; give 0")
        }
        trainingWeeks = hiring.trainingWeeks
        trainingHazard =
            hiring.trainingWeeks == 0 ? 0 : -log1p(-hiring.trainingAttrition) / Double(hiring.trainingWeeks)
        rampUp = try RampUp(hiring.rampUp)
        self.attrition = attrition
    }

    /// Share of the heads with `from` weeks of tenure who are still there at `to` weeks (0 ≤ from ≤ to).
    public func survival(from: Int, to: Int) -> Double { exp(-(hazard(to) - hazard(from))) }

    /// Whether heads of this tenure are in training.
    public func isInTraining(_ tenureWeeks: Int) -> Bool { tenureWeeks < trainingWeeks }

    /// Share of full productivity at this tenure; 0 in training.
    public func speed(_ tenureWeeks: Int) -> Double {
        isInTraining(tenureWeeks) ? 0 : rampUp.speed(tenureWeeks - trainingWeeks)
    }

    private func hazard(_ tenureWeeks: Int) -> Double {
        let inTraining = trainingHazard * Double(min(tenureWeeks, trainingWeeks))
        guard tenureWeeks > trainingWeeks else { return inTraining }
        return inTraining + attrition.cumulativeHazard(tenureWeeks) - attrition.cumulativeHazard(trainingWeeks)
    }
}
