import NumericalMethods

/// Chooses which agent-days a polish looks at next.
struct NeighbourhoodChooser: Sendable {
    /// Ways to choose.
    enum Kind: Int, Sendable, CaseIterable {
        /// Some agents on one day: shifts and breaks.
        case agentsOfDay
        /// A few agents' whole weeks.
        case weeks
        /// The breaks of a whole day.
        case breaksOfDay
        /// Agents who are or could be on duty in a slot with much surplus or shortage.
        case slot
    }

    /// Agent-days of a neighbourhood at first, by kind.
    static let firstSizes = [16, 28, 100, 16]
    /// Fewest and most agent-days, by kind.
    static let sizeLimits = [4...200, 7...210, 20...2000, 4...200]
    /// Which kind comes when. Breaks alone are nearly always as good as they can be.
    static let turns: [Kind] = [.weeks, .slot, .agentsOfDay, .weeks, .slot, .weeks, .breaksOfDay, .weeks]

    /// Agents whose days may change.
    private let agents: [Int]
    private let instance: CompiledInstance
    /// Agent-days aimed at, by kind.
    private var sizes = NeighbourhoodChooser.firstSizes

    /// A chooser among `agents`.
    init(_ instance: CompiledInstance, agents: [Int]) {
        self.instance = instance
        self.agents = agents
    }

    /// A neighbourhood of `kind` in the roster `cells`, whose slots cost `slotCosts`.
    func choose(_ kind: Kind, cells: [Cell], slotCosts: [Int], random: inout RandomStream) -> Neighbourhood {
        let size = sizes[kind.rawValue]
        switch kind {
        case .agentsOfDay:
            let day = random.index(below: instance.days)
            return parts(of: pick(size, from: agents, &random), days: [day])
        case .weeks:
            let week = random.index(below: (instance.days + 6) / 7)
            let days = Array(week * 7..<min(instance.days, week * 7 + 7))
            return parts(of: pick(max(1, size / max(1, days.count)), from: agents, &random), days: days)
        case .breaksOfDay:
            let day = random.index(below: instance.days)
            let working = agents.filter { cells[$0 * instance.days + day].works }
            return parts(of: pick(size, from: working, &random), days: [day], breaksOnly: true)
        case .slot:
            let slot = slotByCost(slotCosts, &random)
            let day = slot / instance.slotsPerDay
            // Who is on duty, and as many who are not.
            let shuffled = pick(agents.count, from: agents, &random)
            let present = shuffled.filter {
                HeadCounts.presence(cells[$0 * instance.days + day], day: day, instance).contains(slot)
            }
            let absent = shuffled.filter { !present.contains($0) }
            let most = max(1, size / 2)
            return parts(of: Array(present.prefix(most)) + absent.prefix(size - min(most, present.count)), days: [day])
        }
    }

    /// Larger neighbourhoods where the solver had time to spare, smaller ones where it came to no end.
    mutating func learn(_ kind: Kind, wasProven: Bool) {
        let limits = NeighbourhoodChooser.sizeLimits[kind.rawValue]
        let size = sizes[kind.rawValue]
        let next = wasProven ? size + max(1, size / 8) : size - max(1, size / 5)
        sizes[kind.rawValue] = min(limits.upperBound, max(limits.lowerBound, next))
    }

    private func parts(of chosen: [Int], days: [Int], breaksOnly: Bool = false) -> Neighbourhood {
        Neighbourhood(
            parts: chosen.sorted().map { Neighbourhood.Part(agent: $0, days: days, movesBreaksOnly: breaksOnly) })
    }

    private func pick(_ count: Int, from agents: [Int], _ random: inout RandomStream) -> [Int] {
        var left = agents
        let count = min(count, left.count)
        for place in 0..<count {
            left.swapAt(place, place + random.index(below: left.count - place))
        }
        return Array(left.prefix(count))
    }

    /// A slot, drawn in proportion to what it costs.
    private func slotByCost(_ costs: [Int], _ random: inout RandomStream) -> Int {
        let total = costs.reduce(0, +)
        guard total > 0 else { return random.index(below: costs.count) }
        var draw = random.index(below: total)
        for (slot, cost) in costs.enumerated() {
            draw -= cost
            if draw < 0 { return slot }
        }
        return costs.count - 1
    }
}
