import NumericalMethods

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Weighted sums by weekday and time of day from which profiles are estimated.
struct ProfileSums {
    private let slots: Int
    private let isRoundTheClock: Bool
    /// Σ w y per weekday and slot.
    private var volumes: [[Double]]
    /// Σ w T per weekday and slot, over the days that know the slot.
    private var totals: [[Double]]
    /// Σ w y and Σ w T by parity of the week, over all weekdays.
    private var halves: [(volumes: [Double], totals: [Double])]
    /// Σ w² T / Σ w T per weekday: how much a weight is worth in counts.
    private var meanWeights: [Double]
    /// Variance of a slot over its Poisson variance.
    private var dispersion = 1.0

    /// Sums over the known slots of `days`, outlying slots cut around `shares` where given.
    init(task: ForecastTask, days: Range<Int>, totals dayTotals: [IntradayProfile.DayTotal], shares: [[Double]]?) {
        let timeline = task.timeline
        slots = timeline.slotsPerDay
        let empty = [Double](repeating: 0, count: slots)
        volumes = [[Double]](repeating: empty, count: 7)
        totals = volumes
        halves = [(empty, empty), (empty, empty)]
        var squares = [Double](repeating: 0, count: 7)
        var masses = squares
        var excess = (sum: 0.0, weight: 0.0)
        var isOpenAllDay = true
        for (offset, day) in days.enumerated() where dayTotals[offset].knownShare >= CalendarDayModel.minimumKnownShare
        {
            let weekday = timeline.days[day].weekday
            let weight = exp2(-Double(days.upperBound - 1 - day) / IntradayProfile.halfLifeDays)
            let total = dayTotals[offset].fullDay
            let half = (timeline.days[day].date.monday.dayNumber / 7) & 1
            squares[weekday] += weight * weight * total
            masses[weekday] += weight * total
            for slot in timeline.slots(ofDay: day) where slot < task.cutoff {
                var value = task.values[slot]
                if value.isNaN {
                    isOpenAllDay = isOpenAllDay && timeline.isOpen[slot]
                    continue
                }
                let s = timeline.slotOfDay(slot)
                if let expected = shares.map({ $0[weekday][s] * total }), !expected.isNaN {
                    value = IntradayProfile.cut(value, around: expected)
                    if expected > 0.5 {
                        excess.sum += weight * (value - expected) * (value - expected) / expected
                        excess.weight += weight
                    }
                }
                volumes[weekday][s] += weight * value
                totals[weekday][s] += weight * total
                halves[half].volumes[s] += weight * value
                halves[half].totals[s] += weight * total
            }
        }
        isRoundTheClock = isOpenAllDay
        meanWeights = zip(squares, masses).map { $1 > 0 ? $0 / $1 : 1 }
        if excess.weight > 0 { dispersion = max(1, excess.sum / excess.weight) }
    }

    /// The weekdays' profiles over their usual slots, each summing to 1; NaN at a time of day never known.
    func shrunk(usual: [[Bool]], isFinal: Bool) -> [[Double]] {
        let common = commonProfile(usual: usual, isSmoothed: isFinal)
        var bases: [[Double]] = []
        for w in 0..<7 {
            let sum = (0..<slots).reduce(0) { $0 + (usual[w][$1] && !common[$1].isNaN ? common[$1] : 0) }
            bases.append(common.map { sum > 0 ? $0 / sum : $0 })
        }
        // Deviations of the square roots, scaled to equal counting noise on every weekday.
        var counts = [Double](repeating: 0, count: 7)
        var deviations = [[Double]](repeating: [Double](repeating: 0, count: slots), count: 7)
        for w in 0..<7 {
            let mass = totals[w].reduce(0, max)
            counts[w] = mass / meanWeights[w]
            guard mass > 0 else { continue }
            for s in 0..<slots where usual[w][s] && totals[w][s] > 0 {
                let share = volumes[w][s] / totals[w][s]
                deviations[w][s] = (share.squareRoot() - max(0, bases[w][s]).squareRoot()) * counts[w].squareRoot()
            }
        }
        let kept = keepingSignal(deviations)
        return (0..<7).map { w in
            var profile = bases[w]
            var sum = 0.0
            for s in 0..<slots where !profile[s].isNaN {
                if counts[w] > 0, usual[w][s] {
                    let root = max(0, profile[s].squareRoot() + kept[w][s] / counts[w].squareRoot())
                    profile[s] = root * root
                }
                if usual[w][s] { sum += profile[s] }
            }
            return sum > 0 ? profile.map { $0 / sum } : profile
        }
    }

