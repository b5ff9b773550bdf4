/// A record that was refused, with everything needed to find and mend it.
public struct Reject: Hashable, Sendable {
    /// Name of the file.
    public var file: String
    /// Physical line on which the record starts; the header is line 1.
    public var line: Int
    /// Offset of the record's first byte.
    public var byteOffset: Int
    /// The column at fault; `nil` when it is the whole record.
    public var column: String?
    /// Stable code of the reason, e.g. `invalid_timestamp`.
    public var code: String
    /// The reason in words.
    public var message: String
    /// The record as it stands in the file.
    public var raw: String

    /// A refused record.
    public init(
        file: String, line: Int, byteOffset: Int, column: String? = nil, code: String, message: String, raw: String
    ) {
        self.file = file
        self.line = line
        self.byteOffset = byteOffset
        self.column = column
        self.code = code
        self.message = message
        self.raw = raw
    }

    /// `record` of `file`, refused for its own ``CSVRecord/problem`` or for `problem`.
    public init(file: String, record: CSVRecord, problem: RecordProblem) {
        self.init(
            file: file, line: record.line, byteOffset: record.byteOffset, code: problem.rawValue,
            message: problem.message, raw: record.raw)
    }

    /// `record` of `file`, refused for what stands in `column`.
    public init(file: String, record: CSVRecord, column: String?, code: String, message: String) {
        self.init(
            file: file, line: record.line, byteOffset: record.byteOffset, column: column, code: code, message: message,
            raw: record.raw)
    }
}

/// The rejects file: `file,line,byte_offset,column,code,message,raw`. An apostrophe stands before text that a spreadsheet
/// would take for a formula.
public func rejectsCSV(_ rejects: [Reject]) -> [UInt8] {
    var writer = CSVWriter(header: ["file", "line", "byte_offset", "column", "code", "message", "raw"])
    for reject in rejects {
        writer.add(reject.file)
        writer.add(reject.line)
        writer.add(reject.byteOffset)
        writer.add(FormulaGuard.guarded(reject.column ?? ""))
        writer.add(reject.code)
        writer.add(reject.message)
        writer.add(FormulaGuard.guarded(reject.raw))
        writer.endRow()
    }
    return writer.bytes
}
