import ContactCenter

/// Brings telephone numbers, e-mail addresses and account numbers into the form in which equal ones are equal.
public struct ContactKeyNormalizer: Hashable, Sendable {
    /// Country calling code of numbers written without one, for example `44`; `nil` = they stay as they are.
    public var countryCode: String?

    /// A normaliser for a centre in the country of `countryCode`.
    public init(countryCode: String? = nil) { self.countryCode = countryCode }

    /// The key that `text` stands for; `nil` when it cannot be one of its kind.
    public func key(_ kind: ContactKey.Kind, _ text: String) -> ContactKey? {
        let value: String?
        switch kind {
        case .phone: value = phone(text)
        case .email: value = email(text)
        case .customer, .account: value = plain(text)
        }
        return value.map { ContactKey(kind: kind, value: $0) }
    }

    /// The key that the `customer_id` of a log stands for: an e-mail address or an international number when it looks
    /// like one, else a key of its own.
    public func customerKey(_ text: String) -> ContactKey? {
        if text.utf8.contains(0x40), let address = email(text) { return ContactKey(kind: .email, value: address) }
        if text.utf8.first == 0x2B, let number = phone(text) { return ContactKey(kind: .phone, value: number) }
        return key(.customer, text)
    }

    private func plain(_ text: String) -> String? {
        let value = ContactKeyNormalizer.trimmed(text)
        return value.isEmpty ? nil : value
    }

    /// A number as E.164: `+`, country code, digits, at most fifteen. Full-width digits, blanks, points, hyphens,
    /// slashes, brackets and `(0)` are understood; `00` is `+`; a leading `0` gives way to the country code. An
    /// extension stays with the number (`;ext=12`): it is another line. Without a country code a national number keeps
    /// its digits. `nil` for fewer than seven digits and for words such as `anonymous`.
    ///
    /// Source: ITU-T E.164 (2010), section 6.2; the extension as in RFC 3966.
    func phone(_ text: String) -> String? {
        var digits = ""
        var ext = ""
        var isInternational = false
        var inExtension = false
        let plain = text.lowercased().replacing("(0)", with: "")
        var rest = Substring(plain)
        for prefix in ["tel:", "sip:"] where rest.hasPrefix(prefix) { rest = rest.dropFirst(prefix.count) }
        if let at = rest.firstIndex(of: "@") { rest = rest[..<at] }
        while let scalar = rest.unicodeScalars.first {
            if let digit = ContactKeyNormalizer.digit(scalar) {
                if inExtension { ext.append(digit) } else { digits.append(digit) }
                rest = rest.dropFirst()
            } else if scalar == "+" || scalar == "\u{FF0B}" {
                guard digits.isEmpty, !isInternational else { return nil }
                isInternational = true
                rest = rest.dropFirst()
            } else if let marker = [";ext=", "ext.", "ext", "x", "#"].first(where: { rest.hasPrefix($0) }) {
                guard !digits.isEmpty, !inExtension else { return nil }
                inExtension = true
                rest = rest.dropFirst(marker.count)
            } else if scalar.properties.isWhitespace
                || " .-/()\u{2010}\u{2011}\u{2013}\u{00A0}".unicodeScalars.contains(scalar)
            {
                rest = rest.dropFirst()
            } else {
                return nil
            }
        }
        if !isInternational, digits.hasPrefix("00") {
            digits.removeFirst(2)
            isInternational = true
        }
        if !isInternational, let countryCode {
            if countryCode == "1" {
                // North American numbers have ten digits, with or without the leading 1.
                if digits.count == 11, digits.hasPrefix("1") { digits.removeFirst() }
            } else if digits.hasPrefix("0") {
                digits.removeFirst()
            }
            digits = countryCode + digits
            isInternational = true
        }
        guard (7...15).contains(digits.count), Set(digits).count > 1 else { return nil }
        return (isInternational ? "+" : "") + digits + (ext.isEmpty ? "" : ";ext=" + ext)
    }

    /// An address in lower case; `nil` without exactly one `@` between a name and a domain with a point. Points and
    /// `+` in the name are kept: only some providers ignore them.
    func email(_ text: String) -> String? {
        var value = ContactKeyNormalizer.trimmed(text).lowercased()
        if value.hasPrefix("mailto:") { value = String(value.dropFirst(7)) }
        if value.hasSuffix(">"), let open = value.lastIndex(of: "<") {
            value = String(value[value.index(after: open)...].dropLast())
        }
        let parts = value.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !value.contains(where: \.isWhitespace) else { return nil }
        let labels = parts[1].split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count >= 2, labels.allSatisfy({ !$0.isEmpty }) else { return nil }
        return value
    }

    private static func digit(_ scalar: Unicode.Scalar) -> Character? {
        switch scalar.value {
        case 0x30...0x39: Character(scalar)
        case 0xFF10...0xFF19: Unicode.Scalar(scalar.value - 0xFF10 + 0x30).map { Character($0) }
        default: nil
        }
    }

    private static func trimmed(_ text: String) -> String {
        guard let start = text.firstIndex(where: { !$0.isWhitespace }),
            let end = text.lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(text[start...end])
    }
}
