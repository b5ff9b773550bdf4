import ContactCenter

/// Rules of the rule book that look at several agents, or at breaks, in the terms of a compiled instance: seats,
/// pairings, and the soft rules of breaks.
///
/// All of them look at the shifts that start on one day, or at slots, so that searchers with days of their own never
/// share one.
struct TeamRules: Sendable {
    /// Price of a unit beyond a hard rule (a head too many or too few in a slot, an agent-day of a pairing), in units
    /// of cost.
    static let pricePerExcess = 50.0

    /// Most agents present at once.
    struct Seats: Sendable {
        let rule: Int
        let most: Int32
        let isBound: [Bool]
        /// Price of a head too many in one slot.
        let price: Int
        let isHard: Bool
    }

    /// Agents who work together, or apart.
    struct Pairing: Sendable {
        let rule: Int
        let members: [Int]
        let isTogether: Bool
        /// Whether a member is on leave: `[day * members + member]`.
        let isOnLeave: [Bool]
        /// Price of a unit of excess.
        let price: Int
        let isHard: Bool

        /// The pairing of those members alone that `isMember` names.
        func among(_ isMember: (Int) -> Bool) -> Pairing {
            let places = members.indices.filter { isMember(members[$0]) }
            let days = members.isEmpty ? 0 : isOnLeave.count / members.count
            return Pairing(
                rule: rule, members: places.map { members[$0] }, isTogether: isTogether,
                isOnLeave: (0..<days).flatMap { day in places.map { isOnLeave[day * members.count + $0] } },
                price: price, isHard: isHard)
        }
    }

    /// A soft rule of breaks.
    struct BreakRule: Sendable {
        let rule: Int
        let term: RuleTerm
        let isBound: [Bool]
        /// Price of a unit of excess: a minute for the longest stretch, else a break.
        let price: Double
    }

    let seats: [Seats]
    let pairings: [Pairing]
    let breakRules: [BreakRule]
    /// Pairings of each agent; empty without any.
    let pairingsOfAgent: [[Int]]
    /// Whether any of the rules looks at an agent.
    let binds: [Bool]
    /// Whether agents are to work together.
    let hasTogether: Bool

