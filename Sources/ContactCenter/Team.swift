/// The people of a centre and what they may work: the part of a rostering problem that does not depend on demand.
public struct Team: Hashable, Sendable {
    /// Agents in file order.
    public var agents: [Agent]
    /// Contracts in file order.
    public var contracts: [Contract]
    /// Shift kinds in file order, each with its breaks.
    public var shiftKinds: [ShiftKind]
    /// Leave, absences and wishes, in file order.
    public var availability: [Availability]

    /// A team of `agents` under `contracts` that name `shiftKinds`.
    public init(
        agents: [Agent], contracts: [Contract], shiftKinds: [ShiftKind], availability: [Availability] = []
    ) {
        self.agents = agents
        self.contracts = contracts
        self.shiftKinds = shiftKinds
        self.availability = availability
    }
}
