import ArgumentParser
import ContactCenter
import FileFormats
import Scheduling
import Tabular

/// What of a given roster stays, and what a change of the rest costs.
struct RevisionOptions: ParsableArguments {
    @Option(help: "A roster to begin with (agent,kind,start,breaks).")
    var from: String?

    @Option(help: "Agent-days that stay as --from has them: agent,date[,last_date]; no agent = everybody.")
    var locks: String?

    @Option(help: "Days before this date stay as --from has them, for example 2026-03-04.")
    var lockBefore: String?

    @Option(
        help: "Price of an agent-day that differs from --from; by default that of a rule of type 'change', else 0.")
    var changePrice: Double?

    func validate() throws {
        if from == nil, locks != nil || lockBefore != nil || changePrice != nil {
            throw ValidationError("--locks, --lock-before and --change-price need a roster: --from ROSTER")
        }
        if let changePrice, !(changePrice >= 0 && changePrice <= 1e6) {
            throw ValidationError("--change-price must be 0…1000000, found \(changePrice)")
        }
    }

    /// The roster to begin with; `nil` = begin with nothing.
    func revision(for instance: RosteringInstance) throws -> RosterRevision? {
        guard let from else { return nil }
        var revision = RosterRevision(of: try CompactRosterFile.readWhole(InputBytes.read(from)))
        revision.lockedBefore = try lockBefore.map { try ClockOption.date($0, "--lock-before") }
        revision.pricePerChangedDay = changePrice ?? instance.ruleBook.first { $0.term == .change }?.weight ?? 0
        if let locks { revision.locks = try LockFile.read(InputBytes.read(locks), for: instance).agentDays(instance) }
        return revision
    }
}

extension [LockFile.Row] {
    /// The agent-days they lock.
    func agentDays(_ instance: RosteringInstance) -> Set<AgentDay> {
        Set(
            flatMap { row in
                (row.agent.map { [$0] } ?? instance.agents.map(\.id)).flatMap { agent in
                    (0...row.dates.upperBound - row.dates.lowerBound).map {
                        AgentDay(agent: agent, date: row.dates.lowerBound + $0)
                    }
                }
            })
    }
}
