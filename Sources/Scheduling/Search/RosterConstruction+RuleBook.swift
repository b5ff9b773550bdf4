import ContactCenter

extension RosterConstruction {
    /// States looked at before an agent is left to the search.
    private static let mostStates = 50_000

    /// A row that also keeps the rule book, when `pattern` does not and there is one. Its cost is left to the search.
    ///
    /// Locked days are not known to the row search, so a revision keeps its pattern.
    func ruleBookPattern(of agent: Int, insteadOf pattern: [Cell]) -> [Cell]? {
        let source = instance.source
        guard !source.ruleBook.isEmpty, revision == nil else { return nil }
        let weeks = instance.weeks
        let rules = AgentRules(
            RuleCompiler(source, unitsPerCost: 1, prior: instance.prior).bookRules(
                of: source.agents[agent],
                credits: Array(instance.staff.credit[agent * weeks..<(agent + 1) * weeks])))
        var state = [Int32](repeating: 0, count: rules.width)
        guard rules.judge(pattern.map(instance.fact), state: &state).excess > 0 else { return nil }
        let constraints = AgentConstraints(instance, agent: agent)
        var search = RowSearch(
            instance: instance, constraints: constraints.list, all: constraints.list, window: 0..<instance.days,
            mostStates: RosterConstruction.mostStates)
        guard search.run() == .feasible else { return nil }
        let options = instance.staff.optionsOfContract[Int(instance.staff.contractOfAgent[agent])]
        return search.row.map { fact in
            let option = options.first { DayFact(instance.shifts.options[Int($0)]) == fact }
            return option.map { Cell(option: $0, breaks: 0) } ?? .off
        }
    }
}
