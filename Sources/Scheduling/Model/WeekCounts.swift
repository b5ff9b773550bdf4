/// How many shifts of each kind one agent's week can hold: all vectors of counts that the weekly band, the days a
/// week and the agent's available days allow.
struct WeekCounts: Sendable, Hashable {
    /// Most vectors that are listed.
    static let limit = 512

    /// Count of each kind of the contract, in the contract's order of kinds.
    let vectors: [[Int]]

    /// The vectors of `agent` in `week` over `kinds`; `nil` when there are more than ``limit``.
    init?(agent: Int, week: Int, kinds: [Int], in instance: CompiledInstance) {
        let place = agent * instance.weeks + week
        let least = Int(instance.staff.leastPaid[place])
        let most = Int(instance.staff.mostPaid[place])
        let contract = Int(instance.staff.contractOfAgent[agent])
        let limit = Int(instance.staff.maximumDays[contract])
        var anyDays = 0
        var daysOfKind = [Int](repeating: 0, count: kinds.count)
        for day in week * 7..<week * 7 + 7 {
            var works = false
            for (index, kind) in kinds.enumerated() {
                let isPossible = instance.shifts.optionsOfKind[kind].contains {
                    instance.staff.allows(option: $0, agentDay: agent * instance.days + day)
                }
                if isPossible {
                    daysOfKind[index] += 1
                    works = true
                }
            }
            if works { anyDays += 1 }
        }
        let paid = kinds.map { instance.source.shiftKinds[$0].paidMinutes }
        var vectors: [[Int]] = []
        var counts = [Int](repeating: 0, count: kinds.count)
        func extend(_ index: Int, days: Int, sum: Int) {
            guard vectors.count <= WeekCounts.limit, sum <= most else { return }
            guard index < kinds.count else {
                if sum >= least { vectors.append(counts) }
                return
            }
            for count in 0...min(daysOfKind[index], days) {
                counts[index] = count
                extend(index + 1, days: days - count, sum: sum + count * paid[index])
            }
            counts[index] = 0
        }
        extend(0, days: min(limit, anyDays), sum: 0)
        guard vectors.count <= WeekCounts.limit else { return nil }
        self.vectors = vectors
    }
}
