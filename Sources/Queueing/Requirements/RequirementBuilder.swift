import ContactCenter

/// From the forecast of a stream of work to the agents it needs in every interval, every step its own number.
///
/// - Immediate work (voice): Erlang A where the patience is known, Erlang C where customers never give up.
/// - Concurrent work (chat): the same models, whose servers are slots; an agent has `concurrency` of them.
/// - Deferrable work (e-mail): levelled over the open intervals between arrival and deadline, see
///   ``DeferredWork/levelled()``.
///
/// The steps: `agentsBase` (least whole number of servers that meets the service level; deferred work: agents busy) →
/// `agentsConcurrency` (÷ concurrency) → `agentsOccupancy` (at least so many that occupancy is not above the cap) →
/// `agentsMinimum` (at least the minimum staff) → `agentsRequired` → `agentsStaffed` (at most the staff cap) →
/// `agentsInOffice` (÷ (1 − in-office shrinkage)) → `agentsScheduled` (÷ (1 − all shrinkage)) → `paidHours` → `fte`. None
/// after the base is rounded. Service level, ASA, abandonment and occupancy are what `agentsStaffed`, rounded up, would
/// give.
public enum RequirementBuilder {
    /// The requirement of every interval of one stream, in the order given.
    ///
    /// - Parameters:
    ///   - forecast: Intervals of one stream in order of time. Volumes 0 or more; a handle time above 0 wherever the
    ///     volume is.
    ///   - isOpen: Whether the stream is staffed in the interval; a closed interval needs nobody. Immediate work that
    ///     comes in while closed is not served; deferrable work waits for the next open interval.
    ///   - target: Goal and limits. For deferrable work `withinSeconds` is the time to the reply and the whole of the
    ///     work is planned to meet it.
    ///   - patienceSeconds: Mean patience, above 0; `nil` = customers never give up. Ignored for deferrable work.
    ///   - shrinkage: Shares from 0 to below 1, together below 1.
    ///   - service: How the channel is served.
    ///   - staffCap: Most agents on contacts by interval, 0 or more, beside the target's own; `nil` = no other limit.
    ///   - options: Whole or real servers, what uncertainty does, contract hours.
    /// - Returns: One requirement per interval. With no contacts the measures are `nil` and the agents 0, or the minimum
    ///   staff while open.
    /// - Throws: ``QueueingError`` for a value outside its domain, with the interval it stands in, or a target that
    ///   nobody can reach.
    public static func requirements(
        forecast: [ForecastInterval], isOpen: [Bool], target: ServiceTarget, patienceSeconds: Double?,
        shrinkage: Shrinkage, service: Channel.Service, staffCap: [Double?]? = nil,
        options: RequirementOptions = RequirementOptions()
    ) throws(QueueingError) -> [RequirementInterval] {
        try validate(shrinkage)
        try options.validate()
        var stream = try StreamWork(
            forecast: forecast, isOpen: isOpen, target: target, patienceSeconds: patienceSeconds, service: service)
        try stream.require(options)
        try stream.staff(atMost: staffCap)
        for index in stream.rows.indices {
            stream.rows[index].agentsInOffice = shrinkage.inOffice(forAvailable: stream.rows[index].agentsStaffed)
            stream.rows[index].agentsScheduled = shrinkage.scheduled(forAvailable: stream.rows[index].agentsStaffed)
            stream.rows[index].fte = options.fteHoursPerWeek.map { stream.rows[index].paidHours / $0 }
        }
        return stream.rows
    }

    /// What given agents on contacts would give: service level, ASA, abandonment and occupancy of every interval, the
    /// other columns left at nobody required.
    ///
    /// - Parameter staff: Agents on contacts in every interval, 0 or more, whole or not.
    /// - Throws: As ``requirements(forecast:isOpen:target:patienceSeconds:shrinkage:service:staffCap:options:)``.
    public static func performance(
        forecast: [ForecastInterval], isOpen: [Bool], staff: [Double], target: ServiceTarget, patienceSeconds: Double?,
        service: Channel.Service
    ) throws(QueueingError) -> [RequirementInterval] {
        guard staff.count == forecast.count else {
            throw .invalidValue(
                what: "the list of agents", value: "\(staff.count) long for \(forecast.count) intervals", place: nil,
                hint: "give one number per interval of the forecast")
        }
        var stream = try StreamWork(
            forecast: forecast, isOpen: isOpen, target: target, patienceSeconds: patienceSeconds, service: service)
        for index in stream.rows.indices {
            try Domain.requireAgents(staff[index])
            stream.rows[index].agentsStaffed = isOpen[index] ? staff[index] : 0
        }
        try stream.measure(isExact: true)
        return stream.rows
    }

    /// Real agents rounded up to whole ones; a hair above a whole number, as division leaves it, is that number.
    public static func wholeAgents(_ agents: Double) -> Double {
        let nearest = agents.rounded()
        return abs(agents - nearest) <= 1e-9 * max(1, nearest) ? nearest : agents.rounded(.up)
    }

    static func place(of interval: ForecastInterval) -> String {
        "\(interval.stream) \(interval.start.iso8601(offsetSeconds: 0))"
    }

    static func validate(_ target: ServiceTarget, service: Channel.Service) throws(QueueingError) {
        try StaffingGoal.serviceLevel(
            formula: target.formula, target: target.serviceLevel, withinSeconds: target.withinSeconds,
            shortAbandonSeconds: target.shortAbandonSeconds
        ).validate(customersAbandon: true)
        try StaffingGoal.occupancy(cap: target.occupancyCap).validate(customersAbandon: true)
        guard target.minimumAgents >= 0 else {
            throw .invalidValue(
                what: "the minimum staff", value: "\(target.minimumAgents)", place: nil, hint: "give 0 or more agents")
        }
        if let most = target.maximumAgents, most < target.minimumAgents {
            throw .invalidValue(
                what: "the staff cap", value: "\(most)", place: nil,
                hint: "the cap must not lie below the minimum staff, \(target.minimumAgents)")
        }
        guard target.concurrency >= 1, target.concurrency.isFinite else {
            throw .invalidValue(
                what: "the concurrency", value: "\(target.concurrency)", place: nil,
                hint: "an agent serves 1 contact at once, or more")
        }
    }

    static func validate(_ shrinkage: Shrinkage) throws(QueueingError) {
        for (name, share) in [("in-office", shrinkage.inOffice), ("out-of-office", shrinkage.outOfOffice)] {
            guard share >= 0, share < 1 else {
                throw .invalidValue(
                    what: "the \(name) shrinkage", value: "\(share)", place: nil,
                    hint: "a share from 0 to below 1: 8 % is 0.08")
            }
        }
        guard shrinkage.total < 1 else {
            throw .invalidValue(
                what: "the shrinkage", value: "\(shrinkage.total)", place: nil,
                hint: "in-office and out-of-office together must stay below 1, or nobody is left")
        }
    }
}
