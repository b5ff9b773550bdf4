/// Follows the contacts of every interval to the end of their waits.
///
/// All who wait at an instant, by place, are known from the law of the queue. Those who arrived earlier are followed by
/// themselves, so the rest arrived in the interval that ends.
struct ArrivalCohorts {
    private struct Cohort {
        /// Interval of arrival; `nil` for contacts that no interval counts: there before the day, or put back from
        /// service.
        var interval: Int?
        var profile: WaitingProfile
    }

    private let run: TransientRun
    private var cohorts: [Cohort] = []
    private var waited: [Double]

    init(_ run: TransientRun) {
        self.run = run
        waited = [Double](repeating: 0, count: run.day.intervals.count)
        let first = run.day.intervals[0].agents
        if run.day.contactsAtStart > first {
            cohorts = [
                Cohort(
                    interval: nil,
                    profile: WaitingProfile(
                        allWaiting: StateLaw(contacts: run.day.contactsAtStart), agents: first))
            ]
        }
    }

    /// Takes in an interval; intervals must come in order.
    mutating func follow(_ index: Int, _ outcome: TransientRun.Outcome) {
        let rates = run.rates(index)
        let seconds = run.day.intervals[index].seconds
        var ofOthers = 0.0
        for position in cohorts.indices {
            let part = cohorts[position].profile.wait(rates, seconds: seconds)
            ofOthers += part
            if let interval = cohorts[position].interval { waited[interval] += part }
        }
        waited[index] += max(0, outcome.interval.meanQueue * seconds - ofOthers)
        var fresh = WaitingProfile(allWaiting: outcome.law, agents: rates.agents)
        for cohort in cohorts { fresh.subtract(cohort.profile) }
        cohorts.append(Cohort(interval: index, profile: fresh))
        guard index + 1 < run.day.intervals.count else { return }
        let next = run.day.intervals[index + 1].agents
        for position in cohorts.indices {
            cohorts[position].profile.restaff(from: rates.agents, to: next, convention: run.convention)
        }
        if run.convention == .preemptive, next < rates.agents {
            cohorts.append(
                Cohort(
                    interval: nil, profile: WaitingProfile(putBack: outcome.law, from: rates.agents, to: next)))
        }
        cohorts.removeAll { $0.profile.isEmpty }
    }

    /// Lets the last schedule go on until nobody waits, and writes the waits into the intervals.
    mutating func finish(_ intervals: inout [TransientInterval]) {
        let rates = run.rates(intervals.count - 1)
        for cohort in cohorts {
            if let interval = cohort.interval { waited[interval] += cohort.profile.waitToEnd(rates) }
        }
        for index in intervals.indices {
            intervals[index].waitSeconds = waited[index]
            intervals[index].abandonedOfArrivals = rates.abandon > 0 ? rates.abandon * waited[index] : 0
        }
    }
}
