import ContactCenter
import Glibc

/// What a forecast's prediction intervals say of the arrival *rate* of an interval: a law of the expected contacts.
///
/// The quantiles of the 80 % and 95 % intervals are joined by straight lines, constant beyond the outermost; the median,
/// which forecasts do not state, is put where the law's mean is the forecast. Those quantiles are of contacts that come,
/// which scatter around their rate as a Poisson count does; the queueing models have that scatter in them. So the law is
/// drawn together about its mean until its variance is what the counts' variance leaves after the mean: Var rate = Var
/// count − mean. Where the band is no wider than a Poisson count's, the rate is certain.
///
/// Source: own; the split of the variance is that of a mixed Poisson count, e.g. Jongbloed & Koole, Appl. Stoch. Models
/// Bus. Ind. 17 (2001) 307–318.
struct VolumeLaw: Hashable, Sendable {
    /// A quantile: expected contacts that are not exceeded with `probability`.
    struct Quantile: Hashable, Sendable {
        var probability: Double
        var volume: Double
    }

    /// In rising order; one alone = the rate is certain.
    let quantiles: [Quantile]

    /// The law of a forecast interval.
    init(_ interval: ForecastInterval) {
        let mean = interval.volume
        var knots = [
            Quantile(probability: 0.025, volume: interval.volume95.lower),
            Quantile(probability: 0.1, volume: interval.volume80.lower), Quantile(probability: 0.5, volume: mean),
            Quantile(probability: 0.9, volume: interval.volume80.upper),
            Quantile(probability: 0.975, volume: interval.volume95.upper),
        ]
        for index in knots.indices { knots[index].volume = max(0, knots[index].volume) }
        knots[0].volume = min(knots[0].volume, knots[1].volume)
        knots[4].volume = max(knots[4].volume, knots[3].volume)
        // The mean is linear in the median, which counts with half of the two stretches beside it: 0.4.
        knots[2].volume = 0
        let rest = VolumeLaw.mean(of: knots)
        knots[2].volume = min(max((mean - rest) / 0.4, knots[1].volume), knots[3].volume)
        let centre = VolumeLaw.mean(of: knots)
        let variance = VolumeLaw.variance(of: knots, mean: centre)
        guard mean > 0, variance > mean else {
            quantiles = [Quantile(probability: 0.5, volume: mean)]
            return
        }
        let share = (1 - mean / variance).squareRoot()
        quantiles = knots.map {
            Quantile(probability: $0.probability, volume: max(0, mean + share * ($0.volume - centre)))
        }
    }

    private static func mean(of knots: [Quantile]) -> Double {
        var mean = knots[0].probability * knots[0].volume + (1 - knots[4].probability) * knots[4].volume
        for (low, high) in zip(knots, knots.dropFirst()) {
            mean += (high.probability - low.probability) * (low.volume + high.volume) / 2
        }
        return mean
    }

    private static func variance(of knots: [Quantile], mean: Double) -> Double {
        func square(_ value: Double) -> Double { (value - mean) * (value - mean) }
        var variance = knots[0].probability * square(knots[0].volume)
        variance += (1 - knots[4].probability) * square(knots[4].volume)
        for (low, high) in zip(knots, knots.dropFirst()) {
            let (a, b) = (low.volume - mean, high.volume - mean)
            variance += (high.probability - low.probability) * (a * a + a * b + b * b) / 3
        }
        return variance
    }

    /// Whether the rate is certain.
    var isCertain: Bool { quantiles.count == 1 }

    /// The integral of `value` over the law.
    ///
    /// - Parameter kink: A volume at which `value` bends or jumps; panels end there.
    func integral(kink: Double = .infinity, of value: (Double) -> Double) -> Double {
        guard let first = quantiles.first, let last = quantiles.last, quantiles.count > 1 else {
            return quantiles.first.map { value($0.volume) } ?? 0
        }
        var sum = first.probability * value(first.volume) + (1 - last.probability) * value(last.volume)
        for (low, high) in zip(quantiles, quantiles.dropFirst()) {
            let mass = high.probability - low.probability
            let width = high.volume - low.volume
            guard width > 0 else {
                sum += mass * value(low.volume)
                continue
            }
            let middle = min(max(kink, low.volume), high.volume)
            for (from, to) in [(low.volume, middle), (middle, high.volume)] where to > from {
                GaussLegendre.sixteen(middle: (from + to) / 2, width: to - from) { volume, weight in
                    sum += mass / width * weight * value(volume)
                }
            }
        }
        return sum
    }

    /// The probability that the rate is at most `volume`.
    func probability(atMost volume: Double) -> Double {
        guard let first = quantiles.first, let last = quantiles.last else { return 0 }
        if volume >= last.volume { return 1 }
        if volume < first.volume { return 0 }
        var probability = first.probability
        for (low, high) in zip(quantiles, quantiles.dropFirst()) {
            if volume >= high.volume {
                probability = high.probability
            } else {
                let share = (volume - low.volume) / (high.volume - low.volume)
                return low.probability + share * (high.probability - low.probability)
            }
        }
        return probability
    }
}
