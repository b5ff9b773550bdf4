import ContactCenter

/// A series summed up to days.
struct DailySums {
    /// Least share of a day's open slots that must be known; the rest is taken to be like them.
    static let neededShare = 0.8

    /// One value a day; unknown where too little is known.
    let series: VolumeSeries

    /// Sums `fine`, which begins at midnight and fills its last day.
    init(_ fine: VolumeSeries) {
        let perDay = fine.slotsPerDay
        var values: [Double] = []
        var isOpen: [Bool] = []
        var seconds: [Double] = []
        var answered: [Double] = []
        for day in 0..<fine.count / perDay {
            let open = (day * perDay..<(day + 1) * perDay).filter { fine.isOpen[$0] }
            let known = open.filter { !fine.values[$0].isNaN }
            let sum = known.reduce(0) { $0 + fine.values[$1] }
            seconds.append(known.reduce(0) { $0 + (fine.handleSeconds?[$1] ?? 0) })
            answered.append(known.reduce(0) { $0 + (fine.answered?[$1] ?? 0) })
            isOpen.append(!open.isEmpty)
            if open.isEmpty {
                values.append(0)
            } else if known.isEmpty || Double(known.count) < Self.neededShare * Double(open.count) {
                values.append(.nan)
            } else {
                values.append(sum * Double(open.count) / Double(known.count))
            }
        }
        series = VolumeSeries(
            id: fine.id, start: fine.start, slotMinutes: 1440, values: values, isOpen: isOpen,
            handleSeconds: seconds, answered: answered)
    }
}
