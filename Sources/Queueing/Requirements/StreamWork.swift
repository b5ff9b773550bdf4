import ContactCenter

/// The work of one stream on its way from the forecast to agents: the state that the steps of ``RequirementBuilder``
/// share.
struct StreamWork {
    let forecast: [ForecastInterval]
    let traffic: [OfferedTraffic]
    let isOpen: [Bool]
    let target: ServiceTarget
    let patienceSeconds: Double?
    let service: Channel.Service
    /// One row an interval, filled step by step.
    var rows: [RequirementInterval]
    /// Work with a deadline, and its levelling; `nil` for work that waits on the line.
    private var deferred: (work: DeferredWork, levelling: DeferredWork.Levelling)?

    init(
        forecast: [ForecastInterval], isOpen: [Bool], target: ServiceTarget, patienceSeconds: Double?,
        service: Channel.Service
    ) throws(QueueingError) {
        guard isOpen.count == forecast.count else {
            throw .invalidValue(
                what: "the list of opening states", value: "\(isOpen.count) long for \(forecast.count) intervals",
                place: nil, hint: "give one state per interval of the forecast")
        }
        try RequirementBuilder.validate(target, service: service)
        if let patienceSeconds { try Domain.requirePatience(patienceSeconds) }
        var traffic: [OfferedTraffic] = []
        traffic.reserveCapacity(forecast.count)
        for interval in forecast { traffic.append(try StreamWork.offered(interval)) }
        self.forecast = forecast
        self.traffic = traffic
        self.isOpen = isOpen
        self.target = target
        self.patienceSeconds = service == .deferrable ? nil : patienceSeconds
        self.service = service
        rows = []
        rows.reserveCapacity(forecast.count)
        for (interval, traffic) in zip(forecast, traffic) {
            var row = RequirementInterval(
                stream: interval.stream, start: interval.start, intervalSeconds: interval.intervalSeconds,
                formula: target.formula)
            row.volume = interval.volume
            row.ahtSeconds = interval.volume > 0 ? interval.ahtSeconds : nil
            row.patienceSeconds = self.patienceSeconds
            row.load = traffic.load
            rows.append(row)
        }
        if service == .deferrable { deferred = try deferredWork() }
    }

    /// Contacts that an agent has in hand at once.
    var concurrency: Double { service == .concurrent ? target.concurrency : 1 }

    // MARK: Steps

    /// Base → concurrency → occupancy cap → minimum → required.
    mutating func require(_ options: RequirementOptions) throws(QueueingError) {
        for index in rows.indices {
            if let deferred {
                rows[index].agentsBase = deferred.levelling.agents[index]
                rows[index].agentsConcurrency = rows[index].agentsBase
                rows[index].agentsOccupancy = rows[index].agentsBase / target.occupancyCap
            } else if isOpen[index], traffic[index].load > 0 {
                do throws(QueueingError) {
                    try requireOnTheLine(index, options)
                } catch {
                    throw error.placed(at: RequirementBuilder.place(of: forecast[index]))
                }
            }
            rows[index].agentsMinimum =
                isOpen[index] ? max(rows[index].agentsOccupancy, Double(target.minimumAgents)) : 0
            rows[index].agentsRequired = rows[index].agentsMinimum
        }
        wantsRisk = options.risk != .ignored
        try requireThroughTheDay(options.dayGoal)
        livesDays = options.dayGoal.isThroughTheDay && service != .deferrable
    }

    private var wantsRisk = false
    /// Whether measures are those of the exact day.
    private var livesDays = false

    private mutating func requireOnTheLine(_ index: Int, _ options: RequirementOptions) throws(QueueingError) {
        let queue = try queue(index)
        let servers =
            options.risk == .ignored || options.risk == .reported
            ? try queue.servers(options.servers)
            : try queue.servers(
                over: ArrivalRateLaw(forecast: forecast[index]), risk: options.risk, options.servers)
        rows[index].agentsBase = servers
        rows[index].agentsConcurrency = servers / concurrency
        rows[index].agentsOccupancy = rows[index].agentsConcurrency
        if try queue.measures(servers: servers).occupancy > target.occupancyCap {
            let capped = try queue.servers(occupancyCap: target.occupancyCap)
            rows[index].agentsOccupancy = max(rows[index].agentsConcurrency, capped / concurrency)
        }
    }

