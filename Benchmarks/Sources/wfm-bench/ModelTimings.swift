import Foundation
import TimeSeries

/// Classical models fitted and forecast on the windows that `peers/forecast_statsforecast.py` runs, one thread, the
/// files outside the clock; forecasts and timings are written in that script's formats.
struct ModelTimings {
    private let options: ToolOptions

    init(_ options: ToolOptions) { self.options = options }

    private struct Window {
        var id: String
        var cutoff: String
        var values: [Double]
        var future: [String]
    }

    private struct Timing: Encodable {
        var windows: Int
        var rounds: Int
        var models: [String: Model] = [:]

        struct Model: Encodable {
            /// Median over the rounds.
            var cpuSecondsPerWindow: Double
            var failed: Int
            enum CodingKeys: String, CodingKey {
                case cpuSecondsPerWindow = "cpu_seconds_per_window"
                case failed
            }
        }
    }

    /// Models by the peer's name.
    private static func forecast(
        _ model: String, _ values: [Double], seasons: [Int], steps: Int
    ) throws -> SeriesPrediction {
        let season = seasons.first ?? 1
        switch model {
        case "AutoETS": return try ETS.fit(values, seasonLength: season).forecast(steps: steps)
        case "AutoCES": return try CES.automatic(values, seasonLength: season).forecast(steps: steps)
        case "AutoARIMA": return try ARIMA.automatic(values, seasonLength: season).forecast(steps: steps)
        case "AutoTheta": return try ThetaModel.fit(values, seasonLength: season).forecast(steps: steps)
        case "DOT":
            return try ThetaModel.fit(values, seasonLength: season, kinds: [.dynamicOptimised]).forecast(steps: steps)
        case "MSTL": return try MSTL(periods: seasons).forecast(values, steps: steps)
        default: throw ChildProcess.Failure(description: "--models: unknown model '\(model)'")
        }
    }

    func run() throws {
        let seasons = try options.numbers("seasons")
        let horizon = try options.number("horizon")
        let rounds = try options.number("rounds", standard: 3)
        let models = try options.list("models")
        let windows = try windows(horizon: horizon, seasons: seasons)
        guard let first = windows.first else { throw ChildProcess.Failure(description: "no series is long enough") }
        var timing = Timing(windows: windows.count, rounds: rounds)
        var means: [[[Double]]] = []
        for model in models {
            _ = try? Self.forecast(model, first.values, seasons: seasons, steps: first.future.count)
            var seconds: [Double] = []
            var failed = 0
            var paths: [[Double]] = []
            for _ in 0..<rounds {
                failed = 0
                paths = []
                var sum = 0.0
                for window in windows {
                    let start = threadCPUSeconds()
                    let prediction = try? Self.forecast(
                        model, window.values, seasons: seasons, steps: window.future.count)
                    sum += threadCPUSeconds() - start
                    if prediction == nil { failed += 1 }
                    paths.append(prediction?.mean ?? window.future.map { _ in .nan })
                }
                seconds.append(sum / Double(windows.count))
            }
            means.append(paths)
            timing.models[model] = Timing.Model(
                cpuSecondsPerWindow: Measurement(values: seconds).median, failed: failed)
        }
        try JSONEncoder().encode(timing).write(to: URL(fileURLWithPath: try options.text("timing")))
        var text = "unique_id,ds,cutoff,\(models.map { "wfm-\($0)" }.joined(separator: ","))\n"
        for (w, window) in windows.enumerated() {
            for (step, time) in window.future.enumerated() {
                let values = means.map { $0[w][step].isNaN ? "" : String($0[w][step]) }
                text += "\(window.id),\(time),\(window.cutoff),\(values.joined(separator: ","))\n"
            }
        }
        try Data(text.utf8).write(to: URL(fileURLWithPath: try options.text("out")))
    }

    /// One a cutoff, or one a series with the times of `--test`.
    private func windows(horizon: Int, seasons: [Int]) throws -> [Window] {
        var series = try BenchSeries.read(try options.text("train")).map(\.known)
        if let most = options.optional("max-series").flatMap(Int.init) { series = Array(series.prefix(most)) }
        if options.optional("cutoffs") != nil {
            let cutoffs = try options.list("cutoffs")
            return series.flatMap { one in
                cutoffs.compactMap { cutoff in
                    let count = one.times.count { $0 <= cutoff }
                    guard count > 2 * (seasons.first ?? 1), count < one.times.count else { return nil }
                    return Window(
                        id: one.id, cutoff: cutoff, values: Array(one.columns[0].prefix(count)),
                        future: Array(one.times[count...].prefix(horizon)))
                }
            }
        }
        let future = Dictionary(
            uniqueKeysWithValues: try BenchSeries.read(try options.text("test")).map { ($0.id, $0.times) })
        return series.compactMap { one in
            guard let last = one.times.last, let times = future[one.id] else { return nil }
            return Window(id: one.id, cutoff: last, values: one.columns[0], future: Array(times.prefix(horizon)))
        }
    }
}
