import ContactCenter

/// How far a search has come.
public struct RosterSearchProgress: Hashable, Sendable {
    /// Cost of the roster the search stands at.
    public var cost: Double
    /// Cost of the best roster met.
    public var bestCost: Double
    /// Share of the budget used, 0…1.
    public var shareDone: Double
    /// Agents for whom no lawful pattern exists, known from the beginning.
    public var unrosterable: [UnrosterableAgent] = []
}

/// What a search found.
public struct RosterSearchResult: Hashable, Sendable {
    /// The best roster: shifts in the order of the instance's agents, then time.
    public var roster: Roster
    /// Its cost as the search counts it (``RosterChecker`` counts it independently), changes left out.
    public var cost: Double
    /// Agent-days that differ from the revision's reference; 0 without a revision.
    public var changedDays: Int
    /// Price of the changed agent-days.
    public var changeCost: Double
    /// Agents for whom no lawful pattern exists; they have no shifts, or in a revision those that
    /// ``RosterRevision`` says.
    public var unrosterable: [UnrosterableAgent]
    /// Moves tried by all lanes.
    public var movesTried: Int
    /// Moves carried out by all lanes.
    public var movesAccepted: Int
    /// Whether the search was stopped before its budget was used.
    public var wasStopped: Bool
}
