/// Forecasts of models from earlier cutoffs, each made once and kept.
///
/// A run forecasts the plan's horizon from its cutoff and sees nothing after it.
struct BacktestRuns {
    let task: ForecastTask
    let horizon: Int
    private var paths: [String: [Int: [Double]]] = [:]

    init(task: ForecastTask, horizon: Int) {
        self.task = task
        self.horizon = horizon
    }

    /// The path of `model` from `cutoff`, cut at the end of the history.
    mutating func path(_ model: any ForecastModel, cutoff: Int) -> [Double] {
        if let path = paths[model.name]?[cutoff] { return path }
        let path: [Double]
        if let combination = model as? MeanCombination {
            path = combination.mean(of: combination.members.map { self.path($0, cutoff: cutoff) })
        } else {
            path = model.lawfulPath(
                for: task.earlier(cutoff: cutoff, horizonSlots: min(horizon, task.cutoff - cutoff)))
        }
        paths[model.name, default: [:]][cutoff] = path
        return path
    }

    /// Actual volumes after a cutoff, NaN where unknown or closed, as far as they were known at `end`.
    func actuals(after cutoff: Int, steps: Int, knownAt end: Int) -> ArraySlice<Double> {
        task.values[cutoff..<min(cutoff + steps, end)]
    }
}
