import ContactCenter
import NumericalMethods

/// Places activities: first one after the other, each where it costs least, then by taking some out and placing them
/// anew as long as that helps.
///
/// A session of one agent alone goes to its exact optimum given the others. With several sessions the search is a
/// large neighbourhood search (Shaw 1998, "Using constraint programming and local search methods to solve vehicle
/// routing problems", CP-98): sessions near each other in time are taken out and placed again in random order, and
/// the result is kept unless it is worse. Nothing depends on time or threads.
struct ActivitySearch: Sendable {
    /// A session that has its place.
    struct Session: Sendable, Equatable {
        var activity: Int
        var slots: Range<Int>
        /// Agents who attend, in their order.
        var attendees: [Int]
        var trainer: Int?
        /// Everybody whose shift it takes time of; the trainer first.
        var people: [Int] { (trainer.map { [$0] } ?? []) + attendees }
    }

    /// A state of the search.
    struct State: Sendable {
        var desk: ActivityDesk
        var sessions: [Session] = []
        /// Sessions still to be attended: `[activity][agent]`.
        var open: [[Int]]
        /// Sessions held together, without a limit of seats, still to be placed.
        var openTogether: [Int]

        /// Sessions that have no place, in attendances.
        func unplaced(_ activities: [PlannedActivity]) -> Int {
            activities.indices.reduce(0) { sum, index in
                isWhole(activities[index])
                    ? sum + openTogether[index] * 1000
                        + open[index].reduce(0) { $0 + max(0, $1 - openTogether[index]) }
                    : sum + open[index].reduce(0, +)
            }
        }

        static func isWhole(_ activity: PlannedActivity) -> Bool { activity.form == .together && activity.seats == nil }
        func isWhole(_ activity: PlannedActivity) -> Bool { State.isWhole(activity) }
    }

    let activities: [PlannedActivity]
    private(set) var state: State
    private let starts: [[Int]]
    private let invited: [Int]
    /// Beginnings of a session of several people that are priced exactly, the best by a first guess; `nil` = all.
    private var mostPriced: Int?

    /// The same in the rounds of improvement.
    private static let mostPricedInRounds = 12
    /// Rounds without improvement after which no more are tried.
    private static let mostIdleRounds = 60

    init(_ desk: ActivityDesk) {
        activities = desk.activities
        starts = activities.indices.map { desk.starts($0) }
        let agents = desk.instance.source.agents
        let open = activities.map { activity in agents.map { activity.concerns($0) ? activity.sessions : 0 } }
        invited = open.map { $0.count { $0 > 0 } }
        state = State(
            desk: desk, open: open, openTogether: activities.map { State.isWhole($0) ? $0.sessions : 0 })
    }

    /// Places everything, then improves in `rounds` rounds.
    mutating func run(rounds: Int, seed: UInt64, shouldStop: () -> Bool) {
        for activity in inOrder() { fill(activity) }
        settle()
        var random = RandomStream(seed: seed, unit: 0xAC71)
        guard !state.sessions.isEmpty else { return }
        var idle = 0
        mostPriced = ActivitySearch.mostPricedInRounds
        for _ in 0..<rounds where idle < ActivitySearch.mostIdleRounds {
            guard !shouldStop(), state.sessions.count > 1 || state.unplaced(activities) > 0 else { break }
            let before = state
            ruin(&random)
            var order = activities.indices.filter { hasOpen($0) }
            order.shuffle(using: &random)
            for activity in order { fill(activity) }
            idle = isWorse(before, than: state) ? 0 : idle + 1
            if isWorse(state, than: before) { state = before }
        }
        mostPriced = nil
        settle()
    }

