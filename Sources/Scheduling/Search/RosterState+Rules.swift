extension RosterState {
    /// Whether the settled proposal keeps the weekly band, days a week, weekends, rest and days in a row.
    @inline(__always)
    func isLawful() -> Bool {
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
    func restHolds(around day: Int, _ cell: Cell) -> Bool {
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
    func runHolds(at day: Int) -> Bool {
        let agentDays = agent &* instance.days
        var run = 1
        var near = day &- 1
        while near >= 0, cells[agentDays &+ near].works {
            run &+= 1
            near &-= 1
        }
        if near < 0 { run &+= instance.runBefore[agent] }
        near = day &+ 1
        while near < instance.days, cells[agentDays &+ near].works {
            run &+= 1
            near &+= 1
        }
        return run <= instance.maximumConsecutiveDays
    }
}
