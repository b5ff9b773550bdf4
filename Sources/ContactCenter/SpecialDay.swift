/// A date on which a centre differs from its weekday.
public struct SpecialDay: Hashable, Sendable {
    /// What is different.
    public enum Kind: Hashable, Sendable {
        /// Closed all day (a public holiday).
        case closed
        /// Open in these minutes only (a half day).
        case hours(Range<Int>)
        /// Open as usual, demand differs (a promotion, a mailing).
        case event
        /// Open, but the history of these minutes is not to be believed.
        case outage(Range<Int>)
        /// A make-up working day: opening hours and demand of that weekday (Monday = 0 … Sunday = 6), whatever day it
        /// falls on.
        case workday(like: Int)
    }

    /// The date.
    public var date: CivilDate
    /// Its name, the same from year to year, e.g. `Christmas Day`.
    public var name: String
    /// What is different.
    public var kind: Kind
    /// The queues it concerns; empty = all.
    public var queues: Set<String>
    /// Names of the channels it concerns, lower case; empty = all.
    public var channels: Set<String>

    /// A day named `name` on `date`; the weekday that a make-up working day is like must be 0…6.
    public init(date: CivilDate, name: String, kind: Kind, queues: Set<String> = [], channels: Set<String> = []) {
        if case .workday(let like) = kind { precondition((0...6).contains(like), "a weekday is 0…6") }
        self.date = date
        self.name = name
        self.kind = kind
        self.queues = queues
        self.channels = channels
    }

    /// Whether it concerns a queue, on one of its channels at least.
    public func concerns(_ queue: String) -> Bool { queues.isEmpty || queues.contains(queue) }

    /// Whether it concerns a queue × channel.
    public func concerns(_ stream: QueueChannel) -> Bool {
        concerns(stream.queue) && (channels.isEmpty || channels.contains(stream.channel.name))
    }

    /// Whether it says by itself when the centre is open: closed, other hours, a make-up working day.
    public var decidesOpening: Bool {
        switch kind {
        case .closed, .hours, .workday: true
        case .event, .outage: false
        }
    }

    /// The weekday a make-up working day is like when nothing says so: the working day beside the weekend day (a Friday
    /// for a Saturday, a Monday for a Sunday), else its own.
    public static func workdayLike(_ date: CivilDate) -> Int {
        switch date.weekday {
        case 5: 4
        case 6: 0
        case let weekday: weekday
        }
    }
}
