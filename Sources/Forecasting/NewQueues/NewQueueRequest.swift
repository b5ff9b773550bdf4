import ContactCenter

/// A queue that others can be learnt from: its history and its forecast over the new queue's horizon.
public struct NewQueueDonor: Sendable {
    /// The history, in slots of the new queue's length.
    public var series: VolumeSeries
    /// The forecast that follows it.
    public var forecast: SeriesForecast

    /// A queue with its history and forecast.
    public init(series: VolumeSeries, forecast: SeriesForecast) {
        self.series = series
        self.forecast = forecast
    }
}

/// A queue of which little or nothing is known, to be forecast with the help of others.
public struct NewQueueRequest: Sendable {
    /// Name of the series, for messages.
    public var id: String
    /// Its own history, if there is any.
    public var history: VolumeSeries?
    /// Its opening hours and special days.
    public var calendar: CentreCalendar
    /// First slot to forecast.
    public var start: LocalTime
    /// Slots to forecast.
    public var horizonSlots: Int
    /// Length of a slot in minutes.
    public var slotMinutes: Int
    /// The queue it will resemble, the only donor then; its volume is the new queue's until something else is known.
    public var analogue: NewQueueDonor?
    /// Queues of the group, when there is no analogue.
    public var group: [NewQueueDonor]
    /// Contacts of an average open day that the planner expects.
    public var expectedDailyVolume: Double?

    /// A request for `horizonSlots` slots from `start` on.
    public init(
        id: String, history: VolumeSeries? = nil, calendar: CentreCalendar, start: LocalTime, horizonSlots: Int,
        slotMinutes: Int, analogue: NewQueueDonor? = nil, group: [NewQueueDonor] = [],
        expectedDailyVolume: Double? = nil
    ) {
        self.id = id
        self.history = history
        self.calendar = calendar
        self.start = start
        self.horizonSlots = horizonSlots
        self.slotMinutes = slotMinutes
        self.analogue = analogue
        self.group = group
        self.expectedDailyVolume = expectedDailyVolume
    }

    var donors: [NewQueueDonor] { analogue.map { [$0] } ?? group }
}

/// How queues differ from each other and from day to day: what decides how far a new queue's own data are believed.
///
/// All are relative standard deviations. With fewer than two queues to learn them from, the values stated here stand.
public struct NewQueueSpread: Hashable, Sendable {
    /// A planner's expectation of the daily volume. Never learnt.
    public var expectation = 0.3
    /// A day around what its weekday and the calendar say, beyond counting noise.
    public var day = 0.15
    /// A queue's weekday around the group's.
    public var weekday = 0.1
    /// A queue's time of day around the group's.
    public var slot = 0.2
    /// A queue's handle time around the group's.
    public var handleTime = 0.3

    /// The values that stand without any group.
    public init() {}
}
