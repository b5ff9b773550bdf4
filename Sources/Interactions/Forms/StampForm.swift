import ContactCenter

/// How the points in time of one column are written, settled from what stands in it.
struct StampForm: Hashable, Sendable {
    /// Where day and month stand when the year does not come first.
    enum Order: String, Hashable, Sendable {
        /// 26.03.2025 or 26/03/2025.
        case dayFirst
        /// 03/26/2025.
        case monthFirst
    }

    /// `nil` = only dates that begin with the year are understood.
    var order: Order?
    /// Whether a bare number is a day count of a spreadsheet: days since 1899-12-30.
    var isSerial = false

    /// ISO 8601 and other dates that begin with the year.
    static let yearFirst = StampForm()

    // MARK: Reading

    /// The point in time that a field stands for; `nil` = none.
    func stamp(_ bytes: UnsafeBufferPointer<UInt8>) -> Instant.Stamp? {
        if let iso = Instant.parse(bytes) { return iso }
        if let plain = PlainForm.of(bytes) { return plain.withUnsafeBufferPointer { stamp($0) } }
        if isSerial, let seconds = StampForm.serialSeconds(bytes) { return .wallClock(seconds: seconds) }
        guard let gap = bytes.firstIndex(where: { $0 == 0x20 || $0 == 0x54 }) else { return nil }
        let date = UnsafeBufferPointer(rebasing: bytes[..<gap])
        let time = trimmed(UnsafeBufferPointer(rebasing: bytes[(gap + 1)...]))
        guard let day = day(date), let second = StampForm.secondOfDay(time) else { return nil }
        return .wallClock(seconds: day * 86_400 + second)
    }

    /// Days since 1970 of a date on its own; `nil` = none.
    func day(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        if let plain = PlainForm.of(bytes) { return plain.withUnsafeBufferPointer { day($0) } }
        if isSerial, let seconds = StampForm.serialSeconds(bytes) { return seconds / 86_400 }
        if bytes.count == 8, let (year, month, day) = StampForm.compact(bytes) {
            return CivilDate(year: year, month: month, day: day)?.dayNumber
        }
        guard let parts = StampForm.parts(bytes) else { return nil }
        if parts.isYearFirst { return CivilDate(year: parts.a, month: parts.b, day: parts.c)?.dayNumber }
        let year = parts.c < 100 ? 2000 + parts.c : parts.c
        switch order {
        case .dayFirst: return CivilDate(year: year, month: parts.b, day: parts.a)?.dayNumber
        case .monthFirst: return CivilDate(year: year, month: parts.a, day: parts.b)?.dayNumber
        case nil: return nil
        }
    }

    /// Seconds after midnight of `H:MM[:SS[.fff]]`, 24 hours up to `24:00`, or 12 with `AM`/`PM` before or after.
    static func secondOfDay(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        if let plain = PlainForm.of(bytes) { return plain.withUnsafeBufferPointer { secondOfDay($0) } }
        var digits = bytes
        var half: UInt8?
        func isHalf(_ first: Int) -> Bool {
            digits.count >= 2 && first >= 0 && digits[first + 1] | 0x20 == UInt8(ascii: "m")
                && (digits[first] | 0x20 == UInt8(ascii: "a") || digits[first] | 0x20 == UInt8(ascii: "p"))
        }
        if isHalf(digits.count - 2) {
            half = digits[digits.count - 2] | 0x20
            digits = trimmed(UnsafeBufferPointer(rebasing: digits[..<(digits.count - 2)]))
        } else if isHalf(0) {
            half = digits[0] | 0x20
            digits = trimmed(UnsafeBufferPointer(rebasing: digits[2...]))
        }
        if let point = digits.firstIndex(of: 0x2E) {
            guard digits[(point + 1)...].allSatisfy({ $0 &- 0x30 < 10 }) else { return nil }
            digits = UnsafeBufferPointer(rebasing: digits[..<point])
        }
        guard var seconds = WallClock.clockSeconds(digits, twoPartsAreMinutes: false), seconds <= 86_400 else {
            return nil
        }
        guard let half else { return seconds }
        guard seconds >= 3600, seconds < 13 * 3600 else { return nil }
        if seconds >= 12 * 3600 { seconds -= 12 * 3600 }
        return half == UInt8(ascii: "p") ? seconds + 12 * 3600 : seconds
    }