    /// Fixed starts first, then what needs most people at once, then the longest.
    private func inOrder() -> [Int] {
        func key(_ index: Int) -> (Int, Int, Int, Int) {
            let activity = activities[index]
            let together = activity.form == .oneByOne ? 0 : min(activity.seats ?? .max, invited[index])
            return (activity.fixedStart == nil ? 1 : 0, -together, activity.trainer == nil ? 1 : 0, -activity.minutes)
        }
        let keys = activities.indices.map(key)
        return activities.indices.sorted { one, other in
            keys[one] == keys[other] ? one < other : keys[one] < keys[other]
        }
    }

    /// More without a place, or as much in more sessions held together, or as many that cost more.
    private func isWorse(_ a: State, than b: State) -> Bool {
        let (left, right) = (a.unplaced(activities), b.unplaced(activities))
        guard left == right else { return left > right }
        let (more, fewer) = (together(a), together(b))
        return more != fewer ? more > fewer : b.desk.cover.value < a.desk.cover.value
    }

    private func together(_ state: State) -> Int {
        state.sessions.count { activities[$0.activity].form == .together }
    }

    private func hasOpen(_ activity: Int) -> Bool {
        State.isWhole(activities[activity])
            ? state.openTogether[activity] > 0 : state.open[activity].contains { $0 > 0 }
    }

    // MARK: Placing

    /// Places sessions of an activity until none of those left has a place.
    private mutating func fill(_ activity: Int) {
        switch activities[activity].form {
        case .oneByOne:
            // Agents with the fewest shifts to choose from come first.
            let agents = state.open[activity].indices.filter { state.open[activity][$0] > 0 }
                .map { (agent: $0, choices: state.desk.duties(of: $0).count) }
                .sorted { ($0.choices, $0.agent) < ($1.choices, $1.agent) }.map(\.agent)
            for agent in agents {
                while state.open[activity][agent] > 0, let session = bestAlone(activity, agent) { put(session) }
            }
        case .together:
            while hasOpen(activity), let session = bestTogether(activity) { put(session) }
        }
    }

    private mutating func put(_ session: Session) {
        guard state.desk.put(session.activity, session.slots, people: session.people) else { return }
        state.sessions.append(session)
        for agent in session.attendees { state.open[session.activity][agent] -= 1 }
        if State.isWhole(activities[session.activity]) { state.openTogether[session.activity] -= 1 }
    }

    private mutating func takeOut(_ index: Int) -> Session {
        let session = state.sessions.remove(at: index)
        state.desk.remove(session.activity, session.slots, people: session.people)
        for agent in session.attendees { state.open[session.activity][agent] += 1 }
        if State.isWhole(activities[session.activity]) { state.openTogether[session.activity] += 1 }
        return session
    }

    private mutating func bestAlone(_ activity: Int, _ agent: Int) -> Session? {
        let length = state.desk.length(activity)
        let trainer = state.desk.trainer(activity)
        guard let trainer else {
            guard let found = state.desk.cheapest(agent, activity, among: starts[activity]) else { return nil }
            return Session(activity: activity, slots: found.start..<found.start + length, attendees: [agent])
        }
        let possible = starts[activity].compactMap { start -> (guess: Int, start: Int)? in
            let slots = start..<start + length
            guard let own = state.desk.place(of: agent, activity, slots), state.desk.hasSeat(activity, slots),
                let other = state.desk.place(of: trainer, activity, slots, leads: true)
            else { return nil }
            return (state.desk.guess(own, slots) + state.desk.guess(other, slots), start)
        }
        var best: (session: Session, value: ActivityCover.Value)?
        for (_, start) in priced(possible) {
            let slots = start..<start + length
            guard let value = state.desk.price(activity, slots, people: [trainer, agent]),
                best.map({ value < $0.value }) ?? true
            else { continue }
            best = (Session(activity: activity, slots: slots, attendees: [agent], trainer: trainer), value)
        }
        return best?.session
    }

    /// The candidates to be priced exactly, in order of time where all are.
    private func priced(_ candidates: [(guess: Int, start: Int)]) -> [(guess: Int, start: Int)] {
        guard let mostPriced, candidates.count > mostPriced else { return candidates }
        return Array(candidates.sorted { $0 < $1 }.prefix(mostPriced))
    }

