extension DeferredWork {
    /// What becomes of the work when given agents do it.
    struct Serving {
        /// Share of each interval's work done by its deadline; `nil` without work, or where nobody works any more.
        var inTime: [Double?]
        /// Agents busy with the work in every interval.
        var busy: [Double]
        /// Agents on duty in every interval.
        var agents: [Double]
    }

    /// The fluid served by `agents`, earliest deadline first, none idle while there is work.
    ///
    /// - Parameters:
    ///   - agents: Agents on duty in every interval, 0 or more; those of closed intervals do not count.
    ///   - share: Share of an agent's time that the work may take, above 0 and at most 1.
    ///   - most: Most agents that there may be, by interval; `nil` = any number. Where the list is given, more agents are
    ///     put on, up to it, while work is left over that `planned` agents would have done by then.
    ///   - planned: Agents that there would be without a cap.
    /// - Complexity: O(intervals).
    func served(
        by agents: [Double], busyShare share: Double, catchingUpTo most: [Double?] = [], planned: [Double] = []
    ) -> Serving {
        let count = workSeconds.count
        var serving = Serving(
            inTime: Array(repeating: nil, count: count), busy: Array(repeating: 0, count: count), agents: agents)
        var left = workSeconds
        var done = Array(repeating: 0.0, count: count)
        var head = 0
        // Work that the plan would have done by now and that is not done.
        var behind = 0.0
        let lastOpen = isOpen.lastIndex(of: true) ?? -1
        for index in 0..<count {
            guard isOpen[index] else {
                serving.agents[index] = 0
                continue
            }
            if !most.isEmpty {
                let wanted = planned[index] + behind / (share * lengthSeconds[index])
                serving.agents[index] = min(wanted, most[index] ?? wanted)
            }
            let capacity = serving.agents[index] * share * lengthSeconds[index]
            var room = capacity
            while room > 0, head <= index {
                let piece = min(room, left[head])
                left[head] -= piece
                room -= piece
                if index <= lastInterval[head] { done[head] += piece }
                // What rounding leaves of a piece is no work.
                if left[head] <= DeferredWork.roundingShare * workSeconds[head] { head += 1 } else { break }
            }
            serving.busy[index] = (capacity - max(0, room)) / lengthSeconds[index]
            if !planned.isEmpty {
                behind = max(0, behind + planned[index] * share * lengthSeconds[index] - capacity)
            }
        }
        for index in 0..<count where workSeconds[index] > 0 && index <= lastOpen {
            let inTime = done[index] / workSeconds[index]
            serving.inTime[index] = inTime > 1 - DeferredWork.roundingShare ? 1 : inTime
        }
        return serving
    }

    /// Share of a piece of work that is taken for rounding.
    private static let roundingShare = 1e-9
}
