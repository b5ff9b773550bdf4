import NumericalMethods

/// From weighted sums to the weekdays' profiles.
///
/// A weekday's square-root profile is the common profile's plus a deviation; the deviations' singular components are
/// kept by the share of their energy that counting noise cannot explain, and the common profile is smoothed over
/// neighbouring slots as far as one half of the weeks predicts the other better.
/// Source: own; Shen & Huang, "Interday forecasting and intraday updating of call center arrivals", M&SOM 10 (2008)
/// 391–410 (low rank of the square-root profiles); Efron & Morris, JASA 68 (1973) 117–130 (shrinkage).
struct ProfileShrinkage {
    private let sums: ProfileSums
    private let usual: [Bool]
    private let isRoundTheClock: Bool
    private let slots: Int

    /// Profiles from `sums` over the weekdays' `usual` slots.
    init(sums: ProfileSums, usual: [Bool], isRoundTheClock: Bool) {
        self.sums = sums
        self.usual = usual
        self.isRoundTheClock = isRoundTheClock
        slots = sums.slots
    }

    /// The weekdays' profiles, each summing to 1 over its usual slots; NaN at a time of day never known.
    func shares() -> [Double] {
        let recent = smoothedAsFarAsItHelps(commonProfile(sums.commonVolumes, sums.commonTotals))
        let longRun = commonProfile(sums.volumes, sums.totals)
        var shares = [Double](repeating: .nan, count: 7 * slots)
        // Deviations of the square roots, scaled to equal counting noise on every weekday.
        var deviations = [Double](repeating: 0, count: 7 * slots)
        var roots = deviations
        var scales = [Double](repeating: 0, count: 7)
        for weekday in 0..<7 {
            let base = weekday * slots
            var recentSum = 0.0
            var longSum = 0.0
            for s in 0..<slots where usual[base + s] && !recent[s].isNaN {
                recentSum += recent[s]
                longSum += longRun[s]
            }
            guard recentSum > 0, longSum > 0 else { continue }
            scales[weekday] = sums.effectiveCount(weekday: weekday).squareRoot()
            for s in 0..<slots where !recent[s].isNaN {
                shares[base + s] = recent[s] / recentSum
                guard usual[base + s] else { continue }
                roots[base + s] = shares[base + s].squareRoot()
                if scales[weekday] > 0, sums.totals[base + s] > 0 {
                    let own = max(0, sums.volumes[base + s] / sums.totals[base + s])
                    let usualRoot = (longRun[s] / longSum).squareRoot()
                    deviations[base + s] = (own.squareRoot() - usualRoot) * scales[weekday]
                }
            }
        }
        let kept = keepingSignal(deviations)
        for weekday in 0..<7 {
            let base = weekday * slots
            var sum = 0.0
            for s in 0..<slots where !shares[base + s].isNaN && usual[base + s] {
                if scales[weekday] > 0 {
                    let root = max(0, roots[base + s] + kept[base + s] / scales[weekday])
                    shares[base + s] = root * root
                }
                sum += shares[base + s]
            }
            guard sum > 0 else { continue }
            for s in 0..<slots { shares[base + s] /= sum }
        }
        return shares
    }

    /// Projects the deviations on their singular components, each times the share of its energy above the noise.
    private func keepingSignal(_ deviations: [Double]) -> [Double] {
        var gram = [[Double]](repeating: [Double](repeating: 0, count: 7), count: 7)
        for i in 0..<7 {
            for j in 0...i {
                var sum = 0.0
                for s in 0..<slots { sum += deviations[i * slots + s] * deviations[j * slots + s] }
                gram[i][j] = sum
                gram[j][i] = sum
            }
        }
        let eigen = SymmetricEigenvectors(of: gram)
        // Var √y ≈ dispersion/4 for every slot, whatever its mean; neighbouring slots err together, so that the noise
        // lies in about half as many directions as there are slots.
        let noise = sums.dispersion / 4 * Double(slots) / 2
        var kept = [Double](repeating: 0, count: 7 * slots)
        for (value, vector) in zip(eigen.values, eigen.vectors) where value > noise {
            let factor = 1 - noise / value
            for s in 0..<slots {
                var score = 0.0
                for w in 0..<7 { score += vector[w] * deviations[w * slots + s] }
                for w in 0..<7 { kept[w * slots + s] += factor * score * vector[w] }
            }
        }
        return kept
    }

    /// The profile of all weekdays together, on the scale of the longest day.
    private func commonProfile(_ volumes: [Double], _ totals: [Double]) -> [Double] {
        var profile = [Double](repeating: 1 / Double(slots), count: slots)
        var coverage = [Double](repeating: 0, count: 7)
        // A short day's shares are larger; its coverage of the common profile brings them to one scale.
        for _ in 0..<3 {
            for w in 0..<7 {
                var sum = 0.0
                for s in 0..<slots where usual[w * slots + s] && !profile[s].isNaN { sum += profile[s] }
                coverage[w] = max(1e-9, sum)
            }
            var all = 0.0
            for s in 0..<slots {
                var volume = 0.0
                var total = 0.0
                for w in 0..<7 {
                    volume += volumes[w * slots + s]
                    total += totals[w * slots + s] / coverage[w]
                }
                profile[s] = total > 0 ? volume / total : .nan
                if total > 0 { all += profile[s] }
            }
            guard all > 0 else { break }
            for s in 0..<slots { profile[s] /= all }
        }
        return profile
    }

    /// As many smoothing passes as let the even weeks' profile predict the odd weeks' best, and the reverse.
    private func smoothedAsFarAsItHelps(_ profile: [Double]) -> [Double] {
        var halves: [[Double]] = (0..<2).map { half in
            (half * slots..<(half + 1) * slots).map {
                sums.halfTotals[$0] > 0 ? sums.halfVolumes[$0] / sums.halfTotals[$0] : .nan
            }
        }
        let targets = halves
        var best = (passes: 0, error: Double.infinity)
        var done = 0
        for passes in [0, 1, 2, 4, 8] {
            var error = 0.0
            for (from, to) in [(0, 1), (1, 0)] {
                Self.smooth(&halves[from], passes: passes - done, isCircular: isRoundTheClock)
                for s in 0..<slots where !halves[from][s].isNaN && !targets[to][s].isNaN {
                    error += (halves[from][s] - targets[to][s]) * (halves[from][s] - targets[to][s])
                }
            }
            done = passes
            if error < best.error * 0.98 || passes == 0 { best = (passes, error) }
        }
        var smoothed = profile
        Self.smooth(&smoothed, passes: best.passes, isCircular: isRoundTheClock)
        return smoothed
    }

    /// Repeated weights ¼, ½, ¼ over neighbouring known slots.
    static func smooth(_ profile: inout [Double], passes: Int, isCircular: Bool) {
        let n = profile.count
        guard n > 2 else { return }
        for _ in 0..<passes {
            let first = profile[0]
            var before = isCircular ? profile[n - 1] : .nan
            for s in 0..<n {
                let own = profile[s]
                let after = s + 1 < n ? profile[s + 1] : (isCircular ? first : .nan)
                if !own.isNaN {
                    var sum = 2 * own
                    var weight = 2.0
                    if !before.isNaN {
                        sum += before
                        weight += 1
                    }
                    if !after.isNaN {
                        sum += after
                        weight += 1
                    }
                    profile[s] = sum / weight
                }
                before = own
            }
        }
    }
}
