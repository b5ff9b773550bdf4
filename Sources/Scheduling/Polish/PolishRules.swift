/// The rules of a rule book about single agents, for the models of neighbourhoods.
struct PolishRules: Sendable {
    private let rules: [AgentRules]

    /// The rules of the instance's rule book.
    init(_ instance: CompiledInstance) {
        let source = instance.source
        guard !source.ruleBook.isEmpty else {
            rules = []
            return
        }
        let compiler = RuleCompiler(source, unitsPerCost: instance.prices.unitsPerCost)
        let weeks = instance.weeks
        rules = source.agents.enumerated().map { index, agent in
            AgentRules(
                compiler.bookRules(
                    of: agent, credits: Array(instance.staff.credit[index * weeks..<(index + 1) * weeks])))
        }
    }

    /// The flows of the rules that bind `part`; `nil` when one of them cannot be modelled. With `hardOnly` soft rules are
    /// left out, and shifts count that records or rules take away.
    func flows(
        of part: Neighbourhood.Part, cells: [Cell], hardOnly: Bool = false, instance: CompiledInstance
    ) -> [RuleFlow]? {
        guard !rules.isEmpty else { return [] }
        let options = instance.staff.optionsOfContract[Int(instance.staff.contractOfAgent[part.agent])]
        var flows: [RuleFlow] = []
        for item in rules[part.agent].items where !hardOnly || item.price == nil {
            let flow = RuleFlow(
                item, part: part,
                options: { day in
                    let place = part.agent * instance.days + day
                    return options.filter {
                        hardOnly || instance.staff.allows(option: Int($0), agentDay: place) || cells[place].option == $0
                    }
                }, cells: cells, instance: instance)
            guard let flow else { return nil }
            flows.append(flow)
        }
        return flows
    }
}
