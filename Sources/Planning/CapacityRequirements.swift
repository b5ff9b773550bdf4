import Capacity
import ContactCenter
import Queueing

/// Weekly hours on contacts, at three volumes, and the service level that more or fewer people would give.
struct CapacityRequirements {
    /// Staffing, as a factor of the required, at which the service level is computed.
    static let factors = [0, 0.5, 0.7, 0.8, 0.85, 0.9, 0.95, 1, 1.05, 1.1, 1.2, 1.35, 1.6, 2]

    let workspace: PlanWorkspace
    let demand: CapacityDemand

    // MARK: By interval

    /// Hours by the queueing models, interval by interval; the ends of the band scale a week's intervals alike.
    func byInterval(
        _ intervals: [ForecastInterval], history: [IntervalCounts]?, context: StageContext
    ) async throws -> [WeeklyRequirement] {
        let zone = workspace.zone
        // A year of exact days would take minutes, and heads by the week do not need them.
        var intervalByInterval = workspace
        intervalByInterval.plan.staffing.dayGoal = .interval
        let stage = StaffingStage(intervalByInterval)
        let requirements = try stage.run(forecast: intervals, history: history, context: context).requirements
        let index = Dictionary(uniqueKeysWithValues: demand.weeks.enumerated().map { ($0.element, $0.offset) })
        func hours(_ rows: [RequirementInterval]) -> [Double] {
            var hours = [Double](repeating: 0, count: demand.weeks.count)
            for row in rows {
                guard let week = index[zone.localTime(at: row.start).date.monday] else { continue }
                hours[week] += row.agentsRequired * Double(row.intervalSeconds) / 3600
            }
            return hours
        }
        let expected = hours(requirements)
        let low = hours(
            try stage.run(forecast: scaled(intervals) { $0.volume80.lower }, history: history, context: context)
                .requirements)
        let high = hours(
            try stage.run(forecast: scaled(intervals) { $0.volume80.upper }, history: history, context: context)
                .requirements)
        let responses = try await responses(requirements, index: index, context: context)
        return demand.weeks.indices.map { week in
            WeeklyRequirement(
                week: demand.weeks[week], hoursLow: min(low[week], expected[week]), hours: expected[week],
                hoursHigh: max(high[week], expected[week]), response: responses[week])
        }
    }

    private struct Key: Hashable {
        let week: CivilDate
        let stream: QueueChannel
    }

    /// The intervals with each week's volume at an end of its band.
    private func scaled(_ intervals: [ForecastInterval], _ end: (WeeklyVolume) -> Double) -> [ForecastInterval] {
        var factors: [Key: Double] = [:]
        for row in demand.volumes where row.volume > 0 {
            factors[Key(week: row.week, stream: row.stream)] = end(row) / row.volume
        }
        return intervals.map { row in
            var row = row
            let week = workspace.zone.localTime(at: row.start).date.monday
            row.volume *= factors[Key(week: week, stream: row.stream)] ?? 1
            return row
        }
    }

    /// Pooled service level of the streams that are served at once, by week and factor.
    private func responses(
        _ requirements: [RequirementInterval], index: [CivilDate: Int], context: StageContext
    ) async throws -> [ServiceLevelResponse?] {
        let streams = workspace.streams.filter { $0.stream.channel.service != .deferrable }
        let rows = Dictionary(grouping: requirements, by: \.stream)
        let zone = workspace.zone
        let weeks = demand.weeks.count
        let parts = try await concurrentMap(count: streams.count, threads: context.threads) { number in
            let stream = streams[number]
            var sums = [ResponseSums](repeating: ResponseSums(), count: weeks)
            for row in rows[stream.stream] ?? [] where row.volume > 0 && row.agentsRequired > 0 {
                try context.checkInterruption()
                guard let week = index[zone.localTime(at: row.start).date.monday] else { continue }
                try sums[week].add(
                    traffic: OfferedTraffic(
                        contacts: row.volume, perSeconds: Double(row.intervalSeconds),
                        ahtSeconds: row.ahtSeconds ?? 0),
                    patienceSeconds: row.patienceSeconds, agents: row.agentsRequired, target: stream.target)
            }
            return sums
        } finished: { _, _, _ in
        }
        return try (0..<weeks).map { week in
            var sums = ResponseSums()
            for part in parts { sums.add(part[week]) }
            return try sums.response()
        }
    }

