import ContactCenter
import NumericalMethods
import Testing

@testable import Forecasting

@Suite("Accuracy") struct AccuracyTests {
    static let intervals = [
        PredictionInterval(level: 0.8, lower: [8, 8, 8], upper: [12, 12, 12]),
        PredictionInterval(level: 0.95, lower: [5, 5, 5], upper: [15, 15, 15]),
    ]

    @Test("measures agree with hand calculation")
    func byHand() throws {
        var scores = AccuracyScores()
        scores.add(
            actuals: [9, .nan, 14], mean: [10, 10, 10], intervals: Self.intervals, scale: 2, squareScale: 4)
        // Errors 1 and −4; actual sum 23.
        #expect(abs((scores.wape ?? .nan) - 5.0 / 23) < 1e-12)
        #expect(abs((scores.bias ?? .nan) + 3.0 / 23) < 1e-12)
        #expect(abs((scores.mase ?? .nan) - 2.5 / 2) < 1e-12)
        #expect(abs((scores.rmsse ?? .nan) - (8.5 / 4).squareRoot()) < 1e-12)
        #expect(scores.coverage80 == 0.5)
        #expect(scores.coverage95 == 1)
        // Quantile losses: y = 9: .5·1, .1·1, .1·3, .025·4, .025·6; y = 14: .5·4, .1·6, .9·2, .025·9, .025·1.
        let loss = 0.5 + 0.1 + 0.3 + 0.1 + 0.15 + 2 + 0.6 + 1.8 + 0.225 + 0.025
        #expect(abs((scores.scaledCRPS ?? .nan) - 2 * loss / 5 / 23) < 1e-12)
    }

    @Test("windows are averaged for scaled errors and summed for WAPE")
    func windows() throws {
        var scores = AccuracyScores()
        scores.add(actuals: [10], mean: [12], scale: 1, squareScale: 1)
        scores.add(actuals: [30, 30], mean: [30, 26], scale: 4, squareScale: 4)
        #expect(abs((scores.wape ?? .nan) - 6.0 / 70) < 1e-12)
        #expect(abs((scores.mase ?? .nan) - (2 + 0.5) / 2) < 1e-12)
        #expect(scores.row(series: "s", model: "m", horizon: 2, isChosen: true).cutoffs == 2)
    }

    @Test("actuals that sum to zero have no WAPE, and no window has no measure")
    func empty() {
        var scores = AccuracyScores()
        #expect(scores.wape == nil && scores.mase == nil && scores.coverage80 == nil)
        scores.add(actuals: [0, 0], mean: [1, 0], scale: 0, squareScale: 0)
        #expect(scores.wape == nil && scores.bias == nil && scores.mase == nil && scores.scaledCRPS == nil)
    }

    @Test("the naive scale is the mean difference of known pairs")
    func naiveScale() {
        let scale = NaiveScale(values: [1, 2, 4, .nan, 10], season: 2)
        #expect(scale.absolute == 4.5)
        #expect(scale.square == 22.5)
    }
}

