/// How the counts of one synthetic series come about.
///
/// The count of a slot is Poisson with mean
/// level × eᵗʳᵉⁿᵈ ˣ ʸᵉᵃʳˢ × (1 + annual cos 2π(day of year/365.25 − peak)) × weekday × shape(hour) × events × eᵈ × eˢ,
/// with d an AR(1) effect of the day, normal with deviation `dayDeviation` and correlation `dayMemory`, and s normal
/// with deviation `slotDeviation`. Weekday and shape are scaled to mean 1 over an ordinary week's open slots.
struct SeriesTruth {
    /// A date on which the series differs: factor 0 = closed, no rows.
    struct Event {
        let day: Day
        let name: String
        let factor: Double
        /// Whether planners know of it (it is in the calendar and in the regressors).
        let isAnnounced: Bool
    }

    /// Name of the series.
    let name: String
    /// Mean count of an open slot in an ordinary week.
    let level: Double
    /// Relative size of the weekdays, Monday first; 0 = closed.
    let weekdays: [Double]
    /// Shape of a day over its hours, Monday to Friday; level outside the knots.
    let shape: [(x: Double, y: Double)]
    /// Shape of Saturday and Sunday.
    let weekendShape: [(x: Double, y: Double)]
    /// Log growth a year.
    var trend = 0.0
    /// Relative amplitude of the annual wave.
    var annual = 0.0
    /// When in the year it peaks, 0…1.
    var annualPeak = 0.0
    /// Correlation of the day effect from day to day.
    var dayMemory = 0.5
    /// Standard deviation of the log day effect.
    var dayDeviation = 0.05
    /// Standard deviation of the log slot effect.
    var slotDeviation = 0.0
    /// Days that differ.
    var events: [Event] = []

    /// Calls `row` with every open slot's day, minute and count.
    func generate(
        start: Day, days: Int, slotMinutes: Int, open: Range<Int>, random: inout UnitStream,
        row: (Day, Int, Int) -> Void
    ) {
        let minutes = Array(stride(from: open.lowerBound, to: open.upperBound, by: slotMinutes))
        func shapeAt(_ minute: Int, weekday: Int) -> Double {
            ExactMath.interpolate(
                weekday < 5 ? shape : weekendShape, at: (Double(minute) + Double(slotMinutes) / 2) / 60)
        }
        var sum = 0.0
        var openSlots = 0.0
        for weekday in 0..<7 where weekdays[weekday] > 0 {
            for minute in minutes {
                sum += weekdays[weekday] * shapeAt(minute, weekday: weekday)
                openSlots += 1
            }
        }
        let scale = level * openSlots / sum
        var effect = 0.0
        let shock = dayDeviation * (1 - dayMemory * dayMemory).squareRoot()
        for offset in 0..<days {
            let day = start + offset
            effect = dayMemory * effect + shock * random.normal()
            var factor = scale * weekdays[day.weekday] * ExactMath.exp(trend * Double(offset) / 365.25 + effect)
            factor *= 1 + annual * ExactMath.cosine(turns: Double(day.dayOfYear) / 365.25 - annualPeak)
            for event in events where event.day == day { factor *= event.factor }
            guard factor > 0 else { continue }
            for minute in minutes {
                var mean = factor * shapeAt(minute, weekday: day.weekday)
                if slotDeviation > 0 {
                    mean *= ExactMath.exp(slotDeviation * random.normal() - slotDeviation * slotDeviation / 2)
                }
                row(day, minute, random.poisson(mean: mean))
            }
        }
    }
}
