import ContactCenter
import Tabular

/// One event of an iCalendar file with the dates on which it comes.
struct CalendarEvent {
    enum Kind: String, CaseIterable { case closed, hours, event, outage, workday }

    let source: EventSource
    let file: String
    let name: String
    let kind: Kind
    let queues: Set<String>
    let channels: Set<String>
    let like: Int?
    let start: EventTime
    /// Length in seconds on the clock of the start.
    let length: Int
    let rule: (rule: RecurrenceRule, line: ContentLine)?
    let added: [EventTime]
    let excluded: [EventTime]
    /// Of an event that replaces one occurrence of another: which.
    let replaces: EventTime?
    let identifier: String?

    init(_ source: EventSource, clock: inout EventClock) throws(TabularError) {
        self.source = source
        file = clock.file
        guard let startLine = source.first("DTSTART") else {
            throw .badData(Place(file: file, line: source.line), message: "the event has no DTSTART", hint: nil)
        }
        start = try clock.time(startLine.value, of: startLine)
        length = try CalendarEvent.length(of: source, from: start, clock: &clock)
        if let line = source.first("RRULE") {
            rule = (try RecurrenceRule(line, file: file), line)
        } else {
            rule = nil
        }
        var added: [EventTime] = []
        for line in source.all("RDATE") { added += try clock.times(line) }
        self.added = added
        var excluded: [EventTime] = []
        for line in source.all("EXDATE") { excluded += try clock.times(line) }
        self.excluded = excluded
        if let line = source.first("RECURRENCE-ID") {
            replaces = try clock.time(line.value, of: line)
        } else {
            replaces = nil
        }
        identifier = source.first("UID")?.value
        let summary = source.first("SUMMARY")?.text ?? ""
        name = summary.isEmpty ? "Unnamed" : summary
        kind = try CalendarEvent.kind(of: source, isAllDay: start.isDate, file: file)
        queues = Set(source.all("X-WFM-QUEUES").flatMap(\.texts))
        channels = Set(source.all("X-WFM-CHANNELS").flatMap(\.texts).map { $0.lowercased() })
        like = try CalendarEvent.like(of: source, file: file)
    }

    private static func length(
        of source: EventSource, from start: EventTime, clock: inout EventClock
    ) throws(TabularError) -> Int {
        let usual = start.isDate ? 86_400 : 0
        if let line = source.first("DTEND") {
            let end = try clock.time(line.value, of: line)
            guard end.isDate == start.isDate else {
                throw line.error("must be a \(start.isDate ? "date" : "time"), as DTSTART is", file: clock.file)
            }
            let length = end.on(start.zone).wallSeconds - start.wallSeconds
            guard length >= 0 else { throw line.error("'\(line.value)' is before the start", file: clock.file) }
            return length == 0 ? usual : length
        }
        guard let line = source.first("DURATION") else { return usual }
        guard let length = EventClock.duration(line.value) else {
            throw line.error("expected a length such as P1D or PT2H30M, found '\(line.value)'", file: clock.file)
        }
        return length == 0 ? usual : length
    }

    /// X-WFM-KIND says it; else Apple's mark of Chinese holidays, else a category that is known; else an event of whole
    /// days is a closure, one with times an event.
    private static func kind(
        of source: EventSource, isAllDay: Bool, file: String
    ) throws(TabularError) -> Kind {
        if let line = source.first("X-WFM-KIND") {
            let word = line.value.lowercased()
            if let kind = Kind(rawValue: word) { return kind }
            let words = Kind.allCases.map(\.rawValue)
            throw line.error(
                "expected one of \(words.joined(separator: ", ")), found '\(line.value)'", file: file,
                hint: nearestName(to: word, among: words).map { "did you mean '\($0)'?" })
        }
        switch source.first("X-APPLE-SPECIAL-DAY")?.value.uppercased() {
        case "WORK-HOLIDAY": return .closed
        case "ALTERNATE-WORKDAY": return .workday
        default: break
        }
        for category in source.all("CATEGORIES").flatMap(\.texts) {
            if let kind = categories[category.lowercased()] { return kind }
        }
        return isAllDay ? .closed : .event
    }

    private static let categories: [String: Kind] = [
        "closed": .closed, "closure": .closed, "holiday": .closed, "holidays": .closed, "public holiday": .closed,
        "bank holiday": .closed, "hours": .hours, "event": .event, "observance": .event, "outage": .outage,
        "workday": .workday, "working day": .workday,
    ]

    private static func like(of source: EventSource, file: String) throws(TabularError) -> Int? {
        guard let line = source.first("X-WFM-LIKE") else { return nil }
        let word = line.value.lowercased()
        if let day = WeekdayName(rawValue: word) { return day.number }
        let words = WeekdayName.allCases.map(\.rawValue)
        throw line.error(
            "expected a weekday, found '\(line.value)'", file: file,
            hint: nearestName(to: word, among: words).map { "did you mean '\($0)'?" })
    }
}
