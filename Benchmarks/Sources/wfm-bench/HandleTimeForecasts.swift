import ContactCenter
import Forecasting
import Foundation

/// Handle times of the default choice from cutoffs counted back from the end of a series: what was known there is all
/// that the library sees.
struct HandleTimeForecasts {
    private let options: ToolOptions

    init(_ options: ToolOptions) { self.options = options }

    func run() throws {
        let horizon = try options.number("horizon")
        let wanted = try options.list("series")
        let file = try BenchSeries.read(
            try options.text("file"), columns: ["y", "answered", "handle_seconds"])
        // The total over queues, whose shape a queue of it borrows.
        let total = try file.first { $0.id == options.optional("prior") }.map(volumes)
        var text = "unique_id,ds,cutoff,aht\n"
        for one in file where wanted.contains(one.id) {
            let series = try volumes(of: one)
            for back in try options.numbers("slots-back") where back < series.count {
                let cutoff = series.count - back
                var request = ForecastRequest(
                    series: VolumeSeries(
                        id: series.id, start: series.start, slotMinutes: series.slotMinutes,
                        values: Array(series.values[..<cutoff]), isOpen: Array(series.isOpen[..<cutoff]),
                        handleSeconds: series.handleSeconds.map { Array($0[..<cutoff]) },
                        answered: series.answered.map { Array($0[..<cutoff]) }),
                    calendar: CentreCalendar(), horizonSlots: min(horizon, back))
                if let total {
                    request.handleTimePrior = try HandleTimePrior(
                        of: total, calendar: CentreCalendar(),
                        knownSlots: (series.time(of: cutoff) - total.start) / total.slotMinutes)
                }
                let result = try Forecasting.forecast(request)
                for (step, aht) in result.ahtSeconds.enumerated() {
                    let (time, known) = (series.time(of: cutoff + step), series.time(of: cutoff - 1))
                    text += "\(series.id),\(time):00,\(known):00,\(aht.map { String($0) } ?? "")\n"
                }
            }
        }
        try Data(text.utf8).write(to: URL(fileURLWithPath: try options.text("output")))
    }

    /// On the regular grid, open around the clock; a row that is not there is unknown.
    private func volumes(of one: BenchSeries) throws -> VolumeSeries {
        let times = try one.times.map { text in
            guard let time = LocalTime(text) else {
                throw ChildProcess.Failure(description: "\(one.id): '\(text)' is not a time")
            }
            return time
        }
        let minutes = try options.number("slot-minutes", standard: 30)
        guard let start = times.min(), let last = times.max() else {
            throw ChildProcess.Failure(description: "\(one.id) is empty")
        }
        let count = (last - start) / minutes + 1
        var columns = one.columns.map { _ in [Double](repeating: .nan, count: count) }
        for (row, time) in times.enumerated() {
            for column in columns.indices { columns[column][(time - start) / minutes] = one.columns[column][row] }
        }
        return VolumeSeries(
            id: one.id, start: start, slotMinutes: minutes, values: columns[0],
            isOpen: [Bool](repeating: true, count: count), handleSeconds: columns[2], answered: columns[1])
    }
}
