import NumericalMethods

/// The moves of the local search; each proposes a change to one agent and carries it out when it is lawful and
/// cheap enough.
struct RosterMoves: Sendable {
    /// The roster under search.
    var state: RosterState
    /// Source of all choices.
    var random: RandomStream

    let instance: CompiledInstance
    private(set) var agents: [Int32] = []
    private(set) var days: [Int32] = []
    private var rebuild: WeekRebuild
    /// Whether an agent is among ``agents``; kept for rules of several agents alone.
    var isOwn: [Bool] = []
    /// How often agents of one contract exchange their days.
    var exchanges = Exchanges.never
    /// With exchanges, the agents of each contract.
    private(set) var colleagues: [[Int32]] = []

    /// How often agents of one contract exchange their days, breaks and all: that leaves the heads of every slot, and
    /// only asks who has which skills and wishes.
    enum Exchanges: Sendable {
        case never
        case sometimes
        case only
    }

    /// Moves on `state`; of nobody, until ``restrict(toAgents:days:)`` says of whom.
    init(state: RosterState, random: RandomStream) {
        self.state = state
        self.random = random
        instance = state.instance
        rebuild = WeekRebuild(state.instance)
    }

    /// Moves the agents with the given indices on the given days only.
    mutating func restrict(toAgents agents: [Int32], days: [Int32]) {
        self.agents = agents
        self.days = days
        state.open(days: days)
        if instance.hasHardTeamRules || instance.team.hasTogether || exchanges != .never {
            isOwn = [Bool](repeating: false, count: instance.source.agents.count)
            for agent in agents { isOwn[Int(agent)] = true }
        }
        if exchanges != .never {
            colleagues = Array(repeating: [], count: instance.source.contracts.count)
            for agent in agents { colleagues[Int(instance.staff.contractOfAgent[Int(agent)])].append(agent) }
        }
    }

    /// Whether there is anybody to move.
    var isEmpty: Bool { agents.isEmpty || days.isEmpty }

    /// One random move, carried out when it raises the cost by at most `threshold`. Returns whether it was.
    @inline(__always)
    mutating func step(threshold: Int) -> Bool {
        let agent = Int(agents[random.index(below: agents.count)])
        let die = random.index(below: 100)
        if instance.hasHardTeamRules || instance.team.hasTogether, die >= 90 {
            if instance.team.hasTogether, !instance.team.pairingsOfAgent[agent].isEmpty {
                return moveTogether(agent, threshold)
            }
            if instance.hasHardTeamRules, die < 94 { return exchangeAgents(agent, threshold) }
        }
        if exchanges == .only || (exchanges == .sometimes && die >= 80 && die < 88) {
            return exchangeDays(agent, threshold)
        }
        if die == 99, random.index(below: 12) == 0 { return rebuildWeek(threshold: threshold) }
        if die < 45 { return moveBreak(agent, threshold) }
        if die < 72 { return changeStart(agent, threshold) }
        if die < 88 { return moveDay(agent, threshold) }
        if die < 93 { return exchangeBetweenWeeks(agent, threshold) }
        if die < 97 { return changeTwoStarts(agent, threshold) }
        return addOrDropDay(agent, threshold)
    }

    // MARK: Choices

    /// A random working day of the agent; `nil` after a few misses.
    @inline(__always)
    mutating func workingDay(_ agent: Int) -> Int? {
        let base = agent &* instance.days
        for _ in 0..<6 {
            let day = Int(days[random.index(below: days.count)])
            if state.cells[base &+ day].works { return day }
        }
        return nil
    }

    /// Days of the week of `day`.
    @inline(__always)
    func week(of day: Int) -> (first: Int, count: Int) {
        let first = day &- day % 7
        return (first, min(7, instance.days &- first))
    }

    /// A random option of the agent's contract.
    @inline(__always)
    mutating func randomOption(_ agent: Int) -> Int32? {
        let contract = Int(instance.staff.contractOfAgent[agent])
        let count = instance.staff.optionsOfContract[contract].count
        guard count > 0 else { return nil }
        return instance.staff.optionsOfContract[contract][random.index(below: count)]
    }

