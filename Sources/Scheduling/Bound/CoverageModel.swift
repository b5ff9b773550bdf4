import ContactCenter

/// The pooled cover model of one week: a linear program whose optimum no roster can undercut.
///
/// Agents are pooled; columns count the shifts that start and the breaks that begin. Breaks are implicit (Bechtold
/// & Jacobs, "Implicit modeling of flexible break assignments", Management Science 36, 1990): those of one length,
/// over all kinds of a pool and day, need only begin after as many windows have opened and before as many have
/// closed. Rest, days in a row, weekends and wishes are left out, and shifts that reach into the week from the day
/// before are free, so every lawful roster is a solution.
struct CoverageModel {
    /// What the agents are pooled by.
    enum Pooling: Hashable {
        /// Skills connected by agents: one pool where multi-skilled agents tie the centre together.
        case component
        /// The exact skill set: all subsets of skills are covered, with a far larger model.
        case skillSet
    }

    /// A column that counts the shifts of one option that a team starts on one day.
    struct StartColumn: Sendable {
        let team: Int
        let day: Int
        let option: Int32
        let column: Int
    }

    /// A column that counts the breaks of one length that a skill pool begins in one slot, by the day of their shifts.
    struct BreakColumn: Sendable {
        let pool: Int
        let day: Int
        let slots: Int32
        /// Slot of the horizon.
        let slot: Int
        let column: Int
    }

    /// Columns that count the agents of a team whose week holds the same numbers of shifts by kind.
    struct MixColumns: Sendable {
        /// Agents, by index of the instance.
        let members: [Int]
        /// Kinds that the vectors count.
        let kinds: [Int]
        /// Counts by kind of each column.
        let vectors: [[Int]]
        let columns: [Int]
    }

    /// The linear program.
    private(set) var program = LinearProgram()
    /// Teams of all skill pools.
    private(set) var teams: [CoverageTeam] = []
    /// Starts of all teams, those of the days before the week that reach into it included.
    private(set) var starts: [StartColumn] = []
    /// Breaks begun.
    private(set) var breaks: [BreakColumn] = []
    /// Mixes of whole weeks.
    private(set) var mixes: [MixColumns] = []

    private let instance: CompiledInstance
    private let week: Int
    private let pooling: Pooling
    private let withWishes: Bool
    private let sums: [WeekSums]
    /// Terms of each pool's heads on duty in each slot of the week.
    private var onDuty: [[[(column: Int, value: Double)]]] = []

    /// The model of `week` for `agents`, with what each agent's week can sum up to (by index of the instance); with
    /// `withWishes`, who would rather have a whole day off costs when the team cannot do without.
    init(
        _ instance: CompiledInstance, week: Int, pooling: Pooling, agents: [Int], sums: [WeekSums],
        withWishes: Bool = false
    ) {
        self.withWishes = withWishes
        self.instance = instance
        self.sums = sums
        self.week = week
        self.pooling = pooling
        let groups = instance.cover.groupSkills.count
        let skillPools = pooling == .skillSet ? groups : instance.cover.subsetsOfComponent.count + 1
        onDuty = Array(
            repeating: Array(repeating: [], count: instance.slotsPerDay * 7), count: skillPools)
        var members = [[Int]](repeating: [], count: skillPools)
        for agent in agents { members[skillPool(of: agent)].append(agent) }
        for pool in 0..<skillPools {
            addPool(pool, CoverageTeam.teams(of: members[pool], week: week, in: instance))
        }
        addCover(heads: agents.count)
    }

    /// Number of the skill pool of an agent.
    func skillPool(of agent: Int) -> Int {
        let group = Int(instance.cover.groupOfAgent[agent])
        guard pooling == .component else { return group }
        let component = Int(instance.cover.componentOfGroup[group])
        return component < 0 ? instance.cover.subsetsOfComponent.count : component
    }

    // MARK: Shifts and breaks

