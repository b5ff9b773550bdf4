import ContactCenter

/// A minimal set of rules and records that cannot be kept together: without any one of them the others can.
public struct RosterConflict: Hashable, Sendable {
    /// A rule or record of the set.
    public struct Cause: Hashable, Sendable {
        /// Name of the rule (`H7`, an identifier of the rule book) or of the record's table.
        public var rule: String
        /// What it asks, in words, with its file or source.
        public var description: String
        /// The change of it alone that mends the conflict.
        public var mend: String
    }

    /// The agent; empty when several agents together are in conflict.
    public var agent: String
    /// First and last day that the conflict needs.
    public var dates: ClosedRange<CivilDate>
    /// The set.
    public var causes: [Cause]
}

/// Explains why there is no roster: conflicts of single agents, and of agents together.
public struct ConflictExplanation: Sendable {
    /// Most conflicts told of one agent: each of them must be mended.
    static let mostPerAgent = 4

    private let instance: CompiledInstance
    private let library: CPSATLibrary?

    /// Explanations of `instance`; with the constraint solver rules about several agents are decided, without it only heads
    /// are counted.
    /// - Throws: ``SchedulingError`` of an instance that contradicts itself.
    public init(_ instance: RosteringInstance, library: CPSATLibrary? = nil) throws(SchedulingError) {
        self.instance = try CompiledInstance(instance)
        self.library = library
    }

    /// Whether all rules about several agents were shown to be possible together (`true`), in conflict (`false`), or neither;
    /// known after ``conflicts()``.
    public private(set) var canBeKeptTogether: Bool?

    /// Agents about whom nothing could be proven, after ``conflicts()``.
    public private(set) var undecided: [String] = []

    /// All conflicts found, agents in order, then those of agents together. Empty means that every agent by itself has a
    /// lawful row of days, and that neither a count of heads nor the solver shows a rule about several agents to be impossible.
    ///
    /// An agent in several independent conflicts is told of one after the other, each with what mended the ones before
    /// left out.
    public mutating func conflicts() -> [RosterConflict] {
        var found: [RosterConflict] = []
        undecided = []
        let records = Dictionary(
            grouping: instance.source.availability.indices, by: { instance.source.availability[$0].agent })
        for agent in instance.source.agents.indices {
            let constraints = AgentConstraints(
                instance, agent: agent, records: records[instance.source.agents[agent].id] ?? [])
            var left = constraints.list
            var count = 0
            while count < ConflictExplanation.mostPerAgent {
                guard let (core, window) = core(of: constraints, among: left) else { break }
                found.append(conflict(core, window: window, of: constraints))
                guard let dropped = core.last else { break }
                left.removeAll { $0 == dropped }
                count += 1
            }
        }
        return found + together(after: found)
    }

    /// Conflicts of several agents: by counting heads, which names the heads; where that finds nothing, by the solver.
    private mutating func together(after found: [RosterConflict]) -> [RosterConflict] {
        canBeKeptTogether = nil
        let counted = CoverConflicts(instance).conflicts()
        guard counted.isEmpty else {
            canBeKeptTogether = false
            return counted
        }
        guard let library else { return [] }
        switch TogetherConflicts(instance, library: library).outcome(withoutRow: Set(found.map(\.agent))) {
        case .nothingToAsk, .undecided: return []
        case .feasible:
            canBeKeptTogether = true
            return []
        case .conflict(let conflict):
            canBeKeptTogether = false
            return [conflict]
        }
    }

    /// A minimal conflict among `constraints` and the days it needs; `nil` when there is none.
    private mutating func core(
        of constraints: AgentConstraints, among left: [AgentConstraints.Constraint]
    ) -> (core: [AgentConstraints.Constraint], window: Range<Int>)? {
        let lastDay: Int
        switch constraints.feasibility(of: left, in: 0..<instance.days) {
        case .feasible: return nil
        case .undecided:
            undecided.append(instance.source.agents[constraints.agent].id)
            return nil
        case .infeasible(let day): lastDay = day
        }
        // The latest Monday from which on the days alone show the conflict.
        var window = 0..<lastDay + 1
        for first in stride(from: lastDay / 7 * 7, to: 0, by: -7) where constraints.mayBegin(on: first) {
            if case .infeasible = constraints.feasibility(of: left, in: first..<lastDay + 1) {
                window = first..<lastDay + 1
                break
            }
        }
        let relevant = left.filter { constraint in
            switch constraint.effect {
            case .blocked(let span):
                return span.upperBound > window.lowerBound * 1440 && span.lowerBound < (window.upperBound + 2) * 1440
            case .credit(let week, _): return window.contains { $0 / 7 == week }
            default: return true
            }
        }
        let core = ConflictCore.minimal(relevant) { subset in
            if case .infeasible = constraints.feasibility(of: subset, in: window) { return false }
            return true
        }
        return (core, window)
    }

    private func conflict(
        _ core: [AgentConstraints.Constraint], window: Range<Int>, of constraints: AgentConstraints
    ) -> RosterConflict {
        let mender = ConflictMender(constraints: constraints, core: core, window: window)
        let start = instance.source.startDate
        return RosterConflict(
            agent: instance.source.agents[constraints.agent].id,
            dates: start + window.lowerBound...start + (window.upperBound - 1),
            causes: core.indices.map { mender.cause($0) })
    }
}
