import ContactCenter

/// The exact model of a neighbourhood: every lawful way to work its agent-days, and what each costs.
///
/// Modelled are the rules of the folder, the hard and soft rules of the rule book about one agent (``RuleFlow``), seats,
/// minimum cover, pairing, cover with skill subsets, wishes and weekends. A constraint that the given roster breaks
/// already may stay as broken as it is, unless the model is strict.
struct NeighbourhoodModel: Sendable {
    typealias Literal = ConstraintModel.Literal
    typealias Term = ConstraintModel.Term

    let instance: CompiledInstance
    let cells: [Cell]
    /// The model.
    var hinted: HintedModel
    /// Variables of the free agent-days.
    private(set) var days: [DayVariables] = []
    private var dayIndex: [Int: Int] = [:]

    /// The model of `neighbourhood` in the roster `cells`, whose heads on duty are `heads`; a strict one asks that every rule
    /// it knows be kept.
    init(
        _ neighbourhood: Neighbourhood, cells: [Cell], heads: HeadCounts, rules: PolishRules,
        isStrict: Bool = false, instance: CompiledInstance
    ) {
        self.instance = instance
        self.cells = cells
        hinted = HintedModel(isStrict: isStrict)
        for part in neighbourhood.parts {
            let flows = part.movesBreaksOnly ? [] : rules.flows(of: part, cells: cells, instance: instance)
            add(part, breaksOnly: part.movesBreaksOnly || flows == nil)
            guard let flows, !part.movesBreaksOnly else { continue }
            addFolderRules(of: part)
            let chosen = Dictionary(uniqueKeysWithValues: part.days.map { ($0, choice(part.agent, $0)) })
            for flow in flows { flow.add(to: &hinted, chosen: { chosen[$0] ?? [] }) }
            addWishes(of: part)
        }
        addCover(heads: heads)
        addRulesTogether(of: neighbourhood)
    }

    /// The hard rules of `agents` over the whole horizon, nothing priced, each under the literal of its cause; `nil` when a
    /// rule of one agent has too many states. Credits for leave count whether the leave does or not.
    init?(hardRulesOf agents: [Int], rules: PolishRules, instance: CompiledInstance) {
        self.instance = instance
        cells = [Cell](repeating: .off, count: instance.source.agents.count * instance.days)
        hinted = HintedModel(isStrict: true, isGuarded: true)
        let all = Neighbourhood(parts: agents.map { Neighbourhood.Part(agent: $0, days: Array(0..<instance.days)) })
        for part in all.parts {
            guard let flows = rules.flows(of: part, cells: cells, hardOnly: true, instance: instance) else {
                return nil
            }
            add(part, breaksOnly: false)
            addRecords(of: part)
            addFolderRules(of: part)
            let chosen = Dictionary(uniqueKeysWithValues: part.days.map { ($0, choice(part.agent, $0)) })
            for flow in flows {
                hinted.cause = flow.origin
                flow.add(to: &hinted, chosen: { chosen[$0] ?? [] })
            }
            hinted.cause = nil
        }
        addRulesTogether(of: all)
    }

    /// No shift touches leave or unavailability, record by record.
    private mutating func addRecords(of part: Neighbourhood.Part) {
        let source = instance.source
        for (index, record) in source.availability.enumerated()
        where record.agent == source.agents[part.agent].id && record.kind != .avoid {
            let day = record.date - source.startDate
            let from = day * 1440 + record.span.lowerBound
            let to = day * 1440 + record.span.upperBound
            let touching = days.filter { $0.agent == part.agent && abs($0.day - day) <= 3 }.flatMap { free in
                zip(free.options, free.chosen).filter {
                    let shift = instance.shifts.options[Int($0.0)]
                    return instance.start(shift, day: free.day) < to && instance.end(shift, day: free.day) > from
                }.map { ($0.1, 1) }
            }
            hinted.cause = .availability(index)
            hinted.atMost(touching, 0)
        }
        hinted.cause = nil
    }

    /// Variables of a free agent-day; `nil` where it is fixed.
    func variables(agent: Int, day: Int) -> DayVariables? { dayIndex[agent * instance.days + day].map { days[$0] } }

