/// Reads a CSV file record by record.
///
/// The encoding is found (``TextDecoding``) and, unless stated, the dialect (``CSVDialect/sniff(_:)``); what was
/// decided stands in ``notes``. Records that do not fit the header are not hidden: they come with a
/// ``CSVRecord/problem``. Blank lines are skipped in files of more than one column; line numbers stay physical.
///
/// ```swift
/// var reader = try CSVReader(InputBytes.read("volumes.csv"))
/// let columns = try reader.require(["unique_id", "ds", "y"])
/// while let record = reader.next() {
///     if let problem = record.problem { … } else if let y = record.double(columns[2]) { … }
/// }
/// ```
public struct CSVReader: Sendable {
    /// Name of the input, for messages.
    public let fileName: String
    /// Column names without outer blanks. `column1`, `column2`, … when the file has no header.
    public let header: [String]
    /// What was decided about encoding, dialect and header, in words.
    public let notes: [String]
    /// The dialect in use.
    public let dialect: CSVDialect

    /// Lines above the header that are looked through.
    private static let mostTitleLines = 50

    private let source: [UInt8]
    private let isValidUTF8: Bool
    private let encodingNotes: Int
    private let hasHeader: Bool
    private let columnsByName: [String: Int]
    private var scanner: CSVScanner
    private var fields: [CSVField] = []

    /// A reader of `input`.
    ///
    /// - Parameter dialect: `nil` = found from the content.
    /// - Parameter hasHeader: Whether the first record names the columns; otherwise it is data and its number of
    ///   fields is that of the file.
    /// - Parameter expected: Columns that the header has to name; lines above the first line that names them all are
    ///   titles, and left out with a note. Empty = the first record is the header, whatever it says.
    /// - Throws: ``TabularError/badData(_:message:hint:)`` for an empty file, a broken header line and binary files.
    public init(
        _ input: InputBytes, dialect: CSVDialect? = nil, hasHeader: Bool = true, headerWith expected: [String] = []
    ) throws(TabularError) {
        let text = try TextDecoding.decode(input)
        guard text.start < text.bytes.count else {
            throw .badData(
                Place(file: input.name), message: "the file is empty",
                hint: hasHeader ? "a header line with column names is expected" : nil)
        }
        var notes = text.notes
        let dialect = dialect ?? CSVDialect.sniff(text.bytes, from: text.start)
        if dialect.delimiter != CSVDialect.rfc4180.delimiter {
            notes.append("\(input.name): fields are separated by \(dialect.delimiterName)")
        }
        if dialect.skipsInitialSpace { notes.append("\(input.name): a blank follows every delimiter and is left out") }
        if dialect.quote != CSVDialect.rfc4180.quote {
            notes.append("\(input.name): fields are quoted with '\(Character(UnicodeScalar(dialect.quote)))'")
        }

        var scanner = CSVScanner(dialect: dialect, position: text.start, end: text.bytes.count)
        let dataStart = scanner
        var fields: [CSVField] = []
        var first: CSVRecord?
        let wanted = Set(expected.map { $0.lowercased() })
        var above: (first: CSVRecord, scanner: CSVScanner)?
        var looked = 0
        while let ending = scanner.next(text.bytes.span, into: &fields) {
            if hasHeader, ending.start == ending.end { continue }
            let record = CSVRecord(
                line: ending.line, byteOffset: ending.start, problem: ending.problem, end: ending.end,
                quote: dialect.quote, source: text.bytes, fields: fields)
            if !hasHeader || wanted.isEmpty || record.names(wanted) {
                first = record
                break
            }
            if above == nil { above = (record, scanner) }
            looked += 1
            if looked == CSVReader.mostTitleLines { break }
        }
        if let above {
            if let first {
                notes.append("\(input.name): the header is on line \(first.line); what stands above it is left out")
            } else {
                // Nothing like the header was found: the first line is taken for it, and what is missing is said.
                (first, scanner) = above
            }
        }
        guard let first else {
            throw .badData(
                Place(file: input.name), message: "the file holds nothing but blank lines",
                hint: "a header line with column names is expected")
        }
        if hasHeader {
            if let problem = first.problem {
                throw .badData(
                    Place(file: input.name, line: first.line), message: "the header cannot be read: \(problem.message)",
                    hint: nil)
            }
            header = (0..<first.count).map { first[$0].trimmingBlanks() }
            self.scanner = scanner
        } else {
            header = (0..<first.count).map { "column\($0 + 1)" }
            self.scanner = dataStart
        }
        var columns: [String: Int] = [:]
        for (index, name) in header.enumerated() {
            if let earlier = columns[name.lowercased()] {
                if !name.isEmpty {
                    notes.append(
                        "\(input.name): column '\(name)' appears more than once; column \(earlier + 1) is used")
                }
            } else {
                columns[name.lowercased()] = index
            }
        }
        fileName = input.name
        self.notes = notes
        self.dialect = dialect
        self.hasHeader = hasHeader
        source = text.bytes
        isValidUTF8 = text.isValidUTF8
        encodingNotes = text.notes.count
        columnsByName = columns
    }

