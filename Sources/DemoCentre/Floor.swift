/// The replay of the centre's floor, contact by contact: first come, first served per stream, by real agents who can
/// do one call, one e-mail or two chats at a time; customers hang up when their patience ends, call again, and come back
/// days later when their trouble was not resolved.
struct Floor {
    private static let meanEffort: [Double] = Centre.queues.map { queue in
        var sum = 0.0
        var weight = 0.0
        for reason in queue.reasons {
            sum += reason.weight * reason.effort
            weight += reason.weight
        }
        return sum / weight
    }

    private let seed: UInt64
    private let demand: Demand
    private let rota: HistoricRota
    private var seating = Seating()
    private var coming = Array(repeating: ArrivalHeap(), count: Centre.streamCount)
    private var waiting: [[Arrival]] = Array(repeating: [], count: Centre.streamCount)
    /// When an agent's two hands are free; a call or an e-mail takes both, a chat one.
    private var free = Array(repeating: (0, 0), count: Team.agents.count)
    private var later: [[(stream: Int, arrival: Arrival)]] = Array(repeating: [], count: Centre.logDays)
    private var order = 0
    private var random: UnitStream

    /// Contacts that have ended, in the order in which they did.
    private(set) var contacts: [Contact] = []

    /// An empty floor before the first day.
    init(seed: UInt64) {
        self.seed = seed
        demand = Demand(seed: seed)
        rota = HistoricRota(seed: seed)
        random = UnitStream(seed: seed, .floor)
        contacts.reserveCapacity(330_000)
    }

    /// Runs one day of the log; days must be run in order.
    mutating func run(dayIndex: Int) {
        let day = Centre.logStart + dayIndex
        random = UnitStream(seed: seed, .floor, dayIndex)
        addFirstContacts(day, dayIndex)
        for (stream, arrival) in later[dayIndex] { coming[stream].push(arrival) }
        later[dayIndex] = []
        let duties = rota.duties(dayIndex: dayIndex)
        guard !duties.isEmpty else { return }
        let spans = Centre.queues.indices.map { SpecialDays.openSpan(queue: $0, on: day) }
        for halfHour in 0..<HistoricRota.halfHours {
            let minute = 480 + 30 * halfHour
            let start = London.instant(day, minute: minute)
            var wanted = Array(repeating: 0, count: Centre.streamCount)
            for stream in wanted.indices where spans[stream / 3]?.contains(minute) ?? false {
                wanted[stream] = Seating.wanted(
                    stream, contacts: stream % 3 == 2 ? 0 : demand.plannedHalfHour(stream, on: day, minute: minute),
                    backlog: waiting[stream].count + (coming[stream].first.map { $0.created < start ? 12 : 0 } ?? 0))
            }
            let seats = seating.seat(duties, halfHour: halfHour, wanted: wanted, rotation: dayIndex)
            for stream in wanted.indices {
                guard let span = spans[stream / 3], span.contains(minute) else { continue }
                let closing = London.instant(day, minute: span.upperBound)
                serve(stream, dayIndex, from: start, until: start + 1800, closing: closing, agents: seats[stream])
            }
        }
    }

    private mutating func addFirstContacts(_ day: Day, _ dayIndex: Int) {
        for stream in 0..<Centre.streamCount {
            var draw = UnitStream(seed: seed, .arrivals, dayIndex, stream)
            let step = Demand.stepMinutes * 60
            let begin = London.instant(day, minute: 0)
            let end = London.instant(day + 1, minute: 0)
            for instant in stride(from: begin, to: end, by: step) {
                let minute = (instant + London.offset(at: instant)) % 86_400 / 60
                let rate = demand.rate(stream, on: day, minute: minute)
                guard rate > 0 else { continue }
                for _ in 0..<draw.poisson(mean: rate) {
                    let u = draw.uniform()
                    // A few customers call often: the density of the index falls like its cube root.
                    var customer = Int(Double(Centre.customerCount) * (u * u.squareRoot()))
                    if stream % 3 == 0 && draw.chance(Centre.withheld) { customer = -1 }
                    var reason = draw.pick(Centre.queue(stream).reasons.map(\.weight))
                    let surprise = SpecialDays.surpriseFactor(stream: stream, on: day, minute: minute)
                    if stream / 3 == 2 && surprise > 1.5 && draw.chance(0.85) { reason = 0 }
                    order += 1
                    coming[stream].push(
                        Floor.arrival(
                            stream, order: order, at: instant + draw.index(below: step), customer: customer,
                            reason: reason,
                            isRepeat: false, &draw))
                }
            }
        }
    }

