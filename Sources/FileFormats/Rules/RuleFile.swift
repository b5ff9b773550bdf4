import ContactCenter
import Tabular

/// The rule file of a roster (docs/formats.md): `version`, `packs` and `rules`, each rule
/// `{id, type, applies, parameters, level, weight}`. YAML, or JSON, which is YAML.
public enum RuleFile {
    /// Reads rules and the packs they name, and checks every name against `instance`.
    ///
    /// - Throws: ``RosteringFolderError`` with every fault found, each with line, value and nearest known name.
    public static func read(
        _ input: InputBytes, for instance: RosteringInstance
    ) throws(RosteringFolderError) -> [RosterRule] {
        var faults = FaultCollector()
        let rules = read(input, for: instance, faults: &faults)
        try faults.check()
        return rules
    }

    /// What is wrong with a rule file, as far as that can be told without the folder whose names it uses.
    static func faults(_ input: InputBytes) -> [TabularError] {
        // A horizon that holds every date: which dates there are is not known either.
        let anything = RosteringInstance(
            name: "", startDate: CivilDate(dayNumber: 0), days: 100_000, gridMinutes: 15, intervalMinutes: 30, open: 0,
            close: 1440, skills: [], agents: [], contracts: [], shiftKinds: [], availability: [], requirements: [])
        var faults = FaultCollector()
        _ = read(input, for: anything, checksNames: false, faults: &faults)
        return faults.problems
    }

    /// The rules of a pack (``RulePack/names``), or `nil` when there is none of that name.
    public static func pack(
        _ name: String, for instance: RosteringInstance
    ) throws(RosteringFolderError) -> [RosterRule]? {
        guard let pack = RulePack.named(name) else { return nil }
        return try read(InputBytes(name: "pack \(name)", bytes: pack), for: instance)
    }

    private static func read(
        _ input: InputBytes, for instance: RosteringInstance, checksNames: Bool = true, faults: inout FaultCollector
    ) -> [RosterRule] {
        let parsed = faults.attempt { () throws(TabularError) -> (YAMLNode, [YAMLNode.Entry]) in
            let root = try YAMLNode.parse(input)
            return (root, try root.entries())
        }
        guard let (root, entries) = parsed else { return [] }
        faults.addUnknownKeys(of: entries, file: root.file, known: ["version", "packs", "rules"])
        faults.attempt { () throws(TabularError) in _ = try root.required("version").int(in: 1...1) }
        var rules: [RosterRule] = []
        let packs = faults.attempt { () throws(TabularError) in try root.optional("packs")?.items() ?? [] } ?? []
        for node in packs {
            guard let name = faults.attempt({ () throws(TabularError) in try node.text() }) else { continue }
            guard let bytes = RulePack.named(name) else {
                faults.add(
                    node.error(
                        "unknown pack '\(name)'",
                        hint: nearestName(to: name, among: RulePack.names).map { "did you mean '\($0)'?" }
                            ?? "the packs are \(RulePack.names.joined(separator: ", "))"))
                continue
            }
            let more = read(
                InputBytes(name: "pack \(name)", bytes: bytes), for: instance, checksNames: checksNames, faults: &faults
            )
            let names = Set(more.map(\.id))
            rules.removeAll { names.contains($0.id) }
            rules += more
        }
        let items = faults.attempt { () throws(TabularError) in try root.optional("rules")?.items() ?? [] } ?? []
        var lineOfID: [String: Int] = [:]
        for node in items {
            guard let rule = rule(node, for: instance, checksNames, faults: &faults) else { continue }
            if let line = lineOfID.updateValue(node.line, forKey: rule.id) {
                faults.add(node.error("rule '\(rule.id)' is given twice (first on line \(line))"))
                continue
            }
            // A rule of the file stands for the rule of the same name in a pack.
            rules.removeAll { $0.id == rule.id }
            rules.append(rule)
        }
        return rules
    }

