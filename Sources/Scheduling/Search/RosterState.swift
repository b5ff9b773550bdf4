/// A lawful roster under search: cells, the sums its rules need, its cost, and one proposal at a time.
///
/// A proposal changes up to seven days of one agent. It is first written into the cells, then judged by the rules and
/// priced; the caller accepts it or takes it back.
struct RosterState: Sendable {
    /// Most days one proposal may change.
    static let maximumChanges = 7
    /// Days that a shift may reach into beyond its own.
    static let longestSpill: Int32 = 3

    let instance: CompiledInstance
    /// What everybody does: `[agent * days + day]`.
    private(set) var cells: [Cell]
    /// Heads on duty and their marginal prices.
    private(set) var coverage: Coverage
    /// Cost of wishes, weekends and changed agent-days in whole units.
    private(set) var otherCost = 0
    /// Cost of coverage, wishes, weekends and changed agent-days in whole units.
    var cost: Int { coverage.cost &+ otherCost }
    /// Open days in a row from each day on; the end of the horizon leaves room for what spills over it.
    private var openRun: [Int32]
    private(set) var weekPaid: [Int32]
    private(set) var weekDays: [Int32]
    private(set) var weekendBits: [UInt64]
    private(set) var wishTouches: [Int32]

    /// Agent-days that no proposal may change; empty when all are free.
    let isLocked: [Bool]
    /// What changes are counted against.
    let reference: [Cell]
    /// Price of an agent-day that differs from ``reference``; 0 when changes are free.
    let changePrice: Int

    /// Rules of the rule book.
    private var keeper: RuleKeeper
    /// Rules of several agents and of breaks.
    private(set) var team: TeamKeeper
    /// Units beyond hard rules of several agents that this roster has gained since it was built.
    private(set) var teamExcess = 0

    // The proposal.
    private(set) var agent = 0
    private(set) var changeCount = 0
    private(set) var changeDay: [Int]
    private(set) var changeOld: [Cell]
    private(set) var changeNew: [Cell]
    var pieces: SlotPieces
    private(set) var newWeekendBits: UInt64 = 0
    private(set) var touchesWishes = false
    /// Price of the proposal without coverage.
    var otherDelta = 0

    /// A roster without any shift; lawful only for agents who need none. Locks and prices of `revision` hold for
    /// proposals, not for ``assign(_:to:)``.
    init(_ instance: CompiledInstance, revision: CompiledRevision? = nil) {
        self.instance = instance
        isLocked = revision.map { $0.isLocked.contains(true) ? $0.isLocked : [] } ?? []
        reference = revision?.reference ?? []
        changePrice = revision?.changePrice ?? 0
        let agents = instance.source.agents.count
        cells = [Cell](repeating: .off, count: agents * instance.days)
        coverage = Coverage(instance)
        if changePrice > 0 { otherCost += reference.count { $0 != .off } * changePrice }
        weekPaid = [Int32](repeating: 0, count: agents * instance.weeks)
        weekDays = weekPaid
        weekendBits = [UInt64](repeating: 0, count: agents)
        wishTouches = [Int32](repeating: 0, count: instance.staff.wishes.count)
        changeDay = [Int](repeating: 0, count: RosterState.maximumChanges)
        changeOld = [Cell](repeating: .off, count: RosterState.maximumChanges)
        changeNew = changeOld
        pieces = SlotPieces(instance, changes: RosterState.maximumChanges)
        keeper = RuleKeeper(instance)
        team = TeamKeeper(instance)
        openRun = [Int32](repeating: Int32(instance.days) + RosterState.longestSpill, count: instance.days)
    }

    /// Gives a whole agent a lawful pattern in place of days off; the caller vouches for the rules.
    mutating func assign(_ pattern: [Cell], to agent: Int) {
        let days = instance.days
        for day in 0..<days where pattern[day].works {
            begin(agent: agent)
            propose(day: day, pattern[day])
            settle()
            _ = price()
            if instance.team.binds[agent] { otherDelta &+= changeTeam(forth: true).price }
            commit()
        }
    }

