import ContactCenter
import Foundation

/// Rolling-origin backtests on the committed series, wfm's default choice against statsforecast, from the same cutoffs
/// and scored on the same rows by the same script.
struct ForecastBenchmark {
    let options: BenchOptions

    private struct Case {
        let file: String
        let title: String
        /// Seasons in open slots, shortest first.
        let seasons: [Int]
        let horizonDays: Int
        let horizonSlots: Int
        /// Start of the last slot known at the latest cutoff; the others lie a horizon apart before it.
        let lastCutoff: String
        let origins: Int
        let models: [String]

        /// Comma-separated, rising.
        var cutoffs: String {
            guard let last = LocalTime(lastCutoff) else { return "" }
            return (0..<origins).reversed().map { "\(last + -$0 * horizonDays * 1440):00" }.joined(separator: ",")
        }
    }

    private static let averages = ["SeasonalNaive", "SWA4", "SWA8"]
    private static let cases = [
        Case(
            file: "half_hourly_open_hours", title: "30 min, open hours, 1 week ahead", seasons: [24, 144],
            horizonDays: 7, horizonSlots: 144, lastCutoff: "2025-12-27T19:30:00", origins: 4,
            models: averages + ["MSTL"]),
        Case(
            file: "quarter_hourly_24x7", title: "15 min, 24×7, 1 week ahead", seasons: [96, 672],
            horizonDays: 7, horizonSlots: 672, lastCutoff: "2025-09-14T23:45:00", origins: 3,
            models: averages + ["MSTL"]),
        Case(
            file: "low_counts", title: "30 min, low counts, 1 week ahead", seasons: [24, 144],
            horizonDays: 7, horizonSlots: 144, lastCutoff: "2025-09-20T19:30:00", origins: 4,
            models: averages + ["MSTL"]),
        Case(
            file: "daily", title: "daily, 4 weeks ahead", seasons: [7],
            horizonDays: 28, horizonSlots: 28, lastCutoff: "2025-11-30T00:00:00", origins: 6,
            models: averages + ["AutoETS", "AutoTheta", "MSTL"]),
    ]

    private struct Score: Decodable {
        var model: String
        var wape: Double?
        var coverage80: Double?

        enum CodingKeys: String, CodingKey {
            case model
            case wape = "WAPE"
            case coverage80 = "cov80"
        }
    }

    private struct Timing: Decodable {
        struct Model: Decodable {
            var cpuSecondsPerWindow: Double
            enum CodingKeys: String, CodingKey { case cpuSecondsPerWindow = "cpu_seconds_per_window" }
        }
        /// Series × origins.
        var windows: Int
        var models: [String: Model]
    }

    func rows() throws -> [BenchRow] { try ForecastBenchmark.cases.flatMap(rows(of:)) }

    private func rows(of test: Case) throws -> [BenchRow] {
        let prefix = "\(options.scratch)/\(test.file)"
        let runs = try forecastOurs(test, prefix: prefix)
        let timing = try forecastPeers(test, prefix: prefix)
        let scores = try score(test, prefix: prefix)
        // A model without a forecast for every scored row has no WAPE.
        let peers = scores.filter { timing.models[$0.model] != nil && $0.wape != nil }
        guard let own = scores.first(where: { $0.model == "wfm" }), let ownWape = own.wape,
            let best = peers.min(by: { ($0.wape ?? .infinity) < ($1.wape ?? .infinity) }), let bestWape = best.wape,
            let bestTiming = timing.models[best.model]
        else { throw ChildProcess.Failure(description: "\(test.file): wfm or every peer left rows out") }
        let milliseconds = Measurement(values: runs.map { $0.cpuSeconds * 1e3 / Double(timing.windows) })
        let bestMilliseconds = bestTiming.cpuSecondsPerWindow * 1e3
        let allMilliseconds = timing.models.values.map(\.cpuSecondsPerWindow).reduce(0, +) * 1e3
        return [
            BenchRow(
                measure: "\(test.title): WAPE, best peer is \(best.model)", ours: percent(ownWape),
                peer: percent(bestWape), ratio: Measurement.short(bestWape / ownWape)),
            BenchRow(
                measure: "the same: share inside the 80 % band (should be 80 %)",
                ours: own.coverage80.map(percent) ?? "—", peer: best.coverage80.map(percent) ?? "—"),
            BenchRow(
                measure: "the same: CPU a series and origin", ours: milliseconds.described(unit: "ms"),
                peer: "\(Measurement.short(bestMilliseconds)) ms (all \(timing.models.count):"
                    + " \(Measurement.short(allMilliseconds)) ms)",
                ratio: Measurement.short(bestMilliseconds / milliseconds.median)),
        ]
    }

    private func series(_ test: Case) -> String { "\(options.data)/volumes/\(test.file).csv" }

    /// The whole process: files in and out, and the choice of the model by backtest.
    private func forecastOurs(_ test: Case, prefix: String) throws -> [ChildProcess] {
        try ChildProcess.repeated(
            [
                options.wfm, "forecast", series(test), "--long", "--horizon", "\(test.horizonDays)d", "--cutoffs",
                test.cutoffs, "--threads", "1", "--quiet", "--output", "\(prefix)-wfm.csv",
            ], rounds: options.rounds)
    }

    /// Once, because that takes minutes; the peer times its calls itself, after a warm-up and without files.
    private func forecastPeers(_ test: Case, prefix: String) throws -> Timing {
        _ = try ChildProcess.run(
            [options.python, "\(options.peers)/forecast_statsforecast.py", "--train", series(test)]
                + ["--fill", "template", "--season"] + test.seasons.map(String.init)
                + ["--h", "\(test.horizonSlots)", "--cutoffs", test.cutoffs, "--models"]
                + [test.models.joined(separator: ","), "--out", "\(prefix)-peers.csv"]
                + ["--timing", "\(prefix)-timing.json"])
        return try JSONDecoder().decode(
            Timing.self, from: Data(contentsOf: URL(fileURLWithPath: "\(prefix)-timing.json")))
    }

    private func score(_ test: Case, prefix: String) throws -> [Score] {
        _ = try ChildProcess.run([
            options.python, "\(options.peers)/forecast_score.py", "--actuals", series(test), "--insample", series(test),
            "--forecast", "\(prefix)-wfm.csv", "\(prefix)-peers.csv", "--season", "\(test.seasons.last ?? 1)",
            "--json", "\(prefix)-score.json",
        ])
        return try JSONDecoder().decode(
            [Score].self, from: Data(contentsOf: URL(fileURLWithPath: "\(prefix)-score.json")))
    }

    private func percent(_ value: Double) -> String { String(format: "%.2f %%", value) }
}
