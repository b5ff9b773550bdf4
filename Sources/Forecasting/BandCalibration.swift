/// Bands of a model at a cutoff, learnt from its errors that were known then.
extension BacktestRuns {
    /// Earlier cutoffs whose errors make the bands.
    static let calibrationCutoffs = 8

    /// The bands of `model` as of `end`, from its forecasts at earlier cutoffs against what had come true by `end`.
    mutating func bands(of model: any ForecastModel, asOf end: Int, plan: BacktestPlan) -> PredictionBands {
        let timeline = task.timeline
        var samples: [PredictionBands.Sample] = []
        for cutoff in plan.calibrationCutoffs(before: end, count: Self.calibrationCutoffs) {
            let path = self.path(model, cutoff: cutoff)
            for (lead, actual) in actuals(after: cutoff, steps: path.count, knownAt: end).enumerated()
            where !actual.isNaN {
                samples.append(
                    .init(
                        forecast: path[lead], actual: actual, lead: lead,
                        slotOfDay: timeline.slotOfDay(cutoff + lead),
                        dayKey: cutoff * timeline.days.count + timeline.day(cutoff + lead)))
            }
        }
        return PredictionBands(samples: samples, slotsPerDay: timeline.slotsPerDay)
    }

    /// Scores of `model` with bands, each cutoff's bands learnt from what was known at that cutoff.
    mutating func bandedScores(of model: any ForecastModel, plan: BacktestPlan) -> AccuracyScores {
        var scores = AccuracyScores()
        for cutoff in plan.cutoffs {
            let mean = path(model, cutoff: cutoff)
            let bands = self.bands(of: model, asOf: cutoff, plan: plan)
                .bands(mean: mean, cutoff: cutoff, timeline: task.timeline)
            let scale = NaiveScale(values: task.values[..<cutoff], season: task.timeline.slotsPerWeek)
            scores.add(
                actuals: actuals(after: cutoff, steps: mean.count, knownAt: task.cutoff), mean: mean, bands: bands,
                scale: scale.absolute, squareScale: scale.square)
        }
        return scores
    }
}
