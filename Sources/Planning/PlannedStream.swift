import ContactCenter

/// One queue × channel of a plan with its calendars: what every stage asks about a stream.
public struct PlannedStream: Sendable {
    /// The stream of work.
    public let stream: QueueChannel
    /// Skill an agent needs.
    public let skill: String
    /// Promise and limits.
    public let target: ServiceTarget
    /// How patience is known.
    public let patience: ChannelPlan.Patience
    /// Queue that this one resembles while it is new.
    public let like: String?
    /// Contacts of an average open day expected while it is new.
    public let expectedDailyVolume: Double?
    /// When contacts arrive: the opening hours, or around the clock for work that nobody waits for.
    public let arrivalCalendar: CentreCalendar
    /// When the work can be done.
    public let openingCalendar: CentreCalendar

    /// Whether patience has to be read out of the history: nobody waits for deferrable work.
    var needsPatienceEstimate: Bool { patience == .estimated && stream.channel.service != .deferrable }

    /// Whether it can be forecast without any history of its own.
    var isAnnounced: Bool { like != nil || expectedDailyVolume != nil }

    /// Whether it is the centre's own calls.
    var isOutbound: Bool { stream.channel.isOutbound }

    init(queue: QueuePlan, channelPlan: ChannelPlan, specialDays: [SpecialDay]) {
        let stream = QueueChannel(queue: queue.name, channel: channelPlan.channel)
        self.stream = stream
        skill = queue.skill
        target = channelPlan.target
        patience = channelPlan.patience
        like = queue.like
        expectedDailyVolume = channelPlan.expectedDailyVolume
        let concerned = specialDays.filter { $0.concerns(stream) }
        openingCalendar = CentreCalendar(openingHours: queue.openingHours, specialDays: concerned)
        arrivalCalendar =
            channelPlan.arrivesAlways
            ? CentreCalendar(openingHours: .always, specialDays: concerned.map(PlannedStream.asEvent))
            : openingCalendar
    }

    /// A closed day stops the agents, not the letters: for work that arrives around the clock it is a day on which
    /// demand differs.
    private static func asEvent(_ day: SpecialDay) -> SpecialDay {
        switch day.kind {
        case .closed, .hours:
            SpecialDay(date: day.date, name: day.name, kind: .event, queues: day.queues, channels: day.channels)
        case .event, .outage, .workday: day
        }
    }
}
