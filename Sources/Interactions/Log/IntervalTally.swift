import ContactCenter

/// The counts and sums of one interval while they grow: half the size of ``IntervalCounts`` and without its names, which
/// are counted in and out at every copy.
struct IntervalTally {
    private var offered: UInt32 = 0
    private var answered: UInt32 = 0
    private var abandoned: UInt32 = 0
    private var shortAbandoned: UInt32 = 0
    private var answeredWithin: UInt32 = 0
    private var abandonedWithin: UInt32 = 0
    private var talkSeconds = 0.0
    private var holdSeconds = 0.0
    private var wrapSeconds = 0.0
    private var handleSeconds = 0.0
    private var waitAnsweredSeconds = 0.0
    private var waitAbandonedSeconds = 0.0
    private var maxWaitSeconds = 0.0

    /// Adds a contact; `false` when it was answered and its handle time is not known.
    @inline(__always)
    mutating func add(_ durations: WideDurations, isAnswered: Bool, _ target: ServiceTarget) -> Bool {
        offered &+= 1
        if durations.wait >= 0 { maxWaitSeconds = max(maxWaitSeconds, durations.wait) }
        if isAnswered {
            answered &+= 1
            if durations.wait >= 0 {
                waitAnsweredSeconds += durations.wait
                if durations.wait <= target.withinSeconds { answeredWithin &+= 1 }
            }
            guard durations.talk >= 0 else { return false }
            let (hold, wrap) = (max(0, durations.hold), max(0, durations.wrap))
            talkSeconds += durations.talk
            holdSeconds += hold
            wrapSeconds += wrap
            handleSeconds += durations.talk + hold + wrap
        } else {
            abandoned &+= 1
            if durations.wait >= 0 {
                waitAbandonedSeconds += durations.wait
                if durations.wait <= target.withinSeconds { abandonedWithin &+= 1 }
                if durations.wait <= target.shortAbandonSeconds { shortAbandoned &+= 1 }
            }
        }
        return true
    }

    /// The counts under the names of their interval.
    func counts(_ stream: QueueChannel, start: Instant, intervalSeconds: Int, customers: Int) -> IntervalCounts {
        var counts = IntervalCounts(stream: stream, start: start, intervalSeconds: intervalSeconds)
        counts.offered = Int(offered)
        counts.answered = Int(answered)
        counts.abandoned = Int(abandoned)
        counts.shortAbandoned = Int(shortAbandoned)
        counts.answeredWithin = Int(answeredWithin)
        counts.abandonedWithin = Int(abandonedWithin)
        counts.talkSeconds = talkSeconds
        counts.holdSeconds = holdSeconds
        counts.wrapSeconds = wrapSeconds
        counts.handleSeconds = handleSeconds
        counts.waitAnsweredSeconds = waitAnsweredSeconds
        counts.waitAbandonedSeconds = waitAbandonedSeconds
        counts.maxWaitSeconds = maxWaitSeconds
        counts.customers = customers
        return counts
    }
}
