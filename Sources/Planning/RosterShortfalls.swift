import ContactCenter
import Scheduling

/// What a roster leaves open, in sentences for people.
public enum RosterShortfalls {
    /// Agents without a lawful pattern, and the agent-hours that stay uncovered with the days on which most are missing.
    public static func inWords(_ result: RosterSearchResult, instance: RosteringInstance) -> [String] {
        result.unrosterable.map { "no lawful shifts for agent '\($0.agent)': \($0.reason)" }
            + cover(of: result.roster, in: instance)
    }

    /// The agent-hours that stay uncovered with the days on which most are missing; empty without any.
    static func cover(of roster: Roster, in instance: RosteringInstance) -> [String] {
        let days = RosterChecker.shortfalls(of: roster, in: instance)
        let hours = days.reduce(0) { $0 + $1.agentHours }
        guard hours > 0 else { return [] }
        let worst = days.sorted { ($1.agentHours, $0.date) < ($0.agentHours, $1.date) }.prefix(3)
        return ["the roster is \(rounded(hours)) agent-hours short of the requirement; most on these days:"]
            + worst.map(\.description)
    }

    private static func rounded(_ hours: Double) -> String {
        let tenths = Int((hours * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }
}
