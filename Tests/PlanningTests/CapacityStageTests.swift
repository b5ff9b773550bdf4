import Capacity
import ContactCenter
import Foundation
import Testing

@testable import Planning

@Suite("Capacity stage")
struct CapacityStageTests {
    static let monday = CivilDate(dayNumber: 20_514)  // 2026-03-02

    /// One queue, Monday to Friday 08:00–18:00 UTC, voice and e-mail.
    static let workspace: PlanWorkspace = {
        let hours = OpeningHours(spans: Array(repeating: 480..<1080, count: 5) + [nil, nil])
        let voice = ChannelPlan(
            channel: .voice, target: ServiceTarget(occupancyCap: 0.95), patience: .meanSeconds(200),
            arrivesAlways: false)
        let email = ChannelPlan(
            channel: .email, target: ServiceTarget(serviceLevel: 0.9, withinSeconds: 86_400), patience: .unlimited,
            arrivesAlways: false)
        let queue = QueuePlan(name: "a", skill: "a", openingHours: hours, channels: [voice, email])
        let plan = Plan(
            name: "t", timeZone: "UTC", interactions: InteractionSource(files: []), intervalMinutes: 60,
            queues: [queue], shrinkage: Shrinkage(inOffice: 0.1))
        return PlanWorkspace(plan: plan, folder: ".", zone: .utc, specialDays: [], team: nil)
    }()

    static let voice = QueueChannel(queue: "a", channel: .voice)
    static let email = QueueChannel(queue: "a", channel: .email)

    static func settings(heads: Double = 20) -> CapacitySettings {
        CapacitySettings(
            hoursPerFTE: 40, staff: [.init(heads: heads, tenureWeeks: 100)], hiring: .init(maximumClass: 0),
            costs: .init(wagePerHour: 10))
    }

    static func run(
        _ forecast: CapacityForecast, settings: CapacitySettings = settings(), history: [IntervalCounts]? = nil
    ) async throws -> CapacityResult {
        try await CapacityStage(workspace, settings: settings).run(forecast, history: history, context: StageContext())
    }

    static func weeks(_ count: Int, of stream: QueueChannel = voice, volume: Double = 1000) -> [WeeklyVolume] {
        (0..<count).map { week in
            WeeklyVolume(
                week: monday + 7 * week, stream: stream, volume: volume,
                volume80: .init(lower: volume * 0.9, upper: volume * 1.1), ahtSeconds: 300)
        }
    }

    /// `count` days of hours with 20 calls each.
    static func hours(days: Int, from first: CivilDate = monday, half: Double = 6) -> [ForecastInterval] {
        (0..<days).flatMap { day -> [ForecastInterval] in
            guard (first + day).weekday < 5 else { return [] }
            return (8..<18).map { hour in
                let band = ForecastInterval.Band(lower: 20 - half, upper: 20 + half)
                return ForecastInterval(
                    stream: voice, start: Instant(seconds: ((first + day).dayNumber * 24 + hour) * 3600),
                    intervalSeconds: 3600, volume: 20, volume80: band, volume95: band, ahtSeconds: 300,
                    ahtSeconds80: nil, model: "m")
            }
        }
    }

    @Test("Weeks alone are work over occupancy, and the note says so")
    func byOccupancy() async throws {
        let result = try await Self.run(.weeks(Self.weeks(14)))
        let week = result.plans[1].weeks[0]
        let expected = 1000 * 300 / 3600.0 / 0.85 / 0.9 / 40
        #expect(abs(week.requiredFTE - expected) <= 1e-9)
        #expect(abs(week.requiredFTELow - expected * 0.9) <= 1e-9)
        #expect(abs(week.requiredFTEHigh - expected * 1.1) <= 1e-9)
        #expect(abs(result.plans[2].weeks[3].requiredFTE - expected * 1.1) <= 1e-9)
        #expect(result.notes.contains { $0.contains("occupancy of at most 0.85") })
        #expect(week.serviceLevelExpected != nil)
    }

