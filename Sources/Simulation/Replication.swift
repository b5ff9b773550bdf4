import NumericalMethods

/// One replication of a case: the state of the centre, and the loop that takes it from event to event.
///
/// The state keeps its storage from one replication to the next, so the loop does not allocate once it has warmed up.
/// The rules are those of `docs/methods/simulation.md`.
struct Replication: Sendable {
    /// Agents of one group.
    struct Crew: Sendable {
        /// On duty by the roster.
        var onDuty = 0
        /// With at least one contact in hand; more than on duty while some finish their last contact.
        var busy = 0
        var busySinceSeconds = 0.0
        /// Work that may be laid aside, the last started first.
        var interruptible = ContactLine()

        var idle: Int { onDuty - busy }
        var leaving: Int { max(0, busy - onDuty) }
    }

    /// Rounding of sums of times, when a wait is compared with a delay.
    static let timeTolerance = 1e-9

    let plan: CompiledCase
    var counts: ReplicationCounts
    var nowSeconds = 0.0
    /// The current interval; the number of intervals after the last one.
    var interval = 0
    /// The current agent slot, a part of the interval; the number of slots after the last one.
    private var slot = 0
    var pool = ContactPool()
    var events = EventHeap()
    /// Waiting contacts per queue, in order of arrival.
    var lines: [ContactLine]
    var crews: [Crew]
    var desks: ChatDesks

    private var draws: ReplicationDraws
    private var demand: [DemandStream] = []
    /// Next arrival per queue.
    private var upcoming: [Arrival]
    private var nextQueue = 0

    init(_ plan: CompiledCase) {
        self.plan = plan
        counts = ReplicationCounts(plan)
        lines = Array(repeating: ContactLine(), count: plan.queues.count)
        crews = Array(repeating: Crew(), count: plan.groups.count)
        desks = ChatDesks(groupCount: plan.groups.count, mostChats: plan.mostChats)
        draws = ReplicationDraws(plan, seed: 0, replication: 0)
        upcoming = Array(repeating: .none, count: plan.queues.count)
    }

    /// Runs replication number `replication` under `seed` into ``counts``; false = stopped half-way, counts are void.
    mutating func run(seed: UInt64, replication: Int, shouldStop: () -> Bool) -> Bool {
        begin(seed: seed, replication: replication)
        var boundary = plan.slotEndSeconds(slot)
        while true {
            let arrival = upcoming[nextQueue].timeSeconds
            let event = events.nextSeconds
            if boundary <= arrival && boundary <= event {
                guard boundary.isFinite else { break }
                nowSeconds = boundary
                slot += 1
                if slot == (interval + 1) * plan.slotsPerInterval {
                    if shouldStop() { return false }
                    closeInterval()
                }
                if slot < plan.slotCount { changeRoster() }
                boundary = plan.slotEndSeconds(slot)
            } else if arrival <= event {
                arrive()
            } else if let event = events.pop() {
                happen(event)
            }
        }
        countLeftovers()
        return true
    }

    private mutating func begin(seed: UInt64, replication: Int) {
        counts.reset()
        pool.removeAll()
        events.removeAll()
        desks.removeAll()
        nowSeconds = 0
        interval = 0
        slot = 0
        draws = ReplicationDraws(plan, seed: seed, replication: replication)
        demand.removeAll(keepingCapacity: true)
        for queue in lines.indices {
            lines[queue] = ContactLine()
            demand.append(DemandStream(queue: queue, seed: seed, replication: replication))
            upcoming[queue] = demand[queue].next(plan, dayFactors: draws.dayFactors)
        }
        for group in crews.indices {
            crews[group] = Crew()
            setOnDuty(group)
        }
        findNextQueue()
    }

    private mutating func findNextQueue() {
        var best = 0
        for queue in 1..<max(1, upcoming.count) where upcoming[queue].timeSeconds < upcoming[best].timeSeconds {
            best = queue
        }
        nextQueue = best
    }

    // MARK: Events

