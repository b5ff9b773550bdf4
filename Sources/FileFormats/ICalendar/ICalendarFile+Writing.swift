import ContactCenter

extension ICalendarFile {
    /// Writes one event a day, in the order given; ``read(_:zone:within:)`` gives the same days.
    ///
    /// Times are local times without a zone, that is the centre's own. Nothing depends on when it is written: DTSTAMP,
    /// which RFC 5545 demands, is the day itself.
    public static func write(_ days: [SpecialDay]) -> [UInt8] {
        var writer = ContentLineWriter()
        writer.add("BEGIN:VCALENDAR")
        writer.add("VERSION:2.0")
        writer.add("PRODID:-//wfm//special days//EN")
        writer.add("CALSCALE:GREGORIAN")
        for (index, day) in days.enumerated() { add(day, number: index + 1, to: &writer) }
        writer.add("END:VCALENDAR")
        return writer.bytes
    }

    private static func add(_ day: SpecialDay, number: Int, to writer: inout ContentLineWriter) {
        let date = compact(day.date)
        writer.add("BEGIN:VEVENT")
        writer.add("UID:\(date)-\(number)@wfm")
        writer.add("DTSTAMP:\(date)T000000Z")
        var span: Range<Int>?
        let kind: CalendarEvent.Kind
        var like: WeekdayName?
        switch day.kind {
        case .closed: kind = .closed
        case .event: kind = .event
        case .hours(let hours): (kind, span) = (.hours, hours)
        case .outage(let minutes): (kind, span) = (.outage, minutes)
        case .workday(let weekday): (kind, like) = (.workday, WeekdayName.of(weekday))
        }
        if let span {
            writer.add("DTSTART:\(time(day.date, span.lowerBound))")
            writer.add("DTEND:\(time(day.date, span.upperBound))")
        } else {
            writer.add("DTSTART;VALUE=DATE:\(date)")
            writer.add("DTEND;VALUE=DATE:\(compact(day.date + 1))")
        }
        writer.add("SUMMARY:\(escaped(day.name))")
        writer.add("TRANSP:TRANSPARENT")
        writer.add("X-WFM-KIND:\(kind.rawValue)")
        if let like { writer.add("X-WFM-LIKE:\(like.rawValue)") }
        if !day.queues.isEmpty { writer.add("X-WFM-QUEUES:\(list(day.queues))") }
        if !day.channels.isEmpty { writer.add("X-WFM-CHANNELS:\(list(day.channels))") }
        writer.add("END:VEVENT")
    }

    private static func list(_ names: Set<String>) -> String { names.sorted().map(escaped).joined(separator: ",") }

    private static func compact(_ date: CivilDate) -> String { date.description.replacing("-", with: "") }

    private static func time(_ date: CivilDate, _ minute: Int) -> String {
        let time = LocalTime(date: date, minuteOfDay: minute)
        return "\(compact(time.date))T\(LocalTime.clock(time.minuteOfDay).replacing(":", with: ""))00"
    }

    static func escaped(_ text: String) -> String {
        var result = ""
        for character in text {
            switch character {
            case "\\", ",", ";": result += "\\\(character)"
            case "\n", "\r\n", "\r": result += "\\n"
            default: result.append(character)
            }
        }
        return result
    }
}

/// Writes content lines: CRLF, folded after 75 bytes, never inside a character.
struct ContentLineWriter {
    private(set) var bytes: [UInt8] = []

    mutating func add(_ line: String) {
        var length = 0
        for scalar in line.unicodeScalars {
            let units = Array(String(scalar).utf8)
            if length + units.count > 75 {
                bytes.append(contentsOf: [0x0D, 0x0A, 0x20])
                length = 1
            }
            bytes.append(contentsOf: units)
            length += units.count
        }
        bytes.append(contentsOf: [0x0D, 0x0A])
    }
}
