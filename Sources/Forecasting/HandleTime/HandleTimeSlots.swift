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
    /// Day of each slot, counted from the first day that answered something.
    private(set) var day: [Int] = []
    /// Weight of each slot, halving with age.
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
        for slot in 0..<min(task.cutoff, seconds.count) where answered[slot].isFinite && seconds[slot].isFinite {
            guard answered[slot] > 0, seconds[slot] >= 0, !task.values[slot].isNaN else { continue }
            let day = timeline.day(slot)
            if count == 0 { firstDay = day }
            let age = Double(task.cutoff - 1 - slot) / Double(timeline.slotsPerWeek)
            while slotsOfDay.count <= day - firstDay { slotsOfDay.append(count..<count) }
            slotsOfDay[day - firstDay] = slotsOfDay[day - firstDay].lowerBound..<(count + 1)
            self.answered.append(answered[slot])
            self.seconds.append(seconds[slot])
            key.append(timeline.slotOfWeek(slot))
            self.day.append(day - firstDay)
            weight.append(exp2(-age / Self.memoryHalfLifeWeeks))
        }
        isBelieved = [Bool](repeating: true, count: count)
    }

    /// Disbelieves the slots whose average lies far from what the profile and the rest of the day say.
    ///
    /// Averages of n contacts are taken as gamma with shape n/c², which the cube root makes normal, so that long and
    /// short averages are judged alike although handle times are skewed. The day's own level is its weighted median
    /// over the profile: a level shift of the whole day is not an incident.
    /// Source: Wilson & Hilferty, "The distribution of chi-square", PNAS 17 (1931) 684–688.
    mutating func disbelieveIncidents(profile: [Double], relativeVariance: Double, slotsPerDay: Int) {
        guard count > 0, relativeVariance > 0, profile.allSatisfy({ $0 > 0 }) else { return }
        let usual = usualContacts(slotsPerDay: slotsPerDay)
        // The variance itself may be the work of one wild contact: it counts up to three times what the median says.
        let typical = (0..<count).map { i in
            let deviation = seconds[i] / answered[i] / profile[key[i]] - 1
            return answered[i] * deviation * deviation
        }.sorted()[count / 2]
        let relativeVariance = typical > 0 ? min(relativeVariance, 3 * typical / Self.medianOfSquare) : relativeVariance
        var deviations = [Double](repeating: 0, count: count)
        for slots in slotsOfDay where !slots.isEmpty {
            // A surge of contacts must not decide alone what the day was like.
            let level = Self.weightedMedian(
                slots.map { i in
                    (seconds[i] / answered[i] / profile[key[i]], min(answered[i], 2 * usual[key[i] % slotsPerDay] + 1))
                })
            guard level > 0 else { continue }
            for i in slots {
                let shape = max(answered[i], 1) / relativeVariance
                let ratio = seconds[i] / answered[i] / (level * profile[key[i]])
                deviations[i] = (cbrt(ratio) - (1 - 1 / (9 * shape))) * 3 * shape.squareRoot()
            }
        }
        let sorted = deviations.map { abs($0) }.sorted()
        let scale = max(1, 1.4826 * (sorted.isEmpty ? 0 : sorted[sorted.count / 2]))
        isBelieved = deviations.map { abs($0) < Self.incidentDeviations * scale }
        // Nothing left to believe: the past is all there is.
        if !isBelieved.contains(true) { isBelieved = [Bool](repeating: true, count: count) }
    }

    /// Median of the answered contacts at each time of day; 0 where nothing was ever answered.
    private func usualContacts(slotsPerDay: Int) -> [Double] {
        var seen = [[Double]](repeating: [], count: slotsPerDay)
        for i in 0..<count { seen[key[i] % slotsPerDay].append(answered[i]) }
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
