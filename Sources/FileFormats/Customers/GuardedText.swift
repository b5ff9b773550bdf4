import Tabular

extension CSVWriter {
    /// Adds a text that somebody outside the centre may have written, so that no spreadsheet runs it as a formula: one
    /// that begins with `=`, `+`, `-`, `@`, a tab or a line end gets an apostrophe in front. Plain numbers and telephone
    /// numbers stay as they are: they compute nothing.
    ///
    /// Source: OWASP, "CSV Injection".
    public mutating func addGuarded(_ text: String) {
        add(GuardedText.isFormula(text) ? "'" + text : text)
    }
}

enum GuardedText {
    static func isFormula(_ text: String) -> Bool {
        guard let first = text.utf8.first else { return false }
        switch first {
        case UInt8(ascii: "="), UInt8(ascii: "@"), 0x09, 0x0D, 0x0A: return true
        case UInt8(ascii: "+"), UInt8(ascii: "-"):
            // A sign and digits is a number, with ";ext=" a telephone number in its normal form.
            var rest = text.utf8.dropFirst()
            if let mark = text.firstRange(of: ";ext=") { rest = text[..<mark.lowerBound].utf8.dropFirst() }
            return rest.isEmpty || !rest.allSatisfy { (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") }
        default: return false
        }
    }
}
