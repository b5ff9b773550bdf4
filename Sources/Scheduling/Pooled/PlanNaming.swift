import NumericalMethods

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#endif

/// Gives the shifts of a pooled plan to agents.
///
/// Agents who may work the same kinds exchange what they do on a day, by simulated annealing, until nobody's own rules
/// are broken: whatever they exchange, the plan's heads stay as planned. Rules that the annealing cannot mend are left
/// for the search that follows, which rebuilds the agent.
struct PlanNaming {
    /// Exchanges tried for each agent between two reheatings.
    static let exchangesPerAgent = 1500
    /// Times that the annealing is heated, as long as somebody's rules are broken or wishes violated.
    static let heatings = 8
    /// What one broken rule weighs, in units of cost.
    static let brokenRule = 20.0

    private let instance: CompiledInstance
    private let week: Int
    private var random: RandomStream
    /// Options of everybody, −1 = off: `[agent * days + day]`; other weeks as they are.
    private(set) var options: [Int32]
    /// What the rules and wishes of each agent weigh now.
    private var weight: [Double]
    /// Agents with a weight, in any order, and the place of each there.
    private var troubled: [Int32] = []
    private var placeInTroubled: [Int]

    /// A naming in `week` that leaves the other weeks of `cells` as they are.
    init(_ instance: CompiledInstance, week: Int, cells: [Cell], random: RandomStream) {
        self.instance = instance
        self.week = week
        self.random = random
        options = cells.map(\.option)
        weight = [Double](repeating: 0, count: instance.source.agents.count)
        placeInTroubled = [Int](repeating: -1, count: weight.count)
    }

    /// Names who works the shifts of `plan` in the teams `teams`; returns how many agents are left with broken rules.
    mutating func name(_ plan: PooledPlan, teams: [CoverageTeam]) -> Int {
        for (number, team) in teams.enumerated() {
            deal(plan.starts.filter { $0.team == number }, to: team, mixes: plan.mixes)
        }
        // Who shares contract and component of skills may exchange without the pools noticing.
        var groups: [[Int32]: [Int32]] = [:]
        for agent in teams.flatMap(\.members) {
            let group = Int(instance.cover.groupOfAgent[agent])
            let key = [instance.staff.contractOfAgent[agent], instance.cover.componentOfGroup[group]]
            groups[key, default: []].append(Int32(agent))
        }
        let ordered = groups.keys.sorted { $0.lexicographicallyPrecedes($1) }.compactMap { groups[$0]?.sorted() }
        for members in ordered where members.count > 1 { anneal(members) }
        return teams.flatMap(\.members).count { brokenRules(of: $0) > 0 }
    }

    // MARK: Dealing out

    /// First days and kinds, to who needs them most, then starts in the order of the members, so that everybody's
    /// starts stay alike over the week.
    private mutating func deal(_ starts: [PooledPlan.Starts], to team: CoverageTeam, mixes: [PooledPlan.Mix]) {
        var need = needs(of: team.members, mixes: mixes)
        for agent in team.members {
            for day in week * 7..<week * 7 + 7 { options[agent * instance.days + day] = -1 }
        }
        for day in week * 7..<week * 7 + 7 {
            let today = starts.filter { $0.day == day }
            var free = team.members.filter { agent in
                today.contains { instance.staff.allows(option: Int($0.option), agentDay: agent * instance.days + day) }
            }
            let kinds = Set(today.map { instance.shifts.options[Int($0.option)].kind }).sorted()
            for kind in kinds {
                let shifts = today.filter { instance.shifts.options[Int($0.option)].kind == kind }
                    .sorted {
                        instance.shifts.options[Int($0.option)].startMinute
                            < instance.shifts.options[Int($1.option)].startMinute
                    }
                    .flatMap { [Int32](repeating: $0.option, count: $0.heads) }
                let wanting = free.sorted { one, two in
                    let a = need[one, default: [:]][kind, default: 0]
                    let b = need[two, default: [:]][kind, default: 0]
                    return a != b ? a > b : one < two
                }
                let taking = wanting.prefix(shifts.count).sorted()
                for (agent, option) in zip(taking, shifts) {
                    options[agent * instance.days + day] = option
                    need[agent, default: [:]][kind, default: 0] -= 1
                }
                let taken = Set(taking)
                free.removeAll { taken.contains($0) }
            }
        }
    }

    /// Shifts of each kind that each member's week shall hold.
    private func needs(of members: [Int], mixes: [PooledPlan.Mix]) -> [Int: [Int32: Int]] {
        let own = Set(members)
        var need: [Int: [Int32: Int]] = [:]
        for mix in mixes where mix.members.contains(where: own.contains) {
            let weeks = mix.weeks.flatMap { Array(repeating: $0.counts, count: $0.heads) }
            for (agent, counts) in zip(mix.members, weeks) {
                for (kind, count) in zip(mix.kinds, counts) { need[agent, default: [:]][Int32(kind)] = count }
            }
        }
        return need
    }

    // MARK: Exchanging

    private mutating func anneal(_ members: [Int32]) {
        for agent in troubled { placeInTroubled[Int(agent)] = -1 }
        troubled.removeAll()
        for agent in members { note(Int(agent), weigh(Int(agent))) }
        var best = (weight: members.reduce(0) { $0 + weight[Int($1)] }, options: options)
        for heating in 0..<PlanNaming.heatings where best.weight > 0 {
            cool(members, from: PlanNaming.brokenRule / (heating == 0 ? 2 : 4))
            let now = members.reduce(0) { $0 + weight[Int($1)] }
            if now < best.weight { best = (now, options) }
        }
        options = best.options
    }