    /// A reader of more records of the file that `head` began: whole ones, the first on physical line `line`.
    ///
    /// Offsets count from the first byte of `block`.
    init(continuing head: CSVReader, block: [UInt8], line: Int) {
        fileName = head.fileName
        header = head.header
        notes = []
        dialect = head.dialect
        hasHeader = head.hasHeader
        encodingNotes = 0
        columnsByName = head.columnsByName
        isValidUTF8 = (try? UTF8Span(validating: block.span)) != nil
        source = block
        scanner = CSVScanner(dialect: head.dialect, position: 0, end: block.count, line: line)
    }

    /// The notes about dialect and header, without those about the encoding.
    package var dialectNotes: [String] { Array(notes.dropFirst(encodingNotes)) }

    /// Index of a column, compared without case; `nil` when there is none of that name.
    public func column(_ name: String) -> Int? { columnsByName[name.lowercased()] }

    /// Indices of columns that must be there, in the order of `names`.
    ///
    /// - Throws: One ``TabularError/badData(_:message:hint:)`` naming every missing column and the ones found.
    public func require(_ names: [String]) throws(TabularError) -> [Int] {
        let missing = names.filter { column($0) == nil }
        guard missing.isEmpty else {
            let quoted = missing.map { "'\($0)'" }.joined(separator: ", ")
            let near = missing.compactMap { name in
                nearestName(to: name, among: header).map { "did you mean '\($0)' for '\(name)'?" }
            }
            throw .badData(
                Place(file: fileName, line: 1),
                message: "missing \(missing.count == 1 ? "column" : "columns") \(quoted)"
                    + "; found: \(ColumnNames.listed(header))",
                hint: near.first ?? "name the columns in the header line")
        }
        return names.compactMap { column($0) }
    }

    /// The next record, sound or not; `nil` at the end.
    ///
    /// - Complexity: O(bytes of the record); no allocation when the record before has been dropped
    public mutating func next() -> CSVRecord? {
        var found: [CSVField] = []
        swap(&found, &fields)
        let source = self.source
        while let ending = scanner.next(source.span, into: &found) {
            if ending.start == ending.end, header.count > 1 { continue }
            fields = found
            let sound = CSVRecord(
                line: ending.line, byteOffset: ending.start, problem: nil, end: ending.end, quote: dialect.quote,
                source: source, fields: found)
            guard let problem = ending.problem ?? self.problem(of: sound) else { return sound }
            return CSVRecord(
                line: ending.line, byteOffset: ending.start, problem: problem, end: ending.end, quote: dialect.quote,
                source: source, fields: found)
        }
        return nil
    }

