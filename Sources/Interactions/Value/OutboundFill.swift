import ContactCenter

/// Outbound work poured into the intervals in which agents would wait.
public struct OutboundFill: Sendable {
    /// Outbound attempts by interval, as a forecast of the queue `outbound`.
    public let intervals: [ForecastInterval]
    /// Seconds of agent time that found room.
    public let placedSeconds: Double
    /// Seconds of agent time there was to place.
    public let wantedSeconds: Double
    /// Seconds of agent time that the intervals had to spare.
    public let spareSeconds: Double

    /// Queue and channel under which the attempts are planned.
    public static let stream = QueueChannel(queue: "outbound", channel: .outbound)

    /// Fills the spare agents of `requirements` under `roster` with `candidates`, best first, earliest interval first.
    ///
    /// Spare are the agents at work throughout the interval beyond those that all queues together require, and of their
    /// time the share `occupancy`, since dialling leaves gaps too.
    ///
    /// - Parameter callingMinutes: Minutes of the day, on the clock of `zone`, in which customers are called.
    public init(
        _ candidates: [OfferCandidate], requirements: [RequirementInterval], roster: [RosterSegment],
        callingMinutes: Range<Int>, occupancy: Double, zone: ZoneRules
    ) {
        struct Slot {
            var seconds = 0
            var required = 0.0
            var present = 0
        }
        var slots: [Instant: Slot] = [:]
        for row in requirements {
            slots[row.start, default: Slot()].required += row.agentsRequired
            slots[row.start]?.seconds = row.intervalSeconds
        }
        let starts = slots.keys.sorted()
        for segment in roster where segment.activity == .work {
            var index = starts.partitioningIndex { $0 >= segment.start }
            while index < starts.count, starts[index] < segment.end {
                let start = starts[index]
                if let length = slots[start]?.seconds, start + length <= segment.end { slots[start]?.present += 1 }
                index += 1
            }
        }
        wantedSeconds = candidates.reduce(0) { $0 + $1.workSeconds }
        let attempts = candidates.reduce(0) { $0 + $1.attempts }
        let perAttempt = attempts > 0 ? wantedSeconds / attempts : 0
        var left = wantedSeconds
        var spare = 0.0
        var filled: [ForecastInterval] = []
        for start in starts {
            guard let slot = slots[start] else { continue }
            let local = zone.localTime(at: start)
            let minute = local.minutes - local.date.dayNumber * 1440
            guard callingMinutes.contains(minute), minute + slot.seconds / 60 <= callingMinutes.upperBound else {
                continue
            }
            let room = max(0, Double(slot.present) - slot.required) * Double(slot.seconds) * occupancy
            spare += room
            let placed = min(room, left)
            guard placed > 0, perAttempt > 0 else { continue }
            left -= placed
            let volume = placed / perAttempt
            let band = ForecastInterval.Band(lower: volume, upper: volume)
            filled.append(
                ForecastInterval(
                    stream: OutboundFill.stream, start: start,
                    intervalSeconds: slot.seconds, volume: volume, volume80: band, volume95: band,
                    ahtSeconds: perAttempt, ahtSeconds80: nil, model: "outbound-fill"))
        }
        intervals = filled
        placedSeconds = wantedSeconds - left
        spareSeconds = spare
    }
}

extension Array where Element == Instant {
    /// First index whose element fulfils the condition, in an array in which all of those follow all others.
    fileprivate func partitioningIndex(_ belongsAfter: (Instant) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if belongsAfter(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
