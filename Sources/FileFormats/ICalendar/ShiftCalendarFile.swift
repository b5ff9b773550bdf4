import ContactCenter

/// The shifts of one agent as an iCalendar file (RFC 5545), one event a shift, times in UTC: right in every
/// calendar, whatever its zone and the changes of its clocks.
public enum ShiftCalendarFile {
    /// Name of an agent's file: what is not a letter, digit, `.`, `_` or `-` of ASCII stands as `%XX`.
    public static func name(of agent: String) -> String {
        let plain = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-".utf8)
        var name = ""
        for byte in agent.utf8 {
            if plain.contains(byte), !(name.isEmpty && byte == 0x2E) {
                name.append(Character(UnicodeScalar(byte)))
            } else {
                let digits = String(byte, radix: 16, uppercase: true)
                name += "%" + (digits.count < 2 ? "0" : "") + digits
            }
        }
        return name + ".ics"
    }

    /// Writes the segments of one agent, in order of time; those of one shift make one event, leave makes its own.
    /// Nothing depends on when it is written: DTSTAMP, which RFC 5545 demands, is the shift's start.
    public static func write(_ segments: [RosterSegment], zone: ZoneRules) -> [UInt8] {
        var writer = ContentLineWriter()
        writer.add("BEGIN:VCALENDAR")
        writer.add("VERSION:2.0")
        writer.add("PRODID:-//wfm//shifts//EN")
        writer.add("CALSCALE:GREGORIAN")
        var index = 0
        while index < segments.count {
            let first = segments[index]
            var end = index + 1
            while first.activity != .leave, end < segments.count, segments[end].start == segments[end - 1].end,
                segments[end].date == first.date, segments[end].kind == first.kind
            {
                end += 1
            }
            add(segments[index..<end], zone: zone, to: &writer)
            index = end
        }
        writer.add("END:VCALENDAR")
        return writer.bytes
    }

    private static func add(
        _ segments: ArraySlice<RosterSegment>, zone: ZoneRules, to writer: inout ContentLineWriter
    ) {
        guard let first = segments.first, let last = segments.last else { return }
        writer.add("BEGIN:VEVENT")
        writer.add("UID:\(stamp(first.start))-\(ICalendarFile.escaped(first.agent))@wfm")
        writer.add("DTSTAMP:\(stamp(first.start))")
        writer.add("DTSTART:\(stamp(first.start))")
        writer.add("DTEND:\(stamp(last.end))")
        writer.add("SUMMARY:\(ICalendarFile.escaped(first.kind))")
        let pauses = segments.filter { [.rest, .lunch, .activity].contains($0.activity) }.map { pause in
            let local = zone.localTime(at: pause.start)
            let name = pause.activityName.isEmpty ? pause.activity.rawValue : pause.activityName
            return "\(name) \(LocalTime.clock(local.minuteOfDay)), "
                + "\((pause.end - pause.start) / 60) min"
        }
        if !pauses.isEmpty { writer.add("DESCRIPTION:\(ICalendarFile.escaped(pauses.joined(separator: "\n")))") }
        writer.add("TRANSP:OPAQUE")
        writer.add("END:VEVENT")
    }

    private static func stamp(_ instant: Instant) -> String {
        let time = ZoneRules.utc.localTime(at: instant)
        return "\(time.date)".replacing("-", with: "") + "T"
            + LocalTime.clock(time.minuteOfDay).replacing(":", with: "") + "00Z"
    }
}
