import ContactCenter
import Tabular

/// A simulation case as JSON: queues ("skills") with their calls per interval, groups with their agents and what they may
/// serve. See `docs/methods/simulation.md` for what the values mean.
public enum SimulationCaseFile {
    /// Reads a case.
    ///
    /// Keys besides those of the benchmark cases, all optional: `intervals_per_day` (default: all intervals are one day)
    /// `availability` (default 1) and `agent_slots_per_interval` (default 1: as many values of `agents` an interval); per
    /// skill `service` (`immediate`, `concurrent`, `deferrable`), `concurrency`,
    /// `interruptible` and `aht_s` (default: each group's own). A `patience_s` of 0 = never gives up; handle times are
    /// exponential where `handle_time` says so, else lognormal with `handle_time_cv`.
    ///
    /// - Throws: `TabularError.badData` with line and key.
    public static func read(_ input: InputBytes) throws(TabularError) -> SimulationCase {
        let root = try YAMLNode.parseJSON(input)
        try root.allowOnly([
            "name", "description", "interval_s", "intervals", "intervals_per_day", "agent_slots_per_interval",
            "availability",
            "handle_time", "handle_time_cv", "day_factor_cv", "skills", "groups",
        ])
        let intervals = try root.required("intervals").int(in: 1...1_000_000)
        let law = try handleTimes(root)
        var queues: [SimulationCase.Queue] = []
        for node in try root.required("skills").items() {
            let queue = try queue(node, intervals: intervals, law: law)
            guard !queues.contains(where: { $0.name == queue.name }) else {
                throw node.error("skill '\(queue.name)' is listed twice")
            }
            queues.append(queue)
        }
        let groupNodes = try root.required("groups").items()
        let agentSlots = try root.optional("agent_slots_per_interval")?.int(in: 1...3600) ?? 1
        var groups: [SimulationCase.Group] = []
        for node in groupNodes {
            groups.append(try group(node, intervals: intervals, agentSlots: agentSlots, queues: queues))
        }
        // A skill without a handle time of its own takes that of the first group that serves it; the groups' own
        // times are used anyway.
        for (index, queue) in queues.enumerated() where queue.ahtSeconds.isEmpty {
            guard let aht = groups.lazy.flatMap(\.eligibility).first(where: { $0.queue == index })?.ahtSeconds else {
                throw root.error(
                    "no group serves skill '\(queue.name)' with a handle time", hint: "give the skill an 'aht_s'")
            }
            queues[index].ahtSeconds = Array(repeating: aht, count: intervals)
        }
        return SimulationCase(
            intervalSeconds: try root.required("interval_s").int(in: 1...86_400), queues: queues, groups: groups,
            dayFactorVariation: try root.optional("day_factor_cv")?.double(.between(0, 10)) ?? 0,
            intervalsPerDay: try root.optional("intervals_per_day")?.int(in: 1...1_000_000) ?? intervals,
            availability: try root.optional("availability")?.double(.between(0, 1)) ?? 1,
            agentSlotsPerInterval: agentSlots)
    }

    private struct HandleTimes {
        var isExponential: Bool
        var variation: Double
    }

    /// `exponential`, or words that begin with `lognormal` and a coefficient of variation.
    private static func handleTimes(_ root: YAMLNode) throws(TabularError) -> HandleTimes {
        let variation = try root.optional("handle_time_cv")?.double(.between(0, 100))
        guard let node = try root.optional("handle_time") else {
            return HandleTimes(isExponential: variation == nil, variation: variation ?? 1)
        }
        let words = try node.text()
        if words == "exponential" { return HandleTimes(isExponential: true, variation: 1) }
        guard words.hasPrefix("lognormal") else {
            throw node.error("expected exponential or lognormal, found '\(words)'")
        }
        guard let variation else { throw node.error("lognormal handle times need 'handle_time_cv'") }
        return HandleTimes(isExponential: false, variation: variation)
    }

    private static func queue(
        _ node: YAMLNode, intervals: Int, law: HandleTimes
    ) throws(TabularError) -> SimulationCase.Queue {
        try node.allowOnly([
            "name", "patience_s", "target_s", "priority", "calls_per_interval", "service", "concurrency",
            "interruptible", "aht_s",
        ])
        let patience = try node.optional("patience_s")?.double(.atLeast(0)) ?? 0
        let aht = try node.optional("aht_s")?.double(.greater(than: 0))
        return SimulationCase.Queue(
            name: try node.required("name").text(),
            service: try node.optional("service")?.choice(Channel.Service.self) ?? .immediate,
            contactsPerInterval: try values(node.required("calls_per_interval"), count: intervals),
            ahtSeconds: aht.map { Array(repeating: $0, count: intervals) } ?? [],
            handleTimeVariation: law.variation, isExponential: law.isExponential,
            patienceSeconds: patience > 0 ? patience : nil,
            targetSeconds: try node.required("target_s").double(.atLeast(0)),
            concurrency: try node.optional("concurrency")?.int(in: 1...64) ?? 1,
            priority: try node.optional("priority")?.int(in: -1_000_000...1_000_000) ?? 0,
            isInterruptible: try node.optional("interruptible")?.bool() ?? false)
    }

    private static func group(
        _ node: YAMLNode, intervals: Int, agentSlots: Int, queues: [SimulationCase.Queue]
    ) throws(TabularError) -> SimulationCase.Group {
        try node.allowOnly(["name", "skills", "agents"])
        var eligibility: [SimulationCase.Eligibility] = []
        for entry in try node.required("skills").items() {
            try entry.allowOnly(["skill", "aht_s", "available_after_wait_s", "preference"])
            let skill = try entry.required("skill")
            let queue = try skill.choice(queues.enumerated().map { (word: $0.element.name, value: $0.offset) })
            guard !eligibility.contains(where: { $0.queue == queue }) else {
                throw skill.error("skill '\(queues[queue].name)' is listed twice")
            }
            eligibility.append(
                SimulationCase.Eligibility(
                    queue: queue,
                    preference: try entry.optional("preference")?.int(in: -1_000_000...1_000_000) ?? 0,
                    availableAfterWaitSeconds: try entry.optional("available_after_wait_s")?.double(.atLeast(0)) ?? 0,
                    ahtSeconds: try entry.optional("aht_s")?.double(.greater(than: 0))))
        }
        return SimulationCase.Group(
            name: try node.required("name").text(), eligibility: eligibility,
            agents: try values(
                node.required("agents"), count: intervals * agentSlots,
                step: agentSlots == 1 ? "interval" : "agent slot"))
    }

    private static func values(_ node: YAMLNode, count: Int, step: String = "interval") throws(TabularError) -> [Double]
    {
        var values: [Double] = []
        for item in try node.items() { values.append(try item.double(.between(0, 1e9))) }
        guard values.count == count else {
            throw node.error("expected \(count) values, one an \(step), found \(values.count)")
        }
        return values
    }
}