    /// Judges everybody by the rule book; what is wrong at first costs from here on.
    mutating func startRuleBook() {
        otherCost += keeper.start(cells: cells, instance: instance)
        teamExcess = 0
    }

    /// Shows proposals the prices that `guide` says.
    mutating func show(_ guide: PriceGuide, slotPrices: [Double] = []) {
        coverage.show(guide, slotPrices: slotPrices)
    }

    // MARK: Open days

    /// Lets proposals touch the given days (ascending) and their slots only.
    mutating func open(days: [Int32]) {
        var isMember = [Bool](repeating: false, count: instance.days)
        for day in days { isMember[Int(day)] = true }
        var run = RosterState.longestSpill
        for day in (0..<instance.days).reversed() {
            run = isMember[day] ? run + 1 : 0
            openRun[day] = run
        }
    }

    /// Whether proposals may touch `day`.
    @inline(__always)
    func isOpen(_ day: Int) -> Bool { openRun[day] > 0 }

    /// Whether proposals may touch `day` and all days that `cell` reaches into from it.
    @inline(__always)
    func isOpen(_ day: Int, for cell: Cell) -> Bool {
        guard cell.works else { return openRun[day] > 0 }
        return openRun[day] &* 1440 >= instance.shifts.options[Int(cell.option)].endMinute
    }

    /// Whether the cell of an agent on `day` may be changed.
    @inline(__always)
    func isFree(agentDay: Int, day: Int) -> Bool {
        isOpen(day, for: cells[agentDay]) && (isLocked.isEmpty || !isLocked[agentDay])
    }

    /// Takes over what `other` has changed for `agents` on `days`, nobody else having touched either; costs included.
    mutating func takeOver(
        from other: RosterState, agents: [Int32], days: [Int32], coverageCostChange: Int, otherCostChange: Int
    ) {
        for agent in agents {
            let first = Int(agent) * instance.days
            for day in days { cells[first + Int(day)] = other.cells[first + Int(day)] }
            for place in Int(agent) * instance.weeks..<(Int(agent) + 1) * instance.weeks {
                weekPaid[place] = other.weekPaid[place]
                weekDays[place] = other.weekDays[place]
            }
            weekendBits[Int(agent)] = other.weekendBits[Int(agent)]
            for wish in instance.staff.firstWish[Int(agent)]..<instance.staff.firstWish[Int(agent) + 1] {
                wishTouches[Int(wish)] = other.wishTouches[Int(wish)]
            }
            keeper.takeOver(from: other.keeper, agent: Int(agent))
        }
        team.takeOver(from: other.team, days: days, slotsPerDay: instance.slotsPerDay)
        otherCost += otherCostChange
        coverage.takeOver(
            from: other.coverage, days: days, slotsPerDay: instance.slotsPerDay, costChange: coverageCostChange)
    }

    // MARK: One proposal

    /// Starts an empty proposal for `agent`.
    @inline(__always)
    mutating func begin(agent: Int) {
        self.agent = agent
        changeCount = 0
    }

    /// Adds a change to the proposal; days must come in ascending order and only once.
    @inline(__always)
    mutating func propose(day: Int, _ cell: Cell) {
        changeDay[changeCount] = day
        changeNew[changeCount] = cell
        changeCount &+= 1
    }

