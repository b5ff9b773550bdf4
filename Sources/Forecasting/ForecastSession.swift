import ContactCenter

/// One series' way from request to forecast: task, backtest, choice.
struct ForecastSession {
    let task: ForecastTask
    private let series: String
    let rolling: RollingPaths
    private let weights: ModelWeights?
    let combination: WeightedCombination
    /// Names of the models chosen, joined by `+`.
    let choiceName: String
    /// Why.
    let reason: String

    /// Prepares a request as of `cutoff` (the end of the history by default) and chooses.
    init(_ request: ForecastRequest, cutoff: Int? = nil) throws(ForecastingError) {
        let id = request.series.id
        series = id
        guard request.backtestOrigins.map({ $0 >= 1 }) ?? true else {
            throw .notPositive(
                name: "the number of backtest origins", value: request.backtestOrigins ?? 0, series: id)
        }
        guard request.backtestStepSlots.map({ $0 >= 1 }) ?? true else {
            throw .notPositive(name: "the backtest step", value: request.backtestStepSlots ?? 0, series: id)
        }
        let known = cutoff ?? request.series.count
        // Slots between the cutoff and the end of the series are on the grid already.
        let full = try ForecastTask(
            series: request.series, calendar: request.calendar, horizonSlots: request.horizonSlots)
        let task = known == full.cutoff ? full : full.earlier(cutoff: known, horizonSlots: request.horizonSlots)
        guard let first = task.values.firstIndex(where: { !$0.isNaN }) else { throw .nothingKnown(series: id) }
        self.task = task
        let models = try request.models.map { (names) throws(ForecastingError) in try ForecastModels.named(names) }
        var candidates = models ?? ForecastModels.standard(for: task.timeline)
        if models == nil, !task.drivers.isEmpty { candidates.append(DriverRegression()) }
        guard !candidates.isEmpty else { throw .notPositive(name: "the number of models", value: 0, series: id) }
        let plan = BacktestPlan(
            count: known, firstKnown: first, horizonSlots: request.horizonSlots,
            slotsPerDay: task.timeline.slotsPerDay, origins: request.backtestOrigins,
            stepSlots: request.backtestStepSlots)
        if plan.cutoffs.isEmpty {
            // Too short to test anything: a weekday's mean needs a week, less than that only knows the time of day.
            let simplest = candidates.min { $0.complexity < $1.complexity } ?? candidates[0]
            candidates = [known - first > task.timeline.slotsPerWeek ? simplest : DaySlotMean()]
        }
        rolling = RollingPaths(models: candidates, task: task, plan: plan)
        if let weights = ModelWeights(rolling: rolling, task: task) {
            self.weights = weights
            combination = weights.combination
            reason = ChoiceReason(weights: weights, rolling: rolling).text
        } else {
            weights = nil
            combination = WeightedCombination(only: 0, of: rolling.models.count)
            let days = (known - first + task.timeline.slotsPerDay - 1) / task.timeline.slotsPerDay
            reason =
                "\(rolling.models[0].title): \(days) \(days == 1 ? "day" : "days") of history "
                + "\(days == 1 ? "is" : "are") too few to test models on"
        }
        choiceName = combination.members.map { [models = rolling.models] in models[$0.model].name }.joined(
            separator: "+")
    }

    /// Mean and bands of the choice over the horizon.
    func forecast() -> (mean: [Double], bands: PredictionBands) {
        let perDay = task.timeline.slotsPerDay
        var bands = PredictionBands(
            paths: pastPaths, cutoffs: rolling.cutoffs.dropLast(), task: task, knownBefore: task.cutoff)
        var mean = combination.path(rolling.final, slotsPerDay: perDay)
        if perDay >= Self.anniversarySlots {
            // A holiday that no calendar names shows in last year's days; none of the models looks there.
            let anniversaries = AnniversaryEffects(task, cutoff: task.cutoff)
            let factors = anniversaries.factors(from: task.cutoff, steps: mean.count)
            bands.departures = anniversaries.uncertainty(from: task.cutoff, steps: mean.count)
            for step in mean.indices { mean[step] *= factors[step] }
        }
        return (mean, bands)
    }

    /// What the choice would have forecast at the origins of the backtest.
    private var pastPaths: [[Double]] { weights?.combinedPaths ?? Array(rolling.paths[0].dropLast()) }

    /// Slots a day from which last year's odd days are told from noise.
    private static let anniversarySlots = 4

    /// Mean and bands of one model over the horizon.
    func forecast(with model: any ForecastModel) -> (mean: [Double], bands: PredictionBands) {
        let own: [[Double]]
        if let index = rolling.models.firstIndex(where: { $0.name == model.name }) {
            own = rolling.paths[index]
        } else {
            own = RollingPaths(models: [model], task: task, cutoffs: rolling.cutoffs).paths[0]
        }
        let bands = PredictionBands(
            paths: Array(own.dropLast()), cutoffs: rolling.cutoffs.dropLast(), task: task, knownBefore: task.cutoff)
        return (own[own.count - 1], bands)
    }

    /// The intervals of a path over the horizon.
    func intervals(_ bands: PredictionBands, mean: [Double], levels: [Double]) -> [PredictionInterval] {
        levels.map { bands.interval(level: $0, mean: mean, cutoff: task.cutoff, timeline: task.timeline) }
    }

    /// A row for every candidate and for the combination; the chosen one's also says how its bands did out of sample:
    /// each origin's are learnt from what was known there.
    func accuracy() -> [ForecastAccuracy] {
        guard weights != nil else { return [] }
        let names = rolling.models.map(\.name)
        var rows = names.indices.map { m in
            scores(rolling.paths[m], withBands: names[m] == choiceName)
                .row(series: series, model: names[m], horizon: task.horizonSlots, isChosen: names[m] == choiceName)
        }
        if !names.contains(choiceName) {
            rows.append(
                scores(pastPaths, withBands: true)
                    .row(series: series, model: choiceName, horizon: task.horizonSlots, isChosen: true))
        }
        return rows
    }

    private func scores(_ paths: [[Double]], withBands: Bool) -> AccuracyScores {
        var scores = AccuracyScores()
        let season = task.timeline.slotsPerWeek
        for (k, cutoff) in rolling.cutoffs.dropLast().enumerated() {
            let end = min(task.cutoff, cutoff + paths[k].count)
            var intervals: [PredictionInterval]?
            if withBands {
                let bands = PredictionBands(
                    paths: Array(paths[..<k]), cutoffs: rolling.cutoffs[..<k], task: task, knownBefore: cutoff)
                intervals = [0.8, 0.95].map {
                    bands.interval(level: $0, mean: paths[k], cutoff: cutoff, timeline: task.timeline)
                }
            }
            let scale = NaiveScale(values: task.values[..<cutoff], season: season)
            scores.add(
                actuals: task.values[cutoff..<end], mean: paths[k], intervals: intervals, scale: scale.absolute,
                squareScale: scale.square)
        }
        return scores
    }
}
