/// Agent-days that a polish may change; everything else stays.
struct Neighbourhood: Hashable, Sendable {
    /// Days of one agent.
    struct Part: Hashable, Sendable {
        /// The agent.
        var agent: Int
        /// Its days, ascending.
        var days: [Int]
        /// Whether only breaks move.
        var movesBreaksOnly = false
    }

    /// The parts, each agent once.
    var parts: [Part]
}
