import NumericalMethods

/// The distribution of one slot as a quantile function: through the calibrated quantiles, with the forecast as mean.
///
/// Between the given levels the quantile is linear in the normal score z = Φ⁻¹(p), beyond the outermost two it goes on
/// with their slope (normal tails), and it is never negative. The median is not given: it is the one that makes the
/// mean equal the forecast.
/// Source: own; interpolation of quantile forecasts in normal scores after Hyndman & Fan (1996).
struct MarginalQuantiles {
    /// Normal scores and values of the calibrated quantiles, ascending, without the median.
    private var scores: [Double] = []
    private var values: [Double] = []
    private let mean: Double

    /// - Parameters:
    ///   - mean: Expected value, ≥ 0.
    ///   - levels: Levels inside 0…1, ascending; 0.5 is left out.
    ///   - quantiles: One a level; made ascending and not negative.
    init(mean: Double, levels: [Double], quantiles: [Double]) {
        self.mean = mean
        var floor = 0.0
        for (level, value) in zip(levels, quantiles) where level > 0 && level < 1 && level != 0.5 && value.isFinite {
            floor = max(floor, value)
            scores.append(NormalDistribution.quantile(level))
            values.append(floor)
        }
    }

    /// Whether the slot can hold anything but zero.
    var isZero: Bool { mean <= 0 && (values.last ?? 0) <= 0 }

    /// The values at the normal scores `z` (ascending), whose mean is the forecast's.
    func sample(at z: [Double], into sample: inout [Double]) {
        precondition(sample.count == z.count, "one value a score")
        guard let last = scores.indices.last, !z.isEmpty else {
            for i in sample.indices { sample[i] = mean }
            return
        }
        let right = scores.firstIndex { $0 > 0 } ?? scores.count
        let count = Double(z.count)
        // Values are `fixed + share · median`: the median that gives the mean follows at once.
        var fixedSum = 0.0
        var shareSum = 0.0
        var segment = 0
        for (i, score) in z.enumerated() {
            while segment < scores.count && scores[segment] < score { segment += 1 }
            let (fixed, share) = part(score, segment: segment, right: right, last: last)
            sample[i] = fixed
            fixedSum += fixed
            shareSum += share
        }
        let lowest = right > 0 ? values[right - 1] : 0
        let highest = right < scores.count ? values[right] : .infinity
        let median = shareSum > 0 ? min(max((mean * count - fixedSum) / shareSum, lowest), highest) : mean
        segment = 0
        var sum = 0.0
        for (i, score) in z.enumerated() {
            while segment < scores.count && scores[segment] < score { segment += 1 }
            let (_, share) = part(score, segment: segment, right: right, last: last)
            sample[i] = max(0, sample[i] + share * median)
            sum += sample[i]
        }
        // Where no median between the quantiles gives the mean (a slot of hardly any contact), all values give way.
        guard sum > 0, abs(sum - mean * count) > 1e-12 * sum else { return }
        let factor = mean * count / sum
        for i in sample.indices { sample[i] *= factor }
    }

    /// The part of the value at `score` that the given quantiles fix, and the share of the median in it; `segment` is
    /// the first quantile at or above the score.
    private func part(_ score: Double, segment: Int, right: Int, last: Int) -> (fixed: Double, share: Double) {
        if segment == right && segment > 0 && segment <= last {
            // Between the innermost quantiles on either side of the median.
            return score < 0 ? median(score, knot: segment - 1) : median(score, knot: segment)
        }
        // Beyond the outermost quantile: along the line of the outermost two on that side, the median being one of them
        // where a side has only one.
        if segment == 0 { return right > 1 ? (max(0, line(score, 0, 1)), 0) : median(score, knot: 0) }
        if segment > last { return last > right ? (line(score, last - 1, last), 0) : median(score, knot: last) }
        return (line(score, segment - 1, segment), 0)
    }

    /// On the line from the median (score 0) through a quantile, inside it or beyond.
    private func median(_ score: Double, knot: Int) -> (fixed: Double, share: Double) {
        let ratio = score / scores[knot]
        return (values[knot] * ratio, 1 - ratio)
    }

    private func line(_ score: Double, _ a: Int, _ b: Int) -> Double {
        let slope = (values[b] - values[a]) / (scores[b] - scores[a])
        return values[a] + slope * (score - scores[a])
    }
}
