import ContactCenter
import NumericalMethods
import Testing

@testable import Forecasting

@Suite("Choice and combination") struct ChoiceTests {
    @Test("a combination is the weighted mean of its members, with weights of each lead group")
    func combination() {
        let combination = WeightedCombination(weights: [[1, 0], [0.25, 0.75], [0, 1]])
        let low = [Double](repeating: 10, count: 20)
        let high = [Double](repeating: 30, count: 20)
        let path = combination.path([low, high], slotsPerDay: 2)
        #expect(path[..<2].allSatisfy { $0 == 10 })
        #expect(path[2..<14].allSatisfy { $0 == 25 })
        #expect(path[14...].allSatisfy { $0 == 30 })
        #expect(combination.members.map(\.model) == [1, 0])
    }

    @Test("weights fall with the error, sum to one, and a hopeless candidate drops out", arguments: [5, 40])
    func weights(weeks: Int) throws {
        var stream = RandomStream(seed: 9)
        let calendar = CentreCalendar(openingHours: Synthetic.officeHours)
        let series = Synthetic.series(weeks: weeks, calendar: calendar) { slot, time in
            // A level that doubles within a quarter: long means are hopeless.
            Synthetic.poisson(Synthetic.pattern(time) * (1 + Double(slot) / 4000), &stream)
        }
        let task = try ForecastTask(series: series, calendar: calendar, horizonSlots: 2 * 336)
        let plan = BacktestPlan(count: series.count, firstKnown: 0, horizonSlots: 2 * 336, slotsPerDay: 48)
        let models: [any ForecastModel] = [WeekdayMean(weeks: 4), WeekdayMean(weeks: 30), CalendarDayModel()]
        let rolling = RollingPaths(models: models, task: task, plan: plan)
        let choice = try #require(ModelWeights(rolling: rolling, task: task))
        for group in choice.combination.weights {
            #expect(abs(group.reduce(0, +) - 1) < 1e-12)
            if weeks == 40 { #expect(group[1] == 0) }
        }
        #expect(choice.combinedErrors.total <= choice.errors[0].total)
    }

    @Test("all forecasts of a backtest see only what was known: blinding what came later changes none of them")
    func noPeeking() throws {
        var stream = RandomStream(seed: 12)
        let calendar = CentreCalendar(openingHours: Synthetic.officeHours)
        let series = Synthetic.series(weeks: 20, calendar: calendar) {
            Synthetic.poisson(Synthetic.pattern($1), &stream)
        }
        var blinded = series
        for slot in 12 * 336..<series.count { blinded.values[slot] = 500 }
        // The calendar-day run takes one figure, the scale of its noise, from the whole history, as it says.
        for model in ForecastModels.quick where !(model is CalendarDayModel) {
            let paths = try [series, blinded].map { series in
                model.paths(
                    for: try ForecastTask(series: series, calendar: calendar, horizonSlots: 336),
                    cutoffs: [10 * 336, 12 * 336], horizonSlots: 336)
            }
            #expect(paths[0].elementsEqual(paths[1]) { zip($0, $1).allSatisfy { $0 == $1 || $0.isNaN && $1.isNaN } })
        }
    }

    @Test("a run over many origins ends as a run of its own would", arguments: ["calendar-day", "ewma-weeks"])
    func oneRun(name: String) throws {
        var stream = RandomStream(seed: 12)
        let calendar = CentreCalendar(openingHours: Synthetic.officeHours)
        let series = Synthetic.series(weeks: 20, calendar: calendar) {
            Synthetic.poisson(Synthetic.pattern($1), &stream)
        }
        let model = try #require(try ForecastModels.named([name]).first)
        let task = try ForecastTask(series: series, calendar: calendar, horizonSlots: 336)
        let many = model.paths(for: task, cutoffs: [15 * 336, 17 * 336 + 48, series.count], horizonSlots: 336)
        let alone = model.path(for: task)
        for (a, b) in zip(many[2], alone) where !a.isNaN || !b.isNaN { #expect(a == b) }
    }
}