@Suite("Backtest plan") struct BacktestPlanTests {
    @Test(
        "origins rise, lie whole days before the end, and leave two weeks to learn from",
        arguments: [1, 15, 17, 22, 35, 42, 70, 182, 700], [1, 7, 28])
    func cutoffs(days: Int, horizon: Int) {
        let plan = BacktestPlan(count: days * 48, firstKnown: 0, horizonSlots: horizon * 48, slotsPerDay: 48)
        #expect(plan.cutoffs.isEmpty == (days < 16))
        #expect(plan.cutoffs == plan.cutoffs.sorted() && plan.cutoffs.count <= 24)
        for cutoff in plan.cutoffs {
            #expect(cutoff % 48 == 0 && cutoff < days * 48 && cutoff >= 14 * 48)
        }
        if days >= 182 { #expect(plan.cutoffs.count >= 6) }
        if horizon == 1, days >= 182 { #expect(Set(plan.cutoffs.map { $0 / 48 % 7 }).count == 7) }
    }

    @Test("a wish for origins and steps is kept")
    func wishes() {
        let plan = BacktestPlan(
            count: 70 * 48, firstKnown: 0, horizonSlots: 336, slotsPerDay: 48, origins: 3, stepSlots: 336)
        #expect(plan.cutoffs == [7 * 336, 8 * 336, 9 * 336])
    }
}

@Suite("Prediction bands") struct PredictionBandTests {
    /// A task round the clock on hourly slots with volumes around `forecast` of that relative error, and the path that
    /// forecast them from each of its days.
    static func past(
        days: Int, seed: UInt64, relativeError: Double, ratio: Double = 1
    ) throws -> (task: ForecastTask, paths: [[Double]], cutoffs: [Int]) {
        var stream = RandomStream(seed: seed)
        let calendar = CentreCalendar(openingHours: .always)
        let expected = (0..<days * 24).map { _ in 20 + 200 * stream.uniform() }
        let values = expected.map { f -> Double in
            let sigma = (f + relativeError * relativeError * f * f).squareRoot()
            return max(0, ratio * f + sigma * NormalDistribution.quantile(stream.uniform()))
        }
        let series = VolumeSeries(
            id: "s", start: LocalTime(date: Synthetic.monday), slotMinutes: 60, values: values,
            isOpen: values.map { _ in true })
        let cutoffs = (0..<days).map { $0 * 24 }
        return (
            try ForecastTask(series: series, calendar: calendar, horizonSlots: 48),
            cutoffs.map {
                Array(expected[$0..<$0 + 24])
            }, cutoffs
        )
    }

    static func bands(_ past: (task: ForecastTask, paths: [[Double]], cutoffs: [Int]), days: Int) -> PredictionBands {
        PredictionBands(
            paths: Array(past.paths[..<days]), cutoffs: past.cutoffs[..<days], task: past.task,
            knownBefore: days * 24)
    }

    @Test("cover new errors of the kind they learnt from at any level", arguments: [0.1, 0.3], [0.5, 0.8, 0.95])
    func coverage(relativeError: Double, level: Double) throws {
        let past = try Self.past(days: 300, seed: 1, relativeError: relativeError)
        let bands = Self.bands(past, days: 100)
        var inside = 0
        for day in 100..<300 {
            let interval = bands.interval(
                level: level, mean: past.paths[day], cutoff: day * 24, timeline: past.task.timeline)
            for step in 0..<24 {
                let value = past.task.values[day * 24 + step]
                if value >= interval.lower[step] && value <= interval.upper[step] { inside += 1 }
            }
        }
        #expect(abs(Double(inside) / 4800 - level) < 0.03)
    }

    @Test(
        "are nested around the forecast and not negative, also after biased errors", arguments: [1.0, 1.4], [0, 2, 90])
    func nested(ratio: Double, days: Int) throws {
        let past = try Self.past(days: 100, seed: 4, relativeError: 0.05, ratio: ratio)
        let bands = Self.bands(past, days: days)
        let mean = [0, 0.01, 0.3, 2, 50, 1e6]
        let (narrow, wide) = (
            bands.interval(level: 0.8, mean: mean, cutoff: 99 * 24, timeline: past.task.timeline),
            bands.interval(level: 0.95, mean: mean, cutoff: 99 * 24, timeline: past.task.timeline)
        )
        for step in mean.indices {
            #expect(wide.lower[step] >= 0 && wide.lower[step] <= narrow.lower[step])
            #expect(narrow.lower[step] <= mean[step] && mean[step] <= narrow.upper[step])
            #expect(narrow.upper[step] <= wide.upper[step] && wide.upper[step].isFinite)
        }
    }

    @Test("without a past the interval is normal with a relative error of 0.2")
    func assumed() throws {
        let past = try Self.past(days: 3, seed: 1, relativeError: 0.1)
        let interval = Self.bands(past, days: 0)
            .interval(level: 0.8, mean: [100], cutoff: 48, timeline: past.task.timeline)
        let sigma = (100 + 0.04 * 10_000.0).squareRoot()
        #expect(abs(interval.upper[0] - (100 + 1.2815515655446004 * sigma)) < 1e-9)
    }

    @Test("a quantile of the histogram is the sorted sample's within a bin")
    func histogram() {
        var stream = RandomStream(seed: 5)
        let errors = (0..<3000).map { _ in NormalDistribution.quantile(stream.uniform()) }
        var histogram = ErrorHistogram()
        for error in errors { histogram.add(error, weight: 2) }
        let sorted = errors.sorted()
        for p in [0.025, 0.1, 0.5, 0.9, 0.975] {
            #expect(abs(histogram.quantile(p) - sorted[Int(p * 3000)]) < 0.03)
        }
    }
}
