import ContactCenter
import NumericalMethods

/// A published roster on the planner's desk: what a small change costs, exactly, and whether it is lawful.
///
/// The desk holds who does what on each day, the heads on duty with their marginal prices, and the rules of every
/// agent as machines. It is the common ground of re-planning, swaps, bids, time off and explanations.
struct RosterDesk: Sendable {
    /// The instance.
    let instance: CompiledInstance
    /// Rules of each agent: those of the folder and those of the rule book.
    let rules: [AgentRules]
    /// What everybody does: `[agent * days + day]`.
    private(set) var cells: [Cell]
    /// Heads on duty and their marginal prices.
    private(set) var coverage: Coverage
    /// Index of each agent.
    let agentIndex: [String: Int]
    /// What of the roster the instance cannot express.
    let problems: [String]
    /// Agents present at once, where a rule limits them.
    private(set) var team: TeamKeeper

    /// Activities of agent-days (`agent * days + day`) that the roster brought along.
    let activities: [Int: DayActivities]

    private(set) var pieces: SlotPieces
    private var random = RandomStream(seed: 0, unit: 0)

    /// One agent-day to be changed.
    struct Change: Sendable, Equatable {
        var agent: Int
        var day: Int
        var cell: Cell
    }

    /// Puts `roster` on the desk.
    /// - Throws: ``SchedulingError`` of an instance that contradicts itself.
    init(_ instance: RosteringInstance, roster: Roster) throws(SchedulingError) {
        try self.init(instance, roster: roster, activitiesOf: roster)
    }

    /// Puts `roster` on the desk with the activities of another one, which its shifts hold or not.
    /// - Throws: ``SchedulingError`` of an instance that contradicts itself.
    init(_ instance: RosteringInstance, roster: Roster, activitiesOf other: Roster) throws(SchedulingError) {
        let compiled = try CompiledInstance(instance)
        let start = RosterCells(roster, in: compiled)
        self.init(
            compiled, cells: start.cells, problems: start.problems.map(\.message),
            activities: RosterDesk.activities(of: other, in: compiled))
    }

    /// A desk of `cells`.
    init(
        _ compiled: CompiledInstance, cells: [Cell], problems: [String] = [], activities: [Int: DayActivities] = [:]
    ) {
        self.activities = activities
        let source = compiled.source
        let compiler = RuleCompiler(source, unitsPerCost: compiled.prices.unitsPerCost, prior: compiled.prior)
        let weeks = compiled.weeks
        rules = source.agents.enumerated().map { index, agent in
            let credits = Array(compiled.staff.credit[index * weeks..<(index + 1) * weeks])
            let contract = source.contracts[Int(compiled.staff.contractOfAgent[index])]
            return AgentRules(
                compiler.folderRules(of: agent, contract: contract, credits: credits)
                    + compiler.bookRules(of: agent, credits: credits))
        }
        self.instance = compiled
        self.problems = problems
        agentIndex = Dictionary(uniqueKeysWithValues: source.agents.enumerated().map { ($1.id, $0) })
        self.cells = [Cell](repeating: .off, count: cells.count)
        coverage = Coverage(compiled)
        team = TeamKeeper(compiled)
        pieces = SlotPieces(compiled, changes: 1 + (activities.values.map(\.blocks.count).max() ?? 0))
        for place in cells.indices where cells[place].works {
            put(cells[place], agent: place / compiled.days, day: place % compiled.days)
        }
    }

    /// The roster on the desk.
    var roster: Roster { roster(of: cells) }

    /// Days of `agent`.
    func row(_ agent: Int) -> [Cell] { Array(cells[agent * instance.days..<(agent + 1) * instance.days]) }

    /// What `agent` does on `day`.
    func cell(_ agent: Int, _ day: Int) -> Cell { cells[agent * instance.days + day] }

    /// The options `agent` may start on `day`: of its contract, and free of leave and unavailability.
    func options(_ agent: Int, _ day: Int) -> [Int32] {
        instance.staff.optionsOfContract[Int(instance.staff.contractOfAgent[agent])].filter {
            instance.staff.allows(option: Int($0), agentDay: agent * instance.days + day)
        }
    }

    // MARK: Changing

