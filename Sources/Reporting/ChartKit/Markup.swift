/// Bytes of a page under construction.
///
/// ``raw(_:)`` takes literals only, so nothing that comes from data can reach the page without passing ``text(_:)``,
/// which escapes it. That is the whole defence against injected markup, and the compiler checks it.
struct Markup: Sendable {
    private(set) var bytes: [UInt8] = []

    /// An empty page with room for `capacity` bytes.
    init(capacity: Int = 0) { bytes.reserveCapacity(capacity) }

    /// Markup written by us, as it stands.
    mutating func raw(_ literal: StaticString) {
        literal.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    /// Text from anywhere, safe inside elements and inside attributes with either quote.
    ///
    /// Control characters other than tab and line feed become U+FFFD: they are not allowed in a page.
    mutating func text(_ string: String) {
        var copy = string
        copy.withUTF8 { utf8 in
            for byte in utf8 {
                switch byte {
                case 0x26: raw("&amp;")
                case 0x3C: raw("&lt;")
                case 0x3E: raw("&gt;")
                case 0x22: raw("&quot;")
                case 0x27: raw("&#39;")
                case 0x09, 0x0A: bytes.append(byte)
                case 0..<0x20, 0x7F: raw("\u{FFFD}")
                default: bytes.append(byte)
                }
            }
        }
    }

    /// A whole number.
    mutating func int(_ value: Int) { bytes.append(contentsOf: String(value).utf8) }

    /// A number with at most `decimals` decimals, zeros trimmed, never an exponent. A value that is not finite is
    /// written `0`: charts drop such values before they get here, and a page must stay well formed whatever happens.
    mutating func number(_ value: Double, decimals: Int = 1) {
        var scale = 1
        for _ in 0..<decimals { scale *= 10 }
        let scaled = value * Double(scale)
        guard scaled.isFinite, abs(scaled) < 1e15 else {
            raw("0")
            return
        }
        let units = Int(scaled.rounded())
        if units < 0 { raw("-") }
        let magnitude = abs(units)
        int(magnitude / scale)
        var fraction = magnitude % scale
        guard fraction > 0 else { return }
        raw(".")
        var digit = scale / 10
        while fraction > 0, digit > 0 {
            bytes.append(0x30 + UInt8(fraction / digit))
            fraction %= digit
            digit /= 10
        }
    }

    /// Everything of another page under construction.
    mutating func append(_ other: Markup) { bytes.append(contentsOf: other.bytes) }

    /// An attribute ` name="number"`, `name` with its leading blank and equals sign: `attribute(" x=", 3.5)`.
    mutating func attribute(_ name: StaticString, _ value: Double) {
        raw(name)
        raw("\"")
        number(value)
        raw("\"")
    }

    /// An element that holds text only: `element("p", "class=\"note\"", text)`.
    mutating func element(_ name: StaticString, _ attributes: StaticString = "", _ content: String) {
        open(name, attributes)
        text(content)
        close(name)
    }

    /// `<name attributes>`.
    mutating func open(_ name: StaticString, _ attributes: StaticString = "") {
        raw("<")
        raw(name)
        if attributes.utf8CodeUnitCount > 0 {
            raw(" ")
            raw(attributes)
        }
        raw(">")
    }

    /// `</name>` and a line feed, so that the page can be read and compared line by line.
    mutating func close(_ name: StaticString) {
        raw("</")
        raw(name)
        raw(">\n")
    }
}
