#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

import ContactCenter

/// What the external drivers say of a day, and what they said of the days that a forecast from a cutoff has learnt from.
///
/// A driver's values are compared with its own mean on the weekday and divided by their deviation. Each driver gives the
/// day's value and those of the three days before, for effects that come late; and its mean over the last week and the
/// last four weeks before the cutoff, since a forecast already knows the level that those brought about, in part or
/// whole. Unknown values, and those too far ahead to be known, make a feature of 0.
struct DriverFeatures: Sendable {
    /// Days by which an effect may come late.
    static let lags = 3
    /// Days before the cutoff over which a driver is averaged.
    static let windows = [7, 28]
    /// Skewness from which a positive driver is taken the logarithm of.
    static let logSkewness = 1.0

    /// One driver by day of the timeline.
    private struct Column: Sendable {
        /// Standardised value of each day; NaN unknown.
        var values: [Double]
        /// Days after a cutoff up to which a value is known then.
        var daysAhead: Int
    }

    private let columns: [Column]
    /// Names of the drivers used, and of those of no use: constant, or unknown where it matters.
    let used: [String]
    /// Names of the drivers left out.
    let ignored: [String]

    /// Number of features.
    var count: Int { columns.count * (Self.lags + 1 + Self.windows.count) }

    /// The features of the drivers of `task`. How far ahead a driver is known is read off at the task's cutoff, and
    /// taken to have been so at earlier ones.
    init(_ task: ForecastTask) {
        let timeline = task.timeline
        let lastDay = task.cutoff > 0 ? timeline.day(task.cutoff - 1) : 0
        var columns: [Column] = []
        var used: [String] = []
        var ignored: [String] = []
        for driver in task.drivers {
            let days = Self.dayMeans(driver, timeline)
            let daysAhead = (days.lastIndex { !$0.isNaN } ?? 0) - lastDay
            guard daysAhead > 0,
                let values = Self.standardised(days, weekdays: timeline.days.map(\.weekday), history: lastDay + 1)
            else {
                ignored.append(driver.name)
                continue
            }
            columns.append(Column(values: values, daysAhead: daysAhead))
            used.append(driver.name)
        }
        self.columns = columns
        self.used = used
        self.ignored = ignored
    }

    /// First day with a known value of any driver; nil without drivers.
    var firstKnownDay: Int? { columns.compactMap { $0.values.firstIndex { !$0.isNaN } }.min() }

    /// Mean over each day's open slots, or over all its slots where none is open.
    private static func dayMeans(_ driver: ExternalDriver, _ timeline: SlotTimeline) -> [Double] {
        timeline.days.indices.map { day in
            var sums = (open: 0.0, all: 0.0)
            var counts = (open: 0.0, all: 0.0)
            for slot in timeline.slots(ofDay: day) {
                let value = driver.value(at: slot)
                guard value.isFinite else { continue }
                sums.all += value
                counts.all += 1
                if timeline.isOpen[slot] {
                    sums.open += value
                    counts.open += 1
                }
            }
            return counts.open > 0 ? sums.open / counts.open : counts.all > 0 ? sums.all / counts.all : .nan
        }
    }

    /// Values less their weekday's mean, deviation 1 over the `history` first days, the logarithm first where positive and
    /// skewed; nil when constant or unknown there.
    private static func standardised(_ days: [Double], weekdays: [Int], history: Int) -> [Double]? {
        guard let raw = moments(days.prefix(history)) else { return nil }
        let isSkewed = raw.skewness > logSkewness && days.allSatisfy { $0.isNaN || $0 > 0 }
        var values = isSkewed ? days.map { log($0) } : days
        let mean = moments(values.prefix(history))?.mean ?? raw.mean
        // A weekday seen once or twice is drawn to the mean of all days.
        var sums = [Double](repeating: 2 * mean, count: 7)
        var counts = [Double](repeating: 2, count: 7)
        for day in 0..<min(history, values.count) where !values[day].isNaN {
            sums[weekdays[day]] += values[day]
            counts[weekdays[day]] += 1
        }
        for day in values.indices { values[day] -= sums[weekdays[day]] / counts[weekdays[day]] }
        guard let rest = moments(values.prefix(history)), rest.deviation > 1e-6 * raw.deviation else { return nil }
        return values.map { ($0 - rest.mean) / rest.deviation }
    }

    /// Mean, deviation and skewness of the known values; nil for fewer than two or equal ones.
    private static func moments(_ values: ArraySlice<Double>) -> (mean: Double, deviation: Double, skewness: Double)? {
        let known = values.filter { !$0.isNaN }
        guard known.count >= 2 else { return nil }
        let n = Double(known.count)
        let mean = known.reduce(0, +) / n
        let deviation = (known.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / n).squareRoot()
        guard deviation.isFinite, deviation > 1e-9 * max(1, abs(mean)) else { return nil }
        let third = known.reduce(0) { sum, value in
            let z = (value - mean) / deviation
            return sum + z * z * z
        }
        return (mean, deviation, third / n)
    }

    /// The features of `day` as seen from a cutoff in the day `firstDay`.
    func row(day: Int, firstDay: Int) -> [Double] {
        var row: [Double] = []
        row.reserveCapacity(count)
        for column in columns {
            for lag in 0...Self.lags {
                let source = day - lag
                let isKnown = source >= 0 && source < firstDay + column.daysAhead && !column.values[source].isNaN
                // The later an effect comes the smaller it is thought to be.
                row.append(isKnown ? column.values[source] / Double(1 << lag) : 0)
            }
            for window in Self.windows {
                var sum = 0.0
                var number = 0.0
                for past in max(0, firstDay - window)..<firstDay where !column.values[past].isNaN {
                    sum += column.values[past]
                    number += 1
                }
                row.append(number > 0 ? sum / number : 0)
            }
        }
        return row
    }
}
