/// Half-hourly calls of a made-up centre: a weekly profile, days that stray and keep straying for a while, and counts
/// around that. The same seed gives the same calls.
struct SyntheticCalls {
    /// Half hours in a week.
    static let slotsPerWeek = 336

    private var state: UInt64
    private var profile: [Double] = []
    private let opening: Range<Int>
    private let openDays: Int

    /// - Parameters:
    ///   - opening: Open half hours of a day.
    ///   - openDays: Open days of the week, from Monday on.
    init(seed: UInt64, opening: Range<Int> = 0..<48, openDays: Int = 7) {
        state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 0xD1B5_4A32_D192_ED03
        self.opening = opening
        self.openDays = openDays
        let level = 20 + 180 * uniform()
        let weekdays = [1.15, 1.05, 1, 0.98, 0.95, 0.6, 0.45].map { $0 * (1 + 0.05 * normal()) }
        let peak = 18 + 6 * uniform()
        profile = (0..<Self.slotsPerWeek).map { slot in
            // A hump by day over a low night; a second one in the afternoon.
            let time = Double(slot % 48)
            let morning = (time - peak) / 6
            let afternoon = (time - 33) / 7
            let shape = 0.04 + 1 / (1 + morning * morning * morning * morning) + 0.6 / (1 + afternoon * afternoon)
            return level * weekdays[slot / 48] * shape
        }
    }

    func isOpen(_ slot: Int) -> Bool {
        slot % Self.slotsPerWeek / 48 < openDays && opening.contains(slot % 48)
    }

    /// The next `weeks`; 0 where closed.
    mutating func values(weeks: Int) -> [Double] {
        var values = [Double](repeating: 0, count: weeks * Self.slotsPerWeek)
        var day = 0.0
        for slot in values.indices {
            if slot % 48 == 0 { day = 0.5 * day + 0.06 * normal() }
            guard isOpen(slot) else { continue }
            let mean = max(0.1, profile[slot % Self.slotsPerWeek] * (1 + day))
            values[slot] = max(0, (mean + mean.squareRoot() * normal()).rounded())
        }
        return values
    }

    /// SplitMix64.
    private mutating func bits() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    private mutating func uniform() -> Double { Double(bits() >> 11) * 0x1p-53 }

    /// Nearly normal: 64 fair coins have mean 32 and standard deviation 4.
    private mutating func normal() -> Double { (Double(bits().nonzeroBitCount) - 32) / 4 }
}
