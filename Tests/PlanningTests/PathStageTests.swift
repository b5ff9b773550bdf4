import ContactCenter
import Forecasting
import NumericalMethods
import Testing

@testable import Planning

@Suite("Sample paths of a plan")
struct PathStageTests {
    private static let hours = OpeningHours(spans: Array(repeating: 480..<1080, count: 5) + [nil, nil])

    private static func plan(seed: UInt64 = 1) -> Plan {
        Plan(
            name: "t", timeZone: "UTC", seed: seed, interactions: InteractionSource(files: []), intervalMinutes: 60,
            queues: ["a", "b", "new"].map { name in
                QueuePlan(
                    name: name, skill: name, openingHours: hours,
                    channels: [
                        ChannelPlan(
                            channel: .voice, target: ServiceTarget(), patience: .unlimited, arrivesAlways: false,
                            expectedDailyVolume: name == "new" ? 100 : nil)
                    ])
            }, forecast: ForecastPlan(weeks: 1, models: ["mean-4-weeks"], backtestOrigins: 2))
    }

    /// Two queues of 20 weeks whose days are busy or quiet together by 15 %, no more noise.
    private static func history() -> [IntervalCounts] {
        var stream = RandomStream(seed: 8)
        let days = (0..<140).map { _ in 1 + 0.15 * stream.normal() }
        return ["a", "b"].flatMap { queue in
            (0..<140 * 24).map { hour -> IntervalCounts in
                let open = (8..<18).contains(hour % 24) && hour / 24 % 7 < 5
                var row = IntervalCounts(
                    stream: QueueChannel(queue: queue, channel: .voice),
                    start: Instant(seconds: 1_772_409_600 + hour * 3600), intervalSeconds: 3600,
                    status: open ? .open : .closed)
                if open {
                    row.offered = Int((days[hour / 24] * 400).rounded())
                    row.answered = row.offered
                    row.handleSeconds = Double(row.answered) * (200 + Double(hour * 37 % 11))
                }
                return row
            }
        }
    }

    private static func forecast(seed: UInt64 = 1) async throws -> (PlanWorkspace, ForecastStage.Outcome) {
        let workspace = PlanWorkspace(plan: plan(seed: seed), folder: ".", zone: .utc, specialDays: [], team: nil)
        let outcome = try await ForecastStage(workspace, wantsErrors: true).run(
            history: history(), context: StageContext())
        return (workspace, outcome)
    }

    @Test("Every path has the forecast's intervals, and their mean is the forecast, of a new queue too")
    func mean() async throws {
        let (workspace, forecast) = try await Self.forecast()
        let paths = try PathStage(workspace).run(forecast: forecast, count: 300)
        var sums = [Double](repeating: 0, count: 150)
        for path in 0..<300 {
            let rows = paths.intervals(ofPath: path)
            #expect(rows.map(\.stream) == forecast.intervals.map(\.stream))
            #expect(rows.map(\.start) == forecast.intervals.map(\.start))
            #expect(
                rows.allSatisfy { $0.volume >= 0 && $0.volume == $0.volume.rounded() && $0.intervalSeconds == 3600 })
            #expect(rows.allSatisfy { ($0.ahtSeconds ?? 0) > 0 })
            for (k, row) in rows.enumerated() { sums[k] += row.volume }
        }
        for (sum, row) in zip(sums, forecast.intervals) {
            #expect(abs(sum / 300 - row.volume) < 0.02 * row.volume + 0.2, "\(row.stream) \(row.start)")
        }
    }

    @Test("Day totals have the spread of days, not that of sums of intervals, and queues that move together add up so")
    func days() async throws {
        let (workspace, forecast) = try await Self.forecast()
        let days = try PathStage(workspace).run(forecast: forecast, count: 2000).days()
        #expect(days.count == 20 && days.prefix(5).allSatisfy { $0.stream == nil })
        func width(_ total: DayForecast.Total) -> Double { (total.band80.upper - total.band80.lower) / total.mean }
        let a = days.filter { $0.stream?.queue == "a" }
        for (day, all) in zip(a, days) {
            let parts = forecast.intervals.filter {
                $0.stream.queue == "a" && workspace.zone.localTime(at: $0.start).date == day.date
            }
            #expect(parts.count == 10)
            #expect(abs(day.volume.mean - parts.reduce(0) { $0 + $1.volume }) < 1e-9)
            let whole = days.filter { $0.date == day.date && $0.stream != nil }.reduce(0) { $0 + $1.volume.mean }
            #expect(abs(all.volume.mean - whole) < 1e-9)
            // A day's spread is common to its intervals: independent ones would be a third as wide.
            let narrowest = parts.reduce(0) { $0 + ($1.volume80.upper - $1.volume80.lower) } / day.volume.mean
            #expect(width(day.volume) > 0.75 * narrowest && width(day.volume) < 1.08 * narrowest)
            // The two queues go together; the small new one adds little.
            let both = all.volume.band80.upper - all.volume.band80.lower
            #expect(both > 1.7 * (day.volume.band80.upper - day.volume.band80.lower))
            let work = try #require(day.workSeconds)
            #expect(abs(work.mean / day.volume.mean - 205) < 5)
            #expect(work.band95.lower < work.band80.lower && work.band80.upper < work.band95.upper)
        }
    }

    @Test("The seed decides the paths")
    func seeds() async throws {
        func first(_ seed: UInt64) async throws -> [SamplePathInterval] {
            let (workspace, forecast) = try await Self.forecast(seed: seed)
            return try PathStage(workspace).run(forecast: forecast, count: 20).intervals(ofPath: 7)
        }
        let one = try await first(1)
        #expect(try await first(1) == one)
        #expect(try await first(2) != one)
    }

    @Test("Paths follow a planner's correction, and a plan forecast without errors still has paths")
    func overridden() async throws {
        var (workspace, _) = try await Self.forecast()
        workspace.overrides = [
            ForecastOverride(
                queue: "a", from: Instant(seconds: 0), to: Instant(seconds: 4_000_000_000), kind: .multiply, value: 3,
                author: "ann", reason: "r", createdAt: Instant(seconds: 0))
        ]
        let outcome = try await ForecastStage(workspace).run(history: Self.history(), context: StageContext())
        #expect(outcome.past.isEmpty)
        let days = try PathStage(workspace).run(forecast: outcome, count: 500).days()
        let a = days.filter { $0.stream?.queue == "a" }
        let b = days.filter { $0.stream?.queue == "b" }
        for (a, b) in zip(a, b) { #expect(abs(a.volume.mean / b.volume.mean - 3) < 0.01) }
        #expect(a.allSatisfy { $0.volume.band80.lower > 2 * 4000 })
    }

    @Test("More paths than memory are refused with the number that fits")
    func tooMany() async throws {
        let (workspace, forecast) = try await Self.forecast()
        var long = forecast
        long.days = forecast.days.lowerBound...(forecast.days.lowerBound + 7 * 104)
        let error = #expect(throws: PlanningError.self) {
            try PathStage(workspace).run(forecast: long, count: 65_536)
        }
        #expect(error?.hint?.contains("ask for at most") == true)
    }
}
