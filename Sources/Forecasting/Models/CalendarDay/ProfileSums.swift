/// Weighted sums by weekday and time of day from which profiles are estimated.
struct ProfileSums {
    /// One value a weekday; the last lane is not used and stays 0.
    typealias Weekdays = SIMD8<Double>

    /// Slots in a day.
    let slots: Int
    /// Σ w y by time of day.
    private(set) var volumes: [Weekdays]
    /// Σ w T by time of day, over the days that know the slot.
    private(set) var totals: [Weekdays]
    /// Σ c y by time of day, c the quicker weight of the common profile.
    private(set) var commonVolumes: [Weekdays]
    /// Σ c T by time of day, over the days that know the slot.
    private(set) var commonTotals: [Weekdays]
    /// Σ w y by time of day, of the even and the odd weeks.
    private(set) var halfVolumes: [Double]
    /// Σ w T by time of day, of the even and the odd weeks.
    private(set) var halfTotals: [Double]
    /// Σ w² T per weekday.
    private var squares = Weekdays(repeating: 0)
    /// Σ w T per weekday.
    private var masses = Weekdays(repeating: 0)
    private var excess = 0.0
    private var excessWeight = 0.0

    /// Nothing learnt.
    init(slots: Int) {
        self.slots = slots
        volumes = [Weekdays](repeating: Weekdays(repeating: 0), count: slots)
        totals = volumes
        commonVolumes = volumes
        commonTotals = volumes
        halfVolumes = [Double](repeating: 0, count: 2 * slots)
        halfTotals = halfVolumes
    }

    /// Adds a day; slots far from `shares` times the total are cut, and tell the dispersion when `isJudging`.
    mutating func add(
        _ values: ArraySlice<Double>, firstSlotOfDay: Int, weekday: Int, half: Int, total: Double, weight: Double,
        commonWeight: Double, shares: [Double]?, isJudging: Bool
    ) {
        squares[weekday] += weight * weight * total
        masses[weekday] += weight * total
        let judged = addSlots(
            values, firstSlotOfDay: firstSlotOfDay, weekday: weekday, half: half, total: total, weight: weight,
            commonWeight: commonWeight, shares: shares)
        if isJudging {
            excess += weight * judged.excess
            excessWeight += weight * judged.count
        }
    }

    /// Adds the known slots; gives back (y − e)²/e summed over the slots with an expectation that tells, and their number.
    private mutating func addSlots(
        _ values: ArraySlice<Double>, firstSlotOfDay: Int, weekday: Int, half: Int, total: Double, weight: Double,
        commonWeight: Double, shares: [Double]?
    ) -> (excess: Double, count: Double) {
        // Adding to one lane is multiplying by what is 1 there and 0 elsewhere.
        var own = Weekdays(repeating: 0)
        own[weekday] = weight
        var common = Weekdays(repeating: 0)
        common[weekday] = commonWeight
        let (ownTotal, commonTotal) = (own * total, common * total)
        let addedTotal = weight * total
        let values = values.span
        let base = weekday * slots + firstSlotOfDay
        var judged = (excess: 0.0, count: 0.0)
        for i in values.indices {
            let value = values[i]
            guard !value.isNaN else { continue }
            let s = firstSlotOfDay + i
            let h = half * slots + s
            var y = value
            if let shares {
                let expected = shares[base + i] * total
                if !expected.isNaN {
                    y = IntradayProfile.cut(value, around: expected)
                    if expected > 0.5 {
                        judged.excess += (y - expected) * (y - expected) / expected
                        judged.count += 1
                    }
                }
            }
            volumes[s] += own * y
            totals[s] += ownTotal
            commonVolumes[s] += common * y
            commonTotals[s] += commonTotal
            halfVolumes[h] += weight * y
            halfTotals[h] += addedTotal
        }
        return judged
    }

    /// Variance of a slot over its Poisson variance, at least 1.
    var dispersion: Double { excessWeight > 0 ? max(1, excess / excessWeight) : 1 }

    /// Contacts that each weekday's sums are worth: Σ w T over the mean weight.
    var effectiveCounts: Weekdays {
        var most = Weekdays(repeating: 0)
        for total in totals { most.replace(with: total, where: total .> most) }
        let counts = most * masses / squares
        return counts.replacing(with: 0, where: .!((masses .> 0) .& (squares .> 0)))
    }
}
