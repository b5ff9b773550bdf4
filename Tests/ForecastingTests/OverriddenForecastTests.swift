import ContactCenter
import Forecasting
import Testing

@Suite("Overrides") struct OverriddenForecastTests {
    static let sales = QueueChannel(queue: "sales", channel: .voice)
    static let help = QueueChannel(queue: "help", channel: .chat)

    static func interval(_ stream: QueueChannel, hour: Int, volume: Double) -> ForecastInterval {
        ForecastInterval(
            stream: stream, start: Instant(seconds: hour * 3600), intervalSeconds: 3600, volume: volume,
            volume80: .init(lower: volume * 0.8, upper: volume * 1.2 + 1),
            volume95: .init(lower: volume * 0.7, upper: volume * 1.3 + 2), ahtSeconds: 200, ahtSeconds80: nil,
            model: "m")
    }

    static let forecast = [
        interval(sales, hour: 8, volume: 10), interval(sales, hour: 9, volume: 30),
        interval(sales, hour: 10, volume: 60),
        interval(help, hour: 8, volume: 0), interval(help, hour: 9, volume: 0),
    ]

    static func override(
        _ kind: ForecastOverride.Kind, _ value: Double, queue: String? = "sales", channel: String? = nil,
        hours: Range<Int> = 8..<10, author: String = "ann", reason: String = "mailing", at: Int = 0
    ) -> ForecastOverride {
        ForecastOverride(
            queue: queue, channel: channel, from: Instant(seconds: hours.lowerBound * 3600),
            to: Instant(seconds: hours.upperBound * 3600), kind: kind, value: value, author: author, reason: reason,
            createdAt: Instant(seconds: at))
    }

    static func volumes(_ overrides: [ForecastOverride]) -> [Double] {
        OverriddenForecast(forecast, overrides: overrides).intervals.map(\.volume)
    }

    @Test("a factor changes each interval, a sum and a total keep the proportions of the day")
    func kinds() {
        #expect(Self.volumes([Self.override(.multiply, 1.5)]) == [15, 45, 60, 0, 0])
        #expect(Self.volumes([Self.override(.add, 20)]) == [15, 45, 60, 0, 0])
        #expect(Self.volumes([Self.override(.set, 60)]) == [15, 45, 60, 0, 0])
        #expect(Self.volumes([Self.override(.add, -50)]) == [0, 0, 60, 0, 0])
        #expect(Self.volumes([Self.override(.set, 8, queue: "help")]) == [10, 30, 60, 4, 4])
        #expect(Self.volumes([Self.override(.add, 100, queue: nil, hours: 0..<24)]) == [20, 60, 120, 0, 0])
        #expect(Self.volumes([Self.override(.multiply, 2, queue: nil, channel: "chat")]) == [10, 30, 60, 0, 0])
    }

    @Test("the machine's volume stays, intervals move along, and untouched rows are untouched")
    func trace() throws {
        let result = OverriddenForecast(Self.forecast, overrides: [Self.override(.multiply, 2)])
        let changed = result.intervals[0]
        #expect(changed.override == OverrideTrace(machineVolume: 10, authors: ["ann"], reason: "mailing"))
        #expect(changed.volume80 == .init(lower: 16, upper: 26) && changed.volume95 == .init(lower: 14, upper: 30))
        #expect(changed.ahtSeconds == 200)
        #expect(Array(result.intervals[2...]) == Array(Self.forecast[2...]))
        #expect(OverriddenForecast(Self.forecast, overrides: []).intervals == Self.forecast)
    }

    @Test("later overrides work on what earlier ones left, whatever the order of rows")
    func order() {
        let first = Self.override(.set, 100, author: "ann", reason: "sale", at: 1)
        let second = Self.override(.multiply, 0.5, author: "bob", reason: "sale smaller", at: 2)
        let result = OverriddenForecast(Self.forecast, overrides: [second, first]).intervals
        #expect(result.map(\.volume) == [12.5, 37.5, 60, 0, 0])
        #expect(
            result[0].override
                == OverrideTrace(machineVolume: 10, authors: ["ann", "bob"], reason: "sale; sale smaller"))
    }

    @Test("an override that concerns nothing is told")
    func nothing() {
        let result = OverriddenForecast(Self.forecast, overrides: [Self.override(.add, 5, queue: "salse")])
        #expect(result.intervals == Self.forecast)
        #expect(result.notes.count == 1 && result.notes[0].contains("salse/every channel"))
    }
}
