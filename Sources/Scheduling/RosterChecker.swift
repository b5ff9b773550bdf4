import ContactCenter

/// Judges a roster by the rules of its instance, independently of the search.
///
/// Written from the folder format's rules and cost formula alone; it shares no code with the search and works on
/// the instance's own values, record by record.
public enum RosterChecker {
    /// A shift with its place on the horizon's clock.
    struct PlacedShift {
        var start: Int
        var end: Int
        var day: Int
        var paidMinutes: Int
    }

    /// Every hard rule that `roster` breaks, in the order of its shifts, then of the instance's agents; empty for a
    /// lawful roster.
    ///
    /// Rules: H0 known agent, kind and date; H1 kind allowed by the contract, start on its grid; H2 breaks as the
    /// kind's template says; H3 one shift a day; H4 rest; H5 days in a row; H6 leave and unavailability; H7 weekly
    /// paid minutes with credits; H8 days a week; H9 free weekends; then the hard rules of the rule book under their
    /// own names.
    public static func violations(of roster: Roster, in instance: RosteringInstance) -> [RosterViolation] {
        var found: [RosterViolation] = []
        let agents = Dictionary(instance.agents.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let kinds = Dictionary(instance.shiftKinds.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        let contracts = Dictionary(instance.contracts.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        let blocks = Dictionary(
            grouping: instance.availability.filter { $0.kind != .avoid }, by: \.agent)
        var placed: [String: [PlacedShift]] = [:]

        for shift in roster.shifts {
            func breaks(_ rule: String, _ message: String) {
                found.append(RosterViolation(rule: rule, agent: shift.agent, message: "\(shift.start): \(message)"))
            }
            guard let agent = agents[shift.agent] else {
                breaks("H0", "unknown agent")
                continue
            }
            guard let kind = kinds[shift.kind] else {
                breaks("H0", "unknown shift kind '\(shift.kind)'")
                continue
            }
            let day = shift.start.date - instance.startDate
            guard day >= 0, day < instance.days else {
                breaks("H0", "outside the horizon of \(instance.days) days from \(instance.startDate)")
                continue
            }
            if let contract = contracts[agent.contract], !contract.shiftKinds.contains(kind.name) {
                breaks("H1", "kind \(kind.name) is not allowed by contract \(contract.name)")
            }
            let minute = shift.start.minuteOfDay
            if !kind.starts.contains(minute) || (minute - kind.starts.lowerBound) % kind.startStepMinutes != 0 {
                breaks("H1", "start not allowed for kind \(kind.name)")
            }
            if let gap = instance.clockGaps.first(where: { $0.contains(shift.start) }) {
                breaks(
                    "H1",
                    "the clock skips this start: it goes from \(LocalTime.clock(gap.lowerBound.minuteOfDay)) to "
                        + LocalTime.clock(gap.upperBound.minuteOfDay))
            }
            for message in breakProblems(of: shift, kind: kind, instance: instance) { breaks("H2", message) }
            for message in activityProblems(of: shift, kind: kind, instance: instance) { breaks("activity", message) }
            let start = day * 1440 + minute
            let end = start + kind.presenceMinutes
            for block in blocks[shift.agent] ?? [] {
                let from = (block.date - instance.startDate) * 1440 + block.span.lowerBound
                let to = (block.date - instance.startDate) * 1440 + block.span.upperBound
                if start < to, end > from { breaks("H6", "\(block.kind.rawValue) on \(block.date)") }
            }
            placed[shift.agent, default: []].append(
                PlacedShift(start: start, end: end, day: day, paidMinutes: kind.paidMinutes))
        }
        let before = shiftsBefore(instance)
        for agent in instance.agents {
            guard let contract = contracts[agent.contract] else { continue }
            let shifts = (placed[agent.id] ?? []).sorted { $0.start < $1.start }
            let leave = blocks[agent.id] ?? []
            for (rule, message) in patternProblems(
                of: shifts, before: before[agent.id] ?? [], leave: leave, contract: contract, instance: instance)
            {
                found.append(RosterViolation(rule: rule, agent: agent.id, message: message))
            }
        }
        for excess in ruleExcesses(of: roster, in: instance) where excess.isHard {
            found.append(RosterViolation(rule: excess.rule, agent: excess.agent, message: excess.message))
        }
        return found
    }

    /// The violations of some agents alone; rules about several agents see only these.
    static func violations(
        ofAgents agents: Set<String>, roster: Roster, in instance: RosteringInstance
    ) -> [RosterViolation] {
        var few = instance
        few.agents = instance.agents.filter { agents.contains($0.id) }
        few.availability = instance.availability.filter { agents.contains($0.agent) }
        few.ruleBook = instance.ruleBook.filter { rule in
            switch rule.term {
            case .seats, .minimumCover: false
            case .pairing(let names, _): names.allSatisfy(agents.contains)
            default: true
            }
        }
        return violations(of: Roster(shifts: roster.shifts.filter { agents.contains($0.agent) }), in: few)
    }

    private static func breakProblems(of shift: Shift, kind: ShiftKind, instance: RosteringInstance) -> [String] {
        let taken = shift.breaks.sorted { ($0.offsetMinutes, $0.minutes) < ($1.offsetMinutes, $1.minutes) }
        var problems: [String] = []
        if taken.count != kind.breaks.count {
            problems.append("\(taken.count) breaks, kind \(kind.name) has \(kind.breaks.count)")
        } else {
            for (pause, template) in zip(taken, kind.breaks)
            where pause.minutes != template.minutes || !template.startOffsets.contains(pause.offsetMinutes)
                || pause.offsetMinutes % instance.gridMinutes != 0
            {
                problems.append(
                    "break of \(pause.minutes) min at \(pause.offsetMinutes) min does not fit the template of "
                        + "kind \(kind.name)")
            }
        }
        for (one, next) in zip(taken, taken.dropFirst())
        where next.offsetMinutes - one.offsetMinutes - one.minutes < instance.rules.minimumGapBetweenBreaksMinutes {
            problems.append(
                "breaks at \(one.offsetMinutes) and \(next.offsetMinutes) min are closer than "
                    + "\(instance.rules.minimumGapBetweenBreaksMinutes) min")
        }
        return problems
    }

    /// Rules H3, H4, H5, H7, H8 and H9 of one agent, whose `shifts` are in order of time, who had the shifts `before` the
    /// horizon and whose `leave` holds all hard blocks.
    private static func patternProblems(
        of shifts: [PlacedShift], before: [RuleShift], leave: [Availability], contract: Contract,
        instance: RosteringInstance
    ) -> [(rule: String, message: String)] {
        var problems: [(String, String)] = []
        let rules = instance.rules
        func date(_ day: Int) -> CivilDate { instance.startDate + day }
        if let last = before.last, let first = shifts.first, first.start - last.end < rules.minimumRestMinutes {
            problems.append(("H4", "rest of \(first.start - last.end) min before \(date(first.day))"))
        }
        for (one, next) in zip(shifts, shifts.dropFirst()) {
            if one.day == next.day { problems.append(("H3", "two shifts on \(date(one.day))")) }
            if next.start - one.end < rules.minimumRestMinutes {
                problems.append(("H4", "rest of \(next.start - one.end) min before \(date(next.day))"))
            }
        }
        let worked = Set(shifts.map(\.day))
        let workedBefore = Set(before.map(\.day))
        var run = 0
        while workedBefore.contains(-run - 1) { run += 1 }
        for day in 0..<instance.days {
            run = worked.contains(day) ? run + 1 : 0
            if run == rules.maximumConsecutiveDays + 1 || day == 0 && run > rules.maximumConsecutiveDays {
                problems.append(("H5", "more than \(rules.maximumConsecutiveDays) days in a row at \(date(day))"))
            }
        }
        var weekends = 0
        for week in 0..<instance.days / 7 {
            let firstDay = date(week * 7)
            let credit = leave.filter { $0.date >= firstDay && $0.date < firstDay + 7 }
                .reduce(0) { $0 + $1.creditMinutes }
            let own = shifts.filter { $0.day / 7 == week }
            let paid = own.reduce(credit) { $0 + $1.paidMinutes }
            let band = contract.weeklyPaidMinutes
            if !band.contains(paid) {
                problems.append(
                    (
                        "H7",
                        "week of \(date(week * 7)): \(paid) paid minutes, contract \(contract.name) has "
                            + "\(band.lowerBound)…\(band.upperBound)"
                    ))
            }
            let days = Set(own.map(\.day)).count
            if days > contract.maximumDaysPerWeek {
                problems.append(
                    ("H8", "week of \(date(week * 7)): \(days) days, at most \(contract.maximumDaysPerWeek)"))
            }
            if worked.contains(week * 7 + 5) || worked.contains(week * 7 + 6) { weekends += 1 }
        }
        let fourWeeks = instance.days / 28
        if fourWeeks > 0, instance.days / 7 - weekends < rules.minimumFreeWeekendsPerFourWeeks * fourWeeks {
            problems.append(
                (
                    "H9",
                    "\(instance.days / 7 - weekends) free weekends, at least "
                        + "\(rules.minimumFreeWeekendsPerFourWeeks * fourWeeks)"
                ))
        }
        return problems
    }
}
