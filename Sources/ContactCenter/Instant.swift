/// A point in time, in whole seconds since 1970-01-01T00:00:00Z.
public struct Instant: Hashable, Sendable, Comparable {
    /// Seconds since 1970-01-01T00:00:00Z.
    public var seconds: Int

    /// The instant `seconds` after 1970-01-01T00:00:00Z.
    public init(seconds: Int) { self.seconds = seconds }

    /// Earlier instants come first.
    public static func < (a: Instant, b: Instant) -> Bool { a.seconds < b.seconds }
    /// The instant `seconds` later.
    public static func + (instant: Instant, seconds: Int) -> Instant { Instant(seconds: instant.seconds + seconds) }
    /// Seconds from `b` to `a`.
    public static func - (a: Instant, b: Instant) -> Int { a.seconds - b.seconds }

    /// ISO 8601 with offset, `2026-03-02T08:00:00+01:00`; an offset of zero is written `Z`.
    public func iso8601(offsetSeconds: Int) -> String {
        let local = seconds + offsetSeconds
        let secondOfDay = CivilDate.floorModulo(local, 86_400)
        let date = CivilDate(dayNumber: (local - secondOfDay) / 86_400)
        let time =
            "\(CivilDate.padded(secondOfDay / 3600, 2)):\(CivilDate.padded(secondOfDay / 60 % 60, 2)):\(CivilDate.padded(secondOfDay % 60, 2))"
        guard offsetSeconds != 0 else { return "\(date)T\(time)Z" }
        let magnitude = abs(offsetSeconds) / 60
        let offset = "\(offsetSeconds < 0 ? "-" : "+")\(LocalTime.clock(magnitude))"
        return "\(date)T\(time)\(offset)"
    }

    /// A time stamp as read from a file: either an instant (it carried `Z` or an offset) or a wall-clock second that
    /// still needs a zone.
    public enum Stamp: Sendable, Equatable {
        /// The stamp carried an offset: the instant, and the offset as written in seconds.
        case instant(Instant, offsetSeconds: Int)
        /// No offset: seconds since 1970-01-01T00:00:00 on the wall clock.
        case wallClock(seconds: Int)
    }

    /// Reads `YYYY-MM-DDTHH:MM[:SS[.fff]]` with `T` or a blank, and optionally `Z`, `±HH:MM`, `±HHMM` or `±HH`.
    ///
    /// Fractions of a second are cut off. Returns `nil` for anything else, including days that do not exist.
    /// Allocates nothing: it is called once per stamp of a log.
    public static func parse(_ bytes: UnsafeBufferPointer<UInt8>) -> Stamp? {
        @inline(__always) func number(_ start: Int, _ count: Int) -> Int? {
            guard start + count <= bytes.count else { return nil }
            var value = 0
            for index in start..<(start + count) {
                let digit = bytes[index] &- 0x30
                guard digit < 10 else { return nil }
                value = value * 10 + Int(digit)
            }
            return value
        }
        guard bytes.count >= 16, bytes[4] == 0x2D, bytes[7] == 0x2D, bytes[10] == 0x54 || bytes[10] == 0x20,
            bytes[13] == 0x3A,
            let year = number(0, 4), let month = number(5, 2), let day = number(8, 2),
            let hour = number(11, 2), let minute = number(14, 2), hour < 24, minute < 60,
            let date = CivilDate(year: year, month: month, day: day)
        else { return nil }
        var position = 16
        var second = 0
        if position < bytes.count, bytes[position] == 0x3A {
            guard let value = number(17, 2), value < 60 else { return nil }
            second = value
            position = 19
            if position < bytes.count, bytes[position] == 0x2E {
                position += 1
                let fractionStart = position
                while position < bytes.count, bytes[position] &- 0x30 < 10 { position += 1 }
                guard position > fractionStart else { return nil }
            }
        }
        let wall = date.dayNumber * 86_400 + hour * 3600 + minute * 60 + second
        guard position < bytes.count else { return .wallClock(seconds: wall) }
        let sign = bytes[position]
        if sign == 0x5A || sign == 0x7A {
            return position + 1 == bytes.count ? .instant(Instant(seconds: wall), offsetSeconds: 0) : nil
        }
        guard sign == 0x2B || sign == 0x2D, let offsetHours = number(position + 1, 2), offsetHours <= 18 else {
            return nil
        }
        var offset = offsetHours * 3600
        var rest = position + 3
        if rest < bytes.count {
            if bytes[rest] == 0x3A { rest += 1 }
            guard let offsetMinutes = number(rest, 2), offsetMinutes < 60, rest + 2 == bytes.count else { return nil }
            offset += offsetMinutes * 60
        }
        if sign == 0x2D { offset = -offset }
        return .instant(Instant(seconds: wall - offset), offsetSeconds: offset)
    }

    /// ``parse(_:)-(UnsafeBufferPointer<UInt8>)`` of a string.
    public static func parse(_ text: String) -> Stamp? {
        var copy = text
        return copy.withUTF8 { parse($0) }
    }
}
