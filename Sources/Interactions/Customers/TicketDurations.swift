import ContactCenter
import NumericalMethods

/// Tickets in figures: how long they took, how many steps and people.
public struct TicketDurations: Hashable, Sendable {
    /// Steps.
    public let events: Int
    /// Tickets.
    public let tickets: Int
    /// Tickets with a closing step.
    public let closed: Int
    /// Mean seconds from a ticket's first step to its last.
    public let meanSeconds: Double
    /// Median of those seconds.
    public let medianSeconds: Double
    /// 90 % quantile of those seconds (linear between order statistics).
    public let percentile90Seconds: Double
    /// Steps a ticket.
    public let eventsPerTicket: Double
    /// Tickets that more than one agent worked on.
    public let withSeveralAgents: Int
    /// Agents.
    public let agents: Int
    /// Rows that repeat an earlier one in every field.
    public let identicalDuplicates: Int
    /// First and last step, in seconds on the log's clock.
    public let firstSeconds: Int
    /// Last step.
    public let lastSeconds: Int

    /// The figures of `events`; `nil` without any.
    ///
    /// - Parameter closing: The activity that closes a ticket, compared without case.
    public init?(_ events: [TicketEvent], closing: String) {
        guard let first = events.map(\.seconds).min(), let last = events.map(\.seconds).max() else { return nil }
        struct Ticket {
            var first: Int
            var last: Int
            var agents: Set<String> = []
            var isClosed = false
        }
        var tickets: [String: Ticket] = [:]
        var agents: Set<String> = []
        let closing = closing.lowercased()
        for event in events {
            var ticket = tickets[event.ticket] ?? Ticket(first: event.seconds, last: event.seconds)
            ticket.first = min(ticket.first, event.seconds)
            ticket.last = max(ticket.last, event.seconds)
            if !event.agent.isEmpty {
                ticket.agents.insert(event.agent)
                agents.insert(event.agent)
            }
            if event.activity.lowercased() == closing { ticket.isClosed = true }
            tickets[event.ticket] = ticket
        }
        let durations = tickets.values.map { Double($0.last - $0.first) }.sorted()
        self.events = events.count
        self.tickets = tickets.count
        closed = tickets.values.count(where: \.isClosed)
        meanSeconds = durations.reduce(0, +) / Double(durations.count)
        medianSeconds = Quantile.type7(sorted: durations, 0.5) ?? 0
        percentile90Seconds = Quantile.type7(sorted: durations, 0.9) ?? 0
        eventsPerTicket = Double(events.count) / Double(tickets.count)
        withSeveralAgents = tickets.values.count { $0.agents.count > 1 }
        self.agents = agents.count
        identicalDuplicates = events.count - Set(events).count
        firstSeconds = first
        lastSeconds = last
    }
}
