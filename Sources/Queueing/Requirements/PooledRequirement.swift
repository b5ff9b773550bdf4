import ContactCenter

/// The requirement of streams that the same agents answer, staffed as one.
///
/// Whoever is free takes the next contact, whatever its queue, and deferred work fills the time between contacts:
///
/// - *Work on the line*: one Erlang A (C where nobody gives up) with the contacts of all streams, their mean work —
///   the average handle time, of a chat divided by the concurrency — weighed by volume, and a rate of giving up weighed
///   the same. It must meet every stream's service level at once.
/// - *Deferred work*: done earliest deadline first in the time that the occupancy cap leaves those agents; what does not
///   fit is levelled between arrival and deadline on further agents.
///
/// Approximations: handle times of different streams are mixed as if they were one exponential; an agent's chats are
/// taken as fractions of an agent; every agent can do everything; nobody has priority; what remains of deferred work is
/// levelled after the free time is filled, which may take some more agents than the best plan.
public enum PooledRequirement {
    /// A stream of the pool.
    public struct Stream: Sendable {
        /// Intervals in order of time.
        public var forecast: [ForecastInterval]
        /// Whether each is staffed.
        public var isOpen: [Bool]
        /// Promise and limits.
        public var target: ServiceTarget
        /// Mean patience in seconds; `nil` = nobody gives up.
        public var patienceSeconds: Double?

        /// A stream as ``RequirementBuilder`` takes it.
        public init(forecast: [ForecastInterval], isOpen: [Bool], target: ServiceTarget, patienceSeconds: Double?) {
            self.forecast = forecast
            self.isOpen = isOpen
            self.target = target
            self.patienceSeconds = patienceSeconds
        }
    }

    /// The requirement of the pool in every interval that any of its streams has, in order of time.
    ///
    /// The lowest occupancy cap and the highest minimum staff of the streams that are open are the pool's. Caps of staff
    /// are not looked at.
    ///
    /// - Parameters:
    ///   - name: The queue of the rows.
    ///   - streams: At least one; intervals of one start have one length.
    /// - Throws: As ``RequirementBuilder``.
    public static func requirements(
        name: String, of streams: [Stream], shrinkage: Shrinkage, fteHoursPerWeek: Double? = nil
    ) throws(QueueingError) -> [RequirementInterval] {
        try RequirementBuilder.validate(shrinkage)
        var works: [StreamWork] = []
        for stream in streams {
            works.append(
                try StreamWork(
                    forecast: stream.forecast, isOpen: stream.isOpen, target: stream.target,
                    patienceSeconds: stream.patienceSeconds,
                    service: stream.forecast.first?.stream.channel.service ?? .immediate))
        }
        var slots = try PoolSlots(works)
        try slots.staffLine(works)
        let spare = slots.spare
        let extra = try slots.deferred(works, spare: spare)
        let pool = QueueChannel(queue: name, channel: Channel(name: "pooled", service: .immediate))
        var rows: [RequirementInterval] = []
        rows.reserveCapacity(slots.slots.count)
        for (index, slot) in slots.slots.enumerated() {
            var row = RequirementInterval(stream: pool, start: slot.start, intervalSeconds: slot.seconds)
            row.volume = slot.volume
            row.load = slot.load
            row.ahtSeconds = slot.volume > 0 ? slot.load * Double(slot.seconds) / slot.volume : nil
            row.agentsBase = slot.agentsBase
            row.agentsConcurrency = slot.agentsBase
            row.agentsOccupancy = slot.agentsLine + extra.agents[index] / slot.cap
            row.agentsMinimum = slot.isOpen ? max(row.agentsOccupancy, Double(slot.minimumAgents)) : 0
            row.agentsRequired = row.agentsMinimum
            row.agentsStaffed = row.agentsRequired
            row.agentsInOffice = shrinkage.inOffice(forAvailable: row.agentsStaffed)
            row.agentsScheduled = shrinkage.scheduled(forAvailable: row.agentsStaffed)
            row.fte = fteHoursPerWeek.map { row.paidHours / $0 }
            let agents = RequirementBuilder.wholeAgents(row.agentsStaffed)
            let done = extra.done[index]
            // Deferred work gives way to contacts; whoever is there for nothing else is not counted on.
            row.serviceLevel = slot.serviceLevel(agents: agents - extra.agents[index] / slot.cap, works: works)
            if agents > 0 { row.occupancy = min(1, (slot.busy + done) / agents) }
            rows.append(row)
        }
        return rows
    }
}

