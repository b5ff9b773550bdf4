#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What the days of scaled errors tell: how many of the errors are independent, and whether errors grow or shrink.
struct DailyErrors {
    /// Half-life, in days, of what counts as the newest errors.
    static let recentHalfLifeDays = 20.0
    /// Days of usual errors that the newest ones are drawn to.
    static let recentPriorDays = 10.0

    /// Number of independent errors that would say as much as these do, at least 1.
    ///
    /// The errors of a day move together: a share ρ of their variance is the day's own. The mean of n days of m slots
    /// varies by ρ/n + (1 − ρ)/(n m), so their worth is the inverse. A busy queue's half hours are worth little more
    /// than their days, a quiet one's nearly as much as their slots.
    /// Source: design effect of cluster samples, Kish, Survey Sampling, 1965, §5.4; ρ by the variance of the day means
    /// (analysis of variance).
    private(set) var independentErrors = 1.0

    /// Size of the newest days' errors over that of all, drawn to 1.
    private(set) var recentFactor = 1.0

    /// Learns from `scaled`, one a past error; at least one.
    init(_ scaled: [Double], of errors: PastErrors) {
        let days = errors.stretches.lazy.map(\.day)
        guard let first = days.min(), let last = days.max() else { return }
        var masses = [Double](repeating: 0, count: last - first + 1)
        var sums = masses
        var sizes = masses
        var squares = 0.0
        let scaled = scaled.span
        for stretch in errors.stretches {
            var (sum, size, square) = (0.0, 0.0, 0.0)
            for i in stretch.range {
                sum += scaled[i]
                size += abs(scaled[i])
                square += scaled[i] * scaled[i]
            }
            let day = stretch.day - first
            masses[day] += stretch.weight * Double(stretch.range.count)
            sums[day] += stretch.weight * sum
            sizes[day] += stretch.weight * size
            squares += stretch.weight * square
        }
        let mass = masses.reduce(0, +)
        guard mass > 0, squares > 0 else { return }
        let total = squares / mass
        let size = sizes.reduce(0, +) / mass
        var between = 0.0
        var recent = Self.recentPriorDays * size
        var recentMass = Self.recentPriorDays
        for day in masses.indices where masses[day] > 0 {
            let mean = sums[day] / masses[day]
            between += mean * mean
            let weight = exp2(-Double(masses.count - 1 - day) / Self.recentHalfLifeDays)
            recent += weight * sizes[day] / masses[day]
            recentMass += weight
        }
        let dayCount = Double(errors.days)
        between /= dayCount
        let slots = Double(errors.count) / Double(errors.originDays)
        // With one slot a day there is nothing but the days.
        let share = slots > 1.5 ? min(1, max(0, (between / total - 1 / slots) / (1 - 1 / slots))) : 1
        independentErrors = max(1, 1 / (share / dayCount + (1 - share) / (dayCount * slots)))
        if size > 0 { recentFactor = recent / recentMass / size }
    }
}
