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

    /// Codes of the effects: those of the calendar, the annual waves, then the events as they come.
    private enum Code {
        static let weekday = 0
        static let businessDayFromStart = 7
        static let businessDayFromEnd = 12
        static let fourthLastBusinessDay = 15
        static let midMonth = 16
        static let afterClosure = 17
        static let beforeClosure = 18
        static let annualCosine = 19
        static let annualSine = 21
        static let firstEvent = 23
    }

    /// Standard deviation of an effect over contact centres, on the logarithm.
    private static func priorDeviation(_ code: Int) -> Double {
        switch code {
        case ..<Code.businessDayFromStart: 0.7
        // Where the end of the month begins to show: seldom much, but some centres have it there already.
        case Code.fourthLastBusinessDay: 0.03
        case Code.afterClosure, Code.beforeClosure: 0.2
        case Code.firstEvent...: 0.3
        default: 0.15
        }
    }

    /// Days of history from which annual waves can be told.
    static let annualDays = 360

    /// Prior standard deviation of each column's coefficient.
    private(set) var priorDeviations: [Double] = []
    /// Column of each code; negative where it has none.
    private var columns: [Int]
    private let eventCodes: [String: Int]
    private let hasAnnualWaves: Bool
    private let days: [ForecastDay]

    /// Number of columns.
    var count: Int { priorDeviations.count }

    /// The effects that the days `samples` among `days` can tell.
    init(samples: Range<Int>, days: [ForecastDay]) {
        self.days = days
        hasAnnualWaves = samples.count >= Self.annualDays
        var eventCodes: [String: Int] = [:]
        for day in samples {
            for event in days[day].events where eventCodes[event] == nil {
                eventCodes[event] = Code.firstEvent + eventCodes.count
            }
        }
        self.eventCodes = eventCodes
        columns = [Int](repeating: -1, count: Code.firstEvent + eventCodes.count)
        var present = [Int](repeating: 0, count: columns.count)
        var order: [Int] = []
        var open = 0
        for day in samples where days[day].isOpen {
            open += 1
            forEachFact(of: days[day]) { code in
                if present[code] == 0 { order.append(code) }
                present[code] += 1
            }
        }
        for code in order where present[code] < open { add(code) }
        guard hasAnnualWaves else { return }
        for wave in 0..<2 {
            add(Code.annualCosine + wave)
            add(Code.annualSine + wave)
        }
    }

    private mutating func add(_ code: Int) {
        columns[code] = count
        priorDeviations.append(Self.priorDeviation(code))
    }

    /// The entries of one day's row that are not zero.
    func row(_ day: Int) -> [Entry] {
        var entries: [Entry] = []
        entries.reserveCapacity(8)
        forEachFact(of: days[day]) { code in
            if columns[code] >= 0 { entries.append(Entry(column: columns[code], value: 1)) }
        }
        guard hasAnnualWaves else { return entries }
        for wave in 0..<2 {
            let angle = 2 * .pi * Double(wave + 1) * Double(days[day].date.dayNumber) / 365.25
            entries.append(Entry(column: columns[Code.annualCosine + wave], value: cos(angle)))
            entries.append(Entry(column: columns[Code.annualSine + wave], value: sin(angle)))
        }
        return entries
    }

    /// The codes of the facts of a day that count as 1; an event that the history does not know has none.
    private func forEachFact(of day: ForecastDay, _ body: (Int) -> Void) {
        body(Code.weekday + day.weekday)
        if day.isBusinessDay {
            if day.businessDaysBefore < 5 { body(Code.businessDayFromStart + day.businessDaysBefore) }
            if day.businessDaysAfter < 4 { body(Code.businessDayFromEnd + day.businessDaysAfter) }
            if (15...16).contains(day.dayOfMonth) { body(Code.midMonth) }
        }
        if day.isAfterClosure { body(Code.afterClosure) }
        if day.isBeforeClosure { body(Code.beforeClosure) }
        for event in day.events {
            if let code = eventCodes[event] { body(code) }
        }
    }
}
