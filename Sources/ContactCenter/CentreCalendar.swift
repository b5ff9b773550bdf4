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

    /// The open span of a date in minutes after midnight; `nil` = closed. A closure beats special hours, and those beat
    /// the hours of the weekday that a make-up working day is like.
    public func openSpan(on date: CivilDate) -> Range<Int>? {
        guard let days = specialDays[date] else { return openingHours.spans[date.weekday] }
        var special: Range<Int>?
        for day in days {
            switch day.kind {
            case .closed: return nil
            case .hours(let hours): special = hours
            case .event, .outage, .workday: break
            }
        }
        return special ?? openingHours.spans[weekday(on: date)]
    }

    /// The weekday (Monday = 0) whose hours and demand a date has: its own, or the one a make-up working day is like.
    public func weekday(on date: CivilDate) -> Int {
        for day in specialDays[date] ?? [] {
            if case .workday(let like) = day.kind { return like }
        }
        return date.weekday
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
