import ArgumentParser
import ContactCenter

/// How a roster is written.
enum RosterFormat: String, ExpressibleByArgument, CaseIterable {
    case planner, compact
}

/// A roster's cost in one line for people.
enum RosterLine {
    static func inWords(score: RosterScore, lowerBound: Double?) -> String {
        func rounded(_ value: Double) -> String {
            let tenths = Int((value * 10).rounded())
            return "\(tenths / 10).\(tenths % 10)"
        }
        var text =
            "cost \(rounded(score.costTotal)): short \(rounded(score.underAgentHours)) h, over "
            + "\(rounded(score.overAgentHours)) h, wishes \(rounded(score.costAvoid)), weekends \(rounded(score.costWeekend))"
        if score.costRules != 0 { text += ", rules \(rounded(score.costRules))" }
        if let lowerBound {
            text += "; no roster costs less than \(rounded(lowerBound)) (coverage bound)"
            if score.costTotal > 0 {
                text += ", gap \(rounded(100 * max(0, 1 - lowerBound / score.costTotal))) %"
            }
        }
        return text
    }
}
