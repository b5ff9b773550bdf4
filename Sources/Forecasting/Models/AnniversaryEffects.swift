import ContactCenter

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Factors for days whose anniversary stood out: holidays that no calendar names.
///
/// A day of last year stands out when the logarithm of its mean slot over the median of the same weekday in the four
/// weeks before and after is further from zero than three times the usual spread of these deviations. The days from
/// 20 December to 3 January answer to the same date of last year, all others to the day 364 days before (the same
/// weekday: most moving holidays keep it). Such a day's slots are multiplied by (y + b)/(m + b) to the power ρ, y last
/// year's slot, m its median over the reference days, b a slot and a twentieth of the day's mean, smoothed by
/// (¼, ½, ¼). ρ is the share of a deviation that came back a year later wherever the history shows both, shrunk to 0.8
/// with the weight of four such days, within 0…1. Every other slot has the factor 1, and so has everything with less than 57 weeks of history.
/// A forecast from a model that knows its holidays must not be multiplied again.
/// Source: own; the deviation from neighbouring weeks: Soares & Medeiros, IJF 24 (2008) 630–644, in spirit.
public struct AnniversaryEffects: Sendable {
    /// Days of the last year, and of the weeks around its ends: what must be known at least.
    private static let yearDays = 400
    /// Days looked at: two years, so that recurrence can be seen.
    private static let window = 2 * yearDays
    /// Deviations beyond this many usual spreads stand out.
    private static let threshold = 3.0
    /// How much of last year's deviation is expected again before any has been seen to recur.
    private static let usualRecurrence = 0.8
    /// Days that this expectation counts for.
    private static let usualRecurrenceDays = 4.0
    /// Share of a deviation's size that its return leaves unknown.
    private static let unknownShare = 0.75

    private let timeline: SlotTimeline
    private let values: ArraySlice<Double>
    /// Index into the timeline's days of the first day looked at.
    private let firstDay: Int
    /// Mean known slot of each complete day; NaN where most of it is unknown.
    private let means: [Double]
    private let deviations: [Double]
    private let spread: Double?
    private let recurrence: Double

    /// What the values before `cutoff` tell.
    ///
    /// - Parameter cutoff: a slot of the task's grid, at most the task's own cutoff.
    public init(_ task: ForecastTask, cutoff: Int) {
        timeline = task.timeline
        values = task.values[..<min(cutoff, task.values.count)]
        // Complete days only.
        let end = (timeline.firstSlotOfDay + values.count) / timeline.slotsPerDay
        let start = max(timeline.firstSlotOfDay > 0 ? 1 : 0, end - Self.window)
        firstDay = start
        guard end - start >= Self.yearDays - 1 else {
            (means, deviations, spread, recurrence) = ([], [], nil, Self.usualRecurrence)
            return
        }
        let means = (start..<end).map { day -> Double in
            var sum = 0.0
            var count = 0
            for value in task.values[task.timeline.slots(ofDay: day)] where !value.isNaN {
                sum += value
                count += 1
            }
            let opens = task.timeline.slots(ofDay: day).count { task.timeline.isOpen[$0] }
            return count > 0 && 10 * count >= 7 * opens ? sum / Double(count) : .nan
        }
        self.means = means
        let slots = Double(timeline.slotsPerDay)
        let deviations = means.indices.map { day -> Double in
            guard !means[day].isNaN else { return .nan }
            var others = Self.references(of: day, in: means.indices).map { means[$0] }.filter { !$0.isNaN }
            guard others.count >= 3 else { return .nan }
            return log((means[day] * slots + 0.5) / (Self.median(&others) * slots + 0.5))
        }
        self.deviations = deviations
        var sizes = deviations.suffix(Self.yearDays).filter { !$0.isNaN }.map { abs($0) }
        guard sizes.count >= 200, let first = timeline.days.first?.date else {
            spread = nil
            recurrence = Self.usualRecurrence
            return
        }
        let spread = 1.4826 * Self.median(&sizes)
        self.spread = spread
        // Regression through the origin of deviations on those they answer to.
        var products = 0.0
        var squares = 0.0
        var count = 0.0
        for day in deviations.indices where !deviations[day].isNaN {
            let source = Self.anniversary(of: first + (start + day)) - first - start
            guard deviations.indices.contains(source), Self.standsOut(deviations[source], spread) else { continue }
            products += deviations[day] * deviations[source]
            squares += deviations[source] * deviations[source]
            count += 1
        }
        let usual = count > 0 ? Self.usualRecurrenceDays * squares / count : 1
        recurrence = min(max((products + usual * Self.usualRecurrence) / (squares + usual), 0), 1)
    }

