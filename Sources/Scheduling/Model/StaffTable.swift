import ContactCenter

/// A span an agent would rather not work.
struct Wish: Sendable {
    /// First minute, counted from midnight of the first day.
    let start: Int32
    /// Minute after the last.
    let end: Int32
    /// Cost when a shift touches it.
    let cost: Int
}

/// What each agent may and would rather not do.
struct StaffTable: Sendable {
    /// Contract of each agent.
    let contractOfAgent: [Int32]
    /// Options of each contract, as indices of ``ShiftOptions/options``.
    let optionsOfContract: [[Int32]]
    /// Most working days of a week, by contract.
    let maximumDays: [Int32]
    /// Least paid minutes of an agent's week after leave credits: `[agent * weeks + week]`.
    let leastPaid: [Int32]
    /// Most paid minutes of an agent's week after leave credits.
    let mostPaid: [Int32]
    /// Minutes credited in an agent's week.
    let credit: [Int32]
    /// Words of bits for the options of one day.
    let wordsPerDay: Int
    /// Allowed options: bit of the global option in `allowed[(agent * days + day) * wordsPerDay + option / 64]`.
    let allowed: [UInt64]
    /// Wishes, those of one agent together in order of time.
    let wishes: [Wish]
    /// First wish of each agent; one entry more than agents.
    let firstWish: [Int32]
    /// Agent-days that a rule of the rule book wants worked.
    let mustWork: Set<Int>
    /// Whether a shift that starts on this day can touch a wish: `[agent * days + day]`.
    let dayHasWish: [Bool]

    init(_ instance: RosteringInstance, shifts: ShiftOptions, avoidUnit: Int, prior: PriorDays) {
        let days = instance.days
        let weeks = days / 7
        let agentCount = instance.agents.count
        let agentIndex = Dictionary(uniqueKeysWithValues: instance.agents.enumerated().map { ($1.id, $0) })
        let contractIndex = Dictionary(uniqueKeysWithValues: instance.contracts.enumerated().map { ($1.name, $0) })
        let kindIndex = Dictionary(uniqueKeysWithValues: instance.shiftKinds.enumerated().map { ($1.name, $0) })
        let contractOfAgent = instance.agents.map { contractIndex[$0.contract] ?? 0 }
        let optionsOfContract = instance.contracts.map { contract in
            var seen = Set<Int>()
            return contract.shiftKinds.compactMap { kindIndex[$0] }.filter { seen.insert($0).inserted }
                .flatMap { shifts.optionsOfKind[$0].map(Int32.init) }
        }

        var blocks = [[(start: Int, end: Int)]](repeating: [], count: agentCount)
        var wishesOfAgent = [[Wish]](repeating: [], count: agentCount)
        var credit = [Int32](repeating: 0, count: agentCount * weeks)
        for record in instance.availability {
            guard let agent = agentIndex[record.agent] else { continue }
            let day = record.date - instance.startDate
            let start = day * 1440 + record.span.lowerBound
            let end = day * 1440 + record.span.upperBound
            // Records away from the horizon can neither be touched nor credited.
            guard day >= -2, day <= days + 2 else { continue }
            switch record.kind {
            case .leave, .unavailable:
                blocks[agent].append((start, end))
                if day >= 0, day / 7 < weeks { credit[agent * weeks + day / 7] += Int32(record.creditMinutes) }
            case .avoid:
                wishesOfAgent[agent].append(
                    Wish(start: Int32(start), end: Int32(end), cost: record.weight * avoidUnit))
            }
        }

        let words = max(1, (shifts.options.count + 63) / 64)
        var allowed = [UInt64](repeating: 0, count: agentCount * days * words)
        var dayHasWish = [Bool](repeating: false, count: agentCount * days)
        var wishes: [Wish] = []
        var firstWish: [Int32] = [0]
        let compiler = RuleCompiler(instance, unitsPerCost: 1, prior: prior)
        var mustWork = Set<Int>()
        var leastPaid: [Int32] = []
        var mostPaid: [Int32] = []
        for agent in 0..<agentCount {
            let own = wishesOfAgent[agent].sorted { $0.start < $1.start }
            wishes += own
            firstWish.append(Int32(wishes.count))
            let contract = instance.contracts[contractOfAgent[agent]]
            for week in 0..<weeks {
                let credited = credit[agent * weeks + week]
                leastPaid.append(Int32(contract.weeklyPaidMinutes.lowerBound) - credited)
                mostPaid.append(Int32(contract.weeklyPaidMinutes.upperBound) - credited)
            }
            // Hard rules about single days take options away at once.
            let dayRules =
                instance.ruleBook.isEmpty
                ? []
                : compiler.bookRules(of: instance.agents[agent], credits: []).filter { $0.price == nil }.map(
                    \.automaton)
            for day in 0..<days where dayRules.contains(where: { !$0.allows(.off, day: day) }) {
                mustWork.insert(agent * days + day)
            }
            // Rest from the last shift before the horizon takes the first starts away.
            let restUntil =
                prior.lastEnd(of: instance.agents[agent].id).map { $0 + instance.rules.minimumRestMinutes } ?? .min
            for day in 0..<days {
                let base = (agent * days + day) * words
                let near = blocks[agent].filter { $0.end > day * 1440 && $0.start < day * 1440 + 4320 }
                for index in optionsOfContract[contractOfAgent[agent]] {
                    let option = shifts.options[Int(index)]
                    let start = day * 1440 + Int(option.startMinute)
                    let end = day * 1440 + Int(option.endMinute)
                    if instance.skipsClock(at: start) { continue }
                    if start >= restUntil,
                        near.isEmpty || !near.contains(where: { start < $0.end && end > $0.start }),
                        dayRules.isEmpty || dayRules.allSatisfy({ $0.allows(DayFact(option), day: day) })
                    {
                        allowed[base + Int(index) / 64] |= 1 << UInt64(index % 64)
                    }
                    if !own.isEmpty, own.contains(where: { start < Int($0.end) && end > Int($0.start) }) {
                        dayHasWish[agent * days + day] = true
                    }
                }
            }
        }
        self.contractOfAgent = contractOfAgent.map(Int32.init)
        self.optionsOfContract = optionsOfContract
        maximumDays = instance.contracts.map { Int32(min($0.maximumDaysPerWeek, 7)) }
        self.leastPaid = leastPaid
        self.mostPaid = mostPaid
        self.credit = credit
        wordsPerDay = words
        self.allowed = allowed
        self.wishes = wishes
        self.firstWish = firstWish
        self.dayHasWish = dayHasWish
        self.mustWork = mustWork
    }

    /// Whether `agent` may start `option` on the day with index `agentDay` = agent × days + day.
    func allows(option: Int, agentDay: Int) -> Bool {
        allowed[agentDay * wordsPerDay + option / 64] & (1 << UInt64(option % 64)) != 0
    }
}
