#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The columns of the day regression: which calendar facts a series can learn an effect of, and how large such an
/// effect usually is.
///
/// An effect enters when the history holds a day with it and one without. The deviation is that of a normal prior on
/// the logarithm: 0.15 says that two thirds of such effects lie within ±15 %. A day's row is nearly all zeros, so only
/// its other entries are kept.
struct CalendarEffects {
    /// One entry of a row that is not zero.
    struct Entry {
        var column: Int
        var value: Double
    }

    private enum Effect: Hashable {
        case weekday(Int)
        case businessDayFromStart(Int)
        case businessDayFromEnd(Int)
        case midMonth
        case afterClosure
        case beforeClosure
        case event(String)
        case annualCosine(Int)
        case annualSine(Int)

        /// Standard deviation of the effect over contact centres, on the logarithm.
        var priorDeviation: Double {
            switch self {
            case .weekday: 0.7
            case .event: 0.3
            case .afterClosure, .beforeClosure: 0.2
            case .businessDayFromStart, .businessDayFromEnd, .midMonth, .annualCosine, .annualSine: 0.15
            }
        }
    }

    /// Days of history from which annual waves can be told.
    static let annualDays = 360

    /// Prior standard deviation of each column's coefficient.
    private(set) var priorDeviations: [Double] = []
    private var columns: [Effect: Int] = [:]
    private let hasAnnualWaves: Bool
    private let days: [ForecastDay]

    /// Number of columns.
    var count: Int { priorDeviations.count }

    /// The effects that the days `samples` among `days` can tell.
    init(samples: Range<Int>, days: [ForecastDay]) {
        self.days = days
        hasAnnualWaves = samples.count >= Self.annualDays
        var present: [Effect: Int] = [:]
        var order: [Effect] = []
        var open = 0
        for day in samples where days[day].isOpen {
            open += 1
            Self.forEachFact(of: days[day]) { effect in
                let count = present[effect, default: 0]
                if count == 0 { order.append(effect) }
                present[effect] = count + 1
            }
        }
        for effect in order where present[effect, default: 0] < open { add(effect) }
        guard hasAnnualWaves else { return }
        for wave in 1...2 {
            add(.annualCosine(wave))
            add(.annualSine(wave))
        }
    }

    private mutating func add(_ effect: Effect) {
        columns[effect] = count
        priorDeviations.append(effect.priorDeviation)
    }

    /// The entries of one day's row that are not zero.
    func row(_ day: Int) -> [Entry] {
        var entries: [Entry] = []
        entries.reserveCapacity(8)
        Self.forEachFact(of: days[day]) { effect in
            if let column = columns[effect] { entries.append(Entry(column: column, value: 1)) }
        }
        guard hasAnnualWaves else { return entries }
        for wave in 1...2 {
            let angle = 2 * .pi * Double(wave) * Double(days[day].date.dayNumber) / 365.25
            if let column = columns[.annualCosine(wave)] { entries.append(Entry(column: column, value: cos(angle))) }
            if let column = columns[.annualSine(wave)] { entries.append(Entry(column: column, value: sin(angle))) }
        }
        return entries
    }

    /// The facts of a day that count as 1.
    private static func forEachFact(of day: ForecastDay, _ body: (Effect) -> Void) {
        body(.weekday(day.weekday))
        if day.isBusinessDay {
            if day.businessDaysBefore < 5 { body(.businessDayFromStart(day.businessDaysBefore)) }
            if day.businessDaysAfter < 3 { body(.businessDayFromEnd(day.businessDaysAfter)) }
            if (15...16).contains(day.dayOfMonth) { body(.midMonth) }
        }
        if day.isAfterClosure { body(.afterClosure) }
        if day.isBeforeClosure { body(.beforeClosure) }
        for event in day.events { body(.event(event)) }
    }
}
