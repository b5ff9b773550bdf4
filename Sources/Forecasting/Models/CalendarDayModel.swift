#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The day's total from the calendar and the level, spread over the day by an intraday profile.
///
/// volume(d, s) = exp(calendar effects of d + level + day effect) · profile of d's weekday at s.
/// ``DayLevelRegression`` makes the first factor, ``IntradayProfile`` the second; a day of which only a part is
/// known counts with the total that its known part implies.
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

    /// The calendar-day model.
    public init() {}

    /// Expected volumes of the horizon; NaN at times of day that were never open.
    ///
    /// - Complexity: O(slots + days · effects²)
    public func path(for task: ForecastTask) -> [Double] {
        let timeline = task.timeline
        let lastDay = timeline.day(max(0, task.cutoff - 1))
        let firstDay = max(0, lastDay - Self.maximumDays + 1)
        let profile = IntradayProfile(task: task, days: firstDay..<(lastDay + 1))
        var samples: [DayLevelRegression.Sample] = []
        for (offset, total) in profile.dayTotals.enumerated() where total.knownShare >= Self.minimumKnownShare {
            samples.append(.init(day: firstDay + offset, total: total.fullDay, knownShare: total.knownShare))
        }
        guard let level = DayLevelRegression(samples: samples, days: timeline.days) else {
            return [Double](repeating: .nan, count: task.horizonSlots)
        }
        var path = [Double](repeating: .nan, count: task.horizonSlots)
        var step = 0
        var openDaysAhead = 0
        for day in timeline.day(task.cutoff)..<timeline.days.count where step < path.count {
            let slots = timeline.slots(ofDay: day)
            let isLater = day > level.lastDay
            if isLater && timeline.days[day].isOpen { openDaysAhead += 1 }
            let total = timeline.days[day].isOpen ? level.total(ofDay: day, openDaysAhead: openDaysAhead) : 0
            for slot in max(slots.lowerBound, task.cutoff)..<slots.upperBound where step < path.count {
                path[step] = total * profile.share(weekday: timeline.days[day].weekday, slot: timeline.slotOfDay(slot))
                step += 1
            }
        }
        return path
    }
}
