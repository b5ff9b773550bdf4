import ContactCenter

/// The prediction interval of a day's total from those of its intervals.
///
/// Half widths do not simply add: chance is independent from interval to interval, while a busy day is busy all day.
/// Each half width h of an interval with mean m is split into a Poisson part, h₀ = min(h, z √m), and the rest,
/// √(h² − h₀²). Poisson parts add in squares, the rest adds up linearly: H = √(Σ h₀² + (Σ √(h² − h₀²))²). On the
/// cautious side, since some of the rest is independent too. Source: own.
struct DayBand: Sendable {
    private(set) var mean = 0.0
    private var chanceSquares = (lower80: 0.0, upper80: 0.0, lower95: 0.0, upper95: 0.0)
    private var shared = (lower80: 0.0, upper80: 0.0, lower95: 0.0, upper95: 0.0)

    private static let z80 = 1.281_551_565_545
    private static let z95 = 1.959_963_984_540

    /// Adds an interval of the day; one with a bound that is not finite adds its mean only.
    mutating func add(_ interval: ForecastInterval) {
        guard interval.volume.isFinite else { return }
        let volume = max(0, interval.volume)
        mean += volume
        func accumulate(
            _ halfWidth: Double, _ z: Double, _ chance: inout Double, _ rest: inout Double
        ) {
            guard halfWidth.isFinite, halfWidth > 0 else { return }
            let poisson = min(halfWidth * halfWidth, z * z * volume)
            chance += poisson
            rest += (halfWidth * halfWidth - poisson).squareRoot()
        }
        accumulate(volume - interval.volume80.lower, DayBand.z80, &chanceSquares.lower80, &shared.lower80)
        accumulate(interval.volume80.upper - volume, DayBand.z80, &chanceSquares.upper80, &shared.upper80)
        accumulate(volume - interval.volume95.lower, DayBand.z95, &chanceSquares.lower95, &shared.lower95)
        accumulate(interval.volume95.upper - volume, DayBand.z95, &chanceSquares.upper95, &shared.upper95)
    }

    /// Central 80 % interval of the day.
    var band80: ForecastInterval.Band {
        .init(
            lower: max(0, mean - (chanceSquares.lower80 + shared.lower80 * shared.lower80).squareRoot()),
            upper: mean + (chanceSquares.upper80 + shared.upper80 * shared.upper80).squareRoot())
    }

    /// Central 95 % interval of the day.
    var band95: ForecastInterval.Band {
        .init(
            lower: max(0, mean - (chanceSquares.lower95 + shared.lower95 * shared.lower95).squareRoot()),
            upper: mean + (chanceSquares.upper95 + shared.upper95 * shared.upper95).squareRoot())
    }
}
