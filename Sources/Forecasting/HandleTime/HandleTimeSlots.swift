import ContactCenter

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The slots of the past that answered something: contacts, handle seconds, where they lie, which are believed.
struct HandleTimeSlots {
    /// Half-life of a slot's weight in the profile, in weeks.
    static let memoryHalfLifeWeeks = 8.0
    /// Standard deviations beyond which a slot's average is taken for an incident.
    static let incidentDeviations = 4.0

    /// Median of the square of a standard normal number.
    private static let medianOfSquare = 0.4549

    /// Answered contacts of each slot, > 0.
    private(set) var answered: [Double] = []
    /// Handle seconds of each slot, ≥ 0.
    private(set) var seconds: [Double] = []
    /// Slot of the week of each slot.
    private(set) var key: [Int] = []
    /// Weight of each slot, halving with the age of its day.
    private(set) var weight: [Double] = []
    /// Whether each slot is believed.
    private(set) var isBelieved: [Bool] = []
    /// Slots of ``answered`` on each day.
    private(set) var slotsOfDay: [Range<Int>] = []
    /// Index of day 0 on the task's timeline.
    private(set) var firstDay = 0

    var count: Int { answered.count }

    /// The slots before the task's cutoff whose volume, answered contacts and handle seconds are known.
    init(series: VolumeSeries, task: ForecastTask) {
        guard let seconds = series.handleSeconds, let answered = series.answered else { return }
        let timeline = task.timeline
        let known = min(task.cutoff, seconds.count)
        self.answered.reserveCapacity(known)
        self.seconds.reserveCapacity(known)
        key.reserveCapacity(known)
        weight.reserveCapacity(known)
        for day in timeline.days.indices {
            let slots = timeline.slots(ofDay: day)
            guard slots.lowerBound < known else { break }
            let slotOfWeek = timeline.slotOfWeek(slots.lowerBound)
            let age = Double(known - 1 - slots.lowerBound) / Double(timeline.slotsPerWeek)
            let weight = exp2(-max(0, age) / Self.memoryHalfLifeWeeks)
            let first = count
            for slot in slots.lowerBound..<min(slots.upperBound, known) {
                guard answered[slot] > 0, answered[slot].isFinite, seconds[slot] >= 0, seconds[slot].isFinite,
                    !task.values[slot].isNaN
                else { continue }
                self.answered.append(answered[slot])
                self.seconds.append(seconds[slot])
                key.append(slotOfWeek + slot - slots.lowerBound)
                self.weight.append(weight)
            }
            if count == 0 { firstDay = day + 1 } else { slotsOfDay.append(first..<count) }
        }
        // Days at the end without anything answered are no days of the level.
        while let last = slotsOfDay.last, last.isEmpty { slotsOfDay.removeLast() }
        isBelieved = [Bool](repeating: true, count: count)
    }

    /// Disbelieves the slots whose average lies far from what the profile and the rest of the day say.
    ///
    /// Averages of n contacts are taken as gamma with shape n/c², which the cube root makes normal, so that long and
    /// short averages are judged alike although handle times are skewed. The day's own level is its weighted median
    /// over the profile: a level shift of the whole day is not an incident.
    /// Source: Wilson & Hilferty, "The distribution of chi-square", PNAS 17 (1931) 684–688.
    /// - Returns: Whether anything is believed that was not before, or the reverse.
    mutating func disbelieveIncidents(profile: [Double], relativeVariance: Double, slotsPerDay: Int) -> Bool {
        guard count > 0, relativeVariance > 0, profile.allSatisfy({ $0 > 0 }) else { return false }
        // The variance itself may be the work of one wild contact: it counts up to three times what the median says.
        let typical = sampledMedian { i in
            let deviation = seconds[i] / answered[i] / profile[key[i]] - 1
            return answered[i] * deviation * deviation
        }
        let variance = typical > 0 ? min(relativeVariance, 3 * typical / Self.medianOfSquare) : relativeVariance
        var deviations = [Double](repeating: 0, count: count)
        for slots in slotsOfDay {
            var spent = 0.0
            var implied = 0.0
            for i in slots {
                spent += seconds[i]
                implied += answered[i] * profile[key[i]]
            }
            if spent > 0 {
                setDeviations(&deviations, of: slots, level: spent / implied, profile: profile, variance: variance)
            }
        }
        let scale = max(1, 1.4826 * sampledMedian { abs(deviations[$0]) })
        let limit = Self.incidentDeviations * scale
        var usual: [Double] = []
        var believed = isBelieved
        for slots in slotsOfDay {
            // On a day with something unusual the sums may be the incident's: there the weighted median speaks.
            if slots.contains(where: { abs(deviations[$0]) > 0.6 * limit }) {
                if usual.isEmpty { usual = usualContacts(slotsPerDay: slotsPerDay) }
                // A surge of contacts must not decide alone what the day was like.
                let level = Self.weightedMedian(
                    slots.map { i in
                        (
                            seconds[i] / answered[i] / profile[key[i]],
                            min(answered[i], 2 * usual[key[i] % slotsPerDay] + 1)
                        )
                    })
                if level > 0 {
                    setDeviations(&deviations, of: slots, level: level, profile: profile, variance: variance)
                }
            }
            for i in slots { believed[i] = abs(deviations[i]) < limit }
        }
        // Nothing left to believe: the past is all there is.
        if !believed.contains(true) { believed = [Bool](repeating: true, count: count) }
        let isChanged = believed != isBelieved
        isBelieved = believed
        return isChanged
    }

    /// Normal deviations of the averages of `slots` from a day's level.
    private func setDeviations(
        _ deviations: inout [Double], of slots: Range<Int>, level: Double, profile: [Double], variance: Double
    ) {
        for i in slots {
            let shape = max(answered[i], 1) / variance
            let ratio = seconds[i] / answered[i] / (level * profile[key[i]])
            deviations[i] = (cbrt(ratio) - (1 - 1 / (9 * shape))) * 3 * shape.squareRoot()
        }
    }

    /// Median over at most about a thousand slots, evenly taken.
    private func sampledMedian(_ value: (Int) -> Double) -> Double {
        var values = stride(from: 0, to: count, by: max(1, count / 1000)).map(value)
        values.sort()
        return values[values.count / 2]
    }

    /// Median of the answered contacts at each time of day, over evenly taken days; 0 where nothing was answered.
    private func usualContacts(slotsPerDay: Int) -> [Double] {
        var seen = [[Double]](repeating: [], count: slotsPerDay)
        for day in stride(from: 0, to: slotsOfDay.count, by: max(1, slotsOfDay.count / 30)) {
            for i in slotsOfDay[day] { seen[key[i] % slotsPerDay].append(answered[i]) }
        }
        return seen.map { values in values.isEmpty ? 0 : values.sorted()[values.count / 2] }
    }

    private static func weightedMedian(_ values: [(value: Double, weight: Double)]) -> Double {
        let sorted = values.sorted { $0.value < $1.value }
        let half = sorted.reduce(0) { $0 + $1.weight } / 2
        var sum = 0.0
        for (value, weight) in sorted {
            sum += weight
            if sum >= half { return value }
        }
        return sorted.last?.value ?? 1
    }
}
