/// Amounts of money in text, read exactly.
enum Cents {
    enum Result: Equatable {
        case amount(Int)
        case notANumber
        case tooManyDecimals
        case outOfRange
    }

    /// Hundredths of `[+-]digits[.digits]`. More than two decimals are refused unless the rest are zeros: rounding
    /// somebody's money is not ours to do.
    static func parse(_ bytes: UnsafeBufferPointer<UInt8>) -> Result {
        var p = 0
        var isNegative = false
        if let first = bytes.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") {
            isNegative = first == UInt8(ascii: "-")
            p = 1
        }
        var cents = 0
        var digits = 0
        var decimals: Int?
        var hasExcess = false
        while p < bytes.count {
            let byte = bytes[p]
            p += 1
            if byte == UInt8(ascii: "."), decimals == nil {
                decimals = 0
                continue
            }
            let digit = Int(byte) - 0x30
            guard digit >= 0, digit < 10 else { return .notANumber }
            digits += 1
            if let places = decimals {
                if places >= 2 {
                    if digit != 0 { hasExcess = true }
                    continue
                }
                decimals = places + 1
            }
            guard cents < 900_000_000_000_000 else { return .outOfRange }
            cents = cents * 10 + digit
        }
        guard digits > 0 else { return .notANumber }
        if hasExcess { return .tooManyDecimals }
        for _ in (decimals ?? 0)..<2 { cents *= 10 }
        return .amount(isNegative ? -cents : cents)
    }

    /// The amount with two decimals.
    static func text(_ cents: Int) -> String {
        let hundredths = cents.magnitude % 100
        return "\(cents < 0 ? "-" : "")\(cents.magnitude / 100).\(hundredths < 10 ? "0" : "")\(hundredths)"
    }
}
