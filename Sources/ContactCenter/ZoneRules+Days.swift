/// Days as they pass on the clock of a place: 23, 24 or 25 hours, or none at all.
extension ZoneRules {
    /// The instants of a day: from its first until the first of the next day. Empty for a day that the clock skips.
    ///
    /// A day whose midnight is skipped begins with the first instant past the gap.
    public func instants(of date: CivilDate) -> Range<Instant> {
        let start = instant(of: LocalTime(date: date))
        return start..<max(start, instant(of: LocalTime(date: date + 1)))
    }

    /// Quarter-hours that pass on a day: 96, on days when the clock is changed 92 or 100 (half an hour: 94 or 98), 0 on a
    /// day that is skipped.
    public func quarterHours(on date: CivilDate) -> Int {
        let day = instants(of: date)
        return (day.upperBound - day.lowerBound) / 900
    }

    /// Starts of the intervals of a day, in order: where the clock shows a multiple of `minutes`, and the first instant
    /// past a gap in place of one that is skipped. Where the clock goes back over a start it comes twice.
    ///
    /// - Parameter minutes: Length of an interval; must divide a day.
    /// - Complexity: O(intervals · log transitions)
    public func intervalStarts(on date: CivilDate, minutes: Int) -> [Instant] {
        precondition(minutes > 0 && 1440 % minutes == 0, "an interval divides a day")
        let day = instants(of: date)
        guard !day.isEmpty else { return [] }
        var starts: Set<Instant> = [day.lowerBound]
        for minute in stride(from: 0, to: 1440, by: minutes) {
            switch resolve(wallClockSeconds: LocalTime(date: date, minuteOfDay: minute).minutes * 60) {
            case .unique(let instant): starts.insert(instant)
            case .ambiguous(let earlier, let later): starts.formUnion([earlier, later])
            case .skipped(let after): starts.insert(after)
            }
        }
        return starts.filter(day.contains).sorted()
    }

    /// Times of the wall clock that never come on `days` days from `date`, because the clock jumps over them.
    public func skippedTimes(from date: CivilDate, days: Int) -> [Range<LocalTime>] {
        let horizon = LocalTime(date: date)..<LocalTime(date: date + days)
        return transitions.compactMap { transition in
            let before = offsetSeconds(at: transition.at + -1)
            guard transition.offsetSeconds > before else { return nil }
            let from = localTime(at: transition.at + -1) + 1
            let gap = from..<from + (transition.offsetSeconds - before) / 60
            return gap.overlaps(horizon) ? gap : nil
        }
    }
}