/// The pool's intervals: all streams side by side.
private struct PoolSlots {
    struct Slot {
        var start: Instant
        var seconds: Int
        /// Index of the interval in every stream that has it.
        var members: [(stream: Int, index: Int)] = []
        var volume = 0.0
        var load = 0.0
        var isOpen = false
        var minimumAgents = 0
        var cap = 1.0
        /// Whole agents that the contacts on the line need.
        var agentsBase = 0.0
        /// After the occupancy cap.
        var agentsLine = 0.0
        /// Agents busy with them.
        var busy = 0.0
        var model: (any QueueingModel)?

        /// Service level of all contacts, by volume: on the line at every stream's own time, deferred work in time.
        func serviceLevel(agents: Double, works: [StreamWork]) -> Double? {
            var good = 0.0
            var all = 0.0
            for member in members {
                let work = works[member.stream]
                let row = work.rows[member.index]
                guard row.volume > 0 else { continue }
                if work.service == .deferrable {
                    good += row.volume
                } else {
                    guard work.isOpen[member.index], let model,
                        let level = try? model.evaluate(
                            agents: max(0, agents), withinSeconds: work.target.withinSeconds,
                            shortAbandonSeconds: work.target.shortAbandonSeconds
                        ).serviceLevel(work.target.formula)
                    else { continue }
                    good += level * row.volume
                }
                all += row.volume
            }
            return all > 0 ? good / all : nil
        }
    }

    var slots: [Slot] = []

    init(_ works: [StreamWork]) throws(QueueingError) {
        var indexOfStart: [Instant: Int] = [:]
        for start in Set(works.flatMap { $0.rows.map(\.start) }).sorted() {
            indexOfStart[start] = slots.count
            slots.append(Slot(start: start, seconds: 0))
        }
        for (stream, work) in works.enumerated() {
            for (index, row) in work.rows.enumerated() {
                guard let slot = indexOfStart[row.start] else { continue }
                guard slots[slot].seconds == 0 || slots[slot].seconds == row.intervalSeconds else {
                    throw .invalidValue(
                        what: "the length of an interval",
                        value: "\(row.intervalSeconds) s beside \(slots[slot].seconds) s",
                        place: RequirementBuilder.place(of: work.forecast[index]),
                        hint: "streams that are staffed as one need the same intervals")
                }
                slots[slot].seconds = row.intervalSeconds
                slots[slot].members.append((stream, index))
                slots[slot].volume += row.volume
                slots[slot].load += row.load
                guard work.isOpen[index] else { continue }
                slots[slot].isOpen = true
                slots[slot].minimumAgents = max(slots[slot].minimumAgents, work.target.minimumAgents)
                slots[slot].cap = min(slots[slot].cap, work.target.occupancyCap)
            }
        }
    }

