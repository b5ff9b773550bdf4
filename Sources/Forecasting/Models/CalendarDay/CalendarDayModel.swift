import NumericalMethods

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The day's total from the calendar and the level, spread over the day by an intraday profile.
///
/// volume(d, s) = exp(calendar effects of d + level + day effect) · profile of d's weekday at s.
/// ``DayTotalFilter`` makes the first factor, ``IntradayProfile`` the second; a day of which only a part is known
/// counts with the total that its known part implies. Both learn day by day, so a whole backtest is one run.
/// Source: own, in the tradition of the multiplicative day × profile models of Brown et al., "Statistical analysis
/// of a telephone call center", JASA 100 (2005) 36–50, §5 and Weinberg, Brown & Stroud, JASA 102 (2007) 1185–1198.
public struct CalendarDayModel: ForecastModel {
    /// `calendar-day`.
    public let name = "calendar-day"
    /// `calendar-day regression`.
    public let title = "calendar-day regression"
    /// A regression on top of a profile.
    public let complexity = 4

    /// Days of history used at most: two years and a margin for the annual pattern.
    static let maximumDays = 800
    /// A day counts when its known slots usually hold at least this share of its volume.
    static let minimumKnownShare = 0.3
    /// Days looked at once before learning begins, so that the first day is already judged by a profile.
    static let warmUpDays = 28

    /// Days after which a backtest's path takes new shares of the day.
    static let sharesDays = 8

    /// The calendar-day model.
    public init() {}

    /// Expected volumes of the horizon; NaN at times of day that were never open.
    ///
    /// - Complexity: O(slots + days · effects²)
    public func path(for task: ForecastTask) -> [Double] {
        paths(for: task, cutoffs: [task.cutoff], horizonSlots: task.horizonSlots)[0]
    }

    /// A seventh better with opening hours, where the calendar tells; slightly better round the clock.
    public func usualAdvantage(for timeline: SlotTimeline) -> Double { timeline.hasClosedSlots ? -0.15 : -0.05 }

    /// ``path(for:)`` from each of the rising `cutoffs`, in one run over the history; only the scale of the noise is
    /// taken from the whole of it.
    ///
    /// - Complexity: as for one path, plus O(horizon + slots of a week) a cutoff
    public func paths(for task: ForecastTask, cutoffs: [Int], horizonSlots: Int) -> [[Double]] {
        guard let last = cutoffs.last, last > 0 else {
            return cutoffs.map { _ in [Double](repeating: .nan, count: horizonSlots) }
        }
        var run = CalendarDayRun(task: task, last: last)
        return cutoffs.map { cutoff in
            run.learn(to: cutoff)
            return run.path(
                cutoff: cutoff, horizonSlots: min(horizonSlots, task.timeline.count - cutoff), isLast: cutoff == last)
        }
    }
}

/// One run of the model over a history.
private struct CalendarDayRun {
    private let task: ForecastTask
    private let timeline: SlotTimeline
    private let firstDay: Int
    private let rows: [[CalendarEffects.Entry]]
    private var profile: IntradayProfile
    private var filter: DayTotalFilter
    private var nextDay: Int
    private var learntDays = 0
    /// The shares of the last path that had new ones, and the days learnt then.
    private var shares: [Double] = []
    private var sharesDay = 0

    init(task: ForecastTask, last: Int) {
        self.task = task
        timeline = task.timeline
        let lastDay = timeline.day(last - 1)
        let firstDay = max(0, lastDay - CalendarDayModel.maximumDays + 1)
        nextDay = firstDay
        self.firstDay = firstDay
        let effects = CalendarEffects(samples: firstDay..<(lastDay + 1), days: timeline.days)
        rows = timeline.days[firstDay...].indices.map(effects.row)
        var profile = IntradayProfile(timeline: timeline)
        var logs = [Double](repeating: .nan, count: lastDay - firstDay + 1)
        for day in firstDay...lastDay {
            let values = Self.values(task, day: day, before: last)
            let weekday = timeline.days[day].weekday
            let total = profile.total(
                of: values, firstSlotOfDay: timeline.slotOfDay(values.startIndex), weekday: weekday)
            guard total.knownShare >= CalendarDayModel.minimumKnownShare else { continue }
            logs[day - firstDay] = log(total.fullDay + 0.5)
            if day - firstDay < CalendarDayModel.warmUpDays {
                profile.learn(
                    values, firstSlotOfDay: timeline.slotOfDay(values.startIndex), weekday: weekday,
                    week: timeline.days[day].date.monday.dayNumber / 7, total: total)
            }
        }
        profile.restart()
        self.profile = profile
        let level = Quantile.median(Array(logs.lazy.filter { !$0.isNaN }.prefix(14))) ?? 0
        filter = DayTotalFilter(effects: effects, scale: Self.scale(of: logs), level: level)
    }

