import ContactCenter
import NumericalMethods
import Testing

@testable import Forecasting

@Suite("Forecast") struct ForecastTests {
    static let office = CentreCalendar(openingHours: Synthetic.officeHours)
    static let always = CentreCalendar(openingHours: .always)

    /// Histories that must never break anything.
    static func history(_ kind: String) -> (series: VolumeSeries, calendar: CentreCalendar) {
        var stream = RandomStream(seed: 77)
        switch kind {
        case "noisy":
            return (
                Synthetic.series(weeks: 14, calendar: office) { Synthetic.poisson(Synthetic.pattern($1), &stream) },
                office
            )
        case "all zero": return (Synthetic.series(weeks: 10, calendar: office) { _, _ in 0 }, office)
        case "constant": return (Synthetic.series(weeks: 10, calendar: office) { _, _ in 7 }, office)
        case "one point":
            let count = 30
            return (
                VolumeSeries(
                    id: "one", start: LocalTime(date: Synthetic.monday), slotMinutes: 30,
                    values: (0..<count).map { $0 == 20 ? 5 : .nan }, isOpen: (0..<count).map { $0 >= 16 }), office
            )
        case "ten days":
            let two = Synthetic.series(weeks: 2, calendar: office) { Synthetic.pattern($1) }
            return (
                VolumeSeries(
                    id: "ten", start: two.start, slotMinutes: 30, values: Array(two.values[..<480]),
                    isOpen: Array(two.isOpen[..<480])), office
            )
        case "sixteen days":
            let three = Synthetic.series(weeks: 3, calendar: office) { Synthetic.pattern($1) }
            return (
                VolumeSeries(
                    id: "sixteen", start: three.start, slotMinutes: 30, values: Array(three.values[..<768]),
                    isOpen: Array(three.isOpen[..<768])), office
            )
        case "daily":
            return (
                Synthetic.series(weeks: 30, slotMinutes: 1440, calendar: office) {
                    Synthetic.poisson(50 + Double($1.date.weekday), &stream)
                }, office
            )
        case "round the clock":
            return (
                Synthetic.series(weeks: 12, slotMinutes: 60, calendar: always) {
                    Synthetic.poisson(Synthetic.pattern($1) / 10, &stream)
                }, always
            )
        case "rare":
            return (Synthetic.series(weeks: 12, calendar: always) { _, _ in Synthetic.poisson(0.02, &stream) }, always)
        case "holes and floods":
            return (
                Synthetic.series(weeks: 14, calendar: office) { slot, time in
                    slot % 5 == 0 ? .nan : slot % 701 == 0 ? 1e6 : slot % 13 == 0 ? -3 : Synthetic.pattern(time)
                }, office
            )
        default:
            return (
                Synthetic.series(weeks: 14, calendar: office) {
                    1e6 + Synthetic.poisson(Synthetic.pattern($1), &stream)
                }, office
            )
        }
    }

    static let kinds = [
        "noisy", "all zero", "constant", "one point", "ten days", "sixteen days", "daily", "round the clock", "rare",
        "holes and floods", "huge",
    ]