    // MARK: By occupancy

    /// Hours as work over occupancy; the service level as if a week's contacts came evenly over its open hours.
    func byOccupancy(_ occupancy: Double, history: [IntervalCounts]?) throws -> [WeeklyRequirement] {
        let streams = Dictionary(uniqueKeysWithValues: workspace.streams.map { ($0.stream, $0) })
        let past = Dictionary(grouping: history ?? [], by: \.stream)
        let patience = streams.mapValues { StaffingStage.patienceSeconds(of: $0, history: past[$0.stream] ?? []) }
        let rows = Dictionary(grouping: demand.volumes, by: \.week)
        return try demand.weeks.map { week in
            var requirement = WeeklyRequirement(week: week, hoursLow: 0, hours: 0, hoursHigh: 0)
            var sums = ResponseSums()
            for row in rows[week] ?? [] {
                guard let stream = streams[row.stream], let aht = row.ahtSeconds else { continue }
                let concurrency = row.stream.channel.service == .concurrent ? stream.target.concurrency : 1
                func hours(_ volume: Double) -> Double {
                    WeeklyRequirement.hours(
                        volume: volume, ahtSeconds: aht, occupancy: min(occupancy, stream.target.occupancyCap),
                        concurrency: concurrency)
                }
                requirement.hoursLow += hours(min(row.volume80.lower, row.volume))
                requirement.hours += hours(row.volume)
                requirement.hoursHigh += hours(max(row.volume80.upper, row.volume))
                let openSeconds = (0..<7).reduce(0.0) { sum, day in
                    sum + Double(stream.openingCalendar.openSpan(on: week + day)?.count ?? 0) * 60
                }
                if row.stream.channel.service != .deferrable, openSeconds > 0, row.volume > 0 {
                    try sums.add(
                        traffic: OfferedTraffic(contacts: row.volume, perSeconds: openSeconds, ahtSeconds: aht),
                        patienceSeconds: patience[row.stream] ?? nil,
                        agents: hours(row.volume) * 3600 / openSeconds, target: stream.target)
                }
            }
            requirement.response = try sums.response()
            return requirement
        }
    }

    // MARK: Response

    /// Contacts in time and contacts in all, by staffing factor.
    private struct ResponseSums: Sendable {
        private var good = [Double](repeating: 0, count: CapacityRequirements.factors.count)
        private var volume = 0.0

        /// Adds the contacts of `traffic` for whom `agents` (of whom each serves the target's concurrency) are required.
        mutating func add(
            traffic: OfferedTraffic, patienceSeconds: Double?, agents: Double, target: ServiceTarget
        ) throws(QueueingError) {
            let model: any QueueingModel =
                if let patienceSeconds {
                    try ErlangA(traffic, patienceSeconds: patienceSeconds)
                } else {
                    ErlangC(traffic)
                }
            volume += traffic.contactsPerSecond
            for (index, factor) in CapacityRequirements.factors.enumerated() {
                let measures = try model.evaluate(
                    agents: factor * agents * target.concurrency, withinSeconds: target.withinSeconds,
                    shortAbandonSeconds: target.shortAbandonSeconds)
                let level = measures.serviceLevel(target.formula) ?? 0
                if level.isFinite { good[index] += traffic.contactsPerSecond * min(1, max(0, level)) }
            }
        }

        mutating func add(_ other: ResponseSums) {
            for index in good.indices { good[index] += other.good[index] }
            volume += other.volume
        }

        /// The pooled response; `nil` without contacts.
        func response() throws(CapacityError) -> ServiceLevelResponse? {
            guard volume > 0 else { return nil }
            return try ServiceLevelResponse(
                factors: CapacityRequirements.factors, serviceLevels: good.map { min(1, $0 / volume) })
        }
    }
}
