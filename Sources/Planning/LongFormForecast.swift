import ContactCenter
import FileFormats
import Forecasting
import Tabular

/// Forecasts of a file of series in long form, from one cutoff or many: what benchmarks ask.
public struct LongFormForecast: Sendable {
    /// What is asked.
    public struct Settings: Sendable {
        /// How far ahead.
        public enum Horizon: Sendable, Hashable {
            /// So many open slots.
            case openSlots(Int)
            /// So many days.
            case days(Int)
        }
        /// From when.
        public enum Cutoffs: Sendable, Hashable {
            /// So many, counted back from the end so that every horizon lies inside the file.
            case last(Int)
            /// Last times that may be known.
            case at([LocalTime])
        }
        /// How far ahead.
        public var horizon = Horizon.days(28)
        /// From when; `nil` = from the end of each series.
        public var cutoffs: Cutoffs?
        /// Open slots between counted cutoffs; `nil` = the horizon.
        public var step: Int?
        /// Models besides the default choice.
        public var models: [String] = []
        /// Levels of the prediction intervals, in percent.
        public var levels = [80, 95]
        /// Four weeks from the end of each series.
        public init() {}
    }

    /// What came out.
    public struct Outcome: Sendable {
        /// The forecast in long form.
        public var bytes: [UInt8]
        /// What was decided on the way.
        public var notes: [String]
    }

    private let settings: Settings

    /// A forecast with `options`.
    public init(options settings: Settings) { self.settings = settings }

    /// Forecasts every series of `input`.
    public func run(_ input: InputBytes, context: StageContext) async throws -> Outcome {
        let file = try LongFormFile.readWithNotes(input)
        let blocks = try await concurrentMap(count: file.series.count, threads: context.threads) { index in
            try context.checkInterruption()
            return try forecasts(of: file.series[index])
        } finished: { done, _, _ in
            context.report(PlanProgress(.forecasting, share: Double(done) / Double(file.series.count)))
        }
        return Outcome(bytes: LongFormFile.write(blocks.flatMap(\.self)), notes: file.notes)
    }

    /// One forecast a cutoff.
    private func forecasts(of long: LongSeries) throws -> [LongForecast] {
        guard let series = long.volumeSeries() else { return [] }
        let calendar = long.centreCalendar()
        return try cutoffSlots(in: series).compactMap { cutoff in
            let horizon = horizonSlots(after: cutoff, series: series, calendar: calendar)
            guard horizon > 0 else { return nil }
            let paths = try paths(
                series: series, calendar: calendar, cutoffSlot: cutoff, horizonSlots: horizon, models: settings.models,
                levels: settings.levels.map { Double($0) / 100 })
            let open = (0..<horizon).filter { isOpen(cutoff + $0, in: series, calendar: calendar) }
            let known = (0..<cutoff).last { series.isOpen[$0] } ?? cutoff - 1
            return LongForecast(
                id: long.id, cutoff: series.time(of: known), times: open.map { series.time(of: cutoff + $0) },
                columns: paths.map { column(of: $0, at: open) })
        }
    }

    private func column(of path: ModelPath, at open: [Int]) -> LongForecast.Column {
        func picked(_ values: [Double]) -> [Double] { open.map { values[$0] } }
        let bands = zip(settings.levels, path.intervals).map { level, interval in
            LongForecast.Band(level: level, lower: picked(interval.lower), upper: picked(interval.upper))
        }
        return LongForecast.Column(model: path.model, mean: picked(path.mean), bands: bands)
    }

    /// Inside the file its own rows tell what is open, also in the horizon; beyond it the calendar they imply.
    private func isOpen(_ slot: Int, in series: VolumeSeries, calendar: CentreCalendar) -> Bool {
        slot < series.count ? series.isOpen[slot] : calendar.isOpen(at: series.time(of: slot))
    }

    /// Numbers of slots known at each cutoff, ascending.
    private func cutoffSlots(in series: VolumeSeries) throws -> [Int] {
        switch settings.cutoffs {
        case nil: return [series.count]
        case .at(let times):
            return try times.map { time in
                let slot = (time - series.start) / series.slotMinutes + 1
                guard slot >= 1, slot <= series.count else {
                    throw PlanningError.invalid(
                        "cutoff \(time) lies outside series '\(series.id)'",
                        hint: "it reaches from \(series.start) to \(series.time(of: series.count - 1))")
                }
                return slot
            }.sorted()
        case .last(let count):
            let open = series.isOpen.indices.filter { series.isOpen[$0] }
            let horizon =
                switch settings.horizon {
                case .openSlots(let slots): slots
                case .days(let days): openSlots(inLastDays: days, of: series)
                }
            let step = settings.step ?? horizon
            // Position of the last known open slot of each cutoff, the latest one a horizon before the end.
            let positions = (0..<count).map { open.count - horizon - step * (count - 1 - $0) - 1 }.filter { $0 >= 0 }
            guard !positions.isEmpty else {
                throw PlanningError.invalid(
                    "series '\(series.id)' is too short for a horizon of \(horizon) slots",
                    hint: "it has \(open.count) open slots")
            }
            return positions.map { open[$0] + 1 }
        }
    }

    private func openSlots(inLastDays days: Int, of series: VolumeSeries) -> Int {
        let first = max(0, series.count - days * series.slotsPerDay)
        return (first..<series.count).count { series.isOpen[$0] }
    }

    /// Grid slots after `cutoff` that hold the horizon.
    private func horizonSlots(after cutoff: Int, series: VolumeSeries, calendar: CentreCalendar) -> Int {
        switch settings.horizon {
        case .days(let days): return days * series.slotsPerDay
        case .openSlots(let wanted):
            // A year of closed days would mean a calendar that never opens.
            let limit = wanted + 366 * series.slotsPerDay
            var found = 0
            var slots = 0
            while found < wanted, slots < limit {
                if isOpen(cutoff + slots, in: series, calendar: calendar) { found += 1 }
                slots += 1
            }
            return found == 0 ? 0 : slots
        }
    }
}
