/// A lawful roster under search: cells, the sums its rules need, its cost, and one proposal at a time.
///
/// A proposal changes up to four days of one agent. It is first written into the cells, then judged by the rules and
/// priced; the caller accepts it or takes it back.
struct RosterState: Sendable {
    /// Most days one proposal may change.
    static let maximumChanges = 4

    let instance: CompiledInstance
    /// What everybody does: `[agent * days + day]`.
    private(set) var cells: [Cell]
    /// Heads on duty and their marginal prices.
    private(set) var coverage: Coverage
    /// Cost of coverage, wishes and weekends in whole units.
    private(set) var cost: Int
    /// Best roster met.
    private(set) var best: BestRoster

    private var weekPaid: [Int32]
    private var weekDays: [Int32]
    private var weekendBits: [UInt64]
    private var wishTouches: [Int32]

    // The proposal.
    private var agent = 0
    private var changeCount = 0
    private var changeDay: [Int]
    private var changeOld: [Cell]
    private var changeNew: [Cell]
    private var pieces: SlotPieces
    private var newWeekendBits: UInt64 = 0
    private var touchesWishes = false

    /// A roster without any shift; lawful only for agents who need none.
    init(_ instance: CompiledInstance) {
        self.instance = instance
        let agents = instance.source.agents.count
        cells = [Cell](repeating: .off, count: agents * instance.days)
        coverage = Coverage(instance)
        cost = coverage.cost
        weekPaid = [Int32](repeating: 0, count: agents * instance.weeks)
        weekDays = weekPaid
        weekendBits = [UInt64](repeating: 0, count: agents)
        wishTouches = [Int32](repeating: 0, count: instance.staff.wishes.count)
        changeDay = [Int](repeating: 0, count: RosterState.maximumChanges)
        changeOld = [Cell](repeating: .off, count: RosterState.maximumChanges)
        changeNew = changeOld
        pieces = SlotPieces(instance, changes: RosterState.maximumChanges)
        best = BestRoster(cellCount: agents * instance.days)
    }

    /// Gives a whole agent a lawful pattern in place of days off; the caller vouches for the rules.
    mutating func assign(_ pattern: [Cell], to agent: Int) {
        let days = instance.days
        for day in 0..<days where pattern[day].works {
            begin(agent: agent)
            propose(day: day, pattern[day])
            settle()
            cost += price()
            commit()
        }
    }