    private static func arrival(
        _ stream: Int, order: Int, at created: Int, customer: Int, reason: Int, isRepeat: Bool,
        _ draw: inout UnitStream
    ) -> Arrival {
        let mean = Centre.stream(stream).patience
        return Arrival(
            created: created, order: order, customer: customer, reason: reason, isRepeat: isRepeat,
            patience: mean > 0 ? 1 + Int(draw.exponential(mean: mean)) : Int.max)
    }

    private mutating func serve(
        _ stream: Int, _ dayIndex: Int, from start: Int, until end: Int, closing: Int, agents: [Int]
    ) {
        // Who waits when the doors close is still served; e-mail waits for the morning.
        let isLast = end >= closing && stream % 3 != 2
        let queue = waiting[stream]
        var position = 0
        waiting[stream] = []
        while true {
            let next: Arrival
            if position < queue.count {
                next = queue[position]
                position += 1
            } else if let first = coming[stream].first, first.created < (isLast ? Int.max : end) {
                _ = coming[stream].pop()
                if first.created >= closing && stream % 3 != 2 {
                    comeBack(stream, first, dayIndex, after: 1)
                    continue
                }
                next = first
            } else {
                break
            }
            guard let hand = Floor.hand(for: next, stream, agents, free, from: start) else {
                leaveOrWait(stream, next, dayIndex, until: end, closing: closing, isLast: isLast)
                continue
            }
            let ring = [2 + random.index(below: 6), 3 + random.index(below: 9), 0][stream % 3]
            let wait = hand.ready + ring - next.created
            if next.patience < wait || (hand.ready >= end && !isLast) {
                leaveOrWait(stream, next, dayIndex, until: end, closing: closing, isLast: isLast)
            } else {
                answer(stream, next, dayIndex, hand, wait: wait)
            }
        }
    }

    /// The hand that takes a contact: free first, then idle longest; for chats an agent without another chat first.
    private static func hand(
        for next: Arrival, _ stream: Int, _ agents: [Int], _ free: [(Int, Int)], from start: Int
    ) -> (agent: Int, ready: Int, isBesides: Bool)? {
        var best: (agent: Int, ready: Int, isBesides: Bool)?
        var bestIdle = 0
        let earliest = max(start, next.created)
        for agent in agents {
            let (one, other) = free[agent]
            let since = stream % 3 == 1 ? min(one, other) : max(one, other)
            let ready = max(earliest, since)
            let isBesides = stream % 3 == 1 && max(one, other) > ready
            if let found = best {
                if ready > found.ready { continue }
                if ready == found.ready {
                    if isBesides && !found.isBesides { continue }
                    if isBesides == found.isBesides && since >= bestIdle { continue }
                }
            }
            best = (agent, ready, isBesides)
            bestIdle = since
        }
        return best
    }

    private mutating func leaveOrWait(
        _ stream: Int, _ next: Arrival, _ dayIndex: Int, until end: Int, closing: Int, isLast: Bool
    ) {
        guard next.patience < Int.max, isLast || next.created + next.patience < end else {
            waiting[stream].append(next)
            return
        }
        contacts.append(
            Contact(
                order: next.order, stream: stream, customer: next.customer, reason: next.reason, created: next.created,
                wait: next.patience))
        guard random.chance(Centre.redial[stream % 3]) else { return }
        let voice = stream - stream % 3
        let again = next.created + next.patience + 45 + Int(random.exponential(mean: 420))
        order += 1
        let redial = Floor.arrival(
            voice, order: order, at: again, customer: next.customer, reason: next.reason, isRepeat: next.isRepeat,
            &random)
        if again < closing { coming[voice].push(redial) } else { comeBack(voice, redial, dayIndex, after: 1) }
    }

