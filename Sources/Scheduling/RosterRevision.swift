import ContactCenter

/// One day of one agent.
public struct AgentDay: Hashable, Sendable, CustomStringConvertible {
    /// The agent.
    public var agent: String
    /// The day; a shift belongs to the day it starts on.
    public var date: CivilDate

    /// The day `date` of `agent`.
    public init(agent: String, date: CivilDate) {
        self.agent = agent
        self.date = date
    }

    /// `a0007 on 2026-03-02`.
    public var description: String { "\(agent) on \(date)" }
}

/// A search that begins from a roster instead of from nothing: what must stay, and what a change costs.
///
/// ```swift
/// var revision = RosterRevision(of: published)
/// revision.lockedBefore = today                       // the past stays as it is, days off included
/// revision.locks = [AgentDay(agent: "a0007", date: friday)]
/// revision.pricePerChangedDay = 2
/// let result = try RosterSearch(instance, options: options, revision: revision).run()
/// ```
///
/// An agent whose days in ``roster`` are lawful starts with them. One whose days are not (it has fallen ill, say) is
/// rebuilt around its locked days, near what it had when changes cost something. Where no lawful pattern exists (the
/// locked days leave none, say), it keeps the locked days and those others that its availability still permits, is not
/// moved, and is named in ``RosterSearchResult/unrosterable``.
public struct RosterRevision: Hashable, Sendable {
    /// The roster the search starts from.
    public var roster: Roster
    /// Agent-days that stay exactly as in ``roster``: the same shift with the same breaks, or off.
    public var locks: Set<AgentDay> = []
    /// All days before this one are locked for everybody; `nil` = none.
    public var lockedBefore: CivilDate?
    /// Agents that may change; everybody else is locked. `nil` = all.
    public var agents: Set<String>?
    /// Days that may change; all others are locked. `nil` = all.
    public var days: Set<CivilDate>?
    /// Cost of each agent-day that differs from ``reference`` (shift, start or breaks), at least 0.
    public var pricePerChangedDay = 0.0
    /// What changes are counted against; `nil` = ``roster``.
    public var reference: Roster?

    /// Whether everything may change, free of charge.
    public var isFree: Bool {
        locks.isEmpty && lockedBefore == nil && agents == nil && days == nil && pricePerChangedDay == 0
    }

    /// A revision of `roster` in which everything may change, free of charge.
    public init(of roster: Roster) { self.roster = roster }
}
