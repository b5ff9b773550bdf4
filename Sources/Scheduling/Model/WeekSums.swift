/// What one agent's week can sum up to, from the kinds allowed on each day, the weekly band and the days a week.
struct WeekSums: Sendable {
    /// Days with any allowed option.
    let availableDays: Int
    /// Least and most paid minutes of shifts inside the band; `nil` when no sum lies in it.
    let paid: ClosedRange<Int>?
    /// Fewest and most working days that reach the band.
    let days: ClosedRange<Int>

    /// The sums of `agent` in `week`.
    init(agent: Int, week: Int, in instance: CompiledInstance) {
        let contract = Int(instance.staff.contractOfAgent[agent])
        let limit = Int(instance.staff.maximumDays[contract])
        let place = agent * instance.weeks + week
        let least = Int(instance.staff.leastPaid[place])
        let most = Int(instance.staff.mostPaid[place])
        // Sums by number of days worked.
        var sums = [Set<Int>](repeating: [], count: limit + 1)
        sums[0] = [0]
        var available = 0
        for day in week * 7..<week * 7 + 7 {
            var paid = Set<Int>()
            for option in instance.staff.optionsOfContract[contract] {
                let minutes = Int(instance.shifts.options[Int(option)].paidMinutes)
                if !paid.contains(minutes),
                    instance.staff.allows(option: Int(option), agentDay: agent * instance.days + day)
                {
                    paid.insert(minutes)
                }
            }
            if !paid.isEmpty { available += 1 }
            for worked in (0..<limit).reversed() {
                for sum in sums[worked] {
                    for minutes in paid where sum + minutes <= most { sums[worked + 1].insert(sum + minutes) }
                }
            }
        }
        availableDays = available
        var paid: ClosedRange<Int>?
        var days: ClosedRange<Int>?
        for (worked, reached) in sums.enumerated() {
            let inside = reached.filter { $0 >= least && $0 <= most }
            guard let low = inside.min(), let high = inside.max() else { continue }
            paid = min(paid?.lowerBound ?? low, low)...max(paid?.upperBound ?? high, high)
            days = (days?.lowerBound ?? worked)...worked
        }
        self.paid = paid
        self.days = days ?? 0...0
    }
}
