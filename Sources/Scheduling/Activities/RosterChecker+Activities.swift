import ContactCenter

extension RosterChecker {
    /// What is wrong with the activities of a shift: outside it, off the grid, over a break or over each other.
    static func activityProblems(
        of shift: Shift, kind: ShiftKind, instance: RosteringInstance
    ) -> [String] {
        var problems: [String] = []
        let pauses = shift.breaks.map { $0.offsetMinutes..<$0.offsetMinutes + $0.minutes }
        let ordered = shift.activities.sorted { $0.offsetMinutes < $1.offsetMinutes }
        for activity in ordered {
            let span = activity.offsetMinutes..<activity.offsetMinutes + activity.minutes
            if span.upperBound > kind.presenceMinutes {
                problems.append("\(activity.name) ends after the shift")
            }
            if activity.offsetMinutes % instance.gridMinutes != 0 || activity.minutes % instance.gridMinutes != 0 {
                problems.append("\(activity.name) is not on the grid of \(instance.gridMinutes) minutes")
            }
            if pauses.contains(where: { $0.overlaps(span) }) { problems.append("\(activity.name) lies over a break") }
        }
        for (one, next) in zip(ordered, ordered.dropFirst())
        where next.offsetMinutes < one.offsetMinutes + one.minutes {
            problems.append("\(one.name) and \(next.name) overlap")
        }
        return problems
    }

    /// What of `activities` the roster does not keep: days, hours, fixed starts, lengths, attendees, seats, trainers.
    ///
    /// Sessions are read off the shifts alone: who spends the same minutes on the same activity is in one session.
    /// Sessions that are missing are not violations; they are told with the reason when activities are placed.
    public static func violations(
        of roster: Roster, activities: [PlannedActivity], in instance: RosteringInstance
    ) -> [RosterViolation] {
        let agents = Dictionary(instance.agents.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        var found: [RosterViolation] = []
        for planned in activities {
            var attendance: [LocalTime: [String]] = [:]
            var leading: [LocalTime: Int] = [:]
            var days: [String: [CivilDate]] = [:]
            func add(_ agent: String, _ message: String) {
                found.append(RosterViolation(rule: planned.name, agent: agent, message: message))
            }
            for shift in roster.shifts {
                for activity in shift.activities where activity.name == planned.name {
                    let start = shift.start + activity.offsetMinutes
                    let end = start + activity.minutes
                    if shift.agent == planned.trainer {
                        leading[start, default: 0] += 1
                        continue
                    }
                    attendance[start, default: []].append(shift.agent)
                    days[shift.agent, default: []].append(shift.start.date)
                    if let agent = agents[shift.agent], !planned.concerns(agent) { add(shift.agent, "is not meant") }
                    if activity.minutes != planned.minutes {
                        add(shift.agent, "\(start): \(activity.minutes) min instead of \(planned.minutes)")
                    }
                    let midnight = LocalTime(date: start.date)
                    if !planned.dates.contains(start.date) || start - midnight < planned.hours.lowerBound
                        || end - midnight > planned.hours.upperBound
                    {
                        add(shift.agent, "\(start) is outside the days and hours allowed")
                    }
                    if let fixed = planned.fixedStart, fixed != start {
                        add(shift.agent, "\(start) instead of \(fixed)")
                    }
                }
            }
            for (agent, own) in days.sorted(by: { $0.key < $1.key }) {
                if Set(own).count < own.count { add(agent, "two sessions on one day") }
                if own.count > planned.sessions { add(agent, "\(own.count) sessions, \(planned.sessions) are meant") }
            }
            let invited = instance.agents.count(where: planned.concerns)
            for (start, present) in attendance.sorted(by: { $0.key < $1.key }) {
                switch planned.form {
                case .together:
                    if present.count < min(planned.fewest(of: invited), invited) {
                        add("", "\(start): \(present.count) attendees, at least \(planned.fewest(of: invited))")
                    }
                    if let seats = planned.seats, present.count > seats {
                        add("", "\(start): \(present.count) attendees, \(seats) seats")
                    }
                case .oneByOne:
                    let running = attendance.reduce(0) { sum, other in
                        start >= other.key && start < other.key + planned.minutes ? sum + other.value.count : sum
                    }
                    if let seats = planned.seats, running > seats {
                        add("", "\(start): \(running) sessions at once, \(seats) seats")
                    }
                    if planned.trainer != nil, present.count > 1 {
                        add("", "\(start): the trainer leads \(present.count) sessions at once")
                    }
                }
                if let trainer = planned.trainer, leading[start] == nil {
                    add(trainer, "\(start): the trainer is not there")
                }
            }
        }
        return found
    }
}
