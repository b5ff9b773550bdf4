import NumericalMethods

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// How a day's volume spreads over its slots, one profile a weekday, and the day totals it implies.
///
/// Shares are Σ w y / Σ w T over the known slots (w halves every five weeks, single slots far off are cut), so that
/// missing slots and half days do no harm. A weekday's square-root profile is the common profile's plus a deviation;
/// the deviations' singular components are kept by the share of their energy that counting noise cannot explain, and
/// the common profile is smoothed over neighbouring slots as far as one half of the weeks predicts the other better.
/// Source: own; Shen & Huang, "Interday forecasting and intraday updating of call center arrivals", M&SOM 10 (2008)
/// 391–410 (low rank of the square-root profiles); Efron & Morris, JASA 68 (1973) 117–130 (shrinkage).
struct IntradayProfile {
    /// The volume of a day.
    struct DayTotal {
        /// What the known slots imply for the weekday's whole usual day.
        var fullDay: Double
        /// Share of the usual day's volume that the known slots hold, 0…1.
        var knownShare: Double
    }

    /// Half-life of a day's weight, in days.
    static let halfLifeDays = 35.0

    /// One total a day, in order.
    private(set) var dayTotals: [DayTotal]
    private var shares: [[Double]]

    /// Share of the weekday's usual total in the slot; NaN for a time of day never known.
    func share(weekday: Int, slot: Int) -> Double { shares[weekday][slot] }

    /// The profiles of the task's `days`.
    init(task: ForecastTask, days: Range<Int>) {
        let timeline = task.timeline
        let slots = timeline.slotsPerDay
        let usual = Self.usualSlots(task, days: days)
        shares = usual.map { open in
            let count = Double(open.reduce(0) { $0 + ($1 ? 1 : 0) })
            return open.map { $0 ? 1 / max(count, 1) : .nan }
        }
        dayTotals = days.map { _ in DayTotal(fullDay: 0, knownShare: 0) }
        guard slots > 1 else {
            shares = [[Double]](repeating: [1], count: 7)
            setTotals(task, days: days, isCut: false)
            return
        }
        // Flat shares give first totals, those the first shares, and with them outlying slots can be told and cut.
        for round in 0..<3 {
            setTotals(task, days: days, isCut: round == 2)
            let sums = ProfileSums(task: task, days: days, totals: dayTotals, shares: round == 2 ? shares : nil)
            shares = sums.shrunk(usual: usual, isFinal: round == 2)
        }
        setTotals(task, days: days, isCut: true)
    }

    /// Known volume over its known share, day by day; single slots cut to a plausible distance when `isCut`.
    private mutating func setTotals(_ task: ForecastTask, days: Range<Int>, isCut: Bool) {
        for (offset, day) in days.enumerated() {
            let profile = shares[task.timeline.days[day].weekday]
            let slots = task.timeline.slots(ofDay: day)
            var volume = 0.0
            var share = 0.0
            for slot in slots where slot < task.cutoff && !task.values[slot].isNaN {
                let p = profile[task.timeline.slotOfDay(slot)]
                guard !p.isNaN else { continue }
                volume += isCut ? Self.cut(task.values[slot], around: dayTotals[offset].fullDay * p) : task.values[slot]
                share += p
            }
            dayTotals[offset] = DayTotal(fullDay: share > 0 ? volume / share : 0, knownShare: min(1, share))
        }
    }

    /// A value cut to four Poisson-and-30 % deviations around what is expected.
    static func cut(_ value: Double, around expected: Double) -> Double {
        let reach = 4 * (expected + 0.09 * expected * expected).squareRoot() + 1
        return min(max(value, expected - reach), expected + reach)
    }

    /// For each weekday, the times of day open on at least half of its open days; those open on any weekday where
    /// a weekday was never open.
    private static func usualSlots(_ task: ForecastTask, days: Range<Int>) -> [[Bool]] {
        let timeline = task.timeline
        var counts = [[Int]](repeating: [Int](repeating: 0, count: timeline.slotsPerDay), count: 7)
        var openDays = [Int](repeating: 0, count: 7)
        for day in days where timeline.days[day].isOpen {
            let weekday = timeline.days[day].weekday
            var isSeen = false
            for slot in timeline.slots(ofDay: day) where slot < task.cutoff && timeline.isOpen[slot] {
                counts[weekday][timeline.slotOfDay(slot)] += 1
                isSeen = true
            }
            if isSeen { openDays[weekday] += 1 }
        }
        let any = (0..<timeline.slotsPerDay).map { slot in counts.contains { $0[slot] > 0 } }
        return (0..<7).map { w in
            openDays[w] == 0 ? any : counts[w].map { 2 * $0 >= openDays[w] }
        }
    }
}