    /// Agents for the contacts that wait on the line.
    mutating func staffLine(_ works: [StreamWork]) throws(QueueingError) {
        for slot in slots.indices {
            var contacts = 0.0
            var work = 0.0
            var abandoning = 0.0
            var goals: [StaffingGoal] = []
            for member in slots[slot].members {
                let stream = works[member.stream]
                let row = stream.rows[member.index]
                guard stream.service != .deferrable, stream.isOpen[member.index], row.volume > 0 else { continue }
                let concurrency = stream.service == .concurrent ? stream.target.concurrency : 1
                contacts += row.volume
                work += row.volume * (row.ahtSeconds ?? 0) / concurrency
                abandoning += row.volume / (stream.patienceSeconds ?? .infinity)
                goals.append(
                    .serviceLevel(
                        formula: stream.target.formula, target: stream.target.serviceLevel,
                        withinSeconds: stream.target.withinSeconds,
                        shortAbandonSeconds: stream.target.shortAbandonSeconds))
            }
            guard contacts > 0 else { continue }
            let traffic = try OfferedTraffic(
                contacts: contacts, perSeconds: Double(slots[slot].seconds), ahtSeconds: work / contacts)
            let model: any QueueingModel =
                if abandoning > 0 {
                    try ErlangA(traffic, patienceSeconds: contacts / abandoning)
                } else {
                    ErlangC(traffic)
                }
            let agents = Double(try model.minimumAgents(goals: goals))
            slots[slot].agentsBase = agents
            slots[slot].agentsLine = agents
            var measures = try model.evaluate(agents: agents, withinSeconds: 0, shortAbandonSeconds: 0)
            if measures.occupancy > slots[slot].cap {
                slots[slot].agentsLine = max(agents, try model.realAgents(goals: [.occupancy(cap: slots[slot].cap)]))
                measures = try model.evaluate(
                    agents: slots[slot].agentsLine, withinSeconds: 0, shortAbandonSeconds: 0)
            }
            slots[slot].busy = measures.occupancy * slots[slot].agentsLine
            slots[slot].model = model
        }
    }

    /// Agents' time, in agents, that the cap leaves beside the contacts on the line.
    var spare: [Double] {
        slots.map { slot in
            guard slot.isOpen else { return 0 }
            return max(0, slot.cap * max(slot.agentsLine, Double(slot.minimumAgents)) - slot.busy)
        }
    }

    /// Deferred work of all streams: agents busy with it in every slot, and those of them who are not there anyway.
    func deferred(
        _ works: [StreamWork], spare: [Double]
    ) throws(QueueingError) -> (agents: [Double], done: [Double]) {
        struct Piece {
            var stream: Int
            var index: Int
            var last: Instant
            var left: Double
        }
        var agents = [Double](repeating: 0, count: slots.count)
        var done = agents
        var left = works.map { work in
            work.service == .deferrable
                ? work.rows.map { $0.load * Double($0.intervalSeconds) }
                : [Double](repeating: 0, count: work.rows.count)
        }
        let last = works.map { work in
            StreamWork.lastIntervals(work.forecast, withinSeconds: work.target.withinSeconds).map {
                work.rows[$0].start
            }
        }
        var waiting: [Piece] = []
        for slot in slots.indices {
            for member in slots[slot].members where left[member.stream][member.index] > 0 {
                waiting.append(
                    Piece(
                        stream: member.stream, index: member.index, last: last[member.stream][member.index],
                        left: left[member.stream][member.index]))
            }
            // Late work is left to further agents, in order of deadline the rest.
            waiting.removeAll { $0.last < slots[slot].start || $0.left <= 0 }
            guard spare[slot] > 0, !waiting.isEmpty else { continue }
            waiting.sort { ($0.last, $0.stream, $0.index) < ($1.last, $1.stream, $1.index) }
            var room = spare[slot] * Double(slots[slot].seconds)
            for piece in waiting.indices where room > 0 {
                // Only who is open for the stream works on it.
                guard isOpen(works[waiting[piece].stream], in: slots[slot], stream: waiting[piece].stream) else {
                    continue
                }
                let part = min(room, waiting[piece].left)
                waiting[piece].left -= part
                left[waiting[piece].stream][waiting[piece].index] = waiting[piece].left
                room -= part
                done[slot] += part / Double(slots[slot].seconds)
            }
        }
        for (stream, work) in works.enumerated() where work.service == .deferrable {
            let rest = try DeferredWork(
                workSeconds: left[stream], isOpen: work.isOpen,
                lengthSeconds: work.rows.map { Double($0.intervalSeconds) },
                lastInterval: StreamWork.lastIntervals(work.forecast, withinSeconds: work.target.withinSeconds))
            let levelling = rest.levelled()
            for slot in slots.indices {
                for member in slots[slot].members where member.stream == stream {
                    agents[slot] += levelling.agents[member.index]
                    done[slot] += levelling.agents[member.index]
                }
            }
        }
        return (agents, done)
    }

    private func isOpen(_ work: StreamWork, in slot: Slot, stream: Int) -> Bool {
        slot.members.contains { $0.stream == stream && work.isOpen[$0.index] }
    }
}
