import NumericalMethods

/// What a simulated roster does. All counts are means over replications; contacts are counted in the interval in which
/// they arrive.
public struct SimulationResult: Hashable, Sendable {
    /// Contacts of one queue, in one interval or in all of them.
    ///
    /// offered = answered + abandoned + still waiting. "Answered" is the start of the handling, for deferrable work its
    /// end (the reply).
    public struct Contacts: Hashable, Sendable {
        /// Contacts offered.
        public var offered: Double
        /// Contacts answered.
        public var answered: Double
        /// Contacts whose patience ended.
        public var abandoned: Double
        /// Contacts answered within the queue's target.
        public var answeredWithin: Double
        /// Contacts that found no agent at once.
        public var waited: Double
        /// Waits of the answered, summed, in seconds; for deferrable work the times to the reply.
        public var waitAnsweredSeconds: Double
        /// Waits of the abandoned, summed, in seconds.
        public var waitAbandonedSeconds: Double
        /// Handle times of the contacts started, summed, in seconds.
        public var handleSeconds: Double
        /// Contacts not answered when the simulation ended.
        public var stillWaiting: Double
        /// Of those, the ones whose target had not passed: neither good nor bad, left out of the service level.
        public var undecided: Double

        init(_ sums: CellCounts, replications: Double) {
            offered = sums.offered / replications
            answered = sums.answered / replications
            abandoned = sums.abandoned / replications
            answeredWithin = sums.within / replications
            waited = sums.waited / replications
            waitAnsweredSeconds = sums.waitAnswered / replications
            waitAbandonedSeconds = sums.waitAbandoned / replications
            handleSeconds = sums.handle / replications
            stillWaiting = sums.stillWaiting / replications
            undecided = sums.undecided / replications
        }
    }

    /// The measures of one queue, in one interval or in all of them: ratios pooled over replications, `nil` when no
    /// contact counts.
    public struct Measures: Hashable, Sendable {
        /// Counts.
        public var contacts: Contacts
        /// Contacts offered in a replication.
        public var offered: Estimate
        /// Answered within the target / (offered − undecided), 0…1.
        public var serviceLevel: Estimate?
        /// Abandoned / offered, 0…1.
        public var abandonment: Estimate?
        /// Share of contacts that found no agent at once, 0…1.
        public var waiting: Estimate?
        /// Average speed of answer, in seconds; for deferrable work the mean time to the reply.
        public var asaSeconds: Estimate?
        /// Mean wait of the answered and the abandoned, in seconds.
        public var meanWaitSeconds: Estimate?

        init(_ sums: Tally.Measures, replications: Double) {
            contacts = Contacts(sums.counts, replications: replications)
            offered = sums.offered.ratio ?? Estimate(value: 0)
            serviceLevel = sums.serviceLevel.ratio
            abandonment = sums.abandonment.ratio
            waiting = sums.waiting.ratio
            asaSeconds = sums.waitAnswered.ratio
            meanWaitSeconds = sums.waitAll.ratio
        }
    }

    /// One interval of a queue.
    public struct Interval: Hashable, Sendable {
        /// The contacts that arrive in it.
        public var measures: Measures
        /// 10 % quantile over replications of the interval's own service level (of the first 1000 replications).
        public var serviceLevelLower80: Double?
        /// 90 % quantile over replications of the interval's own service level.
        public var serviceLevelUpper80: Double?
        /// Contacts waiting at its end, whenever they arrived; work laid aside included.
        public var backlog: Double
        /// Agents on duty who serve the queue, mean over the interval.
        public var agentsOnDuty: Double
        /// Busy / scheduled time of these agents, whatever they serve; `nil` without agents. Above 1 when agents finish
        /// a contact after the end of their duty.
        public var occupancy: Double?
    }

    /// One queue.
    public struct Queue: Hashable, Sendable {
        /// Its name.
        public var name: String
        /// All intervals together.
        public var total: Measures
        /// Service levels of single days.
        public var dayServiceLevels: DayDistribution
        /// One an interval.
        public var intervals: [Interval]
    }

