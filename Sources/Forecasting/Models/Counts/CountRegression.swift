#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Negative-binomial regression of the slots' counts with random day effects: for queues with few contacts a slot.
///
/// μ(d, s) = exp(b₀ + x(d)·b + g(d)) · rate(weekday, s): ``CountDayEffects`` makes the first factor from the days'
/// counts, ``CountProfile`` the second from the sums by weekday and time of day; both in turns, since each is all that
/// the counts say given the other. Nothing is taken the logarithm of, so zeros are as good as other counts, and the
/// forecast is a mean: exp(η + variance/2).
/// Source: Ibrahim & L'Ecuyer, M&SOM 15 (2013) 72–85; Avramidis, Deslauriers & L'Ecuyer, Management Science 50 (2004)
/// 896–908. Profile and priors are own.
public struct CountRegression: ForecastModel {
    /// `count-regression`.
    public let name = "count-regression"
    /// `count regression with day effects`.
    public let title = "count regression with day effects"
    /// A regression, a profile and a law of the day effects.
    public let complexity = 5

    /// Days of history used at most: a year and a margin, so that annual waves can be told.
    static let maximumDays = 400
    /// Half-life of a day's weight in the profile, in days.
    static let profileHalfLifeDays = 182.0

    /// The count regression.
    public init() {}

    /// Expected volumes of the horizon; NaN at times of day that were never open.
    ///
    /// - Complexity: O(slots + days · effects · effects of a day), some ten passes
    public func path(for task: ForecastTask) -> [Double] {
        paths(for: task, cutoffs: [task.cutoff], horizonSlots: task.horizonSlots)[0]
    }

    /// A tenth better; a little less round the clock, where the calendar tells less.
    public func usualAdvantage(for timeline: SlotTimeline) -> Double { timeline.hasClosedSlots ? -0.1 : -0.08 }

    /// ``path(for:)`` from each of the rising `cutoffs`, each fit starting where the last one ended.
    public func paths(for task: ForecastTask, cutoffs: [Int], horizonSlots: Int) -> [[Double]] {
        var run = CountRegressionRun(task: task, lastCutoff: cutoffs.last ?? 0)
        return cutoffs.map { cutoff in
            run.learn(to: cutoff)
            return run.path(cutoff: cutoff, horizonSlots: min(horizonSlots, task.timeline.count - cutoff))
        }
    }
}

/// The model on its way through a history.
struct CountRegressionRun {
    private let task: ForecastTask
    private let timeline: SlotTimeline
    private let firstDay: Int
    private let rows: [[CalendarEffects.Entry]]
    private(set) var profile: CountProfile
    private(set) var effects: CountDayEffects
    /// Open days learnt from, by their index in the timeline.
    private var openDays: [Int] = []
    /// Calendar rows of ``openDays``.
    private var openRows: [[CalendarEffects.Entry]] = []
    private var isTimeKnown: [Bool]
    private var fits = 0
    private var total = 0.0
    private var learnt = 0

    init(task: ForecastTask, lastCutoff: Int) {
        self.task = task
        timeline = task.timeline
        let lastDay = lastCutoff > 0 ? task.timeline.day(lastCutoff - 1) : 0
        let firstDay = max(0, lastDay - CountRegression.maximumDays + 1)
        self.firstDay = firstDay
        let calendar = CalendarEffects(samples: firstDay..<lastDay + 1, days: timeline.days)
        rows = timeline.days[firstDay...].indices.map(calendar.row)
        effects = CountDayEffects(priorDeviations: calendar.priorDeviations)
        profile = CountProfile(slotsPerDay: timeline.slotsPerDay, slotMinutes: timeline.slotMinutes)
        isTimeKnown = [Bool](repeating: false, count: timeline.slotsPerDay)
    }

    /// Learns what is known before `cutoff`.
    mutating func learn(to cutoff: Int) {
        let lastDay = cutoff > 0 ? timeline.day(cutoff - 1) : -1
        for day in (openDays.last.map { $0 + 1 } ?? firstDay)..<max(lastDay + 1, (openDays.last ?? -1) + 1, firstDay)
        where timeline.days[day].isOpen {
            openDays.append(day)
            openRows.append(rows[day - firstDay])
        }
        guard !openDays.isEmpty else { return }
        var busyness = openDays.indices.map { fits == 0 ? 1 : effects.busyness(min($0, learnt - 1), row: openRows[$0]) }
        let rounds = fits == 0 ? 3 : 1
        for round in 0..<rounds {
            let isFirst = fits == 0 && round == 0
            if isFirst { takeFirstLook(before: cutoff) }
            let values = cutValues(busyness, before: cutoff)
            let sums = weekSums(values, busyness)
            total = sums.week.counts.reduce(0, +)
            guard total > 0 else { return }
            profile.learn(sums.week, dispersion: isFirst ? 1 : sums.dispersion)
            let days = daySums(values)
            effects.learn(counts: days.counts, exposures: days.exposures, rows: openRows, isFirst: isFirst)
            busyness = openDays.indices.map { effects.busyness($0, row: openRows[$0]) }
            learnt = openDays.count
        }
        fits += 1
    }

    private func slots(_ day: Int, before cutoff: Int) -> Range<Int> {
        let slots = timeline.slots(ofDay: day)
        return slots.lowerBound..<max(slots.lowerBound, min(slots.upperBound, cutoff))
    }

