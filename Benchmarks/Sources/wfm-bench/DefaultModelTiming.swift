import ContactCenter
import Forecasting
import Foundation

/// CPU time of one library call: the default choice for six months of half hours, its forecast of a week and its
/// intervals.
struct DefaultModelTiming {
    private let options: ToolOptions

    init(_ options: ToolOptions) { self.options = options }

    private struct Result: Encodable {
        var title: String
        var slots: Int
        var model: String
        var milliseconds: [Double]
    }

    func run() throws {
        let rounds = try options.number("rounds", standard: 9)
        let results = [
            try time("24×7", SyntheticCalls(seed: 7), hours: .always, rounds: rounds),
            try time(
                "open 07:00–21:00, Monday to Friday", SyntheticCalls(seed: 7, opening: 14..<42, openDays: 5),
                hours: OpeningHours(spans: Array(repeating: 420..<1260, count: 5) + [nil, nil]), rounds: rounds),
        ]
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
        FileHandle.standardOutput.write(try encoder.encode(results))
    }

    private func time(_ title: String, _ calls: SyntheticCalls, hours: OpeningHours, rounds: Int) throws -> Result {
        var calls = calls
        let values = calls.values(weeks: 26)
        let series = VolumeSeries(
            id: "synthetic", start: LocalTime(date: CivilDate(dayNumber: 0).monday + 7), slotMinutes: 30,
            values: values, isOpen: values.indices.map(calls.isOpen))
        let calendar = CentreCalendar(openingHours: hours)
        var model = ""
        // The first call warms up.
        let milliseconds = try (0...rounds).map { _ in
            let start = threadCPUSeconds()
            let result = try Forecasting.paths(
                series: series, calendar: calendar, cutoffSlot: series.count,
                horizonSlots: SyntheticCalls.slotsPerWeek)
            model = result[0].chosen
            return (threadCPUSeconds() - start) * 1e3
        }.dropFirst()
        return Result(title: title, slots: series.count, model: model, milliseconds: Array(milliseconds))
    }
}