    private mutating func answer(
        _ stream: Int, _ next: Arrival, _ dayIndex: Int, _ hand: (agent: Int, ready: Int, isBesides: Bool), wait: Int
    ) {
        let queue = Centre.queue(stream)
        let parameters = Centre.stream(stream)
        let channel = stream % 3
        let agent = Team.agents[hand.agent]
        let answered = next.created + wait
        let hour = Double((answered + London.offset(at: answered)) % 86_400) / 3600
        var mean = parameters.talk * agent.pace * ExactMath.interpolate(queue.talkByHour, at: hour)
        mean *= queue.reasons[next.reason].effort / Floor.meanEffort[stream / 3]
        if next.isRepeat { mean *= 1.12 }
        if hand.isBesides { mean *= Centre.besideAnotherChat }
        // Starters take a third longer, less each day of their first six weeks.
        if dayIndex - agent.firstDay < 42 { mean *= 1 + 0.33 * (1 - Double(dayIndex - agent.firstDay) / 42) }
        var contact = Contact(
            order: next.order, stream: stream, customer: next.customer, reason: next.reason, created: next.created,
            wait: wait)
        contact.agent = hand.agent
        contact.talk = max(8, Int(random.lognormal(mean: mean, variation: parameters.talkVariation)))
        if channel == 0 && random.chance(0.18) { contact.hold = 4 + Int(random.exponential(mean: 50)) }
        if parameters.wrap > 0 { contact.wrap = Int(random.lognormal(mean: parameters.wrap, variation: 0.8)) }
        let isFailure = dayIndex == SpecialDays.networkFailure.day - Centre.logStart && next.reason == 0
        contact.isResolved = random.chance(
            queue.resolution * agent.success * (channel == 2 ? 0.94 : 1) * (isFailure && stream / 3 == 2 ? 0.6 : 1))
        contact.isTransferred = random.chance(Centre.transfer)
        if stream / 3 == 0 {
            contact.pence = 0
            if random.chance(Centre.conversion[channel]) {
                contact.pence = 500 + Int(random.lognormal(mean: 21_000, variation: 0.9)) / 50 * 50
            }
        }
        contacts.append(contact)
        let done = answered + contact.talk + contact.hold + contact.wrap
        if channel != 1 {
            free[hand.agent] = (done, done)
        } else if free[hand.agent].0 <= free[hand.agent].1 {
            free[hand.agent].0 = done
        } else {
            free[hand.agent].1 = done
        }
        if !contact.isResolved && random.chance(Centre.comeBack) {
            comeBack(stream, next, dayIndex, after: 1 + random.pick([0.42, 0.25, 0.16, 0.10, 0.07]))
        }
    }

    /// Books another contact of the same customer for an open day at least `days` later.
    private mutating func comeBack(_ stream: Int, _ earlier: Arrival, _ dayIndex: Int, after days: Int) {
        let queue = stream / 3
        var index = dayIndex + days
        // Weekends see fewer of them too.
        while index < Centre.logDays {
            let day = Centre.logStart + index
            let isOpen = SpecialDays.openSpan(queue: queue, on: day) != nil
            if isOpen && random.chance(0.7 * Centre.queues[queue].weekdays[day.weekday] + 0.1) { break }
            index += 1
        }
        let day = Centre.logStart + index
        guard index < Centre.logDays, let open = SpecialDays.openSpan(queue: queue, on: day) else { return }
        let channels = [[0.86, 0.07, 0.07], [0.45, 0.55, 0], [0.40, 0, 0.60]][stream % 3]
        let channel = random.pick(channels)
        // Rejection: the hour follows the channel's day, and no one gets through during an outage.
        var second: Int
        var minute: Int
        repeat {
            second = random.index(below: open.count * 60)
            minute = open.lowerBound + second / 60
        } while random.uniform() * 1.8 > ExactMath.interpolate(Centre.hours[channel], at: Double(minute) / 60)
            || (SpecialDays.outage(of: channel, on: day)?.contains(minute) ?? false)
        let created = London.instant(day, minute: open.lowerBound) + second
        let target = queue * 3 + channel
        order += 1
        let again = Floor.arrival(
            target, order: order, at: created, customer: earlier.customer, reason: earlier.reason, isRepeat: true,
            &random)
        later[index].append((target, again))
    }
}
