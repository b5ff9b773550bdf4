import ContactCenter

/// What a point of service level costs.
enum ServiceLevelPrice {
    /// One point: 0.01.
    static let point = 0.01

    /// FTE and wages from the service level at the required staff to a point more; `nil` when nothing is required, the
    /// response is unknown or the table does not reach so high.
    ///
    /// FTE = (f − 1) · required, f the least factor with SL(f) ≥ SL(1) + 0.01. An FTE at work costs its paid hours and
    /// those of its leave: wage · hours ÷ (1 − share on leave).
    static func price(
        of requirement: WeeklyRequirement, requiredFTE: Double, hoursPerFTE: Double, wagePerHour: Double,
        shareOnLeave: Double
    ) -> CapacityResult.ServiceLevelPrice? {
        guard requiredFTE > 0, let response = requirement.response else { return nil }
        let level = response.serviceLevel(at: 1)
        guard let factor = response.factor(for: level + point) else { return nil }
        let extra = max(0, factor - 1) * requiredFTE
        return .init(
            week: requirement.week, serviceLevel: level, extraFTE: extra,
            cost: extra * hoursPerFTE * wagePerHour / (1 - shareOnLeave))
    }
}
