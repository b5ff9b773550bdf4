/// Numbers as machines write them: digits, `.`, optional sign and exponent, no grouping, no locale.
///
/// Blanks around the number are ignored. `nan`, `inf`, hexadecimal and anything out of range are not numbers.
public enum PlainNumber {
    /// The whole number a text stands for; `nil` for anything else, and beyond ±2⁶³.
    public static func int(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        var (p, end) = trimmed(bytes)
        guard p < end else { return nil }
        let isNegative = bytes[p] == UInt8(ascii: "-")
        if isNegative || bytes[p] == UInt8(ascii: "+") { p += 1 }
        guard p < end else { return nil }
        var value = 0
        while p < end {
            let digit = bytes[p] &- 0x30
            guard digit < 10 else { return nil }
            // Built up below zero, where the range is one larger.
            let (tenfold, overflow) = value.multipliedReportingOverflow(by: 10)
            let (next, underflow) = tenfold.subtractingReportingOverflow(Int(digit))
            guard !overflow, !underflow else { return nil }
            value = next
            p += 1
        }
        if isNegative { return value }
        return value == .min ? nil : -value
    }

    /// The finite number a text stands for; `nil` for anything else.
    public static func double(_ bytes: UnsafeBufferPointer<UInt8>) -> Double? {
        let (start, end) = trimmed(bytes)
        var p = start
        guard p < end else { return nil }
        let isNegative = bytes[p] == UInt8(ascii: "-")
        if isNegative || bytes[p] == UInt8(ascii: "+") { p += 1 }
        var mantissa: UInt64 = 0
        var digits = 0
        var significant = 0
        var exponent = 0
        var seenPoint = false
        while p < end {
            let byte = bytes[p]
            if byte == UInt8(ascii: "."), !seenPoint {
                seenPoint = true
            } else {
                let digit = byte &- 0x30
                guard digit < 10 else { break }
                digits += 1
                if significant > 0 || digit != 0 { significant += 1 }
                if significant <= 19 { mantissa = mantissa &* 10 &+ UInt64(digit) }
                if seenPoint { exponent -= 1 }
            }
            p += 1
        }
        guard digits > 0 else { return nil }
        if p < end {
            guard bytes[p] | 0x20 == UInt8(ascii: "e") else { return nil }
            let tail = UnsafeBufferPointer(rebasing: bytes[(p + 1)..<end])
            guard tail.first != 0x20, let written = int(tail), abs(written) < 100_000 else { return nil }
            exponent += written
        }
        // Exact when the digits fit a double and the power of ten is exact (W. Clinger, PLDI 1990).
        if significant <= 19, mantissa <= 1 << 53, abs(exponent) <= 22 {
            let magnitude =
                exponent < 0 ? Double(mantissa) / powersOfTen[-exponent] : Double(mantissa) * powersOfTen[exponent]
            return isNegative ? -magnitude : magnitude
        }
        guard let value = Double(String(decoding: bytes[start..<end], as: UTF8.self)), value.isFinite else {
            return nil
        }
        return value
    }

    /// The number `text` stands for; `nil` unless it is a finite number.
    public static func double(_ text: String) -> Double? {
        var copy = text
        return copy.withUTF8(double)
    }

    /// The whole number `text` stands for; `nil` for anything else.
    public static func int(_ text: String) -> Int? {
        var copy = text
        return copy.withUTF8(int)
    }

    static func trimmed(_ bytes: UnsafeBufferPointer<UInt8>) -> (start: Int, end: Int) {
        var start = 0
        var end = bytes.count
        while start < end, bytes[start] == 0x20 || bytes[start] == 0x09 { start += 1 }
        while end > start, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
        return (start, end)
    }

    static let powersOfTen: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22,
    ]
}
