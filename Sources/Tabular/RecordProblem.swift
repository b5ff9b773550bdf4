/// Why a record cannot be read as a row of its file. The raw value is the code in the rejects file.
public enum RecordProblem: String, Hashable, Sendable, CaseIterable {
    /// More fields than the header has columns.
    case tooManyColumns = "too_many_columns"
    /// Fewer fields than the header has columns.
    case tooFewColumns = "too_few_columns"
    /// A quote is opened and never closed.
    case unclosedQuote = "unclosed_quote"
    /// A quote inside an unquoted field, or text after a closing quote.
    case strayQuote = "stray_quote"
    /// Bytes that are not text in the file's encoding.
    case invalidEncoding = "invalid_encoding"
    /// A byte of zero, which no text has.
    case zeroByte = "zero_byte"
    /// Longer than the reader holds at once.
    case recordTooLong = "record_too_long"
    /// The header once more in the middle of the file.
    case repeatedHeader = "repeated_header"

    /// The problem in words.
    public var message: String {
        switch self {
        case .tooManyColumns: "more fields than the header has columns"
        case .tooFewColumns: "fewer fields than the header has columns"
        case .unclosedQuote: "a quote is opened and not closed"
        case .strayQuote: "a quote stands inside an unquoted field, or text follows a closing quote"
        case .invalidEncoding: "the bytes are not valid text"
        case .zeroByte: "a byte of the record is zero; text has none"
        case .recordTooLong: "the record is longer than any row of a table"
        case .repeatedHeader: "the header is repeated"
        }
    }
}
