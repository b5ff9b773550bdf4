import ContactCenter

/// Why activities have no place, and the nearest change that would give them one.
///
/// Each restriction is lifted alone, the mildest first; the first that leaves a place is named with that place.
struct ActivityRemedies {
    let state: ActivitySearch.State
    let activities: [PlannedActivity]

    private var agents: [Agent] { state.desk.instance.source.agents }

    /// Everything without a place, in the order of the activities, then of the agents.
    func all() -> [ActivityPlan.Unplaced] {
        activities.indices.flatMap { activity -> [ActivityPlan.Unplaced] in
            let planned = activities[activity]
            let open = state.open[activity].indices.filter { state.open[activity][$0] > 0 }
            guard !open.isEmpty else { return [] }
            if ActivitySearch.State.isWhole(planned) {
                return state.openTogether[activity] > 0
                    ? [together(activity, open, sessions: state.openTogether[activity])] : [absent(activity, open)]
            }
            return open.map { agent in
                let (reason, remedy) = why(activity, agent)
                return ActivityPlan.Unplaced(
                    activity: planned.name, agents: [agents[agent].id], sessions: state.open[activity][agent],
                    reason: reason, remedy: remedy)
            }
        }
    }

    // MARK: One agent

    private func why(_ activity: Int, _ agent: Int) -> (reason: String, remedy: String) {
        let planned = activities[activity]
        let name = agents[agent].id
        let minutes = planned.minutes
        if state.desk.duties(of: agent).isEmpty {
            return ("\(name) has no shift in these days", "give \(name) a shift, or leave \(name) out")
        }
        let hasTaken = state.sessions.contains { $0.activity == activity && $0.attendees.contains(agent) }
        let rooms: [(leniency: ActivityDesk.Leniency, reason: String, remedy: (Int) -> String)] = [
            (
                [],
                planned.form == .together
                    ? "too few attendees are left for a session" : "no place was found besides the other activities",
                { "min_attendees lower: \(name) can come \(at($0))" }
            ),
            (.minimums, "a rule of least cover would be broken", { "allow fewer heads \(at($0))" }),
            (
                .seats, "all \(planned.seats ?? 0) seats are taken whenever \(name) can come",
                { "one seat more: \(at($0))" }
            ),
            (
                .trainer, "trainer \(planned.trainer ?? "") is not free when \(name) is",
                { "another trainer: \(at($0))" }
            ),
            (.otherActivities, "other activities take the time", { "move another activity away \(at($0))" }),
            (
                .hours,
                "no shift of \(name) has \(minutes) min free between "
                    + "\(LocalTime.clock(planned.hours.lowerBound)) and \(LocalTime.clock(planned.hours.upperBound))",
                { "widen the hours: \(at($0))" }
            ),
            (
                .dates,
                hasTaken
                    ? "there are not enough days with a shift between \(planned.dates.lowerBound) and "
                        + "\(planned.dates.upperBound)"
                    : "\(name) has no shift with room between \(planned.dates.lowerBound) and "
                        + "\(planned.dates.upperBound)",
                { "allow another day: \(at($0))" }
            ),
            ([.dates, .hours], "no shift of \(name) has room in the days and hours allowed", { "allow \(at($0))" }),
        ]
        var allowed: ActivityDesk.Leniency = []
        for room in rooms {
            // What a change of days or hours alone could mend must not be hidden behind milder restrictions.
            let leniency = room.leniency.union(room.leniency.isDisjoint(with: [.hours, .dates]) ? allowed : [])
            if let start = firstStart(activity, agent, leniency) { return (room.reason, room.remedy(start)) }
            if room.leniency.isDisjoint(with: [.hours, .dates]) { allowed.formUnion(room.leniency) }
        }
        // Not even alone in any shift: the breaks leave no stretch that long.
        let longest = (1..<max(2, state.desk.length(activity))).reversed().first { length in
            firstStart(activity, agent, [.hours, .dates, .seats, .trainer, .minimums], length: length) != nil
        }
        return (
            "no shift of \(name) has \(minutes) min between its breaks",
            longest.map { "shorten it to \($0 * state.desk.instance.source.gridMinutes) min, or split it" }
                ?? "give \(name) a longer shift"
        )
    }