    /// Seconds since 1970 of a spreadsheet's day count between 1970 and 2099, to the nearest second.
    private static func serialSeconds(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        var whole = 0
        var fraction = 0.0
        var scale = 0.1
        var hasPoint = false
        guard bytes.count >= 5, bytes.count <= 24 else { return nil }
        for byte in bytes {
            let digit = byte &- 0x30
            if digit < 10 {
                if hasPoint {
                    fraction += Double(digit) * scale
                    scale /= 10
                } else {
                    whole = whole * 10 + Int(digit)
                    guard whole < 100_000 else { return nil }
                }
            } else if byte == 0x2E || byte == 0x2C, !hasPoint {
                hasPoint = true
            } else {
                return nil
            }
        }
        // 25,569 = 1970-01-01 (ECMA-376 part 1, 18.17.4.1, the 1900 date base).
        guard whole >= 25_569, whole < 73_051 else { return nil }
        return (whole - 25_569) * 86_400 + Int((fraction * 86_400).rounded())
    }

    // MARK: Settling

    /// Three numbers between `.`, `/` or `-`.
    private static func parts(
        _ bytes: UnsafeBufferPointer<UInt8>
    ) -> (a: Int, b: Int, c: Int, isYearFirst: Bool, separator: UInt8)? {
        var numbers = [0, 0, 0]
        var digits = [0, 0, 0]
        var part = 0
        var separator: UInt8 = 0
        for byte in bytes {
            let digit = byte &- 0x30
            if digit < 10 {
                numbers[part] = numbers[part] * 10 + Int(digit)
                digits[part] += 1
                guard digits[part] <= 4 else { return nil }
            } else {
                guard byte == 0x2E || byte == 0x2F || byte == 0x2D, part < 2, digits[part] > 0,
                    separator == 0 || separator == byte
                else { return nil }
                separator = byte
                part += 1
            }
        }
        guard part == 2, digits[2] > 0 else { return nil }
        let isYearFirst = digits[0] == 4
        guard isYearFirst ? digits[1] <= 2 && digits[2] <= 2 : digits[0] <= 2 && digits[1] <= 2 && digits[2] != 3 else {
            return nil
        }
        return (numbers[0], numbers[1], numbers[2], isYearFirst, separator)
    }

    private static func compact(_ bytes: UnsafeBufferPointer<UInt8>) -> (year: Int, month: Int, day: Int)? {
        var value = 0
        for byte in bytes {
            let digit = byte &- 0x30
            guard digit < 10 else { return nil }
            value = value * 10 + Int(digit)
        }
        return (value / 10_000, value / 100 % 100, value % 100)
    }

    /// What the fields of a column say about its form.
    struct Evidence {
        private(set) var dayFirst: String?
        private(set) var monthFirst: String?
        private(set) var undecided: String?
        private(set) var dotted: String?
        private(set) var serial: String?
        private var others = 0
        private var yearFirst = 0
        private var notYearFirst = 0

        /// Looks at one field.
        mutating func add(_ field: String) {
            var text = field
            let plain = text.withUTF8 { PlainForm.of(trimmed($0)) ?? Array(trimmed($0)) }
            plain.withUnsafeBufferPointer { bytes in
                guard !bytes.isEmpty, !MissingWord.stands(for: bytes) else { return }
                guard Instant.parse(bytes) == nil else {
                    yearFirst += 1
                    return
                }
                if StampForm.serialSeconds(bytes) != nil {
                    serial = serial ?? field
                    return
                }
                let gap = bytes.firstIndex { $0 == 0x20 || $0 == 0x54 } ?? bytes.count
                guard let parts = StampForm.parts(UnsafeBufferPointer(rebasing: bytes[..<gap])), !parts.isYearFirst
                else {
                    others += 1
                    return
                }
                notYearFirst += 1
                if parts.a > 12, parts.b <= 12 {
                    dayFirst = dayFirst ?? field
                } else if parts.b > 12, parts.a <= 12 {
                    monthFirst = monthFirst ?? field
                } else if parts.separator == 0x2E {
                    dotted = dotted ?? field
                } else {
                    undecided = undecided ?? field
                }
            }
        }

        /// The form of the column, and what was decided, in words; the text is a refusal when there is no form.
        func settle(_ column: String) -> (form: StampForm?, words: String?) {
            var form = StampForm()
            form.isSerial = serial != nil && others == 0 && yearFirst == 0
            // A few odd fields in a column that is otherwise sound are refused one by one.
            guard notYearFirst > yearFirst || notYearFirst == 0 else { return (form, nil) }
            switch (dayFirst ?? dotted, monthFirst) {
            case (let day?, let month?):
                return (nil, "column '\(column)' writes both day and month first: '\(day)' and '\(month)'")
            case (let day?, nil):
                form.order = .dayFirst
                return (form, "column '\(column)': the day stands before the month ('\(day)')")
            case (nil, let month?):
                form.order = .monthFirst
                return (form, "column '\(column)': the month stands before the day ('\(month)')")
            case (nil, nil):
                if let undecided {
                    return (nil, "column '\(column)': nothing tells day from month in '\(undecided)'")
                }
                let words = serial.map { "column '\(column)': numbers such as '\($0)' are a spreadsheet's days" }
                return (form, form.isSerial ? words : nil)
            }
        }
    }
}
