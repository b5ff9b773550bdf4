import ContactCenter

/// Rules about several agents: seats, minimum cover and pairing.
extension NeighbourhoodModel {
    /// Adds those that the free agent-days of `neighbourhood` can touch.
    mutating func addRulesTogether(of neighbourhood: Neighbourhood) {
        defer { hinted.cause = nil }
        for (index, rule) in instance.source.ruleBook.enumerated() where !hinted.isGuarded || rule.level == .hard {
            hinted.cause = .rule(index)
            switch rule.term {
            case .seats(let most):
                addHeadRule(rule, able: { _ in true }, countsBreaks: true) { _ in (nil, most) }
            case .minimumCover(let skill, let heads, let weekdays, let span):
                let grid = instance.source.gridMinutes
                let slotsPerDay = instance.slotsPerDay
                addHeadRule(
                    rule, able: { agent in skill.map(agent.skills.contains) ?? true }, countsBreaks: false
                ) { slot in
                    let isAsked =
                        span.contains(slot % slotsPerDay * grid)
                        && (weekdays.isEmpty || weekdays.contains(slot / slotsPerDay % 7))
                    return (isAsked ? heads : nil, nil)
                }
            case .pairing(let names, let together) where rule.level == .hard:
                addPairing(names, together: together)
            default: break
            }
        }
    }

    /// A rule of least or most heads in a slot; the given roster's excess may stay, and a soft rule is paid for.
    private mutating func addHeadRule(
        _ rule: RosterRule, able: (Agent) -> Bool, countsBreaks: Bool,
        bounds: (_ slot: Int) -> (least: Int?, most: Int?)
    ) {
        let agents = instance.source.agents
        let isBound = agents.map { rule.scope.binds($0) && able($0) }
        var terms: [Int: [Term]] = [:]
        for day in days where isBound[day.agent] {
            day.addHeads(countsBreaks: countsBreaks, to: &terms, instance)
        }
        guard !terms.isEmpty else { return }
        var fixed = [Int](repeating: 0, count: instance.slotCount)
        for agent in agents.indices where isBound[agent] {
            for day in 0..<instance.days where variables(agent: agent, day: day) == nil {
                let cell = cells[agent * instance.days + day]
                let slots =
                    countsBreaks
                    ? Array(HeadCounts.presence(cell, day: day, instance)) : HeadCounts.duty(cell, day: day, instance)
                for slot in slots { fixed[slot] += 1 }
            }
        }
        // Both rules count minutes, and their weight is for an hour.
        let price =
            rule.weight * instance.prices.unitsPerCost * Double(instance.source.gridMinutes) / 60
        for slot in terms.keys.sorted() {
            guard let here = terms[slot] else { continue }
            let limit = bounds(slot)
            if let most = limit.most {
                if rule.level == .hard {
                    hinted.atMost(here, most - fixed[slot])
                } else {
                    hinted.excess(
                        over: here, least: min(0, fixed[slot] - most), most: agents.count,
                        price: Int(price.rounded()))
                }
            }
            if let least = limit.least {
                if rule.level == .hard {
                    hinted.atLeast(here, least - fixed[slot])
                } else if least > fixed[slot] {
                    hinted.excess(
                        over: here.map { ($0.variable, -$0.coefficient) }, least: least - fixed[slot], most: least,
                        price: Int(price.rounded()))
                }
            }
        }
    }

    /// Members work the same days at overlapping times, or never at the same time.
    private mutating func addPairing(_ names: [String], together: Bool) {
        let members = instance.source.agents.indices.filter { names.contains(instance.source.agents[$0].id) }
        for day in 0..<instance.days {
            let free = members.compactMap { variables(agent: $0, day: day) }
            guard !free.isEmpty else { continue }
            let date = instance.source.startDate + day
            let fixed = members.filter { variables(agent: $0, day: day) == nil }
            let fixedShifts = fixed.map { cells[$0 * instance.days + day] }.filter(\.works).map {
                instance.shifts.options[Int($0.option)]
            }
            if together {
                let onLeave = Set(
                    instance.source.availability.filter { $0.kind == .leave && $0.date == date }.map(\.agent))
                addTogether(free, fixedShifts, fixed: fixed, day: day, onLeave: onLeave)
            } else {
                addApart(free, fixedShifts)
            }
        }
    }

    private mutating func addTogether(
        _ free: [DayVariables], _ fixedShifts: [ShiftOption], fixed: [Int], day: Int, onLeave: Set<String>
    ) {
        let names = instance.source.agents
        let mustFollow = free.filter { !onLeave.contains(names[$0.agent].id) }
        let fixedAway = fixed.contains {
            !cells[$0 * instance.days + day].works && !onLeave.contains(names[$0].id)
        }
        for one in free {
            // When one works, everybody not on leave does.
            for other in mustFollow where other.agent != one.agent {
                hinted.atMost(one.works + other.works.map { ($0.variable, -1) }, 0)
            }
            if fixedAway { hinted.atMost(one.works, 0) }
        }
        if !fixedShifts.isEmpty { for one in mustFollow { hinted.atLeast(one.works, 1) } }
        // No shift ends before another begins.
        let times = Set(
            free.flatMap { $0.options.map { instance.shifts.options[Int($0)].startMinute } }
                + fixedShifts.map(\.startMinute)
        ).sorted()
        for time in times {
            for one in free {
                let early = zip(one.options, one.chosen).filter { instance.shifts.options[Int($0.0)].endMinute <= time }
                    .map(\.1)
                guard !early.isEmpty else { continue }
                for other in free where other.agent != one.agent {
                    let late = zip(other.options, other.chosen).filter {
                        instance.shifts.options[Int($0.0)].startMinute >= time
                    }.map(\.1)
                    hinted.atMostOne(early + late)
                }
                if fixedShifts.contains(where: { $0.startMinute >= time }) {
                    hinted.atMost(early.map { ($0, 1) }, 0)
                }
            }
            if fixedShifts.contains(where: { $0.endMinute <= time }) {
                for other in free {
                    hinted.atMost(
                        zip(other.options, other.chosen).filter {
                            instance.shifts.options[Int($0.0)].startMinute >= time
                        }.map { ($0.1, 1) }, 0)
                }
            }
        }
    }

    private mutating func addApart(_ free: [DayVariables], _ fixedShifts: [ShiftOption]) {
        let times = Set(
            free.flatMap { $0.options.map { instance.shifts.options[Int($0)].startMinute } }
                + fixedShifts.map(\.startMinute)
        ).sorted()
        for time in times {
            let present = free.flatMap { day in
                zip(day.options, day.chosen).filter {
                    let shift = instance.shifts.options[Int($0.0)]
                    return shift.startMinute <= time && shift.endMinute > time
                }.map { ($0.1, 1) }
            }
            let fixed = fixedShifts.count { $0.startMinute <= time && $0.endMinute > time }
            hinted.atMost(present, max(0, 1 - fixed))
        }
    }
}
