/// A step of a ticket; one row of a ticket log.
public struct TicketEvent: Hashable, Sendable {
    /// The ticket.
    public var ticket: String
    /// What was done.
    public var activity: String
    /// Who did it; empty = not known.
    public var agent: String
    /// When, in seconds on the log's clock.
    public var seconds: Int

    /// A step of a ticket.
    public init(ticket: String, activity: String, agent: String, seconds: Int) {
        self.ticket = ticket
        self.activity = activity
        self.agent = agent
        self.seconds = seconds
    }
}
