/// Counts of the contacts of one queue that arrived in one interval.
struct CellCounts: Sendable {
    var offered = 0.0
    var answered = 0.0
    var abandoned = 0.0
    /// Served within the target.
    var within = 0.0
    /// Not served at once.
    var waited = 0.0
    /// Seconds to the answer, of the answered.
    var waitAnswered = 0.0
    /// Seconds to giving up, of the abandoned.
    var waitAbandoned = 0.0
    /// Handle seconds of the started.
    var handle = 0.0
    /// Neither served nor given up when the simulation ended.
    var stillWaiting = 0.0
    /// Of those, the ones whose target had not passed yet at the end of the last interval.
    var undecided = 0.0
    /// Waiting at the end of the interval, whenever they arrived.
    var backlog = 0.0

    static func += (a: inout CellCounts, b: CellCounts) {
        a.offered += b.offered
        a.answered += b.answered
        a.abandoned += b.abandoned
        a.within += b.within
        a.waited += b.waited
        a.waitAnswered += b.waitAnswered
        a.waitAbandoned += b.waitAbandoned
        a.handle += b.handle
        a.stillWaiting += b.stillWaiting
        a.undecided += b.undecided
        a.backlog += b.backlog
    }
}

/// What one replication leaves behind.
struct ReplicationCounts: Sendable {
    /// Queue × interval of arrival.
    var cells: [CellCounts]
    /// Agent seconds with at least one contact in hand, group × interval.
    var busySeconds: [Double]
    /// The same after the last interval, per group.
    var overtimeSeconds: [Double]
    /// Agents on duty, mean over the interval, group × interval.
    var agentsOnDuty: [Double]

    init(_ plan: borrowing CompiledCase) {
        cells = Array(repeating: CellCounts(), count: plan.queues.count * plan.intervalCount)
        busySeconds = Array(repeating: 0, count: plan.groups.count * plan.intervalCount)
        overtimeSeconds = Array(repeating: 0, count: plan.groups.count)
        agentsOnDuty = Array(repeating: 0, count: plan.groups.count * plan.intervalCount)
    }

    mutating func reset() {
        for index in cells.indices { cells[index] = CellCounts() }
        for index in busySeconds.indices { busySeconds[index] = 0 }
        for index in overtimeSeconds.indices { overtimeSeconds[index] = 0 }
        for index in agentsOnDuty.indices { agentsOnDuty[index] = 0 }
    }
}
