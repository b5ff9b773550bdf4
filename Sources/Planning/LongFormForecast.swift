import ContactCenter
import FileFormats
import Forecasting
import Tabular

/// Forecasts of a file of series in long form, from one cutoff or many: what benchmarks ask.
///
/// Series are forecast several at once and written in their order, a block at a time, so that a file of any size needs
/// the memory of its history and a few blocks.
public struct LongFormForecast: Sendable {
    /// What is asked.
    public struct Settings: Sendable {
        /// How far ahead.
        public enum Horizon: Sendable, Hashable {
            /// So many rows.
            case openSlots(Int)
            /// So many days.
            case days(Int)
        }
        /// From when.
        public enum Cutoffs: Sendable, Hashable {
            /// So many, counted back from the end so that every horizon lies inside the history.
            case last(Int)
            /// Last times that may be known.
            case at([LocalTime])
            /// Up to eight, a week apart, that leave the models two weeks and half of the history.
            case auto
        }
        /// How far ahead.
        public var horizon = Horizon.days(28)
        /// From when; `nil` = from the last known value of each series.
        public var cutoffs: Cutoffs?
        /// Rows between counted cutoffs; `nil` = the horizon.
        public var step: Int?
        /// Models besides the default choice.
        public var models: [String] = []
        /// Levels of the prediction intervals, in percent, 1…99.
        public var levels = [80, 95]
        /// Which other columns may drive the volume.
        public var drivers = Drivers.knownAhead
        /// Closures, other hours, events and outages known ahead; `queues` holds names of series.
        public var specialDays: [SpecialDay] = []
        /// Public holidays of the country; whether a series is open on them is learnt from its history.
        public var holidays: [SpecialDay] = []
        /// Whether forecasts are scored against the file's own later rows, or for a forecast from the end by the default
        /// choice's own backtest.
        public var wantsAccuracy = false
        /// Sample paths drawn of each series and cutoff; 0 = none.
        public var pathCount = 0
        /// Seed of the sample paths.
        public var seed: UInt64 = 1
        /// Series, counted from the first, of which the summary gives the reason of the choice.
        public var reasons = 0
        /// Four weeks from the end of each series.
        public init() {}

        /// Levels that scores need beside those asked for.
        var unscoredLevels: [Int] { [80, 95].filter { !levels.contains($0) } }
    }

    /// Which of the other columns of the file may drive the volume.
    public enum Drivers: Sendable, Hashable {
        /// None.
        case none
        /// Those that the file knows after the last known volume: that proves that they are known ahead.
        case knownAhead
        /// All; whoever asks says that they are known ahead.
        case all
        /// These.
        case named([String])
    }

    /// What came out besides the rows.
    public struct Outcome: Sendable {
        /// What was decided on the way.
        public var notes: [String] = []
        /// Scores, when asked.
        public var accuracy: [ForecastAccuracy] = []
        /// The scores in a few lines.
        public var summary = BacktestSummary()
    }

    /// Most series that one task takes at a time.
    private static let largestBlock = 4

    private let settings: Settings
    private let engine: ForecastEngine

    /// A forecast with `settings`.
    public init(options settings: Settings, engine: ForecastEngine = .standard) {
        self.settings = settings
        self.engine = engine
    }

    /// Where the file of sample paths and that of day totals go, block by block; `nil` = nowhere.
    public struct PathSinks {
        /// Takes the sample paths.
        public var paths: ((_ block: [UInt8]) throws -> Void)?
        /// Takes the day totals.
        public var days: ((_ block: [UInt8]) throws -> Void)?
        /// Nowhere.
        public init() {}
    }

