/// A staffed day under change: what one interval's agents do to the whole day, by living again only the intervals that
/// the change reaches.
///
/// The law of the queue forgets: some intervals after a change it is the old one again, and the rest of the day stays
/// as it was.
struct DayEvaluator {
    /// Distance of two laws below which the rest of a day is the same, exactly.
    static let same = 1e-11
    /// The same, to rank changes.
    static let alike = 1e-4

    private var run: TransientRun
    /// Laws at the starts of the intervals.
    private var starts: [StateLaw] = []
    /// Laws at the ends of the intervals, before the schedule changes.
    private var ends: [StateLaw] = []
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
    mutating func trial(_ index: Int, agents: Int, tolerance: Double) throws(QueueingError) -> Change {
        try relive(index, agents: agents, tolerance: tolerance, keeps: false)
    }

    /// Gives one interval other agents.
    mutating func setAgents(_ agents: Int, at index: Int) throws(QueueingError) {
        _ = try relive(index, agents: agents, tolerance: DayEvaluator.same, keeps: true)
    }

    private mutating func relive(
        _ index: Int, agents: Int, tolerance: Double, keeps: Bool
    ) throws(QueueingError) -> Change {
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
