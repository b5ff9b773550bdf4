/// What construction does with a roster that is already there.
extension RosterConstruction {
    /// Whether any day of `agent` is locked.
    func hasLocks(_ agent: Int) -> Bool {
        guard let revision else { return false }
        return revision.isLocked[agent * instance.days..<(agent + 1) * instance.days].contains(true)
    }

    /// Whether `agent` works on a locked day.
    func hasLockedShifts(_ agent: Int) -> Bool {
        guard let revision else { return false }
        return (agent * instance.days..<(agent + 1) * instance.days).contains {
            revision.isLocked[$0] && revision.base[$0].works
        }
    }

    /// The given days of `agent` when they are lawful, misplaced breaks placed anew; `nil` when they are not.
    mutating func keptPattern(of agent: Int, coverage: Coverage) -> [Cell]? {
        guard let revision else { return nil }
        let places = agent * instance.days..<(agent + 1) * instance.days
        // A misfit with an option has misplaced breaks only; one without is a shift that cannot be kept.
        let isKept = places.allSatisfy { place in
            !revision.misfits.contains(place) || revision.base[place].works
        }
        let pattern = Array(revision.base[places])
        guard isKept, isLawful(pattern, of: agent) else { return nil }
        return withBreaks(pattern, agent: agent, coverage: coverage)
    }

    /// Locked days, and those other given days that the agent's availability permits.
    func permittedPattern(of agent: Int) -> [Cell] {
        guard let revision else { return [Cell](repeating: .off, count: instance.days) }
        return (0..<instance.days).map { day in
            let place = agent * instance.days + day
            let cell = revision.base[place]
            guard cell.works, !revision.isLocked[place] else { return cell }
            let isPermitted = instance.staff.allows(option: Int(cell.option), agentDay: place)
            return isPermitted && !revision.misfits.contains(place) ? cell : .off
        }
    }

    /// The only choice of a locked day, or none on a locked day off; `nil` when the day is free.
    func lockedChoices(of agent: Int, day: Int) -> [DayChoice]? {
        let place = agent * instance.days + day
        guard let revision, revision.isLocked[place] else { return nil }
        let cell = revision.base[place]
        guard cell.works, instance.staff.allows(option: Int(cell.option), agentDay: place) else { return [] }
        // Worked whenever a lawful pattern allows it; `keepsLocks` looks whether it did.
        return [DayChoice(option: cell.option, price: -(1 << 40))]
    }

    /// Whether `pattern` works the shifts of all locked days and is off on all locked days off.
    func keepsLocks(_ pattern: [Cell], of agent: Int) -> Bool {
        guard let revision else { return true }
        return pattern.indices.allSatisfy { day in
            let place = agent * instance.days + day
            return !revision.isLocked[place] || pattern[day].option == revision.base[place].option
        }
    }

    /// Price of working `option` instead of being off, as far as changed days go.
    func changePrice(of agent: Int, day: Int, option: Int32) -> Int {
        guard let revision, revision.changePrice > 0 else { return 0 }
        let reference = revision.reference[agent * instance.days + day]
        let whenOff = reference == .off ? 0 : revision.changePrice
        return (reference.option == option ? 0 : revision.changePrice) - whenOff
    }

    /// The given or the reference's cell of `option`, breaks included, where there is one.
    func keptCell(of agent: Int, day: Int, option: Int32) -> Cell? {
        guard let revision else { return nil }
        let place = agent * instance.days + day
        if revision.base[place].option == option, !revision.misfits.contains(place) { return revision.base[place] }
        return revision.reference[place].option == option ? revision.reference[place] : nil
    }

    /// Whether `pattern` keeps every hard rule for `agent`.
    private func isLawful(_ pattern: [Cell], of agent: Int) -> Bool {
        let contract = Int(instance.staff.contractOfAgent[agent])
        let options = Set(instance.staff.optionsOfContract[contract])
        var run = instance.runBefore[agent]
        var lastEnd: Int?
        var weekends = 0
        for day in pattern.indices {
            let cell = pattern[day]
            run = cell.works ? run + 1 : 0
            guard run <= instance.maximumConsecutiveDays else { return false }
            guard cell.works else { continue }
            let option = instance.shifts.options[Int(cell.option)]
            let start = instance.start(option, day: day)
            guard options.contains(cell.option),
                instance.staff.allows(option: Int(cell.option), agentDay: agent * instance.days + day),
                lastEnd.map({ start - $0 >= instance.minimumRestMinutes }) ?? true
            else { return false }
            lastEnd = instance.end(option, day: day)
        }
        for week in 0..<instance.weeks {
            let worked = pattern[week * 7..<week * 7 + 7].filter(\.works)
            let paid = worked.reduce(0) { $0 + instance.shifts.options[Int($1.option)].paidMinutes }
            let place = agent * instance.weeks + week
            guard paid >= instance.staff.leastPaid[place], paid <= instance.staff.mostPaid[place],
                worked.count <= Int(instance.staff.maximumDays[contract])
            else { return false }
            if pattern[week * 7 + 5].works || pattern[week * 7 + 6].works { weekends += 1 }
        }
        return weekends <= instance.maximumWeekends
    }
}
