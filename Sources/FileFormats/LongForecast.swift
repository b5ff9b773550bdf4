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

extension LongFormFile {
    /// Writes forecasts in the order given, numbers with up to 4 decimals.
    ///
    /// Models and levels are those of the first forecast; a model that a later forecast does not have is empty there.
    public static func write(_ forecasts: [LongForecast]) -> [UInt8] {
        let layout = forecasts.first?.columns.map { (model: $0.model, levels: $0.bands.map(\.level)) } ?? []
        var header = ["unique_id", "ds", "cutoff"]
        for (model, levels) in layout {
            header.append(model)
            for level in levels { header += ["\(model)-lo-\(level)", "\(model)-hi-\(level)"] }
        }
        var writer = CSVWriter(header: header)
        for forecast in forecasts {
            let cutoff = "\(forecast.cutoff):00"
            let columns = layout.map { wanted in forecast.columns.first { $0.model == wanted.model } }
            for (row, time) in forecast.times.enumerated() {
                writer.add(forecast.id)
                writer.add("\(time):00")
                writer.add(cutoff)
                for (wanted, column) in zip(layout, columns) {
                    writer.add(column?.mean[row], decimals: Decimals.volume)
                    for level in wanted.levels {
                        let band = column?.bands.first { $0.level == level }
                        writer.add(band?.lower[row], decimals: Decimals.volume)
                        writer.add(band?.upper[row], decimals: Decimals.volume)
                    }
                }
                writer.endRow()
            }
        }
        return writer.bytes
    }
}