    /// A start near that of `option`, of the same kind.
    @inline(__always)
    mutating func nearbyOption(_ option: Int32) -> Int32 {
        let range = instance.shifts.optionsOfKind[Int(instance.shifts.options[Int(option)].kind)]
        let step = random.index(below: 6)
        let moved = Int(option) &+ (step < 3 ? step &- 3 : step &- 2)
        return Int32(truncatingIfNeeded: min(max(moved, range.lowerBound), range.upperBound &- 1))
    }

    /// A cell of `option` on `day` with well-placed breaks.
    @inline(__always)
    mutating func cell(_ option: Int32, _ agent: Int, day: Int) -> Cell {
        BreakPlacement.cheapest(
            for: option, day: day, group: Int(instance.cover.groupOfAgent[agent]), coverage: state.coverage,
            instance: instance, random: &random)
    }

    // MARK: Moves

    /// One break of one shift.
    @inline(__always)
    private mutating func moveBreak(_ agent: Int, _ threshold: Int) -> Bool {
        guard let day = workingDay(agent) else { return false }
        let cell = state.cells[agent &* instance.days &+ day]
        let option = instance.shifts.options[Int(cell.option)]
        guard option.breakCount > 0 else { return false }
        let index = random.index(below: Int(option.breakCount))
        let positions = Int(instance.shifts.windows[Int(option.windowStart) &+ index].positions)
        guard positions > 1 else { return false }
        let draw = Int32(truncatingIfNeeded: random.index(below: positions &- 1))
        let position = draw >= cell.position(index) ? draw &+ 1 : draw
        return state.tryBreak(agent: agent, day: day, index: index, position: position, threshold: threshold)
    }

    /// Another start, sometimes another kind, on a working day.
    private mutating func changeStart(_ agent: Int, _ threshold: Int) -> Bool {
        guard let day = workingDay(agent) else { return false }
        let old = state.cells[agent &* instance.days &+ day]
        var new = old
        let die = random.index(below: 8)
        if die < 5 {
            new.option = nearbyOption(old.option)
        } else {
            guard let option = randomOption(agent) else { return false }
            new.option = option
        }
        guard new.option != old.option else { return false }
        guard instance.staff.allows(option: Int(new.option), agentDay: agent &* instance.days &+ day) else {
            return false
        }
        // Now and then the breaks move along with the shift; the pieces that change are then few.
        if die > 0 { new = cell(new.option, agent, day: day) }
        state.begin(agent: agent)
        state.propose(day: day, new)
        return state.tryProposal(threshold: threshold)
    }

    /// A working day goes to a day off of the same week.
    private mutating func moveDay(_ agent: Int, _ threshold: Int) -> Bool {
        guard let from = workingDay(agent) else { return false }
        let base = agent &* instance.days
        let (first, count) = week(of: from)
        let to = first &+ random.index(below: count)
        guard !state.cells[base &+ to].works, state.isOpen(to) else { return false }
        var option = state.cells[base &+ from].option
        let die = random.index(below: 4)
        if die == 0 {
            guard let other = randomOption(agent) else { return false }
            option = other
        } else if die == 1 {
            option = nearbyOption(option)
        }
        guard instance.staff.allows(option: Int(option), agentDay: base &+ to) else { return false }
        let new = cell(option, agent, day: to)
        state.begin(agent: agent)
        if from < to {
            state.propose(day: from, .off)
            state.propose(day: to, new)
        } else {
            state.propose(day: to, new)
            state.propose(day: from, .off)
        }
        return state.tryProposal(threshold: threshold)
    }

