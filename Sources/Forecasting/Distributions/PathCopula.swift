import NumericalMethods

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Draws the dependence of paths: normal scores over slots and series whose order tells how paths lie to each other.
///
/// Two stretches of past days, turned into each other by a random angle (cos θ a + sin θ b keeps every covariance and
/// makes a continuum of few days), and a share of a simple law for what few days cannot tell: counting noise is
/// independent, what exceeds it is common to the day.
struct PathCopula {
    /// Days of past errors that weigh as much as the simple law.
    static let priorDays = 10.0

    private let days: ErrorDays
    private let horizonDays: [HorizonDay]
    private let patterns: [Pattern]
    private let slotCount: Int
    private let seriesCount: Int
    /// Share of a slot's variance common to its day in the simple law, series × slot.
    private let commonShare: [Double]
    private let pastWeight: Double
    private let lawWeight: Double

    private struct HorizonDay {
        var slots: Range<Int>
        var firstSlotOfDay: Int
        var pattern: Int?
    }

    /// What is open on a day, and the past days that know it.
    private struct Pattern {
        var needed: [[Bool]]
        var fitting: [Bool]
        var candidates: [Int]
    }

    init(
        days: ErrorDays, isOpen: [[Bool]], commonShare: [Double], firstSlotOfDay: Int
    ) {
        self.days = days
        self.commonShare = commonShare
        seriesCount = isOpen.count
        slotCount = isOpen.first?.count ?? 0
        var patterns: [Pattern] = []
        var horizonDays: [HorizonDay] = []
        var slot = 0
        while slot < slotCount {
            let slotOfDay = (firstSlotOfDay + slot) % days.slotsPerDay
            let end = min(slotCount, slot + days.slotsPerDay - slotOfDay)
            var needed = isOpen.map { _ in [Bool](repeating: false, count: days.slotsPerDay) }
            for series in isOpen.indices {
                for i in slot..<end where isOpen[series][i] { needed[series][slotOfDay + i - slot] = true }
            }
            var pattern: Int?
            if needed.contains(where: { $0.contains(true) }) {
                pattern = patterns.firstIndex { $0.needed == needed }
                if pattern == nil {
                    let fitting = days.fitting(needed)
                    patterns.append(
                        Pattern(
                            needed: needed, fitting: fitting, candidates: fitting.indices.filter { fitting[$0] }))
                    pattern = patterns.count - 1
                }
            }
            horizonDays.append(HorizonDay(slots: slot..<end, firstSlotOfDay: slotOfDay, pattern: pattern))
            slot = end
        }
        self.patterns = patterns
        self.horizonDays = horizonDays
        let known = Double(patterns.map(\.candidates.count).max() ?? 0)
        let weight = known / (known + Self.priorDays)
        pastWeight = weight.squareRoot()
        lawWeight = (1 - weight).squareRoot()
    }

    /// The scores of one path, series × slot, written to `scores` from `start` on; 0 on days that are closed.
    func draw(into scores: inout [Double], at start: Int, stream: inout RandomStream) {
        let angle = 2 * Double.pi * stream.uniform()
        let (first, second) = (cos(angle), sin(angle))
        var stretches = [
            ErrorStretch(daysPerOrigin: days.daysPerOrigin), ErrorStretch(daysPerOrigin: days.daysPerOrigin),
        ]
        for day in horizonDays {
            guard let index = day.pattern else { continue }
            let pattern = patterns[index]
            let a = stretches[0].day(fitting: pattern.fitting, candidates: pattern.candidates, stream: &stream)
            let b = stretches[1].day(fitting: pattern.fitting, candidates: pattern.candidates, stream: &stream)
            for series in 0..<seriesCount {
                let common = stream.normal()
                var lastA = Double.nan
                var lastB = Double.nan
                for slot in day.slots {
                    let slotOfDay = day.firstSlotOfDay + slot - day.slots.lowerBound
                    guard pattern.needed[series][slotOfDay] else { continue }
                    let place = series * slotCount + slot
                    let share = commonShare[place]
                    let law = share.squareRoot() * common + (1 - share).squareRoot() * stream.normal()
                    var past = law
                    if let a, let b {
                        let scoreA = known(day: a, series: series, slotOfDay: slotOfDay, last: &lastA)
                        let scoreB = known(day: b, series: series, slotOfDay: slotOfDay, last: &lastB)
                        if !scoreA.isNaN && !scoreB.isNaN { past = first * scoreA + second * scoreB }
                    }
                    scores[start + place] = pastWeight * past + lawWeight * law
                }
            }
        }
    }

    /// The score of a source day, or of the slot known before it; NaN before the first known one.
    private func known(day: Int, series: Int, slotOfDay: Int, last: inout Double) -> Double {
        let score = days.scores[days.offset(day: day, series: series) + slotOfDay]
        if !score.isNaN { last = score }
        return last
    }
}
