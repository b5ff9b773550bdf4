/// When a queue is open: one span a weekday, in minutes after midnight of the wall clock.
public struct OpeningHours: Hashable, Sendable {
    /// Open span per weekday, Monday first; `nil` = closed that day.
    public var spans: [Range<Int>?]

    /// Seven spans, Monday first.
    public init(spans: [Range<Int>?]) {
        precondition(spans.count == 7, "opening hours need seven weekdays")
        self.spans = spans
    }

    /// Open all day, every day.
    public static let always = OpeningHours(spans: Array(repeating: 0..<1440, count: 7))
}

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
    }

    /// The date.
    public var date: CivilDate
    /// Its name, the same from year to year, e.g. `Christmas Day`.
    public var name: String
    /// What is different.
    public var kind: Kind
    /// The queues it concerns; empty = all.
    public var queues: Set<String>

    /// A day named `name` on `date`.
    public init(date: CivilDate, name: String, kind: Kind, queues: Set<String> = []) {
        self.date = date
        self.name = name
        self.kind = kind
        self.queues = queues
    }

    /// Whether it concerns a queue.
    public func concerns(_ queue: String) -> Bool { queues.isEmpty || queues.contains(queue) }
}

/// Opening hours and special days of one queue × channel.
public struct CentreCalendar: Hashable, Sendable {
    /// The usual week.
    public var openingHours: OpeningHours
    /// Exceptions by day.
    public private(set) var specialDays: [CivilDate: [SpecialDay]]

    /// The usual week with its exceptions.
    public init(openingHours: OpeningHours = .always, specialDays: [SpecialDay] = []) {
        self.openingHours = openingHours
        self.specialDays = Dictionary(grouping: specialDays, by: \.date)
    }

    /// The open span of a date in minutes after midnight; `nil` = closed. A closure beats special hours.
    public func openSpan(on date: CivilDate) -> Range<Int>? {
        var span = openingHours.spans[date.weekday]
        for day in specialDays[date] ?? [] {
            switch day.kind {
            case .closed: return nil
            case .hours(let hours): span = hours
            case .event, .outage: break
            }
        }
        return span
    }

    /// Whether the interval that starts at `time` lies in the open span of its date.
    public func isOpen(at time: LocalTime) -> Bool { openSpan(on: time.date)?.contains(time.minuteOfDay) ?? false }

    /// Whether an announced outage covers `time`.
    public func isOutage(at time: LocalTime) -> Bool {
        (specialDays[time.date] ?? []).contains {
            if case .outage(let span) = $0.kind { span.contains(time.minuteOfDay) } else { false }
        }
    }

    /// Names of the events (open days on which demand differs) of a date.
    public func events(on date: CivilDate) -> [String] {
        (specialDays[date] ?? []).compactMap { if case .event = $0.kind { $0.name } else { nil } }
    }
}
