/// A reproducible stream of pseudo-random numbers: xoshiro256++ (Blackman & Vigna, "Scrambled linear pseudorandom
/// number generators", ACM TOMS 47, 2021), seeded through SplitMix64 (Steele, Lea & Flood, OOPSLA 2014).
///
/// One stream per (seed, unit of work): results never depend on the number of threads.
public struct RandomStream: RandomNumberGenerator, Sendable {
    private var s0: UInt64
    private var s1: UInt64
    private var s2: UInt64
    private var s3: UInt64

    /// The stream number `unit` under `seed`; different units are independent for all practical purposes.
    public init(seed: UInt64, unit: UInt64 = 0) {
        var state = RandomStream.mix(seed) ^ RandomStream.mix(unit &+ 0xD134_2543_DE82_EF95)
        func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            return RandomStream.mix(state)
        }
        s0 = next()
        s1 = next()
        s2 = next()
        s3 = next()
    }

    /// The finaliser of SplitMix64: a bijection that scatters the bits of `value`.
    @inlinable
    public static func mix(_ value: UInt64) -> UInt64 {
        var z = value
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// The next 64 random bits.
    public mutating func next() -> UInt64 {
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

    /// Uniform on [0, 1) with 53 random bits.
    public mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// Uniform on 0 ..< bound by multiplication (Lemire 2019, without the rejection step: the bias is below
    /// bound / 2⁶⁴ and never matters for the bounds used here). `bound` must be positive.
    public mutating func index(below bound: Int) -> Int {
        Int(truncatingIfNeeded: next().multipliedFullWidth(by: UInt64(bound)).high)
    }
}
