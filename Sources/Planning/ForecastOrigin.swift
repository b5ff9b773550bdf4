import ContactCenter
import FileFormats

/// One series and one cutoff: what a forecast may see, what it is asked, and what came true where that is known.
struct ForecastOrigin: Sendable {
    /// The volumes; those from `cutoff` on are unknown or not looked at, the opening reaches to the horizon's end.
    var series: VolumeSeries
    /// Events, and the opening beyond the series.
    var calendar: CentreCalendar
    /// Slots known.
    var cutoff: Int
    /// Slots to forecast after it.
    var horizon: Int
    /// Steps of the horizon, from 0, that the forecast has rows for.
    var listed: [Int]
    /// Time of the last slot known that has a row.
    var cutoffTime: LocalTime
    /// What came true at the listed steps; NaN = not known.
    var actuals: [Double]
    /// Slots after which the series repeats itself, the yardstick of scaled errors; `nil` = a week.
    var season: Int?

    /// The forecast in long form.
    func longForecast(_ answer: ForecastEngine.Answer) -> LongForecast {
        LongForecast(
            id: series.id, cutoff: cutoffTime, times: listed.map { series.time(of: cutoff + $0) },
            columns: answer.paths.map { path in
                LongForecast.Column(
                    model: path.model, mean: picked(path.mean),
                    bands: path.bands.map {
                        LongForecast.Band(level: $0.level, lower: picked($0.lower), upper: picked($0.upper))
                    })
            })
    }

    /// The values of a path at the listed steps.
    func picked(_ values: [Double]) -> [Double] { listed.map { values[$0] } }
}
