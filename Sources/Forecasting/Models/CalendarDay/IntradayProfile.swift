#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// How a day's volume spreads over its slots, one profile a weekday, learnt day by day.
///
/// Shares are Σ w y / Σ w T over the known slots (single slots far off are cut), so that missing slots and half days do
/// no harm: a day's total T is its known volume over its known share. What all weekdays have in common is learnt from
/// all days and may follow a change within weeks; what sets a weekday apart has a longer memory.
/// ``ProfileShrinkage`` makes the profiles of the sums.
/// Source: own; Brown et al., "Statistical analysis of a telephone call center", JASA 100 (2005) 36–50, §5 (day ×
/// profile).
struct IntradayProfile {
    /// The volume of a day.
    struct DayTotal {
        /// What the known slots imply for the weekday's whole usual day.
        var fullDay: Double
        /// Share of the usual day's volume that the known slots hold, 0…1.
        var knownShare: Double
    }

    /// Half-life of a day's weight in the common profile, in days.
    static let commonHalfLifeDays = 14.0
    /// Half-life of a day's weight in the weekdays' deviations, in days.
    static let weekdayHalfLifeDays = 80.0

    /// Slots in a day.
    let slots: Int
    /// Slots open on at least half of a weekday's open days.
    let usual: UsualSlots
    /// Whether open days have no closed slot, so that the last slot of a day neighbours the first.
    let isRoundTheClock: Bool
    /// The shares by which days are judged while learning, brought up to date now and then.
    private(set) var current: [Double]
    private var sums: ProfileSums
    private var age = 0.0
    private var learntDays = 0
    private var isWarm = false
    /// Where the weekdays' deviations lay when the profile in use was taken; whoever looks on the way leaves it, so that a
    /// forecast does not depend on how many there were before.
    private var directions: [Double]?

    /// A profile that has learnt nothing: flat over the usual slots of each weekday.
    init(timeline: SlotTimeline) {
        slots = timeline.slotsPerDay
        usual = UsualSlots(timeline)
        isRoundTheClock = timeline.isOpenRoundTheClock
        current = Self.flat(usual, slots: slots)
        sums = ProfileSums(slots: slots)
    }

    private static func flat(_ usual: UsualSlots, slots: Int) -> [Double] {
        var shares = [Double](repeating: .nan, count: 7 * slots)
        for weekday in 0..<7 {
            let count = usual.ones.reduce(0) { $0 + $1[weekday] }
            for s in 0..<slots where usual.ones[s][weekday] > 0 { shares[weekday * slots + s] = 1 / count }
        }
        return shares
    }

    /// The total that the known slots of a day imply; single slots far off are cut to a plausible distance.
    func total(of values: ArraySlice<Double>, firstSlotOfDay: Int, weekday: Int) -> DayTotal {
        let base = weekday * slots + firstSlotOfDay
        let values = values.span
        let current = current.span
        var (volumes, parts) = (SIMD4<Double>(), SIMD4<Double>())
        forEachFour(values, base: base) { value, p in
            let isKnown = value .== value .& p .== p
            volumes += value.replacing(with: 0, where: .!isKnown)
            parts += p.replacing(with: 0, where: .!isKnown)
        }
        var volume = volumes.sum()
        let share = parts.sum()
        guard share > 0 else { return DayTotal(fullDay: 0, knownShare: 0) }
        var total = volume / share
        // A flood in one slot raises the total it is judged by, so judge twice.
        for _ in 0..<(isWarm ? 2 : 0) {
            guard isAnyCut(values, base: base, total: total) else { break }
            var cut = 0.0
            for i in values.indices where !values[i].isNaN {
                let p = current[base + i]
                if !p.isNaN { cut += Self.cut(values[i], around: total * p) }
            }
            guard cut != volume else { break }
            volume = cut
            total = cut / share
        }
        return DayTotal(fullDay: total, knownShare: min(1, share))
    }

    /// Values and shares of a day four at a time, NaN after the end.
    @inline(__always) private func forEachFour(
        _ values: Span<Double>, base: Int, _ body: (_ values: SIMD4<Double>, _ shares: SIMD4<Double>) -> Void
    ) {
        let shares = current.span
        var i = 0
        while i + 4 <= values.count {
            let at = base + i
            body(
                SIMD4(values[i], values[i + 1], values[i + 2], values[i + 3]),
                SIMD4(shares[at], shares[at + 1], shares[at + 2], shares[at + 3]))
            i += 4
        }
        while i < values.count {
            body(SIMD4(values[i], .nan, .nan, .nan), SIMD4(shares[base + i], .nan, .nan, .nan))
            i += 1
        }
    }

    /// Whether ``cut(_:around:)`` changes any value of a day with this total.
    private func isAnyCut(_ values: Span<Double>, base: Int, total: Double) -> Bool {
        var most = SIMD4<Double>(repeating: 0)
        forEachFour(values, base: base) { value, p in
            let expected = total * p
            let miss = value - expected
            let beyond = miss.replacing(with: -miss, where: miss .< 0) - 1
            let excess = beyond * beyond - 16 * (expected + 0.09 * expected * expected)
            most.replace(with: excess, where: beyond .> 0 .& excess .> most)
        }
        return max(max(most.x, most.y), max(most.z, most.w)) > 0
    }

    /// Learns from a day with its total.
    mutating func learn(
        _ values: ArraySlice<Double>, firstSlotOfDay: Int, weekday: Int, week: Int, total: DayTotal
    ) {
        age += 1
        sums.add(
            values, firstSlotOfDay: firstSlotOfDay, weekday: weekday, half: week & 1, total: total.fullDay,
            weight: exp2(age / Self.weekdayHalfLifeDays), commonWeight: exp2(age / Self.commonHalfLifeDays),
            shares: isWarm ? current : nil, isJudging: learntDays >= 28)
        learntDays += 1
        if learntDays == 7 || learntDays == 14 || learntDays % 28 == 0 { refresh() }
    }

    /// Takes what was learnt as the profile in use.
    private mutating func refresh() {
        if learntDays > 0, slots > 1 {
            var shrinkage = shrinkage
            current = shrinkage.shares()
            directions = shrinkage.directions
        }
        isWarm = learntDays >= 7
    }

    /// What was learnt up to now: each weekday's share by slot, NaN at a time of day never open.
    func shares() -> [Double] {
        guard learntDays > 0, slots > 1 else { return current }
        var shrinkage = shrinkage
        return shrinkage.shares()
    }

    private var shrinkage: ProfileShrinkage {
        ProfileShrinkage(sums: sums, usual: usual, isRoundTheClock: isRoundTheClock, directions: directions)
    }

    /// Forgets the days but keeps the profile: what a first look at the first weeks is for.
    mutating func restart() {
        refresh()
        sums = ProfileSums(slots: slots)
        age = 0
        learntDays = 0
    }

    /// A value cut to four Poisson-and-30 % deviations around what is expected.
    static func cut(_ value: Double, around expected: Double) -> Double {
        let variance = expected + 0.09 * expected * expected
        let beyond = abs(value - expected) - 1
        // Nearly always within: then no root is needed.
        guard beyond > 0, beyond * beyond > 16 * variance else { return value }
        let reach = 4 * variance.squareRoot() + 1
        return min(max(value, expected - reach), expected + reach)
    }
}
