#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Expected counts by weekday and time of day, for a day as busy as usual.
///
/// log rate = time of day + deviation of the weekday. The time of day is a smooth chain (neighbours differ by as much
/// as the counts bear out), each weekday's deviation a chain around zero that forgets within three hours and is as wide
/// as the counts bear out: with few counts all weekdays share one profile, with none the profile is flat.
/// Source: own; penalised to the additive model as in Avramidis, Deslauriers & L'Ecuyer, Management Science 50 (2004)
/// 896–908; the widths by evidence: see ``CountChain``.
struct CountProfile {
    /// Sums over the days that know a slot, by weekday and slot.
    struct Sums {
        /// Σ y.
        var counts: [Double]
        /// Σ busyness of the day: what y would sum to with all rates 1.
        var exposures: [Double]

        /// Nothing seen in a week of `cells` cells.
        init(cells: Int) {
            counts = [Double](repeating: 0, count: cells)
            exposures = counts
        }
    }

    /// Rate of each weekday's slots, Monday first.
    private(set) var rates: [Double]
    private let slots: Int
    private let slotMinutes: Int
    private var common: CountChain
    private var weekdays: [CountChain]
    /// Position in ``steps`` and in ``widths`` of what was best the last time.
    private var best = (step: 3, width: 2)

    /// Variance of the time of day's change in an hour.
    private static let steps = [0.002, 0.008, 0.03, 0.12, 0.5, 2]
    /// Variance of the time of day as a whole: e±2 and more.
    private static let commonVariance = 4.0
    /// Variance of a weekday's deviation.
    private static let widths = [0.0004, 0.0025, 0.01, 0.04, 0.16, 0.64]
    /// Minutes in which a weekday's deviation fades to 1/e.
    private static let deviationMinutes = 180.0

    /// The flat profile of a week of slots.
    init(slotsPerDay: Int, slotMinutes: Int) {
        slots = slotsPerDay
        self.slotMinutes = slotMinutes
        let none = [Double](repeating: 0, count: slotsPerDay)
        common = CountChain(counts: none, exposures: none)
        weekdays = [CountChain](repeating: common, count: 7)
        rates = [Double](repeating: 1, count: 7 * slotsPerDay)
    }

    /// Learns the rates from `sums` of counts whose variance is `dispersion` (≥ 1) times Poisson's.
    ///
    /// The overall level goes into the rates too.
    /// - Complexity: O(slots), some hundred passes over a day
    mutating func learn(_ sums: Sums, dispersion: Double) {
        let total = sums.counts.reduce(0, +)
        let exposure = sums.exposures.reduce(0, +)
        guard total > 0, exposure > 0 else { return }
        let level = total / exposure
        let scale = 1 / max(1, dispersion)
        learnCommon(sums, level: level, scale: scale)
        learnWeekdays(sums, level: level, scale: scale)
        for w in 0..<7 {
            for s in 0..<slots {
                rates[w * slots + s] =
                    level
                    * exp(
                        common.logRates[s] + weekdays[w].logRates[s]
                            + (common.variances[s] + weekdays[w].variances[s]) / 2)
            }
        }
    }

    private mutating func learnCommon(_ sums: Sums, level: Double, scale: Double) {
        for s in 0..<slots {
            var count = 0.0
            var exposure = 0.0
            for w in 0..<7 {
                count += sums.counts[w * slots + s]
                exposure += sums.exposures[w * slots + s] * exp(weekdays[w].logRates[s])
            }
            common.counts[s] = count * scale
            common.exposures[s] = exposure * level * scale
        }
        guard slots > 1 else {
            common.fit(commonLaw(best.step), isMean: true)
            return
        }
        let position = Self.search(from: best.step, count: Self.steps.count) { common.fit(commonLaw($0)) }
        best.step = position
        common.fit(commonLaw(position), isMean: true)
    }

    private func commonLaw(_ position: Int) -> CountChain.Law {
        let step = min(Self.steps[position] * Double(slotMinutes) / 60, Self.commonVariance / 2)
        return CountChain.Law(
            variance: Self.commonVariance, correlation: (1 - step / Self.commonVariance).squareRoot(), dispersion: 0)
    }

    private mutating func learnWeekdays(_ sums: Sums, level: Double, scale: Double) {
        guard slots > 1 else { return }
        let correlation = exp(-Double(slotMinutes) / Self.deviationMinutes)
        func law(_ position: Int) -> CountChain.Law {
            CountChain.Law(variance: Self.widths[position], correlation: correlation, dispersion: 0)
        }
        for w in 0..<7 {
            for s in 0..<slots {
                weekdays[w].counts[s] = sums.counts[w * slots + s] * scale
                weekdays[w].exposures[s] =
                    sums.exposures[w * slots + s] * scale * level * exp(common.logRates[s] + common.variances[s] / 2)
            }
        }
        let position = Self.search(from: best.width, count: Self.widths.count) { position in
            var evidence = 0.0
            for w in 0..<7 { evidence += weekdays[w].fit(law(position)) }
            return evidence
        }
        best.width = position
        for w in 0..<7 { weekdays[w].fit(law(position), isMean: true) }
    }

    /// The position of the highest evidence, uphill from `start`.
    private static func search(from start: Int, count: Int, evidence: (Int) -> Double) -> Int {
        var seen = [Double?](repeating: nil, count: count)
        func value(_ position: Int) -> Double {
            if let known = seen[position] { return known }
            let new = evidence(position)
            seen[position] = new
            return new
        }
        var position = start
        while true {
            let here = value(position)
            if position > 0, value(position - 1) > here {
                position -= 1
            } else if position + 1 < count, value(position + 1) > here {
                position += 1
            } else {
                return position
            }
        }
    }
}