    /// The record that starts at a byte offset, as it stands in the file without its line end.
    public func raw(atByteOffset offset: Int) -> String {
        guard offset >= 0, offset < source.count else { return "" }
        var scanner = CSVScanner(dialect: dialect, position: offset, end: source.count)
        var fields: [CSVField] = []
        guard let ending = scanner.next(source.span, into: &fields) else { return "" }
        return String(decoding: source[ending.start..<ending.end], as: UTF8.self)
    }

    /// Where the next record begins: offset and physical line.
    package var place: (offset: Int, line: Int) { (scanner.position, scanner.line) }

    /// Whether the bytes of the input are those of the text: UTF-8, nothing decoded, nothing damaged.
    var isPlain: Bool { encodingNotes == 0 && isValidUTF8 }

    /// The record of `bytes`, one physical line without its end; `nil` when a quote stays open or there are more lines.
    func record(ofLine bytes: [UInt8], number: Int) -> CSVRecord? {
        var scanner = CSVScanner(dialect: dialect, position: 0, end: bytes.count)
        var fields: [CSVField] = []
        guard let ending = scanner.next(bytes.span, into: &fields), ending.problem != .unclosedQuote,
            scanner.position >= bytes.count, ending.end == bytes.count
        else { return nil }
        func record(_ problem: RecordProblem?) -> CSVRecord {
            CSVRecord(
                line: number, byteOffset: 0, problem: problem, end: ending.end, quote: dialect.quote, source: bytes,
                fields: fields)
        }
        return record(ending.problem ?? self.problem(of: record(nil)))
    }

    private func problem(of record: CSVRecord) -> RecordProblem? {
        problem(of: record, mayBeDamaged: !isValidUTF8)
    }

    /// Why a record whose quotes are sound is no row of this file.
    ///
    /// - Parameter mayBeDamaged: Whether its bytes still have to be proved to be UTF-8.
    package func problem(of record: CSVRecord, mayBeDamaged: Bool) -> RecordProblem? {
        if mayBeDamaged {
            let bytes = record.source.span.extracting(record.byteOffset..<record.end)
            if (try? UTF8Span(validating: bytes)) == nil { return .invalidEncoding }
        }
        if dialect.quote == UInt8(ascii: "'"), record.holdsDoubledDoubleQuote { return .strayQuote }
        if record.count > header.count { return .tooManyColumns }
        if record.count < header.count { return .tooFewColumns }
        if hasHeader, record.count > 1, record.repeats(header) { return .repeatedHeader }
        return nil
    }
}

extension CSVRecord {
    /// Whether the fields are sound and hold every one of these lower-case names.
    fileprivate func names(_ wanted: Set<String>) -> Bool {
        guard problem == nil, count >= wanted.count else { return false }
        return Set((0..<count).map { self[$0].trimmingBlanks().lowercased() }).isSuperset(of: wanted)
    }

    /// Whether a byte of the record is zero: no text has one, and logs are refused that row.
    package var holdsZeroByte: Bool {
        source[byteOffset..<end].contains(0)
    }

    /// Whether `""` stands in the record. Between single quotes nobody can tell whether that is one quote or two.
    fileprivate var holdsDoubledDoubleQuote: Bool {
        (byteOffset..<max(byteOffset, end - 1)).contains { source[$0] == 0x22 && source[$0 + 1] == 0x22 }
    }

    /// Whether every field is the name of its column.
    fileprivate func repeats(_ header: [String]) -> Bool {
        // The first byte decides for nearly every record.
        let sameStart = withBytes(0) { field in
            header[0].utf8.first.map { field.first == $0 || field.first == 0x20 } ?? field.isEmpty
        }
        guard sameStart else { return false }
        return header.indices.allSatisfy { self[$0].trimmingBlanks() == header[$0] }
    }
}

extension String {
    /// The text without white space at either end.
    package func trimmingBlanks() -> String {
        guard let start = firstIndex(where: { !$0.isWhitespace }), let end = lastIndex(where: { !$0.isWhitespace })
        else {
            return ""
        }
        return String(self[start...end])
    }
}
