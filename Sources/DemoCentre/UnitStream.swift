/// A reproducible stream of random numbers for one unit of work (a stream of contacts on one day, an agent's week, a
/// series): xoshiro256++ (Blackman & Vigna, ACM TOMS 47, 2021) seeded through SplitMix64 (Steele, Lea & Flood,
/// OOPSLA 2014). A unit's numbers do not depend on what was drawn for other units.
struct UnitStream {
    /// What a stream is drawn for; with two indices it names the unit.
    enum Purpose: UInt64 {
        case demandDay = 1
        case arrivals, floor, agentWeek, agentTraits, availability, defects, volumes
    }

    private var s0: UInt64
    private var s1: UInt64
    private var s2: UInt64
    private var s3: UInt64

    /// The stream of the unit (`purpose`, `a`, `b`) under `seed`.
    init(seed: UInt64, _ purpose: Purpose, _ a: Int = 0, _ b: Int = 0) {
        let unit = purpose.rawValue << 56 | UInt64(a) << 28 | UInt64(b)
        var state = UnitStream.mix(seed) ^ UnitStream.mix(unit &+ 0xD134_2543_DE82_EF95)
        func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            return UnitStream.mix(state)
        }
        s0 = next()
        s1 = next()
        s2 = next()
        s3 = next()
    }

    /// The finaliser of SplitMix64: a bijection that scatters the bits of `value`.
    static func mix(_ value: UInt64) -> UInt64 {
        var z = value
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// The next 64 random bits.
    mutating func next() -> UInt64 {
        let sum = s0 &+ s3
        let result = ((sum << 23) | (sum >> 41)) &+ s0
        let shifted = s1 << 17
        s2 ^= s0
        s3 ^= s1
        s1 ^= s2
        s0 ^= s3
        s2 ^= shifted
        s3 = (s3 << 45) | (s3 >> 19)
        return result
    }

    /// Uniform on [0, 1).
    mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// Uniform on 0 ..< bound.
    mutating func index(below bound: Int) -> Int { Int(next().multipliedFullWidth(by: UInt64(bound)).high) }

    /// True with `probability`.
    mutating func chance(_ probability: Double) -> Bool { uniform() < probability }

    /// Exponential with `mean`.
    mutating func exponential(mean: Double) -> Double { -mean * ExactMath.log(1 - uniform()) }

    /// Standard normal by Marsaglia's polar method (SIAM Review 6, 1964): logarithm and square root only.
    mutating func normal() -> Double {
        while true {
            let x = 2 * uniform() - 1
            let y = 2 * uniform() - 1
            let square = x * x + y * y
            if square > 0 && square < 1 { return x * (-2 * ExactMath.log(square) / square).squareRoot() }
        }
    }

    /// Lognormal with `mean` and coefficient of variation `variation`.
    mutating func lognormal(mean: Double, variation: Double) -> Double {
        let variance = ExactMath.log(1 + variation * variation)
        return mean * ExactMath.exp(variance.squareRoot() * normal() - variance / 2)
    }

    /// Poisson with `mean` ≥ 0, by Knuth's products in pieces of mean 10 (the sum of Poisson counts is Poisson).
    mutating func poisson(mean: Double) -> Int {
        var left = mean
        var count = 0
        while left > 0 {
            let piece = left > 10 ? 10 : left
            left -= piece
            let limit = ExactMath.exp(-piece)
            var product = uniform()
            while product > limit {
                count += 1
                product *= uniform()
            }
        }
        return count
    }

    /// An index drawn in proportion to `weights` (not negative, not all zero).
    mutating func pick(_ weights: [Double]) -> Int {
        var total = 0.0
        for weight in weights { total += weight }
        var left = uniform() * total
        for (index, weight) in weights.enumerated() {
            left -= weight
            if left < 0 { return index }
        }
        return weights.count - 1
    }
}
