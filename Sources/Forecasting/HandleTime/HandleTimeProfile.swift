#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Expected handle seconds by slot of the week, shrunk in steps: overall mean → time of day → weekday → slot of week.
///
/// The time of day's deviations are a smooth curve (``MeanRevertingSmoother``) around the overall mean or around the
/// shape of a related series; a weekday's and a cell's deviation is kept by Z = n τ²/(n τ² + σ²) (Bühlmann–Straub),
/// a weekday's only as far as its spread exceeds twice the spread of days of one weekday. Σ answered · profile is the
/// handle time really spent: the workload is unbiased.
/// Source: Bühlmann & Straub, "Glaubwürdigkeit für Schadensätze", Mitteilungen SAV 70 (1970) 111–133; Bühlmann &
/// Gisler, A Course in Credibility Theory, 2005, §4.8 (estimators), ch. 6 (hierarchies).
struct HandleTimeProfile {
    /// Handle seconds by slot of the week.
    private(set) var seconds: [Double]
    /// Handle seconds over answered contacts of the believed slots, recent weeks counting more.
    private(set) var overall: Double
    /// Variance of one contact's handle time over the square of its mean, slot effects included.
    private(set) var relativeVariance: Double

    /// The profile of the believed slots; `nil` when there is none or nothing was spent.
    init?(slots: HandleTimeSlots, slotsPerDay: Int, slotMinutes: Int, prior: [Double]?) {
        let sums = Sums(slots, period: 7 * slotsPerDay)
        let spent = sums.weightedSeconds.reduce(0, +)
        let contacts = sums.weightedContacts.reduce(0, +)
        guard contacts > 0, spent > 0 else { return nil }
        overall = spent / contacts
        let relative = sums.relativeVariance(slotsPerDay: slotsPerDay, overall: overall)
        relativeVariance = relative
        let week = 7 * slotsPerDay
        var candidates = [[Double](repeating: overall, count: week)]
        if let prior, prior.count == week, prior.allSatisfy({ $0 > 0 && $0.isFinite }) {
            var implied = 0.0
            for s in 0..<week { implied += sums.weightedContacts[s] * prior[s] }
            candidates.append(prior.map { $0 * spent / implied })
        }
        let smoothed = candidates.map { base in
            let cells = Cells(sums, base: base, period: slotsPerDay, relativeVariance: relative)
            return MeanRevertingSmoother(
                cells: cells.deviations, variances: cells.variances, slotMinutes: slotMinutes)
        }
        // The related series' shape counts as far as it makes this one's cells likelier than a flat day does.
        let best = smoothed.reduce(-Double.infinity) { max($0, $1.logEvidence) }
        let shares = smoothed.map { exp($0.logEvidence - best) }
        let total = shares.reduce(0, +)
        var profile = [Double](repeating: 0, count: week)
        for ((base, curve), share) in zip(zip(candidates, smoothed), shares) {
            for s in 0..<week {
                profile[s] += share / total * base[s] * max(0.05, 1 + curve.mean[s % slotsPerDay])
            }
        }
        let weekdays = Self.weekdayFactors(slots, profile: profile, slotsPerDay: slotsPerDay)
        for s in 0..<week { profile[s] *= weekdays[s / slotsPerDay] }
        let cells = Cells(sums, base: profile, period: week, relativeVariance: relative)
        let kept = Self.credible(cells.deviations, exposure: cells.contacts, variance: relative)
        for s in 0..<week { profile[s] *= max(0.05, 1 + kept[s]) }
        var implied = 0.0
        for s in 0..<week { implied += sums.weightedContacts[s] * profile[s] }
        seconds = implied > 0 ? profile.map { $0 * spent / implied } : profile
    }

    /// Sums over the believed slots by slot of the week.
    private struct Sums {
        var weightedSeconds: [Double]
        var weightedContacts: [Double]
        /// Σ w² n.
        var squareWeights: [Double]
        var seconds: [Double]
        var contacts: [Double]
        /// Σ seconds²/n.
        var squares: [Double]
        var count: [Double]

        init(_ slots: HandleTimeSlots, period: Int) {
            let zero = [Double](repeating: 0, count: period)
            (weightedSeconds, weightedContacts, squareWeights) = (zero, zero, zero)
            (seconds, contacts, squares, count) = (zero, zero, zero, zero)
            for i in 0..<slots.count where slots.isBelieved[i] {
                let key = slots.key[i]
                let n = slots.answered[i]
                let spent = slots.seconds[i]
                let weight = slots.weight[i]
                weightedSeconds[key] += weight * spent
                weightedContacts[key] += weight * n
                squareWeights[key] += weight * weight * n
                seconds[key] += spent
                contacts[key] += n
                squares[key] += spent * spent / n
                count[key] += 1
            }
        }