    /// The cells that `response` changes, by place.
    func changes(in response: ConstraintSolverResponse) -> [(place: Int, cell: Cell)] {
        days.compactMap { day in
            let place = day.agent * instance.days + day.day
            let cell = day.cell(in: response, instance)
            return cell == cells[place] ? nil : (place, cell)
        }
    }

    private func choice(_ agent: Int, _ day: Int) -> [(option: Int32, literal: Literal)] {
        variables(agent: agent, day: day).map { Array(zip($0.options, $0.chosen)) } ?? []
    }

    private mutating func add(_ part: Neighbourhood.Part, breaksOnly: Bool) {
        for day in part.days {
            let place = part.agent * instance.days + day
            let cell = cells[place]
            var options: [Int32]
            if breaksOnly {
                guard cell.works else { continue }
                options = [cell.option]
            } else {
                options = instance.staff.optionsOfContract[Int(instance.staff.contractOfAgent[part.agent])].filter {
                    hinted.isGuarded
                        || (instance.staff.allows(option: Int($0), agentDay: place)
                            && keepsRest($0, part: part, day: day))
                }
                // What is worked now stays possible, whatever it breaks.
                if cell.works, !options.contains(cell.option) {
                    if hinted.isStrict { hinted.noteBroken() } else { options.append(cell.option) }
                }
            }
            dayIndex[place] = days.count
            days.append(
                DayVariables(
                    agent: part.agent, day: day, options: options, now: cell, mayBeOff: !breaksOnly,
                    instance: instance, model: &hinted))
        }
    }

    /// Whether `option` on `day` leaves rest to the fixed shifts around it.
    private func keepsRest(_ option: Int32, part: Neighbourhood.Part, day: Int) -> Bool {
        let shift = instance.shifts.options[Int(option)]
        for near in max(0, day - instance.restReachDays)...min(instance.days - 1, day + instance.restReachDays)
        where near != day && !part.days.contains(near) {
            let cell = cells[part.agent * instance.days + near]
            guard cell.works else { continue }
            let other = instance.shifts.options[Int(cell.option)]
            let rest =
                near < day
                ? instance.start(shift, day: day) - instance.end(other, day: near)
                : instance.start(other, day: near) - instance.end(shift, day: day)
            if rest < instance.minimumRestMinutes { return false }
        }
        return true
    }

    // MARK: Rules of the folder

    private mutating func addFolderRules(of part: Neighbourhood.Part) {
        let agent = part.agent
        hinted.cause = .rest
        defer { hinted.cause = nil }
        for day in part.days {
            for near in day + 1..<min(instance.days, day + instance.restReachDays + 1) {
                addRest(agent, day, near)
            }
        }
        for week in Set(part.days.map { $0 / 7 }).sorted() where week < instance.weeks {
            let place = agent * instance.weeks + week
            let paid = sum(agent, week * 7..<week * 7 + 7) { Int($0.paidMinutes) }
            hinted.cause = .contractMost
            hinted.atMost(paid.terms, Int(instance.staff.mostPaid[place]) - paid.fixed)
            hinted.cause = .contractLeast
            hinted.atLeast(paid.terms, Int(instance.staff.leastPaid[place]) - paid.fixed)
            let worked = sum(agent, week * 7..<week * 7 + 7) { _ in 1 }
            let contract = Int(instance.staff.contractOfAgent[agent])
            hinted.cause = .contractDays
            let most =
                hinted.isGuarded
                ? instance.source.contracts[contract].maximumDaysPerWeek : Int(instance.staff.maximumDays[contract])
            hinted.atMost(worked.terms, most - worked.fixed)
        }
        hinted.cause = .daysInRow
        let run = hinted.isGuarded ? instance.source.rules.maximumConsecutiveDays : instance.maximumConsecutiveDays
        if run < instance.days {
            for first in max(0, (part.days.first ?? 0) - run)...min(instance.days - run - 1, part.days.last ?? 0) {
                let worked = sum(agent, first..<first + run + 1) { _ in 1 }
                hinted.atMost(worked.terms, run - worked.fixed)
            }
        }
        addWeekends(of: part)
    }

