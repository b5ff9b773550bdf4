import ContactCenter
import NumericalMethods
import Testing

@testable import Forecasting
@testable import Planning

@Suite("Queues that add up")
struct StreamReconciliationTests {
    private static let monday = CivilDate(dayNumber: 20_514)
    private static let week = monday...(monday + 6)

    private static func stream(_ name: String) -> PlannedStream {
        PlannedStream(
            queue: QueuePlan(name: name, skill: name, openingHours: .always, channels: []),
            channelPlan: ChannelPlan(
                channel: .voice, target: ServiceTarget(), patience: .unlimited, arrivesAlways: true), specialDays: [])
    }

    /// A week's forecast of `level` a day; `past`: totals of days forecast and come, by origin.
    private static func forecast(
        _ level: Double, perDay: Int, past: [[(forecast: Double, actual: Double)]]
    ) -> SeriesForecast {
        let slot = level / Double(perDay)
        var errors = PastForecasts(
            volume: OriginErrors(slotsPerOrigin: 7 * perDay), handleTime: OriginErrors(slotsPerOrigin: 7 * perDay))
        func slots(_ total: Double) -> [Double] { [Double](repeating: total / Double(perDay), count: perDay) }
        for origin in past {
            errors.volume.addOrigin(
                forecast: origin.flatMap { slots($0.forecast) }, actual: origin.flatMap { slots($0.actual) })
        }
        let count = 7 * perDay
        let path = [Double](repeating: slot, count: count)
        return SeriesForecast(
            start: LocalTime(date: monday), slotMinutes: 1440 / perDay, mean: path, lower80: path.map { $0 * 0.8 },
            upper80: path.map { $0 * 1.3 }, lower95: path.map { $0 * 0.7 }, upper95: path.map { $0 * 1.5 },
            ahtSeconds: path.map { _ in nil }, ahtLower80: path.map { _ in nil }, ahtUpper80: path.map { _ in nil },
            model: "m", reason: "", accuracy: [], past: errors)
    }

    /// Twelve origins of two parts whose errors are independent, `a`'s twice those of `b`.
    private static let parts: (a: [[Double]], b: [[Double]]) = {
        var stream = RandomStream(seed: 21)
        func draw(_ spread: Double) -> [[Double]] {
            (0..<12).map { _ in (0..<7).map { _ in 1000 * (1 + spread * stream.normal()) } }
        }
        return (draw(0.2), draw(0.1))
    }()

    /// What came of the sum, forecast as `of` says.
    private static func sums(forecast: (_ actual: Double) -> Double) -> [[(forecast: Double, actual: Double)]] {
        zip(parts.a, parts.b).map { zip($0, $1).map { (forecast($0 + $1), $0 + $1) } }
    }

    private static func reconciled(
        sum level: Double, past: [[(forecast: Double, actual: Double)]], plan: ForecastPlan.Reconciliation
    ) -> StreamReconciliation.Outcome {
        let forecasts: [SeriesForecast?] = [
            forecast(1000, perDay: 4, past: parts.a.map { $0.map { (1000, $0) } }), nil,
            forecast(1000, perDay: 2, past: parts.b.map { $0.map { (1000, $0) } }),
        ]
        let reconciliation = StreamReconciliation(
            streams: ["a", "new", "b"].map(stream), forecasts: forecasts, days: week)
        #expect(reconciliation.sums.map(\.name) == ["all queues"])
        #expect(reconciliation.sums.map(\.streams) == [[0, 2]])
        return reconciliation.reconciled(
            forecasts, with: [forecast(level, perDay: 1, past: past)], plan: plan)
    }

