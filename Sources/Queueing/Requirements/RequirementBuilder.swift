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
/// `agentsMinimum` (at least the minimum staff) → `agentsRequired` → `agentsScheduled` (÷ (1 − shrinkage)). None after
/// the base is rounded. Service level, ASA, abandonment and occupancy are what `agentsRequired`, rounded up, would give.
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
    /// - Returns: One requirement per interval. With no contacts the measures are `nil` and the agents 0, or the minimum
    ///   staff while open.
    /// - Throws: ``QueueingError`` for a value outside its domain, with the interval it stands in, or a target that
    ///   nobody can reach.
    public static func requirements(
        forecast: [ForecastInterval], isOpen: [Bool], target: ServiceTarget, patienceSeconds: Double?,
        shrinkage: Shrinkage, service: Channel.Service
    ) throws(QueueingError) -> [RequirementInterval] {
        guard isOpen.count == forecast.count else {
            throw .invalidValue(
                what: "the list of opening states", value: "\(isOpen.count) long for \(forecast.count) intervals",
                place: nil, hint: "give one state per interval of the forecast")
        }
        try validate(target, service: service)
        try validate(shrinkage)
        if let patienceSeconds { try Domain.requirePatience(patienceSeconds) }
        var traffic: [OfferedTraffic] = []
        traffic.reserveCapacity(forecast.count)
        for interval in forecast { traffic.append(try offered(interval)) }
        if service == .deferrable {
            return try deferrable(forecast, traffic, isOpen, target, shrinkage)
        }
        var rows: [RequirementInterval] = []
        rows.reserveCapacity(forecast.count)
        for index in forecast.indices {
            var row = RequirementInterval(forecast[index], traffic[index], formula: target.formula)
            row.patienceSeconds = patienceSeconds
            if isOpen[index] {
                do throws(QueueingError) {
                    try waiting(&row, traffic[index], target, service)
                } catch {
                    throw error.placed(at: place(of: forecast[index]))
                }
            }
            finish(&row, isOpen: isOpen[index], target, shrinkage)
            rows.append(row)
        }
        return rows
    }

    /// Real agents rounded up to whole ones; a hair above a whole number, as division leaves it, is that number.
    public static func wholeAgents(_ agents: Double) -> Double {
        let nearest = agents.rounded()
        return abs(agents - nearest) <= 1e-9 * max(1, nearest) ? nearest : agents.rounded(.up)
    }

    // MARK: Work that waits on the line

    private static func waiting(
        _ row: inout RequirementInterval, _ traffic: OfferedTraffic, _ target: ServiceTarget, _ service: Channel.Service
    ) throws(QueueingError) {
        guard traffic.load > 0 else { return }
        let model: any QueueingModel =
            if let patience = row.patienceSeconds {
                try ErlangA(traffic, patienceSeconds: patience)
            } else {
                ErlangC(traffic)
            }
        let concurrency = service == .concurrent ? target.concurrency : 1
        func measures(servers: Double) throws(QueueingError) -> QueueMeasures {
            try model.evaluate(
                agents: servers, withinSeconds: target.withinSeconds, shortAbandonSeconds: target.shortAbandonSeconds)
        }
        let goal = StaffingGoal.serviceLevel(
            formula: target.formula, target: target.serviceLevel, withinSeconds: target.withinSeconds,
            shortAbandonSeconds: target.shortAbandonSeconds)
        let servers = Double(try model.minimumAgents(goals: [goal]))
        row.agentsBase = servers
        row.agentsConcurrency = servers / concurrency
        row.agentsOccupancy = row.agentsConcurrency
        if try measures(servers: servers).occupancy > target.occupancyCap {
            let capped = try model.realAgents(goals: [.occupancy(cap: target.occupancyCap)])
            row.agentsOccupancy = max(row.agentsConcurrency, capped / concurrency)
        }
        let agents = wholeAgents(max(row.agentsOccupancy, Double(target.minimumAgents)))
        let expected = try measures(servers: agents * concurrency)
        row.serviceLevel = expected.serviceLevel(target.formula)
        row.asaSeconds = expected.asaSeconds
        row.abandonment = expected.abandonment
        row.occupancy = expected.occupancy
    }

    // MARK: Work with a deadline

    private static func deferrable(
        _ forecast: [ForecastInterval], _ traffic: [OfferedTraffic], _ isOpen: [Bool], _ target: ServiceTarget,
        _ shrinkage: Shrinkage
    ) throws(QueueingError) -> [RequirementInterval] {
        for index in forecast.indices.dropFirst() {
            let previous = forecast[index - 1]
            guard forecast[index].start >= previous.start + previous.intervalSeconds else {
                throw .invalidValue(
                    what: "the start of an interval", value: "before the end of the interval listed before it",
                    place: place(of: forecast[index]),
                    hint: "list the intervals of one stream once each, in order of time")
            }
        }
        let work = try DeferredWork(
            workSeconds: zip(forecast, traffic).map { $1.load * Double($0.intervalSeconds) }, isOpen: isOpen,
            lengthSeconds: forecast.map { Double($0.intervalSeconds) },
            lastInterval: lastIntervals(forecast, withinSeconds: target.withinSeconds))
        let levelling = work.levelled()
        return forecast.indices.map { index in
            var row = RequirementInterval(forecast[index], traffic[index], formula: target.formula)
            row.agentsBase = levelling.agents[index]
            row.agentsConcurrency = row.agentsBase
            row.agentsOccupancy = row.agentsBase / target.occupancyCap
            if row.volume > 0 {
                switch levelling.outcomes[index] {
                case .inTime: row.serviceLevel = 1
                case .late: row.serviceLevel = 0
                case .leftOver: row.serviceLevel = nil
                }
                row.abandonment = 0
            }
            finish(&row, isOpen: isOpen[index], target, shrinkage)
            if row.agentsBase > 0 { row.occupancy = row.agentsBase / wholeAgents(row.agentsRequired) }
            return row
        }
    }

    /// The last interval that ends within the response time of the first contact of an interval, at least its own.
    private static func lastIntervals(_ forecast: [ForecastInterval], withinSeconds: Double) -> [Int] {
        var last = 0
        return forecast.indices.map { index in
            let start = forecast[index].start
            last = max(last, index)
            while last + 1 < forecast.count,
                Double(forecast[last + 1].start - start + forecast[last + 1].intervalSeconds) <= withinSeconds
            {
                last += 1
            }
            return last
        }
    }

    // MARK: Steps that all work shares

    private static func finish(
        _ row: inout RequirementInterval, isOpen: Bool, _ target: ServiceTarget, _ shrinkage: Shrinkage
    ) {
        row.agentsMinimum = isOpen ? max(row.agentsOccupancy, Double(target.minimumAgents)) : 0
        row.agentsRequired = row.agentsMinimum
        row.agentsScheduled = shrinkage.scheduled(forAvailable: row.agentsRequired)
    }

    private static func offered(_ interval: ForecastInterval) throws(QueueingError) -> OfferedTraffic {
        do throws(QueueingError) {
            guard interval.volume == 0 || interval.ahtSeconds != nil else {
                throw QueueingError.missingValue(
                    what: "the average handle time", place: nil, hint: "contacts need a handle time above 0 seconds")
            }
            return try OfferedTraffic(
                contacts: interval.volume, perSeconds: Double(interval.intervalSeconds),
                ahtSeconds: interval.volume == 0 ? 0 : interval.ahtSeconds ?? 0)
        } catch {
            throw error.placed(at: place(of: interval))
        }
    }

    private static func place(of interval: ForecastInterval) -> String {
        "\(interval.stream) \(interval.start.iso8601(offsetSeconds: 0))"
    }

    private static func validate(_ target: ServiceTarget, service: Channel.Service) throws(QueueingError) {
        try StaffingGoal.serviceLevel(
            formula: target.formula, target: target.serviceLevel, withinSeconds: target.withinSeconds,
            shortAbandonSeconds: target.shortAbandonSeconds
        ).validate(customersAbandon: true)
        try StaffingGoal.occupancy(cap: target.occupancyCap).validate(customersAbandon: true)
        guard target.minimumAgents >= 0 else {
            throw .invalidValue(
                what: "the minimum staff", value: "\(target.minimumAgents)", place: nil, hint: "give 0 or more agents")
        }
        guard target.concurrency >= 1, target.concurrency.isFinite else {
            throw .invalidValue(
                what: "the concurrency", value: "\(target.concurrency)", place: nil,
                hint: "an agent serves 1 contact at once, or more")
        }
    }

    private static func validate(_ shrinkage: Shrinkage) throws(QueueingError) {
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

extension RequirementInterval {
    /// A requirement of nobody for the contacts of `interval`.
    fileprivate init(_ interval: ForecastInterval, _ traffic: OfferedTraffic, formula: ServiceLevelFormula) {
        self.init(
            stream: interval.stream, start: interval.start, intervalSeconds: interval.intervalSeconds, formula: formula)
        volume = interval.volume
        ahtSeconds = interval.volume > 0 ? interval.ahtSeconds : nil
        load = traffic.load
    }
}
