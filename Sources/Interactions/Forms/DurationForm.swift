/// How the lengths of time of one column are written, settled from what stands in it.
struct DurationForm: Hashable, Sendable {
    /// What two numbers with a colon between them are; `nil` = nothing tells, and such a field is refused.
    enum TwoParts: Hashable, Sendable {
        case minutesAndSeconds
    }

    /// `nil` = nothing tells.
    var twoParts: TwoParts?

    /// Seconds of `H:MM:SS`, `MM:SS` where that is settled, `1d 02:00:00` or `1 day, 2:00:00`; `nil` = none of these.
    func clockSeconds(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        guard bytes.contains(0x3A) else { return nil }
        var days = 0
        var rest = bytes
        if let mark = bytes.firstIndex(where: { $0 | 0x20 == UInt8(ascii: "d") }) {
            var digits = 0
            for byte in trimmed(UnsafeBufferPointer(rebasing: bytes[..<mark])) {
                guard byte &- 0x30 < 10, digits < 4 else { return nil }
                days = days * 10 + Int(byte &- 0x30)
                digits += 1
            }
            guard digits > 0 else { return nil }
            var start = mark + 1
            let words = Array("ays, ".utf8)
            while start < bytes.count, words.contains(bytes[start] | 0x20) || bytes[start] == 0x2C { start += 1 }
            rest = UnsafeBufferPointer(rebasing: bytes[start...])
        }
        let colons = rest.count { $0 == 0x3A }
        guard colons == 2 || twoParts != nil else { return nil }
        return WallClock.clockSeconds(rest, twoPartsAreMinutes: true).map { days * 86_400 + $0 }
    }

    /// Whether a field is `a:bb`, which is minutes and seconds or hours and minutes.
    static func hasTwoParts(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        bytes.count { $0 == 0x3A } == 1 && bytes.allSatisfy { $0 == 0x3A || $0 &- 0x30 < 10 }
    }

    /// What the fields of a column say about its form.
    struct Evidence {
        private(set) var twoParts: String?
        private var threeParts: String?
        private var manyMinutes: String?

        /// Looks at one field.
        mutating func add(_ field: String) {
            var text = field
            text.withUTF8 { bytes in
                let bytes = trimmed(bytes)
                switch bytes.count(where: { $0 == 0x3A }) {
                case 1 where DurationForm.hasTwoParts(bytes):
                    twoParts = twoParts ?? field
                    if let seconds = WallClock.clockSeconds(bytes, twoPartsAreMinutes: true), seconds >= 24 * 60 {
                        manyMinutes = manyMinutes ?? field
                    }
                case 2: threeParts = threeParts ?? field
                default: break
                }
            }
        }

        /// The form of the column, and what was decided, in words.
        func settle(_ column: String) -> (form: DurationForm, words: String?) {
            guard let twoParts else { return (DurationForm(), nil) }
            guard let reason = threeParts ?? manyMinutes else {
                return (
                    DurationForm(),
                    "column '\(column)': nothing tells minutes and seconds from hours and minutes in '\(twoParts)';"
                        + " such fields are refused"
                )
            }
            return (
                DurationForm(twoParts: .minutesAndSeconds),
                "column '\(column)': '\(twoParts)' is minutes and seconds (as '\(reason)' tells)"
            )
        }
    }
}
