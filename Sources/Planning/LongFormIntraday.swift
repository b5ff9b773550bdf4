import ContactCenter
import FileFormats
import Forecasting
import Tabular

/// Intraday updates of the last days of a file of series in long form, beside the forecast without update: what
/// benchmarks ask.
public struct LongFormIntraday: Sendable {
    /// What is asked.
    public struct Settings: Sendable {
        /// Wall-clock time of the update, in minutes after midnight; slots that begin before it are known.
        public var nowMinute = 9 * 60
        /// Last open days of each series that are updated.
        public var days = 40
        /// Model of the day-ahead forecast; `nil` = the default choice.
        public var model: String? = "calendar-day"
        /// Forty days at nine o'clock by the calendar-day model.
        public init() {}
    }

    /// What came out.
    public struct Outcome: Sendable {
        /// The forecasts in long form.
        public var bytes: [UInt8]
        /// What was decided on the way.
        public var notes: [String]
    }

    /// Column of the day-ahead forecast.
    public static let withoutUpdate = "no-update"
    /// Column of the updated forecast.
    public static let withUpdate = "update"

    private let settings: Settings

    /// Updates with `options`.
    public init(options settings: Settings) { self.settings = settings }

    /// The rest of each day, from each day's own forecast made before it began and past days alone.
    public func run(_ input: InputBytes, context: StageContext) async throws -> Outcome {
        let file = try LongFormFile.readWithNotes(input)
        let blocks = try await concurrentMap(count: file.series.count, threads: context.threads) { index in
            try context.checkInterruption()
            return try updates(of: file.series[index])
        } finished: { done, _, _ in
            context.report(PlanProgress(.forecasting, share: Double(done) / Double(file.series.count)))
        }
        return Outcome(bytes: LongFormFile.write(blocks.flatMap(\.self)), notes: file.notes)
    }

    private func updates(of long: LongSeries) throws -> [LongForecast] {
        guard let series = long.volumeSeries() else { return [] }
        let calendar = long.centreCalendar()
        let learning = IntradayStage.learningDays
        let model = try settings.model.map { try ForecastModels.named([$0])[0] }
        let past = try IntradayUpdate.pastDays(
            of: series, calendar: calendar, cutoffSlot: series.count, count: settings.days + learning,
            model: model)
        let perDay = series.slotsPerDay
        let known = settings.nowMinute / series.slotMinutes
        let firstOfDay = (perDay - series.start.minuteOfDay / series.slotMinutes) % perDay
        let starts = stride(from: firstOfDay, to: series.count, by: perDay).filter { start in
            (start..<min(start + perDay, series.count)).contains { series.isOpen[$0] }
        }
        return try starts.suffix(settings.days).enumerated().compactMap { index, start -> LongForecast? in
            guard start > 0, start + known <= series.count else { return nil }
            let fromEnd = min(settings.days, starts.count) - index
            // Whole past days end where this one begins; a last day that is cut short is not among them.
            let wholeDays = starts.suffix(fromEnd).count { $0 + perDay <= series.count }
            let updater = IntradayUpdate.learn(
                from: past.dropLast(wholeDays).suffix(learning), slotMinutes: series.slotMinutes)
            let ahead = try paths(
                series: series, calendar: calendar, cutoffSlot: start, horizonSlots: perDay,
                models: settings.model.map { [$0] } ?? [])
            guard let path = ahead.last else { return nil }
            let day = DayAheadForecast(
                mean: path.mean, lower80: path.intervals[0].lower, upper80: path.intervals[0].upper,
                lower95: path.intervals[1].lower, upper95: path.intervals[1].upper)
            let morning = (start..<(start + known)).map { series.isOpen[$0] ? series.values[$0] : Double.nan }
            let result = updater.update(day, actualsSoFar: morning)
            let open = (known..<perDay).filter { slot in
                start + slot < series.count
                    ? series.isOpen[start + slot] : calendar.isOpen(at: series.time(of: start + slot))
            }
            guard !open.isEmpty else { return nil }
            let cutoff = (0..<(start + known)).last { series.isOpen[$0] } ?? start
            return LongForecast(
                id: long.id, cutoff: series.time(of: cutoff), times: open.map { series.time(of: start + $0) },
                columns: [
                    Self.column(Self.withoutUpdate, of: day, at: open),
                    Self.column(Self.withUpdate, of: result.rest, at: open.map { $0 - known }),
                ])
        }
    }

    private static func column(_ name: String, of day: DayAheadForecast, at slots: [Int]) -> LongForecast.Column {
        func picked(_ values: [Double]) -> [Double] { slots.map { values[$0] } }
        return LongForecast.Column(
            model: name, mean: picked(day.mean),
            bands: [
                LongForecast.Band(level: 80, lower: picked(day.lower80), upper: picked(day.upper80)),
                LongForecast.Band(level: 95, lower: picked(day.lower95), upper: picked(day.upper95)),
            ])
    }
}
