import ContactCenter

/// A span of the calendar for which capacity is planned.
public enum CapacityPeriod: String, Hashable, Sendable, CaseIterable {
    /// Seven days.
    case week
    /// A calendar month.
    case month

    /// Periods in a year.
    public var perYear: Int { self == .week ? 52 : 12 }

    /// First day of the period `count` periods after the one that starts on `start` (a month's is its first day).
    public func start(_ count: Int, after start: CivilDate) -> CivilDate {
        guard self == .month else { return start + 7 * count }
        let first = start.components
        let months = first.year * 12 + first.month - 1 + count
        let month = months % 12
        let date = CivilDate(year: (months - month) / 12, month: month + 1, day: 1)
        return date ?? start
    }

    /// First day of the period that holds `date`; weeks start on Mondays.
    public func start(containing date: CivilDate) -> CivilDate {
        self == .week ? date.monday : date + (1 - date.components.day)
    }
}

/// Volumes by week or month.
///
///     let calls = PeriodSeries(id: "sales", period: .month, start: firstOfJanuary, values: monthlyCalls)
///     let plan = try forecastPeriods(calls, horizon: 12)
public struct PeriodSeries: Hashable, Sendable {
    /// Its name.
    public var id: String
    /// Week or month.
    public var period: CapacityPeriod
    /// First day of the first period; for months the first of the month.
    public var start: CivilDate
    /// Volume of each period; NaN unknown, as are negative and infinite ones.
    public var values: [Double]

    /// The volumes `values` of one period after the other from `start` on.
    public init(id: String, period: CapacityPeriod, start: CivilDate, values: [Double]) {
        self.id = id
        self.period = period
        self.start = period == .month ? period.start(containing: start) : start
        self.values = values
    }

    /// The days of a period, 0 = the first of the series; may lie behind its end.
    public func days(_ index: Int) -> Range<CivilDate> {
        period.start(index, after: start)..<period.start(index + 1, after: start)
    }
}

/// A daily or interval series summed up to weeks or months.
public struct PeriodAggregation: Hashable, Sendable {
    /// Least share of a period's open slots that must be known; the rest is taken to be like the known ones.
    public static let neededShare = 0.8

    /// The whole periods.
    public var series: PeriodSeries
    /// What was left out or filled, in words.
    public var notes: [String]

    /// Sums `series`; an incomplete first or last period is left out and told, as are periods with too little known.
    ///
    /// - Complexity: O(slots)
    public init(_ series: VolumeSeries, period: CapacityPeriod) {
        var notes: [String] = []
        let end = series.start + series.count * series.slotMinutes
        var first = period.start(containing: series.start.date)
        if first != series.start.date || series.start.minuteOfDay != 0 {
            notes.append("\(period.rawValue) of \(first) is incomplete at its beginning and left out")
            first = period.start(1, after: first)
        }
        let afterLast = period.start(containing: end.date)
        if end.date != afterLast || end.minuteOfDay != 0 {
            notes.append("\(period.rawValue) of \(afterLast) is incomplete at its end and left out")
        }
        var values: [Double] = []
        var date = first
        while date < afterLast {
            let next = period.start(1, after: date)
            let slots = Self.slot(of: date, in: series)..<Self.slot(of: next, in: series)
            let known = slots.filter { series.isOpen[$0] && series.values[$0].isFinite && series.values[$0] >= 0 }
            let open = slots.count { series.isOpen[$0] }
            let sum = known.reduce(0) { $0 + series.values[$1] }
            if open == known.count {
                values.append(sum)
            } else if Double(known.count) >= Self.neededShare * Double(open) {
                values.append(sum * Double(open) / Double(known.count))
                notes.append("\(period.rawValue) of \(date): \(open - known.count) of \(open) slots unknown, filled in")
            } else {
                values.append(.nan)
                notes.append("\(period.rawValue) of \(date): \(open - known.count) of \(open) slots unknown, left out")
            }
            date = next
        }
        self.notes = notes
        self.series = PeriodSeries(id: series.id, period: period, start: first, values: values)
    }

    private static func slot(of date: CivilDate, in series: VolumeSeries) -> Int {
        ((date - series.start.date) * 1440 - series.start.minuteOfDay) / series.slotMinutes
    }
}
