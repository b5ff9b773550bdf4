/// A task's history as one sequence of usually open slots, such as models without a calendar need.
///
/// A model that knows only positions must find the same time of day and week a fixed number of positions apart. So a
/// slot belongs to the sequence by its place in the week alone (open in at least half of the weeks), a holiday's slots
/// stay in it with what they usually have, and a special opening's stay out. A make-up
/// working day keeps the place of its date: a day more in a week would shift all that follows.
struct ClassicalSeries: Sendable {
    /// The sequence from the first known value to the cutoff, without a gap.
    let values: [Double]
    /// Positions of a day and of a week, ascending; a length of 1 and a day as long as the week are left out.
    let seasonLengths: [Int]
    /// For each slot of the horizon, its step after the sequence; nil outside the usual week.
    let steps: [Int?]
    /// Steps that the horizon reaches.
    let horizon: Int

    /// The sequence of `task`; nil when no slot is usually open or none of those is known.
    ///
    /// - Parameter maximumCount: Longer sequences lose their oldest values.
    /// - Complexity: O(slots)
    init?(_ task: ForecastTask, maximumCount: Int = .max) {
        let timeline = task.timeline
        let template = WeekTemplate(task)
        let isMember = template.isMember
        let usual = task.values.indices.lazy.filter { template.isUsual[timeline.slotOfCalendarWeek($0)] }
        guard let first = usual.first(where: { !task.values[$0].isNaN }) else { return nil }
        var filler = Filler(task, template)
        var values: [Double] = []
        for slot in first..<task.cutoff where isMember[timeline.slotOfCalendarWeek(slot)] {
            values.append(filler.value(slot))
        }
        self.values = Array(values.suffix(max(1, maximumCount)))
        seasonLengths = template.seasonLengths
        var steps: [Int?] = []
        steps.reserveCapacity(task.horizonSlots)
        var step = 0
        for slot in task.cutoff..<(task.cutoff + task.horizonSlots) {
            let isInside = isMember[timeline.slotOfCalendarWeek(slot)]
            steps.append(isInside ? step : nil)
            step += isInside ? 1 : 0
        }
        self.steps = steps
        horizon = step
    }

    /// The path on the grid of a forecast of ``horizon`` steps; NaN outside the usual week.
    func path(_ mean: [Double]) -> [Double] {
        precondition(mean.count == horizon, "one value a step")
        return steps.map { $0.map { mean[$0] } ?? .nan }
    }

    /// The values of unknown members, from what was known before them.
    private struct Filler {
        private let task: ForecastTask
        private let isUsual: [Bool]
        /// Last value given at each place in the week and in the day.
        private var ofWeek: [Double]
        private var ofDay: [Double]
        private var sum = 0.0
        private var count = 0.0

        init(_ task: ForecastTask, _ template: WeekTemplate) {
            self.task = task
            isUsual = template.isUsual
            ofWeek = [Double](repeating: .nan, count: task.timeline.slotsPerWeek)
            ofDay = [Double](repeating: .nan, count: task.timeline.slotsPerDay)
        }

        /// The known value of a slot, or the mean of its known values in the four weeks before, or the last one at its
        /// place in the week, or in the day, or the mean so far. Slots are asked in order.
        mutating func value(_ slot: Int) -> Double {
            let timeline = task.timeline
            let place = timeline.slotOfCalendarWeek(slot)
            let time = timeline.slotOfDay(slot)
            guard isUsual[place] else {
                // Usually closed, there only to make days equally long: the day before's value disturbs least.
                return ofDay[time].isNaN ? (count > 0 ? sum / count : 0) : ofDay[time]
            }
            var value = task.values[slot]
            if value.isNaN {
                value = weeksBefore(slot)
                if value.isNaN { value = ofWeek[place] }
                if value.isNaN { value = ofDay[time] }
                if value.isNaN { value = count > 0 ? sum / count : 0 }
            } else {
                sum += value
                count += 1
            }
            ofWeek[place] = value
            ofDay[time] = value
            return value
        }

        private func weeksBefore(_ slot: Int) -> Double {
            var sum = 0.0
            var count = 0.0
            for week in 1...4 {
                let before = slot - week * task.timeline.slotsPerWeek
                guard before >= 0 else { break }
                if !task.values[before].isNaN {
                    sum += task.values[before]
                    count += 1
                }
            }
            return count > 0 ? sum / count : .nan
        }
    }
}

/// The week as a centre usually works it.
struct WeekTemplate: Sendable {
    /// Whether each slot of the week is usually open.
    let isUsual: [Bool]
    /// Whether each slot of the week belongs to the sequence: the usual ones where all usual days are equally long,
    /// else every usual day from and with the same times, those at which any of them is open.
    let isMember: [Bool]
    /// Members of a day and of a week.
    let seasonLengths: [Int]

    /// The template of what the calendar opened before the cutoff; a slot of the week that never came by then is usual
    /// when the horizon opens it.
    init(_ task: ForecastTask) {
        let timeline = task.timeline
        var open = [Int](repeating: 0, count: timeline.slotsPerWeek)
        var seen = open
        for slot in 0..<task.cutoff {
            let place = timeline.slotOfCalendarWeek(slot)
            seen[place] += 1
            open[place] += timeline.isOpen[slot] ? 1 : 0
        }
        // Where everything was closed for a long time, the fullest slot of the week counts the weeks.
        let weeks = open.max() ?? 0
        var isUsual = open.indices.map { seen[$0] > 0 && open[$0] > 0 && 2 * open[$0] >= min(seen[$0], weeks) }
        for slot in task.cutoff..<(task.cutoff + task.horizonSlots) where timeline.isOpen[slot] {
            let place = timeline.slotOfCalendarWeek(slot)
            if seen[place] == 0 { isUsual[place] = true }
        }
        self.isUsual = isUsual
        let perDay = timeline.slotsPerDay
        let days = (0..<7).map { day in (0..<perDay).filter { isUsual[day * perDay + $0] } }
        let usualDays = days.indices.filter { !days[$0].isEmpty }
        let lengths = Set(usualDays.map { days[$0].count })
        var isMember = isUsual
        if lengths.count > 1 {
            let times = Set(days.joined())
            for day in usualDays { for time in times { isMember[day * perDay + time] = true } }
        }
        self.isMember = isMember
        let week = isMember.count(where: { $0 })
        let day = usualDays.isEmpty ? 0 : week / usualDays.count
        seasonLengths = (day == week ? [day] : [day, week]).filter { $0 > 1 }
    }
}