    /// Forecasts every series of `input` and hands the file to `emit` block by block, and what is read from sample paths
    /// to `sinks`.
    ///
    /// - Throws: `TabularError` for a file that cannot be read, `PlanningError` when no series can be forecast; what
    ///   `emit` throws.
    public func run(
        _ input: RandomAccessInput, context: StageContext, sinks: PathSinks = PathSinks(),
        emit: (_ block: [UInt8]) throws -> Void
    ) async throws -> Outcome {
        _ = try ForecastModels.named(settings.models)
        let table = try await LongFormFile.table(input, threads: context.threads)
        if case .named(let names) = settings.drivers {
            for name in names where !table.driverNames.contains(name) {
                throw PlanningError.unknownName(
                    what: "column of numbers", name: name, place: table.file, known: table.driverNames)
            }
        }
        let layout = LongForecastLayout(
            models: [ModelPath.defaultName] + settings.models, levels: settings.levels)
        try emit(LongFormFile.head(of: layout))
        try sinks.paths?(LongPathFile.head)
        try sinks.days?(LongFormFile.head(of: dayLayout))
        let wanted = (paths: sinks.paths != nil, days: sinks.days != nil)
        var outcome = Outcome(notes: table.notes)
        var notes = LongFormNotes(table: table, settings: settings)
        let size = min(Self.largestBlock, max(1, table.count / (16 * context.threads)))
        let blocks = (table.count + size - 1) / size
        try await orderedBlocks(count: blocks, threads: context.threads) { index in
            try context.checkInterruption()
            return try block(
                of: table, series: index * size..<min(table.count, (index + 1) * size), layout: layout, wanted: wanted)
        } emit: { index, block in
            try emit(block.bytes)
            try sinks.paths?(block.pathBytes)
            try sinks.days?(block.dayBytes)
            for (facts, scores) in zip(block.facts, block.scores) {
                notes.add(facts)
                guard let scores else { continue }
                outcome.summary.add(scores, series: facts.id, reasons: settings.reasons)
                outcome.accuracy += scores.rows()
            }
            outcome.accuracy += block.accuracy
            context.report(PlanProgress(.forecasting, share: Double(index + 1) / Double(blocks)))
        }
        outcome.notes += try notes.lines()
        return outcome
    }

    private struct Block: Sendable {
        var bytes: [UInt8] = []
        var pathBytes: [UInt8] = []
        var dayBytes: [UInt8] = []
        var facts: [LongFormNotes.Facts] = []
        var scores: [BacktestScores?] = []
        var accuracy: [ForecastAccuracy] = []
    }

    private var dayLayout: LongForecastLayout {
        LongForecastLayout(models: [ModelPath.defaultName], levels: settings.levels)
    }

    private func block(
        of table: LongTable, series: Range<Int>, layout: LongForecastLayout, wanted: (paths: Bool, days: Bool)
    ) throws -> Block {
        var block = Block()
        var forecasts: [LongForecast] = []
        var days: [LongForecast] = []
        for index in series {
            let long = table.series(index)
            var facts = LongFormNotes.Facts(long)
            var scores: BacktestScores?
            do {
                if let periods = LongFormPeriods(long, settings: settings) {
                    let outcome = try periods.run()
                    forecasts += outcome.forecasts
                    facts.isOfPeriods = true
                    scores = outcome.scores
                    block.accuracy += outcome.accuracy
                    block.facts.append(facts)
                    block.scores.append(scores)
                    continue
                }
                let origins = try LongFormOrigins(long, settings: settings).origins()
                for origin in origins {
                    let answer = try engine.answer(request(for: origin))
                    forecasts.append(origin.longForecast(answer))
                    facts.add(origin)
                    if wanted.paths, let paths = origin.longPaths(answer) {
                        block.pathBytes += LongPathFile.rows(of: [paths])
                    }
                    if wanted.days, let own = origin.longDays(answer, levels: settings.levels) { days.append(own) }
                    if settings.cutoffs == nil, settings.wantsAccuracy { block.accuracy += answer.accuracy }
                    guard settings.cutoffs != nil, settings.wantsAccuracy else { continue }
                    var sums = scores ?? BacktestScores(series: long.id)
                    sums.add(origin, answer)
                    scores = sums
                }
            } catch let error as PlanningError {
                // One series that cannot be forecast does not stop the others.
                guard case .invalid = error else { throw error }
                facts.refusal = error
            } catch let error as ForecastingError {
                guard case .nothingKnown = error else { throw error }
                facts.refusal = .invalid(error.description, hint: error.hint ?? "fill column y")
            }
            block.facts.append(facts)
            block.scores.append(scores)
        }
        block.bytes = LongFormFile.rows(of: forecasts, layout: layout)
        block.dayBytes = LongFormFile.rows(of: days, layout: dayLayout)
        return block
    }

    private func request(for origin: ForecastOrigin) -> ForecastEngine.Request {
        var request = ForecastEngine.Request(
            series: origin.series, calendar: origin.calendar, cutoffSlot: origin.cutoff, horizonSlots: origin.horizon,
            models: settings.models,
            levels: settings.levels + (settings.wantsAccuracy ? settings.unscoredLevels : []),
            wantsAccuracy: settings.wantsAccuracy && settings.cutoffs == nil)
        request.pathCount = settings.pathCount
        request.seed = settings.seed
        return request
    }
}