    @Test("A sum that was known well pulls its parts to it, the uncertain one most; intervals of a day move together")
    func pulled() throws {
        var stream = RandomStream(seed: 22)
        let known = Self.sums { $0 * (1 + 0.005 * stream.normal()) }
        for plan in [ForecastPlan.Reconciliation.mint, .auto] {
            let outcome = Self.reconciled(sum: 2200, past: known, plan: plan)
            let (first, second) = (try #require(outcome.forecasts[0]), try #require(outcome.forecasts[2]))
            #expect(outcome.forecasts[1] == nil)
            for day in 0..<7 {
                let totals = [
                    first.mean[4 * day..<4 * day + 4].reduce(0, +), second.mean[2 * day..<2 * day + 2].reduce(0, +),
                ]
                #expect(abs(totals[0] + totals[1] - 2200) < 10)
                // Variances of four to one: a takes about four fifths of the 200.
                #expect(abs(totals[0] - 1160) < 30, "\(totals)")
                #expect(Set(first.mean[4 * day..<4 * day + 4]).count == 1)
            }
            for slot in first.mean.indices {
                #expect(abs(first.lower80[slot] / first.mean[slot] - 0.8) < 1e-9)
                #expect(abs(first.upper95[slot] / first.mean[slot] - 1.5) < 1e-9)
            }
            #expect(outcome.note?.hasPrefix("queues reconciled: day totals of the queues had a WAPE of") == true)
        }
    }

    @Test("Where it would not have helped, 'auto' leaves the queues alone and says so; 'none' says nothing")
    func left() {
        // The sum was forecast as the sum of its parts: there is nothing to learn from it.
        let same = Self.sums { _ in 2000 }
        let auto = Self.reconciled(sum: 2200, past: same, plan: .auto)
        #expect(auto.forecasts[0]?.mean.first == 250)
        #expect(auto.note?.hasPrefix("queues are not reconciled: day totals") == true)
        let none = Self.reconciled(sum: 2200, past: same, plan: .none)
        #expect(none.forecasts == auto.forecasts && none.note == nil)
    }

    @Test("Few past days teach nothing")
    func short() {
        let forecasts: [SeriesForecast?] = [
            Self.forecast(10, perDay: 2, past: []), Self.forecast(10, perDay: 2, past: []),
        ]
        let reconciliation = StreamReconciliation(
            streams: ["a", "b"].map(Self.stream), forecasts: forecasts, days: Self.week)
        let outcome = reconciliation.reconciled(
            forecasts, with: [Self.forecast(40, perDay: 1, past: [])], plan: .mint)
        #expect(outcome.forecasts == forecasts)
        #expect(outcome.note == "queues are not reconciled: 0 past days are too few")
    }

    @Test("Days are summed from known slots, four fifths of them at least")
    func daily() {
        let fine = VolumeSeries(
            id: "f", start: LocalTime(date: Self.monday), slotMinutes: 240,
            values: [1, 2, 3, 4, 5, .nan] + [1, .nan, 3, 4, .nan, 6] + [0, 0, 0, 0, 0, 0],
            isOpen: Array(repeating: true, count: 12) + Array(repeating: false, count: 6))
        let days = DailySums(fine).series
        #expect(days.values[0] == 18 && days.values[1].isNaN && days.values[2] == 0)
        #expect(days.isOpen == [true, true, false] && days.slotMinutes == 1440)
    }

    @Test("A plan that reconciles has the same intervals as one that does not, and days that differ by one factor")
    func plan() async throws {
        // Queue a has good and bad days, so that its forecast and that of the sum are not the same.
        let history = NewStreamTests.history(newDays: 14).map { row in
            var row = row
            let day = (row.start.seconds - NewStreamTests.monday) / 86_400
            if row.stream.queue == "a", row.offered > 0 { row.offered += day * 13 % 11 }
            return row
        }
        func run(_ reconciliation: ForecastPlan.Reconciliation) async throws -> ForecastStage.Outcome {
            var plan = NewStreamTests.plan(like: nil, expected: nil)
            plan.forecast.models = nil
            plan.forecast.reconciliation = reconciliation
            let workspace = PlanWorkspace(plan: plan, folder: ".", zone: .utc, specialDays: [], team: nil)
            return try await ForecastStage(workspace).run(
                history: history, context: StageContext())
        }
        let plain = try await run(.none)
        let reconciled = try await run(.mint)
        #expect(plain.notes.isEmpty && reconciled.notes.count == 1)
        #expect(reconciled.intervals.map(\.start) == plain.intervals.map(\.start))
        var factors: [String: Set<Int>] = [:]
        for (a, b) in zip(reconciled.intervals, plain.intervals) where b.volume > 0 && b.stream.queue != "new" {
            let day = "\(b.stream) \(ZoneRules.utc.localTime(at: b.start).date)"
            factors[day, default: []].insert(Int((a.volume / b.volume * 1e6).rounded()))
            #expect(abs(a.volume80.upper / b.volume80.upper - a.volume / b.volume) < 1e-6)
        }
        #expect(factors.count == 10 && factors.values.allSatisfy { $0.count == 1 })
        #expect(factors.values.contains { $0 != [1_000_000] })
    }
}
