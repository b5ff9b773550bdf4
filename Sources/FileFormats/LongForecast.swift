import ContactCenter
import Tabular

/// Forecasts of one series from one cutoff, of one or more models: rows of the long form
/// `unique_id,ds,cutoff,<model>[,<model>-lo-80,<model>-hi-80,…]`.
public struct LongForecast: Hashable, Sendable {
    /// A central prediction interval at every time.
    public struct Band: Hashable, Sendable {
        /// Level in percent, e.g. 80.
        public var level: Int
        /// Lower ends.
        public var lower: [Double]
        /// Upper ends.
        public var upper: [Double]
        /// The interval that holds `level` percent.
        public init(level: Int, lower: [Double], upper: [Double]) {
            precondition(lower.count == upper.count, "two ends an interval")
            self.level = level
            self.lower = lower
            self.upper = upper
        }
    }

    /// What one model says.
    public struct Column: Hashable, Sendable {
        /// Name of the model.
        public var model: String
        /// Expected values.
        public var mean: [Double]
        /// Prediction intervals, in the order in which they are written.
        public var bands: [Band]
        /// `mean` and `bands` of `model`.
        public init(model: String, mean: [Double], bands: [Band] = []) {
            precondition(bands.allSatisfy { $0.lower.count == mean.count }, "one interval a value")
            self.model = model
            self.mean = mean
            self.bands = bands
        }
    }

    /// Name of the series.
    public var id: String
    /// Last time that the models were allowed to see.
    public var cutoff: LocalTime
    /// Times that are forecast.
    public var times: [LocalTime]
    /// Models; the first is the default choice.
    public var columns: [Column]

    /// Forecasts of `times` seen from `cutoff`.
    public init(id: String, cutoff: LocalTime, times: [LocalTime], columns: [Column]) {
        precondition(columns.allSatisfy { $0.mean.count == times.count }, "one value a time")
        self.id = id
        self.cutoff = cutoff
        self.times = times
        self.columns = columns
    }
}

/// The columns of a file of forecasts: models, each with its intervals.
public struct LongForecastLayout: Hashable, Sendable {
    /// The columns of one model.
    public struct Model: Hashable, Sendable {
        /// Name of the model.
        public var name: String
        /// Levels of its intervals in percent, in the order in which they are written.
        public var levels: [Int]

        /// `name` with intervals of `levels`.
        public init(name: String, levels: [Int]) {
            self.name = name
            self.levels = levels
        }
    }

    /// The models; the first is the default choice.
    public var models: [Model]

    /// Columns of `models`, the default choice first.
    public init(models: [Model]) { self.models = models }

    /// `models` with intervals of the same levels.
    public init(models: [String], levels: [Int]) { self.init(models: models.map { Model(name: $0, levels: levels) }) }

    /// Names of all columns.
    public var header: [String] {
        ["unique_id", "ds", "cutoff"]
            + models.flatMap { model in
                [model.name] + model.levels.flatMap { ["\(model.name)-lo-\($0)", "\(model.name)-hi-\($0)"] }
            }
    }
}

extension LongFormFile {
    /// Writes forecasts in the order given, numbers with up to 4 decimals.
    ///
    /// Models and levels are those of the first forecast; a model that a later forecast does not have is empty there.
    public static func write(_ forecasts: [LongForecast]) -> [UInt8] {
        let columns = forecasts.first?.columns ?? []
        let layout = LongForecastLayout(
            models: columns.map { .init(name: $0.model, levels: $0.bands.map(\.level)) })
        return head(of: layout) + rows(of: forecasts, layout: layout)
    }

    /// The header line of a file of forecasts.
    public static func head(of layout: LongForecastLayout) -> [UInt8] { CSVWriter(header: layout.header).bytes }
}
