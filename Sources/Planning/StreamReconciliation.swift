import ContactCenter
import Forecasting

/// Makes the day totals of a plan's queues add up to forecasts of their sums: the centre, its queues, channels and skills.
///
/// Each sum is a daily series with a forecast of its own. Where the errors of the past say that a sum is known better
/// than its parts, the parts give way (minimum trace); the intervals of a day move with it in proportion.
struct StreamReconciliation {
    /// What came out.
    struct Outcome {
        /// The forecasts, reconciled where that is asked for and helps.
        var forecasts: [SeriesForecast?]
        /// What was done and what it was worth, in words.
        var note: String?
    }

    /// Complete days of errors below which nothing is learnt from them.
    static let neededDays = 14

    private let streams: [PlannedStream]
    private let days: ClosedRange<CivilDate>
    private let hierarchy: Hierarchy
    /// Indices of the streams that are the bottom series.
    private let members: [Int]

    /// The hierarchy of the streams that have a forecast with past errors.
    init(streams: [PlannedStream], forecasts: [SeriesForecast?], days: ClosedRange<CivilDate>) {
        self.streams = streams
        self.days = days
        members = streams.indices.filter { forecasts[$0]?.past != nil }
        let own = members.map { streams[$0] }
        var aggregates: [(name: String, members: [Int])] = [("all queues", Array(own.indices))]
        func add(_ kind: String, _ key: (PlannedStream) -> String) {
            for name in Set(own.map(key)).sorted() {
                aggregates.append(("\(kind) \(name)", own.indices.filter { key(own[$0]) == name }))
            }
        }
        add("channel") { $0.stream.channel.name }
        add("skill") { $0.skill }
        add("queue") { $0.stream.queue }
        hierarchy = Hierarchy(bottom: own.map(\.stream.description), aggregates: aggregates)
    }

    /// Sums that need a forecast of their own.
    var sums: [(name: String, streams: [Int])] {
        zip(hierarchy.names, hierarchy.members).map { name, own in (name, own.map { members[$0] }) }
    }

    /// The daily series of a sum, and the days of history and horizon on which none of its streams is open.
    func dailySeries(of sum: (name: String, streams: [Int]), series: [VolumeSeries?]) -> (VolumeSeries, CentreCalendar)?
    {
        guard let fine = StreamTotal.series(of: sum.streams.compactMap { series[$0] }, id: sum.name) else { return nil }
        let daily = DailySums(fine)
        let calendars = sum.streams.map { streams[$0].arrivalCalendar }
        var special: [SpecialDay] = []
        let end = daily.series.time(of: daily.series.count).date
        for date in (0...max(0, days.upperBound - end)).map({ end + $0 })
        where calendars.allSatisfy({ $0.openSpan(on: date) == nil }) {
            special.append(SpecialDay(date: date, name: "closed", kind: .closed))
        }
        // What is special for one of them is so for the sum; on days of other hours its demand differs.
        var seen: Set<String> = []
        let days = calendars.flatMap { $0.specialDays.values.joined() }
        for day in days.sorted(by: { ($0.date, $0.name) < ($1.date, $1.name) }) {
            switch day.kind {
            case .event, .hours:
                guard seen.insert("\(day.date) \(day.name)").inserted else { continue }
                special.append(SpecialDay(date: day.date, name: day.name, kind: .event))
            case .workday:
                guard seen.insert("\(day.date)").inserted else { continue }
                special.append(SpecialDay(date: day.date, name: day.name, kind: day.kind))
            case .closed, .outage: continue
            }
        }
        return (daily.series, CentreCalendar(openingHours: .always, specialDays: special))
    }

    /// Reconciles `forecasts` (by stream) with `sums` (by aggregate), or leaves them as they are.
    func reconciled(
        _ forecasts: [SeriesForecast?], with sums: [SeriesForecast], plan: ForecastPlan.Reconciliation
    ) -> Outcome {
        let own = members.compactMap { forecasts[$0] }
        guard plan != .none, hierarchy.aggregateCount > 0, sums.count == hierarchy.aggregateCount else {
            return Outcome(forecasts: forecasts)
        }
        let past = PastDays(nodes: sums + own)
        guard past.completeDays >= Self.neededDays else {
            return Outcome(
                forecasts: forecasts, note: "queues are not reconciled: \(past.completeDays) past days are too few")
        }
        let gain = past.gain(hierarchy)
        let words =
            "day totals of the queues had a WAPE of \(percent(gain.before)) by themselves and of "
            + "\(percent(gain.after)) reconciled with \(hierarchy.names.prefix(hierarchy.aggregateCount).joined(separator: ", "))"
        guard plan == .mint || gain.after < gain.before else {
            return Outcome(forecasts: forecasts, note: "queues are not reconciled: " + words)
        }
        var result = forecasts
        for date in (0...(days.upperBound - days.lowerBound)).map({ days.lowerBound + $0 }) {
            let base = (sums + own).map { Self.total(of: $0, on: date) }
            let closed = own.map { Self.total(of: $0, on: date) <= 0 }
            let coherent = past.reconciled(base, closed: closed, hierarchy: hierarchy, without: nil)
            for (k, stream) in members.enumerated() {
                let total = base[hierarchy.aggregateCount + k]
                guard total > 0 else { continue }
                result[stream]?.scale(on: date, by: coherent[hierarchy.aggregateCount + k] / total)
            }
        }
        return Outcome(forecasts: result, note: "queues reconciled: " + words)
    }

    private static func total(of forecast: SeriesForecast, on date: CivilDate) -> Double {
        forecast.slots(on: date).reduce(0) { $0 + forecast.mean[$1] }
    }

    private func percent(_ share: Double) -> String { "\((share * 1000).rounded() / 10) %" }
}

extension SeriesForecast {
    /// The slots of a date.
    fileprivate func slots(on date: CivilDate) -> Range<Int> {
        let first = (LocalTime(date: date) - start) / slotMinutes
        let count = 1440 / slotMinutes
        return max(0, first)..<max(0, min(mean.count, first + count))
    }

    /// Multiplies the volumes of a date and their intervals.
    fileprivate mutating func scale(on date: CivilDate, by factor: Double) {
        for slot in slots(on: date) {
            mean[slot] *= factor
            lower80[slot] *= factor
            upper80[slot] *= factor
            lower95[slot] *= factor
            upper95[slot] *= factor
        }
    }
}
