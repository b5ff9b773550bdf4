extension DeferredWork {
    /// Who works when on deferred work.
    public struct Levelling: Hashable, Sendable {
        /// Agents busy with the work in every interval, a real number; 0 where closed.
        public var agents: [Double]
        /// What becomes of the work that arrives in every interval.
        public var outcomes: [Outcome]
    }

    /// What becomes of the work of one interval.
    public enum Outcome: Hashable, Sendable {
        /// Done by its deadline.
        case inTime
        /// No open interval before its deadline: done in the first one after.
        case late
        /// No open interval until the horizon ends: left to the next plan.
        case leftOver
    }

    /// Spreads the work over the open intervals, earliest deadline first, as evenly as deadlines and arrivals allow.
    ///
    /// Of all ways that do every piece between its arrival and its deadline this is the one whose peak is least, and
    /// within that whose every stretch is as level as can be: the shortest line ("taut string") between the work arrived
    /// and the work due, both accumulated over the open time. Its peak is ``leastCapacity()`` when nothing is late. Work
    /// due beyond the horizon is spread over the intervals that remain.
    ///
    /// - Complexity: O(intervals) for each bend of the line, O(intervals²) at worst.
    /// - Source: Own derivation; the line is that of Davies & Kovac, "Local extremes, runs, strings and
    ///   multiresolution", Ann. Statist. 29 (2001), section 3; it minimises every convex cost of the agents.
    public func levelled() -> Levelling {
        let open = isOpen.indices.filter { isOpen[$0] }
        var levelling = Levelling(
            agents: Array(repeating: 0, count: isOpen.count),
            outcomes: Array(repeating: .inTime, count: isOpen.count))
        guard !open.isEmpty else {
            levelling.outcomes = Array(repeating: .leftOver, count: isOpen.count)
            return levelling
        }

        // Accumulated at the end of each open interval: open time, work that has arrived, work that is due.
        var time = [0.0]
        for index in open { time.append(time[time.count - 1] + lengthSeconds[index]) }
        var arrivingAt = Array(repeating: 0.0, count: open.count + 1)
        var dueAt = arrivingAt
        var next = 0  // first open interval at or after the arrival
        var due = 0  // first open interval after the deadline
        for index in workSeconds.indices {
            while next < open.count, open[next] < index { next += 1 }
            guard next < open.count else {
                levelling.outcomes[index] = .leftOver
                continue
            }
            while due < open.count, open[due] <= lastInterval[index] { due += 1 }
            if open[next] > lastInterval[index] { levelling.outcomes[index] = .late }
            arrivingAt[next + 1] += workSeconds[index]
            dueAt[max(due, next + 1)] += workSeconds[index]
        }
        let arrived = DeferredWork.accumulated(arrivingAt)
        var needed = DeferredWork.accumulated(dueAt)
        needed[open.count] = arrived[open.count]

        var from = 0
        var done = 0.0
        while from < open.count {
            let bend = DeferredWork.nextBend(from: from, done: done, time: time, arrived: arrived, needed: needed)
            let slope = max(0, (bend.done - done) / (time[bend.index] - time[from]))
            for position in from..<bend.index { levelling.agents[open[position]] = slope }
            from = bend.index
            done = bend.done
        }
        return levelling
    }

    private static func accumulated(_ amounts: [Double]) -> [Double] {
        var total = 0.0
        return amounts.map {
            total += $0
            return total
        }
    }

    /// The next point at which the line that starts at (`from`, `done`) leans against one of its bounds and turns.
    private static func nextBend(
        from: Int, done: Double, time: [Double], arrived: [Double], needed: [Double]
    ) -> (index: Int, done: Double) {
        var steepestNeed = -Double.infinity
        var needIndex = from + 1
        var flattestArrival = Double.infinity
        var arrivalIndex = from + 1
        for index in (from + 1)..<time.count {
            let span = time[index] - time[from]
            let need = (needed[index] - done) / span
            let arrival = (arrived[index] - done) / span
            if need > flattestArrival { return (arrivalIndex, arrived[arrivalIndex]) }
            if arrival < steepestNeed { return (needIndex, needed[needIndex]) }
            if need >= steepestNeed {
                steepestNeed = need
                needIndex = index
            }
            if arrival <= flattestArrival {
                flattestArrival = arrival
                arrivalIndex = index
            }
        }
        return (time.count - 1, arrived[time.count - 1])
    }
}
