/// Sums over replications, from which the result is made. Tallies of consecutive replications add up.
struct Tally: Sendable {
    /// The pooled measures of a queue, or of a queue in one interval.
    struct Measures: Sendable {
        var counts = CellCounts()
        var serviceLevel = RatioSums()
        var abandonment = RatioSums()
        var waiting = RatioSums()
        var waitAll = RatioSums()
        var waitAnswered = RatioSums()
        var offered = RatioSums()

        mutating func add(_ cell: CellCounts) {
            counts += cell
            serviceLevel.add(cell.within, of: cell.offered - cell.undecided)
            abandonment.add(cell.abandoned, of: cell.offered)
            waiting.add(cell.waited, of: cell.offered)
            waitAll.add(cell.waitAnswered + cell.waitAbandoned, of: cell.answered + cell.abandoned)
            waitAnswered.add(cell.waitAnswered, of: cell.answered)
            offered.add(cell.offered, of: 1)
        }

        static func += (a: inout Measures, b: Measures) {
            a.counts += b.counts
            a.serviceLevel += b.serviceLevel
            a.abandonment += b.abandonment
            a.waiting += b.waiting
            a.waitAll += b.waitAll
            a.waitAnswered += b.waitAnswered
            a.offered += b.offered
        }
    }

    /// Replications whose service level per interval is kept for the quantiles; it bounds the memory.
    static let bandReplications = 1000

    private(set) var replications = 0
    /// Queue × interval.
    private(set) var cells: [Measures]
    /// Per queue, and last all queues together.
    private(set) var queues: [Measures]
    /// Service levels of single days, per queue and last of all queues together.
    private(set) var dayLevels: [[Double]]
    /// Service levels of the intervals (NaN without contacts): replication after replication, queue × interval.
    private(set) var bands: [Float] = []
    /// Group × interval.
    private(set) var busySeconds: [Double]
    private(set) var agentsOnDuty: [Double]
    private(set) var overtimeSeconds: [Double]
    /// Busy of scheduled agent seconds while open, per group.
    private(set) var occupancy: [RatioSums]

    init(_ plan: CompiledCase) {
        cells = Array(repeating: Measures(), count: plan.queues.count * plan.intervalCount)
        queues = Array(repeating: Measures(), count: plan.queues.count + 1)
        dayLevels = Array(repeating: [], count: plan.queues.count + 1)
        busySeconds = Array(repeating: 0, count: plan.groups.count * plan.intervalCount)
        agentsOnDuty = busySeconds
        overtimeSeconds = Array(repeating: 0, count: plan.groups.count)
        occupancy = Array(repeating: RatioSums(), count: plan.groups.count)
    }

    /// Adds a replication; `keepsBands` = it is one of those the quantiles are taken from.
    mutating func add(_ counts: ReplicationCounts, plan: CompiledCase, keepsBands: Bool) {
        replications += 1
        for index in cells.indices {
            let cell = counts.cells[index]
            cells[index].add(cell)
            guard keepsBands else { continue }
            let decided = cell.offered - cell.undecided
            bands.append(decided > 0 ? Float(cell.within / decided) : .nan)
        }
        addTotals(counts, plan)
        addAgents(counts, plan)
    }

    private mutating func addTotals(_ counts: ReplicationCounts, _ plan: CompiledCase) {
        var everything = CellCounts()
        var allDays = Array(repeating: CellCounts(), count: plan.dayCount)
        for queue in plan.queues.indices {
            var total = CellCounts()
            for day in 0..<plan.dayCount {
                var sum = CellCounts()
                let first = day * plan.intervalsPerDay
                for interval in first..<min(first + plan.intervalsPerDay, plan.intervalCount) {
                    sum += counts.cells[queue * plan.intervalCount + interval]
                }
                addDay(sum, to: queue)
                total += sum
                allDays[day] += sum
            }
            queues[queue].add(total)
            everything += total
        }
        for day in allDays { addDay(day, to: plan.queues.count) }
        queues[plan.queues.count].add(everything)
    }

    private mutating func addDay(_ counts: CellCounts, to queue: Int) {
        let decided = counts.offered - counts.undecided
        if decided > 0 { dayLevels[queue].append(counts.within / decided) }
    }

    private mutating func addAgents(_ counts: ReplicationCounts, _ plan: CompiledCase) {
        for group in plan.groups.indices {
            var busy = 0.0
            var scheduled = 0.0
            for interval in 0..<plan.intervalCount {
                let index = group * plan.intervalCount + interval
                busy += counts.busySeconds[index]
                scheduled += counts.agentsOnDuty[index] * plan.intervalSeconds
                busySeconds[index] += counts.busySeconds[index]
                agentsOnDuty[index] += counts.agentsOnDuty[index]
            }
            occupancy[group].add(busy, of: scheduled)
            overtimeSeconds[group] += counts.overtimeSeconds[group]
        }
    }

    /// Adds the tally of the replications that follow.
    mutating func append(_ other: Tally) {
        replications += other.replications
        for index in cells.indices { cells[index] += other.cells[index] }
        for index in queues.indices {
            queues[index] += other.queues[index]
            dayLevels[index] += other.dayLevels[index]
        }
        bands += other.bands
        for index in busySeconds.indices {
            busySeconds[index] += other.busySeconds[index]
            agentsOnDuty[index] += other.agentsOnDuty[index]
        }
        for index in occupancy.indices {
            occupancy[index] += other.occupancy[index]
            overtimeSeconds[index] += other.overtimeSeconds[index]
        }
    }
}
