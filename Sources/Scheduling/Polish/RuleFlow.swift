/// One rule of an agent as a flow through the states of its automaton: one unit goes from the state before the first free day
/// to the end of the horizon, along the arcs of the shifts chosen.
///
/// Exact for whatever an automaton can say. The automaton is unrolled day by day (Côté, Gendron & Rousseau 2007, CPAIOR,
/// "Modeling the regular constraint with integer programming").
struct RuleFlow: Sendable {
    /// Most states of one day; a rule with more is not modelled.
    private static let mostStates = 1000

    private struct Arc: Sendable {
        var from: Int
        var to: Int
        /// Options of the day that take it; −1 is a day off.
        var options: [Int32]
        var excess: Int
        var isNow: Bool
    }

    private var days: [Int] = []
    private var layers: [[Arc]] = []
    private var nodeCounts: [Int] = []
    /// The rule.
    let origin: RuleOrigin
    /// Price of a unit of excess; `nil` for a hard rule.
    private let price: Double?
    /// Excess of the given roster that the free days can change.
    private var excessNow = 0

    /// The flow of `item` over the free days of `part`; `nil` when it has too many states.
    init?(
        _ item: AgentRules.Item, part: Neighbourhood.Part, options: (_ day: Int) -> [Int32], cells: [Cell],
        instance: CompiledInstance
    ) {
        origin = item.origin
        price = item.price
        let automaton = item.automaton
        let agentDays = part.agent * instance.days
        let free = Set(part.days)
        var state = [Int32](repeating: 0, count: max(1, automaton.width))
        automaton.begin(&state, at: 0)
        guard let first = part.days.first, let last = part.days.last else { return nil }
        for day in 0..<first {
            _ = automaton.step(&state, at: 0, day: day, instance.fact(cells[agentDays + day]))
        }
        var nodes = [state]
        var nowNode = 0
        for day in first...last {
            let cell = cells[agentDays + day]
            let choices = free.contains(day) ? [-1] + options(day) : [cell.works ? cell.option : -1]
            var nextNodes: [[Int32]: Int] = [:]
            var next: [[Int32]] = []
            var arcs: [Arc] = []
            var arcOf: [[Int]: Int] = [:]
            var nextNow = 0
            for (from, node) in nodes.enumerated() {
                for option in choices {
                    var after = node
                    let fact = option < 0 ? DayFact.off : DayFact(instance.shifts.options[Int(option)])
                    let excess = automaton.step(&after, at: 0, day: day, fact)
                    let to = nextNodes[after] ?? next.count
                    if to == next.count {
                        nextNodes[after] = to
                        next.append(after)
                    }
                    let isNow = from == nowNode && option == (cell.works ? cell.option : -1)
                    let key = [from, to, excess]
                    if let arc = arcOf[key] {
                        arcs[arc].options.append(option)
                        arcs[arc].isNow = arcs[arc].isNow || isNow
                    } else {
                        arcOf[key] = arcs.count
                        arcs.append(Arc(from: from, to: to, options: [option], excess: excess, isNow: isNow))
                    }
                    if isNow { nextNow = to }
                }
            }
            guard next.count <= RuleFlow.mostStates else { return nil }
            days.append(free.contains(day) ? day : -1)
            layers.append(arcs)
            nodeCounts.append(nodes.count)
            nodes = next
            nowNode = nextNow
        }
        // What the fixed days after the last free one make of each state.
        let ends = nodes.enumerated().map { from, node in
            var after = node
            var excess = 0
            for day in last + 1..<max(last + 1, instance.days) {
                excess += automaton.step(&after, at: 0, day: day, instance.fact(cells[agentDays + day]))
            }
            return Arc(from: from, to: 0, options: [], excess: excess, isNow: from == nowNode)
        }
        days.append(-1)
        layers.append(ends)
        nodeCounts.append(nodes.count)
        excessNow = layers.reduce(0) { sum, arcs in arcs.reduce(sum) { $0 + ($1.isNow ? $1.excess : 0) } }
    }

    /// Whether the rule can make a difference at all.
    var isIdle: Bool { !layers.contains { $0.contains { $0.excess > 0 } } }

    /// Adds the flow to `model`; `chosen` gives the variables of a free day.
    func add(
        to model: inout HintedModel, chosen: (_ day: Int) -> [(option: Int32, literal: ConstraintModel.Literal)]
    ) {
        guard !isIdle else { return }
        let isBroken = price == nil && excessNow > 0
        if isBroken { model.noteBroken() }
        let mayExceed = price != nil || (isBroken && !model.isStrict)
        var incoming: [[ConstraintModel.Literal]] = []
        var excess: [ConstraintModel.Term] = []
        for (layer, arcs) in layers.enumerated() {
            var outgoing = [[ConstraintModel.Literal]](repeating: [], count: nodeCounts[layer])
            var next = [[ConstraintModel.Literal]](
                repeating: [], count: layer + 1 < nodeCounts.count ? nodeCounts[layer + 1] : 1)
            var taken: [(arc: Arc, literal: ConstraintModel.Literal)] = []
            for arc in arcs where mayExceed || arc.excess <= 0 {
                let literal = model.boolean(now: arc.isNow)
                outgoing[arc.from].append(literal)
                next[arc.to].append(literal)
                taken.append((arc, literal))
                if arc.excess != 0 { excess.append((literal, arc.excess)) }
            }
            for node in 0..<nodeCounts[layer] {
                if layer == 0 {
                    model.exactlyOne(outgoing[node])
                } else {
                    model.equal(outgoing[node].map { ($0, 1) } + incoming[node].map { ($0, -1) }, 0)
                }
            }
            if days[layer] >= 0 {
                for (option, literal) in chosen(days[layer]) {
                    let fitting = taken.filter { $0.arc.options.contains(option) }
                    // A chosen shift needs one of its arcs; with every day's unit on some arc, a day off needs its own.
                    model.atMost([(literal, 1)] + fitting.map { ($0.literal, -1) }, 0)
                }
                let offs = taken.filter { !$0.arc.options.contains(-1) }
                model.atMost(offs.map { ($0.literal, 1) } + chosen(days[layer]).map { ($0.literal, -1) }, 0)
            }
            incoming = next
        }
        if let price {
            for term in excess { model.minimise(term.variable, Int((Double(term.coefficient) * price).rounded())) }
        } else if mayExceed {
            model.atMost(excess, excessNow)
        }
    }
}