    private static func rule(
        _ node: YAMLNode, for instance: RosteringInstance, _ checksNames: Bool, faults: inout FaultCollector
    ) -> RosterRule? {
        let before = faults.problems.count
        guard let entries = faults.attempt({ () throws(TabularError) in try node.entries() }) else { return nil }
        faults.addUnknownKeys(
            of: entries, file: node.file,
            known: ["id", "type", "applies", "parameters", "level", "weight", "source"])
        func value<Value>(
            _ key: String, _ body: (YAMLNode) throws(TabularError) -> Value
        ) -> Value? {
            let found = faults.attempt { () throws(TabularError) -> Value? in
                guard let node = try node.optional(key) else { return nil }
                return try body(node)
            }
            return found.flatMap(\.self)
        }
        let id = faults.attempt { () throws(TabularError) in try node.required("id").text() }
        let type = faults.attempt { () throws(TabularError) in
            try node.required("type").choice(RuleType.allCases.map { (word: $0.rawValue, value: $0) })
        }
        let scope = scope(node, for: instance, checksNames, faults: &faults)
        let level = value("level") { level throws(TabularError) in try level.choice(RosterRule.Level.self) }
        let weight = value("weight") { weight throws(TabularError) in try weight.double(.between(0, 1e6)) }
        let source = value("source") { source throws(TabularError) in try source.text() }
        guard let id, let type else { return nil }
        var term: RuleTerm?
        if let parameters = RuleParameters(
            of: node, instance: instance, checksNames: checksNames, faults: &faults)
        {
            var parameters = parameters
            term = type.term(&parameters)
            parameters.refuseUnknown()
            faults = parameters.faults
        }
        let levelOfType = type.isSoftOnly ? RosterRule.Level.soft : .hard
        if type.isSoftOnly, level == .hard {
            faults.add(
                node.error("a rule of type '\(type.rawValue)' cannot be hard", hint: "level: soft, with a weight"))
        }
        if type.isHardOnly, level == .soft {
            faults.add(
                node.error("a rule of type '\(type.rawValue)' has no price", hint: "leave 'level' and 'weight' out"))
        }
        let actual = level ?? levelOfType
        if actual == .soft, weight == nil {
            faults.add(node.error("the soft rule '\(id)' has no weight", hint: "weight: its cost for a unit of excess"))
        } else if actual == .hard, let weight, weight > 0 {
            faults.add(node.error("the hard rule '\(id)' has a weight", hint: "level: soft, or no weight"))
        }
        guard let term, faults.problems.count == before else { return nil }
        return RosterRule(
            id: id, term: term, scope: scope, level: actual, weight: actual == .soft ? weight ?? 0 : 0,
            source: source.map { "\($0) (\(node.place))" } ?? "\(node.place)")
    }

    private static func scope(
        _ node: YAMLNode, for instance: RosteringInstance, _ checksNames: Bool, faults: inout FaultCollector
    ) -> RosterRule.Scope {
        guard let applies = faults.attempt({ () throws(TabularError) in try node.optional("applies") }),
            let applies
        else { return RosterRule.Scope() }
        if case .scalar("all", _) = applies.content { return RosterRule.Scope() }
        guard let entries = faults.attempt({ () throws(TabularError) in try applies.entries() }) else {
            return RosterRule.Scope()
        }
        faults.addUnknownKeys(of: entries, file: node.file, known: ["agents", "contracts", "skills"])
        func names(_ key: String, _ known: [String], _ what: String) -> Set<String> {
            let items =
                faults.attempt { () throws(TabularError) in try applies.optional(key)?.items() ?? [] } ?? []
            let all = Set(known)
            return Set(
                items.compactMap { item in
                    faults.attempt { () throws(TabularError) in
                        let name = try item.text()
                        guard !checksNames || all.contains(name) else {
                            throw item.error(
                                "unknown \(what) '\(name)'",
                                hint: nearestName(to: name, among: known).map { "did you mean '\($0)'?" })
                        }
                        return name
                    }
                })
        }
        return RosterRule.Scope(
            agents: names("agents", instance.agents.map(\.id), "agent"),
            contracts: names("contracts", instance.contracts.map(\.name), "contract"),
            skills: names("skills", instance.skills, "skill"))
    }
}
