import ContactCenter

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Handle seconds and answered contacts of the past, in sums that forget.
struct HandleTimeCells {
    /// A sum over slots of one kind.
    struct Cell {
        /// Σ weight · handle seconds.
        var seconds = 0.0
        /// Σ weight · answered contacts.
        var answered = 0.0
    }

    private var byWeekSlot: [Cell]
    /// Unweighted sums of each week before the cutoff by slot of the week, latest first.
    private var weeks: [[Cell]]
    /// Handle seconds over answered contacts over all; `nil` when nothing was answered.
    private(set) var globalSeconds: Double?
    /// Σ answered (slot's average − its cell's average)² per degree of freedom, in seconds².
    private(set) var contactVariance = 0.0

    /// Sums over the slots before the task's cutoff that answered something.
    init(series: VolumeSeries, task: ForecastTask) {
        let timeline = task.timeline
        byWeekSlot = [Cell](repeating: Cell(), count: timeline.slotsPerWeek)
        weeks = []
        guard let seconds = series.handleSeconds, let answered = series.answered else { return }
        var known: [(slot: Int, key: Int)] = []
        for slot in 0..<task.cutoff where answered[slot].isFinite && seconds[slot].isFinite {
            guard answered[slot] > 0, seconds[slot] >= 0 else { continue }
            known.append((slot, timeline.slotOfWeek(slot)))
        }
        guard let oldest = known.first else { return }
        let empty = [Cell](repeating: Cell(), count: timeline.slotsPerWeek)
        var plain = empty
        weeks = [[Cell]](repeating: empty, count: (task.cutoff - 1 - oldest.slot) / timeline.slotsPerWeek + 1)
        for (slot, key) in known {
            let age = Double(task.cutoff - 1 - slot) / Double(timeline.slotsPerWeek)
            let weight = exp2(-age / HandleTimeModel.memoryHalfLifeWeeks)
            byWeekSlot[key].seconds += weight * seconds[slot]
            byWeekSlot[key].answered += weight * answered[slot]
            plain[key].seconds += seconds[slot]
            plain[key].answered += answered[slot]
            let week = (task.cutoff - 1 - slot) / timeline.slotsPerWeek
            weeks[week][key].seconds += seconds[slot]
            weeks[week][key].answered += answered[slot]
        }
        let total = byWeekSlot.reduce(into: Cell()) { sum, cell in
            sum.seconds += cell.seconds
            sum.answered += cell.answered
        }
        guard total.answered > 0 else { return }
        let global = total.seconds / total.answered
        globalSeconds = global
        var within = 0.0
        for (slot, key) in known {
            let difference = seconds[slot] / answered[slot] - plain[key].seconds / plain[key].answered
            within += answered[slot] * difference * difference
        }
        let freedom = known.count - plain.count { $0.answered > 0 }
        // Without a repeated cell the spread of one contact is taken as exponential: σ = mean.
        contactVariance = freedom > 0 ? within / Double(freedom) : global * global
    }

    /// The sums by slot modulo `period` (a day or a week).
    func sums(period: Int) -> [Cell] {
        var cells = [Cell](repeating: Cell(), count: period)
        for (key, cell) in byWeekSlot.enumerated() {
            cells[key % period].seconds += cell.seconds
            cells[key % period].answered += cell.answered
        }
        return cells
    }

    /// The credible level of the last weeks over the profile, and the variance of a week's relative level around it.
    func level(profile: [Double], contactVariance: Double) -> (level: Double, variance: Double) {
        var ratios: [(ratio: Double, noise: Double)] = []
        var recent = (spent: 0.0, implied: 0.0, contacts: 0.0)
        for (age, week) in weeks.enumerated() {
            var spent = 0.0
            var implied = 0.0
            var contacts = 0.0
            for (key, cell) in week.enumerated() {
                spent += cell.seconds
                implied += cell.answered * profile[key]
                contacts += cell.answered
            }
            guard implied > 0 else { continue }
            ratios.append((spent / implied, contactVariance * contacts / (implied * implied)))
            let weight = exp2(-Double(age) / HandleTimeModel.levelHalfLifeWeeks)
            recent.spent += weight * spent
            recent.implied += weight * implied
            recent.contacts += weight * contacts
        }
        guard ratios.count >= 3, recent.implied > 0 else { return (1, 0) }
        let mean = ratios.reduce(0) { $0 + $1.ratio } / Double(ratios.count)
        let square = ratios.reduce(0) { $0 + ($1.ratio - mean) * ($1.ratio - mean) } / Double(ratios.count - 1)
        let noise = ratios.reduce(0) { $0 + $1.noise } / Double(ratios.count)
        let between = max(0, square - noise)
        let ownNoise = contactVariance * recent.contacts / (recent.implied * recent.implied)
        let z = between > 0 ? between / (between + ownNoise) : 0
        return (1 + z * (recent.spent / recent.implied - 1), between)
    }
}
