import ContactCenter
import FileFormats
import Forecasting

/// What forecasts one origin. A value, so that a test or a benchmark of the files can put another in its place.
public struct ForecastEngine: Sendable {
    /// What is asked.
    public struct Request: Sendable {
        /// The volumes; those from `cutoffSlot` on are not to be looked at.
        public var series: VolumeSeries
        /// Events, and the opening beyond the series.
        public var calendar: CentreCalendar
        /// Slots known.
        public var cutoffSlot: Int
        /// Slots to forecast.
        public var horizonSlots: Int
        /// Models besides the default choice.
        public var models: [String]
        /// Levels of the intervals wanted, in percent, 1…99.
        public var levels: [Int]
        /// Whether the scores of the choice's own backtest are wanted too.
        public var wantsAccuracy: Bool
        /// Sample paths wanted of the default choice.
        public var pathCount = 0
        /// Seed of the sample paths.
        public var seed: UInt64 = 1
    }

    /// What comes back.
    public struct Answer: Sendable {
        /// The default choice first, then each model asked: one value a slot of the horizon, 0 where closed.
        public var paths: [LongForecast.Column]
        /// Name of the model behind the default choice.
        public var chosen: String
        /// Why the default choice was taken.
        public var reason: String?
        /// The scores of the default choice's own backtest.
        public var accuracy: [ForecastAccuracy]
        /// Sample paths of the default choice; `nil` unless asked for.
        public var samplePaths: SamplePaths?

        /// Paths with what is known about the choice.
        public init(
            paths: [LongForecast.Column], chosen: String, reason: String? = nil, accuracy: [ForecastAccuracy] = []
        ) {
            self.paths = paths
            self.chosen = chosen
            self.reason = reason
            self.accuracy = accuracy
        }
    }

    /// Answers a request.
    public var answer: @Sendable (Request) throws -> Answer

    /// An engine that answers by `answer`.
    public init(answer: @escaping @Sendable (Request) throws -> Answer) { self.answer = answer }

    /// The engine of module Forecasting.
    public static let standard = ForecastEngine { request in
        var asked = OriginRequest(
            series: request.series, calendar: request.calendar, cutoffSlot: request.cutoffSlot,
            horizonSlots: request.horizonSlots, models: request.models,
            levels: request.levels.map { Double($0) / 100 })
        asked.wantsAccuracy = request.wantsAccuracy
        asked.wantsErrors = request.pathCount > 0
        if asked.wantsErrors { asked.levels += [0.8, 0.95] }
        let found = try originForecast(asked)
        var answer = Answer(
            paths: found.paths.map { $0.column(levels: request.levels) }, chosen: found.paths.first?.chosen ?? "",
            reason: found.paths.first?.reason, accuracy: found.accuracy)
        if asked.wantsErrors { answer.samplePaths = found.samplePaths(of: request) }
        return answer
    }
}

extension ModelPath {
    /// The path with its intervals under their levels in percent.
    fileprivate func column(levels: [Int]) -> LongForecast.Column {
        LongForecast.Column(
            model: model, mean: mean,
            bands: zip(levels, intervals).map { .init(level: $0, lower: $1.lower, upper: $1.upper) })
    }
}
