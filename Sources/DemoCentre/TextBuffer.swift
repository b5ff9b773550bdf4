/// Bytes of a text file under construction.
struct TextBuffer {
    /// What has been written.
    private(set) var bytes: [UInt8] = []

    /// An empty file, with room for `capacity` bytes.
    init(capacity: Int = 0) { bytes.reserveCapacity(capacity) }

    /// Appends text as it is.
    mutating func text(_ text: String) { bytes.append(contentsOf: text.utf8) }

    /// Appends one byte.
    mutating func byte(_ byte: UInt8) { bytes.append(byte) }

    /// Appends bytes as they are.
    mutating func raw(_ slice: some Sequence<UInt8>) { bytes.append(contentsOf: slice) }

    /// Appends `value` ≥ 0 with at least `width` digits.
    mutating func number(_ value: Int, width: Int = 1) {
        var divisor = 1
        var digits = 1
        while digits < width || value / divisor >= 10 {
            divisor *= 10
            digits += 1
        }
        while divisor > 0 {
            bytes.append(0x30 + UInt8(value / divisor % 10))
            divisor /= 10
        }
    }

    /// Appends `YYYY-MM-DD`.
    mutating func date(_ day: Day) {
        let (year, month, dayOfMonth) = day.components
        number(year, width: 4)
        byte(0x2D)
        number(month, width: 2)
        byte(0x2D)
        number(dayOfMonth, width: 2)
    }

    /// Appends `HH:MM`.
    mutating func clock(_ minute: Int) {
        number(minute / 60, width: 2)
        byte(0x3A)
        number(minute % 60, width: 2)
    }

    /// Appends an instant as ISO 8601 on the clock of London with its offset.
    mutating func stamp(_ instant: Int) {
        let offset = London.offset(at: instant)
        let wall = instant + offset
        date(Day(number: wall / 86_400))
        byte(0x54)
        clock(wall % 86_400 / 60)
        byte(0x3A)
        number(wall % 60, width: 2)
        text(offset == 0 ? "+00:00" : "+01:00")
    }
}
