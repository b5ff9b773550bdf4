import ContactCenter
import NumericalMethods
import Testing

@testable import Forecasting

@Suite("Forecast") struct ForecastTests {
    static let calendar = CentreCalendar(openingHours: Synthetic.officeHours)

    @Test("a noiseless week is repeated by the chosen model")
    func noiseless() throws {
        let series = Synthetic.series(weeks: 12, calendar: Self.calendar) { Synthetic.pattern($1) }
        let result = try forecast(ForecastRequest(series: series, calendar: Self.calendar, horizonSlots: 4 * 336))
        for step in result.mean.indices {
            let time = result.start + step * 30
            let expected = Self.calendar.isOpen(at: time) ? Synthetic.pattern(time) : 0
            #expect(abs(result.mean[step] - expected) < 1e-9)
        }
        #expect(result.model == "mean-4-weeks")
    }
}
