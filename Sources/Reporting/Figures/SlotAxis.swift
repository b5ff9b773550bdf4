import ContactCenter

/// Days × slots of the day on the centre's wall clock, cut to the hours in which anything happens.
///
/// Charts of intervals leave out the hours in which the centre is closed every day; they would take half the page
/// and say nothing.
struct SlotAxis: Equatable, Sendable {
    /// First day, a Monday.
    let firstDay: CivilDate
    /// Number of days.
    let days: Int
    /// Length of a slot in minutes.
    let slotMinutes: Int
    /// Minutes after midnight that are shown, a multiple of ``slotMinutes`` long.
    let window: Range<Int>

    /// An axis of whole weeks that holds `days`, showing the hours around `activeMinutes` (minutes after midnight at
    /// which something starts), rounded to whole hours.
    init(days: ClosedRange<CivilDate>, slotMinutes: Int, activeMinutes: (first: Int, last: Int)?) {
        firstDay = days.lowerBound.monday
        self.days = max(1, (days.upperBound.monday - firstDay) / 7 + 1) * 7
        self.slotMinutes = max(1, slotMinutes)
        guard let activeMinutes else {
            window = 0..<1440
            return
        }
        let first = activeMinutes.first / 60 * 60
        let last = min(1440, (activeMinutes.last + self.slotMinutes + 59) / 60 * 60)
        let length = max(self.slotMinutes, last - first)
        window = first..<(first + (length + self.slotMinutes - 1) / self.slotMinutes * self.slotMinutes)
    }

    /// The same days and hours in shorter slots; `slotMinutes` divides those of `axis`.
    init(refining axis: SlotAxis, slotMinutes: Int) {
        firstDay = axis.firstDay
        days = axis.days
        self.slotMinutes = slotMinutes
        window = axis.window
    }

    /// Slots of a day.
    var slotsPerDay: Int { window.count / slotMinutes }
    /// Slots of all days.
    var count: Int { days * slotsPerDay }
    /// Weeks.
    var weeks: Int { days / 7 }

    /// Slot of a wall-clock time; `nil` outside the axis.
    func index(of time: LocalTime) -> Int? {
        let day = time.date - firstDay
        guard day >= 0, day < days, window.contains(time.minuteOfDay) else { return nil }
        return day * slotsPerDay + (time.minuteOfDay - window.lowerBound) / slotMinutes
    }

    /// Day `index` of the axis.
    func date(_ index: Int) -> CivilDate { firstDay + index }

    /// Minute after midnight at which slot `slot` of a day starts.
    func minute(_ slot: Int) -> Int { window.lowerBound + slot * slotMinutes }

    /// First and last of `minutes`, to build an axis with.
    static func span(of minutes: some Sequence<Int>) -> (first: Int, last: Int)? {
        var span: (first: Int, last: Int)?
        for minute in minutes {
            span = span.map { (min($0.first, minute), max($0.last, minute)) } ?? (minute, minute)
        }
        return span
    }
}

/// Numbers by weekday and slot of the day, each the mean of what was put in.
struct WeekdayProfile: Sendable {
    private var sums: [Double]
    private var weights: [Double]
    /// Slots of a day.
    let slots: Int

    /// Nothing known yet.
    init(slots: Int) {
        self.slots = slots
        sums = Array(repeating: 0, count: 7 * slots)
        weights = sums
    }

    /// Puts a value in with a weight; a value that is not finite is left out.
    mutating func add(_ value: Double, weight: Double = 1, weekday: Int, slot: Int) {
        guard value.isFinite, weight > 0, slot >= 0, slot < slots else { return }
        sums[weekday * slots + slot] += value * weight
        weights[weekday * slots + slot] += weight
    }

    /// Weighted mean of a cell; `nil` when nothing was put in.
    func mean(weekday: Int, slot: Int) -> Double? {
        let weight = weights[weekday * slots + slot]
        return weight > 0 ? sums[weekday * slots + slot] / weight : nil
    }

    /// The same with `factor` neighbouring slots put together.
    func coarsened(by factor: Int) -> WeekdayProfile {
        guard factor > 1 else { return self }
        var coarse = WeekdayProfile(slots: (slots + factor - 1) / factor)
        for weekday in 0..<7 {
            for slot in 0..<slots {
                coarse.sums[weekday * coarse.slots + slot / factor] += sums[weekday * slots + slot]
                coarse.weights[weekday * coarse.slots + slot / factor] += weights[weekday * slots + slot]
            }
        }
        return coarse
    }

    /// Weekdays with anything in them.
    var activeWeekdays: [Int] {
        (0..<7).filter { day in (0..<slots).contains { weights[day * slots + $0] > 0 } }
    }
}
