import ContactCenter

@testable import Simulation

/// The rules of the simulation written down as plainly as possible, to judge the fast engine by: every agent is an entry
/// in a list, every step looks at everything. It shares with the engine only the arrivals, so that the two can be
/// compared contact by contact.
struct PlainSimulator {
    enum State { case waiting, inService, answered, abandoned }

    struct Contact {
        var queue: Int
        var arrival: Arrival
        var state = State.waiting
        /// Seconds of work left; `nil` before the first start.
        var work: Double?
        var end = Double.infinity
        var wait = 0.0
        var handle = 0.0
    }

    struct Agent {
        /// Contacts in hand; none = idle.
        var contacts: [Int] = []
        /// Number of the step in which they last changed, for ties.
        var changed = 0
        var isIdle: Bool { contacts.isEmpty }
    }

    let source: SimulationCase
    let plan: CompiledCase
    let draws: ReplicationDraws
    let replication: Int
    let seed: UInt64
    var now = 0.0
    /// Agent slot, of which the interval is made.
    var slot = 0
    var interval: Int { slot / source.agentSlotsPerInterval }
    var contacts: [Contact] = []
    var active: [Int] = []
    var agents: [[Agent]]
    var steps = 0
    var busySeconds: [[Double]]
    var backlog: [[Double]]
    /// Agent seconds by the roster, group × interval.
    var scheduledSeconds: [[Double]]
    /// Times at which an idle agent and a contact they may serve were left beside each other.
    var overlooked = 0

    init(_ source: SimulationCase, seed: UInt64, replication: Int) throws {
        self.source = source
        self.seed = seed
        self.replication = replication
        plan = try CompiledCase(source)
        draws = ReplicationDraws(plan, seed: seed, replication: replication)
        agents = Array(repeating: [], count: source.groups.count)
        busySeconds = Array(
            repeating: Array(repeating: 0, count: source.intervalCount + 1), count: source.groups.count)
        scheduledSeconds = Array(
            repeating: Array(repeating: 0, count: source.intervalCount), count: source.groups.count)
        backlog = Array(repeating: Array(repeating: 0, count: source.intervalCount), count: source.queues.count)
    }

    var slotSeconds: Double { Double(source.intervalSeconds) / Double(source.agentSlotsPerInterval) }

    func onDuty(_ group: Int) -> Int {
        draws.agents(plan, group: group, slot: min(slot, plan.slotCount - 1))
    }

    /// Agents who are to leave once their work in hand is done.
    func leaving(_ group: Int) -> Int { max(0, agents[group].count - onDuty(group)) }

    mutating func run() {
        var arrivals: [(queue: Int, arrival: Arrival)] = []
        for queue in source.queues.indices {
            var stream = DemandStream(queue: queue, seed: seed, replication: replication)
            while true {
                let arrival = stream.next(plan, dayFactors: draws.dayFactors)
                guard arrival.timeSeconds.isFinite else { break }
                arrivals.append((queue, arrival))
            }
        }
        arrivals.sort { $0.arrival.timeSeconds > $1.arrival.timeSeconds }
        for group in agents.indices { agents[group] = Array(repeating: Agent(), count: onDuty(group)) }
        while true {
            let boundary =
                interval < source.intervalCount
                ? Double((slot + 1) * source.intervalSeconds) / Double(source.agentSlotsPerInterval) : .infinity
            let arrival = arrivals.last?.arrival.timeSeconds ?? .infinity
            let ends = active.map { contacts[$0].end }.min() ?? .infinity
            let gaveUp = active.map(abandonTime).min() ?? .infinity
            let eligible = active.flatMap(overflowTimes).min() ?? .infinity
            let next = min(boundary, arrival, ends, gaveUp, eligible)
            guard next.isFinite else { break }
            let overflowing = active.first { overflowTimes($0).contains(next) }
            advance(to: next)
            if next == boundary {
                changeSlot()
            } else if next == arrival, let new = arrivals.popLast() {
                contacts.append(Contact(queue: new.queue, arrival: new.arrival))
                active.append(contacts.count - 1)
                offer(contacts.count - 1)
            } else if next == ends {
                if let contact = active.first(where: { contacts[$0].end == next }) { complete(contact) }
            } else if next == gaveUp {
                if let contact = active.first(where: { abandonTime($0) == next }) {
                    contacts[contact].state = .abandoned
                    contacts[contact].wait = now - contacts[contact].arrival.timeSeconds
                    active.removeAll { $0 == contact }
                }
            } else if let contact = overflowing {
                if let head = waiting(contacts[contact].queue).first { offer(head) }
            }
            if isSomethingOverlooked { overlooked += 1 }
        }
    }

