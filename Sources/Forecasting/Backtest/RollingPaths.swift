/// Forecasts of several models from all origins of a backtest and from the end of the history.
struct RollingPaths {
    /// Models in the order asked, those left out that say nothing of the horizon.
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
        self.cutoffs = cutoffs
        var able: [any ForecastModel] = []
        var paths: [[[Double]]] = []
        for model in models {
            var own = model.paths(for: task, cutoffs: cutoffs, horizonSlots: task.horizonSlots)
            // A model that says nothing at all of the horizon is none here; one at least is kept.
            guard own[cutoffs.count - 1].contains(where: \.isFinite) || able.isEmpty && model.name == models.last?.name
            else { continue }
            for (k, cutoff) in cutoffs.enumerated() { task.makeLawful(&own[k], cutoff: cutoff) }
            able.append(model)
            paths.append(own)
        }
        self.models = able
        self.paths = paths
    }

    /// Number of backtest origins.
    var originCount: Int { cutoffs.count - 1 }
    /// The forecasts from the end of the history, one a model.
    var final: [[Double]] { paths.map { $0[cutoffs.count - 1] } }
}
