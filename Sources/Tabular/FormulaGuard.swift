/// Keeps text of others from being taken for a formula by a spreadsheet that opens a file of ours.
public enum FormulaGuard {
    /// The text with an apostrophe before it when it begins like a formula: `=`, `+`, `-`, `@`, a tab or a carriage return.
    ///
    /// Source: OWASP, "CSV Injection" (owasp.org/www-community/attacks/CSV_Injection).
    public static func guarded(_ text: String) -> String {
        switch text.utf8.first {
        case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 0x09, 0x0D: "'" + text
        default: text
        }
    }
}
