/// Arrivals of first contacts: a Poisson process whose rate is the planned rate times a random factor of the day.
///
/// rate = weekly volume × growth × season × event × weekday share × intraday share × day factor × surprise, with
/// log day factor = AR(1) common to the centre + noise of the queue + noise of the stream.
struct Demand {
    /// Minutes of a step of the rate.
    static let stepMinutes = 15

    /// Log of the day factor per day and stream.
    private let dayEffects: [[Double]]
    /// Per queue and channel: sum of the intraday shape over an ordinary weekday's open steps.
    private let shapeSums: [Double]

    /// The demand of the log's days.
    init(seed: UInt64) {
        var effects: [[Double]] = []
        var common = 0.0
        for day in 0..<Centre.logDays {
            var random = UnitStream(seed: seed, .demandDay, day)
            common = 0.55 * common + 0.035 * random.normal()
            var streams: [Double] = []
            for _ in Centre.queues {
                let queue = 0.035 * random.normal()
                for _ in Centre.channels { streams.append(common + queue + 0.03 * random.normal()) }
            }
            effects.append(streams)
        }
        dayEffects = effects
        shapeSums = (0..<Centre.streamCount).map { stream in
            let span = stream % 3 == 2 ? 0..<1440 : 480..<1200
            var sum = 0.0
            for minute in stride(from: span.lowerBound, to: span.upperBound, by: Demand.stepMinutes) {
                sum += Demand.shape(stream, minute)
            }
            return sum
        }
    }

    private static func shape(_ stream: Int, _ minute: Int) -> Double {
        ExactMath.interpolate(Centre.hours[stream % 3], at: (Double(minute) + Double(stepMinutes) / 2) / 60)
    }

    /// First contacts that planners expect in the step that begins at `minute`; 0 outside opening hours (e-mail: never).
    func planned(_ stream: Int, on day: Day, minute: Int) -> Double {
        let queue = stream / 3
        let isEmail = stream % 3 == 2
        var weekdays = Centre.queues[queue].weekdays
        var weekday = day.weekday
        var factor = 1.0
        if isEmail {
            weekdays = Centre.emailWeekdays
            // Writing goes on while the centre is closed, at a holiday's pace.
            if SpecialDays.openSpan(queue: queue, on: day) == nil && weekday < 5 { factor = 0.35 }
        } else {
            guard let open = SpecialDays.openSpan(queue: queue, on: day), open.contains(minute) else { return 0 }
            if Centre.queues[queue].open[weekday] == nil { weekday = 5 }
        }
        var total = 0.0
        for share in weekdays { total += share }
        let parameters = Centre.stream(stream)
        let elapsed = Double(day - Centre.logStart) / Double(Centre.logDays)
        return parameters.weekly * (1 + parameters.growth * elapsed) * factor
            * SpecialDays.plannedFactor(queue: queue, on: day) * (weekdays[weekday] / total)
            * (Demand.shape(stream, minute) / shapeSums[stream])
    }

    /// Contacts that planners expect in a half hour, repeats and redials included.
    func plannedHalfHour(_ stream: Int, on day: Day, minute: Int) -> Double {
        Centre.contactsPerFirst
            * (planned(stream, on: day, minute: minute) + planned(stream, on: day, minute: minute + 15))
    }

    /// The true rate of first contacts per step.
    func rate(_ stream: Int, on day: Day, minute: Int) -> Double {
        let planned = planned(stream, on: day, minute: minute)
        guard planned > 0 else { return 0 }
        return planned * ExactMath.exp(dayEffects[day - Centre.logStart][stream])
            * SpecialDays.surpriseFactor(stream: stream, on: day, minute: minute)
    }
}
