/// Moves of several agents at once, for rules that look at several agents: one after the other would break a rule on
/// the way, and where it is hard could not move at all.
extension RosterMoves {
    /// Moves all members of a random pairing of `agent` at once: their working day to another day of the week or to
    /// another start, or a day more or less for all of them.
    mutating func moveTogether(_ agent: Int, _ threshold: Int) -> Bool {
        let own = instance.team.pairingsOfAgent[agent]
        let pairing = instance.team.pairings[own[random.index(below: own.count)]]
        guard pairing.isTogether else { return false }
        return random.index(below: 3) > 0
            ? moveDay(of: pairing, agent, threshold) : addOrDropDay(of: pairing, agent, threshold)
    }

    private mutating func moveDay(of pairing: TeamRules.Pairing, _ agent: Int, _ threshold: Int) -> Bool {
        guard let from = workingDay(agent) else { return false }
        let (first, count) = week(of: from)
        let to = first &+ random.index(below: count)
        let shift = state.cells[agent &* instance.days &+ from].option
        let wanted = random.index(below: 2) == 0 ? shift : nearbyOption(shift)
        let members = pairing.members.filter { state.cells[$0 &* instance.days &+ from].works }
        return carryOut(members, threshold) { moves, member in
            let base = member &* moves.instance.days
            guard to == from || !moves.state.cells[base &+ to].works, moves.state.isOpen(to) else { return nil }
            // Who has the same shift moves along with it; others keep theirs.
            let old = moves.state.cells[base &+ from].option
            let option = old == shift ? wanted : old
            guard moves.instance.staff.allows(option: Int(option), agentDay: base &+ to) else { return nil }
            let new = (day: to, cell: moves.cell(option, member, day: to))
            if to == from { return [new] }
            return from < to ? [(from, .off), new] : [new, (from, .off)]
        }
    }

    private mutating func addOrDropDay(of pairing: TeamRules.Pairing, _ agent: Int, _ threshold: Int) -> Bool {
        let day = Int(days[random.index(below: days.count)])
        let isWorking = state.cells[agent &* instance.days &+ day].works
        guard let option = randomOption(agent) else { return false }
        let members = pairing.members.indices.filter { place in
            state.cells[pairing.members[place] &* instance.days &+ day].works == isWorking
                && !pairing.isOnLeave[day &* pairing.members.count &+ place]
        }.map { pairing.members[$0] }
        return carryOut(members, threshold) { moves, member in
            if isWorking { return [(day, .off)] }
            guard moves.instance.staff.allows(option: Int(option), agentDay: member &* moves.instance.days &+ day)
            else { return nil }
            return [(day, moves.cell(option, member, day: day))]
        }
    }

    /// Two agents exchange what they do on a day: where every head is needed, or no place is left, neither could change
    /// alone.
    mutating func exchangeAgents(_ agent: Int, _ threshold: Int) -> Bool {
        let other = Int(agents[random.index(below: agents.count)])
        let day = Int(days[random.index(below: days.count)])
        let one = state.cells[agent &* instance.days &+ day].option
        let two = state.cells[other &* instance.days &+ day].option
        guard one != two else { return false }
        return carryOut([agent, other], threshold) { moves, member in
            let option = member == agent ? two : one
            guard option >= 0 else { return [(day, .off)] }
            guard moves.instance.staff.allows(option: Int(option), agentDay: member &* moves.instance.days &+ day)
            else { return nil }
            return [(day, moves.cell(option, member, day: day))]
        }
    }

    /// Two agents of one contract exchange what they do on a day, on two days or in a whole week, breaks and all.
    mutating func exchangeDays(_ agent: Int, _ threshold: Int) -> Bool {
        let peers = colleagues[Int(instance.staff.contractOfAgent[agent])]
        let other = Int(peers[random.index(below: peers.count)])
        guard other != agent else { return false }
        let one = Int(days[random.index(below: days.count)])
        let (first, count) = week(of: one)
        let die = random.index(below: 3)
        let two = die == 1 ? first &+ random.index(below: count) : one
        let range = die == 2 ? first..<first &+ count : min(one, two)..<max(one, two) &+ 1
        var changed: [Int] = []
        for day in range where die == 2 || day == one || day == two {
            let mine = state.cells[agent &* instance.days &+ day]
            let theirs = state.cells[other &* instance.days &+ day]
            guard mine != theirs else { continue }
            guard state.isOpen(day), allows(mine, other, day: day), allows(theirs, agent, day: day) else {
                return false
            }
            changed.append(day)
        }
        guard !changed.isEmpty else { return false }
        let before = changed.map { day in
            (
                mine: state.cells[agent &* instance.days &+ day],
                theirs: state.cells[other &* instance.days &+ day]
            )
        }
        return carryOut([agent, other], threshold) { _, member in
            zip(changed, before).map { (day: $0, cell: member == agent ? $1.theirs : $1.mine) }
        }
    }

    private func allows(_ cell: Cell, _ agent: Int, day: Int) -> Bool {
        !cell.works || instance.staff.allows(option: Int(cell.option), agentDay: agent &* instance.days &+ day)
    }

    /// Carries out the changes (in order of days) that `propose` names for each of `members`, when all are lawful and
    /// together cost at most `threshold`; else none.
    private mutating func carryOut(
        _ members: [Int], _ threshold: Int, _ propose: (inout RosterMoves, Int) -> [(day: Int, cell: Cell)]?
    ) -> Bool {
        guard !members.isEmpty, members.allSatisfy({ isOwn[$0] }) else { return false }
        let costBefore = state.cost
        let excessBefore = state.teamExcess
        var undo: [(agent: Int, changes: [(day: Int, cell: Cell)])] = []
        var isLawful = true
        for member in members {
            guard let changes = propose(&self, member) else {
                isLawful = false
                break
            }
            let before = changes.map { (day: $0.day, cell: state.cells[member &* instance.days &+ $0.day]) }
            state.begin(agent: member)
            for change in changes { state.propose(day: change.day, change.cell) }
            guard state.tryProposal(threshold: .max, isPart: true) else {
                isLawful = false
                break
            }
            undo.append((member, before))
        }
        if isLawful, state.teamExcess <= excessBefore, state.cost &- costBefore <= threshold { return true }
        for (member, changes) in undo.reversed() {
            state.begin(agent: member)
            for change in changes { state.propose(day: change.day, change.cell) }
            state.carryOut()
        }
        return false
    }
}
