import ContactCenter

/// A stream of the history and what it is measured against.
public struct StreamSettings: Hashable, Sendable {
    /// Queue × channel.
    public var stream: QueueChannel
    /// Seconds of the service level and of a short abandon.
    public var target: ServiceTarget
    /// When it is open.
    public var calendar: CentreCalendar

    /// A stream that is open by `calendar`.
    public init(
        stream: QueueChannel, target: ServiceTarget = ServiceTarget(), calendar: CentreCalendar = CentreCalendar()
    ) {
        self.stream = stream
        self.target = target
        self.calendar = calendar
    }
}
