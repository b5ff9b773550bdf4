import ContactCenter

/// One series' way from request to forecast: task, backtest, choice.
struct ForecastSession {
    let task: ForecastTask
    private let series: String
    private let plan: BacktestPlan
    private var runs: BacktestRuns
    private let candidates: [(model: any ForecastModel, scores: AccuracyScores)]
    /// The model chosen.
    let choice: any ForecastModel
    /// Why.
    let reason: String

    /// Prepares a request as of `cutoff` (the end of the history by default) and chooses the model.
    init(_ request: ForecastRequest, cutoff: Int? = nil) throws(ForecastingError) {
        let id = request.series.id
        series = id
        guard request.backtestOrigins >= 1 else {
            throw .notPositive(name: "the number of backtest origins", value: request.backtestOrigins, series: id)
        }
        let known = cutoff ?? request.series.count
        // Slots between the cutoff and the end of the series are on the grid already.
        let full = try ForecastTask(
            series: request.series, calendar: request.calendar, horizonSlots: request.horizonSlots)
        let task = full.earlier(cutoff: known, horizonSlots: request.horizonSlots)
        guard task.values.contains(where: { !$0.isNaN }) else { throw .nothingKnown(series: id) }
        self.task = task
        let week = task.timeline.slotsPerWeek
        let step = request.backtestStepSlots ?? week
        guard step >= 1 else { throw .notPositive(name: "the backtest step", value: step, series: id) }
        let models = try request.models.map { (names) throws(ForecastingError) in try ForecastModels.named(names) }
        let candidates = models ?? ForecastModels.all
        guard !candidates.isEmpty else { throw .notPositive(name: "the number of models", value: 0, series: id) }
        let first = task.values.firstIndex { !$0.isNaN } ?? 0
        let length = known - first
        plan = BacktestPlan(
            count: known, horizonSlots: request.horizonSlots, origins: request.backtestOrigins, stepSlots: step,
            slotsPerWeek: week, firstKnown: first)
        runs = BacktestRuns(task: task, horizon: plan.horizon)
        let days = (length + task.timeline.slotsPerDay - 1) / task.timeline.slotsPerDay
        if let chosen = ModelChoice(models: candidates, plan: plan, runs: &runs) {
            choice = chosen.model
            reason = chosen.reason
            self.candidates = chosen.candidates
        } else {
            // Too short to test anything: a weekday's mean needs a week, less than that only knows the time of day.
            let simplest = candidates.min { $0.complexity < $1.complexity } ?? candidates[0]
            let fallback: any ForecastModel = length > week ? simplest : DaySlotMean()
            choice = fallback
            reason =
                "\(fallback.title): \(days) \(days == 1 ? "day" : "days") of history "
                + "\(days == 1 ? "is" : "are") too few to test models on"
            self.candidates = []
        }
    }

    /// Mean and bands of a model over the horizon.
    mutating func forecast(with model: any ForecastModel) -> (mean: [Double], bands: AccuracyScores.Bands) {
        let mean = model.lawfulPath(for: task)
        let bands = runs.bands(of: model, asOf: task.cutoff, plan: plan)
        return (mean, bands.bands(mean: mean, cutoff: task.cutoff, timeline: task.timeline))
    }

    /// A row for every candidate; the chosen one's also says how its bands did out of sample.
    mutating func accuracy() -> [ForecastAccuracy] {
        candidates.map { candidate in
            let isChosen = candidate.model.name == choice.name
            let scores = isChosen ? runs.bandedScores(of: choice, plan: plan) : candidate.scores
            return scores.row(
                series: series, model: candidate.model.name, horizon: plan.horizon, isChosen: isChosen)
        }
    }
}
