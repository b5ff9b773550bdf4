import ContactCenter

extension IntervalCounts {
    /// Books a contact, with its wait and its handle time, to the interval in which it entered the queue.
    package mutating func add(_ contact: Interaction, target: ServiceTarget) {
        offered += 1
        let wait = contact.waitSeconds
        if let wait { maxWaitSeconds = max(maxWaitSeconds, wait) }
        switch contact.outcome {
        case .answered:
            answered += 1
            if let wait {
                waitAnsweredSeconds += wait
                if wait <= target.withinSeconds { answeredWithin += 1 }
            }
            if let talk = contact.talkSeconds {
                talkSeconds += talk
                holdSeconds += contact.holdSeconds ?? 0
                wrapSeconds += contact.wrapSeconds ?? 0
                handleSeconds += talk + (contact.holdSeconds ?? 0) + (contact.wrapSeconds ?? 0)
            }
        case .abandoned:
            abandoned += 1
            if let wait {
                waitAbandonedSeconds += wait
                if wait <= target.withinSeconds { abandonedWithin += 1 }
                if wait <= target.shortAbandonSeconds { shortAbandoned += 1 }
            }
        }
    }
}
