import ContactCenter

/// A roster with activities in it, and what could not be placed.
public struct ActivityPlan: Sendable {
    /// An activity, or a part of it, that has no place.
    public struct Unplaced: Hashable, Sendable {
        /// Name of the activity.
        public var activity: String
        /// Who misses a session; all who are meant where a session of all has no place.
        public var agents: [String]
        /// Sessions missing of each of them.
        public var sessions: Int
        /// Why.
        public var reason: String
        /// The nearest change after which there is a place; empty where none was found.
        public var remedy: String
    }

    /// The roster: breaks moved where that helps, activities inside the shifts.
    public var roster: Roster
    /// Sessions in order of time, then of the list.
    public var sessions: [ActivitySession]
    /// What has no place.
    public var unplaced: [Unplaced]
    /// Shifts whose breaks were moved.
    public var shiftsWithMovedBreaks: Int
    /// Shifts that the folder's kinds cannot express, in words; nothing is placed in them.
    public var notes: [String]
    /// Score of the roster given, without the activities that were to be placed.
    public var before: RosterScore
    /// Score with them.
    public var after: RosterScore

    /// Agent-hours of an activity, trainers included.
    public func agentHours(of activity: String) -> Double {
        sessions.reduce(0) { sum, session in
            session.activity == activity
                ? sum + Double(session.minutes * (session.attendees.count + (session.trainer == nil ? 0 : 1))) / 60
                : sum
        }
    }
}

/// Places activities in the shifts of a roster where they cost least service.
///
/// Shifts stay; breaks stay in their windows and in their sequence; no activity lies over a break or another
/// activity; no hard minimum cover is broken. An agent has at most one session of an activity a day.
public struct ActivityPlanner: Sendable {
    /// How much is tried.
    public struct Options: Sendable {
        /// Rounds of improvement.
        public var rounds = 200
        /// Seed of everything random.
        public var seed: UInt64 = 1
        /// Whether breaks may move inside their windows.
        public var movesBreaks = true

        /// 200 rounds, seed 1, breaks may move.
        public init() {}
    }

    private let instance: RosteringInstance
    private let compiled: CompiledInstance

    /// A planner of activities in rosters of `instance`.
    /// - Throws: ``SchedulingError`` of an instance that contradicts itself.
    public init(_ instance: RosteringInstance) throws(SchedulingError) {
        self.instance = instance
        compiled = try CompiledInstance(instance)
    }

    /// Places `activities` in `roster`. Activities of these names that it has already are placed anew, others stay.
    public func place(
        _ activities: [PlannedActivity], in roster: Roster, options: Options = Options(),
        shouldStop: () -> Bool = { false }
    ) -> ActivityPlan {
        let names = Set(activities.map(\.name))
        var given = roster
        for index in given.shifts.indices {
            given.shifts[index].activities.removeAll { names.contains($0.name) }
        }
        let desk = ActivityDesk(compiled, roster: given, activities: activities, movesBreaks: options.movesBreaks)
        var search = ActivitySearch(desk)
        search.run(rounds: options.rounds, seed: options.seed, shouldStop: shouldStop)
        let state = search.state
        var moved = 0
        let after = self.roster(given, on: state.desk, moved: &moved)
        return ActivityPlan(
            roster: after, sessions: sessions(of: state),
            unplaced: ActivityRemedies(state: state, activities: activities).all(), shiftsWithMovedBreaks: moved,
            notes: RosterCells(given, in: compiled).problems.map { "no activity is placed in the \($0.message)" },
            before: RosterChecker.score(of: given, in: instance), after: RosterChecker.score(of: after, in: instance))
    }

    private func roster(_ given: Roster, on desk: ActivityDesk, moved: inout Int) -> Roster {
        var roster = given
        let grid = instance.gridMinutes
        for duty in desk.duties {
            if duty.breaks != duty.given {
                moved += 1
                roster.shifts[duty.shift].breaks = zip(duty.breaks, duty.windows).map { start, window in
                    Shift.Break(
                        offsetMinutes: Int(start) * grid, minutes: Int(compiled.shifts.windows[window].minutes))
                }
            }
            roster.shifts[duty.shift].activities += duty.blocks.filter { $0.activity >= 0 }.map { block in
                Shift.Activity(
                    name: block.name, offsetMinutes: (block.slots.lowerBound - duty.slots.lowerBound) * grid,
                    minutes: block.slots.count * grid, isPaid: block.isPaid)
            }
            roster.shifts[duty.shift].activities.sort { $0.offsetMinutes < $1.offsetMinutes }
        }
        return roster
    }

    private func sessions(of state: ActivitySearch.State) -> [ActivitySession] {
        let agents = instance.agents
        let begin = LocalTime(date: instance.startDate)
        let ordered = state.sessions.sorted {
            ($0.slots.lowerBound, $0.activity, $0.attendees.first ?? 0)
                < ($1.slots.lowerBound, $1.activity, $1.attendees.first ?? 0)
        }
        return ordered.map { session in
            ActivitySession(
                activity: state.desk.activities[session.activity].name,
                start: begin + session.slots.lowerBound * instance.gridMinutes,
                minutes: session.slots.count * instance.gridMinutes, attendees: session.attendees.map { agents[$0].id },
                trainer: session.trainer.map { agents[$0].id })
        }
    }
}
