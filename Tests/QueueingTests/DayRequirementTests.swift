import ContactCenter
import Testing

@testable import Queueing

@Suite("Requirements through the day") struct DayRequirementTests {
    private let stream = QueueChannel(queue: "sales", channel: .voice)

    /// Half hours from eight o'clock, the band a quarter wide to both sides.
    private func forecast(_ volumes: [Double]) -> [ForecastInterval] {
        volumes.enumerated().map { index, volume in
            ForecastInterval(
                stream: stream, start: Instant(seconds: 28_800 + 1800 * index), intervalSeconds: 1800, volume: volume,
                volume80: .init(lower: 0.7 * volume, upper: 1.3 * volume),
                volume95: .init(lower: 0.55 * volume, upper: 1.45 * volume), ahtSeconds: volume > 0 ? 240 : nil,
                ahtSeconds80: nil, model: "test")
        }
    }

    private func rows(
        _ volumes: [Double], _ goal: DayGoal, isOpen: [Bool]? = nil, target: ServiceTarget? = nil,
        patience: Double? = 120
    ) throws -> [RequirementInterval] {
        try RequirementBuilder.requirements(
            forecast: forecast(volumes), isOpen: isOpen ?? volumes.map { _ in true },
            target: target ?? ServiceTarget(serviceLevel: 0.8, withinSeconds: 20), patienceSeconds: patience,
            shrinkage: Shrinkage(inOffice: 0.1, outOfOffice: 0), service: .immediate,
            options: RequirementOptions(dayGoal: goal))
    }

    private func level(_ rows: [RequirementInterval]) -> Double {
        rows.reduce(0) { $0 + $1.volume * ($1.serviceLevel ?? 0) } / rows.reduce(0) { $0 + $1.volume }
    }

    private let volumes = [30.0, 60, 90, 40]

    @Test("The day's goal staffs the plan of the exact day, and says what it gives")
    func day() throws {
        let rows = try rows(volumes, .day, patience: nil)
        let day = try DayCase(
            name: "d", contacts: volumes, agents: [0, 0, 0, 0], intervalSeconds: 1800, ahtSeconds: 240,
            patienceSeconds: nil, targetSeconds: 20)
        let plan = try DayStaffing(day).leastCost(dayServiceLevel: 0.8)
        #expect(rows.map(\.agentsBase) == plan.agents.map(Double.init))
        #expect(rows.map(\.pointsGained) == plan.shadowPrices.map(\.pointsGained))
        let exact = try TransientDay(day.staffed(plan.agents)).evaluate()
        for (row, interval) in zip(rows, exact.intervals) {
            #expect(row.serviceLevel == interval.serviceLevel)
            #expect(row.asaSeconds == interval.meanWaitSeconds)
            #expect(row.agentsRequired == row.agentsBase && row.shortfall == 0)
            #expect(isClose(row.agentsScheduled, row.agentsBase / 0.9, relative: 1e-12))
        }
        #expect(level(rows) >= 0.8)
    }

    @Test("Every interval costs more than the day, the day with a probability more than the day")
    func goals() throws {
        func hours(_ rows: [RequirementInterval]) -> Double { rows.reduce(0) { $0 + $1.agentsRequired * $1.hours } }
        let day = try rows(volumes, .day)
        let every = try rows(volumes, .everyInterval)
        let careful = try rows(volumes, .dayWithProbability(0.9))
        #expect(every.allSatisfy { ($0.serviceLevel ?? 1) >= 0.8 })
        #expect(hours(every) >= hours(day))
        #expect(hours(careful) > hours(day))
        #expect(careful.allSatisfy { ($0.probabilityMeetsTarget ?? 0) >= 0.9 })
        #expect(day.allSatisfy { $0.probabilityMeetsTarget == nil && $0.asaSeconds == nil })
    }

    @Test("A closed interval parts two days, each as if it stood alone")
    func twoDays() throws {
        let both = try rows(
            [30, 60, 10, 60, 30], .day, isOpen: [true, true, false, true, true])
        #expect(Array(both[..<2].map(\.agentsRequired)) == (try rows([30, 60], .day).map(\.agentsRequired)))
        #expect(Array(both[3...].map(\.agentsRequired)) == (try rows([60, 30], .day).map(\.agentsRequired)))
        #expect(both[2].agentsRequired == 0 && both[2].serviceLevel == nil)
    }

    @Test(
        "Minimum staff and occupancy cap are the least of every interval; a cap leaves a shortfall and its own measures"
    )
    func limits() throws {
        var target = ServiceTarget(serviceLevel: 0.8, withinSeconds: 20)
        target.minimumAgents = 5
        target.occupancyCap = 0.7
        let careful = try rows(volumes + [0], .day, target: target)
        #expect(careful.allSatisfy { $0.agentsRequired >= 5 && ($0.occupancy ?? 0) <= 0.72 })
        #expect(careful[4].agentsRequired == 5 && careful[4].serviceLevel == nil)
        target = ServiceTarget(serviceLevel: 0.8, withinSeconds: 20)
        target.maximumAgents = 8
        let capped = try rows(volumes, .day, target: target)
        #expect(capped.contains { $0.shortfall > 0 })
        #expect(capped.allSatisfy { $0.agentsStaffed <= 8 })
        #expect(level(capped) < 0.8)
    }

    @Test("What days cannot be planned for is refused with a hint")
    func refusals() throws {
        var target = ServiceTarget(serviceLevel: 0.8, withinSeconds: 20)
        target.formula = .answered
        #expect(throws: QueueingError.self) { try rows(volumes, .day, target: target) }
        #expect(throws: QueueingError.self) { try rows(volumes, .dayWithProbability(1)) }
        for options in [
            RequirementOptions(servers: .real, dayGoal: .day), RequirementOptions(risk: .expected, dayGoal: .day),
        ] {
            #expect(throws: QueueingError.self) {
                try RequirementBuilder.requirements(
                    forecast: forecast(volumes), isOpen: volumes.map { _ in true },
                    target: ServiceTarget(serviceLevel: 0.8, withinSeconds: 20), patienceSeconds: nil,
                    shrinkage: Shrinkage(inOffice: 0, outOfOffice: 0), service: .immediate, options: options)
            }
        }
    }
}