    /// Judges and prices the proposal, and carries it out when its price is at most `threshold`.
    /// Returns whether it was carried out.
    ///
    /// With `isPart` the rules of several agents are not asked, only counted and priced: the proposal is a part of a
    /// change of several agents, which the caller judges by ``teamExcess`` and ``cost``.
    @inline(__always)
    mutating func tryProposal(threshold: Int, isPart: Bool = false) -> Bool {
        let agentDays = agent &* instance.days
        for index in 0..<changeCount {
            let day = changeDay[index]
            guard isOpen(day, for: changeNew[index]), isOpen(day, for: cells[agentDays &+ day]) else { return false }
        }
        if !isLocked.isEmpty {
            for index in 0..<changeCount where isLocked[agentDays &+ changeDay[index]] { return false }
        }
        for index in 0..<changeCount where changeNew[index].works {
            guard instance.staff.allows(option: Int(changeNew[index].option), agentDay: agentDays &+ changeDay[index])
            else { return false }
        }
        settle()
        guard isLawful() else {
            takeBack()
            return false
        }
        var delta = price()
        let floorLoss = coverage.hasHardFloors ? hardFloorLoss() : 0
        guard isPart || floorLoss <= 0 else {
            takeBack()
            return false
        }
        let isBound = keeper.binds(agent)
        if isBound {
            guard let more = keeper.propose(agent: agent, cells: cells, instance: instance) else {
                takeBack()
                return false
            }
            delta &+= more
            otherDelta &+= more
        }
        if instance.team.binds[agent] {
            let more = changeTeam(forth: true)
            guard isPart || more.excess <= 0, delta &+ more.price <= threshold else {
                _ = changeTeam(forth: false)
                takeBack()
                return false
            }
            otherDelta &+= more.price
            teamExcess &+= more.excess
        } else if delta > threshold {
            takeBack()
            return false
        }
        teamExcess &+= floorLoss
        if isBound { keeper.accept(agent: agent) }
        commit()
        return true
    }

    /// Carries the proposal out without asking: it takes back what was carried out before.
    mutating func carryOut() {
        settle()
        _ = price()
        if keeper.binds(agent) {
            otherDelta &+= keeper.propose(agent: agent, cells: cells, instance: instance, mayGrow: true) ?? 0
            keeper.accept(agent: agent)
        }
        if instance.team.binds[agent] {
            let more = changeTeam(forth: true)
            otherDelta &+= more.price
            teamExcess &+= more.excess
        }
        if coverage.hasHardFloors { teamExcess &+= hardFloorLoss() }
        commit()
    }

    /// Tells the rules of several agents of the proposal, or takes it back; returns what it changes.
    private mutating func changeTeam(forth: Bool) -> TeamKeeper.Change {
        var change = TeamKeeper.Change()
        for index in 0..<changeCount {
            let one = team.change(
                agent: agent, day: changeDay[index], from: forth ? changeOld[index] : changeNew[index],
                to: forth ? changeNew[index] : changeOld[index], cells: cells, instance: instance)
            change.excess &+= one.excess
            change.price &+= one.price
        }
        return change
    }

    /// Heads and slots that hard rules of minimum cover lose by the priced proposal.
    private func hardFloorLoss() -> Int {
        let group = Int(instance.cover.groupOfAgent[agent])
        var loss = 0
        for piece in 0..<pieces.count {
            loss &+= coverage.hardFloorLoss(
                group: group, low: pieces.low[piece], high: pieces.high[piece], heads: pieces.heads[piece])
        }
        return loss
    }

    /// Writes the proposal into the cells and the week sums.
    @inline(__always)
    private mutating func settle() {
        newWeekendBits = weekendBits[agent]
        touchesWishes = false
        let agentDays = agent &* instance.days
        for index in 0..<changeCount {
            let day = changeDay[index]
            let new = changeNew[index]
            let old = cells[agentDays &+ day]
            changeOld[index] = old
            cells[agentDays &+ day] = new
            let week = day / 7
            if week < instance.weeks {
                let position = agent &* instance.weeks &+ week
                weekPaid[position] &+= paidMinutes(new) &- paidMinutes(old)
                weekDays[position] &+= (new.works ? 1 : 0) &- (old.works ? 1 : 0)
            }
            touchesWishes = touchesWishes || instance.staff.dayHasWish[agentDays &+ day]
        }
        for index in 0..<changeCount {
            let day = changeDay[index]
            let week = day / 7
            guard day % 7 >= 5, week < instance.weeks else { continue }
            let saturday = agentDays &+ week &* 7 &+ 5
            let bit: UInt64 = 1 << UInt64(week)
            if cells[saturday].works || cells[saturday &+ 1].works {
                newWeekendBits |= bit
            } else {
                newWeekendBits &= ~bit
            }
        }
    }