    /// Adds the shifts and breaks of one skill pool, whose agents are given by team.
    private mutating func addPool(_ pool: Int, _ teams: [CoverageTeam]) {
        let heads = Double(teams.reduce(0) { $0 + $1.members.count })
        guard heads > 0 else { return }
        let latestEnd = instance.shifts.options.map { Int($0.endMinute) }.max() ?? 0
        let spillDays = week > 0 ? max(0, (latestEnd - 1) / 1440) : 0
        let firstTeam = self.teams.count
        self.teams += teams
        // By team and kind, the shifts of the week itself.
        var kindTerms = [[Int: [(column: Int, value: Double)]]](repeating: [:], count: teams.count)
        for day in max(0, week * 7 - spillDays)..<week * 7 + 7 {
            var starts: [(option: ShiftOption, column: Int)] = []
            for (index, team) in teams.enumerated() {
                var all: [(column: Int, value: Double)] = []
                for number in team.options(on: day, in: instance) {
                    let option = instance.shifts.options[Int(number)]
                    let column = program.addColumn(0...Double(team.members.count))
                    starts.append((option, column))
                    self.starts.append(StartColumn(team: firstTeam + index, day: day, option: number, column: column))
                    all.append((column, 1))
                    if day >= week * 7 { kindTerms[index][Int(option.kind), default: []].append((column, 1)) }
                }
                if !all.isEmpty { addHeads(all, of: team, day: day) }
            }
            addPresence(pool, starts, day: day, heads: heads)
            addBreaks(pool, starts, day: day, heads: heads)
        }
        for (index, terms) in kindTerms.enumerated() {
            let members = teams[index].members
            if !addCounts(members, terms: terms) { addBands(members, terms: terms) }
        }
    }

    /// Keeps what is worked on the days before the week as `cells` (`[agent * days + day]`) say.
    mutating func keepEarlierDays(_ cells: [Cell]) {
        var heads: [[Int]: Int] = [:]
        var begun: [[Int]: Int] = [:]
        for (number, team) in teams.enumerated() {
            for agent in team.members {
                for day in max(0, week * 7 - Int(RosterState.longestSpill))..<week * 7 {
                    let cell = cells[agent * instance.days + day]
                    guard cell.works else { continue }
                    heads[[number, day, Int(cell.option)], default: 0] += 1
                    let option = instance.shifts.options[Int(cell.option)]
                    for index in 0..<Int(option.breakCount) {
                        let window = instance.shifts.windows[Int(option.windowStart) + index]
                        let slot = place(option, day: day) + Int(window.earliest + cell.position(index))
                        begun[[skillPool(of: agent), day, Int(window.slots), slot], default: 0] += 1
                    }
                }
            }
        }
        for start in starts where start.day < week * 7 {
            let value = Double(heads[[start.team, start.day, Int(start.option)]] ?? 0)
            program.restrict(start.column, to: value...value)
        }
        for pause in breaks where pause.day < week * 7 {
            let value = Double(begun[[pause.pool, pause.day, Int(pause.slots), pause.slot]] ?? 0)
            program.restrict(pause.column, to: value...value)
        }
    }

    /// At most as many shifts of a team on a day as members can work.
    private mutating func addHeads(_ all: [(column: Int, value: Double)], of team: CoverageTeam, day: Int) {
        var prices: [Int: Int] = [:]
        if withWishes, day >= week * 7 {
            for agent in team.members {
                if let price = priceOfDay(agent, day: day), price > 0 { prices[price, default: 0] += 1 }
            }
        }
        var terms = all
        for (price, heads) in prices.sorted(by: { $0.key < $1.key }) {
            let cost = Double(price) / instance.prices.unitsPerCost
            terms.append((program.addColumn(cost: cost, 0...Double(heads)), -1))
        }
        let wishing = prices.values.reduce(0, +)
        program.addRow(-.infinity...Double(team.able(on: day, in: instance) - wishing), terms)
    }

    /// Least that wishes cost when `agent` works on `day`; `nil` when it cannot.
    private func priceOfDay(_ agent: Int, day: Int) -> Int? {
        let place = agent * instance.days + day
        let contract = Int(instance.staff.contractOfAgent[agent])
        let wishes = instance.staff.wishes[
            Int(instance.staff.firstWish[agent])..<Int(instance.staff.firstWish[agent + 1])]
        return instance.staff.optionsOfContract[contract].lazy
            .filter { instance.staff.allows(option: Int($0), agentDay: place) }
            .map { number in
                let option = instance.shifts.options[Int(number)]
                let start = instance.start(option, day: day)
                let end = instance.end(option, day: day)
                return wishes.reduce(0) { start < Int($1.end) && end > Int($1.start) ? $0 + $1.cost : $0 }
            }.min()
    }

    /// First slot of a shift on the horizon's clock.
    private func place(_ option: ShiftOption, day: Int) -> Int { day * instance.slotsPerDay + Int(option.firstSlot) }

