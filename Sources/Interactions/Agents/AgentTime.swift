import ContactCenter

/// How agents' time was used, with the denominator of every share named.
public enum AgentTime {
    /// Adds times to `agents`.
    ///
    /// Busy is the wall-clock time in which at least one contact was in hand, from the answer on for as long as it was
    /// handled: concurrent chats count once. The span of a day lasts from the first answer to the end of the last
    /// contact. With a roster, the days on which an agent is rostered are compared with the time scheduled and paid.
    public static func add(
        to agents: [AgentFigures], _ interactions: [Interaction], roster: [RosterSegment], zone: ZoneRules
    ) -> [AgentFigures] {
        var stretches: [String: [(start: Int, end: Int, day: Int)]] = [:]
        for contact in interactions where contact.outcome == .answered {
            guard let agent = contact.agentID, let answered = contact.answeredAt, let seconds = contact.handleSeconds
            else { continue }
            let day = zone.localTime(at: answered).date.dayNumber
            stretches[agent, default: []].append((answered.seconds, answered.seconds + Int(seconds.rounded()), day))
        }
        var plans: [String: Plan] = [:]
        for segment in roster {
            var plan = plans[segment.agent] ?? Plan()
            let seconds = Double(segment.end - segment.start)
            if segment.activity == .work {
                plan.scheduled += seconds
                plan.days.insert(segment.date.dayNumber)
            }
            if segment.isPaid, segment.activity != .leave { plan.paid += seconds }
            plans[segment.agent] = plan
        }
        return agents.map { agent in
            var agent = agent
            guard let own = stretches[agent.agent] else { return agent }
            let days = union(own)
            agent.time.busySeconds = days.reduce(0) { $0 + Double($1.busy) }
            agent.time.spanSeconds = days.reduce(0) { $0 + Double($1.span) }
            if let plan = plans[agent.agent] {
                agent.time.scheduledSeconds = plan.scheduled
                agent.time.paidSeconds = plan.paid
                agent.time.busyOnRosterSeconds = days.reduce(0) {
                    $0 + (plan.days.contains($1.day) ? Double($1.busy) : 0)
                }
            }
            return agent
        }
    }

    private struct Plan {
        var scheduled = 0.0
        var paid = 0.0
        var days: Set<Int> = []
    }

    /// By day of the answer, the length of the union of stretches and of the span they cover.
    private static func union(_ stretches: [(start: Int, end: Int, day: Int)]) -> [(day: Int, busy: Int, span: Int)] {
        let sorted = stretches.sorted { ($0.day, $0.start, $0.end) < ($1.day, $1.start, $1.end) }
        var days: [(day: Int, busy: Int, span: Int)] = []
        var index = 0
        while index < sorted.count {
            let day = sorted[index].day
            let first = sorted[index].start
            var busy = 0
            var covered = first
            while index < sorted.count, sorted[index].day == day {
                busy += max(0, sorted[index].end - max(covered, sorted[index].start))
                covered = max(covered, sorted[index].end)
                index += 1
            }
            days.append((day, busy, covered - first))
        }
        return days
    }
}