    private static func standsOut(_ deviation: Double, _ spread: Double) -> Bool {
        abs(deviation) > threshold * spread + 1e-9
    }

    /// The factor of each of `steps` slots from `slot` on; at most a year after the cutoff.
    public func factors(from slot: Int, steps: Int) -> [Double] {
        var factors = [Double](repeating: 1, count: steps)
        guard let spread, let first = timeline.days.first?.date else { return factors }
        var step = 0
        while step < steps {
            let day = timeline.day(slot + step)
            let time = timeline.slotOfDay(slot + step)
            let count = min(steps - step, timeline.slotsPerDay - time)
            let source = Self.anniversary(of: first + day) - first - firstDay
            if deviations.indices.contains(source), Self.standsOut(deviations[source], spread) {
                let shape = shape(of: source)
                for offset in 0..<count { factors[step + offset] = pow(shape[time + offset], recurrence) }
            }
            step += count
        }
        return factors
    }

    /// How far each of `steps` slots from `slot` on may depart from a forecast because last year's days departed from
    /// theirs: a relative standard deviation, 0 where last year was as usual or is not known.
    ///
    /// What stood out a year before comes back only in part, a day earlier or later, and at other hours. The size of a
    /// departure is the root mean square of the deviations of the day that answers to it and of that day's neighbours,
    /// beyond twice the variance of usual days.
    public func uncertainty(from slot: Int, steps: Int) -> [Double] {
        var uncertainty = [Double](repeating: 0, count: steps)
        guard let spread, let first = timeline.days.first?.date else { return uncertainty }
        var step = 0
        while step < steps {
            let day = timeline.day(slot + step)
            let count = min(steps - step, timeline.slotsPerDay - timeline.slotOfDay(slot + step))
            let source = Self.anniversary(of: first + day) - first - firstDay
            if deviations.indices.contains(source) {
                var squares = 0.0
                var known = 0.0
                for deviation in deviations[max(0, source - 1)...min(deviations.count - 1, source + 1)]
                where !deviation.isNaN {
                    squares += deviation * deviation
                    known += 1
                }
                let excess = max(0, squares / max(known, 1) - 2 * spread * spread)
                for offset in 0..<count { uncertainty[step + offset] = Self.unknownShare * excess.squareRoot() }
            }
            step += count
        }
        return uncertainty
    }

    /// The date of last year that a date answers to.
    static func anniversary(of date: CivilDate) -> CivilDate {
        let (year, month, day) = date.components
        let turnsTheYear = (month == 12 && day >= 20) || (month == 1 && day <= 3)
        return turnsTheYear ? CivilDate(year: year - 1, month: month, day: day) ?? date + -364 : date + -364
    }

    /// Ratio of each slot of a day to what its weekday usually has there.
    private func shape(of day: Int) -> [Double] {
        let whole = exp(deviations[day])
        guard timeline.slotsPerDay > 1 else { return [min(max(whole, 0.02), 20)] }
        let base = 1 + 0.05 * means[day] / max(whole, 1e-9)
        let others = Self.references(of: day, in: means.indices).map { timeline.slots(ofDay: firstDay + $0).lowerBound }
        let own = timeline.slots(ofDay: firstDay + day).lowerBound
        let ratios = (0..<timeline.slotsPerDay).map { time -> Double in
            let value = values[own + time]
            var usual = others.map { values[$0 + time] }.filter { !$0.isNaN }
            guard !value.isNaN, !usual.isEmpty else { return whole }
            return (value + base) / (Self.median(&usual) + base)
        }
        return ratios.indices.map { time in
            let before = ratios[max(0, time - 1)]
            let after = ratios[min(ratios.count - 1, time + 1)]
            return min(max(0.25 * before + 0.5 * ratios[time] + 0.25 * after, 0.02), 20)
        }
    }

    /// The days of the same weekday in the four weeks before and after.
    private static func references(of day: Int, in days: Range<Int>) -> [Int] {
        [-28, -21, -14, -7, 7, 14, 21, 28].map { day + $0 }.filter { days.contains($0) }
    }

    /// Median of numbers that are not empty; they are sorted.
    private static func median(_ numbers: inout [Double]) -> Double {
        numbers.sort()
        let half = numbers.count / 2
        return numbers.count % 2 == 1 ? numbers[half] : (numbers[half - 1] + numbers[half]) / 2
    }
}
