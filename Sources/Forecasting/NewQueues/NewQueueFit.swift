import ContactCenter

/// A new queue's own data believed as far as they deserve: level, weekdays and times of day around the group's shape.
///
/// Each factor is (seen + k) / (expected + k): a gamma prior of mean 1 with k = 1/ρ², ρ the relative deviation between
/// queues, and contacts that scatter by more than counting where days differ.
/// Source: empirical Bayes as in Bühlmann & Gisler, A Course in Credibility Theory, 2005, ch. 2; the gamma–Poisson
/// form: Jewell (1974).
struct NewQueueFit {
    /// Contacts of an average open day.
    private(set) var dailyVolume: Double
    /// Relative variance of it.
    private(set) var levelVariance: Double
    /// Days of own history behind it.
    private(set) var days: Int
    /// Contacts by slot of the week of a usual week; NaN where closed.
    private(set) var week: [Double]

    init(shape: GroupShape, history: VolumeSeries?, prior: Double?, slotsPerDay: Int) {
        week = shape.week
        let spread = shape.spread
        var seen = [Double](repeating: 0, count: shape.week.count)
        var expected = seen
        var dayShares: [CivilDate: Double] = [:]
        if let history {
            for slot in history.values.indices where history.isOpen[slot] && history.values[slot].isFinite {
                let time = history.time(of: slot)
                let place = DonorShape.slotOfWeek(time, history.slotMinutes)
                guard !shape.week[place].isNaN else { continue }
                let exposure = shape.week[place] * shape.ratio(on: time.date)
                seen[place] += max(0, history.values[slot])
                expected[place] += exposure
                dayShares[time.date, default: 0] += exposure
            }
        }
        days = dayShares.count
        let contacts = seen.reduce(0, +)
        let exposure = expected.reduce(0, +)
        let guess = prior ?? (exposure > 0 ? contacts / exposure : 0)
        // Days of own history that are worth as much as the expectation.
        let dayVariance = spread.day * spread.day + 1 / max(guess, 1)
        let priorDays = prior == nil ? 0 : dayVariance / (spread.expectation * spread.expectation)
        dailyVolume = exposure + priorDays > 0 ? (contacts + priorDays * guess) / (exposure + priorDays) : 0
        levelVariance = exposure + priorDays > 0 ? dayVariance / (exposure + priorDays) : 1
        guard contacts > 0, dailyVolume > 0 else {
            week = week.map { $0 * dailyVolume }
            return
        }
        for place in expected.indices { expected[place] *= dailyVolume }
        believeWeekdays(seen, expected, spread: spread, slotsPerDay: slotsPerDay)
        for place in expected.indices where !week[place].isNaN && shape.week[place] > 0 {
            expected[place] *= week[place] / shape.week[place]
        }
        believeTimes(seen, expected, spread: spread, slotsPerDay: slotsPerDay)
        week = week.map { $0 * dailyVolume }
    }

    private mutating func believeWeekdays(
        _ seen: [Double], _ expected: [Double], spread: NewQueueSpread, slotsPerDay: Int
    ) {
        for weekday in 0..<7 {
            let slots = weekday * slotsPerDay..<(weekday + 1) * slotsPerDay
            let volume = expected[slots].reduce(0, +)
            guard volume > 0 else { continue }
            // Contacts of one day tell as much as so many independent ones.
            let daily = max(1, week[slots].filter { !$0.isNaN }.reduce(0, +) * dailyVolume)
            let dispersion = 1 + spread.day * spread.day * daily
            let prior = dispersion / (spread.weekday * spread.weekday)
            let factor = (seen[slots].reduce(0, +) + prior) / (volume + prior)
            for slot in slots { week[slot] *= factor }
        }
    }

    private mutating func believeTimes(
        _ seen: [Double], _ expected: [Double], spread: NewQueueSpread, slotsPerDay: Int
    ) {
        let prior = 1 / (spread.slot * spread.slot)
        var factors = [Double](repeating: 1, count: slotsPerDay)
        for time in 0..<slotsPerDay {
            let places = (0..<7).map { $0 * slotsPerDay + time }
            factors[time] =
                (places.reduce(0) { $0 + seen[$1] } + prior) / (places.reduce(0) { $0 + expected[$1] } + prior)
        }
        // A weekday's own time of day differs half as much again from the queue's.
        let fine = 4 * prior
        for place in week.indices where !week[place].isNaN {
            let common = factors[place % slotsPerDay]
            week[place] *= common * (seen[place] + fine) / (expected[place] * common + fine)
        }
        // The factors move volume within the week, not into it.
        let usual = week.filter { !$0.isNaN }.reduce(0, +)
        let openDays = Set(week.indices.filter { !week[$0].isNaN }.map { $0 / slotsPerDay }).count
        guard usual > 0 else { return }
        for place in week.indices { week[place] *= Double(openDays) / usual }
    }
}
