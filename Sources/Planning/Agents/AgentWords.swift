import ContactCenter
import Interactions
import Tabular

/// The result in sentences and as `agents.json`.
public enum AgentWords {
    /// A few lines on what matters.
    public static func inWords(_ result: AgentResult) -> [String] {
        let comparison = result.comparison
        let n = result.agents.count
        var lines = [
            "\(n) agents; with limits of 99.8 % chance alone signals \(rounded(0.002 * Double(n))) of them,"
                + " with 95 % \(rounded(0.05 * Double(n)))"
        ]
        lines.append(
            signals(
                "resolution", result.agents.compactMap(\.resolution),
                comparison.overallResolution.map { "\(rounded($0 * 100)) %" }, comparison.resolutionSpread))
        lines.append(
            signals(
                "handle time", result.agents.compactMap(\.handleTime),
                comparison.overallHandleSeconds.map { "\(rounded($0)) s" }, comparison.handleTimeSpread))
        if let correlation = comparison.correlation {
            lines.append(
                "handle time and resolution over the agents: correlation \(rounded(correlation))"
                    + " (chance drawn off; it says nothing of causes)")
        }
        if let all = result.sample.precision.first {
            lines.append(
                "quality sample: \(all.drawn) of \(all.contacts) contacts; a share of all is known to ±"
                    + "\(all.halfWidth.map { rounded($0 * 100) } ?? "?") points at worst, of each agent see sample-precision.csv"
            )
        }
        return lines
    }

    private static func signals(
        _ name: String, _ measures: [FunnelMeasure], _ overall: String?, _ spread: Double
    ) -> String {
        guard let overall else { return "\(name): missing" }
        let low = measures.count { $0.signal == .low998 }
        let high = measures.count { $0.signal == .high998 }
        return "\(name): \(overall) overall; \(low) agents below and \(high) above the 99.8 % limits of their own mix;"
            + " true differences beyond chance about ±\(rounded(spread * 100)) %"
    }

    static func inWords(_ measure: AgentComparison.Measure) -> String {
        switch measure {
        case .repeats(let days):
            "the customer did not come back within \(days) days with the same reason (last agent of the demand)"
        case .agentFlag: "the agent took the contact for solved"
        }
    }

    static func json(_ result: AgentResult) -> JSONValue {
        let comparison = result.comparison
        func signalled(_ path: (AgentFigures) -> FunnelMeasure?, _ wanted: FunnelMeasure.Signal) -> JSONValue {
            .array(result.agents.filter { path($0)?.signal == wanted }.map { .string($0.agent) })
        }
        return .object([
            .init("accounting", result.accounting.json),
            .init("agents", .integer(result.agents.count)),
            .init("false_alarms_expected_95", .number(rounded3(0.05 * Double(result.agents.count)))),
            .init("false_alarms_expected_998", .number(rounded3(0.002 * Double(result.agents.count)))),
            .init("resolution", .optional(comparison.overallResolution)),
            .init("resolution_spread_beyond_chance", .number(comparison.resolutionSpread)),
            .init("resolution_low_998", signalled(\.resolution, .low998)),
            .init("resolution_high_998", signalled(\.resolution, .high998)),
            .init("aht_s", .optional(comparison.overallHandleSeconds)),
            .init("aht_spread_beyond_chance", .number(comparison.handleTimeSpread)),
            .init("aht_low_998", signalled(\.handleTime, .low998)),
            .init("aht_high_998", signalled(\.handleTime, .high998)),
            .init("correlation_aht_resolution", .optional(comparison.correlation)),
            .init(
                "denominators",
                .object([
                    .init("occupancy_of_span", "busy seconds / seconds from first answer to last end, by day"),
                    .init(
                        "occupancy_of_scheduled", "busy seconds / seconds of roster activity 'work', on rostered days"),
                    .init("utilisation_of_paid", "busy seconds / paid seconds of the roster, leave not counted"),
                ])),
            .init("sample_drawn", .integer(result.sample.precision.first?.drawn ?? 0)),
            .init("sample_half_width_95", .optional(result.sample.precision.first?.halfWidth)),
            .init("notes", .array(result.notes.map(JSONValue.string))),
        ])
    }

    private static func rounded3(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }

    private static func rounded(_ value: Double) -> String { CustomerWords.rounded(value) }
}
