import ContactCenter

/// Queues in figures, from the contacts themselves.
public enum QueueComparison {
    /// Figures by queue × channel, ordered.
    public static func queues(
        _ interactions: [Interaction], _ repeats: RepeatContacts, withinSeconds: Double, windowDays: Int
    ) -> [QueueFigures] {
        var queues: [QueueChannel: QueueFigures] = [:]
        var agents: [QueueChannel: Set<String>] = [:]
        for contact in interactions where contact.direction == .inbound {
            var queue = queues[contact.stream] ?? QueueFigures(stream: contact.stream)
            queue.offered += 1
            if contact.outcome == .answered {
                queue.answered += 1
                queue.waitAnsweredSeconds += contact.waitSeconds ?? 0
                if let wait = contact.waitSeconds, wait <= withinSeconds { queue.answeredWithin += 1 }
                if let seconds = contact.handleSeconds {
                    queue.handled += 1
                    queue.handleSeconds += seconds
                }
                if let agent = contact.agentID { agents[contact.stream, default: []].insert(agent) }
            }
            queues[contact.stream] = queue
        }
        var rates: [QueueChannel: RepeatRate] = [:]
        for index in repeats.demands.indices {
            let stream = repeats.stream(of: index)
            var rate = rates[stream] ?? RepeatRate(unit: .demand, windowDays: windowDays, queue: stream.queue)
            repeats.count(index, windowDays * 86_400, in: &rate)
            rates[stream] = rate
        }
        return queues.values.sorted { $0.stream < $1.stream }.map { queue in
            var queue = queue
            queue.agents = agents[queue.stream]?.count ?? 0
            queue.resolution = rates[queue.stream]
            return queue
        }
    }
}