    /// One group of agents.
    public struct Group: Hashable, Sendable {
        /// Its name.
        public var name: String
        /// Agents on duty, mean over the interval, per interval.
        public var agentsOnDuty: [Double]
        /// Busy / scheduled time per interval; `nil` with nobody on duty. Above 1 when agents finish a contact after the
        /// end of their duty.
        public var occupancy: [Double?]
        /// Busy / scheduled time from the first to the end of the last interval; `nil` with nobody ever on duty.
        public var occupancyWhileOpen: Estimate?
        /// Agent seconds with at least one contact in hand per interval.
        public var busySeconds: [Double]
        /// Agent seconds worked after the last interval, until the lines are empty.
        public var overtimeSeconds: Double
    }

    /// Replications finished; fewer than asked for when the run was stopped, perhaps 0.
    public var replications: Int
    /// Queues in the order of the case.
    public var queues: [Queue]
    /// Groups in the order of the case.
    public var groups: [Group]
    /// All queues together.
    public var total: Measures
    /// Service levels of single days, all queues together.
    public var dayServiceLevels: DayDistribution

    init(_ tally: Tally, _ plan: CompiledCase) {
        let count = Double(max(1, tally.replications))
        replications = tally.replications
        groups = plan.groups.indices.map { Group(tally, plan, index: $0, replications: count) }
        queues = plan.queues.indices.map { Queue(tally, plan, index: $0, replications: count) }
        total = Measures(tally.queues[plan.queues.count], replications: count)
        dayServiceLevels = DayDistribution(tally.dayLevels[plan.queues.count])
    }
}

extension SimulationResult.Group {
    init(_ tally: Tally, _ plan: CompiledCase, index: Int, replications: Double) {
        let range = index * plan.intervalCount..<(index + 1) * plan.intervalCount
        name = plan.groupNames[index]
        agentsOnDuty = tally.agentsOnDuty[range].map { $0 / replications }
        busySeconds = tally.busySeconds[range].map { $0 / replications }
        occupancy = zip(busySeconds, agentsOnDuty).map { $1 > 0 ? $0 / ($1 * plan.intervalSeconds) : nil }
        occupancyWhileOpen = tally.occupancy[index].ratio
        overtimeSeconds = tally.overtimeSeconds[index] / replications
    }
}

extension SimulationResult.Queue {
    init(_ tally: Tally, _ plan: CompiledCase, index: Int, replications: Double) {
        name = plan.queueNames[index]
        total = SimulationResult.Measures(tally.queues[index], replications: replications)
        dayServiceLevels = DayDistribution(tally.dayLevels[index])
        let serving = plan.queues[index].routes.map { plan.routes[$0].group }
        let cellCount = tally.cells.count
        var levels: [Double] = []
        intervals = (0..<plan.intervalCount).map { interval in
            let cell = index * plan.intervalCount + interval
            levels.removeAll(keepingCapacity: true)
            for row in stride(from: cell, to: tally.bands.count, by: cellCount) where !tally.bands[row].isNaN {
                levels.append(Double(tally.bands[row]))
            }
            levels.sort()
            var agents = 0.0
            var busy = 0.0
            for group in serving {
                agents += tally.agentsOnDuty[group * plan.intervalCount + interval] / replications
                busy += tally.busySeconds[group * plan.intervalCount + interval] / replications
            }
            return SimulationResult.Interval(
                measures: SimulationResult.Measures(tally.cells[cell], replications: replications),
                serviceLevelLower80: Quantile.type7(sorted: levels, 0.1),
                serviceLevelUpper80: Quantile.type7(sorted: levels, 0.9),
                backlog: tally.cells[cell].counts.backlog / replications, agentsOnDuty: agents,
                occupancy: agents > 0 ? busy / (agents * plan.intervalSeconds) : nil)
        }
    }
}
