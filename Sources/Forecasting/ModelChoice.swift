/// Which model forecasts a series, and why.
struct ModelChoice {
    /// The model taken.
    var model: any ForecastModel
    /// The choice in words.
    var reason: String
    /// Scores of every candidate, combinations that were tried included, in the order tried.
    var candidates: [(model: any ForecastModel, scores: AccuracyScores)]

    /// A model within this share of the best counts as equal to it, and the simplest of the equals is taken.
    static let tieShare = 0.01
    /// Below this mean volume of a slot absolute errors favour forecasts that are too low, and squared ones decide.
    static let lowCountMean = 1.0

    /// Chooses among `models` by their errors over the plan's cutoffs; `nil` when nothing can be scored.
    ///
    /// The best model is the one with the least WAPE; then comes the mean of the two and of the three best if it does
    /// better still; among all within 1 % of the best, the simplest is taken. As the 4-week mean is the simplest candidate,
    /// the choice never has a larger backtest error than it has.
    init?(models: [any ForecastModel], plan: BacktestPlan, runs: inout BacktestRuns) {
        guard !plan.cutoffs.isEmpty, !models.isEmpty else { return nil }
        let season = runs.task.timeline.slotsPerWeek
        let scales = plan.cutoffs.map { NaiveScale(values: runs.task.values[..<$0], season: season) }
        func scores(of model: any ForecastModel) -> AccuracyScores {
            var scores = AccuracyScores()
            for (cutoff, scale) in zip(plan.cutoffs, scales) {
                scores.add(
                    actuals: runs.actuals(after: cutoff, steps: plan.horizon, knownAt: runs.task.cutoff),
                    mean: runs.path(model, cutoff: cutoff), scale: scale.absolute, squareScale: scale.square)
            }
            return scores
        }
        candidates = models.map { ($0, scores(of: $0)) }
        guard let first = candidates.first, first.scores.scoredSlots > 0 else { return nil }
        let cutoffs = "\(plan.cutoffs.count) \(plan.cutoffs.count == 1 ? "origin" : "origins")"
        guard first.scores.wape != nil else {
            let simplest = candidates.min { $0.model.complexity < $1.model.complexity } ?? first
            model = simplest.model
            reason = "\(model.title): every volume of the backtest is zero (\(cutoffs))"
            return
        }
        let isLowCount = first.scores.meanActual < Self.lowCountMean
        func error(_ scores: AccuracyScores) -> Double {
            (isLowCount ? scores.rootMeanSquare : scores.wape) ?? .infinity
        }
        let ranked = candidates.sorted {
            (error($0.scores), $0.model.complexity) < (error($1.scores), $1.model.complexity)
        }
        for count in 2...3 where ranked.count >= count {
            let combination = MeanCombination(ranked.prefix(count).map(\.model))
            candidates.append((combination, scores(of: combination)))
        }
        let best = candidates.map { error($0.scores) }.min() ?? .infinity
        let equals = candidates.filter { error($0.scores) <= best * (1 + Self.tieShare) + 1e-12 }
        let chosen = equals.min { $0.model.complexity < $1.model.complexity } ?? first
        model = chosen.model
        reason = Self.words(
            chosen: chosen, candidates: candidates, best: best, error: error,
            measure: isLowCount ? "root mean squared error" : "WAPE", cutoffs: cutoffs)
    }

    private static func words(
        chosen: (model: any ForecastModel, scores: AccuracyScores),
        candidates: [(model: any ForecastModel, scores: AccuracyScores)], best: Double,
        error: (AccuracyScores) -> Double, measure: String, cutoffs: String
    ) -> String {
        func figure(_ value: Double) -> String { measure == "WAPE" ? "\(percent(value)) %" : "\(hundredths(value))" }
        let own = error(chosen.scores)
        var text = "\(chosen.model.title): \(measure) \(figure(own))"
        let planners = candidates.filter { $0.model is WeekdayMean && $0.model.name != chosen.model.name }
        let others = candidates.filter { $0.model.name != chosen.model.name && !($0.model is MeanCombination) }
        let rivals = planners.isEmpty || chosen.model is WeekdayMean ? others : planners
        if let rival = rivals.min(by: { error($0.scores) < error($1.scores) }) {
            text += " against \(figure(error(rival.scores))) for the \(rival.model.title)"
        }
        text += " over \(cutoffs)"
        if own > best { text += "; simpler than the best (\(figure(best))) and as good within 1 %" }
        return text
    }

    /// A share as per cent with one decimal.
    static func percent(_ share: Double) -> String { decimals(share * 100, 10) }
    private static func hundredths(_ value: Double) -> String { decimals(value, 100) }
    private static func decimals(_ value: Double, _ scale: Double) -> String {
        let rounded = (value * scale).rounded() / scale
        return rounded.isFinite ? "\(rounded)" : "unknown"
    }
}
