import Glibc

extension QueueMeasures {
    /// Fills in everything that depends on the waiting line alone, occupancy excepted.
    ///
    /// - Parameters:
    ///   - atOnce: Weight of the states in which a contact is answered at once.
    ///   - full: Weight, in the same unit, of the state with nobody waiting in which the next contact has to wait.
    ///   - line: The waiting states, relative to `full`.
    mutating func setLine(atOnce: Double, full: Double, line: WaitingSums, arrival: Double) {
        let scaled = atOnce * line.scale
        let total = scaled + full * line.waiting
        let wait = full / total
        probabilityOfWait = min(1, wait * line.waiting)
        abandonment = wait * line.abandoned
        answeredWithin = scaled / total + wait * line.answeredWithin
        answeredLate = wait * line.answeredLate
        abandonedWithin = wait * line.abandonedWithin
        shortAbandoned = wait * line.shortAbandoned
        virtuallyLate = min(1, wait * line.virtuallyLate)
        let answered = scaled / total + wait * line.answered
        meanWaitSeconds = wait * (line.waitOfAnswered + line.waitOfAbandoned)
        meanQueue = arrival * meanWaitSeconds
        asaSeconds = answered > 0 ? wait * line.waitOfAnswered / answered : nil
        meanWaitOfAbandonedSeconds = line.abandoned > 0 ? line.waitOfAbandoned / line.abandoned : nil
    }

    /// No contacts: nothing is measured that nobody experienced.
    mutating func setNoContacts() { occupancy = agents > 0 ? 0 : 1 }

    /// Nobody gives up and the agents do not keep up: the queue grows without bound.
    mutating func setUnstable() {
        probabilityOfWait = 1
        occupancy = 1
        meanQueue = .infinity
        meanWaitSeconds = .infinity
        asaSeconds = .infinity
        answeredLate = 1
        virtuallyLate = 1
    }

    /// Nobody answers: every contact waits out its patience.
    mutating func setNobodyAnswers(
        _ patience: PatienceLaw, arrival: Double, within: Double, shortAbandon: Double
    ) {
        probabilityOfWait = 1
        abandonment = 1
        occupancy = 1
        meanWaitSeconds = patience.mean
        meanQueue = arrival * patience.mean
        meanWaitOfAbandonedSeconds = patience.mean
        abandonedWithin = patience(within).lost
        shortAbandoned = patience(shortAbandon).lost
        virtuallyLate = 1
    }
}