    /// The rules of `instance`.
    init(_ instance: RosteringInstance, unitsPerCost: Double) {
        let index = Dictionary(
            instance.agents.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        let hardPrice = TeamRules.pricePerExcess * unitsPerCost
        var seats: [Seats] = []
        var pairings: [Pairing] = []
        var breakRules: [BreakRule] = []
        for (number, rule) in instance.ruleBook.enumerated() {
            let isHard = rule.level == .hard
            let price = isHard ? hardPrice : rule.weight * unitsPerCost
            switch rule.term {
            case .seats(let most):
                let slotPrice = isHard ? price : price * Double(instance.gridMinutes) / 60
                seats.append(
                    Seats(
                        rule: number, most: Int32(most), isBound: instance.agents.map(rule.scope.binds),
                        price: Int(slotPrice.rounded()), isHard: isHard))
            case .pairing(let names, let isTogether):
                let members = names.compactMap { index[$0] }
                var isOnLeave = [Bool](repeating: false, count: members.count * instance.days)
                for record in instance.availability where record.kind == .leave {
                    let day = record.date - instance.startDate
                    guard day >= 0, day < instance.days else { continue }
                    for (place, member) in members.enumerated() where instance.agents[member].id == record.agent {
                        isOnLeave[day * members.count + place] = true
                    }
                }
                pairings.append(
                    Pairing(
                        rule: number, members: members, isTogether: isTogether, isOnLeave: isOnLeave,
                        price: Int(price.rounded()), isHard: isHard))
            case .longestStretch where !isHard, .breakTime where !isHard:
                var unit = 1.0
                if case .longestStretch = rule.term { unit = 60 }
                breakRules.append(
                    BreakRule(
                        rule: number, term: rule.term, isBound: instance.agents.map(rule.scope.binds),
                        price: price / unit))
            default: break
            }
        }
        var pairingsOfAgent = [[Int]](repeating: [], count: pairings.isEmpty ? 0 : instance.agents.count)
        for (number, pairing) in pairings.enumerated() {
            for member in Set(pairing.members) { pairingsOfAgent[member].append(number) }
        }
        self.seats = seats
        self.pairings = pairings
        self.breakRules = breakRules
        self.pairingsOfAgent = pairingsOfAgent
        binds = instance.agents.indices.map { agent in
            seats.contains { $0.isBound[agent] } || breakRules.contains { $0.isBound[agent] }
                || (!pairingsOfAgent.isEmpty && !pairingsOfAgent[agent].isEmpty)
        }
        hasTogether = pairings.contains { $0.isTogether }
    }
}

extension CompiledInstance {
    /// Excess of a pairing on `day`, when `agent` does `own` and everybody else what `cells` say.
    ///
    /// Together: once a member works, each that is neither at work nor on leave, and one more when those at work share
    /// no moment. Apart: each shift that begins before the one before it ends.
    func excess(of pairing: TeamRules.Pairing, day: Int, cells: [Cell], agent: Int, own: Cell) -> Int {
        var working = 0
        var away = 0
        var latestStart: Int32 = 0
        var earliestEnd: Int32 = .max
        for (place, member) in pairing.members.enumerated() {
            let cell = member == agent ? own : cells[member * days + day]
            guard cell.works else {
                if !pairing.isOnLeave[day * pairing.members.count + place] { away += 1 }
                continue
            }
            let option = shifts.options[Int(cell.option)]
            working += 1
            latestStart = max(latestStart, option.startMinute)
            earliestEnd = min(earliestEnd, option.endMinute)
        }
        guard working > 0 else { return 0 }
        if pairing.isTogether { return away + (latestStart < earliestEnd ? 0 : 1) }
        guard working > 1, latestStart < earliestEnd || working > 2 else { return 0 }
        if working == 2 { return 1 }
        let spans = pairing.members.compactMap { member -> (Int32, Int32)? in
            let cell = member == agent ? own : cells[member * days + day]
            guard cell.works else { return nil }
            let option = shifts.options[Int(cell.option)]
            return (option.startMinute, option.endMinute)
        }.sorted { $0 < $1 }
        return zip(spans, spans.dropFirst()).count { $0.1 > $1.0 }
    }

    /// Price of the soft rules of breaks for what `agent` does on a day.
    func breakPrice(_ cell: Cell, agent: Int) -> Int {
        guard !team.breakRules.isEmpty, cell.works else { return 0 }
        var price = 0
        for rule in team.breakRules where rule.isBound[agent] {
            price += Int((Double(breakExcess(cell, rule.term)) * rule.price).rounded())
        }
        return price
    }

    /// Minutes of the longest stretch beyond the most, or breaks that are missing or late.
    private func breakExcess(_ cell: Cell, _ term: RuleTerm) -> Int {
        let option = shifts.options[Int(cell.option)]
        let presence = Int(option.endMinute - option.startMinute)
        func window(_ index: Int) -> BreakWindow { shifts.windows[Int(option.windowStart) + index] }
        func offset(_ index: Int) -> Int {
            Int(window(index).earliest + cell.position(index)) * source.gridMinutes
        }
        switch term {
        case .longestStretch(let most):
            var position = 0
            var longest = 0
            for index in 0..<Int(option.breakCount) {
                longest = max(longest, offset(index) - position)
                position = offset(index) + Int(window(index).minutes)
            }
            return max(0, max(longest, presence - position) - most)
        case .breakTime(let over, let count, let minutes, let latest, let isPaid):
            guard presence > over else { return 0 }
            let templates = source.shiftKinds[Int(option.kind)].breaks
            var fitting = 0
            for index in 0..<Int(option.breakCount)
            where window(index).minutes >= minutes && (isPaid.map { $0 == templates[index].isPaid } ?? true) {
                fitting += 1
                if fitting == count { return latest.map { offset(index) > $0 ? 1 : 0 } ?? 0 }
            }
            return count - fitting
        default: return 0
        }
    }
}