    @Test("Intervals are staffed by the queueing models, as wfm staff does")
    func byInterval() async throws {
        let rows = Self.hours(days: 28, half: 12)
        let result = try await Self.run(.intervals(rows))
        let staffed = try StaffingStage(Self.workspace).run(
            forecast: rows, history: nil, context: StageContext())
        let hours = staffed.requirements.reduce(0) { $0 + $1.agentsRequired } / 4
        let weeks = result.plans[1].weeks
        #expect(weeks.map(\.week) == (0..<4).map { Self.monday + 7 * $0 })
        for week in weeks { #expect(abs(week.requiredFTE - hours / 0.9 / 40) <= 1e-9) }
        #expect(weeks[0].requiredFTELow < weeks[0].requiredFTE && weeks[0].requiredFTE < weeks[0].requiredFTEHigh)
        // Staffed as required, the service level is the target or above.
        let required = try CapacityDemand(.intervals(rows), settings: Self.settings(), workspace: Self.workspace)
        let responses = try await CapacityRequirements(workspace: Self.workspace, demand: required)
            .byInterval(rows, history: nil, context: StageContext())
        #expect((responses[0].response?.serviceLevel(at: 1) ?? 0) >= 0.8)
        #expect((responses[0].response?.serviceLevel(at: 0.7) ?? 1) < 0.8)
        #expect(!result.serviceLevelPrices.isEmpty)
    }

    @Test("A week's band shares what Poisson does not explain")
    func band() throws {
        let workspace = Self.workspace
        func half(_ width: Double) throws -> Double {
            let demand = try CapacityDemand(
                .intervals(Self.hours(days: 7, half: width)), settings: Self.settings(), workspace: workspace)
            let row = try #require(demand.volumes.first)
            #expect(abs(row.volume - 1000) <= 1e-9)
            return row.volume80.upper - row.volume
        }
        // Pure Poisson: z √1000; beyond it the rest adds up over the 50 hours.
        let z = 1.2815515655446004
        #expect(abs(try half(z * 20.0.squareRoot()) - z * 1000.0.squareRoot()) <= 1e-9)
        let shared = (64 - z * z * 20).squareRoot() * 50
        #expect(abs(try half(8) - (shared * shared + z * z * 1000).squareRoot()) <= 1e-9)
        #expect(try half(0) == 0)
    }

    @Test("Half weeks at the ends are left out with a note")
    func halfWeeks() async throws {
        let result = try await Self.run(.intervals(Self.hours(days: 22, from: Self.monday + -4)))
        #expect(result.plans[1].weeks.map(\.week) == [Self.monday, Self.monday + 7])
        #expect(result.notes.contains { $0.contains("left out: 2026-02-23, 2026-03-16") })
    }

    @Test("With a history a week's volume comes when the history's did")
    func shaped() async throws {
        var history: [IntervalCounts] = []
        for day in 0..<28 where day % 7 < 5 {
            for hour in 8..<18 {
                var row = IntervalCounts(
                    stream: Self.voice,
                    start: Instant(seconds: ((Self.monday + (day - 28)).dayNumber * 24 + hour) * 3600),
                    intervalSeconds: 3600)
                row.offered = 20
                history.append(row)
            }
        }
        let shaped = try await Self.run(.weeks(Self.weeks(4)), history: history)
        let even = try await Self.run(.intervals(Self.hours(days: 28, half: 2)))
        // Twenty an hour in the history, a thousand a week in fifty hours: the same intervals.
        for (week, other) in zip(shaped.plans[1].weeks, even.plans[1].weeks) {
            #expect(abs(week.requiredFTE - other.requiredFTE) <= 1e-9)
        }
        #expect(shaped.notes.contains { $0.contains("4 weeks of history") })
    }

    @Test("Days are summed up to weeks, e-mail needs no service level")
    func days() async throws {
        let rows = (0..<14).filter { $0 % 7 < 5 }.map { day in
            ForecastInterval(
                stream: Self.email, start: Instant(seconds: (Self.monday + day).dayNumber * 86_400),
                intervalSeconds: 86_400, volume: 200, volume80: .init(lower: 150, upper: 250),
                volume95: .init(lower: 100, upper: 300), ahtSeconds: 300, ahtSeconds80: nil, model: "m")
        }
        let result = try await Self.run(.intervals(rows))
        #expect(result.plans[1].weeks.count == 2)
        #expect(abs(result.plans[1].weeks[0].requiredFTE - 1000 * 300 / 3600 / 0.85 / 0.9 / 40) <= 1e-9)
        #expect(result.plans[1].weeks[0].serviceLevelExpected == nil)
        #expect(result.notes.contains { $0.contains("no row of a/voice") })
    }

    @Test("A forecast by week is taken as it is, weeks of a changed clock included")
    func byWeek() async throws {
        let rows = (0..<3).map { week in
            ForecastInterval(
                stream: Self.voice, start: Instant(seconds: (Self.monday + 7 * week).dayNumber * 86_400),
                intervalSeconds: week == 1 ? 601_200 : 604_800, volume: 1000, volume80: .init(lower: 900, upper: 1100),
                volume95: .init(lower: 800, upper: 1200), ahtSeconds: 300, ahtSeconds80: nil, model: "ets")
        }
        let weeks = try await Self.run(.intervals(rows)).plans[1].weeks
        let other = try await Self.run(.weeks(Self.weeks(3))).plans[1].weeks
        for (week, same) in zip(weeks, other) {
            #expect(abs(week.requiredFTE - same.requiredFTE) <= 1e-9)
            #expect(abs(week.requiredFTEHigh - same.requiredFTEHigh) <= 1e-9)
        }
        #expect(weeks.count == 3)
    }

    @Test("The first week and their number can be asked for")
    func span() async throws {
        var settings = Self.settings()
        settings.start = Self.monday + 14
        settings.weeks = 5
        let result = try await Self.run(.weeks(Self.weeks(14)), settings: settings)
        #expect(result.plans[1].weeks.map(\.week) == (2..<7).map { Self.monday + 7 * $0 })
        settings.weeks = 13
        let asked = settings
        await #expect(throws: PlanningError.self) { try await Self.run(.weeks(Self.weeks(14)), settings: asked) }
    }

    @Test("Gaps, unknown streams, no week and more than 24 months are refused")
    func refused() async throws {
        func message(_ forecast: CapacityForecast) async -> String {
            do {
                _ = try await Self.run(forecast)
                return ""
            } catch {
                return "\(error)"
            }
        }
        var gap = Self.weeks(14)
        gap.remove(at: 5)
        #expect(await message(.weeks(gap)).contains("no row of a/voice in the week of 2026-04-06"))
        #expect(
            await message(.intervals(Self.hours(days: 28).filter { $0.start.seconds / 86_400 != 20_522 }))
                .contains("no row of a/voice on 2026-03-10"))
        let other = QueueChannel(queue: "b", channel: .voice)
        #expect(await message(.weeks(Self.weeks(14, of: other))).contains("unknown queue and channel 'b/voice'"))
        var noTime = Self.hours(days: 28)
        noTime[3].ahtSeconds = nil
        #expect(await message(.intervals(noTime)).contains("a/voice on 2026-03-02T11:00 have no handle time"))
        #expect(await message(.weeks([])).contains("no whole week"))
        #expect(await message(.intervals(Self.hours(days: 3))).contains("no whole week"))
        #expect(await message(.weeks(Self.weeks(106))).contains("106"))
    }
}
