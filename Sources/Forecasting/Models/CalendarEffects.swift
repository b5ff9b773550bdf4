#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The columns of the day regression: which calendar facts a series can learn an effect of, and how large such an
/// effect usually is.
///
/// An effect enters when the history holds a day with it (and, for a weekday or business day, one without). The
/// deviation is that of a normal prior on the logarithm: 0.1 says that two thirds of such effects lie within ±10 %.
struct CalendarEffects {
    private enum Effect: Hashable {
        case mean
        case weekday(Int)
        case businessDayFromStart(Int)
        case businessDayFromEnd(Int)
        case midMonth
        case afterClosure
        case beforeClosure
        case event(String)
        case annualCosine(Int)
        case annualSine(Int)

        /// Standard deviation of the effect over contact centres, on the logarithm; ∞ = free.
        var priorDeviation: Double {
            switch self {
            case .mean: .infinity
            case .weekday: 0.5
            case .event: 0.3
            case .afterClosure, .beforeClosure: 0.15
            case .businessDayFromStart, .businessDayFromEnd, .midMonth, .annualCosine, .annualSine: 0.1
            }
        }
    }

    private let effects: [Effect]
    private let days: [ForecastDay]

    /// Number of columns.
    var count: Int { effects.count }
    /// Prior standard deviation of each column's coefficient.
    var priorDeviations: [Double] { effects.map(\.priorDeviation) }

    /// The effects that the days of index `samples` among `days` can tell; annual waves from 360 days of history.
    init(samples: [Int], days: [ForecastDay], spanDays: Int) {
        self.days = days
        var candidates: [Effect] = (0..<7).map { .weekday($0) }
        candidates += (0..<5).map { .businessDayFromStart($0) }
        candidates += (0..<3).map { .businessDayFromEnd($0) }
        candidates += [.midMonth, .afterClosure, .beforeClosure]
        candidates += Set(samples.flatMap { days[$0].events }).sorted().map { .event($0) }
        var kept: [Effect] = [.mean]
        for effect in candidates {
            let present = samples.reduce(0) { $0 + (Self.value(of: effect, on: days[$1]) != 0 ? 1 : 0) }
            if present > 0 && present < samples.count { kept.append(effect) }
        }
        if spanDays >= 360 {
            for order in 1...2 { kept += [.annualCosine(order), .annualSine(order)] }
        }
        effects = kept
    }

    /// The columns of one day.
    func row(_ day: Int) -> [Double] { effects.map { Self.value(of: $0, on: days[day]) } }

    /// The matrix of `days`, by columns.
    func matrix(days: [ForecastDay]) -> [Double] {
        var matrix: [Double] = []
        matrix.reserveCapacity(days.count * effects.count)
        for effect in effects {
            for day in days { matrix.append(Self.value(of: effect, on: day)) }
        }
        return matrix
    }

    private static func value(of effect: Effect, on day: ForecastDay) -> Double {
        switch effect {
        case .mean: return 1
        case .weekday(let weekday): return day.weekday == weekday ? 1 : 0
        case .businessDayFromStart(let n): return day.isBusinessDay && day.businessDaysBefore == n ? 1 : 0
        case .businessDayFromEnd(let n): return day.isBusinessDay && day.businessDaysAfter == n ? 1 : 0
        case .midMonth: return day.isBusinessDay && (15...16).contains(day.dayOfMonth) ? 1 : 0
        case .afterClosure: return day.isAfterClosure ? 1 : 0
        case .beforeClosure: return day.isBeforeClosure ? 1 : 0
        case .event(let name): return day.events.contains(name) ? 1 : 0
        case .annualCosine(let order): return cos(angle(day, order))
        case .annualSine(let order): return sin(angle(day, order))
        }
    }

    private static func angle(_ day: ForecastDay, _ order: Int) -> Double {
        2 * .pi * Double(order) * Double(day.date.dayNumber) / 365.25
    }
}
