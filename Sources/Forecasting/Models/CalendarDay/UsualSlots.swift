/// The times of day at which each weekday is usually open.
struct UsualSlots {
    /// By time of day 1 for each weekday that is usually open then, else 0.
    let ones: [ProfileSums.Weekdays]
    /// Whether all weekdays have the same ones.
    let isSameEveryDay: Bool

    /// For each weekday, the times of day open on at least half of its open days; those open on any weekday where
    /// a weekday was never open.
    init(_ timeline: SlotTimeline) {
        typealias Weekdays = ProfileSums.Weekdays
        let slots = timeline.slotsPerDay
        var countArray = [Int](repeating: 0, count: 7 * slots)
        var openDays = [Int](repeating: 0, count: 7)
        var counts = countArray.mutableSpan
        let isOpen = timeline.isOpen.span
        for day in timeline.days.indices where timeline.days[day].isOpen {
            let weekday = timeline.days[day].weekday
            openDays[weekday] += 1
            let range = timeline.slots(ofDay: day)
            var i = weekday * slots + timeline.slotOfDay(range.lowerBound)
            for slot in range {
                counts[i] += isOpen[slot] ? 1 : 0
                i += 1
            }
        }
        var ones = [Weekdays](repeating: Weekdays(repeating: 0), count: slots)
        for s in 0..<slots {
            var isEver = false
            for weekday in 0..<7 where counts[weekday * slots + s] > 0 { isEver = true }
            for weekday in 0..<7 {
                let isUsual =
                    openDays[weekday] > 0 ? 2 * counts[weekday * slots + s] >= openDays[weekday] : isEver
                if isUsual { ones[s][weekday] = 1 }
            }
        }
        self.ones = ones
        isSameEveryDay = ones.allSatisfy { own in (1..<7).allSatisfy { own[$0] == own[0] } }
    }
}
