#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension DoubleSeasonalHoltWinters {
    /// Level, seasons and last error of the smoother.
    struct State {
        private(set) var level: Double
        private(set) var daily: [Double]
        private(set) var weekly: [Double]
        /// Last deviation from level and seasons, the autocorrelated part.
        private(set) var error = 0.0
        private var deviation: Double
        private var actualSum = 0.0
        private var expectedSum = 0.0
        private let slotsPerDay: Int

        /// Level and seasons as means over the first four known weeks; `nil` without a value.
        init?(_ observations: Observations, slotsPerDay: Int) {
            let values = observations.values.prefix(4 * max(1, observations.perWeek))
            guard !values.isEmpty else { return nil }
            self.slotsPerDay = slotsPerDay
            var sums = [Double](repeating: 0, count: 7 * slotsPerDay)
            var counts = sums
            for (value, slot) in zip(observations.values, observations.slots).prefix(values.count) {
                sums[slot] += value
                counts[slot] += 1
            }
            // Slots first known later start from their first value's own neighbourhood: the later observations.
            for (value, slot) in zip(observations.values, observations.slots).dropFirst(values.count)
            where counts[slot] == 0 {
                sums[slot] = value
                counts[slot] = 1
            }
            let means = zip(sums, counts).map { $1 > 0 ? $0 / $1 : Double.nan }
            let known = means.filter { !$0.isNaN }
            let mean = known.reduce(0, +) / Double(known.count)
            let byTime = (0..<slotsPerDay).map { s -> Double in
                let slots = (0..<7).map { means[$0 * slotsPerDay + s] }.filter { !$0.isNaN }
                return slots.isEmpty ? 0 : slots.reduce(0, +) / Double(slots.count) - mean
            }
            level = mean
            daily = byTime
            weekly = means.indices.map { means[$0] - mean - byTime[$0 % slotsPerDay] }
            var square = 0.0
            for (value, slot) in zip(observations.values, observations.slots).prefix(values.count) {
                square += (value - means[slot]) * (value - means[slot])
            }
            deviation = (square / Double(values.count)).squareRoot()
        }

        /// Level and seasons of a slot of the week, without the autocorrelated part.
        func expected(_ slot: Int) -> Double { level + daily[slot % slotsPerDay] + weekly[slot] }

        /// Actual over expected volumes on the natural scale, with a memory of about a thousand slots.
        var meanCorrection: Double { expectedSum > 0 ? min(max(actualSum / expectedSum, 0.5), 2) : 1 }

        /// Smooths over a range of observations; returns the mean squared error one step ahead plus that of the
        /// level one week old, over the observations from `scoredFrom`.
        @discardableResult
        mutating func run(
            _ observations: Observations, _ range: Range<Int>, _ p: Parameters, scoredFrom: Int = .max
        ) -> Double {
            let perWeek = max(1, observations.perWeek)
            var oldLevels = [Double](repeating: level, count: perWeek)
            var score = 0.0
            var ring = 0
            let isScoring = scoredFrom < range.upperBound
            for index in range {
                let x = observations.values[index]
                let slot = observations.slots[index]
                let s = slot % slotsPerDay
                let base = level + daily[s] + weekly[slot]
                let carried = p.phi * error
                let miss = x - base - carried
                if isScoring, index >= scoredFrom {
                    let old = x - (base - level + oldLevels[ring])
                    let bound = 9 * deviation * deviation
                    score += min(miss * miss, bound) + min(old * old, bound)
                }
                let reach = 3 * deviation
                let bounded = deviation > 0 ? min(max(miss, -reach), reach) : miss
                if observations.isLogarithm && !isScoring {
                    actualSum = 0.999 * actualSum + exp(min(x, base + reach))
                    expectedSum = 0.999 * expectedSum + exp(base)
                }
                deviation += 0.005 * (min(abs(miss), reach + abs(bounded)) * 1.2533 - deviation)
                oldLevels[ring] = level
                ring = ring + 1 == perWeek ? 0 : ring + 1
                error = carried + bounded
                level += p.alpha * bounded
                daily[s] += p.delta * bounded
                weekly[slot] += p.gamma * bounded
            }
            return score
        }
    }
}
