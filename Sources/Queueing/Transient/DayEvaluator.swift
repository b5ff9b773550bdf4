/// A staffed day under change: what one interval's agents do to the whole day, by living again only the intervals that
/// the change reaches.
///
/// The law of the queue forgets: some intervals after a change it is the old one again, and the rest of the day stays
/// as it was.
struct DayEvaluator {
    /// Distance of two laws below which the rest of a day is the same, exactly.
    static let same = 1e-11
    /// The same, for the steps of a search that is evaluated anew at its end.
    static let alike = 1e-7

    private var run: TransientRun
    /// Laws at the starts of the intervals.
    private var starts: [StateLaw] = []
    /// Laws at the ends of the intervals, before the schedule changes.
    private var ends: [StateLaw] = []
    /// Contacts in time to come after the intervals; empty = to be computed.
    private var values: [AnswerValue] = []
    /// What happens in the intervals.
    private(set) var intervals: [TransientInterval] = []

    init(_ day: DayCase, convention: StaffDropConvention) throws(QueueingError) {
        run = TransientRun(day, convention: convention)
        var law = StateLaw(contacts: day.contactsAtStart)
        for index in day.intervals.indices {
            if index > 0 { law = run.entered(index, from: law) }
            starts.append(law)
            let outcome = try run.interval(index, from: law)
            intervals.append(outcome.interval)
            law = outcome.law
            ends.append(law)
        }
    }

    /// The day with its current agents.
    var day: DayCase { run.day }

    /// Contacts whose service starts within T.
    var answeredWithin: Double { intervals.reduce(0) { $0 + $1.answeredWithin } }

    /// Service level of the day; 1 with no contacts.
    var serviceLevel: Double { day.contacts > 0 ? answeredWithin / day.contacts : 1 }

    /// The intervals that a change of an interval's agents would alter, from `first` on.
    struct Change {
        var first: Int
        var intervals: [TransientInterval]
        /// Contacts more whose service starts within T.
        var gain: Double
    }

    /// What the day would be with other agents in one interval.
    ///
    /// - Parameter stops: Told an interval as it was and as it would be, whether to look no further.
    /// - Returns: `nil` where it was stopped.
    mutating func trial(
        _ index: Int, agents: Int, tolerance: Double,
        stopWhere stops: (_ was: TransientInterval, _ becomes: TransientInterval) -> Bool = { _, _ in false }
    ) throws(QueueingError) -> Change? {
        try relive(index, agents: agents, tolerance: tolerance, keeps: false, stopWhere: stops)
    }

    /// Gives one interval other agents.
    mutating func setAgents(
        _ agents: Int, at index: Int, tolerance: Double = DayEvaluator.same
    ) throws(QueueingError) {
        _ = try relive(index, agents: agents, tolerance: tolerance, keeps: true)
        values = []
    }

    /// Gives all intervals from `first` on other agents, and lives them anew.
    mutating func setAgents(_ agents: [Int], from first: Int) throws(QueueingError) {
        for index in first..<agents.count { run.day.setAgents(agents[index], at: index) }
        for current in firstSeeing(first)..<agents.count {
            if current > 0, current >= first { starts[current] = run.entered(current, from: ends[current - 1]) }
            let outcome = try run.interval(current, from: starts[current])
            intervals[current] = outcome.interval
            ends[current] = outcome.law
        }
        values = []
    }

    /// About how many contacts more would be answered in time with other agents in one interval.
    ///
    /// The interval is lived again; what its other queue does to the rest of the day is taken from the values to come,
    /// and what its staff does to those who arrived just before it is left out. Costs one interval.
    mutating func estimate(_ index: Int, agents: Int) throws(QueueingError) -> Double {
        if values.isEmpty { computeValues() }
        let old = run.day.intervals[index].agents
        run.day.setAgents(agents, at: index)
        defer { run.day.setAgents(old, at: index) }
        let start = index == 0 ? starts[0] : run.entered(index, from: ends[index - 1])
        let outcome = try run.interval(index, from: start)
        return outcome.interval.answeredWithin - intervals[index].answeredWithin
            + values[index].expectation(outcome.law, agents: agents)
            - values[index].expectation(ends[index], agents: old)
    }

    /// Backward through the day, over the states that matter.
    private mutating func computeValues() {
        var value = AnswerValue.none
        values = [value]
        for index in run.day.intervals.indices.reversed().dropLast() {
            let (low, high) = mainStates(index)
            value = AnswerValue(
                before: value, run.rates(index), seconds: run.day.intervals[index].seconds,
                within: run.day.targetSeconds, low: low, high: high)
            values.append(value)
        }
        values.reverse()
    }

    /// The numbers in the system of an interval but for rare ones.
    private func mainStates(_ index: Int) -> (low: Int, high: Int) {
        let agents = run.day.intervals[index].agents
        var (low, high) = (Int.max, 0)
        for law in [starts[index], ends[index]] {
            for (e, row) in law.rows.enumerated() {
                let shift = e == 0 ? 0 : agents + e
                guard let first = row.mass.firstIndex(where: { $0 > DayEvaluator.rare }),
                    let last = row.mass.lastIndex(where: { $0 > DayEvaluator.rare })
                else { continue }
                low = min(low, row.low + first + shift)
                high = max(high, row.low + last + shift)
            }
        }
        return low > high ? (0, agents) : (max(0, low - 8), high + 8)
    }

    /// Probability below which a state does not matter for a ranking.
    private static let rare = 1e-9

    private mutating func relive(
        _ index: Int, agents: Int, tolerance: Double, keeps: Bool,
        stopWhere stops: (TransientInterval, TransientInterval) -> Bool = { _, _ in false }
    ) throws(QueueingError) -> Change? {
        let old = run.day.intervals[index].agents
        run.day.setAgents(agents, at: index)
        defer { if !keeps { run.day.setAgents(old, at: index) } }
        let first = firstSeeing(index)
        var change = Change(first: first, intervals: [], gain: 0)
        var end: StateLaw?
        for current in first..<run.day.intervals.count {
            var start = starts[current]
            // Before the change only the outlook differs, not the queue.
            if current >= index, current > 0 { start = run.entered(current, from: end ?? ends[current - 1]) }
            if current > index, start.distance(to: starts[current]) < tolerance { break }
            let outcome = try run.interval(current, from: start)
            end = outcome.law
            change.gain += outcome.interval.answeredWithin - intervals[current].answeredWithin
            change.intervals.append(outcome.interval)
            if stops(intervals[current], outcome.interval) { return nil }
            if keeps {
                starts[current] = start
                ends[current] = outcome.law
                intervals[current] = outcome.interval
            }
        }
        return change
    }

    /// The first interval whose contacts may still wait, within T, when interval `index` starts.
    private func firstSeeing(_ index: Int) -> Int {
        var first = index
        var gap = 0.0
        while first > 0, gap < run.day.targetSeconds {
            first -= 1
            gap += run.day.intervals[first].seconds
        }
        return first
    }
}
