import ContactCenter

extension ArrivalRateLaw {
    /// What a forecast's prediction intervals say of the arrival rate of its interval.
    ///
    /// The quantiles of the 80 % and 95 % intervals are joined by straight lines, constant beyond the outermost; the
    /// median, which forecasts do not state, is put where the law's mean is the forecast. Those quantiles are of contacts
    /// that come, which scatter around their rate as a Poisson count does; the queueing models have that scatter in them.
    /// So the law is drawn together about its mean until its variance is what the counts' variance leaves after the mean:
    /// Var rate = Var count − mean. Where the band is no wider than a Poisson count's, the rate is certain.
    ///
    /// Source: own; the split of the variance is that of a mixed Poisson count, e.g. Jongbloed & Koole, Appl. Stoch.
    /// Models Bus. Ind. 17 (2001) 307–318.
    public init(forecast interval: ForecastInterval) {
        let hours = Double(interval.intervalSeconds) / 3600
        let mean = interval.volume
        var knots = [
            RateQuantile(probability: 0.025, callsPerHour: interval.volume95.lower),
            RateQuantile(probability: 0.1, callsPerHour: interval.volume80.lower),
            RateQuantile(probability: 0.5, callsPerHour: 0),
            RateQuantile(probability: 0.9, callsPerHour: interval.volume80.upper),
            RateQuantile(probability: 0.975, callsPerHour: interval.volume95.upper),
        ]
        for index in knots.indices { knots[index].callsPerHour = max(0, knots[index].callsPerHour) }
        knots[0].callsPerHour = min(knots[0].callsPerHour, knots[1].callsPerHour)
        knots[3].callsPerHour = max(knots[3].callsPerHour, knots[1].callsPerHour)
        knots[4].callsPerHour = max(knots[4].callsPerHour, knots[3].callsPerHour)
        // The mean is linear in the median, which counts with half of the two stretches beside it: 0.4.
        let rest = ArrivalRateLaw.quantiles(knots).meanCallsPerHour
        knots[2].callsPerHour = min(max((mean - rest) / 0.4, knots[1].callsPerHour), knots[3].callsPerHour)
        let centre = ArrivalRateLaw.quantiles(knots).meanCallsPerHour
        let variance = ArrivalRateLaw.variance(of: knots, mean: centre)
        let rateVariance = variance / ArrivalRateLaw.widening - mean
        guard mean > 0, rateVariance > 0 else {
            self = .quantiles([RateQuantile(probability: 0.5, callsPerHour: mean / hours)])
            return
        }
        let share = (rateVariance / variance).squareRoot()
        self = .quantiles(
            knots.map {
                RateQuantile(
                    probability: $0.probability, callsPerHour: max(0, mean + share * ($0.callsPerHour - centre)) / hours
                )
            })
    }

    /// Variance of straight lines through the four quantiles of a normal law, over the law's own: what the lines add.
    private static let widening = 1.0299

    /// Whether there is one rate only.
    var isCertain: Bool {
        switch self {
        case .gamma(_, let variation): variation == 0
        case .quantiles(let knots): knots.count == 1
        }
    }

    /// The variance of quantiles joined by straight lines, constant beyond the outermost.
    private static func variance(of knots: [RateQuantile], mean: Double) -> Double {
        guard let first = knots.first, let last = knots.last else { return 0 }
        func square(_ value: Double) -> Double { (value - mean) * (value - mean) }
        var variance = first.probability * square(first.callsPerHour)
        variance += (1 - last.probability) * square(last.callsPerHour)
        for (low, high) in zip(knots, knots.dropFirst()) {
            let (a, b) = (low.callsPerHour - mean, high.callsPerHour - mean)
            variance += (high.probability - low.probability) * (a * a + a * b + b * b) / 3
        }
        return variance
    }
}