    /// A weekend day worked in one week changes places with a weekday worked in another, so that weekends can move
    /// between weeks whose bands leave no room.
    private mutating func exchangeBetweenWeeks(_ agent: Int, _ threshold: Int) -> Bool {
        guard instance.weeks > 1 else { return changeStart(agent, threshold) }
        let base = agent &* instance.days
        let a = random.index(below: instance.weeks) &* 7
        let draw = random.index(below: instance.weeks &- 1) &* 7
        let b = draw >= a ? draw &+ 7 : draw
        let x = 5 &+ random.index(below: 2)
        let y = random.index(below: 5)
        let fromA = state.cells[base &+ a &+ x]
        let fromB = state.cells[base &+ b &+ y]
        guard state.isOpen(a &+ x), state.isOpen(a &+ y), state.isOpen(b &+ x), state.isOpen(b &+ y) else {
            return false
        }
        guard fromA.works, fromB.works, !state.cells[base &+ a &+ y].works, !state.cells[base &+ b &+ x].works else {
            return false
        }
        guard instance.staff.allows(option: Int(fromA.option), agentDay: base &+ a &+ y),
            instance.staff.allows(option: Int(fromB.option), agentDay: base &+ b &+ x)
        else { return false }
        let newA = cell(fromA.option, agent, day: a &+ y)
        let newB = cell(fromB.option, agent, day: b &+ x)
        state.begin(agent: agent)
        if a < b {
            state.propose(day: a &+ y, newA)
            state.propose(day: a &+ x, .off)
            state.propose(day: b &+ y, .off)
            state.propose(day: b &+ x, newB)
        } else {
            state.propose(day: b &+ y, .off)
            state.propose(day: b &+ x, newB)
            state.propose(day: a &+ y, newA)
            state.propose(day: a &+ x, .off)
        }
        return state.tryProposal(threshold: threshold)
    }

    /// Other options on two working days of a week, so that kinds can change where the band is narrow.
    private mutating func changeTwoStarts(_ agent: Int, _ threshold: Int) -> Bool {
        guard let one = workingDay(agent) else { return false }
        let base = agent &* instance.days
        let (first, count) = week(of: one)
        let two = first &+ random.index(below: count)
        guard two != one, state.cells[base &+ two].works, state.isOpen(two), let optionOne = randomOption(agent),
            let optionTwo = randomOption(agent)
        else { return false }
        guard instance.staff.allows(option: Int(optionOne), agentDay: base &+ one),
            instance.staff.allows(option: Int(optionTwo), agentDay: base &+ two)
        else { return false }
        let newOne = cell(optionOne, agent, day: one)
        let newTwo = cell(optionTwo, agent, day: two)
        state.begin(agent: agent)
        state.propose(day: min(one, two), one < two ? newOne : newTwo)
        state.propose(day: max(one, two), one < two ? newTwo : newOne)
        return state.tryProposal(threshold: threshold)
    }

    /// A day more or a day less, where the weekly band allows it.
    private mutating func addOrDropDay(_ agent: Int, _ threshold: Int) -> Bool {
        let day = Int(days[random.index(below: days.count)])
        var new = Cell.off
        if !state.cells[agent &* instance.days &+ day].works {
            guard let option = randomOption(agent),
                instance.staff.allows(option: Int(option), agentDay: agent &* instance.days &+ day)
            else { return false }
            new = cell(option, agent, day: day)
        }
        state.begin(agent: agent)
        state.propose(day: day, new)
        return state.tryProposal(threshold: threshold)
    }

    /// A whole new week for a random agent.
    mutating func rebuildWeek(threshold: Int) -> Bool {
        guard instance.weeks > 0 else { return false }
        let agent = Int(agents[random.index(below: agents.count)])
        let week = Int(days[random.index(below: days.count)]) / 7
        guard week < instance.weeks, rebuild.suits(contract: Int(instance.staff.contractOfAgent[agent])),
            rebuild.choose(agent: agent, week: week, in: state, random: &random)
        else { return false }
        state.begin(agent: agent)
        for day in 0..<7 {
            let old = state.cells[agent &* instance.days &+ week &* 7 &+ day]
            let option = rebuild.picks[day]
            guard option != old.option else { continue }
            state.propose(day: week &* 7 &+ day, option < 0 ? .off : cell(option, agent, day: week &* 7 &+ day))
        }
        guard state.changeCount > 0 else { return false }
        return state.tryProposal(threshold: threshold)
    }
}