    @Test("closed is zero, nothing is negative or NaN, the bands are nested and the reason is told", arguments: kinds)
    func lawful(kind: String) throws {
        let (series, calendar) = Self.history(kind)
        let horizon = 15 * 1440 / series.slotMinutes
        let result = try forecast(ForecastRequest(series: series, calendar: calendar, horizonSlots: horizon))
        #expect(result.start == series.time(of: series.count))
        for values in [result.mean, result.lower80, result.upper80, result.lower95, result.upper95] {
            #expect(values.count == horizon)
            #expect(values.allSatisfy { $0.isFinite && $0 >= 0 })
        }
        for step in 0..<horizon {
            let time = result.start + step * series.slotMinutes
            let isOpen =
                series.slotMinutes == 1440 ? calendar.openSpan(on: time.date) != nil : calendar.isOpen(at: time)
            if !isOpen { #expect(result.mean[step] == 0 && result.upper95[step] == 0) }
            #expect(result.lower95[step] <= result.lower80[step] && result.lower80[step] <= result.mean[step])
            #expect(result.mean[step] <= result.upper80[step] && result.upper80[step] <= result.upper95[step])
        }
        #expect(!result.reason.isEmpty && !result.model.isEmpty)
    }

    @Test("every model is lawful by itself on every history", arguments: kinds)
    func models(kind: String) throws {
        let (series, calendar) = Self.history(kind)
        let task = try ForecastTask(
            series: series, calendar: calendar, horizonSlots: 8 * 1440 / series.slotMinutes)
        for model in ForecastModels.quick {
            let path = model.lawfulPath(for: task)
            #expect(path.count == task.horizonSlots, "\(model.name)")
            #expect(path.allSatisfy { $0.isFinite && $0 >= 0 }, "\(model.name)")
            for step in path.indices where !task.timeline.isOpen[task.cutoff + step] { #expect(path[step] == 0) }
            if kind == "constant" {
                // Penalties, logarithms of counts plus a half, and searches that stop cost up to 1 % of 7.
                let isMean = model is WeekdayMean || model is SeasonalNaive || model is WeekdayEWMA
                let tolerance = isMean ? 1e-9 : 0.07
                #expect(path.allSatisfy { $0 == 0 || abs($0 - 7) < tolerance }, "\(model.name)")
            }
            if kind == "all zero" { #expect(path.allSatisfy { $0 < 1e-9 }, "\(model.name)") }
        }
    }

    @Test("a noiseless week is repeated, and the planner's mean is taken as the simplest of equals")
    func noiseless() throws {
        let series = Synthetic.series(weeks: 12, calendar: Self.office) { Synthetic.pattern($1) }
        let result = try forecast(ForecastRequest(series: series, calendar: Self.office, horizonSlots: 4 * 336))
        for step in result.mean.indices {
            let time = result.start + step * 30
            let expected = Self.office.isOpen(at: time) ? Synthetic.pattern(time) : 0
            #expect(abs(result.mean[step] - expected) < 1e-9)
        }
        #expect(result.model == "mean-4-weeks")
    }

    @Test("the choice never has a larger backtest error than the planner's means", arguments: kinds)
    func neverWorse(kind: String) throws {
        let (series, calendar) = Self.history(kind)
        let result = try forecast(
            ForecastRequest(series: series, calendar: calendar, horizonSlots: 7 * 1440 / series.slotMinutes))
        guard !result.accuracy.isEmpty else { return }
        let chosen = try #require(result.accuracy.first { $0.isChosen })
        #expect(result.accuracy.count { $0.isChosen } == 1)
        guard let own = chosen.wape, kind != "rare" else { return }
        for row in result.accuracy where row.model.hasPrefix("mean-4") {
            #expect(own <= ((row.wape ?? .nan)) + 1e-12)
        }
        #expect(chosen.coverage80 != nil && chosen.coverage95 != nil && chosen.scaledCRPS != nil)
    }

    @Test(
        "a short history says that it is short", arguments: [("one point", "day-mean"), ("ten days", "mean-4-weeks")])
    func short(kind: String, model: String) throws {
        let (series, calendar) = Self.history(kind)
        let result = try forecast(ForecastRequest(series: series, calendar: calendar, horizonSlots: 336))
        #expect(result.model == model)
        #expect(result.reason.contains("too few to test models on"))
        #expect(result.accuracy.isEmpty)
    }

    @Test("the reason names the measure, the rival and the origins")
    func reason() throws {
        var stream = RandomStream(seed: 21)
        let series = Synthetic.series(weeks: 26, calendar: Self.office) { slot, time in
            Synthetic.poisson(Synthetic.pattern(time) * (time.date.components.day <= 2 ? 1.5 : 1), &stream)
        }
        let result = try forecast(ForecastRequest(series: series, calendar: Self.office, horizonSlots: 4 * 336))
        #expect(result.model.contains("calendar-day"))
        #expect(result.reason.contains("calendar-day regression") && result.reason.contains(": WAPE "))
        #expect(result.reason.contains(" against ") && result.reason.contains("-week mean over 14 origins"))
    }

    @Test("intervals cover what they say out of sample, and the forecast of Poisson volumes is unbiased")
    func coverage() throws {
        var stream = RandomStream(seed: 31)
        let series = Synthetic.series(weeks: 26, calendar: Self.office) {
            Synthetic.poisson(Synthetic.pattern($1), &stream)
        }
        let result = try forecast(ForecastRequest(series: series, calendar: Self.office, horizonSlots: 2 * 336))
        let chosen = try #require(result.accuracy.first { $0.isChosen })
        #expect(abs((chosen.coverage80 ?? .nan) - 0.8) < 0.05)
        #expect(abs((chosen.coverage95 ?? .nan) - 0.95) < 0.03)
        #expect(abs((chosen.bias ?? .nan)) < 0.02)
    }

    @Test("the same request gives the same forecast to the last bit")
    func deterministic() throws {
        let (series, calendar) = Self.history("noisy")
        let request = ForecastRequest(series: series, calendar: calendar, horizonSlots: 336)
        #expect(try forecast(request) == forecast(request))
    }

    @Test("paths from a cutoff see nothing after it and start with the default choice")
    func paths() throws {
        let (series, calendar) = Self.history("noisy")
        var blinded = series
        for slot in 10 * 336..<series.count { blinded.values[slot] = 99_999 }
        let ask = { (series: VolumeSeries) in
            try Forecasting.paths(
                series: series, calendar: calendar, cutoffSlot: 10 * 336, horizonSlots: 4 * 336,
                models: ["seasonal-naive", "calendar-day"])
        }
        let found = try ask(series)
        #expect(found.map(\.model) == [ModelPath.defaultName, "seasonal-naive", "calendar-day"])
        let again = try ask(blinded)
        #expect(found == again)
        #expect(found.allSatisfy { $0.mean.count == 4 * 336 })
    }

    @Test("a closure after the cutoff that the series shows is known")
    func knownClosure() throws {
        let (open, calendar) = Self.history("noisy")
        var series = open
        for slot in 10 * 336..<(10 * 336 + 48) {
            series.isOpen[slot] = false
            series.values[slot] = 0
        }
        let path = try Forecasting.paths(
            series: series, calendar: calendar, cutoffSlot: 10 * 336, horizonSlots: 336)[0]
        #expect(path.mean[..<48].allSatisfy { $0 == 0 })
        #expect(path.mean[48..<96].contains { $0 > 0 })
    }
}

@Suite("Forecasting errors") struct ForecastingErrorTests {
    static let calendar = CentreCalendar(openingHours: .always)

    static func series(slotMinutes: Int = 30, values: [Double] = [1, 2, 3]) -> VolumeSeries {
        VolumeSeries(
            id: "s", start: LocalTime(date: Synthetic.monday), slotMinutes: slotMinutes, values: values,
            isOpen: values.map { _ in true })
    }

    @Test("each bad request has its own error")
    func errors() {
        func ask(
            _ series: VolumeSeries, horizon: Int = 4, models: [String]? = nil, origins: Int = 6, step: Int? = nil
        ) throws(ForecastingError) {
            _ = try forecast(
                ForecastRequest(
                    series: series, calendar: Self.calendar, horizonSlots: horizon, models: models,
                    backtestOrigins: origins, backtestStepSlots: step))
        }
        #expect(throws: ForecastingError.nothingKnown(series: "s")) { try ask(Self.series(values: [])) }
        #expect(throws: ForecastingError.nothingKnown(series: "s")) { try ask(Self.series(values: [.nan, -1])) }
        #expect(throws: ForecastingError.slotMinutes(7, series: "s")) { try ask(Self.series(slotMinutes: 7)) }
        #expect(throws: ForecastingError.slotMinutes(0, series: "s")) { try ask(Self.series(slotMinutes: 0)) }
        #expect(throws: ForecastingError.notPositive(name: "the horizon", value: 0, series: "s")) {
            try ask(Self.series(), horizon: 0)
        }
        #expect(throws: ForecastingError.notPositive(name: "the number of backtest origins", value: 0, series: "s")) {
            try ask(Self.series(), origins: 0)
        }
        #expect(throws: ForecastingError.notPositive(name: "the backtest step", value: -1, series: "s")) {
            try ask(Self.series(), step: -1)
        }
        #expect(throws: ForecastingError.unknownModel("oracle", known: ForecastModels.names)) {
            try ask(Self.series(), models: ["oracle"])
        }
        #expect(throws: ForecastingError.cutoff(9, count: 3, series: "s")) {
            try paths(series: Self.series(), calendar: Self.calendar, cutoffSlot: 9, horizonSlots: 1)
        }
    }

    @Test("errors name the value and the place, and the hint what is possible")
    func messages() {
        let error = ForecastingError.unknownModel("arima", known: ["a", "b"])
        #expect(error.description == "unknown forecast model 'arima'")
        #expect(error.hint == "known models: a, b")
        #expect(
            ForecastingError.slotMinutes(7, series: "sales").description
                == "series 'sales': a slot of 7 minutes does not divide a day")
    }
}
