import ContactCenter
import Scheduling

/// What a roster leaves open, in sentences for people.
public enum RosterShortfalls {
    /// Agents without a lawful pattern, and the agent-hours that stay uncovered with the days on which most are missing.
    public static func inWords(_ result: RosterSearchResult, instance: RosteringInstance) -> [String] {
        var sentences = result.unrosterable.map { "no lawful shifts for agent '\($0.agent)': \($0.reason)" }
        let shortfalls = RosterChecker.shortfalls(of: result.roster, in: instance)
        let hours = shortfalls.reduce(0) { $0 + $1.agentHours }
        guard hours > 0 else { return sentences }
        let byDay = Dictionary(grouping: shortfalls, by: \.date).mapValues { $0.reduce(0) { $0 + $1.agentHours } }
        let worst = byDay.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(3)
        sentences.append(
            "the roster is \(rounded(hours)) agent-hours short of the requirement; most on "
                + worst.map { "\($0.key) (\(rounded($0.value)) h)" }.joined(separator: ", "))
        return sentences
    }

    private static func rounded(_ hours: Double) -> String {
        let tenths = Int((hours * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }
}