    func abandonTime(_ contact: Int) -> Double {
        let facts = contacts[contact]
        guard facts.state == .waiting, source.queues[facts.queue].service != .deferrable else { return .infinity }
        return facts.arrival.timeSeconds + facts.arrival.patienceSeconds
    }

    func overflowTimes(_ contact: Int) -> [Double] {
        let facts = contacts[contact]
        guard facts.state == .waiting else { return [] }
        return source.groups.flatMap(\.eligibility)
            .filter { $0.queue == facts.queue && $0.availableAfterWaitSeconds > 0 }
            .map { facts.arrival.timeSeconds + $0.availableAfterWaitSeconds }
            .filter { $0 > now }
    }

    mutating func advance(to time: Double) {
        for group in agents.indices {
            busySeconds[group][interval] += Double(agents[group].count { !$0.isIdle }) * (time - now)
        }
        now = time
    }

    mutating func changeSlot() {
        // The last slot of an interval is the one that counts.
        for queue in source.queues.indices { backlog[queue][interval] = Double(waiting(queue).count) }
        for group in agents.indices { scheduledSeconds[group][interval] += Double(onDuty(group)) * slotSeconds }
        slot += 1
        guard interval < source.intervalCount else { return }
        for group in agents.indices {
            while agents[group].count < onDuty(group) { agents[group].append(Agent()) }
            while leaving(group) > 0, let idle = agents[group].firstIndex(where: \.isIdle) {
                agents[group].remove(at: idle)
            }
            while leaving(group) > 0, let worker = lastInterruptible(group) {
                layAside(group, worker)
                agents[group].remove(at: worker)
            }
        }
        for group in agents.indices { pull(group) }
    }

    /// Waiting contacts of a queue by arrival.
    func waiting(_ queue: Int) -> [Int] {
        active.filter { contacts[$0].state == .waiting && contacts[$0].queue == queue }
            .sorted { contacts[$0].arrival.timeSeconds < contacts[$1].arrival.timeSeconds }
    }

    func isOnChats(_ agent: Agent) -> Bool {
        agent.contacts.contains { source.queues[contacts[$0].queue].service == .concurrent }
    }

    /// The agent on chats who takes the next chat of a queue: the fullest with room, of equally full ones the last whose
    /// chats changed, unless they belong to the emptiest that are to leave.
    func roomyAgent(_ group: Int, _ queue: Int) -> Int? {
        guard source.queues[queue].service == .concurrent else { return nil }
        let fullestFirst = agents[group].indices.filter { isOnChats(agents[group][$0]) }
            .sorted {
                let (a, b) = (agents[group][$0], agents[group][$1])
                return (a.contacts.count, a.changed) > (b.contacts.count, b.changed)
            }
        let staying = fullestFirst.prefix(max(0, fullestFirst.count - leaving(group)))
        return staying.first { agents[group][$0].contacts.count < source.queues[queue].concurrency }
    }

    func idleAgents(_ group: Int) -> Int { leaving(group) > 0 ? 0 : agents[group].count(where: \.isIdle) }

    func lastInterruptible(_ group: Int) -> Int? {
        agents[group].indices.filter { isOnInterruptible(agents[group][$0]) }
            .max { agents[group][$0].changed < agents[group][$1].changed }
    }

    func isOnInterruptible(_ agent: Agent) -> Bool {
        agent.contacts.contains {
            let queue = source.queues[contacts[$0].queue]
            return queue.service == .deferrable && queue.isInterruptible
        }
    }

    mutating func layAside(_ group: Int, _ agent: Int) {
        for contact in agents[group][agent].contacts {
            contacts[contact].work = contacts[contact].end - now
            contacts[contact].end = .infinity
            contacts[contact].state = .waiting
        }
        agents[group][agent].contacts = []
    }

    /// Groups a contact may have by now, best first.
    func choices(_ contact: Int) -> [(group: Int, entry: SimulationCase.Eligibility)] {
        let waited = now - contacts[contact].arrival.timeSeconds
        return source.groups.indices.compactMap { group in
            source.groups[group].eligibility
                .first {
                    $0.queue == contacts[contact].queue && $0.availableAfterWaitSeconds <= waited + 1e-9
                }
                .map { (group, $0) }
        }
    }

