/// Keeps the rules of a rule book while a roster is searched.
///
/// Construction does not know them all, so an agent may begin with an excess. From then on no move may raise an
/// agent's excess; what is left of it costs ``pricePerExcess``, so that the search works it off first.
struct RuleKeeper: Sendable {
    /// Price of a minute, day, night or shift beyond a hard rule, in units of cost.
    static let pricePerExcess = 50.0

    private let rules: [AgentRules]
    private let pricePerExcess: Int
    private var verdicts: [AgentRules.Verdict]
    private var facts: [DayFact]
    private var state: [Int32]
    private var proposed = AgentRules.Verdict()

    /// A keeper of the instance's rule book; idle when there is none.
    init(_ instance: CompiledInstance) {
        let source = instance.source
        pricePerExcess = Int((RuleKeeper.pricePerExcess * instance.prices.unitsPerCost).rounded())
        facts = [DayFact](repeating: .off, count: instance.days)
        guard !source.ruleBook.isEmpty else {
            rules = []
            verdicts = []
            state = []
            return
        }
        let compiler = RuleCompiler(source, unitsPerCost: instance.prices.unitsPerCost, prior: instance.prior)
        let weeks = instance.weeks
        let rules = source.agents.enumerated().map { index, agent in
            AgentRules(
                compiler.bookRules(
                    of: agent, credits: Array(instance.staff.credit[index * weeks..<(index + 1) * weeks])))
        }
        self.rules = rules.contains { !$0.items.isEmpty } ? rules : []
        verdicts = [AgentRules.Verdict](repeating: .init(), count: self.rules.count)
        state = [Int32](repeating: 0, count: rules.map(\.width).max() ?? 0)
    }

    /// Whether a proposal for `agent` must be looked at.
    @inline(__always)
    func binds(_ agent: Int) -> Bool { !rules.isEmpty && !rules[agent].items.isEmpty }

    /// Judges the days of `agent` in `cells` and returns the change of the price; `nil` when a hard rule is exceeded
    /// by more than before, unless `mayGrow`.
    mutating func propose(
        agent: Int, cells: [Cell], instance: borrowing CompiledInstance, mayGrow: Bool = false
    ) -> Int? {
        proposed = judge(agent: agent, cells: cells, instance: instance)
        let before = verdicts[agent]
        guard mayGrow || proposed.excess <= before.excess else { return nil }
        return price(proposed) - price(before)
    }

    /// The proposal last judged is carried out.
    mutating func accept(agent: Int) { verdicts[agent] = proposed }

    /// Takes over the verdict on `agent` from a keeper that has moved it.
    mutating func takeOver(from other: RuleKeeper, agent: Int) {
        if !rules.isEmpty { verdicts[agent] = other.verdicts[agent] }
    }

    /// Judges everybody anew and returns the price of all.
    mutating func start(cells: [Cell], instance: borrowing CompiledInstance) -> Int {
        for agent in rules.indices { verdicts[agent] = judge(agent: agent, cells: cells, instance: instance) }
        return verdicts.reduce(0) { $0 + price($1) }
    }

    private func price(_ verdict: AgentRules.Verdict) -> Int { verdict.price + verdict.excess * pricePerExcess }

    private mutating func judge(
        agent: Int, cells: [Cell], instance: borrowing CompiledInstance
    ) -> AgentRules.Verdict {
        for day in 0..<instance.days { facts[day] = instance.fact(cells[agent * instance.days + day]) }
        return rules[agent].judge(facts, state: &state)
    }
}