    /// Undoes ``settle()``.
    @inline(__always)
    private mutating func takeBack() {
        let agentDays = agent &* instance.days
        for index in 0..<changeCount {
            let day = changeDay[index]
            let old = changeOld[index]
            let new = changeNew[index]
            cells[agentDays &+ day] = old
            let week = day / 7
            if week < instance.weeks {
                let position = agent &* instance.weeks &+ week
                weekPaid[position] &-= paidMinutes(new) &- paidMinutes(old)
                weekDays[position] &-= (new.works ? 1 : 0) &- (old.works ? 1 : 0)
            }
        }
    }

    @inline(__always)
    private func paidMinutes(_ cell: Cell) -> Int32 {
        cell.works ? instance.shifts.options[Int(cell.option)].paidMinutes : 0
    }

    /// Makes the priced proposal part of the roster.
    private mutating func commit() {
        let group = Int(instance.cover.groupOfAgent[agent])
        for piece in 0..<pieces.count {
            coverage.change(
                group: group, low: pieces.low[piece], high: pieces.high[piece], heads: pieces.heads[piece])
        }
        otherCost &+= otherDelta
        weekendBits[agent] = newWeekendBits
        guard touchesWishes else { return }
        for index in Int(instance.staff.firstWish[agent])..<Int(instance.staff.firstWish[agent + 1]) {
            wishTouches[index] += wishChange(instance.staff.wishes[index])
        }
    }

    // MARK: One break

    /// Moves break `index` of a working cell to `position` of its window when that is lawful and costs at most
    /// `threshold`. Returns whether it did.
    @inline(__always)
    mutating func tryBreak(agent: Int, day: Int, index: Int, position: Int32, threshold: Int) -> Bool {
        let place = agent &* instance.days &+ day
        guard isLocked.isEmpty || !isLocked[place] else { return false }
        let cell = cells[place]
        guard isOpen(day, for: cell) else { return false }
        let option = instance.shifts.options[Int(cell.option)]
        let start = Int(option.windowStart) &+ index
        let window = instance.shifts.windows[start]
        let offset = window.earliest &+ position
        if index > 0 {
            let before = instance.shifts.windows[start &- 1]
            guard offset &- before.earliest &- cell.position(index &- 1) >= before.step else { return false }
        }
        if index &+ 1 < Int(option.breakCount) {
            let after = instance.shifts.windows[start &+ 1]
            guard after.earliest &+ cell.position(index &+ 1) &- offset >= window.step else { return false }
        }
        let first = day &* instance.slotsPerDay &+ Int(option.firstSlot &+ window.earliest)
        let length = Int(window.slots)
        let from = first &+ Int(cell.position(index))
        let to = first &+ Int(position)
        let limit = instance.slotCount
        // Slots of the old break that the new one leaves free, and the other way round.
        let backLow = to > from ? from : max(from, to &+ length)
        let backHigh = to > from ? min(to, from &+ length) : from &+ length
        let awayLow = to > from ? max(to, from &+ length) : to
        let awayHigh = to > from ? to &+ length : min(from, to &+ length)
        let group = Int(instance.cover.groupOfAgent[agent])
        let back = (low: min(backLow, limit), high: min(backHigh, limit))
        let away = (low: min(awayLow, limit), high: min(awayHigh, limit))
        var moved = cell
        moved.setPosition(index, position)
        var changes = changePrice(at: place, from: cell, to: moved)
        if !instance.team.breakRules.isEmpty {
            changes &+= instance.breakPrice(moved, agent: agent) &- instance.breakPrice(cell, agent: agent)
        }
        if coverage.hasHardFloors {
            let loss =
                coverage.hardFloorLoss(group: group, low: away.low, high: away.high, heads: -1)
                &+ coverage.hardFloorLoss(group: group, low: back.low, high: back.high, heads: 1)
            guard loss <= 0 else { return false }
        }
        let delta =
            coverage.price(group: group, low: back.low, high: back.high, heads: 1)
            &+ coverage.price(group: group, low: away.low, high: away.high, heads: -1) &+ changes
        guard delta <= threshold else { return false }
        cells[place] = moved
        coverage.change(group: group, low: back.low, high: back.high, heads: 1)
        coverage.change(group: group, low: away.low, high: away.high, heads: -1)
        otherCost &+= changes
        return true
    }
}