    private static func values(_ task: ForecastTask, day: Int, before end: Int) -> ArraySlice<Double> {
        let slots = task.timeline.slots(ofDay: day)
        return task.values[slots.lowerBound..<max(slots.lowerBound, min(slots.upperBound, end))]
    }

    /// Usual deviation of a day from the week before, beyond counting, of one of the two days.
    private static func scale(of logs: [Double]) -> Double {
        var differences: [Double] = []
        differences.reserveCapacity(logs.count)
        for i in logs.indices.dropFirst(7) where !logs[i].isNaN && !logs[i - 7].isNaN {
            differences.append(logs[i] - logs[i - 7])
        }
        guard differences.count >= 5, let centre = Quantile.median(differences) else { return 0.1 }
        let deviation = 1.4826 * (Quantile.median(differences.map { abs($0 - centre) }) ?? 0.1)
        let level = Quantile.median(logs.filter { !$0.isNaN }) ?? 0
        // Some noise of the day is always left: counting alone explains no day exactly.
        return max(deviation * deviation / 2 - exp(-level), 0.015 * 0.015).squareRoot()
    }

    /// Learns the whole days before `cutoff`.
    mutating func learn(to cutoff: Int) {
        while nextDay < timeline.days.count, timeline.slots(ofDay: nextDay).upperBound <= cutoff {
            let values = Self.values(task, day: nextDay, before: cutoff)
            let day = nextDay
            nextDay += 1
            guard let total = seen(values, day: day) else { continue }
            let weekday = timeline.days[day].weekday
            filter.learn(day: day, row: rows[day - firstDay], total: total.fullDay, knownShare: total.knownShare)
            let judged = day + DayTotalFilter.scoredLead
            if judged < timeline.days.count, timeline.days[judged].isOpen {
                let ahead = timeline.days[day + 1...judged].count { $0.isOpen }
                filter.anticipate(row: rows[judged - firstDay], openDaysAhead: ahead)
            }
            profile.learn(
                values, firstSlotOfDay: timeline.slotOfDay(values.startIndex), weekday: weekday,
                week: timeline.days[day].date.monday.dayNumber / 7, total: total)
            learntDays += 1
        }
    }

    private func seen(_ values: ArraySlice<Double>, day: Int) -> IntradayProfile.DayTotal? {
        guard timeline.days[day].isOpen, !values.isEmpty else { return nil }
        let total = profile.total(
            of: values, firstSlotOfDay: timeline.slotOfDay(values.startIndex), weekday: timeline.days[day].weekday)
        return total.knownShare >= CalendarDayModel.minimumKnownShare ? total : nil
    }

    /// The path from `cutoff`, to which everything was learnt but the day that it cuts.
    ///
    /// - Parameter isLast: Whether no other follows; an earlier one may take shares that are up to a week old.
    mutating func path(cutoff: Int, horizonSlots: Int, isLast: Bool) -> [Double] {
        if isLast || learntDays < CalendarDayModel.warmUpDays || learntDays >= sharesDay + CalendarDayModel.sharesDays {
            shares = profile.shares()
            sharesDay = learntDays
        }
        var filter = self.filter
        let today = timeline.day(cutoff)
        var isTodayLearnt = false
        if today == nextDay, timeline.slots(ofDay: today).lowerBound < cutoff,
            let total = seen(Self.values(task, day: today, before: cutoff), day: today)
        {
            filter.learn(day: today, row: rows[today - firstDay], total: total.fullDay, knownShare: total.knownShare)
            isTodayLearnt = true
        }
        var path = [Double](repeating: .nan, count: horizonSlots)
        guard learntDays > 0 || isTodayLearnt else { return path }
        let correction = filter.meanCorrection
        let weights = filter.weights
        var step = 0
        var openDaysAhead = 0
        var day = today
        while step < horizonSlots {
            let slots = timeline.slots(ofDay: day)
            let isOpen = timeline.days[day].isOpen
            if isOpen, day > today || !isTodayLearnt { openDaysAhead += 1 }
            var total = 0.0
            if isOpen {
                let expected = filter.expectedLogMean(
                    row: rows[day - firstDay], openDaysAhead: openDaysAhead, weights: weights)
                total = correction * exp(min(expected, 40))
            }
            let first = max(slots.lowerBound, cutoff)
            var share = timeline.days[day].weekday * timeline.slotsPerDay + timeline.slotOfDay(first)
            for _ in first..<slots.upperBound where step < horizonSlots {
                path[step] = total * shares[share]
                step += 1
                share += 1
            }
            day += 1
        }
        return path
    }
}
