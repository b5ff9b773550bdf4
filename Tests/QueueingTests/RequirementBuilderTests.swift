import ContactCenter
import Testing

@testable import Queueing

@Suite("Requirements") struct RequirementBuilderTests {
    static let voice = QueueChannel(queue: "sales", channel: .voice)

    private func interval(
        _ index: Int, volume: Double, aht: Double? = 300, stream: QueueChannel = voice
    ) -> ForecastInterval {
        let band = ForecastInterval.Band(lower: 0, upper: 2 * volume)
        return ForecastInterval(
            stream: stream, start: Instant(seconds: 1_772_438_400 + index * 1800), intervalSeconds: 1800,
            volume: volume,
            volume80: band, volume95: band, ahtSeconds: aht, ahtSeconds80: nil, model: "test")
    }

    private func requirements(
        _ forecast: [ForecastInterval], isOpen: [Bool]? = nil, target: ServiceTarget = ServiceTarget(),
        patience: Double? = 120, shrinkage: Shrinkage = Shrinkage(), service: Channel.Service = .immediate
    ) throws -> [RequirementInterval] {
        try RequirementBuilder.requirements(
            forecast: forecast, isOpen: isOpen ?? forecast.map { _ in true }, target: target, patienceSeconds: patience,
            shrinkage: shrinkage, service: service)
    }

