import ContactCenter

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Days on which the volume of a stream changed for good.
///
/// On every day the four weeks before are compared with the four weeks from it on, weekday by weekday, on the logarithm.
/// A change is a level shift when it is at least ``leastChange``, more than ``limit`` of its standard errors, and abrupt:
/// the week before and the week after already show most of it (a trend shows a quarter). Of neighbouring days the one
/// with the clearest change is reported.
///
/// The standard error is the larger of two: from the median absolute deviation within weekday and side, widened for days
/// that follow each other's level (variance × (1 + φ)/(1 − φ), φ their correlation from day to day, at least 0.3); and
/// half the robust deviation of the changes from week to week over the whole history, which knows how far the level
/// usually wanders (the difference of two means of four weeks has half the variance of a difference of two weeks).
/// On series without a step (day effects of 10 % with a memory of 0.5 to 0.7, growth, a wave of the year, low counts)
/// about one half year in sixty has a false report; a step of a third is found in nine of ten series with day effects of
/// 6 %, a doubling always.
/// Source: own; the widening by φ: Bartlett, JRSS 98 (1935) 536–543.
public enum LevelShifts {
    /// A lasting change.
    public struct Shift: Hashable, Sendable {
        /// First day of the new level.
        public var date: CivilDate
        /// New level over old.
        public var factor: Double
        /// Contacts of a usual day in the weeks before.
        public var before: Double
        /// Contacts of a usual day in the weeks after.
        public var after: Double
        /// The change of the logarithm over its standard error.
        var clarity: Double
    }

    /// Smallest change reported, on the logarithm (16 %).
    public static let leastChange = 0.15
    /// Standard errors from which a change is one.
    public static let limit = 6.0
    /// Share of the change that the adjoining weeks must show.
    public static let abruptShare = 0.6
    /// Days on either side.
    static let windowDays = 28
    /// Fewest days of a weekday on either side.
    static let leastPerWeekday = 3

    /// The level shifts among daily totals, by date.
    ///
    /// - Complexity: O(days × window)
    public static func find(_ totals: [CivilDate: Double]) -> [Shift] {
        let dates = totals.keys.sorted()
        var found: [Shift] = []
        let wandering = weeklyWandering(totals, dates: dates)
        for date in dates {
            guard let shift = shift(at: date, totals, wandering: wandering) else { continue }
            // The comparison of neighbouring days sees the same change.
            if let last = found.last, date - last.date < windowDays {
                if shift.clarity > last.clarity { found[found.count - 1] = shift }
            } else {
                found.append(shift)
            }
        }
        return found
    }

    /// Robust standard deviation of the change of the level from one week to the next, on the logarithm.
    private static func weeklyWandering(_ totals: [CivilDate: Double], dates: [CivilDate]) -> Double {
        guard let first = dates.first else { return 0 }
        var weeks: [Int: (sum: Double, count: Double)] = [:]
        for date in dates {
            guard let total = totals[date], let next = totals[date + 7] else { continue }
            let week = (date - first) / 7
            let (sum, count) = weeks[week] ?? (0, 0)
            weeks[week] = (sum + log(next + 0.5) - log(total + 0.5), count + 1)
        }
        let changes = weeks.values.map { $0.sum / $0.count }
        guard changes.count >= 4 else { return 0 }
        let middle = RobustReference.median(changes)
        return 1.4826 * RobustReference.median(changes.map { abs($0 - middle) })
    }

    private static func shift(at date: CivilDate, _ totals: [CivilDate: Double], wandering: Double) -> Shift? {
        var changes: [Double] = []
        var nearChanges: [Double] = []
        var residuals: [(day: Int, value: Double)] = []
        var levels: (before: [Double], after: [Double]) = ([], [])
        for weekday in 0..<7 {
            let before = stride(from: weekday - 7, through: -windowDays, by: -7).compactMap { offset in
                totals[date + offset].map { (offset, $0) }
            }
            let after = stride(from: weekday, to: windowDays, by: 7).compactMap { offset in
                totals[date + offset].map { (offset, $0) }
            }
            guard before.count >= leastPerWeekday, after.count >= leastPerWeekday else { continue }
            let medians = [before, after].map { side in RobustReference.median(side.map { log($0.1 + 0.5) }) }
            changes.append(medians[1] - medians[0])
            if before[0].0 >= -7 && after[0].0 < 7 {
                nearChanges.append(log(after[0].1 + 0.5) - log(before[0].1 + 0.5))
            }
            for (median, side) in zip(medians, [before, after]) {
                residuals += side.map { ($0.0, log($0.1 + 0.5) - median) }
            }
            levels.before.append(RobustReference.median(before.map(\.1)))
            levels.after.append(RobustReference.median(after.map(\.1)))
        }
        guard let weekdays = Double(exactly: changes.count), weekdays > 0, !nearChanges.isEmpty else { return nil }
        let change = changes.reduce(0, +) / weekdays
        let near = RobustReference.median(nearChanges)
        guard abs(change) >= leastChange, near * change > 0, abs(near) >= abruptShare * abs(change) else { return nil }
        let error = max(wandering / 2, standardError(residuals, level: levels.before.reduce(0, +) / weekdays))
        guard abs(change) > limit * error else { return nil }
        return Shift(
            date: date, factor: exp(change), before: levels.before.reduce(0, +) / weekdays,
            after: levels.after.reduce(0, +) / weekdays, clarity: abs(change) / error)
    }

    /// Standard error of the difference of two windows' levels; the counting noise of `level` is the least spread a day
    /// can have.
    private static func standardError(_ residuals: [(day: Int, value: Double)], level: Double) -> Double {
        let ordered = residuals.sorted { $0.day < $1.day }
        // A median of four lies nearer to its own values than the truth does: √(4/3).
        let spread = 1.4826 * 1.155 * RobustReference.median(ordered.map { abs($0.value) })
        var product = 0.0
        var square = 0.0
        for (a, b) in zip(ordered, ordered.dropFirst()) {
            product += min(max(a.value, -3 * spread), 3 * spread) * min(max(b.value, -3 * spread), 3 * spread)
            square += min(a.value * a.value, 9 * spread * spread)
        }
        let memory = min(0.8, max(0.3, square > 0 ? product / square : 0))
        let least = 1 / (max(level, 1)).squareRoot()
        // Medians of four values are 1.2 times as uncertain as their mean.
        let perDay = 1.2 * max(spread, least) * ((1 + memory) / (1 - memory)).squareRoot()
        return perDay * (4 / Double(ordered.count)).squareRoot()
    }
}
