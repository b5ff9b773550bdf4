import ContactCenter
import NumericalMethods
import Testing

@testable import Forecasting

@Suite("Errors of earlier origins") struct OriginErrorsTests {
    private static let calendar = CentreCalendar(openingHours: Synthetic.officeHours)

    private static let series: VolumeSeries = {
        var stream = RandomStream(seed: 31)
        var series = Synthetic.series(weeks: 16, slotMinutes: 60, calendar: calendar) { _, time in
            Synthetic.poisson(Synthetic.pattern(time), &stream)
        }
        series.answered = series.values
        series.handleSeconds = series.values.map { $0 * (200 + 100 * stream.uniform()) }
        return series
    }()

    private static func cut(_ weeks: Int) -> VolumeSeries {
        let count = weeks * series.slotsPerWeek
        return VolumeSeries(
            id: series.id, start: series.start, slotMinutes: 60, values: Array(series.values[..<count]),
            isOpen: Array(series.isOpen[..<count]), handleSeconds: series.handleSeconds.map { Array($0[..<count]) },
            answered: series.answered.map { Array($0[..<count]) })
    }

    @Test("An origin holds what would have been forecast there, of volume and handle time, and what came")
    func asForecastThen() throws {
        let week = Self.series.slotsPerWeek
        var request = ForecastRequest(
            series: Self.series, calendar: Self.calendar, horizonSlots: week, models: ["mean-8-weeks"])
        // Too early, as asked, off the end: all keep their place.
        request.errorOrigins = [1, 12, 13, 16].map { Self.series.start + $0 * 7 * 1440 }
        let past = try #require(try forecast(request).past)
        #expect(past.volume.originCount == 4 && past.handleTime.originCount == 4)
        for (k, weeks) in [(1, 12), (2, 13)] {
            let then = try forecast(
                ForecastRequest(
                    series: Self.cut(weeks), calendar: Self.calendar, horizonSlots: week, models: ["mean-8-weeks"]))
            for lead in 0..<week {
                let (place, slot) = (k * week + lead, weeks * week + lead)
                #expect(abs(past.volume.forecasts[place] - then.mean[lead]) < 1e-9)
                guard Self.series.isOpen[slot] else {
                    #expect(past.volume.actuals[place].isNaN && past.handleTime.forecasts[place].isNaN)
                    continue
                }
                #expect(past.volume.actuals[place] == Self.series.values[slot])
                #expect(abs(past.handleTime.forecasts[place] - (then.ahtSeconds[lead] ?? .nan)) < 1e-9)
                if Self.series.values[slot] > 0 {
                    #expect((200...300).contains(past.handleTime.actuals[place]))
                }
            }
        }
        for k in [0, 3] {
            #expect(past.volume.forecasts[k * week..<(k + 1) * week].allSatisfy { $0.isNaN })
            #expect(past.handleTime.actuals[k * week..<(k + 1) * week].allSatisfy { $0.isNaN })
        }
    }

    @Test("A forecast is the same whatever is asked for beside it; unasked, nothing is")
    func beside() throws {
        var request = OriginRequest(
            series: Self.series, calendar: Self.calendar, cutoffSlot: 14 * Self.series.slotsPerWeek,
            horizonSlots: 2 * Self.series.slotsPerWeek)
        let plain = try originForecast(request)
        request.wantsAccuracy = true
        request.wantsErrors = true
        let full = try originForecast(request)
        #expect(plain.paths == full.paths && plain.accuracy.isEmpty && plain.errors == nil)
        #expect(full.accuracy.contains { $0.isChosen })
        let errors = try #require(full.errors)
        #expect(errors.originCount > 5 && errors.slotsPerOrigin == request.horizonSlots)
        // Nothing after the cutoff is an actual.
        let known = errors.actuals.count { !$0.isNaN }
        #expect(known > 0 && known < errors.actuals.count)
    }
}