        /// Σ answered (average − cell's average)² per degree of freedom over the squared mean; cells of the week
        /// where they repeat, of the day otherwise. Without any repetition the contacts are taken as exponential.
        func relativeVariance(slotsPerDay: Int, overall: Double) -> Double {
            for period in [7 * slotsPerDay, slotsPerDay] {
                var within = 0.0
                var freedom = 0.0
                for cell in 0..<period {
                    var sums = (seconds: 0.0, contacts: 0.0, squares: 0.0, count: 0.0)
                    for key in stride(from: cell, to: seconds.count, by: period) {
                        sums.seconds += seconds[key]
                        sums.contacts += contacts[key]
                        sums.squares += squares[key]
                        sums.count += count[key]
                    }
                    guard sums.contacts > 0 else { continue }
                    within += max(0, sums.squares - sums.seconds * sums.seconds / sums.contacts)
                    freedom += sums.count - 1
                }
                if freedom >= Double(min(slotsPerDay, 8)) { return within / freedom / (overall * overall) }
            }
            return 1
        }
    }

    /// Weighted deviations from a base by slot modulo a period (a day or a week).
    private struct Cells {
        var deviations: [Double]
        var variances: [Double]
        var contacts: [Double]

        init(_ sums: Sums, base: [Double], period: Int, relativeVariance: Double) {
            var spent = [Double](repeating: 0, count: period)
            var implied = spent
            var squares = spent
            contacts = spent
            for key in base.indices {
                let cell = key % period
                spent[cell] += sums.weightedSeconds[key]
                implied[cell] += sums.weightedContacts[key] * base[key]
                squares[cell] += sums.squareWeights[key] * base[key] * base[key]
                contacts[cell] += sums.weightedContacts[key]
            }
            deviations = zip(spent, implied).map { $1 > 0 ? $0 / $1 - 1 : 0 }
            // A variance of nothing (equal contacts) would make the likelihood infinite.
            let least = max(relativeVariance, 1e-12)
            variances = zip(squares, implied).map { $1 > 0 ? least * $0 / ($1 * $1) : .infinity }
        }
    }

    /// Factor of each weekday over `profile`.
    private static func weekdayFactors(
        _ slots: HandleTimeSlots, profile: [Double], slotsPerDay: Int
    ) -> [Double] {
        var days: [(weekday: Int, ratio: Double, weight: Double)] = []
        for range in slots.slotsOfDay {
            guard let first = range.first else { continue }
            var spent = 0.0
            var implied = 0.0
            var weight = 0.0
            for i in range where slots.isBelieved[i] {
                spent += slots.seconds[i]
                implied += slots.answered[i] * profile[slots.key[i]]
                weight += slots.weight[i] * slots.answered[i]
            }
            if implied > 0 { days.append((slots.key[first] / slotsPerDay, spent / implied - 1, weight)) }
        }
        var sums = [Double](repeating: 0, count: 7)
        var weights = sums
        for day in days {
            sums[day.weekday] += day.weight * day.ratio
            weights[day.weekday] += day.weight
        }
        let means = zip(sums, weights).map { $1 > 0 ? $0 / $1 : 0 }
        let kinds = weights.count { $0 > 0 }
        guard days.count > kinds, kinds > 1 else { return [Double](repeating: 1, count: 7) }
        let within = days.reduce(0) { $0 + $1.weight * ($1.ratio - means[$1.weekday]) * ($1.ratio - means[$1.weekday]) }
        // Days differ for other reasons too, and few weeks cannot tell: twice their spread is asked of a weekday.
        let variance = 2 * within / Double(days.count - kinds)
        return credible(means, exposure: weights, variance: variance).map { max(0.05, 1 + $0) }
    }

    /// Bühlmann–Straub estimates of deviations from a known mean; `variance` is that of one unit of exposure.
    static func credible(_ deviations: [Double], exposure: [Double], variance: Double) -> [Double] {
        var total = 0.0
        var squares = 0.0
        var spread = 0.0
        var known = 0.0
        for (deviation, n) in zip(deviations, exposure) where n > 0 {
            total += n
            squares += n * n
            spread += n * deviation * deviation
            known += 1
        }
        let reach = total > 0 ? total - squares / total : 0
        let between = reach > 0 ? max(0, (spread - (known - 1) * variance) / reach) : 0
        return zip(deviations, exposure).map { deviation, n in
            n > 0 && between > 0 ? deviation * n / (n + variance / between) : 0
        }
    }
}
