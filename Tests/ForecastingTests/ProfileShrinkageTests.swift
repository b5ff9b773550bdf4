import ContactCenter
import NumericalMethods
import Testing

@testable import Forecasting

/// ``ProfileShrinkage`` weekday by weekday and slot by slot, as its formulas read.
private struct PlainProfileShrinkage {
    let sums: ProfileSums
    let usualSlots: UsualSlots
    /// The common profile after smoothing, which is not what is judged here.
    let smoothed: ([Double]) -> [Double]

    private var slots: Int { sums.slots }
    private var usual: [Bool] { flat(usualSlots.ones).map { $0 > 0 } }
    private var volumes: [Double] { flat(sums.volumes) }
    private var totals: [Double] { flat(sums.totals) }

    private func flat(_ weekdays: [ProfileSums.Weekdays]) -> [Double] {
        (0..<7).flatMap { weekday in weekdays.map { $0[weekday] } }
    }

    /// The weekdays' profiles, each summing to 1 over its usual slots; NaN at a time of day never known.
    func shares() -> [Double] {
        let recent = smoothed(commonProfile(flat(sums.commonVolumes), flat(sums.commonTotals)))
        let longRun = commonProfile(volumes, totals)
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
            scales[weekday] = sums.effectiveCounts[weekday].squareRoot()
            for s in 0..<slots where !recent[s].isNaN {
                shares[base + s] = recent[s] / recentSum
                guard usual[base + s] else { continue }
                roots[base + s] = shares[base + s].squareRoot()
                if scales[weekday] > 0, totals[base + s] > 0 {
                    let own = max(0, volumes[base + s] / totals[base + s])
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
}

@Suite("Profiles by weekday lanes") struct ProfileShrinkageTests {
    @Test(
        "are those of the formulas weekday by weekday",
        arguments: [OpeningHours.always, Synthetic.officeHours], [3, 20])
    func plain(hours: OpeningHours, weeks: Int) throws {
        var stream = RandomStream(seed: UInt64(weeks))
        let calendar = CentreCalendar(openingHours: hours)
        var series = Synthetic.series(weeks: weeks, calendar: calendar) { _, time in
            Synthetic.poisson(Synthetic.pattern(time) * (time.minuteOfDay == 720 ? 1.5 : 1), &stream)
        }
        // A night that was never known.
        for slot in series.values.indices where slot % 48 == 26 { series.values[slot] = .nan }
        let task = try ForecastTask(series: series, calendar: calendar, horizonSlots: 48)
        var sums = ProfileSums(slots: 48)
        for day in 0..<7 * weeks where task.timeline.days[day].isOpen {
            let values = task.values[task.timeline.slots(ofDay: day)]
            sums.add(
                values, firstSlotOfDay: 0, weekday: task.timeline.days[day].weekday, half: day / 7 % 2,
                total: values.reduce(0) { $1.isNaN ? $0 : $0 + $1 }, weight: 1 + Double(day) / 100,
                commonWeight: 1 + Double(day) / 10, shares: nil, isJudging: false)
        }
        let usual = UsualSlots(task.timeline)
        let isRoundTheClock = task.timeline.isOpenRoundTheClock
        #expect(usual.isSameEveryDay == isRoundTheClock)
        var fast = ProfileShrinkage(sums: sums, usual: usual, isRoundTheClock: isRoundTheClock)
        let plain = PlainProfileShrinkage(
            sums: sums, usualSlots: usual, smoothed: { [fast] in fast.smoothedAsFarAsItHelps($0) })
        let shares = fast.shares()
        let expected = plain.shares()
        #expect(shares.count == expected.count && shares.contains { $0 > 0 })
        for (share, wanted) in zip(shares, expected) {
            #expect(share.isNaN == wanted.isNaN)
            // Eigenvectors are taken to six digits: what they are off by moves no share by more than this.
            if !wanted.isNaN { #expect(abs(share - wanted) < 1e-8) }
        }
        // From the vectors that it left, a second look comes to the same.
        for (share, again) in zip(shares, fast.shares()) where !share.isNaN { #expect(abs(share - again) < 1e-8) }
    }
}
