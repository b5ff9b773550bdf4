import ContactCenter
import Forecasting

/// The streams of a plan that are new, and their forecasts from the others.
struct NewStreams {
    /// Days from the first contact below which a stream is new: five weeks, one more than the planner's mean needs.
    static let days = 35
    /// Days of history from which a stream can be learnt from.
    static let donorDays = 56

    private let streams: [PlannedStream]
    private let series: [VolumeSeries?]
    private let slotMinutes: Int
    private let new: Set<Int>

    /// Finds the new streams: those that the plan announces or that enough others can be learnt from, of little history.
    init(streams: [PlannedStream], series: [VolumeSeries?], slotMinutes: Int) {
        self.streams = streams
        // An announced queue without any contact has no history, however long its rows of zeros.
        let series = zip(streams, series).map { stream, series in
            stream.isAnnounced && series?.values.contains { $0 > 0 } != true ? nil : series
        }
        self.series = series
        self.slotMinutes = slotMinutes
        let lengths = series.map { $0.map { $0.count / $0.slotsPerDay } ?? 0 }
        new = Set(
            streams.indices.filter { index in
                guard lengths[index] < Self.days else { return false }
                if streams[index].isAnnounced { return true }
                // One other queue alone says little about a third.
                let group = streams.indices.filter {
                    lengths[$0] >= Self.donorDays
                        && streams[$0].stream.channel.service == streams[index].stream.channel.service
                }
                return lengths[index] > 0 && group.count >= 2
            })
    }

    func contains(_ index: Int) -> Bool { new.contains(index) }

    /// The forecasts with those of the new streams filled in.
    func completed(
        _ forecasts: [SeriesForecast?], days: ClosedRange<CivilDate>
    ) throws(ForecastingError) -> [SeriesForecast?] {
        var forecasts = forecasts
        let donors = streams.indices.map { index -> NewQueueDonor? in
            guard let series = series[index], let forecast = forecasts[index] else { return nil }
            return NewQueueDonor(series: series, forecast: forecast)
        }
        for index in new.sorted() {
            let stream = streams[index]
            let analogue = stream.like.flatMap { like in
                streams.firstIndex { $0.stream == QueueChannel(queue: like, channel: stream.stream.channel) }
                    .flatMap { donors[$0] }
            }
            let group = streams.indices.compactMap { other in
                streams[other].stream.channel.service == stream.stream.channel.service ? donors[other] : nil
            }
            let start = LocalTime(date: days.lowerBound)
            forecasts[index] = try forecastNewQueue(
                NewQueueRequest(
                    id: stream.stream.description, history: series[index], calendar: stream.arrivalCalendar,
                    start: start, horizonSlots: (days.upperBound - days.lowerBound + 1) * 1440 / slotMinutes,
                    slotMinutes: slotMinutes, analogue: analogue, group: group,
                    expectedDailyVolume: stream.expectedDailyVolume))
        }
        return forecasts
    }
}
