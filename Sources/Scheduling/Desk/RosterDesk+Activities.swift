import ContactCenter

/// Activities inside the shifts of a roster on the desk.
extension RosterDesk {
    /// The activities of `roster` by place; those of shifts outside the instance are left out.
    static func activities(of roster: Roster, in instance: CompiledInstance) -> [Int: DayActivities] {
        guard roster.shifts.contains(where: { !$0.activities.isEmpty }) else { return [:] }
        let agents = Dictionary(uniqueKeysWithValues: instance.source.agents.enumerated().map { ($1.id, $0) })
        var found: [Int: DayActivities] = [:]
        for shift in roster.shifts where !shift.activities.isEmpty {
            let day = shift.start.date - instance.source.startDate
            guard let agent = agents[shift.agent], day >= 0, day < instance.days else { continue }
            found[agent * instance.days + day] = DayActivities(
                of: shift, startMinute: day * 1440 + shift.start.minuteOfDay,
                gridMinutes: instance.source.gridMinutes)
        }
        return found
    }

    /// Whether no day of `changes` loses an activity that it has now.
    func keepsActivities(_ changes: [Change]) -> Bool {
        activities.isEmpty || changes.allSatisfy { lostActivities($0).isEmpty }
    }

    /// The activities that the agent of `change` has on its day now and would not have after it.
    func lostActivities(_ change: Change) -> [DayActivities.Block] {
        guard let day = activities[change.agent * instance.days + change.day] else { return [] }
        let after = day.kept(in: change.cell, day: change.day, instance)
        return day.kept(in: cell(change.agent, change.day), day: change.day, instance).filter { !after.contains($0) }
    }

    /// The activities that `changes` lose, as violations of a rule `activity`.
    func activityViolations(_ changes: [Change]) -> [RosterViolation] {
        guard !activities.isEmpty else { return [] }
        let begin = LocalTime(date: instance.source.startDate)
        return changes.flatMap { change in
            lostActivities(change).map { block in
                RosterViolation(
                    rule: "activity", agent: instance.source.agents[change.agent].id,
                    message: "\(begin + block.startMinute): \(block.activity.name) would have no place")
            }
        }
    }

    /// The shifts of `agent` with `row`, activities included.
    func shifts(_ agent: Int, row: ArraySlice<Cell>) -> [Shift] {
        var shifts = RosterSearch.shifts(of: row, agent: agent, in: instance)
        guard !activities.isEmpty else { return shifts }
        for index in shifts.indices {
            let day = shifts[index].start.date - instance.source.startDate
            guard let own = activities[agent * instance.days + day] else { continue }
            let start = day * 1440 + shifts[index].start.minuteOfDay
            shifts[index].activities = own.kept(in: row[row.startIndex + day], day: day, instance).map { block in
                var activity = block.activity
                activity.offsetMinutes = block.startMinute - start
                return activity
            }
        }
        return shifts
    }

    /// The roster of `cells`, activities included.
    func roster(of cells: [Cell]) -> Roster {
        Roster(
            shifts: instance.source.agents.indices.flatMap { agent in
                shifts(agent, row: cells[agent * instance.days..<(agent + 1) * instance.days])
            })
    }

    /// A cell of `option` around the activities of the day, its breaks where a head is missed least; `nil` where the day
    /// has none, or where the shift does not hold them all.
    mutating func placedAroundActivities(_ option: Int32, agent: Int, day: Int) -> Cell? {
        let place = agent * instance.days + day
        guard let own = activities[place], !own.blocks.isEmpty else { return nil }
        let shift = instance.shifts.options[Int(option)]
        let first = day * instance.slotsPerDay + Int(shift.firstSlot)
        let span = first..<first + Int(shift.slotCount)
        guard
            own.blocks.allSatisfy({ $0.slots.lowerBound >= span.lowerBound && $0.slots.upperBound <= span.upperBound })
        else { return nil }
        // Being off duty in a slot costs what one head more is worth there.
        let group = Int(instance.cover.groupOfAgent[agent])
        var prefix = [0]
        for slot in span {
            let worth = slot < instance.slotCount ? -Int(coverage.added[group * instance.slotCount + slot]) : 0
            prefix.append((prefix.last ?? 0) + worth * 16)
        }
        let windows = Int(shift.windowStart)..<Int(shift.windowStart + shift.breakCount)
        let now = cells[place]
        let preferred = windows.enumerated().map { index, window in
            instance.shifts.windows[window].earliest + (now.option == option ? now.position(index) : 0)
        }
        var fitting = BreakFitting()
        guard
            fitting.fit(
                windows: instance.shifts.windows[windows], prefix: prefix,
                taken: own.blocks.map { $0.slots.lowerBound - first..<$0.slots.upperBound - first },
                preferred: preferred, gridMinutes: instance.source.gridMinutes) != nil
        else { return nil }
        var cell = Cell(option: option, breaks: 0)
        for (index, window) in windows.enumerated() {
            cell.setPosition(index, fitting.starts[index] - instance.shifts.windows[window].earliest)
        }
        return cell
    }

    /// Moves breaks of shifts that would otherwise lose activities of theirs.
    mutating func makeRoomForActivities() {
        for place in activities.keys.sorted() where cells[place].works {
            let (agent, day) = (place / instance.days, place % instance.days)
            let now = cells[place]
            guard let own = activities[place], own.kept(in: now, day: day, instance) != own.blocks else { continue }
            put(.off, agent: agent, day: day)
            put(placedAroundActivities(now.option, agent: agent, day: day) ?? now, agent: agent, day: day)
        }
    }
}
