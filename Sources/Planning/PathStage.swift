import ContactCenter
import Forecasting

/// Forecast → sample paths: equally likely courses of all queues, channels and handle times together.
public struct PathStage: Sendable {
    /// Paths that a day's quantiles are read from when nobody says how many.
    public static let usualPaths = 1000
    /// Numbers that may be kept at once: a gigabyte.
    static let mostValues = 1 << 27

    private let workspace: PlanWorkspace

    /// The path stage of a plan.
    public init(_ workspace: PlanWorkspace) { self.workspace = workspace }

    /// Draws `count` paths (1…65,536) of a forecast made with its past errors.
    ///
    /// The paths have the forecast's mean and intervals in every interval, overrides included, and move together as past
    /// errors did. Same forecast, seed and count: same paths.
    /// - Throws: `PlanningError` when they would not fit into memory.
    public func run(forecast: ForecastStage.Outcome, count: Int) throws(PlanningError) -> JointPaths {
        let minutes = workspace.plan.intervalMinutes
        let slotsPerDay = 1440 / minutes
        let slots = (forecast.days.upperBound - forecast.days.lowerBound + 1) * slotsPerDay
        let start = LocalTime(date: forecast.days.lowerBound)
        let rows = Dictionary(grouping: forecast.intervals, by: \.stream)
        let streams = rows.keys.sorted()
        guard count * slots <= Self.mostValues / max(1, 2 * streams.count) else {
            throw .invalid(
                "\(count) paths of \(streams.count) queues over \(slots) intervals do not fit into memory",
                hint: "ask for at most \(Self.mostValues / max(1, 2 * streams.count * slots)) paths, or fewer weeks")
        }
        let origins = forecast.past.values.map(\.volume.originCount).max() ?? 0
        var series: [PathSeries] = []
        var courses: [JointPaths.Course] = []
        for stream in streams {
            let margins = SlotMargins(
                rows[stream] ?? [], slots: slots, slotOf: { workspace.zone.localTime(at: $0) - start }, minutes: minutes
            )
            let unknown = OriginErrors(unknownOrigins: origins, slotsPerOrigin: slots)
            let past = forecast.past[stream] ?? PastForecasts(volume: unknown, handleTime: unknown)
            series.append(
                PathSeries(
                    name: stream.description, mean: margins.volume, levels: [0.025, 0.1, 0.9, 0.975],
                    quantiles: [margins.lower95, margins.lower80, margins.upper80, margins.upper95],
                    past: past.volume))
            series.append(
                PathSeries(
                    name: stream.description, measure: .average, mean: margins.aht, levels: [0.1, 0.9],
                    quantiles: [margins.ahtLower80, margins.ahtUpper80], past: past.handleTime))
            courses.append(JointPaths.Course(stream: stream, intervals: margins.intervals))
        }
        return JointPaths(
            courses: courses, intervalSeconds: minutes * 60, start: start, slotMinutes: minutes,
            paths: samplePaths(
                SamplePathRequest(
                    series: series, slotsPerDay: slotsPerDay, pathCount: count, wholeNumbers: true,
                    seed: workspace.plan.seed)))
    }
}

/// The intervals of one stream laid on the wall-clock grid of a horizon; 0 where closed.
private struct SlotMargins {
    var volume: [Double]
    var lower80: [Double]
    var upper80: [Double]
    var lower95: [Double]
    var upper95: [Double]
    var aht: [Double]
    var ahtLower80: [Double]
    var ahtUpper80: [Double]
    var intervals: [JointPaths.Interval] = []

    init(_ rows: [ForecastInterval], slots: Int, slotOf: (Instant) -> Int, minutes: Int) {
        let zero = [Double](repeating: 0, count: slots)
        (volume, lower80, upper80, lower95, upper95) = (zero, zero, zero, zero, zero)
        (aht, ahtLower80, ahtUpper80) = (zero, zero, zero)
        for row in rows {
            let slot = slotOf(row.start) / minutes
            guard zero.indices.contains(slot) else { continue }
            // The second of two hours that the clock shows alike goes the way of the first.
            if volume[slot] == 0 {
                volume[slot] = row.volume
                (lower80[slot], upper80[slot]) = (row.volume80.lower, row.volume80.upper)
                (lower95[slot], upper95[slot]) = (row.volume95.lower, row.volume95.upper)
                aht[slot] = row.ahtSeconds ?? 0
                ahtLower80[slot] = row.ahtSeconds80?.lower ?? aht[slot]
                ahtUpper80[slot] = row.ahtSeconds80?.upper ?? aht[slot]
            }
            intervals.append(
                JointPaths.Interval(
                    start: row.start, slot: slot, share: volume[slot] > 0 ? row.volume / volume[slot] : 0,
                    volume: row.volume, ahtSeconds: row.ahtSeconds))
        }
    }
}
