import ContactCenter
import Forecasting

/// Sample paths of all streams of a plan, read by interval or by day.
public struct JointPaths: Sendable {
    /// An interval of the forecast and where its value lies on a path.
    struct Interval: Sendable {
        var start: Instant
        var slot: Int
        /// Its volume as a share of its slot's: 1, unless an override changed one of two hours that the clock shows alike.
        var share: Double
        /// As forecast.
        var volume: Double
        var ahtSeconds: Double?
    }

    /// One stream: its volume is series 2k of the paths, its handle time series 2k + 1.
    struct Course: Sendable {
        var stream: QueueChannel
        var intervals: [Interval]
    }

    let courses: [Course]
    let intervalSeconds: Int
    let start: LocalTime
    let slotMinutes: Int
    let paths: SamplePaths

    /// Number of paths.
    public var count: Int { paths.pathCount }

    /// The intervals of path `index`, 0 ..< ``count``, by stream and time.
    public func intervals(ofPath index: Int) -> [SamplePathInterval] {
        courses.enumerated().flatMap { k, course in
            course.intervals.map { interval in
                SamplePathInterval(
                    stream: course.stream, start: interval.start, intervalSeconds: intervalSeconds,
                    volume: interval.share * paths[path: index, series: 2 * k, slot: interval.slot],
                    ahtSeconds: interval.ahtSeconds == nil
                        ? nil : paths[path: index, series: 2 * k + 1, slot: interval.slot])
            }
        }
    }

    /// Totals of every day on which anything is open: all streams together, then stream by stream.
    ///
    /// The mean is the sum of the forecast's intervals; the intervals are quantiles of the day's total over the paths,
    /// because quantiles of parts do not add up to those of the whole.
    public func days() -> [DayForecast] {
        let dayCount = paths.dayCount
        var rows: [DayForecast] = []
        var all = [Sums](repeating: Sums(paths: count), count: dayCount)
        var byStream: [[Sums]] = []
        for (k, course) in courses.enumerated() {
            var sums = [Sums](repeating: Sums(paths: count), count: dayCount)
            for interval in course.intervals {
                sums[interval.slot / paths.slotsPerDay].add(interval, series: 2 * k, paths: paths)
            }
            for day in 0..<dayCount { all[day].add(sums[day]) }
            byStream.append(sums)
        }
        let groups = (courses.count > 1 ? [(nil, all)] : []) + zip(courses, byStream).map { ($0.stream, $1) }
        for (stream, sums) in groups as [(QueueChannel?, [Sums])] {
            for (day, sum) in sums.enumerated() where sum.intervals > 0 {
                rows.append(
                    DayForecast(
                        stream: stream, date: start.date + day,
                        volume: Self.total(sum.volume, sum.volumes),
                        workSeconds: sum.isWorkKnown ? Self.total(nil, sum.work) : nil))
            }
        }
        return rows
    }

    /// What a day holds on each path.
    private struct Sums {
        var volume = 0.0
        var volumes: [Double]
        var work: [Double]
        var intervals = 0
        var isWorkKnown = true

        init(paths: Int) {
            volumes = [Double](repeating: 0, count: paths)
            work = volumes
        }

        mutating func add(_ interval: Interval, series: Int, paths: SamplePaths) {
            intervals += 1
            volume += interval.volume
            if interval.ahtSeconds == nil, interval.volume > 0 { isWorkKnown = false }
            for path in volumes.indices {
                let contacts = interval.share * paths[path: path, series: series, slot: interval.slot]
                volumes[path] += contacts
                work[path] += contacts * paths[path: path, series: series + 1, slot: interval.slot]
            }
        }

        mutating func add(_ other: Sums) {
            intervals += other.intervals
            volume += other.volume
            isWorkKnown = isWorkKnown && other.isWorkKnown
            for path in volumes.indices {
                volumes[path] += other.volumes[path]
                work[path] += other.work[path]
            }
        }
    }

    private static func total(_ mean: Double?, _ values: [Double]) -> DayForecast.Total {
        let mean = mean ?? values.reduce(0, +) / Double(values.count)
        let ends = SamplePaths.quantiles([0.025, 0.1, 0.9, 0.975], of: values)
        return DayForecast.Total(
            mean: mean, band80: .init(lower: min(ends[1], mean), upper: max(ends[2], mean)),
            band95: .init(lower: min(ends[0], mean), upper: max(ends[3], mean)))
    }
}
