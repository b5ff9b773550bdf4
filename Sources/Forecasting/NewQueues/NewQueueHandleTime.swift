import ContactCenter

/// Handle time of a new queue: the donors' by slot of the week, moved by its own answered contacts.
struct NewQueueHandleTime {
    /// Standard deviation of the logarithm.
    private(set) var deviation: Double
    private var week: [Double?]
    private let slotMinutes: Int
    private var factor = 1.0

    init(_ request: NewQueueRequest, spread: NewQueueSpread) {
        slotMinutes = request.slotMinutes
        let perWeek = 7 * 1440 / request.slotMinutes
        var sums = [Double](repeating: 0, count: perWeek)
        var counts = sums
        for donor in request.donors where donor.forecast.slotMinutes == request.slotMinutes {
            for (slot, seconds) in donor.forecast.ahtSeconds.enumerated() {
                guard let seconds, seconds > 0 else { continue }
                let place = DonorShape.slotOfWeek(donor.forecast.start + slot * slotMinutes, slotMinutes)
                sums[place] += seconds
                counts[place] += 1
            }
        }
        let known = counts.reduce(0, +)
        let overall = known > 0 ? sums.reduce(0, +) / known : nil
        week = zip(sums, counts).map { $1 > 0 ? $0 / $1 : overall }

        var spent = 0.0
        var implied = 0.0
        var answered = 0.0
        if let history = request.history, let handle = history.handleSeconds, let count = history.answered {
            for slot in handle.indices where handle[slot].isFinite && count[slot] > 0 {
                let place = DonorShape.slotOfWeek(history.time(of: slot), history.slotMinutes)
                spent += handle[slot]
                answered += count[slot]
                implied += count[slot] * (week.indices.contains(place) ? week[place] ?? 1 : 1)
            }
        }
        // A contact's handle time varies about as much as its mean (an exponential's does).
        let prior = overall == nil ? 0 : 1 / (spread.handleTime * spread.handleTime)
        if answered > 0, implied > 0 {
            factor = (answered * (spent / implied) + prior) / (answered + prior)
            if overall == nil { week = week.map { _ in 1 } }
        }
        deviation = (1 / max(1, answered + prior)).squareRoot()
    }

    /// Expected handle time at a time; `nil` when nobody knows any.
    func seconds(at time: LocalTime) -> Double? {
        week[DonorShape.slotOfWeek(time, slotMinutes)].map { $0 * factor }
    }
}
