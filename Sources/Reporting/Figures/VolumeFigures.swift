import ContactCenter

/// What the report shows of one stream's volume: its last weeks and its forecast, by day and by interval.
struct VolumeFigures: Sendable {
    /// One day of history.
    struct PastDay: Sendable {
        let date: CivilDate
        /// Contacts offered while the numbers were to be believed.
        var offered = 0
        /// Whether an outage makes the total doubtful.
        var hasOutage = false
        /// Whether any interval was open.
        var isOpen = false
    }

    /// One day of forecast.
    struct FutureDay: Sendable {
        let date: CivilDate
        var band = DayBand()
    }

    /// Days of history in order, closed days left out; at most ``Limits/historyDays`` before the forecast.
    let past: [PastDay]
    /// Days of forecast in order, days without an expected contact left out.
    let future: [FutureDay]
    /// Wall-clock slots of the forecast weeks.
    let axis: SlotAxis?
    /// Expected volume per slot; `.nan` where nothing is expected.
    let mean: [Double]
    /// Bounds per slot; `.nan` where nothing is expected.
    let lower80: [Double], upper80: [Double], lower95: [Double], upper95: [Double]
    /// Mean offered of the last weeks in the same slot of the week; `.nan` where unknown.
    let recent: [Double]

    /// Figures of one stream from its own intervals.
    init(history: [IntervalCounts], forecast: [ForecastInterval], zone: ZoneRules) {
        let future = VolumeFigures.futureDays(forecast, zone)
        self.future = future
        let lastPast = history.map(\.start).max().map { zone.localTime(at: $0).date }
        let end = future.first?.date ?? lastPast.map { $0 + 1 }
        let recentHistory = history.filter { counts in
            guard let end else { return false }
            let date = zone.localTime(at: counts.start).date
            return date < end && end - date <= Limits.historyDays
        }
        past = VolumeFigures.pastDays(recentHistory, zone)

        guard let first = future.first?.date, let last = future.last?.date,
            let slotSeconds = forecast.map(\.intervalSeconds).min(), slotSeconds < 86_400
        else {
            axis = nil
            (mean, lower80, upper80, lower95, upper95, recent) = ([], [], [], [], [], [])
            return
        }
        let active = forecast.lazy.filter { $0.volume > 0 }.map { zone.localTime(at: $0.start).minuteOfDay }
        let axis = SlotAxis(
            days: first...min(last, first + (Limits.weekRows * 7 - 1)), slotMinutes: slotSeconds / 60,
            activeMinutes: SlotAxis.span(of: active))
        self.axis = axis
        var mean = [Double](repeating: .nan, count: axis.count)
        var (low80, high80, low95, high95) = (mean, mean, mean, mean)
        for interval in forecast where interval.volume.isFinite && interval.volume > 0 {
            guard let slot = axis.index(of: zone.localTime(at: interval.start)) else { continue }
            // The hour that happens twice when the clock goes back lands on one slot: its volumes add.
            mean[slot] = (mean[slot].isNaN ? 0 : mean[slot]) + interval.volume
            low80[slot] = (low80[slot].isNaN ? 0 : low80[slot]) + max(0, interval.volume80.lower)
            high80[slot] = (high80[slot].isNaN ? 0 : high80[slot]) + interval.volume80.upper
            low95[slot] = (low95[slot].isNaN ? 0 : low95[slot]) + max(0, interval.volume95.lower)
            high95[slot] = (high95[slot].isNaN ? 0 : high95[slot]) + interval.volume95.upper
        }
        (self.mean, lower80, upper80, lower95, upper95) = (mean, low80, high80, low95, high95)

        var profile = WeekdayProfile(slots: axis.slotsPerDay)
        for counts in recentHistory where counts.status == .open {
            let time = zone.localTime(at: counts.start)
            guard axis.window.contains(time.minuteOfDay) else { continue }
            profile.add(
                Double(counts.offered), weekday: time.date.weekday,
                slot: (time.minuteOfDay - axis.window.lowerBound) / axis.slotMinutes)
        }
        recent = (0..<axis.count).map { slot in
            mean[slot].isNaN
                ? .nan
                : profile.mean(weekday: slot / axis.slotsPerDay % 7, slot: slot % axis.slotsPerDay) ?? .nan
        }
    }

    /// Contacts expected in all.
    var forecastTotal: Double { future.reduce(0) { $0 + $1.band.mean } }
    /// Contacts a day expected over contacts a day offered, minus one; `nil` without either.
    var dailyChange: Double? {
        let believed = past.filter { !$0.hasOutage }
        let offered = believed.reduce(0) { $0 + $1.offered }
        guard offered > 0, !future.isEmpty else { return nil }
        return forecastTotal / Double(future.count) / (Double(offered) / Double(believed.count)) - 1
    }

    private static func pastDays(_ history: [IntervalCounts], _ zone: ZoneRules) -> [PastDay] {
        var days: [CivilDate: PastDay] = [:]
        for counts in history {
            let date = zone.localTime(at: counts.start).date
            days[date, default: PastDay(date: date)].offered += counts.offered
            if counts.status == .outage { days[date]?.hasOutage = true }
            if counts.status != .closed || counts.offered > 0 { days[date]?.isOpen = true }
        }
        return days.values.filter(\.isOpen).sorted { $0.date < $1.date }
    }

    private static func futureDays(_ forecast: [ForecastInterval], _ zone: ZoneRules) -> [FutureDay] {
        var days: [CivilDate: FutureDay] = [:]
        for interval in forecast {
            let date = zone.localTime(at: interval.start).date
            days[date, default: FutureDay(date: date)].band.add(interval)
        }
        return days.values.filter { $0.band.mean > 0 }.sorted { $0.date < $1.date }
    }
}
