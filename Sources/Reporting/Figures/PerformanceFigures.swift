import ContactCenter

/// Simulated performance by day and by weekday × interval, of one stream or of several together.
struct PerformanceFigures: Sendable {
    /// Sums of one day.
    struct Day: Sendable {
        let date: CivilDate
        var offered = 0.0
        var answered = 0.0
        var abandoned = 0.0
        var judged = 0.0
        var judgedWithin = 0.0
        var waitSeconds = 0.0
        var waitWeight = 0.0
        var lowerSum = 0.0
        var upperSum = 0.0
        var bandWeight = 0.0
        var lastBacklog = 0.0
        var lastStart = Instant(seconds: .min)

        /// Answered within the target over the contacts that can be judged; `nil` without any.
        var serviceLevel: Double? { judged > 0 ? judgedWithin / judged : nil }
        /// Mean wait of the answered, in seconds.
        var asaSeconds: Double? { waitWeight > 0 ? waitSeconds / waitWeight : nil }
        /// Abandoned over offered.
        var abandonment: Double? { offered > 0 ? abandoned / offered : nil }
        /// Means over the day's intervals, weighted by contacts, of their 10 % and 90 % quantiles.
        var intervalRange: (lower: Double, upper: Double)? {
            bandWeight > 0 ? (lowerSum / bandWeight, upperSum / bandWeight) : nil
        }

        mutating func add(_ interval: PerformanceInterval) {
            guard interval.offered.isFinite, interval.answered.isFinite, interval.abandoned.isFinite,
                interval.judgedWithin.isFinite
            else { return }
            offered += interval.offered
            answered += interval.answered
            abandoned += interval.abandoned
            judged += interval.judged
            judgedWithin += interval.judgedWithin
            if let asa = interval.asaSeconds, asa.isFinite {
                waitSeconds += asa * interval.answered
                waitWeight += interval.answered
            }
            if let lower = interval.serviceLevelLower80, let upper = interval.serviceLevelUpper80, lower.isFinite,
                upper.isFinite
            {
                lowerSum += lower * interval.offered
                upperSum += upper * interval.offered
                bandWeight += interval.offered
            }
            if interval.start >= lastStart, interval.backlog.isFinite {
                lastStart = interval.start
                lastBacklog = interval.backlog
            }
        }
    }

    /// Days with contacts, in order.
    let days: [Day]
    /// All days together.
    let total: Day
    /// Wall-clock slots.
    let axis: SlotAxis?
    /// Service level by weekday and slot.
    let serviceLevel: WeekdayProfile

    /// Figures of `intervals`; those without contacts count for nothing.
    init(_ intervals: [PerformanceInterval], zone: ZoneRules) {
        let active = intervals.filter { $0.offered.isFinite && $0.offered > 0 }
        let times = active.map { zone.localTime(at: $0.start) }
        var days: [CivilDate: Day] = [:]
        var total = Day(date: CivilDate(dayNumber: 0))
        for (interval, time) in zip(active, times) {
            days[time.date, default: Day(date: time.date)].add(interval)
            total.add(interval)
        }
        self.days = days.values.sorted { $0.date < $1.date }
        self.total = total
        guard let first = self.days.first?.date, let last = self.days.last?.date,
            let slotSeconds = active.map(\.intervalSeconds).min(), slotSeconds >= 60, slotSeconds < 86_400
        else {
            axis = nil
            serviceLevel = WeekdayProfile(slots: 1)
            return
        }
        let axis = SlotAxis(
            days: first...last, slotMinutes: slotSeconds / 60,
            activeMinutes: SlotAxis.span(of: times.map(\.minuteOfDay)))
        self.axis = axis
        var profile = WeekdayProfile(slots: axis.slotsPerDay)
        for (interval, time) in zip(active, times) where interval.judged > 0 {
            // Pooled over weeks: weighting each interval's share by its contacts gives Σ within / Σ offered.
            profile.add(
                interval.judgedWithin / interval.judged, weight: interval.judged, weekday: time.date.weekday,
                slot: (time.minuteOfDay - axis.window.lowerBound) / axis.slotMinutes)
        }
        serviceLevel = profile
    }

    /// Share of agents' time on contacts by day, all skills, each skill's intervals counted once.
    static func occupancyByDay(
        _ intervals: [PerformanceInterval], zone: ZoneRules, skillOfQueue: [String: String]
    ) -> [(date: CivilDate, occupancy: Double)] {
        struct Key: Hashable {
            let skill: String
            let start: Instant
        }
        var seen: Set<Key> = []
        var days: [CivilDate: (busy: Double, present: Double)] = [:]
        for interval in intervals.sorted(by: { ($0.stream, $0.start) < ($1.stream, $1.start) }) {
            guard let occupancy = interval.occupancy, occupancy.isFinite, interval.agentsOnDuty.isFinite,
                interval.agentsOnDuty > 0
            else { continue }
            let skill = skillOfQueue[interval.stream.queue] ?? interval.stream.queue
            guard seen.insert(Key(skill: skill, start: interval.start)).inserted else { continue }
            let date = zone.localTime(at: interval.start).date
            days[date, default: (0, 0)].busy += occupancy * interval.agentsOnDuty
            days[date, default: (0, 0)].present += interval.agentsOnDuty
        }
        return days.filter { $0.value.present > 0 }.map { ($0.key, $0.value.busy / $0.value.present) }
            .sorted { $0.date < $1.date }
    }
}
