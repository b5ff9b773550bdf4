/// A wall-clock time without offset, as minutes since 1970-01-01T00:00 on the centre's own clock.
///
/// Forecasting, rosters and opening hours live on the wall clock; instants live in UTC (``Instant``) and the two
/// meet in ``ZoneRules``.
public struct LocalTime: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// Minutes since 1970-01-01T00:00 wall clock.
    public var minutes: Int

    /// The wall-clock time `minutes` after 1970-01-01T00:00.
    public init(minutes: Int) { self.minutes = minutes }

    /// `minuteOfDay` minutes after midnight of `date` (may exceed a day).
    public init(date: CivilDate, minuteOfDay: Int = 0) { minutes = date.dayNumber * 1440 + minuteOfDay }

    /// The day it falls on.
    public var date: CivilDate { CivilDate(dayNumber: (minutes - minuteOfDay) / 1440) }

    /// Minutes after midnight, 0…1439.
    public var minuteOfDay: Int { CivilDate.floorModulo(minutes, 1440) }

    /// `YYYY-MM-DDTHH:MM`.
    public var description: String { "\(date)T\(LocalTime.clock(minuteOfDay))" }

    /// Earlier times come first.
    public static func < (a: LocalTime, b: LocalTime) -> Bool { a.minutes < b.minutes }
    /// The time `minutes` later.
    public static func + (time: LocalTime, minutes: Int) -> LocalTime { LocalTime(minutes: time.minutes + minutes) }
    /// Minutes from `b` to `a`.
    public static func - (a: LocalTime, b: LocalTime) -> Int { a.minutes - b.minutes }

    /// Minutes after midnight written `HH:MM` (1440 is `24:00`).
    public static func clock(_ minuteOfDay: Int) -> String {
        "\(CivilDate.padded(minuteOfDay / 60, 2)):\(CivilDate.padded(minuteOfDay % 60, 2))"
    }

    /// Minutes after midnight of `H:MM`, `HH:MM` or `24:00`; `nil` for anything else.
    public static func minuteOfDay(_ clock: some StringProtocol) -> Int? {
        let parts = clock.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, (1...2).contains(parts[0].utf8.count), parts[1].utf8.count == 2,
            let hours = CivilDate.digits(Array(parts[0].utf8)[...]),
            let minutes = CivilDate.digits(Array(parts[1].utf8)[...]),
            minutes < 60, hours * 60 + minutes <= 1440
        else { return nil }
        return hours * 60 + minutes
    }

    /// `YYYY-MM-DDTHH:MM[:SS]` (or a blank for the `T`, or the date alone); `nil` for anything else, and for times
    /// that carry an offset. Seconds must be 00…59 and are cut off.
    public init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count >= 10, let date = CivilDate(String(decoding: bytes[0..<10], as: UTF8.self)) else {
            return nil
        }
        guard bytes.count > 10 else {
            self.init(date: date)
            return
        }
        guard bytes.count == 16 || bytes.count == 19, bytes[10] == 0x54 || bytes[10] == 0x20, bytes[13] == 0x3A,
            let hour = CivilDate.digits(bytes[11..<13]), let minute = CivilDate.digits(bytes[14..<16]),
            hour < 24, minute < 60
        else { return nil }
        if bytes.count == 19 {
            guard bytes[16] == 0x3A, let second = CivilDate.digits(bytes[17..<19]), second < 60 else { return nil }
        }
        self.init(date: date, minuteOfDay: hour * 60 + minute)
    }
}
