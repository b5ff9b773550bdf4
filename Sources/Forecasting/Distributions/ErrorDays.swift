import NumericalMethods

/// Past errors cut into days, as normal scores: the days from which future days are drawn.
///
/// A source day holds the errors of all series on one day of one origin, so that whatever was common to the slots of
/// the day, to queues, or to volume and handle time stays together. Within a series and time of day the scores have
/// mean 0 and variance 1: location and spread are the marginal distribution's business.
struct ErrorDays {
    /// Days of an origin that the horizon's days may be drawn from, in order of time.
    let daysPerOrigin: Int
    /// Source days, `originCount × daysPerOrigin`.
    let count: Int
    let seriesCount: Int
    let slotsPerDay: Int
    /// Normal scores, source day × series × slot of the day; NaN where the error is unknown.
    private(set) var scores: [Double]

    init(_ series: [PathSeries], slotsPerDay: Int, firstSlotOfDay: Int) {
        self.slotsPerDay = slotsPerDay
        seriesCount = series.count
        let origins = series.map(\.past.originCount).min() ?? 0
        let slots = series.map(\.past.slotsPerOrigin).min() ?? 0
        daysPerOrigin = slots > 0 ? (firstSlotOfDay + slots + slotsPerDay - 1) / slotsPerDay : 0
        count = origins * daysPerOrigin
        scores = [Double](repeating: .nan, count: count * series.count * slotsPerDay)
        for (index, one) in series.enumerated() {
            let errors = one.past.scaled(one.measure)
            for origin in 0..<origins {
                for lead in 0..<slots {
                    let slot = firstSlotOfDay + lead
                    let day = origin * daysPerOrigin + slot / slotsPerDay
                    scores[offset(day: day, series: index) + slot % slotsPerDay] =
                        errors[origin * one.past.slotsPerOrigin + lead]
                }
            }
        }
        for index in series.indices {
            for slot in 0..<slotsPerDay { normalise(series: index, slot: slot) }
        }
    }

    /// Where the slots of a source day and series begin in ``scores``.
    func offset(day: Int, series: Int) -> Int { (day * seriesCount + series) * slotsPerDay }

    /// Errors of one time of day → normal scores of their ranks, equal errors sharing a rank.
    private mutating func normalise(series: Int, slot: Int) {
        var known: [(error: Double, place: Int)] = []
        for day in 0..<count {
            let place = offset(day: day, series: series) + slot
            if !scores[place].isNaN { known.append((scores[place], place)) }
        }
        known.sort { $0.error == $1.error ? $0.place < $1.place : $0.error < $1.error }
        var square = 0.0
        var start = 0
        while start < known.count {
            var end = start + 1
            while end < known.count && known[end].error == known[start].error { end += 1 }
            // Ranks start+1 … end share their mean; (rank − ½)/n never reaches 0 or 1.
            let score = NormalDistribution.quantile(Double(start + end) / 2 / Double(known.count))
            for entry in known[start..<end] { scores[entry.place] = score }
            square += Double(end - start) * score * score
            start = end
        }
        let scale = square > 0 ? (Double(known.count) / square).squareRoot() : 0
        for entry in known { scores[entry.place] *= scale }
    }

    /// The source days that know enough of what a day of the horizon needs, by day; none fits a day that needs nothing.
    ///
    /// Enough is 95 % of what the best source day knows: a half day can be drawn from a full one, not the reverse.
    func fitting(_ needed: [[Bool]]) -> [Bool] {
        var known = [Int](repeating: 0, count: count)
        for day in 0..<count {
            for series in 0..<seriesCount {
                let start = offset(day: day, series: series)
                for slot in 0..<slotsPerDay where needed[series][slot] && !scores[start + slot].isNaN {
                    known[day] += 1
                }
            }
        }
        let most = known.max() ?? 0
        return known.map { $0 > 0 && 20 * $0 >= 19 * most }
    }
}