    /// Writes `cell` into the roster.
    mutating func put(_ cell: Cell, agent: Int, day: Int) {
        let group = Int(instance.cover.groupOfAgent[agent])
        findPieces(agent: agent, day: day, cell)
        for piece in 0..<pieces.count {
            coverage.change(
                group: group, low: pieces.low[piece], high: pieces.high[piece], heads: pieces.heads[piece])
        }
        if instance.team.binds[agent] {
            _ = team.change(
                agent: agent, day: day, from: self.cell(agent, day), to: cell, cells: cells, instance: instance)
        }
        cells[agent * instance.days + day] = cell
    }

    mutating func findPieces(agent: Int, day: Int, _ cell: Cell) {
        pieces.clear()
        if let own = activities[agent * instance.days + day] {
            pieces.add(
                old: own.boundaries(of: self.cell(agent, day), day: day, instance),
                new: own.boundaries(of: cell, day: day, instance))
        } else {
            pieces.addOld(self.cell(agent, day), day: day, shifts: instance.shifts)
            pieces.addNew(cell, day: day, shifts: instance.shifts)
        }
        pieces.merge()
    }

    /// A cell of `option` whose breaks lie where a head is missed least.
    mutating func placed(_ option: Int32, agent: Int, day: Int) -> Cell {
        if let cell = placedAroundActivities(option, agent: agent, day: day) { return cell }
        // The same start each time: what is asked does not depend on what was asked before.
        random = RandomStream(seed: 0, unit: UInt64(agent &* 1024 &+ day))
        return BreakPlacement.cheapest(
            for: option, day: day, group: Int(instance.cover.groupOfAgent[agent]), coverage: coverage,
            instance: instance, random: &random)
    }

    /// What else `agent` may do on `day`, an answer for each of `options`: the cell with its breaks placed as if the
    /// agent were off, and the change of the cost of coverage. The cell of today's option is today's.
    mutating func alternatives(_ agent: Int, _ day: Int, _ options: [Int32]) -> [(cell: Cell, price: Int)] {
        let now = cell(agent, day)
        let freed = now.works ? coverPrice(agent: agent, day: day, .off) : 0
        if now.works { put(.off, agent: agent, day: day) }
        let found = options.map { option -> (cell: Cell, price: Int) in
            let cell = option == now.option ? now : placed(option, agent: agent, day: day)
            return (cell, freed + coverPrice(agent: agent, day: day, cell))
        }
        if now.works { put(now, agent: agent, day: day) }
        return found
    }

    // MARK: Prices

    /// Change of the cost of coverage when `agent` does `cell` on `day`: exact for this one change.
    mutating func coverPrice(agent: Int, day: Int, _ cell: Cell) -> Int {
        findPieces(agent: agent, day: day, cell)
        let group = Int(instance.cover.groupOfAgent[agent])
        var delta = 0
        for piece in 0..<pieces.count {
            delta += coverage.price(
                group: group, low: pieces.low[piece], high: pieces.high[piece], heads: pieces.heads[piece])
        }
        return delta
    }

    /// Price of the wishes, weekends and soft rules of an agent whose days are `row`.
    func ownPrice(_ agent: Int, row: [Cell]) -> Int {
        var price = 0
        for index in Int(instance.staff.firstWish[agent])..<Int(instance.staff.firstWish[agent + 1]) {
            let wish = instance.staff.wishes[index]
            if touches(row, wish) { price += wish.cost }
        }
        if instance.weekendPrice != 0 {
            let worked = (0..<instance.weeks).count { row[$0 * 7 + 5].works || row[$0 * 7 + 6].works }
            price += max(0, worked - instance.freeWeekends) * instance.weekendPrice
        }
        if !instance.team.breakRules.isEmpty { for cell in row { price += instance.breakPrice(cell, agent: agent) } }
        if rules[agent].items.contains(where: { $0.price != nil }) { price += verdict(agent, row: row).price }
        return price
    }

    /// Whether any shift of `row` touches `wish`.
    func touches(_ row: [Cell], _ wish: Wish) -> Bool {
        let first = max(0, Int(wish.start) / 1440 - 3)
        let last = min(row.count - 1, Int(wish.end) / 1440)
        guard first <= last else { return false }
        return (first...last).contains { day in
            guard row[day].works else { return false }
            let option = instance.shifts.options[Int(row[day].option)]
            return instance.start(option, day: day) < Int(wish.end) && instance.end(option, day: day) > Int(wish.start)
        }
    }