    /// Heads present: those before, plus the starts and minus the ends of the slot.
    private mutating func addPresence(
        _ pool: Int, _ starts: [(option: ShiftOption, column: Int)], day: Int, heads: Double
    ) {
        var changes: [Int: [(column: Int, value: Double)]] = [:]
        for (option, column) in starts where option.slotCount > 0 {
            changes[place(option, day: day), default: []].append((column, -1))
            changes[place(option, day: day) + Int(option.slotCount), default: []].append((column, 1))
        }
        guard let first = changes.keys.min(), let last = changes.keys.max() else { return }
        var present: Int?
        for slot in first..<last {
            if let terms = changes[slot] {
                let column = program.addColumn(0...heads)
                program.addRow(0...0, [(column, 1)] + (present.map { [($0, -1)] } ?? []) + terms)
                present = column
            }
            if let present { addDuty(pool, slot, (present, 1)) }
        }
    }

    /// Breaks begun in each slot, between windows opened and windows closed.
    private mutating func addBreaks(
        _ pool: Int, _ starts: [(option: ShiftOption, column: Int)], day: Int, heads: Double
    ) {
        // By length in slots, the windows that open or close in a slot.
        var opened: [Int32: [Int: [(column: Int, value: Double)]]] = [:]
        var closed = opened
        var most: [Int32: Double] = [:]
        for (option, column) in starts {
            var count: [Int32: Double] = [:]
            for pause in 0..<Int(option.breakCount) {
                let window = instance.shifts.windows[Int(option.windowStart) + pause]
                guard window.slots > 0 else { continue }
                let first = place(option, day: day) + Int(window.earliest)
                opened[window.slots, default: [:]][first, default: []].append((column, -1))
                closed[window.slots, default: [:]][first + Int(window.positions) - 1, default: []].append((column, 1))
                count[window.slots, default: 0] += 1
            }
            for (slots, breaks) in count { most[slots] = max(most[slots] ?? 0, breaks) }
        }
        for slots in opened.keys.sorted() {
            guard let opening = opened[slots], let closing = closed[slots], let first = opening.keys.min(),
                let last = closing.keys.max()
            else { continue }
            let limit = heads * (most[slots] ?? 0)
            // waiting: windows opened minus breaks begun; ahead: breaks begun minus windows closed.
            var waiting: Int?
            var ahead: Int?
            for slot in first...last {
                let begun = program.addColumn(0...limit)
                breaks.append(BreakColumn(pool: pool, day: day, slots: slots, slot: slot, column: begun))
                let nextWaiting = program.addColumn(0...limit)
                program.addRow(
                    0...0, [(nextWaiting, 1), (begun, 1)] + (waiting.map { [($0, -1)] } ?? []) + (opening[slot] ?? []))
                waiting = nextWaiting
                let nextAhead = program.addColumn(0...limit)
                program.addRow(
                    0...0, [(nextAhead, 1), (begun, -1)] + (ahead.map { [($0, -1)] } ?? []) + (closing[slot] ?? []))
                ahead = nextAhead
                for away in slot..<slot + Int(slots) { addDuty(pool, away, (begun, -1)) }
            }
        }
    }

    private mutating func addDuty(_ pool: Int, _ slot: Int, _ term: (column: Int, value: Double)) {
        let inWeek = slot - week * 7 * instance.slotsPerDay
        guard inWeek >= 0, inWeek < 7 * instance.slotsPerDay else { return }
        onDuty[pool][inWeek].append(term)
    }

    /// The shifts of each kind that agents of one contract work together, as a mix of what single weeks can hold.
    /// Returns false when the weeks' counts are too many to list.
    private mutating func addCounts(_ members: [Int], terms: [Int: [(column: Int, value: Double)]]) -> Bool {
        let kinds = terms.keys.sorted()
        var classes: [WeekCounts: [Int]] = [:]
        var order: [WeekCounts] = []
        for agent in members {
            guard let counts = WeekCounts(agent: agent, week: week, kinds: kinds, in: instance) else { return false }
            if classes[counts] == nil { order.append(counts) }
            classes[counts, default: []].append(agent)
        }
        var ofKind = kinds.map { terms[$0] ?? [] }
        for counts in order where !counts.vectors.isEmpty {
            let agents = classes[counts] ?? []
            let heads = Double(agents.count)
            var all: [(column: Int, value: Double)] = []
            for vector in counts.vectors {
                let column = program.addColumn(0...heads)
                all.append((column, 1))
                for (index, count) in vector.enumerated() where count > 0 {
                    ofKind[index].append((column, -Double(count)))
                }
            }
            program.addRow(heads...heads, all)
            mixes.append(
                MixColumns(members: agents, kinds: kinds, vectors: counts.vectors, columns: all.map(\.column)))
        }
        for terms in ofKind { program.addRow(0...0, terms) }
        return true
    }

