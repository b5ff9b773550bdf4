import Scheduling

/// What a roster makes of the rules of a rule book, in sentences for people.
enum RuleSentences {
    /// One sentence for each hard rule that is exceeded, with the agents for whom it is; agents without any lawful
    /// pattern are told elsewhere.
    static func broken(_ excesses: [RuleExcess], apartFrom unrosterable: [UnrosterableAgent]) -> [String] {
        let left = Set(unrosterable.map(\.agent))
        return grouped(excesses.filter { $0.isHard && !left.contains($0.agent) }).map { rule, found in
            "rule '\(rule)' could not be kept\(agents(found)): \(found[0].message)"
        }
    }

    /// One sentence for each soft rule that costs something, the dearest first.
    static func softCosts(_ excesses: [RuleExcess]) -> [String] {
        grouped(excesses.filter { !$0.isHard && $0.cost > 0 }).map { rule, found in
            (rule: rule, found: found, cost: found.reduce(0) { $0 + $1.cost })
        }.sorted { ($1.cost, $0.rule) < ($0.cost, $1.rule) }.map { rule, found, cost in
            let amount = found.reduce(0) { $0 + $1.amount }
            return "soft rule '\(rule)' costs \(rounded(cost)) (excess \(rounded(amount)))\(agents(found))"
        }
    }

    private static func grouped(_ excesses: [RuleExcess]) -> [(rule: String, found: [RuleExcess])] {
        var order: [String] = []
        var found: [String: [RuleExcess]] = [:]
        for excess in excesses {
            if found[excess.rule] == nil { order.append(excess.rule) }
            found[excess.rule, default: []].append(excess)
        }
        return order.map { ($0, found[$0] ?? []) }
    }

    private static func agents(_ found: [RuleExcess]) -> String {
        let names = found.map(\.agent).filter { !$0.isEmpty }
        guard !names.isEmpty else { return "" }
        return " for \(names.prefix(3).joined(separator: ", "))"
            + (names.count > 3 ? " and \(names.count - 3) more" : "")
    }

    private static func rounded(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
    }
}
