import ContactCenter

extension RosterDesk {
    /// Whether `changes` break no hard rule of several agents further: no full place takes somebody more, no minimum
    /// cover loses a head it needs, no pairing is kept less.
    mutating func keepsTeamRules(_ changes: [Change]) -> Bool { teamViolations(changes, first: true).isEmpty }

    /// Whether a rule is hard and looks at several agents.
    static func isHardTeamRule(_ rule: RosterRule) -> Bool {
        guard rule.level == .hard else { return false }
        switch rule.term {
        case .seats, .minimumCover, .pairing: return true
        default: return false
        }
    }

    /// The hard rules of several agents that `changes` break further, with the first place where they do.
    mutating func teamViolations(_ changes: [Change], first: Bool = false) -> [RosterViolation] {
        var found: [RosterViolation] = []
        func add(_ rule: Int, _ message: String) {
            found.append(RosterViolation(rule: instance.source.ruleBook[rule].id, agent: "", message: message))
        }
        for (index, seats) in instance.team.seats.enumerated() where seats.isHard {
            var delta: [Int: Int32] = [:]
            for change in changes where seats.isBound[change.agent] {
                let old = cell(change.agent, change.day)
                for slot in TeamKeeper.presence(old, day: change.day, instance) { delta[slot, default: 0] -= 1 }
                for slot in TeamKeeper.presence(change.cell, day: change.day, instance) { delta[slot, default: 0] += 1 }
            }
            let over = delta.filter { slot, more in
                more > 0 && team.present[index * instance.slotCount + slot] + more > seats.most
            }
            guard let slot = over.keys.min() else { continue }
            add(seats.rule, "\(time(slot)): more agents than the \(seats.most) seats")
            if first { return found }
        }
        if coverage.hasHardFloors {
            for (rule, slot) in lostFloors(changes) {
                add(rule, "\(time(slot)): a head of the minimum cover is missing")
                if first { return found }
            }
        }
        guard !instance.team.pairingsOfAgent.isEmpty else { return found }
        var after = cells
        for change in changes { after[change.agent * instance.days + change.day] = change.cell }
        for pairing in instance.team.pairings where pairing.isHard {
            let days = Set(changes.filter { pairing.members.contains($0.agent) }.map(\.day)).sorted()
            let worse = days.first { excess(of: pairing, day: $0, in: after) > excess(of: pairing, day: $0, in: cells) }
            guard let day = worse else { continue }
            let date = instance.source.startDate + day
            add(pairing.rule, "\(date): \(pairing.isTogether ? "not together" : "present at the same time")")
            if first { return found }
        }
        return found
    }

    /// Price of the soft rules of several agents as things stand: of pairings on the days of `changes`, and of places
    /// overfull.
    func teamPrice(of changes: [Change]) -> Int {
        var price = seatPrice
        for pairing in instance.team.pairings where !pairing.isHard {
            let days = Set(changes.filter { pairing.members.contains($0.agent) }.map(\.day))
            price += days.reduce(0) { $0 + excess(of: pairing, day: $1, in: cells) } * pairing.price
        }
        return price
    }

    /// Price of the places that are overfull under soft rules.
    private var seatPrice: Int {
        var price = 0
        for (index, seats) in instance.team.seats.enumerated() where !seats.isHard {
            let base = index * instance.slotCount
            for slot in 0..<instance.slotCount {
                price += Int(max(0, team.present[base + slot] - seats.most)) * seats.price
            }
        }
        return price
    }

    private func excess(of pairing: TeamRules.Pairing, day: Int, in cells: [Cell]) -> Int {
        instance.excess(of: pairing, day: day, cells: cells, agent: -1, own: .off)
    }

    private func time(_ slot: Int) -> LocalTime {
        LocalTime(date: instance.source.startDate) + slot * instance.source.gridMinutes
    }

    /// For each hard rule of minimum cover that `changes` lower below what it asks, the first slot where they do.
    private mutating func lostFloors(_ changes: [Change]) -> [(rule: Int, slot: Int)] {
        var delta = [[Int: Int32]](repeating: [:], count: instance.floors.count)
        for change in changes {
            let group = Int(instance.cover.groupOfAgent[change.agent])
            findPieces(agent: change.agent, day: change.day, change.cell)
            for (index, floor) in instance.floors.enumerated() where floor.isHard && floor.counts[group] {
                for piece in 0..<pieces.count {
                    for slot in pieces.low[piece]..<pieces.high[piece] where floor.need[slot] > 0 {
                        delta[index][slot, default: 0] += pieces.heads[piece]
                    }
                }
            }
        }
        return delta.enumerated().compactMap { index, delta in
            let lost = delta.filter { slot, heads in heads < 0 && coverage.missing(floor: index, slot: slot) - heads > 0
            }
            return lost.keys.min().map { (instance.floors[index].rule, $0) }
        }
    }
}
