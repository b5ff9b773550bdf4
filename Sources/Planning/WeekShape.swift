import ContactCenter

/// When in the week contacts come, by stream, as the history had it: what turns a week's volume into intervals.
struct WeekShape: Sendable {
    /// Weeks of history that it was taken from.
    let weeks: Int
    private let slotMinutes: Int
    /// Mean contacts of each slot of the week, Monday 00:00 first; `nil` where the history never was open.
    private let profile: [QueueChannel: [Double?]]

    /// The last weeks that are looked at: what is older was another centre's week.
    private static let mostWeeks = 26

    /// The shape of the last 26 weeks of `history`, outages and closed intervals apart; `nil` when less than a week is
    /// known.
    init?(_ history: [IntervalCounts], workspace: PlanWorkspace) {
        let zone = workspace.zone
        let slotMinutes = workspace.plan.intervalMinutes
        let dates = history.map { zone.localTime(at: $0.start).date }
        guard let last = dates.max(), let first = dates.min(), last - first >= 6 else { return nil }
        let from = max(first, last + (1 - 7 * Self.mostWeeks))
        // A history of office days ends on a Friday.
        weeks = (last - from + 7) / 7
        self.slotMinutes = slotMinutes
        let slots = 7 * 1440 / slotMinutes
        var sums: [QueueChannel: [Double]] = [:]
        var counts: [QueueChannel: [Int]] = [:]
        for (row, date) in zip(history, dates) where date >= from && row.status == .open {
            guard row.intervalSeconds <= slotMinutes * 60 else { continue }
            let time = zone.localTime(at: row.start)
            let slot = (date.weekday * 1440 + time.minuteOfDay) / slotMinutes
            sums[row.stream, default: [Double](repeating: 0, count: slots)][slot] += Double(row.offered)
            counts[row.stream, default: [Int](repeating: 0, count: slots)][slot] += row.intervalSeconds
        }
        guard !sums.isEmpty else { return nil }
        var profile: [QueueChannel: [Double?]] = [:]
        for (stream, sums) in sums {
            let seconds = counts[stream] ?? []
            profile[stream] = zip(sums, seconds).map { sum, seconds in
                seconds > 0 ? sum * Double(slotMinutes * 60) / Double(seconds) : nil
            }
        }
        self.profile = profile
    }

    /// The intervals of `volumes`: each week's volume over its open slots in proportion to the history's. Slots that the
    /// history does not know count as its mean slot; a stream it does not know is spread evenly.
    func intervals(of volumes: [WeeklyVolume], workspace: PlanWorkspace) -> [ForecastInterval] {
        let streams = Dictionary(uniqueKeysWithValues: workspace.streams.map { ($0.stream, $0) })
        let zone = workspace.zone
        var rows: [ForecastInterval] = []
        for volume in volumes {
            guard let stream = streams[volume.stream] else { continue }
            let profile = profile[volume.stream] ?? []
            let known = profile.compactMap(\.self).filter { $0 > 0 }
            let mean = known.isEmpty ? 1 : known.reduce(0, +) / Double(known.count)
            var slots: [(start: Instant, weight: Double)] = []
            for slot in 0..<(7 * 1440 / slotMinutes) {
                let time = LocalTime(date: volume.week, minuteOfDay: slot * slotMinutes)
                let arrives = stream.arrivalCalendar.isOpen(at: time)
                // Work that waits is done in open slots in which none may arrive.
                guard arrives || stream.openingCalendar.isOpen(at: time) else { continue }
                let weight = !arrives ? 0 : profile.indices.contains(slot) ? profile[slot] ?? mean : mean
                for start in zone.instants(of: time) { slots.append((start, weight)) }
            }
            let total = slots.reduce(0) { $0 + $1.weight }
            guard !slots.isEmpty else { continue }
            for (start, weight) in slots {
                let share = total > 0 ? weight / total : 1 / Double(slots.count)
                let part = volume.volume * share
                rows.append(
                    ForecastInterval(
                        stream: volume.stream, start: start, intervalSeconds: slotMinutes * 60, volume: part,
                        volume80: .init(lower: part, upper: part), volume95: .init(lower: part, upper: part),
                        ahtSeconds: volume.ahtSeconds, ahtSeconds80: nil, model: "week-shape"))
            }
        }
        return rows
    }
}
