import ContactCenter

/// The common shape of a group of queues on the opening hours of a new one, and how far queues differ from it.
struct GroupShape {
    /// Share of an average open day's volume by slot of the week; NaN where the new queue is never open.
    private(set) var week: [Double]
    /// How queues differ.
    private(set) var spread = NewQueueSpread()
    private let donors: [DonorShape]

    /// - Parameter isOpen: Whether the new queue is open, by slot of the week.
    init(donors: [DonorShape], isOpen: [Bool], slotsPerDay: Int) {
        self.donors = donors
        var week = isOpen.indices.map { slot -> Double in
            let known = donors.map { $0.week[slot] / $0.dailyVolume }.filter { !$0.isNaN }
            return known.isEmpty ? .nan : known.reduce(0, +) / Double(known.count)
        }
        // Open where no other queue is: as at that time of other days, else as at the nearest time of the day.
        let byTime = (0..<slotsPerDay).map { time -> Double in
            let known = (0..<7).map { week[$0 * slotsPerDay + time] }.filter { !$0.isNaN }
            return known.isEmpty ? .nan : known.reduce(0, +) / Double(known.count)
        }
        let known = byTime.indices.filter { !byTime[$0].isNaN }
        for slot in isOpen.indices {
            guard isOpen[slot] else {
                week[slot] = .nan
                continue
            }
            guard week[slot].isNaN else { continue }
            let time = slot % slotsPerDay
            let nearest = known.min { (abs($0 - time), $0) < (abs($1 - time), $1) }
            week[slot] = nearest.map { byTime[$0] } ?? 1
        }
        let openDays = (0..<7).count { day in (0..<slotsPerDay).contains { isOpen[day * slotsPerDay + $0] } }
        let total = week.filter { !$0.isNaN }.reduce(0, +)
        let scale = total > 0 ? Double(openDays) / total : 0
        self.week = week.map { $0 * scale }
        learnSpread(slotsPerDay: slotsPerDay)
    }

    /// How a day lies to the usual week: the mean of what the donors' own days do, 1 where none is open.
    func ratio(on date: CivilDate) -> Double {
        let known = donors.compactMap { $0.ratios[date] }
        return known.isEmpty ? 1 : known.reduce(0, +) / Double(known.count)
    }

    /// Squared relative deviations between queues, beyond what counting noise explains.
    private mutating func learnSpread(slotsPerDay: Int) {
        var daySquare = 0.0
        var dayCount = 0.0
        for day in donors.flatMap(\.days) where day.total > 0 {
            daySquare += (day.ratio - 1) * (day.ratio - 1) - day.ratio / day.total
            dayCount += 1
        }
        if dayCount >= 7 { spread.day = min(0.4, max(0.03, max(0, daySquare / dayCount).squareRoot())) }
        guard donors.count >= 2 else { return }
        spread.weekday = between(range: 0.02...0.4, cells: 7) { donor, cell in
            donor.week[cell * slotsPerDay..<(cell + 1) * slotsPerDay].filter { !$0.isNaN }.reduce(0, +)
        }
        spread.slot = between(range: 0.03...0.6, cells: slotsPerDay) { donor, cell in
            (0..<7).map { donor.week[$0 * slotsPerDay + cell] }.filter { !$0.isNaN }.reduce(0, +)
        }
    }

    /// Relative standard deviation of the queues' shares around the group's, noise of counting and of days taken off.
    private func between(
        range: ClosedRange<Double>, cells: Int, _ volume: (DonorShape, Int) -> Double
    ) -> Double {
        let shares = donors.map { donor in
            let values = (0..<cells).map { volume(donor, $0) }
            let total = values.reduce(0, +)
            return values.map { total > 0 ? $0 / total : 0 }
        }
        let count = Double(donors.count)
        var square = 0.0
        var weights = 0.0
        for cell in 0..<cells {
            let own = shares.map { $0[cell] }
            // Queues that are not all open then differ by their hours, not by their customers.
            guard own.allSatisfy({ $0 > 0 }) else { continue }
            let mean = own.reduce(0, +) / count
            let variance = own.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
            let noise = donors.reduce(0) { $0 + mean / max($1.contacts, 1) } / count
            // Days differ as a whole: their noise reaches weekdays, not times of day.
            let dayNoise = cells == 7 ? mean * mean * spread.day * spread.day / Double(DonorShape.weeks) : 0
            square += (variance - noise - dayNoise) / mean
            weights += mean
        }
        guard weights > 0 else { return range.lowerBound }
        return min(range.upperBound, max(range.lowerBound, max(0, square / weights).squareRoot()))
    }
}
