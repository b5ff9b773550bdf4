import ContactCenter

/// All rules that bind one agent, as machines that read its days.
struct AgentRules: Sendable {
    /// One rule.
    struct Item: Sendable {
        /// Where it comes from.
        let origin: RuleOrigin
        /// Its machine.
        let automaton: RuleAutomaton
        /// First of its numbers in the state.
        let base: Int
        /// Price of a unit of excess in whole units of cost; `nil` for a hard rule.
        let price: Double?
    }

    /// The rules in order: those of the folder, then those of the rule book.
    let items: [Item]
    /// Numbers of all machines together.
    let width: Int

    /// The rules of `machines`.
    init(_ machines: [(origin: RuleOrigin, automaton: RuleAutomaton, price: Double?)]) {
        var base = 0
        items = machines.map { machine in
            defer { base += machine.automaton.width }
            return Item(origin: machine.origin, automaton: machine.automaton, base: base, price: machine.price)
        }
        width = base
    }

    /// What a row of days amounts to: excess of hard rules, and the price of soft ones in whole units of cost.
    struct Verdict: Equatable, Sendable {
        /// Excess of all hard rules; 0 for a lawful row.
        var excess = 0
        /// Price of the soft rules' excess.
        var price = 0
    }

    /// Judges the `facts` of all days. `state` is scratch of at least ``width`` numbers.
    func judge(_ facts: [DayFact], state: inout [Int32]) -> Verdict {
        var verdict = Verdict()
        for item in items {
            item.automaton.begin(&state, at: item.base)
            var excess = 0
            for day in facts.indices { excess += item.automaton.step(&state, at: item.base, day: day, facts[day]) }
            if let price = item.price {
                verdict.price += Int((Double(excess) * price).rounded())
            } else {
                verdict.excess += excess
            }
        }
        return verdict
    }

    /// Origins of the hard rules that the `facts` of all days exceed, in order.
    func broken(_ facts: [DayFact]) -> [RuleOrigin] {
        var state = [Int32](repeating: 0, count: width)
        return items.filter { item in
            guard item.price == nil else { return false }
            item.automaton.begin(&state, at: item.base)
            return facts.indices.reduce(0) { sum, day in
                sum + item.automaton.step(&state, at: item.base, day: day, facts[day])
            } > 0
        }.map(\.origin)
    }
}
