import ContactCenter
import Forecasting
import Testing

@testable import Planning

@Suite("Several streams as one series")
struct StreamTotalTests {
    private static let monday = LocalTime(date: CivilDate(dayNumber: 20_514))

    private static func series(
        _ id: String, day: Int, _ values: [Double], isOpen: [Bool]? = nil, aht: Double = 100
    ) -> VolumeSeries {
        VolumeSeries(
            id: id, start: monday + day * 1440, slotMinutes: 720, values: values,
            isOpen: isOpen ?? values.map { _ in true }, handleSeconds: values.map { $0.isNaN ? 50 : $0 * aht },
            answered: values.map { $0.isNaN ? 1 : $0 })
    }

    @Test("Parts that begin later count nothing before; an unknown part makes the sum unknown; closed is not open")
    func sum() throws {
        let early = Self.series("a", day: 0, [1, 2, .nan, 4], isOpen: [true, false, true, true])
        let late = Self.series("b", day: 1, [10, 20, 30, 40], isOpen: [true, true, false, true], aht: 10)
        let total = try #require(StreamTotal.series(of: [late, early], id: "total"))
        #expect(total.start == Self.monday && total.count == 6)
        #expect(total.isOpen == [true, false, true, true, false, true])
        #expect(total.values[0] == 1 && total.values[1] == 0 && total.values[2].isNaN)
        #expect(Array(total.values[3...]) == [24, 0, 40])
        // What is unknown of one part is left out of handle times.
        #expect(total.handleSeconds == [100, 0, 100, 600, 0, 400])
        #expect(total.answered == [1, 0, 10, 24, 0, 40])
        #expect(StreamTotal.series(of: [], id: "none") == nil)
    }

    /// Three queues of eight weeks on voice, one of them thin, and one of chat; handle times rise over the day.
    private static func history() -> [IntervalCounts] {
        var rows: [IntervalCounts] = []
        let streams: [(name: String, channel: Channel, scale: Int)] = [
            ("big", .voice, 60), ("thin", .voice, 2), ("big", .chat, 30),
        ]
        for (index, one) in streams.enumerated() {
            for hour in 0..<(8 * 7 * 24) {
                let open = (8..<18).contains(hour % 24) && hour / 24 % 7 < 5
                var row = IntervalCounts(
                    stream: QueueChannel(queue: one.name, channel: one.channel),
                    start: Instant(seconds: 1_772_409_600 + hour * 3600), intervalSeconds: 3600,
                    status: open ? .open : .closed)
                if open {
                    row.offered = one.scale + (hour * 7919) % 3
                    row.answered = row.offered
                    let rising = 200 + 20 * Double(hour % 24 - 8)
                    // Few long and many short contacts on the thin queue: alone it cannot tell the shape of its day.
                    let noise = one.scale > 10 ? 1 : [0.2, 0.4, 2.2, 0.3, 1.9][(hour * 31 + index) / 3 % 5]
                    row.handleSeconds = Double(row.answered) * (one.channel == .chat ? 500 : rising) * noise
                }
                rows.append(row)
            }
        }
        return rows
    }

    private static func plan(_ queues: [(name: String, channels: [Channel])]) -> Plan {
        let hours = OpeningHours(spans: Array(repeating: 480..<1080, count: 5) + [nil, nil])
        return Plan(
            name: "t", timeZone: "UTC", interactions: InteractionSource(files: []), intervalMinutes: 60,
            queues: queues.map { queue in
                QueuePlan(
                    name: queue.name, skill: queue.name, openingHours: hours,
                    channels: queue.channels.map {
                        ChannelPlan(
                            channel: $0, target: ServiceTarget(), patience: .unlimited, arrivesAlways: false)
                    })
            }, forecast: ForecastPlan(weeks: 1, models: ["mean-4-weeks"], backtestOrigins: 2))
    }

    @Test("In a plan a thin queue borrows the shape of its handle times from all queues of its channel")
    func borrowed() async throws {
        func thin(_ plan: Plan) async throws -> [Double] {
            let workspace = PlanWorkspace(plan: plan, folder: ".", zone: .utc, specialDays: [], team: nil)
            let outcome = try await ForecastStage(workspace).run(history: Self.history(), context: StageContext())
            return outcome.intervals.filter { $0.stream.queue == "thin" }.compactMap(\.ahtSeconds)
        }
        func rise(_ seconds: [Double]) -> Double { seconds[9] / seconds[0] - 1 }
        let alone = try await thin(Self.plan([("thin", [.voice])]))
        let among = try await thin(Self.plan([("big", [.voice, .chat]), ("thin", [.voice])]))
        let besideChat = try await thin(Self.plan([("big", [.chat]), ("thin", [.voice])]))
        #expect(besideChat == alone, "another channel has nothing to lend")
        // The truth rises by 90 % from the first hour to the last.
        #expect(abs(rise(among) - 0.9) < abs(rise(alone) - 0.9) - 0.1, "\(rise(alone)) \(rise(among))")
    }
}
