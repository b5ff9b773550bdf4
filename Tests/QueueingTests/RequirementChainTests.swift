import ContactCenter
import Testing

@testable import Queueing

@Suite("From requirement to heads") struct RequirementChainTests {
    private func interval(
        _ index: Int, volume: Double, aht: Double? = 300, stream: QueueChannel = RequirementBuilderTests.voice
    ) -> ForecastInterval {
        let band = ForecastInterval.Band(lower: volume, upper: volume)
        return ForecastInterval(
            stream: stream, start: Instant(seconds: 1_772_438_400 + index * 1800), intervalSeconds: 1800,
            volume: volume, volume80: band, volume95: band, ahtSeconds: aht, ahtSeconds80: nil, model: "test")
    }

    private func requirements(
        _ forecast: [ForecastInterval], isOpen: [Bool]? = nil, target: ServiceTarget = ServiceTarget(),
        patience: Double? = 120, shrinkage: Shrinkage = Shrinkage(), service: Channel.Service = .immediate,
        staffCap: [Double?]? = nil, options: RequirementOptions = RequirementOptions()
    ) throws -> [RequirementInterval] {
        try RequirementBuilder.requirements(
            forecast: forecast, isOpen: isOpen ?? forecast.map { _ in true }, target: target, patienceSeconds: patience,
            shrinkage: shrinkage, service: service, staffCap: staffCap, options: options)
    }

