import ContactCenter
import Forecasting
import Testing

@testable import Planning

@Suite("New queues of a plan")
struct NewStreamTests {
    /// Twelve weeks from 2026-03-02, a Monday; office hours, two old queues and a new one.
    static let monday = 1_772_409_600
    static let weeks = 12

    static func plan(like: String?, expected: Double?) -> Plan {
        let hours = OpeningHours(spans: Array(repeating: 480..<1080, count: 5) + [nil, nil])
        func queue(_ name: String, like: String? = nil, expected: Double? = nil) -> QueuePlan {
            QueuePlan(
                name: name, skill: name, openingHours: hours,
                channels: [
                    ChannelPlan(
                        channel: .voice, target: ServiceTarget(), patience: .unlimited, arrivesAlways: false,
                        expectedDailyVolume: expected)
                ], like: like)
        }
        return Plan(
            name: "t", timeZone: "UTC", interactions: InteractionSource(files: []), intervalMinutes: 60,
            queues: [queue("a"), queue("b"), queue("new", like: like, expected: expected)],
            forecast: ForecastPlan(weeks: 1, models: ["mean-4-weeks", "mean-8-weeks"], backtestOrigins: 2))
    }

    /// History complete for all queues, as importing makes it; the new one has contacts on its last `days` days only.
    static func history(newDays days: Int) -> [IntervalCounts] {
        var rows: [IntervalCounts] = []
        for (queue, scale) in [("a", 40), ("b", 60), ("new", 10)] {
            for hour in 0..<(weeks * 7 * 24) {
                let open = (8..<18).contains(hour % 24) && hour / 24 % 7 < 5
                var row = IntervalCounts(
                    stream: QueueChannel(queue: queue, channel: .voice), start: Instant(seconds: monday + hour * 3600),
                    intervalSeconds: 3600, status: open ? .open : .closed)
                if open && (queue != "new" || hour / 24 >= weeks * 7 - days) {
                    row.offered = scale + (hour * 7919) % 7 + (hour / 24 % 7 == 0 ? scale / 4 : 0)
                    row.answered = row.offered
                    row.handleSeconds = Double(row.offered) * 200
                }
                rows.append(row)
            }
        }
        return rows
    }

    static func forecast(like: String?, expected: Double?, newDays: Int) async throws -> ForecastStage.Outcome {
        let workspace = PlanWorkspace(
            plan: plan(like: like, expected: expected), folder: ".", zone: .utc, specialDays: [], team: nil)
        return try await ForecastStage(workspace).run(history: history(newDays: newDays), context: StageContext())
    }

    static let new = QueueChannel(queue: "new", channel: .voice)

    static func volume(_ outcome: ForecastStage.Outcome, _ queue: String) -> Double {
        outcome.intervals.filter { $0.stream.queue == queue }.reduce(0) { $0 + $1.volume }
    }

    @Test("an announced queue is forecast before its first contact")
    func announced() async throws {
        let like = try await Self.forecast(like: "a", expected: nil, newDays: 0)
        #expect(abs(Self.volume(like, "new") / Self.volume(like, "a") - 1) < 0.05)
        #expect(like.choices[Self.new]?.reason.contains("shape of a/voice, level from a/voice") == true)
        let expected = try await Self.forecast(like: nil, expected: 100, newDays: 0)
        #expect(abs(Self.volume(expected, "new") - 500) < 25)
        #expect(expected.intervals.filter { $0.stream == Self.new }.count == 50)
        #expect(expected.intervals.allSatisfy { $0.ahtSeconds != nil })
    }

    @Test("a queue with two weeks of history leans on the others; its days before opening are no demand")
    func young() async throws {
        let outcome = try await Self.forecast(like: nil, expected: nil, newDays: 14)
        #expect(outcome.choices[Self.new]?.model == "new-queue")
        #expect(outcome.choices[Self.new]?.reason.contains("shape of 2 other queues, its own 10 days") == true)
        // 10 an hour, 3 on average above, a quarter more on Mondays.
        #expect(abs(Self.volume(outcome, "new") / 670 - 1) < 0.05)
    }

    @Test("an old queue is forecast by its own models, whatever the plan says of it")
    func old() async throws {
        let outcome = try await Self.forecast(like: "a", expected: 5, newDays: Self.weeks * 7)
        #expect(outcome.choices[Self.new]?.model.hasPrefix("mean") == true)
    }

    @Test("a queue like none is an error that names the ones there are")
    func unknown() {
        let error = PlanningError.unknownName(
            what: "queue", name: "aa", place: "queue 'new', like", known: ["a", "b"])
        #expect(error.description == "queue 'new', like: unknown queue 'aa'")
        #expect(error.hint == "did you mean 'a'?")
    }
}