    /// The first beginning at which `agent` alone, and the trainer, could attend.
    private func firstStart(
        _ activity: Int, _ agent: Int, _ leniency: ActivityDesk.Leniency, length: Int? = nil
    ) -> Int? {
        let length = length ?? state.desk.length(activity)
        var desk = state.desk
        let trainer = leniency.contains(.trainer) ? nil : desk.trainer(activity)
        let first = desk.starts(activity).first ?? 0
        return desk.starts(activity, leniency: leniency).sorted {
            (abs($0 - first), $0) < (abs($1 - first), $1)
        }.first { start in
            let slots = start..<start + length
            guard desk.place(of: agent, activity, slots, leniency: leniency) != nil,
                leniency.contains(.seats) || desk.hasSeat(activity, slots)
            else { return false }
            if let trainer, desk.place(of: trainer, activity, slots, leniency: leniency, leads: true) == nil {
                return false
            }
            let people = (trainer.map { [$0] } ?? []) + [agent]
            guard desk.put(activity, slots, people: people, leniency: leniency) else { return false }
            desk.remove(activity, slots, people: people)
            return true
        }
    }

    // MARK: Everybody at once

    private func together(_ activity: Int, _ open: [Int], sessions: Int) -> ActivityPlan.Unplaced {
        let planned = activities[activity]
        let least = planned.fewest(of: open.count)
        func best(_ leniency: ActivityDesk.Leniency) -> (start: Int, able: [Int])? {
            var found: (start: Int, able: [Int])?
            let trainer = leniency.contains(.trainer) ? nil : state.desk.trainer(activity)
            for start in state.desk.starts(activity, leniency: leniency) {
                let slots = start..<start + state.desk.length(activity)
                if let trainer, state.desk.place(of: trainer, activity, slots, leads: true) == nil { continue }
                let able = open.filter { state.desk.place(of: $0, activity, slots) != nil }
                if able.count > found?.able.count ?? 0 { found = (start, able) }
            }
            return found
        }
        var reason = "the \(least) attendees are never free together"
        var remedy = ""
        if let now = best([]), now.able.count > 0 {
            let missing = open.filter { !now.able.contains($0) }.map { agents[$0].id }
            reason =
                "at most \(now.able.count) of the \(least) attendees needed are free together"
            remedy = "min_attendees \(now.able.count): \(at(now.start))"
            if !missing.isEmpty { remedy += ", without \(listed(missing))" }
            if now.able.count >= least { (reason, remedy) = ("a break or a rule of least cover is in the way", "") }
        }
        let wider: [(ActivityDesk.Leniency, String, String)] = [
            (.trainer, "trainer \(planned.trainer ?? "") is not free when the attendees are", "another trainer"),
            (.hours, reason, "widen the hours"), (.dates, reason, "allow another day"),
        ]
        for (leniency, why, what) in wider {
            if let found = best(leniency), found.able.count >= least {
                (reason, remedy) = (why, "\(what): \(at(found.start))")
                break
            }
        }
        return ActivityPlan.Unplaced(
            activity: planned.name, agents: open.map { agents[$0].id }, sessions: sessions, reason: reason,
            remedy: remedy)
    }

    /// Attendees that miss the sessions which found a place.
    private func absent(_ activity: Int, _ open: [Int]) -> ActivityPlan.Unplaced {
        let times = state.sessions.filter { $0.activity == activity }.map { at($0.slots.lowerBound) }
        return ActivityPlan.Unplaced(
            activity: activities[activity].name, agents: open.map { agents[$0].id },
            sessions: open.map { state.open[activity][$0] }.max() ?? 1,
            reason: "not free \(times.joined(separator: " and "))", remedy: "hold one session more for them")
    }

    private func at(_ slot: Int) -> String {
        let source = state.desk.instance.source
        let time = LocalTime(date: source.startDate) + slot * source.gridMinutes
        return "on \(time.date) at \(LocalTime.clock(time.minuteOfDay))"
    }

    private func listed(_ names: [String]) -> String {
        names.prefix(5).joined(separator: ", ") + (names.count > 5 ? " and \(names.count - 5) more" : "")
    }
}
