import Tabular

/// The lines of one VEVENT.
struct EventSource: Sendable {
    /// Line of its BEGIN.
    let line: Int
    private(set) var lines: [ContentLine] = []

    /// The first line of a name.
    func first(_ name: String) -> ContentLine? { lines.first { $0.name == name } }

    /// Every line of a name.
    func all(_ name: String) -> [ContentLine] { lines.filter { $0.name == name } }

    /// The events of a calendar; what is inside other components (time zones, tasks, alarms) is left out, tasks, journals
    /// and free-busy times with a note.
    ///
    /// - Throws: `badData` where components are not nested, and when there is no calendar at all.
    static func all(
        in lines: [ContentLine], file: String, notes: inout [String]
    ) throws(TabularError) -> [EventSource] {
        var open: [(name: String, line: Int)] = []
        var events: [EventSource] = []
        var skipped: [String: Int] = [:]
        for line in lines {
            switch line.name {
            case "BEGIN":
                let name = line.value.uppercased()
                guard open.isEmpty == (name == "VCALENDAR") else {
                    throw line.error(
                        "found '\(line.value)' \(open.isEmpty ? "outside" : "inside") a calendar", file: file,
                        hint: "an iCalendar file begins with BEGIN:VCALENDAR")
                }
                open.append((name, line.line))
                if open.count == 2 {
                    if name == "VEVENT" { events.append(EventSource(line: line.line)) }
                    if ["VTODO", "VJOURNAL", "VFREEBUSY"].contains(name) { skipped[name, default: 0] += 1 }
                }
            case "END":
                guard let last = open.last, last.name == line.value.uppercased() else {
                    throw line.error(
                        "found '\(line.value)' where \(open.last.map { "'\($0.name)' of line \($0.line)" } ?? "nothing")"
                            + " is open", file: file)
                }
                open.removeLast()
            default:
                guard !open.isEmpty else {
                    throw line.error(
                        "stands outside a calendar", file: file, hint: "an iCalendar file begins with BEGIN:VCALENDAR")
                }
                if open.count == 2, open[1].name == "VEVENT" { events[events.count - 1].lines.append(line) }
            }
        }
        if let last = open.last {
            throw .badData(
                Place(file: file, line: last.line), message: "BEGIN:\(last.name) has no END", hint: "is the file whole?"
            )
        }
        guard !lines.isEmpty else {
            throw .badData(
                Place(file: file), message: "is empty", hint: "an iCalendar file begins with BEGIN:VCALENDAR")
        }
        notes += skipped.sorted { $0.key < $1.key }.map {
            "\(file): \($0.value) \($0.key) left out: only events are read"
        }
        return events
    }
}