    @Test("Calls by Erlang A, with every step and the measures of the staff required")
    func calls() throws {
        let shrinkage = Shrinkage(inOffice: 0.08, outOfOffice: 0.05)
        let rows = try requirements([interval(0, volume: 180)], shrinkage: shrinkage)
        let row = try #require(rows.first)
        #expect(row.load == 30)
        #expect(row.agentsBase == 32)  // 360 calls an hour in min_agents_erlang_a.csv
        #expect(
            [row.agentsConcurrency, row.agentsOccupancy, row.agentsMinimum, row.agentsRequired] == [32, 32, 32, 32])
        #expect(isClose(row.agentsScheduled, 32 / (0.95 * 0.92), relative: 1e-15))
        let level = try #require(row.serviceLevel)
        #expect(isClose(level, 0.82399047161262046059, relative: 1e-12))
        #expect(isClose(try #require(row.occupancy) * 32, 30 * (1 - (try #require(row.abandonment))), relative: 1e-12))
        #expect(row.patienceSeconds == 120)
    }

    @Test("Calls of customers who never give up by Erlang C")
    func patientCalls() throws {
        let row = try #require(try requirements([interval(0, volume: 180)], patience: nil).first)
        #expect(row.agentsBase == 36)
        #expect(row.abandonment == 0)
        #expect(isClose(try #require(row.occupancy), 30.0 / 36, relative: 1e-15))
    }

    @Test("The occupancy cap raises agents as a real number, until occupancy is the cap")
    func occupancyCap() throws {
        let target = ServiceTarget(occupancyCap: 0.75)
        let patient = try #require(try requirements([interval(0, volume: 180)], target: target, patience: nil).first)
        #expect(isClose(patient.agentsOccupancy, 40, relative: 1e-14))
        let row = try #require(try requirements([interval(0, volume: 180)], target: target).first)
        #expect(row.agentsOccupancy > 32 && row.agentsOccupancy < 40)
        let model = try ErlangA(OfferedTraffic(callsPerHour: 360, ahtSeconds: 300), patienceSeconds: 120)
        let measures = try model.evaluate(agents: row.agentsOccupancy, withinSeconds: 20)
        #expect(isClose(measures.occupancy, 0.75, relative: 1e-12))
        #expect(try #require(row.occupancy) <= 0.75)
    }

    @Test("Chat staffs slots and divides them among agents")
    func chat() throws {
        let stream = QueueChannel(queue: "sales", channel: .chat)
        let target = ServiceTarget(serviceLevel: 0.8, withinSeconds: 60, concurrency: 2.5)
        let chat = try #require(
            try requirements([interval(0, volume: 60, aht: 600, stream: stream)], target: target, service: .concurrent)
                .first)
        let slots = try ErlangA(OfferedTraffic(callsPerHour: 120, ahtSeconds: 600), patienceSeconds: 120).minimumAgents(
            goals: [.serviceLevel(target: 0.8, withinSeconds: 60)])
        #expect(chat.agentsBase == Double(slots))
        #expect(chat.agentsConcurrency == Double(slots) / 2.5)
        #expect(chat.agentsRequired == chat.agentsConcurrency)
        #expect(try #require(chat.serviceLevel) >= 0.8)
        // the same concurrency on calls means nothing
        let call = try #require(try requirements([interval(0, volume: 60, aht: 600)], target: target).first)
        #expect(call.agentsConcurrency == call.agentsBase)
    }

    @Test("No contacts need the minimum staff, a closed interval nobody")
    func minimumStaff() throws {
        let target = ServiceTarget(minimumAgents: 2)
        let rows = try requirements(
            [interval(0, volume: 0, aht: nil), interval(1, volume: 0, aht: nil), interval(2, volume: 3)],
            isOpen: [true, false, true], target: target)
        #expect(rows.map(\.agentsRequired) == [2, 0, 2])
        #expect(rows.map(\.agentsBase) == [0, 0, 2])
        #expect(rows[0].serviceLevel == nil && rows[0].asaSeconds == nil && rows[0].occupancy == nil)
        #expect(rows[0].load == 0)
        let closed = try requirements([interval(0, volume: 40)], isOpen: [false], target: target)
        #expect(closed[0].agentsScheduled == 0)
        #expect(closed[0].volume == 40)
        #expect(closed[0].serviceLevel == nil)
    }

    @Test("E-mail of the night is levelled over the open intervals before its deadline")
    func email() throws {
        let stream = QueueChannel(queue: "sales", channel: .email)
        let volumes = [6, 6, 6, 0, 0, 0, 0, 0].map(Double.init)
        let rows = try requirements(
            volumes.enumerated().map { interval($0, volume: $1, aht: 600, stream: stream) },
            isOpen: [false, false, true, true, true, true, true, false],
            target: ServiceTarget(serviceLevel: 0.95, withinSeconds: 4 * 1800, occupancyCap: 0.8), patience: 60,
            service: .deferrable)
        // Due by the ends of intervals 3, 4 and 5: 18 × 600 s over intervals 2 to 5 is 1.5 agents, in time throughout.
        #expect(rows.map(\.agentsBase) == [0, 0, 1.5, 1.5, 1.5, 1.5, 0, 0])
        for row in rows where row.agentsBase > 0 {
            #expect(isClose(row.agentsRequired, row.agentsBase / 0.8, relative: 1e-15))
            #expect(try #require(row.occupancy) <= 0.8 + 1e-12)
        }
        #expect(rows.map(\.serviceLevel) == [1, 1, 1, nil, nil, nil, nil, nil])
        #expect(rows.allSatisfy { $0.patienceSeconds == nil && $0.asaSeconds == nil })
        #expect(isClose(rows.map { $0.agentsBase * 1800 }.reduce(0, +), 18 * 600, relative: 1e-14))
    }

    @Test("A deadline shorter than the interval is its end; work with a closed window counts as late")
    func shortDeadline() throws {
        let stream = QueueChannel(queue: "sales", channel: .email)
        let rows = try requirements(
            [3, 6, 3].enumerated().map { interval($0, volume: $1, aht: 600, stream: stream) },
            isOpen: [true, false, true], target: ServiceTarget(withinSeconds: 60), service: .deferrable)
        #expect(rows.map(\.agentsBase) == [1, 0, 3])
        #expect(rows.map(\.serviceLevel) == [1, 0, 1])
    }

    @Test("Whole agents forgive what division leaves over")
    func wholeAgents() {
        #expect(RequirementBuilder.wholeAgents(85 / 0.85) == 100)
        #expect(RequirementBuilder.wholeAgents(7 * (1 / 0.7) * 0.7 + 1e-13) == 7)
        #expect(RequirementBuilder.wholeAgents(7.001) == 8)
        #expect(RequirementBuilder.wholeAgents(0) == 0)
    }

    @Test("A wrong forecast is refused with stream and interval", arguments: [-1, .nan, .infinity] as [Double])
    func badVolume(volume: Double) throws {
        let error = #expect(throws: QueueingError.self) {
            try requirements([interval(0, volume: 1), interval(1, volume: volume)])
        }
        #expect(error?.description == "sales/voice 2026-03-02T08:30:00Z: the volume cannot be \(volume)")
    }

    @Test("Contacts without a handle time are refused", arguments: [nil, 0, -3, .nan] as [Double?])
    func badHandleTime(aht: Double?) throws {
        let error = #expect(throws: QueueingError.self) { try requirements([interval(0, volume: 1, aht: aht)]) }
        #expect(error?.description.hasPrefix("sales/voice 2026-03-02T08:00:00Z: the average handle time") == true)
    }

    @Test(
        "A target outside its domain is refused",
        arguments: [
            ServiceTarget(serviceLevel: 1), ServiceTarget(serviceLevel: -0.1), ServiceTarget(withinSeconds: -1),
            ServiceTarget(shortAbandonSeconds: .nan), ServiceTarget(occupancyCap: 0), ServiceTarget(occupancyCap: 1.1),
            ServiceTarget(minimumAgents: -1), ServiceTarget(concurrency: 0.5), ServiceTarget(concurrency: .infinity),
        ])
    func badTarget(target: ServiceTarget) {
        for service in Channel.Service.allCases {
            #expect(throws: QueueingError.self) {
                try requirements([interval(0, volume: 1)], target: target, service: service)
            }
        }
    }

    @Test("Shrinkage of 1 or more, patience of 0 and states that do not match are refused")
    func badRest() {
        for shrinkage in [
            Shrinkage(inOffice: 1), Shrinkage(outOfOffice: -0.1), Shrinkage(inOffice: .nan),
            Shrinkage(inOffice: 0.5, outOfOffice: 0.5, composition: .partition),
        ] {
            #expect(throws: QueueingError.self) { try requirements([interval(0, volume: 1)], shrinkage: shrinkage) }
        }
        #expect(throws: QueueingError.self) { try requirements([interval(0, volume: 1)], patience: 0) }
        #expect(throws: QueueingError.self) { try requirements([interval(0, volume: 1)], isOpen: []) }
        let twice = [interval(0, volume: 1), interval(0, volume: 1)]
        #expect(throws: QueueingError.self) { try requirements(twice, service: .deferrable) }
    }
}
