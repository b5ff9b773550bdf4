import ContactCenter
import Tabular

/// A date or time of an event, on the clock it was written for.
struct EventTime: Hashable, Sendable {
    /// Seconds since 1970-01-01T00:00:00 on that clock.
    var wallSeconds: Int
    /// Whether it is a date without a time.
    var isDate: Bool
    /// The clock; of a date and of a time without zone, the centre's own.
    var zone: ZoneRules

    var date: CivilDate {
        let remainder = wallSeconds % 86_400
        return CivilDate(dayNumber: (wallSeconds - (remainder < 0 ? remainder + 86_400 : remainder)) / 86_400)
    }

    var secondOfDay: Int { wallSeconds - date.dayNumber * 86_400 }

    /// The instant; the earlier of two, the end of the gap for a time that never happens.
    var instant: Instant {
        switch zone.resolve(wallClockSeconds: wallSeconds) {
        case .unique(let instant): instant
        case .ambiguous(let earlier, _): earlier
        case .skipped(let after): after
        }
    }

    /// The same instant on another clock; dates have none and stay.
    func on(_ other: ZoneRules) -> EventTime {
        guard !isDate, zone != other else { return self }
        let instant = instant
        return EventTime(
            wallSeconds: instant.seconds + other.offsetSeconds(at: instant), isDate: false, zone: other)
    }
}

/// Reads dates, times and durations of a file, and knows its clocks.
struct EventClock {
    let file: String
    /// The centre's clock.
    let centre: ZoneRules
    private var zones: [String: ZoneRules] = [:]
    private(set) var notes: [String] = []

    init(file: String, centre: ZoneRules) {
        self.file = file
        self.centre = centre
    }

    /// Reads the value of DTSTART, DTEND, RECURRENCE-ID, or one of RDATE, EXDATE.
    mutating func time(_ text: some StringProtocol, of line: ContentLine) throws(TabularError) -> EventTime {
        guard let time = EventClock.wall(text) else {
            throw line.error(
                "expected a date YYYYMMDD or a time YYYYMMDDTHHMMSS, found '\(text)'", file: file,
                hint: line.parameters["VALUE"] == "PERIOD" ? "periods are not read; give the starts" : nil)
        }
        if time.isDate { return EventTime(wallSeconds: time.seconds, isDate: true, zone: centre) }
        var zone = centre
        if time.isUTC {
            zone = .utc
        } else if let identifier = line.parameters["TZID"] {
            zone = self.zone(identifier, of: line)
        }
        return EventTime(wallSeconds: time.seconds, isDate: false, zone: zone)
    }

    /// Reads a list of times.
    mutating func times(_ line: ContentLine) throws(TabularError) -> [EventTime] {
        var times: [EventTime] = []
        for item in line.value.split(separator: ",") { times.append(try time(item, of: line)) }
        return times
    }

    /// A named clock: an IANA name, also at the end of a path, or a name of Windows; the centre's for others, with a note.
    private mutating func zone(_ identifier: String, of line: ContentLine) -> ZoneRules {
        if let known = zones[identifier] { return known }
        let parts = identifier.split(separator: "/").map(String.init)
        var candidates = [identifier, EventClock.windowsZones[identifier] ?? ""]
        for length in [3, 2] where parts.count > length {
            candidates.append(parts.suffix(length).joined(separator: "/"))
        }
        for candidate in candidates where ZoneRules.isKnown(candidate) {
            guard let rules = candidate == centre.identifier ? centre : try? ZoneRules.load(candidate) else { continue }
            zones[identifier] = rules
            return rules
        }
        notes.append("\(file):\(line.line): unknown time zone '\(identifier)'; its times are read as the centre's own")
        zones[identifier] = centre
        return centre
    }

    /// `YYYYMMDD` or `YYYYMMDDTHHMMSS[Z]`, as seconds on the clock.
    private static func wall(_ text: some StringProtocol) -> (seconds: Int, isDate: Bool, isUTC: Bool)? {
        let bytes = Array(text.utf8)
        func number(_ range: Range<Int>) -> Int? {
            var value = 0
            for byte in bytes[range] {
                guard (0x30...0x39).contains(byte) else { return nil }
                value = value * 10 + Int(byte - 0x30)
            }
            return value
        }
        guard bytes.count == 8 || bytes.count == 15 || bytes.count == 16, let year = number(0..<4),
            let month = number(4..<6), let day = number(6..<8), let date = CivilDate(year: year, month: month, day: day)
        else { return nil }
        let midnight = date.dayNumber * 86_400
        guard bytes.count > 8 else { return (midnight, true, false) }
        guard bytes[8] == UInt8(ascii: "T"), let hour = number(9..<11), let minute = number(11..<13),
            let second = number(13..<15), hour < 24, minute < 60, second <= 60,
            bytes.count == 15 || bytes[15] == UInt8(ascii: "Z")
        else { return nil }
        return (midnight + hour * 3600 + minute * 60 + min(second, 59), false, bytes.count == 16)
    }

    /// Seconds of `P1W`, `P2D`, `PT1H30M`, `P1DT12H`; `nil` for anything else and for nothing at all.
    static func duration(_ text: String) -> Int? {
        var rest = Substring(text)
        if rest.hasPrefix("+") { rest = rest.dropFirst() }
        guard rest.hasPrefix("P") else { return nil }
        rest = rest.dropFirst()
        let units: [Character: Int] = ["W": 604_800, "D": 86_400, "H": 3600, "M": 60, "S": 1]
        var seconds = 0
        var digits = ""
        var isTime = false
        var parts = 0
        for character in rest {
            if character == "T", !isTime, digits.isEmpty {
                isTime = true
            } else if character.isASCII, character.isNumber, digits.count < 7 {
                digits.append(character)
            } else if let unit = units[character], let number = Int(digits), isTime == "HMS".contains(character) {
                seconds += number * unit
                digits = ""
                parts += 1
            } else {
                return nil
            }
        }
        return digits.isEmpty && parts > 0 ? seconds : nil
    }

    /// Names that Windows and Outlook write, for the countries whose holidays are known and a few more.
    private static let windowsZones = [
        "GMT Standard Time": "Europe/London", "W. Europe Standard Time": "Europe/Berlin",
        "Romance Standard Time": "Europe/Paris", "Central Europe Standard Time": "Europe/Budapest",
        "Central European Standard Time": "Europe/Warsaw", "FLE Standard Time": "Europe/Helsinki",
        "GTB Standard Time": "Europe/Athens", "Eastern Standard Time": "America/New_York",
        "Central Standard Time": "America/Chicago", "Mountain Standard Time": "America/Denver",
        "Pacific Standard Time": "America/Los_Angeles", "E. South America Standard Time": "America/Sao_Paulo",
        "China Standard Time": "Asia/Shanghai", "India Standard Time": "Asia/Kolkata",
        "Tokyo Standard Time": "Asia/Tokyo", "Singapore Standard Time": "Asia/Singapore",
        "AUS Eastern Standard Time": "Australia/Sydney", "UTC": "UTC", "Coordinated Universal Time": "UTC",
    ]
}