    @Test("By hand, compounding: 32 agents are 34.78 in the office, 36.61 paid, 18.31 hours, 0.488 FTE")
    func compounding() throws {
        let shrinkage = Shrinkage(inOffice: 0.08, outOfOffice: 0.05)
        let row = try #require(
            try requirements(
                [interval(0, volume: 180)], shrinkage: shrinkage, options: RequirementOptions(fteHoursPerWeek: 37.5)
            ).first)
        #expect(row.agentsRequired == 32 && row.agentsStaffed == 32 && row.shortfall == 0 && row.staffCap == nil)
        #expect(isClose(row.agentsInOffice, 34.782608695652174, relative: 1e-14))
        #expect(isClose(row.agentsScheduled, 36.61327231121281, relative: 1e-14))
        #expect(isClose(row.paidHours, 18.306636155606405, relative: 1e-14))
        #expect(isClose(try #require(row.fte), 0.48817696414950414, relative: 1e-14))
    }

    @Test("By hand, partition: both shares are of paid time")
    func partition() throws {
        let shrinkage = Shrinkage(inOffice: 0.08, outOfOffice: 0.05, composition: .partition)
        let row = try #require(try requirements([interval(0, volume: 180)], shrinkage: shrinkage).first)
        #expect(isClose(row.agentsScheduled, 32 / 0.87, relative: 1e-14))
        #expect(isClose(row.agentsInOffice, 32 / 0.87 * 0.95, relative: 1e-14))
        // 8 % of the paid time is spent in the office off contacts.
        #expect(isClose(row.agentsInOffice - 32, 0.08 * row.agentsScheduled, relative: 1e-13))
        #expect(row.fte == nil)
    }

    @Test("By hand: a chat's slots, the cap of occupancy and the minimum, none rounded on the way")
    func chatChain() throws {
        let stream = QueueChannel(queue: "sales", channel: .chat)
        let target = ServiceTarget(
            serviceLevel: 0.8, withinSeconds: 60, occupancyCap: 0.5, minimumAgents: 3, concurrency: 2)
        let row = try #require(
            try requirements(
                [interval(0, volume: 12, aht: 600, stream: stream)], target: target, patience: nil,
                shrinkage: Shrinkage(inOffice: 0.2), service: .concurrent
            ).first)
        // 4 Erlang of chats; Erlang C needs 7 slots for 80 % in 60 s (6 give 76.7 %), half occupancy needs 8.
        #expect(row.load == 4)
        #expect(row.agentsBase == 7 && row.agentsConcurrency == 3.5 && row.agentsOccupancy == 4)
        #expect(row.agentsMinimum == 4 && row.agentsRequired == 4 && row.agentsInOffice == 5)
        #expect(row.agentsScheduled == 5 && row.paidHours == 2.5)
        #expect(row.occupancy == 0.5)
    }

    @Test(
        "Partition never needs fewer people than compounding, the same where one level is nothing",
        arguments: [(0.0, 0.0), (0.1, 0), (0, 0.1), (0.08, 0.05), (0.3, 0.3), (0.49, 0.5)])
    func compositions(inOffice: Double, outOfOffice: Double) {
        let compounding = Shrinkage(inOffice: inOffice, outOfOffice: outOfOffice)
        let partition = Shrinkage(inOffice: inOffice, outOfOffice: outOfOffice, composition: .partition)
        for shrinkage in [compounding, partition] {
            #expect(shrinkage.inOffice(forAvailable: 10) >= 10)
            #expect(shrinkage.scheduled(forAvailable: 10) >= shrinkage.inOffice(forAvailable: 10) - 1e-12)
            #expect(
                isClose(
                    shrinkage.inOffice(forAvailable: 10), shrinkage.scheduled(forAvailable: 10) * (1 - outOfOffice),
                    relative: 1e-13))
        }
        let more = partition.scheduled(forAvailable: 10) - compounding.scheduled(forAvailable: 10)
        #expect(inOffice * outOfOffice == 0 ? abs(more) < 1e-12 : more > 0)
    }

    @Test("A changed total is met, the in-office level first", arguments: Shrinkage.Composition.allCases)
    func changedTotal(composition: Shrinkage.Composition) {
        let shrinkage = Shrinkage(inOffice: 0.08, outOfOffice: 0.05, composition: composition)
        for total in [0, 0.02, 0.05, 0.1, 0.15, 0.6, 0.99] {
            let changed = shrinkage.withTotal(total)
            #expect(isClose(changed.total, total, relative: 1e-13, absolute: 1e-15))
            #expect(changed.outOfOffice == min(0.05, total))
            #expect(changed.inOffice >= 0 && changed.inOffice < 1)
        }
    }

    @Test("More contacts never need fewer agents, paid hours or FTE", arguments: [nil, 120.0])
    func monotone(patience: Double?) throws {
        var last = 0.0
        for volume in stride(from: 0.0, through: 120, by: 1.5) {
            let row = try #require(
                try requirements(
                    [interval(0, volume: volume)], target: ServiceTarget(occupancyCap: 0.85, minimumAgents: 2),
                    patience: patience, shrinkage: Shrinkage(inOffice: 0.1)
                ).first)
            #expect(row.paidHours >= last)
            last = row.paidHours
        }
    }

    @Test("Real servers are the whole ones before the last step up")
    func realServers() throws {
        for volume in [3.0, 20, 75, 180] {
            for patience in [nil, 120.0] {
                let whole = try requirements([interval(0, volume: volume)], patience: patience)[0].agentsBase
                let real = try requirements(
                    [interval(0, volume: volume)], patience: patience, options: RequirementOptions(servers: .real))[0]
                    .agentsBase
                #expect(real <= whole && real > whole - 1)
            }
        }
    }

    @Test("A cap below the requirement leaves a shortfall, and the measures are the capped staff's")
    func cap() throws {
        let target = ServiceTarget(maximumAgents: 28)
        let row = try #require(
            try requirements([interval(0, volume: 180)], target: target, shrinkage: Shrinkage(inOffice: 0.2)).first)
        #expect(row.agentsRequired == 32 && row.staffCap == 28 && row.agentsStaffed == 28 && row.shortfall == 4)
        #expect(row.agentsScheduled == 35)
        let model = try ErlangA(OfferedTraffic(callsPerHour: 360, ahtSeconds: 300), patienceSeconds: 120)
        let measures = try model.evaluate(agents: 28, withinSeconds: 20)
        #expect(row.serviceLevel == measures.answeredWithin)
        #expect(row.abandonment == measures.abandonment)
        #expect(try #require(row.serviceLevel) < 0.8)
        // A cap that does not bind changes nothing but its own column.
        var free = try requirements([interval(0, volume: 180)], target: ServiceTarget(maximumAgents: 32))[0]
        free.staffCap = nil
        #expect(try free == requirements([interval(0, volume: 180)])[0])
    }

    @Test("Without abandonment a cap below the load means a service level of 0 and waits without end")
    func unstableCap() throws {
        let row = try #require(
            try requirements([interval(0, volume: 180)], target: ServiceTarget(maximumAgents: 30), patience: nil).first)
        #expect(row.serviceLevel == 0 && row.asaSeconds == nil && row.occupancy == 1)
        #expect(row.shortfall == row.agentsBase - 30)
    }

    @Test("The lower of the target's and the interval's cap counts, and closed intervals have none")
    func twoCaps() throws {
        let rows = try requirements(
            (0..<3).map { interval($0, volume: 180) }, isOpen: [true, true, false],
            target: ServiceTarget(maximumAgents: 30), staffCap: [25.5, nil, 4])
        #expect(rows.map(\.staffCap) == [25.5, 30, nil])
        #expect(rows.map(\.agentsStaffed) == [25.5, 30, 0])
        // A share of a cap is not rounded up beyond itself.
        let model = try ErlangA(OfferedTraffic(callsPerHour: 360, ahtSeconds: 300), patienceSeconds: 120)
        #expect(rows[0].serviceLevel == (try model.evaluate(agents: 25.5, withinSeconds: 20).answeredWithin))
    }

    @Test("Capped deferred work is caught up with when the cap allows, and what comes late is counted")
    func deferredCap() throws {
        let stream = QueueChannel(queue: "sales", channel: .email)
        // 2 agent-intervals of work arrive at once, due within 2 intervals of half an hour.
        let forecast = [6.0, 0, 0, 0].enumerated().map {
            interval($0, volume: $1, aht: 600, stream: stream)
        }
        let target = ServiceTarget(serviceLevel: 0.9, withinSeconds: 3600)
        let free = try requirements(forecast, target: target, service: .deferrable)
        #expect(free.map(\.agentsRequired) == [1, 1, 0, 0])
        var capped = target
        capped.maximumAgents = 1
        #expect(try requirements(forecast, target: capped, service: .deferrable).map(\.shortfall) == [0, 0, 0, 0])
        let half = try requirements(forecast, target: target, service: .deferrable, staffCap: [0.5, 0.5, 0.5, 0.75])
        #expect(half.map(\.agentsStaffed) == [0.5, 0.5, 0.5, 0.5])
        #expect(half.map(\.shortfall) == [0.5, 0.5, 0, 0])
        #expect(half[0].serviceLevel == 0.5)
    }

    @Test("The staff of the requirement does deferred work in time, interval by interval")
    func servedLevelling() throws {
        let work: [Double] = [10, 500, 20, 0, 2500, 300, 30, 40, 900, 0, 10, 0]
        let isOpen = [true, true, false, true, true, true, false, true, true, true, true, true]
        for deadline in 0...4 {
            let deferred = try DeferredWork(
                workSeconds: work, isOpen: isOpen, intervalSeconds: 1800, deadlineIntervals: deadline)
            let levelled = deferred.levelled()
            let serving = deferred.served(by: levelled.agents, busyShare: 1)
            for index in work.indices where work[index] > 0 {
                let expected: Double? =
                    switch levelled.outcomes[index] {
                    case .inTime: 1
                    case .late: 0
                    case .leftOver: nil
                    }
                #expect(serving.inTime[index] == expected, "interval \(index), deadline \(deadline)")
            }
            #expect(isClose(serving.busy.reduce(0, +), levelled.agents.reduce(0, +), relative: 1e-9))
        }
    }

    @Test("Given staff is measured as it is, the same as the requirement's own")
    func performance() throws {
        let forecast = [60.0, 0, 180].enumerated().map { interval($0, volume: $1) }
        let rows = try requirements(forecast)
        let given = try RequirementBuilder.performance(
            forecast: forecast, isOpen: [true, true, true], staff: rows.map(\.agentsRequired), target: ServiceTarget(),
            patienceSeconds: 120, service: .immediate)
        #expect(given.map(\.serviceLevel) == rows.map(\.serviceLevel))
        #expect(given.map(\.occupancy) == rows.map(\.occupancy))
        #expect(given[1].serviceLevel == nil)
        #expect(throws: QueueingError.self) {
            try RequirementBuilder.performance(
                forecast: forecast, isOpen: [true, true, true], staff: [1, .nan, 1], target: ServiceTarget(),
                patienceSeconds: 120, service: .immediate)
        }
    }

    @Test("Caps, contract hours and probabilities that cannot be are refused")
    func badOptions() {
        let row = [interval(0, volume: 10)]
        #expect(throws: QueueingError.self) { try requirements(row, staffCap: [-1]) }
        #expect(throws: QueueingError.self) { try requirements(row, staffCap: [.nan]) }
        #expect(throws: QueueingError.self) { try requirements(row, staffCap: []) }
        #expect(throws: QueueingError.self) {
            try requirements(row, target: ServiceTarget(minimumAgents: 3, maximumAgents: 2))
        }
        for hours in [0, -1, .nan, .infinity] as [Double] {
            #expect(throws: QueueingError.self) {
                try requirements(row, options: RequirementOptions(fteHoursPerWeek: hours))
            }
        }
        for probability in [0, 1, .nan] as [Double] {
            #expect(throws: QueueingError.self) {
                try requirements(row, options: RequirementOptions(risk: .probability(probability)))
            }
        }
    }
}
