/// Forecasts of several models from all origins of a backtest and from the end of the history.
struct RollingPaths {
    /// Models in the order asked.
    let models: [any ForecastModel]
    /// Origins of the backtest, rising, then the end of the history.
    let cutoffs: [Int]
    /// One path a model and cutoff.
    private(set) var paths: [[[Double]]]

    /// Runs `models` over the task.
    init(models: [any ForecastModel], task: ForecastTask, plan: BacktestPlan) {
        self.init(models: models, task: task, cutoffs: plan.cutoffs + [task.cutoff])
    }

    /// Runs `models` from `cutoffs`, rising, the last being the end of the history.
    init(models: [any ForecastModel], task: ForecastTask, cutoffs: [Int]) {
        self.models = models
        self.cutoffs = cutoffs
        var paths: [[[Double]]] = []
        for model in models {
            var own = model.paths(for: task, cutoffs: cutoffs, horizonSlots: task.horizonSlots)
            for (k, cutoff) in cutoffs.enumerated() { task.makeLawful(&own[k], cutoff: cutoff) }
            paths.append(own)
        }
        self.paths = paths
    }

    /// Number of backtest origins.
    var originCount: Int { cutoffs.count - 1 }
    /// The forecasts from the end of the history, one a model.
    var final: [[Double]] { paths.map { $0[cutoffs.count - 1] } }
}
