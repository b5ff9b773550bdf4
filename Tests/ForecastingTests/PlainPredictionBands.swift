import ContactCenter
import NumericalMethods
import Testing

@testable import Forecasting

/// The intervals of `PredictionBands`, error by error and without a histogram's bins: the judge of the fast ones.
struct PlainPredictionBands {
    private struct PastError {
        var forecast: Double
        var error: Double
        var weight: Double
        var slot: Int
        var lead: Int
        var day: Int
        var scaled = 0.0
    }

    private var errors: [PastError] = []
    private var relativeError = 0.2
    private var slotFactors: [Double]
    private var leadFactors: [Double] = []

    init(paths: [[Double]], cutoffs: [Int], task: ForecastTask) {
        let perDay = task.timeline.slotsPerDay
        slotFactors = [Double](repeating: 1, count: perDay)
        for (path, cutoff) in zip(paths, cutoffs) {
            var weights: [Int: Double] = [:]
            for lead in path.indices where cutoff + lead < task.cutoff && !task.values[cutoff + lead].isNaN {
                let day = task.timeline.day(cutoff + lead)
                let age = Double(task.cutoff - cutoff - lead) / Double(perDay)
                // The first known slot of a day tells for all.
                let weight = weights[day] ?? 1 / power(age / 120)
                weights[day] = weight
                errors.append(
                    PastError(
                        forecast: path[lead], error: task.values[cutoff + lead] - path[lead], weight: weight,
                        slot: task.timeline.slotOfDay(cutoff + lead),
                        lead: lead < perDay ? 0 : 1 + lead / perDay / 7, day: day))
            }
        }
        var (excess, square, sizes, mass) = (0.0, 0.0, 0.0, 0.0)
        for e in errors {
            let error = min(abs(e.error), 4 * e.forecast.squareRoot() + 0.5 * e.forecast)
            excess += e.weight * (error * error - e.forecast)
            square += e.weight * e.forecast * e.forecast
        }
        relativeError = max(0.0025, excess / square).squareRoot()
        for i in errors.indices {
            errors[i].scaled = errors[i].error / spread(errors[i].forecast)
            sizes += errors[i].weight * abs(errors[i].scaled)
            mass += errors[i].weight
        }
        let mean = sizes / mass
        slotFactors = factors(count: perDay, mean: mean, prior: 20) { $0.slot }
        for i in errors.indices { errors[i].scaled /= slotFactors[errors[i].slot] }
        let days = Set(errors.map(\.day)).count
        leadFactors = factors(
            count: (errors.map(\.lead).max() ?? 0) + 1, mean: mean, prior: 4 * Double(errors.count) / Double(days)
        ) { $0.lead }
        for i in errors.indices { errors[i].scaled /= leadFactors[errors[i].lead] }
    }

    /// 2ˣ.
    private func power(_ x: Double) -> Double { Synthetic.expOf(x * 0.693147180559945309) }

    private func factors(count: Int, mean: Double, prior: Double, _ group: (PastError) -> Int) -> [Double] {
        (0..<count).map { g in
            let own = errors.filter { group($0) == g }
            let sum = own.reduce(prior * mean) { $0 + $1.weight * abs($1.scaled) }
            return max(0.2, sum / own.reduce(prior) { $0 + $1.weight } / mean)
        }
    }

    private func spread(_ forecast: Double) -> Double {
        let f = max(forecast, 0.1)
        return (f + relativeError * relativeError * f * f).squareRoot()
    }

    /// Width of the interval's half above the forecast over the scaled errors' quantile, which all slots share.
    func unit(_ forecast: Double, slot: Int, lead: Int) -> Double {
        spread(forecast) * slotFactors[slot] * leadFactors[min(lead, leadFactors.count - 1)]
    }

    /// The weighted quantile of the scaled errors.
    func quantile(_ p: Double) -> Double {
        let sorted = errors.sorted { $0.scaled < $1.scaled }
        let wanted = p * sorted.reduce(0) { $0 + $1.weight }
        var below = 0.0
        for e in sorted {
            below += e.weight
            if below >= wanted { return e.scaled }
        }
        return sorted.last?.scaled ?? 0
    }
}

@Suite("Intervals by stretches of errors") struct StretchTests {
    @Test("are those of the formulas error by error", arguments: [OpeningHours.always, Synthetic.officeHours])
    func plain(hours: OpeningHours) throws {
        var stream = RandomStream(seed: 11)
        let calendar = CentreCalendar(openingHours: hours)
        var series = Synthetic.series(weeks: 8, slotMinutes: 60, calendar: calendar) { slot, time in
            Synthetic.poisson(Synthetic.pattern(time) * (slot / 24 % 7 == 2 ? 1.2 : 1), &stream)
        }
        // Gaps inside days, a day unknown, and a flood.
        for slot in series.values.indices where slot % 17 == 4 || slot / 24 == 40 { series.values[slot] = .nan }
        series.values[35 * 24 + 10] = 900
        let task = try ForecastTask(series: series, calendar: calendar, horizonSlots: 240)
        // Cutoffs in the middle of a day too, horizons beyond the end.
        let cutoffs = [28 * 24, 33 * 24 + 7, 41 * 24, 52 * 24]
        let paths = cutoffs.map { cutoff in
            (0..<240).map { 1.05 * Synthetic.pattern(series.time(of: cutoff + $0)) + ($0 % 5 == 0 ? 0 : 1) }
        }
        let fast = PredictionBands(paths: paths, cutoffs: cutoffs[...], task: task, knownBefore: task.cutoff)
        let plain = PlainPredictionBands(paths: paths, cutoffs: cutoffs, task: task)
        let mean = (0..<240).map { 3 + 40 * stream.uniform() * Double($0 % 2) }
        let interval = fast.interval(level: 0.8, mean: mean, cutoff: task.cutoff, timeline: task.timeline)
        // Widening and the newest errors' size are the same for all slots and have tests of their own.
        var ratios: [Double] = []
        for step in mean.indices where task.timeline.isOpen[task.cutoff + step] {
            let unit = plain.unit(mean[step], slot: step % 24, lead: step < 24 ? 0 : 1 + step / 24 / 7)
            ratios.append((interval.upper[step] - mean[step]) / unit)
        }
        let first = try #require(ratios.first)
        #expect(first > 0)
        for ratio in ratios { #expect(abs(ratio - first) < 1e-9 * first) }
        // Quantiles of one histogram, up to its bins: 1/128 of a unit.
        let wide = fast.interval(level: 0.95, mean: mean, cutoff: task.cutoff, timeline: task.timeline)
        let open = try #require(mean.indices.first { task.timeline.isOpen[task.cutoff + $0] })
        let scale = plain.quantile(0.975) / plain.quantile(0.9)
        let fastScale = (wide.upper[open] - mean[open]) / (interval.upper[open] - mean[open])
        #expect(abs(fastScale / scale - 1) < 0.12)
    }
}