    /// Learns a profile from all but the largest value of each cell, against which floods can be told.
    private mutating func takeFirstLook(before cutoff: Int) {
        let cells = 7 * timeline.slotsPerDay
        var sums = CountProfile.Sums(cells: cells)
        var largest = [Double](repeating: 0, count: cells)
        for day in openDays {
            var cell = firstCell(day, before: cutoff)
            for slot in slots(day, before: cutoff) {
                let value = task.values[slot]
                if !value.isNaN {
                    isTimeKnown[cell % timeline.slotsPerDay] = true
                    sums.counts[cell] += min(value, largest[cell])
                    sums.exposures[cell] += 1
                    largest[cell] = max(largest[cell], value)
                }
                cell += 1
            }
        }
        guard sums.counts.contains(where: { $0 > 0 }) else {
            sums.counts = largest
            return profile.learn(sums, dispersion: 1)
        }
        profile.learn(sums, dispersion: 1)
    }

    /// The known values of each open day, floods cut to six deviations around what the rest of their day implies, so that
    /// they do not pass for a busy day.
    private func cutValues(_ busyness: [Double], before cutoff: Int) -> [ArraySlice<Double>] {
        openDays.indices.map { index in
            let day = openDays[index]
            let range = slots(day, before: cutoff)
            var values = task.values[range]
            let first = firstCell(day, before: cutoff)
            var count = 0.0
            var exposure = 0.0
            for slot in range where !values[slot].isNaN {
                count += values[slot]
                exposure += profile.rates[first + slot - range.lowerBound]
            }
            // One flood hides another until the larger one is cut.
            for _ in 0..<4 {
                var isCut = false
                for slot in range where !values[slot].isNaN {
                    let rate = profile.rates[first + slot - range.lowerBound]
                    let rest = (count - values[slot] + 1) / (exposure - rate + 1 / max(busyness[index], 1e-9))
                    let expected = rate * max(0, rest)
                    let most = expected + 6 * (expected + 0.09 * expected * expected).squareRoot() + 3
                    if values[slot] > most {
                        count += most - values[slot]
                        values[slot] = most
                        isCut = true
                    }
                }
                if !isCut { break }
            }
            return values
        }
    }

    private func firstCell(_ day: Int, before cutoff: Int) -> Int {
        timeline.days[day].weekday * timeline.slotsPerDay
            + timeline.slotOfDay(slots(day, before: cutoff).lowerBound)
    }

    /// Sums by weekday and slot, newer days counting more, and the variance of slots over Poisson's within days.
    private mutating func weekSums(
        _ values: [ArraySlice<Double>], _ busyness: [Double]
    ) -> (week: CountProfile.Sums, dispersion: Double) {
        let perDay = timeline.slotsPerDay
        var sums = CountProfile.Sums(cells: 7 * perDay)
        var excess = 0.0
        var number = 0.0
        for (index, day) in openDays.enumerated() {
            let age = Double((openDays.last ?? day) - day)
            let weight = exp2(-age / CountRegression.profileHalfLifeDays)
            var cell = timeline.days[day].weekday * perDay + timeline.slotOfDay(values[index].startIndex)
            for value in values[index] {
                if !value.isNaN {
                    let expected = profile.rates[cell] * busyness[index]
                    sums.counts[cell] += weight * value
                    sums.exposures[cell] += weight * busyness[index]
                    isTimeKnown[cell % perDay] = true
                    if expected > 0 {
                        excess += (value - expected) * (value - expected) / expected
                        number += 1
                    }
                }
                cell += 1
            }
        }
        return (sums, number > 0 ? excess / number : 1)
    }

    /// Count and exposure of each open day.
    private func daySums(_ values: [ArraySlice<Double>]) -> (counts: [Double], exposures: [Double]) {
        let perDay = timeline.slotsPerDay
        var counts = [Double](repeating: 0, count: openDays.count)
        var exposures = counts
        for (index, day) in openDays.enumerated() {
            var cell = timeline.days[day].weekday * perDay + timeline.slotOfDay(values[index].startIndex)
            for value in values[index] {
                if !value.isNaN {
                    counts[index] += value
                    exposures[index] += profile.rates[cell]
                }
                cell += 1
            }
        }
        return (counts, exposures)
    }

    /// The path from `cutoff`, to which everything was learnt.
    func path(cutoff: Int, horizonSlots: Int) -> [Double] {
        let perDay = timeline.slotsPerDay
        var path = [Double](repeating: .nan, count: horizonSlots)
        guard !openDays.isEmpty else { return path }
        var ahead = 0
        var busyness = 0.0
        var day = -1
        for step in 0..<horizonSlots {
            let slot = cutoff + step
            let own = timeline.day(slot)
            if own != day {
                day = own
                let isLearnt = openDays.last == day
                if timeline.days[day].isOpen, !isLearnt { ahead += 1 }
                busyness = total > 0 ? effects.busyness(stepsAhead: ahead, row: rows[day - firstDay]) : 0
            }
            let time = timeline.slotOfDay(slot)
            if isTimeKnown[time] { path[step] = busyness * profile.rates[timeline.days[day].weekday * perDay + time] }
        }
        return path
    }
}