    mutating func offer(_ contact: Int) {
        let queue = contacts[contact].queue
        let withAgent = choices(contact).filter { roomyAgent($0.group, queue) != nil || idleAgents($0.group) > 0 }
        let best = withAgent.min { a, b in
            if a.entry.preference != b.entry.preference { return a.entry.preference < b.entry.preference }
            let roomA = roomyAgent(a.group, queue) != nil
            let roomB = roomyAgent(b.group, queue) != nil
            if roomA != roomB { return roomA }
            if !roomA, idleAgents(a.group) != idleAgents(b.group) { return idleAgents(a.group) > idleAgents(b.group) }
            return a.group < b.group
        }
        if let best {
            start(contact, best.group)
            return
        }
        guard source.queues[queue].service != .deferrable else { return }
        func laidAsideCount(_ group: Int) -> Int { agents[group].count { isOnInterruptible($0) } }
        let victim = choices(contact).filter { laidAsideCount($0.group) > 0 }
            .min { a, b in
                (a.entry.preference, -laidAsideCount(a.group), a.group)
                    < (b.entry.preference, -laidAsideCount(b.group), b.group)
            }
        guard let victim, let agent = lastInterruptible(victim.group) else { return }
        let interrupted = agents[victim.group][agent].contacts
        layAside(victim.group, agent)
        start(contact, victim.group)
        for work in interrupted {
            if let head = waiting(contacts[work].queue).first { offer(head) }
        }
    }

    mutating func start(_ contact: Int, _ group: Int) {
        let queue = contacts[contact].queue
        guard let agent = roomyAgent(group, queue) ?? agents[group].firstIndex(where: \.isIdle) else { return }
        steps += 1
        agents[group][agent].contacts.append(contact)
        agents[group][agent].changed = steps
        if contacts[contact].work == nil {
            let own = source.groups[group].eligibility.first { $0.queue == queue }?.ahtSeconds
            let mean = own ?? source.queues[queue].ahtSeconds[contacts[contact].arrival.interval]
            contacts[contact].handle = mean * contacts[contact].arrival.work
            contacts[contact].work = contacts[contact].handle
            contacts[contact].wait = now - contacts[contact].arrival.timeSeconds
        }
        contacts[contact].state = .inService
        contacts[contact].end = now + (contacts[contact].work ?? 0)
    }

    mutating func complete(_ contact: Int) {
        guard
            let group = agents.firstIndex(where: { $0.contains { $0.contacts.contains(contact) } }),
            let agent = agents[group].firstIndex(where: { $0.contacts.contains(contact) })
        else { return }
        if source.queues[contacts[contact].queue].service == .deferrable {
            contacts[contact].wait = now - contacts[contact].arrival.timeSeconds
        }
        contacts[contact].state = .answered
        contacts[contact].end = .infinity
        active.removeAll { $0 == contact }
        steps += 1
        agents[group][agent].contacts.removeAll { $0 == contact }
        agents[group][agent].changed = steps
        if agents[group][agent].isIdle, leaving(group) > 0 { agents[group].remove(at: agent) }
        pull(group)
    }

    /// What a free agent of a group would take, best first.
    func pullable(_ group: Int) -> [Int] {
        func order(_ contact: Int) -> (Int, Int, Double) {
            let queue = source.queues[contacts[contact].queue]
            return (queue.service == .deferrable ? 1 : 0, queue.priority, contacts[contact].arrival.timeSeconds)
        }
        return source.queues.indices.compactMap { waiting($0).first }
            .filter { choices($0).contains { $0.group == group } }
            .sorted { order($0) < order($1) }
    }

    mutating func pull(_ group: Int) {
        while true {
            let options = pullable(group)
            if let chat = options.first(where: { roomyAgent(group, contacts[$0].queue) != nil }) {
                start(chat, group)
            } else if idleAgents(group) > 0, let contact = options.first {
                start(contact, group)
            } else {
                return
            }
        }
    }

    var isSomethingOverlooked: Bool {
        agents.indices.contains { group in
            pullable(group).contains { idleAgents(group) > 0 || roomyAgent(group, contacts[$0].queue) != nil }
        }
    }
}
