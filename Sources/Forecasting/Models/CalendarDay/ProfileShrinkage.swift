import NumericalMethods

/// From weighted sums to the weekdays' profiles.
///
/// A weekday's square-root profile is the common profile's plus a deviation; the deviations' singular components are
/// kept by the share of their energy that counting noise cannot explain, and the common profile is smoothed over
/// neighbouring slots as far as one half of the weeks predicts the other better.
/// Source: own; Shen & Huang, "Interday forecasting and intraday updating of call center arrivals", M&SOM 10 (2008)
/// 391–410 (low rank of the square-root profiles); Efron & Morris, JASA 68 (1973) 117–130 (shrinkage).
struct ProfileShrinkage {
    private typealias Weekdays = ProfileSums.Weekdays

    private let sums: ProfileSums
    private let usual: UsualSlots
    private let isRoundTheClock: Bool
    private let slots: Int
    /// Vectors that the weekdays' deviations lay along when last looked at, and lie along now.
    private(set) var directions: [Double]?

    /// Profiles from `sums` over the weekdays' `usual` slots.
    init(sums: ProfileSums, usual: UsualSlots, isRoundTheClock: Bool, directions: [Double]? = nil) {
        self.directions = directions
        self.sums = sums
        self.usual = usual
        self.isRoundTheClock = isRoundTheClock
        slots = sums.slots
    }

    /// The weekdays' profiles, one after the other, each summing to 1 over its usual slots; NaN at a time of day never
    /// known.
    mutating func shares() -> [Double] {
        let recent = smoothedAsFarAsItHelps(commonProfile(sums.commonVolumes, sums.commonTotals))
        let longRun = commonProfile(sums.volumes, sums.totals)
        var recentSum = Weekdays(repeating: 0)
        var longSum = recentSum
        for s in 0..<slots where !recent[s].isNaN {
            recentSum += usual.ones[s] * recent[s]
            longSum += usual.ones[s] * longRun[s]
        }
        let isKnown = (recentSum .> 0) .& (longSum .> 0)
        let zero = Weekdays(repeating: 0)
        let scales = sums.effectiveCounts.squareRoot().replacing(with: 0, where: .!isKnown)
        let isShrunk = scales .> 0
        let inverseScales = (1 / scales).replacing(with: 0, where: .!isShrunk)
        let recentRoots = (1 / recentSum).squareRoot()
        let longRoots = (1 / longSum).squareRoot()
        // Deviations of the square roots, scaled to equal counting noise on every weekday.
        var deviations = [Weekdays](repeating: zero, count: slots)
        for s in 0..<slots where !recent[s].isNaN {
            let own = sums.volumes[s] / sums.totals[s]
            let root = own.replacing(with: 0, where: .!(own .> 0)).squareRoot()
            let deviation = (root - longRoots * longRun[s].squareRoot()) * scales * usual.ones[s]
            deviations[s] = deviation.replacing(with: 0, where: .!((sums.totals[s] .> 0) .& isShrunk))
        }
        let factors = signalFactors(deviations)
        var profiles = deviations
        var sum = zero
        for s in 0..<slots where !recent[s].isNaN {
            var kept = zero
            for (factor, vector) in factors { kept += vector * (factor * (vector * deviations[s]).sum()) }
            let root = recentRoots * recent[s].squareRoot() + kept * inverseScales
            let shrunk = root.replacing(with: 0, where: root .< 0)
            let isChanged = isShrunk .& (usual.ones[s] .> 0)
            profiles[s] = (recent[s] / recentSum).replacing(with: shrunk * shrunk, where: isChanged)
            sum += usual.ones[s] * profiles[s].replacing(with: 0, where: .!isKnown)
        }
        let scale = (1 / sum).replacing(with: 1, where: .!(sum .> 0))
        var shares = [Double](repeating: .nan, count: 7 * slots)
        for s in 0..<slots where !recent[s].isNaN {
            let profile = (profiles[s] * scale).replacing(with: .nan, where: .!isKnown)
            for weekday in 0..<7 { shares[weekday * slots + s] = profile[weekday] }
        }
        return shares
    }