    /// Projects the deviations on their singular components, each times the share of its energy above the noise.
    private func keepingSignal(_ deviations: [[Double]]) -> [[Double]] {
        let gram = (0..<7).map { i in
            (0..<7).map { j in zip(deviations[i], deviations[j]).reduce(0) { $0 + $1.0 * $1.1 } }
        }
        let eigen = SymmetricEigenvectors(of: gram)
        // Var √y ≈ dispersion/4 for every slot, whatever its mean.
        let noise = dispersion / 4 * Double(slots)
        var kept = [[Double]](repeating: [Double](repeating: 0, count: slots), count: 7)
        for (value, vector) in zip(eigen.values, eigen.vectors) where value > noise {
            let factor = 1 - noise / value
            for s in 0..<slots {
                let score = (0..<7).reduce(0) { $0 + vector[$1] * deviations[$1][s] }
                for w in 0..<7 { kept[w][s] += factor * score * vector[w] }
            }
        }
        return kept
    }

    /// The profile of all weekdays together, on the scale of the longest day.
    private func commonProfile(usual: [[Bool]], isSmoothed: Bool) -> [Double] {
        var profile = [Double](repeating: 1 / Double(slots), count: slots)
        // A short day's shares are larger; its coverage of the common profile brings them to one scale.
        for _ in 0..<3 {
            let coverage = usual.map { open in
                max(1e-9, (0..<slots).reduce(0) { $0 + (open[$1] && !profile[$1].isNaN ? profile[$1] : 0) })
            }
            for s in 0..<slots {
                var volume = 0.0
                var total = 0.0
                for w in 0..<7 {
                    volume += volumes[w][s]
                    total += totals[w][s] / coverage[w]
                }
                profile[s] = total > 0 ? volume / total : .nan
            }
            let sum = profile.reduce(0) { $0 + ($1.isNaN ? 0 : $1) }
            if sum > 0 { profile = profile.map { $0 / sum } }
        }
        return isSmoothed ? Self.smoothed(profile, passes: bestPasses(), isCircular: isRoundTheClock) : profile
    }

    /// Number of smoothing passes at which the even weeks' profile predicts the odd weeks' best, and the reverse.
    private func bestPasses() -> Int {
        let profiles = halves.map { half in zip(half.volumes, half.totals).map { $1 > 0 ? $0 / $1 : Double.nan } }
        var best = (passes: 0, error: Double.infinity)
        for passes in [0, 1, 2, 4, 8] {
            var error = 0.0
            for (from, to) in [(0, 1), (1, 0)] {
                let guess = Self.smoothed(profiles[from], passes: passes, isCircular: isRoundTheClock)
                for s in 0..<slots where !guess[s].isNaN && !profiles[to][s].isNaN {
                    error += (guess[s] - profiles[to][s]) * (guess[s] - profiles[to][s])
                }
            }
            if error < best.error * 0.98 || passes == 0 { best = (passes, error) }
        }
        return best.passes
    }

    /// Repeated weights ¼, ½, ¼ over neighbouring known slots.
    static func smoothed(_ profile: [Double], passes: Int, isCircular: Bool) -> [Double] {
        var current = profile
        let n = profile.count
        for _ in 0..<passes {
            let previous = current
            for s in 0..<n where !previous[s].isNaN {
                var sum = 2 * previous[s]
                var weight = 2.0
                for neighbour in [s - 1, s + 1] {
                    let k = isCircular ? (neighbour + n) % n : neighbour
                    guard k >= 0, k < n, !previous[k].isNaN else { continue }
                    sum += previous[k]
                    weight += 1
                }
                current[s] = sum / weight
            }
        }
        return current
    }
}
