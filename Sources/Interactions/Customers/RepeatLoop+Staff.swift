import ContactCenter

/// How hours of handling become full-time equivalents.
public struct WorkloadToStaff: Hashable, Sendable {
    /// Share of agents' available time spent on contacts, 0…1.
    public var occupancy: Double
    /// Share of paid time that is not available, 0…1.
    public var shrinkage: Double
    /// Paid hours a week of a full-time equivalent.
    public var hoursPerFTE: Double

    /// Hours become staff at this occupancy, shrinkage and week.
    public init(occupancy: Double, shrinkage: Double, hoursPerFTE: Double) {
        self.occupancy = occupancy
        self.shrinkage = shrinkage
        self.hoursPerFTE = hoursPerFTE
    }

    /// FTE = hours / (occupancy × (1 − shrinkage) × hours of an FTE).
    public func fte(hoursPerWeek hours: Double) -> Double { hours / (occupancy * (1 - shrinkage) * hoursPerFTE) }
}

extension RepeatLoop {
    /// What raising first-contact resolution by `points` does: all streams together, then each; `nil` when repeats
    /// never die out.
    public func effect(of points: Double, staff: WorkloadToStaff) -> [ResolutionEffect]? {
        guard let now = demandsPerWeek(raisedBy: 0), let after = demandsPerWeek(raisedBy: points) else { return nil }
        func state(_ demands: [Double], _ members: [Int], raise: Double) -> ResolutionEffect.State {
            let answered = members.map { demands[$0] * answeredShare[$0] }
            let resolved = zip(members, answered).reduce(0) { $0 + min(1, resolution($1.0) + raise) * $1.1 }
            let total = answered.reduce(0, +)
            let hours = members.reduce(0) { $0 + demands[$1] * hoursPerDemand[$1] }
            return ResolutionEffect.State(
                resolution: total > 0 ? resolved / total : 0, demandsPerWeek: members.reduce(0) { $0 + demands[$1] },
                hoursPerWeek: hours, fte: staff.fte(hoursPerWeek: hours))
        }
        func row(_ stream: QueueChannel?, _ members: [Int]) -> ResolutionEffect {
            ResolutionEffect(
                stream: stream, points: points, now: state(now, members, raise: 0),
                after: state(after, members, raise: points))
        }
        return [row(nil, Array(streams.indices))] + streams.indices.map { row(streams[$0], [$0]) }
    }
}
