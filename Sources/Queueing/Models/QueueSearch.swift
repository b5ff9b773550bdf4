import Glibc

/// What the searches need to know of a model: measures without checks, where to begin, how far to go.
protocol SearchableQueue: StaffingModel {
    /// Offered load of one agent's work, in Erlang; 0 = no contacts.
    var load: Double { get }
    /// Whether customers give up, so that no abandonment at all is unreachable.
    var customersAbandon: Bool { get }
    /// Fewest agents of a steady state; at least 1.
    var fewestAgents: Int { get }
    /// Most agents that the model can seat; `nil` = any number.
    var mostAgents: Int? { get }
    /// What to do when not even as many agents as can be seated meet a goal.
    var seatingHint: String { get }

    /// The steady state for arguments known to lie in their domains.
    func measures(agents: Double, within: Double, shortAbandon: Double) -> QueueMeasures
}

extension SearchableQueue {
    var fewestAgents: Int { 1 }
    var mostAgents: Int? { nil }

    func measures(of goal: StaffingGoal, agents: Double) -> QueueMeasures {
        let waits = goal.waits
        return measures(agents: agents, within: waits.within, shortAbandon: waits.shortAbandon)
    }

    /// Fewest whole agents by steps from the load; every goal's measure improves with each agent.
    func searchedMinimum(_ goals: [StaffingGoal]) throws(QueueingError) -> Int {
        for goal in goals { try goal.validate(customersAbandon: customersAbandon) }
        guard load > 0 else { return 0 }
        var agents = fewestAgents
        for goal in goals {
            if let most = mostAgents {
                guard agents <= most, goal.isMet(by: measures(of: goal, agents: Double(most))) else {
                    throw .unreachableGoal(
                        goal: goal.description, place: nil, hint: "only \(most) agents can be seated: \(seatingHint)")
                }
            }
            let limit = goal.limit
            agents = MonotoneSearch.smallest(
                from: max(agents, Int(load)), atLeast: agents, atMost: mostAgents ?? .max, width: load.squareRoot()
            ) {
                let misses = goal.misses(in: measures(of: goal, agents: Double($0)))
                if misses <= limit { return limit > 0 && misses > 0 ? min(-1e-300, log(misses / limit)) : -1 }
                return misses < .infinity && limit > 0 ? max(1e-300, log(misses / limit)) : 700
            }
        }
        return agents
    }

    var seatingHint: String { "ask for less" }

    /// Least real number of agents by the root of ln(misses) = ln(limit), nearly straight in the agents.
    func searchedReal(_ goals: [StaffingGoal]) throws(QueueingError) -> Double {
        for goal in goals { try goal.validate(customersAbandon: customersAbandon) }
        guard load > 0 else { return 0 }
        var agents = 0.0
        for goal in goals { agents = max(agents, root(of: goal)) }
        return agents
    }

    private func root(of goal: StaffingGoal) -> Double {
        let limit = goal.limit
        func overshoot(_ agents: Double) -> Double {
            let misses = goal.misses(in: measures(of: goal, agents: agents))
            return max(-700, min(700, log(misses / limit)))
        }
        // Below this share of the load a real number of agents is nobody.
        let low = 1e-6 * max(1, load)
        guard overshoot(low) > 0 else { return 0 }
        var high = load + load.squareRoot() + 1
        while overshoot(high) > 0 { high *= 2 }
        return MonotoneSearch.root(low: low, high: high, of: overshoot)
    }
}