    /// The session with most attendees, the cheapest among those.
    private mutating func bestTogether(_ activity: Int) -> Session? {
        let planned = activities[activity]
        let waiting = state.open[activity].indices.filter { state.open[activity][$0] > 0 }
        let most = min(planned.seats ?? waiting.count, waiting.count)
        // The last group may be smaller than the others, but not smaller than what is asked.
        let least = max(1, planned.fewest(of: invited[activity]))
        let trainer = state.desk.trainer(activity)
        let length = state.desk.length(activity)
        var best: (session: Session, value: ActivityCover.Value)?
        guard least <= waiting.count else { return nil }
        // The more attendees the better, whatever they cost.
        let perAttendee = 1 << 50
        var groups: [Int: [Int]] = [:]
        var candidates: [(guess: Int, start: Int)] = []
        for start in starts[activity] {
            let slots = start..<start + length
            if let trainer, state.desk.place(of: trainer, activity, slots, leads: true) == nil { continue }
            let able = waiting.compactMap { agent in
                state.desk.place(of: agent, activity, slots).map { (state.desk.guess($0, slots), agent) }
            }
            guard able.count >= least else { continue }
            let chosen = able.count > most ? Array(able.sorted { $0 < $1 }.prefix(most)) : able
            groups[start] = chosen.map(\.1).sorted()
            candidates.append(
                (
                    chosen.reduce(0) { $0 + min($1.0, perAttendee / 2) } / chosen.count - chosen.count * perAttendee,
                    start
                ))
        }
        for (_, start) in priced(candidates) {
            let slots = start..<start + length
            var able = groups[start] ?? []
            // Whoever has no room for the breaks stays away.
            while able.count >= max(least, best?.session.attendees.count ?? 0) {
                let people = (trainer.map { [$0] } ?? []) + able
                if let value = state.desk.price(activity, slots, people: people) {
                    if best.map({ able.count > $0.session.attendees.count || value < $0.value }) ?? true {
                        best = (
                            Session(activity: activity, slots: slots, attendees: able, trainer: trainer), value
                        )
                    }
                    break
                }
                let alone = able.filter { state.desk.price(activity, slots, people: [$0]) != nil }
                able = alone.count < able.count ? alone : Array(able.dropLast())
            }
        }
        return best?.session
    }

    // MARK: Improving

    /// Takes each session out and places it anew, again and again, until no session moves.
    private mutating func settle() {
        for _ in 0..<4 {
            var hasMoved = false
            for session in state.sessions {
                guard let index = state.sessions.firstIndex(of: session) else { continue }
                let before = state
                _ = takeOut(index)
                let next =
                    activities[session.activity].form == .oneByOne
                    ? bestAlone(session.activity, session.attendees[0]) : bestTogether(session.activity)
                if let next { put(next) }
                if isWorse(state, than: before) || next == nil || !(state.desk.cover.value < before.desk.cover.value) {
                    state = before
                } else if next != session {
                    hasMoved = true
                }
            }
            guard hasMoved else { return }
        }
    }

    /// Takes out a few sessions, those near each other in time or of one activity.
    private mutating func ruin(_ random: inout RandomStream) {
        guard !state.sessions.isEmpty else { return }
        let count = 1 + random.index(below: min(6, state.sessions.count))
        let seed = state.sessions[random.index(below: state.sessions.count)]
        let byTime = random.index(below: 2) == 0
        func distance(_ session: Session) -> Int {
            byTime
                ? abs(session.slots.lowerBound - seed.slots.lowerBound)
                : session.activity == seed.activity ? 0 : 1
        }
        var order = Array(state.sessions.indices)
        order.shuffle(using: &random)
        let chosen = order.enumerated().map { (distance(state.sessions[$1]), $0, $1) }.sorted { $0 < $1 }.prefix(count)
        for index in chosen.map(\.2).sorted(by: >) { _ = takeOut(index) }
    }
}