    /// Required → staffed, within the caps; then the measures of the staff.
    mutating func staff(atMost limits: [Double?]?) throws(QueueingError) {
        if let limits, limits.count != rows.count {
            throw .invalidValue(
                what: "the list of staff caps", value: "\(limits.count) long for \(rows.count) intervals", place: nil,
                hint: "give one cap, or none, per interval of the forecast")
        }
        var isCapped = false
        for index in rows.indices {
            let caps = [target.maximumAgents.map(Double.init), limits?[index]].compactMap(\.self)
            rows[index].agentsStaffed = rows[index].agentsRequired
            guard isOpen[index], let cap = caps.min() else { continue }
            try Domain.requireNonNegative(cap, "the staff cap", hint: "give 0 or more agents")
            rows[index].staffCap = cap
            rows[index].agentsStaffed = min(rows[index].agentsRequired, cap)
            if cap < rows[index].agentsRequired { isCapped = true }
        }
        if let deferred, isCapped {
            // What the cap puts off is caught up with as soon as the cap allows.
            let serving = deferred.work.served(
                by: rows.map(\.agentsStaffed), busyShare: target.occupancyCap, catchingUpTo: rows.map(\.staffCap),
                planned: rows.map(\.agentsRequired))
            for index in rows.indices { rows[index].agentsStaffed = serving.agents[index] }
        }
        try measure(isCapped: isCapped)
    }

    // MARK: Measures of the staff

    /// Service level, ASA, abandonment and occupancy of `agentsStaffed`, as whole agents where the cap allows.
    ///
    /// - Parameter isExact: Whether the number of agents is taken as it is.
    mutating func measure(isCapped: Bool = true, isExact: Bool = false) throws(QueueingError) {
        if livesDays { return try measureThroughTheDay() }
        if let deferred { return measureDeferred(deferred.work, deferred.levelling, isCapped: isCapped) }
        for index in rows.indices where isOpen[index] && traffic[index].load > 0 {
            var agents = rows[index].agentsStaffed
            if !isExact { agents = min(RequirementBuilder.wholeAgents(agents), rows[index].staffCap ?? .infinity) }
            do throws(QueueingError) {
                let queue = try queue(index)
                let expected = try queue.measures(servers: agents * concurrency)
                rows[index].serviceLevel = expected.serviceLevel(target.formula)
                // Waits without end are no number.
                rows[index].asaSeconds = expected.asaSeconds.flatMap { $0.isFinite ? $0 : nil }
                rows[index].abandonment = expected.abandonment
                rows[index].occupancy = expected.occupancy
                guard wantsRisk else { continue }
                let uncertain = try queue.uncertain(ArrivalRateLaw(forecast: forecast[index]))
                rows[index].serviceLevelExpected = try uncertain.evaluate(
                    agents: agents * concurrency, withinSeconds: target.withinSeconds,
                    shortAbandonSeconds: target.shortAbandonSeconds
                ).serviceLevel(target.formula)
                rows[index].probabilityMeetsTarget = try uncertain.probability(
                    of: queue.goal, agents: agents * concurrency)
            } catch {
                throw error.placed(at: RequirementBuilder.place(of: forecast[index]))
            }
        }
    }

    private mutating func measureDeferred(
        _ work: DeferredWork, _ levelling: DeferredWork.Levelling, isCapped: Bool
    ) {
        let serving =
            isCapped ? work.served(by: rows.map(\.agentsStaffed), busyShare: target.occupancyCap) : nil
        for index in rows.indices {
            if rows[index].volume > 0 {
                rows[index].abandonment = 0
                if let serving {
                    rows[index].serviceLevel = serving.inTime[index]
                } else {
                    switch levelling.outcomes[index] {
                    case .inTime: rows[index].serviceLevel = 1
                    case .late: rows[index].serviceLevel = 0
                    case .leftOver: rows[index].serviceLevel = nil
                    }
                }
            }
            let busy = serving?.busy[index] ?? rows[index].agentsBase
            if busy > 0 { rows[index].occupancy = busy / RequirementBuilder.wholeAgents(rows[index].agentsStaffed) }
        }
    }

    func queue(_ index: Int) throws(QueueingError) -> IntervalQueue {
        try IntervalQueue(
            traffic[index], patienceSeconds: patienceSeconds,
            target: target)
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
            throw error.placed(at: RequirementBuilder.place(of: interval))
        }
    }

    // MARK: Work with a deadline

    private func deferredWork() throws(QueueingError) -> (work: DeferredWork, levelling: DeferredWork.Levelling) {
        for index in forecast.indices.dropFirst() {
            let previous = forecast[index - 1]
            guard forecast[index].start >= previous.start + previous.intervalSeconds else {
                throw .invalidValue(
                    what: "the start of an interval", value: "before the end of the interval listed before it",
                    place: RequirementBuilder.place(of: forecast[index]),
                    hint: "list the intervals of one stream once each, in order of time")
            }
        }
        let work = try DeferredWork(
            workSeconds: zip(forecast, traffic).map { $1.load * Double($0.intervalSeconds) }, isOpen: isOpen,
            lengthSeconds: forecast.map { Double($0.intervalSeconds) },
            lastInterval: StreamWork.lastIntervals(forecast, withinSeconds: target.withinSeconds))
        return (work, work.levelled())
    }

    /// The last interval that ends within the response time of the first contact of an interval, at least its own.
    static func lastIntervals(_ forecast: [ForecastInterval], withinSeconds: Double) -> [Int] {
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
}
