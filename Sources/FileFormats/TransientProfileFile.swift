import Tabular

/// Profiles of days as JSON: a list of days, or one day.
///
///     [{"name": "late opening", "interval_s": 900, "aht_s": 180, "patience_s": 300, "target_s": 30,
///       "agents": [0, 4, 8, 8], "calls_per_interval": [15, 25, 36, 36]}]
public enum TransientProfileFile {
    /// Reads the profiles in file order.
    ///
    /// `interval_s` and `aht_s` are one number, or one per interval. A `patience_s` of 0, or none, = nobody gives up.
    /// `contacts_at_start` is optional; `truncation` is read over, because nothing is cut off.
    ///
    /// - Throws: `TabularError.badData` with line and key at the first fault: a missing or unknown key, a number outside
    ///   its range, lists of different lengths, a name given twice.
    public static func read(_ input: InputBytes) throws(TabularError) -> [TransientProfile] {
        let root = try YAMLNode.parseJSON(input)
        var nodes = [root]
        if case .sequence(let items) = root.content { nodes = items }
        guard !nodes.isEmpty else { throw root.error("expected at least one profile, found none") }
        var profiles: [TransientProfile] = []
        for node in nodes {
            let profile = try profile(node)
            guard !profiles.contains(where: { $0.name == profile.name }) else {
                throw node.error("profile '\(profile.name)' is given twice")
            }
            profiles.append(profile)
        }
        return profiles
    }

    private static func profile(_ node: YAMLNode) throws(TabularError) -> TransientProfile {
        try node.allowOnly([
            "name", "interval_s", "aht_s", "patience_s", "target_s", "agents", "calls_per_interval", "truncation",
            "contacts_at_start",
        ])
        let calls = try node.required("calls_per_interval")
        let contacts = try numbers(calls, .between(0, 1e9))
        guard !contacts.isEmpty else { throw calls.error("expected at least one interval, found none") }
        let count = contacts.count
        let agentNode = try node.required("agents")
        var agents: [Int] = []
        for item in try agentNode.items() { agents.append(try item.int(in: 0...1_000_000)) }
        guard agents.count == count else {
            throw agentNode.error("expected \(count) values, one an interval, found \(agents.count)")
        }
        let patience = try node.optional("patience_s")?.double(.between(0, 1e15)) ?? 0
        return TransientProfile(
            name: try node.required("name").text(),
            intervalSeconds: try perInterval(node.required("interval_s"), count: count), contacts: contacts,
            ahtSeconds: try perInterval(node.required("aht_s"), count: count), agents: agents,
            patienceSeconds: patience > 0 ? patience : nil,
            targetSeconds: try node.required("target_s").double(.between(0, 1e9)),
            contactsAtStart: try node.optional("contacts_at_start")?.int(in: 0...1_000_000) ?? 0)
    }

    private static func numbers(_ node: YAMLNode, _ range: NumberRange) throws(TabularError) -> [Double] {
        var numbers: [Double] = []
        for item in try node.items() { numbers.append(try item.double(range)) }
        return numbers
    }

    /// One number for all intervals, or one for each.
    private static func perInterval(_ node: YAMLNode, count: Int) throws(TabularError) -> [Double] {
        let range = NumberRange.above(0, to: 1e9)
        guard case .sequence = node.content else {
            return [Double](repeating: try node.double(range), count: count)
        }
        let values = try numbers(node, range)
        guard values.count == count else {
            throw node.error("expected \(count) values, one an interval, found \(values.count)")
        }
        return values
    }
}