    private mutating func arrive() {
        let queue = nextQueue
        let arrival = upcoming[queue]
        upcoming[queue] = demand[queue].next(plan, dayFactors: draws.dayFactors)
        findNextQueue()
        nowSeconds = arrival.timeSeconds
        counts.cells[queue * plan.intervalCount + arrival.interval].offered += 1
        let contact = pool.insert(arrival, queue: queue)
        let claim = claimAgent(queue: queue, waitedSeconds: 0)
        guard claim.group < 0 else {
            start(contact, claim)
            return
        }
        lines[queue].append(contact, in: &pool)
        if arrival.patienceSeconds.isFinite {
            events.push(
                Event(
                    timeSeconds: nowSeconds + arrival.patienceSeconds, kind: .abandonment, contact: contact,
                    serial: pool[contact].serial))
        }
        scheduleOverflows(contact, before: arrival.patienceSeconds)
    }

    /// Announces when a waiting contact becomes eligible for further groups.
    mutating func scheduleOverflows(_ contact: Int, before patienceSeconds: Double) {
        let facts = plan.queues[Int(pool[contact].queue)]
        for index in facts.delays where plan.delays[index] < patienceSeconds {
            let time = pool[contact].arrivalSeconds + plan.delays[index]
            guard time > nowSeconds else { continue }
            events.push(Event(timeSeconds: time, kind: .overflow, contact: contact, serial: pool[contact].serial))
        }
    }

    private mutating func happen(_ event: Event) {
        let contact = event.contact
        guard pool[contact].serial == event.serial else { return }
        let state = pool[contact].state
        switch event.kind {
        case .completion:
            guard state == .inService else { return }
            nowSeconds = event.timeSeconds
            complete(contact)
        case .abandonment:
            guard state == .waiting else { return }
            nowSeconds = event.timeSeconds
            abandon(contact)
        case .overflow:
            guard state == .waiting else { return }
            nowSeconds = event.timeSeconds
            offerHead(of: Int(pool[contact].queue))
        }
    }

    private mutating func abandon(_ contact: Int) {
        let queue = Int(pool[contact].queue)
        let cell = cellIndex(of: contact)
        counts.cells[cell].abandoned += 1
        counts.cells[cell].waited += 1
        counts.cells[cell].waitAbandoned += nowSeconds - pool[contact].arrivalSeconds
        lines[queue].remove(contact, in: &pool)
        pool.remove(contact)
    }

    func cellIndex(of contact: Int) -> Int {
        Int(pool[contact].queue) * plan.intervalCount + Int(pool[contact].interval)
    }

    // MARK: Intervals

    private mutating func setOnDuty(_ group: Int) {
        let agents = draws.agents(plan, group: group, slot: slot)
        crews[group].onDuty = agents
        counts.agentsOnDuty[group * plan.intervalCount + interval] += Double(agents)
    }

    /// Closes the books of the current interval and opens the next.
    private mutating func closeInterval() {
        for queue in lines.indices {
            counts.cells[queue * plan.intervalCount + interval].backlog = Double(lines[queue].count)
        }
        for group in crews.indices {
            countBusyTime(group)
            // From the sum over slots to the mean: of whole numbers, so that equal slots give exactly their number.
            counts.agentsOnDuty[group * plan.intervalCount + interval] /= Double(plan.slotsPerInterval)
        }
        interval += 1
    }

    /// Staffing becomes that of the agent slot that begins.
    private mutating func changeRoster() {
        for group in crews.indices {
            setOnDuty(group)
            // Who has to leave lays work aside that can wait; everybody else finishes the contact in hand.
            while crews[group].leaving > 0, crews[group].interruptible.head >= 0 { _ = layAside(group: group) }
        }
        for group in crews.indices { pull(group) }
    }

    /// Books a group's busy time up to now; to be called before its number of busy agents changes.
    mutating func countBusyTime(_ group: Int) {
        let seconds = Double(crews[group].busy) * (nowSeconds - crews[group].busySinceSeconds)
        if interval < plan.intervalCount {
            counts.busySeconds[group * plan.intervalCount + interval] += seconds
        } else {
            counts.overtimeSeconds[group] += seconds
        }
        crews[group].busySinceSeconds = nowSeconds
    }

    private mutating func countLeftovers() {
        for queue in lines.indices {
            var index = lines[queue].head
            while index >= 0 {
                let contact = Int(index)
                let cell = cellIndex(of: contact)
                counts.cells[cell].stillWaiting += 1
                if !pool[contact].hasStarted { counts.cells[cell].waited += 1 }
                if pool[contact].arrivalSeconds + plan.queues[queue].targetSeconds > plan.horizonSeconds {
                    counts.cells[cell].undecided += 1
                }
                index = pool[contact].next
            }
        }
    }
}