    private mutating func cool(_ members: [Int32], from hottest: Double) {
        let count = members.count * PlanNaming.exchangesPerAgent
        let coldest = 0.15
        var temperature = hottest
        for step in 0..<count {
            if step % 256 == 0 { temperature = hottest * pow(coldest / hottest, Double(step) / Double(count)) }
            // Half of the time somebody in trouble: two agents without have nothing to gain from each other.
            guard !troubled.isEmpty else { return }
            let pool = random.index(below: 2) == 0 ? troubled : members
            let one = Int(pool[random.index(below: pool.count)])
            let two = Int(members[random.index(below: members.count)])
            guard one != two, weight[one] + weight[two] > 0 else { continue }
            let first = random.index(below: 7)
            // Often two days at once: who takes a day must mostly give one.
            let last = random.index(below: 2) == 0 ? random.index(below: 7) : first
            exchange(one, two, first, last)
            let after = (one: weigh(one), two: weigh(two))
            let rise = after.one + after.two - weight[one] - weight[two]
            if rise <= 0 || random.uniform() < exp(-rise / temperature) {
                note(one, after.one)
                note(two, after.two)
            } else {
                exchange(one, two, first, last)
            }
        }
    }

    private mutating func note(_ agent: Int, _ value: Double) {
        weight[agent] = value
        let place = placeInTroubled[agent]
        if value > 0, place < 0 {
            placeInTroubled[agent] = troubled.count
            troubled.append(Int32(agent))
        } else if value == 0, place >= 0 {
            let moved = troubled.removeLast()
            if place < troubled.count {
                troubled[place] = moved
                placeInTroubled[Int(moved)] = place
            }
            placeInTroubled[agent] = -1
        }
    }

    private mutating func exchange(_ one: Int, _ two: Int, _ first: Int, _ last: Int) {
        let base = week * 7
        options.swapAt(one * instance.days + base + first, two * instance.days + base + first)
        if last != first { options.swapAt(one * instance.days + base + last, two * instance.days + base + last) }
    }

    private func weigh(_ agent: Int) -> Double {
        Double(brokenRules(of: agent)) * PlanNaming.brokenRule + wishes(of: agent)
    }

    /// Rules of `agent` that the week breaks, each as often as it is broken.
    private func brokenRules(of agent: Int) -> Int {
        let base = agent * instance.days
        let contract = Int(instance.staff.contractOfAgent[agent])
        var broken = 0
        var paid: Int32 = 0
        var worked: Int32 = 0
        var run = 0
        var end = Int.min / 2
        let from = week * 7
        // Days before the week, as far back as rest and days in a row look.
        if from == 0 {
            run = instance.runBefore[agent]
        } else {
            var day = from - 1
            while day >= 0, options[base + day] >= 0 {
                run += 1
                day -= 1
            }
            if day < 0 { run += instance.runBefore[agent] }
            for day in max(0, from - 2)..<from where options[base + day] >= 0 {
                end = max(end, instance.end(instance.shifts.options[Int(options[base + day])], day: day))
            }
        }
        for day in from..<from + 7 {
            let number = options[base + day]
            guard number >= 0 else {
                run = 0
                continue
            }
            let option = instance.shifts.options[Int(number)]
            run += 1
            if run > instance.maximumConsecutiveDays { broken += 1 }
            if !instance.staff.allows(option: Int(number), agentDay: base + day) { broken += 1 }
            if instance.start(option, day: day) - end < instance.minimumRestMinutes { broken += 1 }
            end = max(end, instance.end(option, day: day))
            paid += option.paidMinutes
            worked += 1
        }
        let place = agent * instance.weeks + week
        let away = max(0, instance.staff.leastPaid[place] - paid, paid - instance.staff.mostPaid[place])
        if away > 0 { broken += 1 + Int(away) / 240 }
        broken += Int(max(0, worked - instance.staff.maximumDays[contract]))
        if weekends(of: agent) > instance.maximumWeekends { broken += 1 }
        return broken
    }

    /// Weekends worked up to the end of the week.
    private func weekends(of agent: Int) -> Int {
        guard instance.days >= 28 else { return 0 }
        return (0...week).count { week in
            options[agent * instance.days + week * 7 + 5] >= 0 || options[agent * instance.days + week * 7 + 6] >= 0
        }
    }

    /// What violated wishes of the week and weekends beyond the free ones cost.
    private func wishes(of agent: Int) -> Double {
        var cost = 0
        let base = agent * instance.days
        for index in Int(instance.staff.firstWish[agent])..<Int(instance.staff.firstWish[agent + 1]) {
            let wish = instance.staff.wishes[index]
            guard wish.end > Int32(week) * 10_080, wish.start < Int32(week + 1) * 10_080 else { continue }
            for day in week * 7..<week * 7 + 7 where options[base + day] >= 0 {
                let option = instance.shifts.options[Int(options[base + day])]
                if instance.start(option, day: day) < Int(wish.end), instance.end(option, day: day) > Int(wish.start) {
                    cost += wish.cost
                    break
                }
            }
        }
        if instance.weekendPrice > 0 {
            cost += max(0, weekends(of: agent) - instance.freeWeekends) * instance.weekendPrice
        }
        return Double(cost) / instance.prices.unitsPerCost
    }
}
