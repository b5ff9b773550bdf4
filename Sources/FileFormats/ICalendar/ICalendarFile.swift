import ContactCenter
import Tabular

/// Special days as iCalendar (`.ics`, RFC 5545), the format in which calendars publish holidays.
///
/// One event is a day or several. Read are DTSTART, DTEND or DURATION (dates, times of the centre, of a named zone, UTC),
/// SUMMARY, RRULE, RDATE, EXDATE, RECURRENCE-ID, STATUS, CATEGORIES and these of our own: `X-WFM-KIND` (`closed`, `hours`,
/// `event`, `outage`, `workday`), `X-WFM-QUEUES` and `X-WFM-CHANNELS` (lists), `X-WFM-LIKE` (a weekday, of a `workday`).
/// Everything else is left out. See `docs/formats.md` for what decides the kind.
public enum ICalendarFile {
    /// Days and what is to be said about them.
    public struct Content: Sendable {
        /// Special days in order of date, then as in the file; none twice.
        public var days: [SpecialDay]
        /// What was left out or assumed, in words.
        public var notes: [String]
    }

    /// Reads the special days of a period.
    ///
    /// - Parameters:
    ///   - zone: The centre's clock: times of other zones are turned into its own.
    ///   - period: Days to give; recurring events have no end of their own.
    /// - Throws: `TabularError.badData` at the line of the first fault.
    public static func read(
        _ input: InputBytes, zone: ZoneRules, within period: ClosedRange<CivilDate>
    ) throws(TabularError) -> Content {
        var notes: [String] = []
        let lines = try ContentLine.all(of: input, notes: &notes)
        let sources = try EventSource.all(in: lines, file: input.name, notes: &notes)
        var clock = EventClock(file: input.name, centre: zone)
        var events: [CalendarEvent] = []
        var cancelled = 0
        var replaced: [String: [EventTime]] = [:]
        for source in sources {
            let isCancelled = source.first("STATUS")?.value.uppercased() == "CANCELLED"
            let event = try CalendarEvent(source, clock: &clock)
            // A cancelled occurrence still takes its place.
            if let identifier = event.identifier, let time = event.replaces {
                replaced[identifier, default: []].append(time)
            }
            if isCancelled { cancelled += 1 } else { events.append(event) }
        }
        if cancelled > 0 { notes.append("\(input.name): \(cancelled) cancelled events are left out") }

        var days: [SpecialDay] = []
        var seen: Set<SpecialDay> = []
        for event in events {
            let others = event.replaces == nil ? event.identifier.flatMap { replaced[$0] } ?? [] : []
            for day in try event.days(within: period, replaced: others, clock: &clock)
            where seen.insert(day).inserted {
                days.append(day)
            }
        }
        let ordered = days.enumerated().sorted { ($0.element.date, $0.offset) < ($1.element.date, $1.offset) }
        return Content(days: ordered.map(\.element), notes: notes + clock.notes)
    }
}
