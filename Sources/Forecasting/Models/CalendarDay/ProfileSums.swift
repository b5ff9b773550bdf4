/// Weighted sums by weekday and time of day from which profiles are estimated.
struct ProfileSums {
    /// Slots in a day.
    let slots: Int
    /// Σ w y per weekday and slot.
    private(set) var volumes: [Double]
    /// Σ w T per weekday and slot, over the days that know the slot.
    private(set) var totals: [Double]
    /// Σ c y per weekday and slot, c the quicker weight of the common profile.
    private(set) var commonVolumes: [Double]
    /// Σ c T per weekday and slot, over the days that know the slot.
    private(set) var commonTotals: [Double]
    /// Σ w y by time of day, of the even and the odd weeks.
    private(set) var halfVolumes: [Double]
    /// Σ w T by time of day, of the even and the odd weeks.
    private(set) var halfTotals: [Double]
    /// Σ w² T per weekday.
    private var squares: [Double]
    /// Σ w T per weekday.
    private var masses: [Double]
    private var excess = 0.0
    private var excessWeight = 0.0

    /// Nothing learnt.
    init(slots: Int) {
        self.slots = slots
        volumes = [Double](repeating: 0, count: 7 * slots)
        totals = volumes
        commonVolumes = volumes
        commonTotals = volumes
        halfVolumes = [Double](repeating: 0, count: 2 * slots)
        halfTotals = halfVolumes
        squares = [Double](repeating: 0, count: 7)
        masses = squares
    }

    /// Adds a day; slots far from `shares` times the total are cut, and tell the dispersion when `isJudging`.
    mutating func add(
        _ values: ArraySlice<Double>, firstSlotOfDay: Int, weekday: Int, half: Int, total: Double, weight: Double,
        commonWeight: Double, shares: [Double]?, isJudging: Bool
    ) {
        squares[weekday] += weight * weight * total
        masses[weekday] += weight * total
        var i = weekday * slots + firstSlotOfDay
        var h = half * slots + firstSlotOfDay
        let addedTotal = weight * total
        for value in values {
            if !value.isNaN {
                var y = value
                if let expected = shares.map({ $0[i] * total }), !expected.isNaN {
                    y = IntradayProfile.cut(value, around: expected)
                    if expected > 0.5 && isJudging {
                        excess += weight * (y - expected) * (y - expected) / expected
                        excessWeight += weight
                    }
                }
                volumes[i] += weight * y
                totals[i] += addedTotal
                commonVolumes[i] += commonWeight * y
                commonTotals[i] += commonWeight * total
                halfVolumes[h] += weight * y
                halfTotals[h] += addedTotal
            }
            i += 1
            h += 1
        }
    }

    /// Variance of a slot over its Poisson variance, at least 1.
    var dispersion: Double { excessWeight > 0 ? max(1, excess / excessWeight) : 1 }

    /// Contacts that a weekday's sums are worth: Σ w T over the mean weight.
    func effectiveCount(weekday: Int) -> Double {
        guard masses[weekday] > 0, squares[weekday] > 0 else { return 0 }
        let most = totals[weekday * slots..<(weekday + 1) * slots].max() ?? 0
        return most * masses[weekday] / squares[weekday]
    }
}
