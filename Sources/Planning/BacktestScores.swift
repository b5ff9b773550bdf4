import ContactCenter
import FileFormats
import Forecasting

/// The errors of every model over the origins of one series, by how far ahead they look.
struct BacktestScores: Sendable {
    /// Model behind the default choice at the latest origin.
    private(set) var chosen = ""
    /// Why, when the engine said so.
    private(set) var reason: String?
    private let series: String
    private let stream: QueueChannel?
    /// Steps ahead, rising; the last is the whole horizon.
    private var horizons: [Int] = []
    private var models: [String] = []
    /// By model, then horizon.
    private var scores: [[AccuracyScores]] = []

    init(series: String, stream: QueueChannel? = nil) {
        self.series = series
        self.stream = stream
    }

    /// Adds an origin. Later origins must come later.
    ///
    /// Horizons scored: the rows of a full day and of a full week of the first origin, and all of them.
    mutating func add(_ origin: ForecastOrigin, _ answer: ForecastEngine.Answer) {
        if models.isEmpty {
            models = answer.paths.map(\.model)
            horizons = BacktestScores.horizons(of: origin)
            scores = models.map { _ in horizons.map { _ in AccuracyScores() } }
        }
        let history = origin.series.values[..<origin.cutoff].indices.map {
            origin.series.isOpen[$0] ? origin.series.values[$0] : .nan
        }
        let scale = NaiveScale(values: history[...], season: origin.season ?? origin.series.slotsPerWeek)
        for (model, path) in zip(models.indices, answer.paths) {
            let intervals = scoredIntervals(path, at: origin)
            let mean = origin.picked(path.mean)
            for (index, horizon) in horizons.enumerated() {
                scores[model][index].add(
                    actuals: origin.actuals.prefix(index == horizons.count - 1 ? .max : horizon), mean: mean,
                    intervals: intervals, scale: scale.absolute, squareScale: scale.square)
            }
        }
        chosen = answer.chosen
        reason = answer.reason ?? reason
    }

    private static func horizons(of origin: ForecastOrigin) -> [Int] {
        guard origin.series.slotMinutes <= 1440 else { return [origin.listed.count] }
        let perDay = max(1, 1440 / origin.series.slotMinutes)
        func mostRows(in slots: Int) -> Int? {
            guard slots > 1, slots < origin.horizon else { return nil }
            var counts = [Int](repeating: 0, count: (origin.horizon + slots - 1) / slots)
            for step in origin.listed { counts[step / slots] += 1 }
            return counts.max()
        }
        let ends = [perDay, 7 * perDay].compactMap(mostRows) + [origin.listed.count]
        return Set(ends.filter { $0 <= origin.listed.count }).sorted()
    }

    /// The 80 % and the 95 % interval at the listed steps.
    private func scoredIntervals(_ path: LongForecast.Column, at origin: ForecastOrigin) -> [PredictionInterval]? {
        let found = [80, 95].compactMap { level in path.bands.first { $0.level == level } }
        guard found.count == 2 else { return nil }
        return found.map {
            PredictionInterval(
                level: Double($0.level) / 100, lower: origin.picked($0.lower), upper: origin.picked($0.upper))
        }
    }

    /// A row for every model and horizon; the chosen one is the default choice, as it was made at each origin.
    func rows() -> [ForecastAccuracy] {
        var rows: [ForecastAccuracy] = []
        for (model, name) in models.enumerated() {
            for (index, horizon) in horizons.enumerated() {
                var row = scores[model][index].row(
                    series: series, model: name, horizon: horizon, isChosen: name == ModelPath.defaultName)
                row.stream = stream
                rows.append(row)
            }
        }
        return rows
    }

    /// Over the whole horizon: Σ|error| and Σ actual by model; 0 where nothing could be scored.
    func totals() -> [(model: String, error: Double, actual: Double)] {
        zip(models, scores).compactMap { name, byHorizon in
            guard let all = byHorizon.last, let wape = all.wape else { return nil }
            let actual = all.meanActual * Double(all.scoredSlots)
            return (name, wape * actual, actual)
        }
    }
}

/// What a backtest says in a few lines.
public struct BacktestSummary: Sendable {
    /// Series that could be scored.
    public private(set) var series = 0
    /// How often each model was the default choice, most often first.
    public var choices: [(model: String, series: Int)] { sorted(chosenCounts) }
    /// How often each model had the least error over the whole horizon, most often first.
    public var winners: [(model: String, series: Int)] { sorted(winnerCounts) }
    /// Σ|error| / Σ actual over all series and the whole horizon by model, least first.
    public var wapes: [(model: String, wape: Double)] {
        totals.compactMap { $0.value.actual > 0 ? ($0.key, $0.value.error / $0.value.actual) : nil }
            .sorted { ($0.wape, $0.model) < ($1.wape, $1.model) }
    }
    /// Why the choice of the first few series was made.
    public private(set) var reasons: [(series: String, reason: String)] = []

    private var chosenCounts: [String: Int] = [:]
    private var winnerCounts: [String: Int] = [:]
    private var totals: [String: (error: Double, actual: Double)] = [:]

    /// Nothing yet.
    public init() {}

    mutating func add(_ scores: BacktestScores, series name: String, reasons wanted: Int) {
        series += 1
        chosenCounts[scores.chosen, default: 0] += 1
        if reasons.count < wanted, let reason = scores.reason, !reason.isEmpty { reasons.append((name, reason)) }
        let found = scores.totals()
        // The default choice is one of the others, or their mean.
        let rivals = found.count > 1 ? found.filter { $0.model != ModelPath.defaultName } : found
        if let winner = rivals.min(by: { ($0.error, $0.model) < ($1.error, $1.model) }) {
            winnerCounts[winner.model, default: 0] += 1
        }
        for (model, error, actual) in found {
            let sum = totals[model] ?? (0, 0)
            totals[model] = (sum.error + error, sum.actual + actual)
        }
    }

    private func sorted(_ counts: [String: Int]) -> [(model: String, series: Int)] {
        counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0.key, $0.value) }
    }
}
