import ContactCenter

/// What a donor shows: its usual week, and how each day of history and forecast lies to it.
struct DonorShape {
    /// Weeks of history that make the usual week.
    static let weeks = 8

    /// Mean volume by slot of the week (Monday first); NaN where the donor was never open.
    let week: [Double]
    /// Contacts of an average open day of the usual week.
    let dailyVolume: Double
    /// Contacts behind the usual week.
    private(set) var contacts = 0.0
    /// Volume of each day over what the usual week has in its known slots, history and forecast.
    private(set) var ratios: [CivilDate: Double] = [:]
    /// Known days of the usual weeks and their total, for the spread between days.
    private(set) var days: [(ratio: Double, total: Double)] = []

    init?(_ donor: NewQueueDonor) {
        let series = donor.series
        let perWeek = series.slotsPerWeek
        let known = series.values.indices.filter { series.isOpen[$0] && series.values[$0].isFinite }
        guard let last = known.last else { return nil }
        var sums = [Double](repeating: 0, count: perWeek)
        var counts = sums
        let recent = known.filter { $0 > last - Self.weeks * perWeek }
        for slot in recent {
            let place = DonorShape.slotOfWeek(series.time(of: slot), series.slotMinutes)
            sums[place] += max(0, series.values[slot])
            counts[place] += 1
            contacts += max(0, series.values[slot])
        }
        let week = zip(sums, counts).map { $1 > 0 ? $0 / $1 : .nan }
        let perDay = series.slotsPerDay
        let dayVolumes = (0..<7).compactMap { weekday -> Double? in
            let day = week[weekday * perDay..<(weekday + 1) * perDay].filter { !$0.isNaN }
            return day.isEmpty ? nil : day.reduce(0, +)
        }
        guard !dayVolumes.isEmpty, contacts > 0 else { return nil }
        self.week = week
        dailyVolume = dayVolumes.reduce(0, +) / Double(dayVolumes.count)

        var totals: [CivilDate: (volume: Double, usual: Double)] = [:]
        func add(_ time: LocalTime, _ volume: Double) {
            let usual = week[DonorShape.slotOfWeek(time, series.slotMinutes)]
            guard volume.isFinite, !usual.isNaN else { return }
            let (sum, expected) = totals[time.date] ?? (0, 0)
            totals[time.date] = (sum + volume, expected + usual)
        }
        for slot in known { add(series.time(of: slot), max(0, series.values[slot])) }
        let firstRecent = recent.first.map { series.time(of: $0).date } ?? series.start.date
        for (date, day) in totals.sorted(by: { $0.key < $1.key }) where day.usual > 0 && date >= firstRecent {
            days.append((day.volume / day.usual, day.volume))
        }
        for (slot, mean) in donor.forecast.mean.enumerated() where mean > 0 {
            add(donor.forecast.start + slot * donor.forecast.slotMinutes, mean)
        }
        // One absurd day must not make the new queue's day absurd.
        ratios = totals.compactMapValues { $0.usual > 0 ? min(5, max(0.2, $0.volume / $0.usual)) : nil }
    }

    static func slotOfWeek(_ time: LocalTime, _ slotMinutes: Int) -> Int {
        (time.date.weekday * 1440 + time.minuteOfDay) / slotMinutes
    }
}
