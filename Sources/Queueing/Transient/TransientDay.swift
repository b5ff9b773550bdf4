/// The exact day of an Mt/M/st(+M) queue: Poisson arrivals, exponential handle times and patience, rates and staff
/// constant within an interval, calls in order of arrival. No interval is assumed to reach its steady state.
///
///     let day = try DayCase(
///         name: "late opening", contacts: [15, 25, 36, 36], agents: [0, 4, 8, 8], intervalSeconds: 900,
///         ahtSeconds: 180, patienceSeconds: 300, targetSeconds: 30)
///     let result = try TransientDay(day).evaluate()
///     result.intervals[1].serviceLevel   // 0.34: half of those who came before the agents did still wait
///
/// Source: Green, Kolesar & Soares, POM 12 (2003); Ingolfsson, Akhmetshina, Budge, Li & Wu, INFORMS J. Computing 19
/// (2007) 201–214; the staff that finishes its contact: own.
public struct TransientDay: Sendable {
    /// The question.
    public let day: DayCase
    /// What happens where fewer agents are scheduled than are busy.
    public let convention: StaffDropConvention

    /// A day under a convention.
    public init(_ day: DayCase, convention: StaffDropConvention = .finishCall) {
        self.day = day
        self.convention = convention
    }

    /// Lives the day.
    ///
    /// - Parameter waits: Whether the waits of the contacts by interval of arrival are followed to their end; costs a
    ///   little more where many still wait at the end of an interval.
    /// - Throws: ``QueueingError/invalidValue(what:value:place:hint:)`` where so many more contacts arrive than leave
    ///   that the number in the system may exceed a million.
    /// - Complexity: O(events · √(contacts in the system)); 96 intervals with 100 agents take some milliseconds.
    public func evaluate(waits: Bool = true) throws(QueueingError) -> TransientResult {
        var run = TransientRun(day, convention: convention)
        var law = StateLaw(contacts: day.contactsAtStart)
        var cohorts = ArrivalCohorts(run)
        var intervals: [TransientInterval] = []
        intervals.reserveCapacity(day.intervals.count)
        for index in day.intervals.indices {
            let outcome = try run.interval(index, from: law)
            intervals.append(outcome.interval)
            if waits { cohorts.follow(index, outcome) }
            law = outcome.law
            if index + 1 < day.intervals.count { law = run.entered(index + 1, from: law) }
        }
        if waits { cohorts.finish(&intervals) }
        return TransientResult(
            intervals: intervals, lostProbability: max(0, 1 - law.rows.reduce(0) { $0 + $1.total }))
    }
}
