/// One interval after the other of a day, from the law at its start. Keeps the vectors of the uniformization.
struct TransientRun {
    /// The day, whose agents may be changed between runs.
    var day: DayCase
    let convention: StaffDropConvention
    private var chain = Uniformization()

    init(_ day: DayCase, convention: StaffDropConvention) {
        self.day = day
        self.convention = convention
    }

    /// What an interval leaves behind.
    struct Outcome {
        var interval: TransientInterval
        /// The law at the end, before the schedule changes.
        var law: StateLaw
        /// Expected time in the states, in seconds.
        var time: StateLaw
    }

    func rates(_ index: Int) -> StaffedRates {
        StaffedRates(day.intervals[index], abandon: day.abandonPerSecond)
    }

    /// The law at the start of an interval, from that at the end of the one before it.
    func entered(_ index: Int, from law: StateLaw) -> StateLaw {
        law.restaffed(
            from: day.intervals[index - 1].agents, to: day.intervals[index].agents, convention: convention)
    }

    /// Lives interval `index` from `start`.
    ///
    /// Contacts that arrive while T ends in the same staff are counted by the time spent in each state; those whose T
    /// sees the staff change by Gauss–Legendre quadrature over the arrival time, each node with its own law and its own
    /// backward solution.
    mutating func interval(_ index: Int, from start: StateLaw) throws(QueueingError) -> Outcome {
        let total = start.rows.reduce(0) { $0 + $1.total }
        var room = 0
        while true {
            let outcome = try attempt(index, from: start, room: room)
            let lost = total - outcome.law.rows.reduce(0) { $0 + $1.total }
            // Only contacts that join a queue nobody takes from can outgrow the room.
            if start.extra == 0 || lost < 1e-11 || room > Uniformization.mostStates { return outcome }
            room = 2 * room + 64
        }
    }

    private mutating func attempt(
        _ index: Int, from start: StateLaw, room: Int
    ) throws(QueueingError) -> Outcome {
        let rates = rates(index)
        let seconds = day.intervals[index].seconds
        do throws(QueueingError) {
            try chain.prepare(rates, from: start, seconds: seconds, room: room)
        } catch {
            throw error.placed(at: "\(day.name), interval \(index)")
        }
        var law = start
        var extraTime = [StateLaw.Row](repeating: .empty, count: start.extra)
        let cuts = cuts(index)
        let undisturbed = cuts.first ?? seconds
        chain.advance(&law, seconds: undisturbed, extraTime: &extraTime)
        var within = 0.0
        if undisturbed > 0 {
            let time = time(start, law, extraTime, undisturbed, rates)
            let starts = StartProbability(
                [StartProbability.Stretch(rates: rates, seconds: day.targetSeconds)], extra: time.extra,
                limit: time.mostWaiting(agents: rates.agents) + 1, convention: convention)
            within = starts.expectation(time, agents: rates.agents)
        }
        for panel in TransientRun.panels(cuts, end: seconds, rate: rates.arrival + rates.capacity) {
            let rule = LegendreNodes(events: panel.events)
            let half = panel.seconds / 2
            var nodes: [StartPayoff.Node] = []
            for (node, weight) in zip(rule.nodes, rule.weights) {
                let at = half * (1 + node)
                let starts = StartProbability(
                    stretches(index, at: panel.start + at), extra: law.extra, limit: chain.highest + 1,
                    convention: convention)
                nodes.append(StartPayoff.Node(seconds: at, weight: half * weight, starts: starts))
            }
            within += chain.advance(&law, seconds: panel.seconds, extraTime: &extraTime, nodes: nodes)
        }
        let time = time(start, law, extraTime, seconds, rates)
        return Outcome(
            interval: summary(index, rates, time: time, end: law, within: rates.arrival * within), law: law, time: time)
    }

    /// Time in every state of a stretch of constant rates.
    private func time(
        _ start: StateLaw, _ end: StateLaw, _ extraTime: [StateLaw.Row], _ seconds: Double, _ rates: StaffedRates
    ) -> StateLaw {
        var inflow = StateLaw.Row.empty
        if let last = extraTime.first, !last.mass.isEmpty {
            let leaving = Double(rates.agents + 1) * rates.service
            inflow = StateLaw.Row(low: last.low + rates.agents, mass: last.mass.map { $0 * leaving })
        }
        let withExtra = extraTime.reduce(0) { $0 + $1.total }
        let row = TimeInStates.between(
            start.rows[0], end.rows[0], inflow: inflow, seconds: max(0, seconds - withExtra), rates)
        return StateLaw(rows: [row] + extraTime)
    }