    /// Takes the present roster as the best one.
    mutating func startTrackingBest() { best.restart(cost: cost) }

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
    @inline(__always)
    mutating func tryProposal(threshold: Int) -> Bool {
        let agentDays = agent &* instance.days
        for index in 0..<changeCount where changeNew[index].works {
            guard instance.staff.allows(option: Int(changeNew[index].option), agentDay: agentDays &+ changeDay[index])
            else { return false }
        }
        settle()
        guard isLawful() else {
            takeBack()
            return false
        }
        let delta = price()
        guard delta <= threshold else {
            takeBack()
            return false
        }
        cost &+= delta
        commit()
        best.record(
            agentBase: agentDays, days: changeDay, old: changeOld, count: changeCount, cost: cost, cells: cells)
        return true
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

    // MARK: Rules

    /// Whether the settled proposal keeps the weekly band, days a week, weekends, rest and days in a row.
    @inline(__always)
    private func isLawful() -> Bool {
        for index in 0..<changeCount {
            let week = changeDay[index] / 7
            guard week < instance.weeks else { continue }
            let position = agent &* instance.weeks &+ week
            guard weekPaid[position] >= instance.staff.leastPaid[position],
                weekPaid[position] <= instance.staff.mostPaid[position],
                weekDays[position] <= instance.staff.maximumDays[Int(instance.staff.contractOfAgent[agent])]
            else { return false }
        }
        if newWeekendBits != weekendBits[agent], newWeekendBits.nonzeroBitCount > instance.maximumWeekends {
            return false
        }
        for index in 0..<changeCount where changeNew[index].works {
            guard restHolds(around: changeDay[index], changeNew[index]) else { return false }
            if !changeOld[index].works, !runHolds(at: changeDay[index]) { return false }
        }
        return true
    }

    /// Rest before and after the shift of `cell` on `day`.
    @inline(__always)
    private func restHolds(around day: Int, _ cell: Cell) -> Bool {
        let agentDays = agent &* instance.days
        let option = instance.shifts.options[Int(cell.option)]
        let reach = instance.restReachDays
        var near = day &- 1
        while near >= 0, day &- near <= reach {
            let other = cells[agentDays &+ near]
            if other.works {
                let before = instance.shifts.options[Int(other.option)]
                let rest = (day &- near) &* 1440 &+ Int(option.startMinute) &- Int(before.endMinute)
                if rest < instance.minimumRestMinutes { return false }
                break
            }
            near &-= 1
        }
        near = day &+ 1
        while near < instance.days, near &- day <= reach {
            let other = cells[agentDays &+ near]
            if other.works {
                let after = instance.shifts.options[Int(other.option)]
                let rest = (near &- day) &* 1440 &+ Int(after.startMinute) &- Int(option.endMinute)
                if rest < instance.minimumRestMinutes { return false }
                break
            }
            near &+= 1
        }
        return true
    }

    /// Whether the run of working days through `day` is short enough.
    @inline(__always)
    private func runHolds(at day: Int) -> Bool {
        let agentDays = agent &* instance.days
        var run = 1
        var near = day &- 1
        while near >= 0, cells[agentDays &+ near].works {
            run &+= 1
            near &-= 1
        }
        near = day &+ 1
        while near < instance.days, cells[agentDays &+ near].works {
            run &+= 1
            near &+= 1
        }
        return run <= instance.maximumConsecutiveDays
    }

    // MARK: Price

    /// Cost of the settled proposal relative to the roster before it.
    @inline(__always)
    private mutating func price() -> Int {
        pieces.clear()
        for index in 0..<changeCount {
            pieces.addOld(changeOld[index], day: changeDay[index], shifts: instance.shifts)
            pieces.addNew(changeNew[index], day: changeDay[index], shifts: instance.shifts)
        }
        pieces.merge()
        let group = Int(instance.cover.groupOfAgent[agent])
        var delta = 0
        for piece in 0..<pieces.count {
            delta &+= coverage.price(
                group: group, low: pieces.low[piece], high: pieces.high[piece], heads: pieces.heads[piece])
        }
        if newWeekendBits != weekendBits[agent], instance.weekendPrice != 0 {
            let before = max(0, weekendBits[agent].nonzeroBitCount &- instance.freeWeekends)
            let after = max(0, newWeekendBits.nonzeroBitCount &- instance.freeWeekends)
            delta &+= (after &- before) &* instance.weekendPrice
        }
        if touchesWishes { delta &+= wishPrice() }
        return delta
    }

    /// Change of the cost of violated wishes; a wish counts once, however many shifts touch it.
    private func wishPrice() -> Int {
        var delta = 0
        for index in Int(instance.staff.firstWish[agent])..<Int(instance.staff.firstWish[agent + 1]) {
            let wish = instance.staff.wishes[index]
            let before = wishTouches[index]
            let after = before + wishChange(wish)
            if before > 0, after == 0 {
                delta -= wish.cost
            } else if before == 0, after > 0 {
                delta += wish.cost
            }
        }
        return delta
    }

    /// Shifts of the proposal that newly touch `wish`, minus those that no longer do.
    private func wishChange(_ wish: Wish) -> Int32 {
        var change: Int32 = 0
        for index in 0..<changeCount {
            if touches(changeNew[index], day: changeDay[index], wish) { change += 1 }
            if touches(changeOld[index], day: changeDay[index], wish) { change -= 1 }
        }
        return change
    }

    private func touches(_ cell: Cell, day: Int, _ wish: Wish) -> Bool {
        guard cell.works else { return false }
        let option = instance.shifts.options[Int(cell.option)]
        return instance.start(option, day: day) < Int(wish.end) && instance.end(option, day: day) > Int(wish.start)
    }

    /// Makes the priced proposal part of the roster.
    private mutating func commit() {
        let group = Int(instance.cover.groupOfAgent[agent])
        for piece in 0..<pieces.count {
            coverage.change(
                group: group, low: pieces.low[piece], high: pieces.high[piece], heads: pieces.heads[piece])
        }
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
        let cell = cells[place]
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
        let delta =
            coverage.price(group: group, low: back.low, high: back.high, heads: 1)
            &+ coverage.price(group: group, low: away.low, high: away.high, heads: -1)
        guard delta <= threshold else { return false }
        var moved = cell
        moved.setPosition(index, position)
        cells[place] = moved
        coverage.change(group: group, low: back.low, high: back.high, heads: 1)
        coverage.change(group: group, low: away.low, high: away.high, heads: -1)
        cost &+= delta
        best.record(place: place, old: cell, cost: cost, cells: cells)
        return true
    }

    /// The cells of the best roster met.
    func bestCells() -> [Cell] { best.cells(current: cells) }
}
