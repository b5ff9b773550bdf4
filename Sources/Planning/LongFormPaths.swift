import ContactCenter
import FileFormats
import Forecasting

extension ForecastOrigin {
    /// The paths of an answer at the listed steps; `nil` without paths.
    func longPaths(_ answer: ForecastEngine.Answer) -> LongPaths? {
        guard let paths = answer.samplePaths else { return nil }
        return LongPaths(
            id: series.id, cutoff: cutoffTime, times: listed.map { series.time(of: cutoff + $0) },
            paths: (0..<paths.pathCount).map { index in
                listed.map { paths[path: index, series: 0, slot: $0] }
            })
    }

    /// The totals of the days that have a listed step: sums of the default choice's path, and as intervals quantiles of
    /// the day's total over the sample paths; `nil` without paths.
    func longDays(_ answer: ForecastEngine.Answer, levels: [Int]) -> LongForecast? {
        guard let paths = answer.samplePaths, let mean = answer.paths.first?.mean else { return nil }
        let listedDays = Set(listed.map { (paths.firstSlotOfDay + $0) / paths.slotsPerDay })
        var column = LongForecast.Column(model: ModelPath.defaultName, mean: [])
        column.bands = levels.map { LongForecast.Band(level: $0, lower: [], upper: []) }
        var times: [LocalTime] = []
        for day in 0..<paths.dayCount where listedDays.contains(day) {
            let slots = paths.slots(ofDay: day)
            let expected = slots.reduce(0) { $0 + mean[$1] }
            let totals = paths.totals(of: [0], slots: slots)
            times.append(LocalTime(date: series.time(of: cutoff + slots.lowerBound).date))
            column.mean.append(expected)
            for (index, level) in levels.enumerated() {
                let tail = (1 - Double(level) / 100) / 2
                let ends = SamplePaths.quantiles([tail, 1 - tail], of: totals)
                column.bands[index].lower.append(min(ends[0], expected))
                column.bands[index].upper.append(max(ends[1], expected))
            }
        }
        return LongForecast(id: series.id, cutoff: cutoffTime, times: times, columns: [column])
    }
}

extension OriginForecast {
    /// Sample paths of the default choice, whose last two intervals are of 80 % and 95 %.
    func samplePaths(of request: ForecastEngine.Request) -> SamplePaths? {
        guard let choice = paths.first, let errors, choice.intervals.count >= 2 else { return nil }
        let narrow = choice.intervals[choice.intervals.count - 2]
        let wide = choice.intervals[choice.intervals.count - 1]
        let perDay = request.series.slotsPerDay
        let first = request.series.start.minuteOfDay / request.series.slotMinutes + request.cutoffSlot
        // Series have streams of their own, whatever their order in the file.
        let own = request.series.id.utf8.reduce(14_695_981_039_346_656_037 as UInt64) {
            ($0 ^ UInt64($1)) &* 1_099_511_628_211
        }
        return Forecasting.samplePaths(
            SamplePathRequest(
                series: [
                    PathSeries(
                        name: request.series.id, mean: choice.mean, levels: [0.025, 0.1, 0.9, 0.975],
                        quantiles: [wide.lower, narrow.lower, narrow.upper, wide.upper], past: errors)
                ], slotsPerDay: perDay, firstSlotOfDay: first % perDay, pathCount: request.pathCount,
                seed: request.seed ^ own))
    }
}