    /// Change of the whole cost by `changes`, exact however they overlap; the roster stays as it is.
    mutating func price(_ changes: [Change]) -> Int {
        let before = coverage.cost
        let agents = Set(changes.map(\.agent))
        let ownBefore = agents.reduce(0) { $0 + ownPrice($1, row: row($1)) } + teamPrice(of: changes)
        let old = changes.map { cell($0.agent, $0.day) }
        for change in changes { put(change.cell, agent: change.agent, day: change.day) }
        let delta = coverage.cost - before
        let ownAfter = agents.reduce(0) { $0 + ownPrice($1, row: row($1)) } + teamPrice(of: changes)
        for (change, old) in zip(changes, old).reversed() { put(old, agent: change.agent, day: change.day) }
        return delta + ownAfter - ownBefore
    }

    /// `price` in units of cost.
    func cost(_ price: Int) -> Double { Double(price) / instance.prices.unitsPerCost }

    // MARK: Rules

    /// Excess and price of the rules of `agent` for a row of days.
    func verdict(_ agent: Int, row: [Cell]) -> AgentRules.Verdict {
        var state = [Int32](repeating: 0, count: rules[agent].width)
        return rules[agent].judge(row.map(instance.fact), state: &state)
    }

    /// Whether every shift of `row` that differs from the desk's may be worked by `agent`, and its rules are exceeded
    /// by no more than now.
    func isLawful(_ agent: Int, row: [Cell], excessNow: Int) -> Bool {
        for day in row.indices where row[day] != cell(agent, day) && row[day].works {
            let contract = Int(instance.staff.contractOfAgent[agent])
            guard instance.staff.optionsOfContract[contract].contains(row[day].option),
                instance.staff.allows(option: Int(row[day].option), agentDay: agent * instance.days + day)
            else { return false }
        }
        return verdict(agent, row: row).excess <= excessNow
    }

    /// Whether `changes` together are lawful for all their agents, no activity is lost, and no seat is taken twice.
    mutating func isLawful(_ changes: [Change]) -> Bool {
        for agent in Set(changes.map(\.agent)) {
            var row = row(agent)
            let excess = verdict(agent, row: row).excess
            for change in changes where change.agent == agent { row[change.day] = change.cell }
            guard isLawful(agent, row: row, excessNow: excess) else { return false }
        }
        return keepsActivities(changes) && keepsTeamRules(changes)
    }

    /// Hard rules that `changes` newly break: those of the agents they touch as the independent checker says, then
    /// activities that are lost, then those of several agents.
    mutating func newViolations(_ changes: [Change]) -> [RosterViolation] {
        let touched = Set(changes.map(\.agent)).sorted()
        var before = Roster()
        var after = Roster()
        for agent in touched {
            var row = row(agent)
            before.shifts += shifts(agent, row: row[...])
            for change in changes where change.agent == agent { row[change.day] = change.cell }
            after.shifts += shifts(agent, row: row[...])
        }
        let names = Set(touched.map { instance.source.agents[$0].id })
        let known = RosterChecker.violations(ofAgents: names, roster: before, in: instance.source)
        let found = RosterChecker.violations(ofAgents: names, roster: after, in: instance.source).filter {
            !known.contains($0)
        }
        return found + activityViolations(changes) + teamViolations(changes)
    }

    /// The agent of that name.
    func agent(_ name: String) throws(SchedulingError) -> Int {
        if let index = agentIndex[name] { return index }
        let names = instance.source.agents.map(\.id)
        throw .unknown(what: "agent", name: name, nearest: SchedulingError.nearest(to: name, among: names))
    }

    /// The index of a day of the horizon.
    func day(_ date: CivilDate) throws(SchedulingError) -> Int {
        let day = date - instance.source.startDate
        guard (0..<instance.days).contains(day) else {
            throw .outsideHorizon(date: "\(date)", first: "\(instance.source.startDate)", days: instance.days)
        }
        return day
    }
}