    /// The weekly bands of all agents of a team together, each rounded to what the agent's days can sum up to.
    private mutating func addBands(_ members: [Int], terms: [Int: [(column: Int, value: Double)]]) {
        var leastPaid = 0
        var mostPaid = 0
        var leastDays = 0
        var mostDays = 0
        for agent in members {
            let sums = sums[agent]
            guard let band = sums.paid else { continue }
            leastPaid += band.lowerBound
            mostPaid += band.upperBound
            leastDays += sums.days.lowerBound
            mostDays += sums.days.upperBound
        }
        var paid: [(column: Int, value: Double)] = []
        var days: [(column: Int, value: Double)] = []
        for kind in terms.keys.sorted() {
            let minutes = Double(instance.source.shiftKinds[kind].paidMinutes)
            paid += (terms[kind] ?? []).map { ($0.column, minutes) }
            days += terms[kind] ?? []
        }
        program.addRow(Double(leastPaid)...Double(mostPaid), paid)
        program.addRow(Double(leastDays)...Double(mostDays), days)
    }

    // MARK: Cover

    /// Adds shortage and surplus of every slot of the week.
    private mutating func addCover(heads: Int) {
        let prices = instance.prices
        let cover = instance.cover
        let subsetCount = cover.subsets.count
        for inWeek in 0..<7 * instance.slotsPerDay {
            let slot = week * 7 * instance.slotsPerDay + inWeek
            let total = Int(instance.totalDemand[slot])
            var duty: [(pool: Int, column: Int)] = []
            for pool in onDuty.indices where !onDuty[pool][inWeek].isEmpty {
                let column = program.addColumn(0...Double(heads))
                program.addRow(0...0, [(column, -1)] + onDuty[pool][inWeek])
                duty.append((pool, column))
            }
            guard total > 0 || !duty.isEmpty else { continue }
            // Prices by interval are bounded from below by the cheapest head.
            let prices = instance.shortage.map { prices.withShortage($0.least(slot: slot)) } ?? prices
            let free = min(total, prices.freeHeads(required: total))
            // The dearer price must not be undercut by choosing the cheaper one twice, nor the other way round.
            let cheap = program.addColumn(
                cost: Double(min(prices.under, prices.underExcess)) / prices.unitsPerCost,
                0...Double(prices.under <= prices.underExcess ? free : total))
            let dear = program.addColumn(
                cost: Double(max(prices.under, prices.underExcess)) / prices.unitsPerCost, 0...Double(total))
            let over = program.addColumn(cost: Double(prices.over) / prices.unitsPerCost, 0...Double(heads))
            program.addRow(
                Double(total)...Double(total), duty.map { ($0.column, 1) } + [(cheap, 1), (dear, 1), (over, -1)])

            var shorts: [(column: Int, value: Double)] = []
            for subsets in cover.subsetsOfComponent {
                let rows = pooling == .skillSet ? subsets : subsets.lowerBound..<subsets.lowerBound + 1
                let required = instance.demand[slot * subsetCount + subsets.lowerBound]
                guard required > 0 else { continue }
                let short = program.addColumn(0...Double(required))
                shorts.append((short, 1))
                for subset in rows {
                    let demand = instance.demand[slot * subsetCount + subset]
                    guard demand > 0 else { continue }
                    let serving = duty.filter { serves($0.pool, subset) }
                    program.addRow(
                        Double(demand)...Double.infinity, serving.map { ($0.column, 1) } + [(short, 1)])
                }
            }
            // Shortages of the components add up to the slot's.
            if !shorts.isEmpty { program.addRow(0...0, shorts + [(cheap, -1), (dear, -1)]) }
        }
    }

    /// Whether heads of `pool` have a skill in `subset`.
    private func serves(_ pool: Int, _ subset: Int) -> Bool {
        switch pooling {
        case .skillSet:
            let word = instance.cover.touch[pool * instance.cover.wordCount + subset / 64]
            return word & (1 << UInt64(subset % 64)) != 0
        case .component:
            return pool < instance.cover.subsetsOfComponent.count
                && instance.cover.subsetsOfComponent[pool].contains(subset)
        }
    }
}