    /// The singular components of the deviations that stand out of the noise, each with the share of its energy that
    /// does.
    private mutating func signalFactors(_ deviations: [Weekdays]) -> [(factor: Double, vector: Weekdays)] {
        var products = [Weekdays](repeating: Weekdays(repeating: 0), count: 7)
        var target = products.mutableSpan
        for deviation in deviations {
            for i in 0..<7 { target[i] += deviation * deviation[i] }
        }
        var matrix = [Double](repeating: 0, count: 49)
        for i in 0..<7 { for j in 0..<7 { matrix[7 * i + j] = products[i][j] } }
        let eigen = SymmetricEigenvectors(of: matrix, size: 7, near: directions, tolerance: 1e-6)
        directions = eigen.components
        // Var √y ≈ dispersion/4 for every slot, whatever its mean; neighbouring slots err together, so that the noise
        // lies in about half as many directions as there are slots.
        let noise = sums.dispersion / 4 * Double(slots) / 2
        return eigen.values.indices.filter { eigen.values[$0] > noise }.map { k in
            var weekdays = Weekdays(repeating: 0)
            for i in 0..<7 { weekdays[i] = eigen.components[7 * k + i] }
            return (1 - noise / eigen.values[k], weekdays)
        }
    }

    /// The profile of all weekdays together, on the scale of the longest day.
    private func commonProfile(_ volumes: [Weekdays], _ totals: [Weekdays]) -> [Double] {
        var profile = [Double](repeating: 1 / Double(slots), count: slots)
        // A short day's shares are larger; its coverage of the common profile brings them to one scale. Where all
        // weekdays have the same slots there is nothing to bring.
        for _ in 0..<(usual.isSameEveryDay ? 1 : 3) {
            var coverage = Weekdays(repeating: 0)
            for s in 0..<slots where !profile[s].isNaN { coverage += usual.ones[s] * profile[s] }
            let inverse = 1 / coverage.replacing(with: 1e-9, where: coverage .< 1e-9)
            var all = 0.0
            for s in 0..<slots {
                let total = (totals[s] * inverse).sum()
                profile[s] = total > 0 ? volumes[s].sum() / total : .nan
                if total > 0 { all += profile[s] }
            }
            guard all > 0 else { break }
            for s in 0..<slots { profile[s] /= all }
        }
        return profile
    }

    /// As many smoothing passes as let the even weeks' profile predict the odd weeks' best, and the reverse.
    func smoothedAsFarAsItHelps(_ profile: [Double]) -> [Double] {
        // Even weeks in one lane, odd weeks in the other; both must know a slot.
        var halves = [SIMD2<Double>](repeating: SIMD2(repeating: .nan), count: slots)
        for s in 0..<slots {
            let totals = SIMD2(sums.halfTotals[s], sums.halfTotals[slots + s])
            let volumes = SIMD2(sums.halfVolumes[s], sums.halfVolumes[slots + s])
            halves[s] = (volumes / totals).replacing(with: .nan, where: .!(totals .> 0))
        }
        let targets = halves
        var best = (passes: 0, error: Double.infinity)
        var done = 0
        for passes in [0, 1, 2, 4, 8] {
            Self.smooth(&halves, passes: passes - done, isCircular: isRoundTheClock)
            var errors = SIMD2<Double>(repeating: 0)
            for s in 0..<slots {
                let miss = halves[s] - SIMD2(targets[s].y, targets[s].x)
                errors += (miss * miss).replacing(with: 0, where: miss .!= miss)
            }
            let error = errors.x + errors.y
            done = passes
            if error < best.error * 0.98 || passes == 0 { best = (passes, error) }
        }
        guard best.passes > 0 else { return profile }
        var smoothed = profile.map { SIMD2(repeating: $0) }
        Self.smooth(&smoothed, passes: best.passes, isCircular: isRoundTheClock)
        return smoothed.map(\.x)
    }

    /// Repeated weights ¼, ½, ¼ over neighbouring known slots of two profiles.
    static func smooth(_ profiles: inout [SIMD2<Double>], passes: Int, isCircular: Bool) {
        let n = profiles.count
        guard n > 2, passes > 0 else { return }
        var profiles = profiles.mutableSpan
        let zero = SIMD2<Double>(repeating: 0)
        let two = SIMD2<Double>(repeating: 2)
        for _ in 0..<passes {
            let first = profiles[0]
            var before = isCircular ? profiles[n - 1] : SIMD2(repeating: .nan)
            for s in 0..<n {
                let own = profiles[s]
                let after = s + 1 < n ? profiles[s + 1] : (isCircular ? first : SIMD2(repeating: .nan))
                let hasBefore = before .== before
                let hasAfter = after .== after
                let sum =
                    2 * own + before.replacing(with: zero, where: .!hasBefore)
                    + after.replacing(with: zero, where: .!hasAfter)
                let weight =
                    two + zero.replacing(with: 1, where: hasBefore) + zero.replacing(with: 1, where: hasAfter)
                profiles[s] = sum / weight
                before = own
            }
        }
    }
}