    /// Rest between two free days: no shift that ends too late for a start goes with one that begins no later.
    private mutating func addRest(_ agent: Int, _ day: Int, _ near: Int) {
        guard let first = variables(agent: agent, day: day), let second = variables(agent: agent, day: near) else {
            return
        }
        // With guards a rule of the rule book that tightens the folder's stands for itself.
        let least = hinted.isGuarded ? instance.source.rules.minimumRestMinutes : instance.minimumRestMinutes
        func start(_ option: Int32) -> Int { instance.start(instance.shifts.options[Int(option)], day: near) }
        func end(_ option: Int32) -> Int { instance.end(instance.shifts.options[Int(option)], day: day) }
        for limit in Set(second.options.map(start)).sorted() {
            let late = zip(first.options, first.chosen).filter { end($0.0) + least > limit }
            let early = zip(second.options, second.chosen).filter { start($0.0) <= limit }
            if !late.isEmpty, !early.isEmpty { hinted.atMostOne(late.map(\.1) + early.map(\.1)) }
        }
    }

    private mutating func addWeekends(of part: Neighbourhood.Part) {
        guard part.days.contains(where: { $0 % 7 >= 5 && $0 / 7 < instance.weeks }) else { return }
        hinted.cause = nil
        var weekends: [Term] = []
        var fixed = 0
        for week in 0..<instance.weeks {
            let both = [week * 7 + 5, week * 7 + 6]
            let isFixed = both.contains { day in
                variables(agent: part.agent, day: day) == nil && cells[part.agent * instance.days + day].works
            }
            let free = both.compactMap { variables(agent: part.agent, day: $0) }
            if isFixed {
                fixed += 1
            } else if !free.isEmpty {
                let worked = hinted.boolean(now: free.contains { hinted.value($0.works) > 0 })
                for day in free { hinted.atMost(day.works + [(worked, -1)], 0) }
                weekends.append((worked, 1))
            }
        }
        hinted.cause = .freeWeekends
        hinted.atMost(weekends, instance.maximumWeekends - fixed)
        hinted.cause = nil
        if !hinted.isGuarded, instance.weekendPrice != 0, fixed + weekends.count > instance.freeWeekends {
            // The price of the fixed ones alone is paid whatever happens.
            let paid = max(0, fixed - instance.freeWeekends)
            hinted.excess(
                over: weekends, least: fixed - instance.freeWeekends - paid,
                most: weekends.count, price: instance.weekendPrice)
        }
    }

    private mutating func addWishes(of part: Neighbourhood.Part) {
        for index in Int(instance.staff.firstWish[part.agent])..<Int(instance.staff.firstWish[part.agent + 1]) {
            let wish = instance.staff.wishes[index]
            func touches(_ option: Int32, _ day: Int) -> Bool {
                let shift = instance.shifts.options[Int(option)]
                return instance.start(shift, day: day) < Int(wish.end)
                    && instance.end(shift, day: day) > Int(wish.start)
            }
            let near = max(0, Int(wish.start) / 1440 - 3)...max(0, min(instance.days - 1, Int(wish.end) / 1440))
            guard
                !near.contains(where: { day in
                    let cell = cells[part.agent * instance.days + day]
                    return variables(agent: part.agent, day: day) == nil && cell.works && touches(cell.option, day)
                })
            else { continue }
            let touching = near.compactMap { variables(agent: part.agent, day: $0) }.map { day in
                zip(day.options, day.chosen).filter { touches($0.0, day.day) }.map { ($0.1, 1) }
            }.filter { !$0.isEmpty }
            guard !touching.isEmpty else { continue }
            let isTouched = hinted.boolean(now: touching.contains { hinted.value($0) > 0 })
            for terms in touching { hinted.atMost(terms + [(isTouched, -1)], 0) }
            hinted.minimise(isTouched, wish.cost)
        }
    }

    /// Σ amount over an agent's days: what is free, and what is fixed.
    func sum(_ agent: Int, _ range: Range<Int>, _ amount: (ShiftOption) -> Int) -> (terms: [Term], fixed: Int) {
        var terms: [Term] = []
        var fixed = 0
        for day in range {
            if let free = variables(agent: agent, day: day) {
                terms += free.sum(instance, amount)
            } else {
                let cell = cells[agent * instance.days + day]
                if cell.works { fixed += amount(instance.shifts.options[Int(cell.option)]) }
            }
        }
        return (terms, fixed)
    }
}
