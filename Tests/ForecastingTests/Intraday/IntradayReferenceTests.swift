import ContactCenter
import Testing

@testable import Forecasting

@Suite("Reference: intraday update of the bank's calls") struct IntradayReferenceTests {
    struct Score {
        var before = 0.0
        var after = 0.0
        var naive = 0.0
        var inside80 = 0.0
        var inside95 = 0.0
        var ahead80 = 0.0
        var ahead95 = 0.0
        var slots = 0.0

        static func += (sum: inout Score, day: Score) {
            sum.before += day.before
            sum.after += day.after
            sum.naive += day.naive
            sum.inside80 += day.inside80
            sum.inside95 += day.inside95
            sum.ahead80 += day.ahead80
            sum.ahead95 += day.ahead95
            sum.slots += day.slots
        }
    }

    /// Sums of each known slot over the last `count` days.
    static func sums(_ days: [[Score]], last count: Int) -> [Score] {
        days.suffix(count).reduce(into: [Score](repeating: Score(), count: days.last?.count ?? 0)) { sums, day in
            for k in day.indices { sums[k] += day[k] }
        }
    }

    /// Rest-of-day errors of each of the last `count` of `days`, learning afresh every `every` days from those before.
    static func scores(_ days: [IntradayDay], last count: Int, slots known: [Int], every: Int = 5) -> [[Score]] {
        var scored: [[Score]] = []
        var updater = IntradayUpdate.learn(from: [], slotMinutes: 30)
        for (n, i) in ((days.count - count)..<days.count).enumerated() {
            if n % every == 0 { updater = IntradayUpdate.learn(from: Array(days[..<i]), slotMinutes: 30) }
            let day = days[i]
            var scores = [Score](repeating: Score(), count: known.count)
            // Bands as a day-ahead forecast with a relative error of 5 % would have them.
            let spread = day.forecast.map { ($0 + 0.0025 * $0 * $0).squareRoot() }
            func moved(_ z: Double) -> [Double] {
                day.forecast.indices.map { max(0, day.forecast[$0] + z * spread[$0]) }
            }
            let ahead = DayAheadForecast(
                mean: day.forecast, lower80: moved(-1.2816), upper80: moved(1.2816), lower95: moved(-1.96),
                upper95: moved(1.96))
            for (k, slot) in known.enumerated() {
                let outcome = updater.update(ahead, actualsSoFar: Array(day.actual[..<slot]))
                let came = day.actual[..<slot].filter { !$0.isNaN }.reduce(0, +)
                let ratio = came / max(1, day.forecast[..<slot].reduce(0, +))
                for s in slot..<day.actual.count where !day.actual[s].isNaN {
                    scores[k].before += abs(day.forecast[s] - day.actual[s])
                    scores[k].naive += abs(day.forecast[s] * ratio - day.actual[s])
                    scores[k].after += abs(outcome.rest.mean[s - slot] - day.actual[s])
                    let rest = outcome.rest
                    let i = s - slot
                    if rest.lower80[i] <= day.actual[s], day.actual[s] <= rest.upper80[i] { scores[k].inside80 += 1 }
                    if rest.lower95[i] <= day.actual[s], day.actual[s] <= rest.upper95[i] { scores[k].inside95 += 1 }
                    if ahead.lower80[s] <= day.actual[s], day.actual[s] <= ahead.upper80[s] { scores[k].ahead80 += 1 }
                    if ahead.lower95[s] <= day.actual[s], day.actual[s] <= ahead.upper95[s] { scores[k].ahead95 += 1 }
                    scores[k].slots += 1
                }
            }
            scored.append(scores)
        }
        return scored
    }

    /// The bank's last 80 days, scored once for all that look at them.
    private static let bankDays = Result {
        let series = try BankReferenceTests.load()
        let days = try IntradayUpdate.pastDays(
            of: series, calendar: BankReferenceTests.calendar, cutoffSlot: series.count, count: 110)
        return scores(days, last: 80, slots: [18, 22, 28])
    }

    @Test(
        "the rest of the day is forecast better after the morning, and the naive ratio is beaten",
        .enabled(
            if: BankReferenceTests.isPresent, "needs data/forecasting/bank_calls_30min.csv of WFM_REFERENCE"),
        arguments: [40, 60, 80])
    func bank(days count: Int) throws {
        let scores = Self.sums(try Self.bankDays.get(), last: count)
        #expect(scores.count == 3)
        // At nine the standard error of forty days is 4.5 %, of eighty 3 %.
        let atNine = count < 60 ? 1.01 : count < 80 ? 0.98 : 0.95
        for (score, (hour, limit)) in zip(scores, [(9, atNine), (11, 0.92), (14, 0.92)]) {
            #expect(score.after / score.before < limit, "\(hour):00 \(score.after / score.before)")
            #expect(score.after < score.naive)
            // The bands cover what the day-ahead bands covered.
            #expect(score.inside80 > score.ahead80 - 0.04 * score.slots)
            #expect(score.inside95 > score.ahead95 - 0.04 * score.slots)
            print(
                "intraday bank, last \(count) days, \(hour):00: update/no update \(score.after / score.before), "
                    + "naive/no update \(score.naive / score.before), cover \(score.inside80 / score.slots) "
                    + "\(score.inside95 / score.slots), day-ahead \(score.ahead80 / score.slots) "
                    + "\(score.ahead95 / score.slots)")
        }
    }

    @Test(
        "on an emergency centre's low counts the update does no harm",
        .enabled(
            if: HandleTimeReferenceTests.isPresent(HandleTimeReferenceTests.emergency),
            "needs data/forecasting of WFM_REFERENCE"),
        arguments: ["ecc_ALL", "ecc_EMS", "ecc_FIRE", "ecc_POLICE"])
    func emergency(id: String) throws {
        let series = try HandleTimeReferenceTests.load(HandleTimeReferenceTests.emergency, series: id)
        let days = try IntradayUpdate.pastDays(
            of: series, calendar: CentreCalendar(), cutoffSlot: series.count, count: 70)
        let scores = Self.sums(Self.scores(days, last: 40, slots: [18, 22, 28]), last: 40)
        #expect(scores.count == 3)
        for (score, hour) in zip(scores, [9, 11, 14]) {
            #expect(score.after / score.before < 1.005, "\(hour):00 \(score.after / score.before)")
            print("intraday \(id), \(hour):00: update/no update \(score.after / score.before)")
        }
    }
}
