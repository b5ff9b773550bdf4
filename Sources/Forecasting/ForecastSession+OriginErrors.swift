import ContactCenter

/// What the choice forecast from earlier origins and what came, of volume and handle time: what sample paths are drawn
/// from and reconciliation is learnt from.
public struct PastForecasts: Hashable, Sendable {
    /// Volumes.
    public var volume: OriginErrors
    /// Handle times of the slots in which anything was answered.
    public var handleTime: OriginErrors

    /// Errors of volumes and of handle times from the same origins.
    public init(volume: OriginErrors, handleTime: OriginErrors) {
        self.volume = volume
        self.handleTime = handleTime
    }
}

extension ForecastSession {
    /// Errors of the choice from the origins of its own backtest, over the slots of its horizon.
    func originErrors() -> OriginErrors {
        errors(of: rolling.models.indices.map { rolling.paths[$0] }, cutoffs: rolling.cutoffs.dropLast())
    }

    /// Errors of volume and handle time from origins that other series share.
    ///
    /// - Parameters:
    ///   - origins: Start of the first slot not known at each origin, rising. An origin that the history does not reach,
    ///     or that has less than two weeks before it, is kept with nothing known, so that origin k is the same time in
    ///     all series.
    ///   - series: The series of the request.
    ///   - prior: As for the forecast of its handle time.
    func pastForecasts(from origins: [LocalTime], series: VolumeSeries, prior: HandleTimePrior?) -> PastForecasts {
        let slots = task.horizonSlots
        var past = PastForecasts(
            volume: OriginErrors(slotsPerOrigin: slots), handleTime: OriginErrors(slotsPerOrigin: slots))
        let first = task.values.firstIndex { !$0.isNaN } ?? 0
        let least = first + BacktestPlan.minimumDays * task.timeline.slotsPerDay
        let wanted = origins.map { origin -> Int? in
            let minutes = origin - series.start
            let cutoff = minutes / series.slotMinutes
            return minutes % series.slotMinutes == 0 && cutoff >= least && cutoff < task.cutoff ? cutoff : nil
        }
        let cutoffs = wanted.compactMap(\.self)
        let volumes = errors(of: choicePaths(from: cutoffs), cutoffs: cutoffs[...])
        var k = 0
        for cutoff in wanted {
            guard let cutoff else {
                past.volume.addOrigin(forecast: [Double](), actual: [Double]())
                past.handleTime.addOrigin(forecast: [Double](), actual: [Double]())
                continue
            }
            let range = k * slots..<(k + 1) * slots
            past.volume.addOrigin(forecast: volumes.forecasts[range], actual: volumes.actuals[range])
            let times = handleTimes(at: cutoff, volumes: volumes.forecasts[range], series: series, prior: prior)
            past.handleTime.addOrigin(forecast: times.forecast, actual: times.actual)
            k += 1
        }
        return past
    }

    /// Paths of the models from `cutoffs`, rising, by model; all zero for a model that has no weight.
    private func choicePaths(from cutoffs: [Int]) -> [[[Double]]] {
        if cutoffs == Array(rolling.cutoffs.dropLast()) { return rolling.paths }
        let members = combination.members.map(\.model)
        let own = RollingPaths(
            models: members.map { rolling.models[$0] }, task: task, cutoffs: cutoffs + [task.cutoff])
        return rolling.models.indices.map { model in
            if let index = own.models.firstIndex(where: { $0.name == rolling.models[model].name }) {
                return own.paths[index]
            }
            return cutoffs.map { cutoff in
                [Double](repeating: 0, count: min(task.horizonSlots, task.timeline.count - cutoff))
            }
        }
    }

    /// The errors of the combination of `paths` (by model, then origin) against what is known.
    private func errors(of paths: [[[Double]]], cutoffs: ArraySlice<Int>) -> OriginErrors {
        var errors = OriginErrors(slotsPerOrigin: task.horizonSlots)
        for (k, cutoff) in cutoffs.enumerated() {
            errors.addOrigin(
                forecast: combination.path(paths.map { $0[k] }, slotsPerDay: task.timeline.slotsPerDay),
                actual: task.values[cutoff..<min(task.cutoff, cutoff + task.horizonSlots)])
        }
        return errors
    }

    /// Handle times as they would have been forecast at a cutoff, and those that came.
    private func handleTimes(
        at cutoff: Int, volumes: ArraySlice<Double>, series: VolumeSeries, prior: HandleTimePrior?
    ) -> (forecast: [Double], actual: [Double]) {
        guard let seconds = series.handleSeconds, let answered = series.answered else { return ([], []) }
        let known = cutoff..<min(task.cutoff, cutoff + task.horizonSlots)
        let earlier = task.earlier(cutoff: cutoff, horizonSlots: known.count)
        let model = HandleTimeModel(series: series, task: earlier, prior: prior)
        let forecast = model.forecast(task: earlier, volumes: volumes.prefix(known.count).map { $0.isNaN ? 0 : $0 })
        return (
            forecast.mean.map { $0 ?? .nan },
            known.map { answered[$0] > 0 && !task.values[$0].isNaN ? seconds[$0] / answered[$0] : .nan }
        )
    }
}