    /// Arrival times, from the start of the interval, from which on T sees one more change of staff or handle time.
    private func cuts(_ index: Int) -> [Double] {
        guard day.targetSeconds > 0 else { return [] }
        let seconds = day.intervals[index].seconds
        var cuts: [Double] = []
        var change = seconds
        for next in (index + 1)..<max(day.intervals.count, index + 1) {
            guard change - day.targetSeconds < seconds else { break }
            if !isAlike(next - 1, next) { cuts.append(max(0, change - day.targetSeconds)) }
            change += day.intervals[next].seconds
        }
        return cuts
    }

    private func isAlike(_ a: Int, _ b: Int) -> Bool {
        day.intervals[a].agents == day.intervals[b].agents && day.intervals[a].ahtSeconds == day.intervals[b].ahtSeconds
    }

    /// The staff during T after an arrival at `at` seconds into the interval.
    private func stretches(_ index: Int, at: Double) -> [StartProbability.Stretch] {
        var rest = day.targetSeconds
        var stretches: [StartProbability.Stretch] = []
        var left = day.intervals[index].seconds - at
        var current = index
        while rest > 0 {
            let span = current == day.intervals.count - 1 ? rest : min(rest, left)
            if let last = stretches.indices.last, isAlike(current, current - 1) {
                stretches[last].seconds += span
            } else {
                stretches.append(StartProbability.Stretch(rates: rates(current), seconds: span))
            }
            rest -= span
            guard rest > 0, current + 1 < day.intervals.count else { break }
            current += 1
            left = day.intervals[current].seconds
        }
        return stretches
    }

    /// A stretch of arrival times for one quadrature rule.
    private struct Panel {
        var start: Double
        var seconds: Double
        /// Arrivals and ends of service to expect in it.
        var events: Double
    }

    /// From the first cut to the end of the interval.
    private static func panels(_ cuts: [Double], end: Double, rate: Double) -> [Panel] {
        var panels: [Panel] = []
        for (from, to) in zip(cuts, cuts.dropFirst() + [end]) where to > from {
            let pieces = max(1, ((to - from) * rate / mostEvents).rounded(.up))
            let width = (to - from) / pieces
            for piece in 0..<Int(pieces) {
                panels.append(Panel(start: from + Double(piece) * width, seconds: width, events: rate * width))
            }
        }
        return panels
    }

    /// Events of a panel at most.
    private static let mostEvents = 24.0

    private func summary(
        _ index: Int, _ rates: StaffedRates, time: StateLaw, end: StateLaw, within: Double
    ) -> TransientInterval {
        let interval = day.intervals[index]
        let during = Occupation(time, agents: rates.agents)
        let after = Occupation(end, agents: rates.agents)
        return TransientInterval(
            seconds: interval.seconds, contacts: interval.contacts, agents: interval.agents, answeredWithin: within,
            probabilityOfWait: min(1, during.allBusy / interval.seconds), abandoned: rates.abandon * during.waiting,
            served: rates.service * during.busy, meanQueue: during.waiting / interval.seconds,
            meanBusyAgents: during.busy / interval.seconds, queueAtEnd: after.waiting, busyAtEnd: after.busy,
            probabilityOfWaitAtEnd: min(1, after.allBusy))
    }

    /// Means of a law, or of times.
    private struct Occupation {
        var allBusy = 0.0
        var waiting = 0.0
        var busy = 0.0

        init(_ law: StateLaw, agents: Int) {
            for (index, mass) in law.rows[0].mass.enumerated() {
                let number = law.rows[0].low + index
                if number >= agents { allBusy += mass }
                waiting += mass * Double(max(number - agents, 0))
                busy += mass * Double(min(number, agents))
            }
            for (e, row) in law.rows.enumerated().dropFirst() {
                let total = row.total
                allBusy += total
                busy += total * Double(agents + e)
                for (index, mass) in row.mass.enumerated() { waiting += mass * Double(row.low + index) }
            }
        }
    }
}
