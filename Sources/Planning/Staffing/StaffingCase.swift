import ContactCenter
import Queueing

/// One stream with everything its staffing depends on, as a value: what a what-if changes.
public struct StaffingCase: Hashable, Sendable {
    /// The stream.
    public var stream: QueueChannel
    /// Skill of its agents.
    public var skill: String
    /// Intervals in order of time.
    public var forecast: [ForecastInterval]
    /// Whether each is staffed.
    public var isOpen: [Bool]
    /// Promise and limits.
    public var target: ServiceTarget
    /// Mean patience in seconds; `nil` = nobody gives up.
    public var patienceSeconds: Double?
    /// Shares of paid time lost.
    public var shrinkage: Shrinkage

    /// The requirement of every interval.
    func requirements(
        _ options: RequirementOptions, staffCap: [Double?]? = nil
    ) throws(QueueingError) -> [RequirementInterval] {
        try RequirementBuilder.requirements(
            forecast: forecast, isOpen: isOpen, target: target, patienceSeconds: patienceSeconds, shrinkage: shrinkage,
            service: stream.channel.service, staffCap: staffCap, options: options)
    }

    /// What given agents would give.
    func performance(staff: [Double]) throws(QueueingError) -> [RequirementInterval] {
        try RequirementBuilder.performance(
            forecast: forecast, isOpen: isOpen, staff: staff, target: target, patienceSeconds: patienceSeconds,
            service: stream.channel.service)
    }
}

/// The streams of a plan, ready to be staffed.
public struct StaffingCases: Hashable, Sendable {
    /// In order of stream.
    public var cases: [StaffingCase]
    /// How the requirement becomes heads, hours and money.
    public var staffing: StaffingPlan

    /// Requirements of every interval, ordered by stream and time.
    ///
    /// A centre's staff cap is shared, wherever all streams together require more, in proportion to what each requires.
    ///
    /// - Parameters:
    ///   - servers: Whole for staffing, real for elasticities.
    ///   - done: Called with the share of streams done.
    func requirements(
        servers: RequirementOptions.Servers = .whole, done: (Double) throws -> Void = { _ in }
    ) throws -> [RequirementInterval] {
        let options = RequirementOptions(
            servers: servers, risk: staffing.risk, dayGoal: servers == .real ? .interval : staffing.dayGoal,
            fteHoursPerWeek: staffing.fteHoursPerWeek)
        var rows: [[RequirementInterval]] = []
        for (index, one) in cases.enumerated() {
            rows.append(try one.requirements(options))
            try done(Double(index + 1) / Double(cases.count))
        }
        guard let cap = staffing.staffCap else { return rows.flatMap(\.self) }
        var required: [Instant: Double] = [:]
        for row in rows.joined() { required[row.start, default: 0] += row.agentsRequired }
        for (index, one) in cases.enumerated() {
            let shares = rows[index].map { row -> Double? in
                guard let all = required[row.start], all > Double(cap) else { return nil }
                return row.agentsRequired * Double(cap) / all
            }
            guard shares.contains(where: { $0 != nil }) else { continue }
            rows[index] = try one.requirements(options, staffCap: shares)
        }
        return rows.flatMap(\.self)
    }
}
