/// Where one field stands: its content without the quotes around it.
@usableFromInline
package struct CSVField: Sendable {
    @usableFromInline package var start: Int
    @usableFromInline package var end: Int
    /// Whether quotes stand around it.
    var isQuoted: Bool
    /// Whether it holds doubled quotes.
    @usableFromInline package var isEscaped: Bool
}

/// Finds records and fields in bytes: the one place that knows RFC 4180 and what to do where a file breaks it.
///
/// Bytes are looked at once. Only when a quote does not close properly over several lines is the first of these lines
/// given up and the scan taken up again at the second, so that one bad quote costs one line and not the rest of the
/// file; a budget keeps that linear for hostile input.
struct CSVScanner: Sendable {
    /// How a record ended.
    struct Ending {
        /// Offset of its first byte.
        var start: Int
        /// Offset after its last byte, line end not included.
        var end: Int
        /// Physical line of its first byte.
        var line: Int
        /// A quote out of place.
        var problem: RecordProblem?
    }

    let delimiter: UInt8
    let quote: UInt8
    let skipsInitialSpace: Bool
    /// A quote inside an unquoted field is an error for `"`, but an apostrophe for `'`.
    let reportsStrayQuotes: Bool
    let end: Int
    private(set) var position: Int
    private(set) var line: Int
    private var rescanBudget: Int

    init(dialect: CSVDialect, position: Int, end: Int, line: Int = 1) {
        self.line = line
        delimiter = dialect.delimiter
        quote = dialect.quote
        skipsInitialSpace = dialect.skipsInitialSpace
        reportsStrayQuotes = dialect.quote == UInt8(ascii: "\"")
        self.position = position
        self.end = end
        rescanBudget = 8 * (end - position) + 65_536
    }

    /// The next record, its fields replacing those of `fields`; `nil` at the end.
    ///
    /// - Complexity: O(bytes of the record)
    mutating func next(_ bytes: Span<UInt8>, into fields: inout [CSVField]) -> Ending? {
        guard position < end else { return nil }
        fields.removeAll(keepingCapacity: true)
        let start = position
        let startLine = line
        var ending = Ending(start: start, end: end, line: startLine, problem: nil)
        var p = start
        scanning: while true {
            if skipsInitialSpace, !fields.isEmpty, p < end, bytes[p] == 0x20 { p += 1 }
            if p < end, bytes[p] == quote {
                let opening = p
                p += 1
                var isEscaped = false
                while p < end, let step = quotedStep(bytes, at: p) {
                    if bytes[p] == quote { isEscaped = true }
                    p += step
                }
                if p >= end {
                    ending.problem = .unclosedQuote
                    fields.append(CSVField(start: opening + 1, end: end, isQuoted: true, isEscaped: isEscaped))
                    break scanning
                }
                let closing = p
                p += 1
                if p >= end || isSeparator(bytes[p]) {
                    fields.append(CSVField(start: opening + 1, end: closing, isQuoted: true, isEscaped: isEscaped))
                } else {
                    ending.problem = ending.problem ?? .strayQuote
                    while p < end, !isSeparator(bytes[p]) { p += 1 }
                    fields.append(CSVField(start: opening, end: p, isQuoted: false, isEscaped: false))
                }
            } else {
                let fieldStart = p
                while p < end {
                    let byte = bytes[p]
                    if isSeparator(byte) { break }
                    if byte == quote, reportsStrayQuotes { ending.problem = ending.problem ?? .strayQuote }
                    p += 1
                }
                fields.append(CSVField(start: fieldStart, end: p, isQuoted: false, isEscaped: false))
            }
            guard p < end else { break scanning }
            guard bytes[p] == delimiter else {
                ending.end = p
                p += lineEndLength(bytes, at: p)
                line += 1
                break scanning
            }
            p += 1
        }
        let lines = line - startLine
        position = p
        if ending.problem != nil, lines > (ending.problem == .unclosedQuote ? 0 : 1), rescanBudget >= p - start {
            rescanBudget -= p - start
            giveUpFirstLine(bytes, &ending)
        }
        return ending
    }

    /// How far to go on inside quotes at `p`; `nil` at the closing quote. Counts lines.
    @inline(__always)
    private mutating func quotedStep(_ bytes: Span<UInt8>, at p: Int) -> Int? {
        switch bytes[p] {
        case quote:
            return p + 1 < end && bytes[p + 1] == quote ? 2 : nil
        case 0x0A:
            line += 1
        case 0x0D:
            if p + 1 >= end || bytes[p + 1] != 0x0A { line += 1 }
        default: break
        }
        return 1
    }

    @inline(__always)
    private func isSeparator(_ byte: UInt8) -> Bool { byte == delimiter || byte == 0x0A || byte == 0x0D }

    @inline(__always)
    private func lineEndLength(_ bytes: Span<UInt8>, at p: Int) -> Int {
        bytes[p] == 0x0D && p + 1 < end && bytes[p + 1] == 0x0A ? 2 : 1
    }

    private mutating func giveUpFirstLine(_ bytes: Span<UInt8>, _ ending: inout Ending) {
        var p = ending.start
        while p < end, bytes[p] != 0x0A, bytes[p] != 0x0D { p += 1 }
        ending.end = p
        position = p < end ? p + lineEndLength(bytes, at: p) : end
        line = ending.line + 1
    }
}
