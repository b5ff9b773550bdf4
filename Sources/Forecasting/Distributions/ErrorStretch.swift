import NumericalMethods

/// A stretch of consecutive past days, drawn at random, from which consecutive future days are taken.
///
/// Days follow each other as they did within their origin, the last followed by the first, until every day of the
/// origin has been passed once; then another stretch is drawn. What carries over from day to day (a level that was
/// missed for a week) is so kept as far as the origins reach.
struct ErrorStretch {
    private let daysPerOrigin: Int
    private var origin = 0
    private var next = 0
    private var left = 0

    init(daysPerOrigin: Int) { self.daysPerOrigin = daysPerOrigin }

    /// The source day of the next day of the horizon, one of those that fit; `candidates` are the fitting days in order.
    mutating func day(fitting: [Bool], candidates: [Int], stream: inout RandomStream) -> Int? {
        guard !candidates.isEmpty else { return nil }
        while left > 0 {
            let day = origin * daysPerOrigin + next
            next = (next + 1) % daysPerOrigin
            left -= 1
            if fitting[day] { return day }
        }
        let day = candidates[stream.index(below: candidates.count)]
        origin = day / daysPerOrigin
        next = (day % daysPerOrigin + 1) % daysPerOrigin
        left = daysPerOrigin - 1
        return day
    }
}
