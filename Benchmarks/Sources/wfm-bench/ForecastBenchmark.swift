import Foundation

/// Rolling-origin backtests on the committed series, wfm's default choice against statsforecast, scored on the same
/// rows by the same script.
struct ForecastBenchmark {
    let options: BenchOptions

    private struct Case {
        let file: String
        let title: String
        /// Shortest and longest season in open slots.
        let seasons: [Int]
        let horizon: Int
        let origins: Int
        let models: [String]
    }

    private static let averages = ["SeasonalNaive", "SWA4", "SWA8"]
    private static let cases = [
        Case(
            file: "half_hourly_open_hours", title: "30 min, open hours, 1 week ahead", seasons: [24, 144],
            horizon: 144, origins: 4, models: averages + ["MSTL"]),
        Case(
            file: "quarter_hourly_24x7", title: "15 min, 24×7, 1 week ahead", seasons: [96, 672], horizon: 672,
            origins: 3, models: averages + ["MSTL"]),
        Case(
            file: "low_counts", title: "30 min, low counts, 1 week ahead", seasons: [24, 144], horizon: 144,
            origins: 4, models: averages + ["MSTL"]),
        Case(
            file: "daily", title: "daily, 4 weeks ahead", seasons: [7], horizon: 28, origins: 6,
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
        var windows: Int
        var models: [String: Model]
    }

    func rows() throws -> [BenchRow] { try ForecastBenchmark.cases.flatMap(rows(of:)) }

    private func rows(of test: Case) throws -> [BenchRow] {
        let series = "\(options.data)/volumes/\(test.file).csv"
        let prefix = "\(options.scratch)/\(test.file)"
        let ours = [
            options.wfm, "forecast", series, "--long", "--horizon", "\(test.horizon)", "--cutoffs", "\(test.origins)",
            "--step", "\(test.horizon)", "--threads", "1", "--quiet", "--output", "\(prefix)-wfm.csv",
        ]
        _ = try ChildProcess.run(ours)
        let runs = try (0..<options.rounds).map { _ in try ChildProcess.run(ours) }
        _ = try ChildProcess.run(
            [options.python, "\(options.peers)/forecast_statsforecast.py", "--train", series, "--fill", "template"]
                + ["--season"] + test.seasons.map(String.init)
                + [
                    "--h", "\(test.horizon)", "--n-windows", "\(test.origins)", "--step", "\(test.horizon)",
                    "--models", test.models.joined(separator: ","), "--out", "\(prefix)-peers.csv", "--timing",
                    "\(prefix)-timing.json",
                ])
        _ = try ChildProcess.run([
            options.python, "\(options.peers)/forecast_score.py", "--actuals", series, "--insample", series,
            "--forecast", "\(prefix)-wfm.csv", "\(prefix)-peers.csv", "--season", "\(test.seasons.last ?? 1)",
            "--allow-missing", "--json", "\(prefix)-score.json",
        ])
        let scores = try JSONDecoder().decode(
            [Score].self, from: Data(contentsOf: URL(fileURLWithPath: "\(prefix)-score.json")))
        let timing = try JSONDecoder().decode(
            Timing.self, from: Data(contentsOf: URL(fileURLWithPath: "\(prefix)-timing.json")))
        let peers = scores.filter { timing.models[$0.model] != nil && $0.wape != nil }
        guard let own = scores.first(where: { $0.model == "wfm" }), let ownWape = own.wape,
            let best = peers.min(by: { ($0.wape ?? .infinity) < ($1.wape ?? .infinity) }), let bestWape = best.wape,
            let bestTiming = timing.models[best.model]
        else { return [] }
        let perWindow = Measurement(values: runs.map { $0.cpuSeconds * 1e3 / Double(timing.windows) })
        return [
            BenchRow(
                measure: "\(test.title): WAPE, best peer is \(best.model)", ours: percent(ownWape),
                peer: percent(bestWape), ratio: Measurement.short(bestWape / ownWape)),
            BenchRow(
                measure: "the same: share inside the 80 % band (should be 80 %)",
                ours: own.coverage80.map { percent($0 > 1 ? $0 : $0 * 100) } ?? "—",
                peer: best.coverage80.map { percent($0 > 1 ? $0 : $0 * 100) } ?? "—", ratio: "—"),
            BenchRow(
                measure: "the same: CPU per series and origin, wfm with file in and out and its own choice of model",
                ours: perWindow.described(unit: "ms"),
                peer: "\(Measurement.short(bestTiming.cpuSecondsPerWindow * 1e3)) ms (\(best.model) alone)",
                ratio: Measurement.short(bestTiming.cpuSecondsPerWindow * 1e3 / perWindow.median)),
        ]
    }

    private func percent(_ value: Double) -> String { String(format: "%.2f %%", value) }
}
