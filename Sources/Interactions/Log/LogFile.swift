import ContactCenter
import Tabular

/// One file of an import, opened: its header is read and understood, its records are not.
///
/// Stretches of it can be read in any order and at once (``chunk(_:)``); ``LogImport`` puts them together.
public struct LogFile: Sendable {
    /// Bytes of a stretch.
    static let usualChunkBytes = 4 << 20
    /// Bytes read beyond a stretch, for the end of its last record.
    static let lookahead = 65_536
    /// Bytes that are looked at to find encoding, dialect and header.
    private static let headBytes = 1 << 20
    /// A header longer than this is none.
    private static let longestHead = 64 << 20

    let input: RandomAccessInput
    let reader: CSVReader
    let columns: ResolvedColumns
    let plainColumns: PlainColumns?
    let rows: InteractionRowReader
    let names: NameRegistry
    let zone: ZoneRules
    let keepsReasons: Bool
    let handsRowsOn: Bool
    let chunkBytes: Int
    let buffers: ChunkBufferPool
    let scratch = LogScratchPool()
    let recordLimit: Int
    /// Offset of the first record.
    let dataStart: Int
    /// Physical line on which it starts.
    let firstLine: Int
    /// What was decided about the encoding, in words; empty for UTF-8.
    let encodingNotes: [String]

    /// Whether the file was one JSON object a line.
    let isJSON: Bool
    /// Why a line of such a file was refused.
    static let notJSON = RowProblem(nil, "invalid_json", "the line is no JSON object")
    /// What of the lines before the first record is UTF-8 and what is not.
    let census: UTF8Census
    /// Whether a byte-order mark says that the text is UTF-8, whatever its places say.
    let isMarkedUTF8: Bool

    var header: [String] { reader.header }
    var dialect: CSVDialect { reader.dialect }
    /// What another system's export was written down as; `nil` for logs that are read as they are.
    let transcript: Transcript.Log?
    /// Whether separators can be found 64 bytes at a time: double quotes only, and no blanks that belong to delimiters.
    let isIndexable: Bool

    /// Number of stretches.
    public var chunkCount: Int { max(0, (input.count - dataStart + chunkBytes - 1) / chunkBytes) }

    /// - Throws: `badData` for an empty file, a header that cannot be read, and missing columns.
    init(
        _ input: RandomAccessInput, settings: LogImport.Settings, channels: [String: Channel], names: NameRegistry,
        encodingNotes: [String] = [], transcript: Transcript.Log? = nil
    ) throws(TabularError) {
        let mapping = transcript == nil ? settings.mapping : Transcript.mapping
        self.transcript = transcript
        var (head, input, foundNotes) = try LogFile.head(of: input)
        let isJSON = JSONLines.begins(head)
        if isJSON {
            input = try JSONLines.table(input)
            head = try LogFile.head(of: input).bytes
            foundNotes.append("\(input.name): one JSON object a line; byte offsets count in the table made of them")
        }
        self.isJSON = isJSON
        let reader = try CSVReader(
            InputBytes(name: input.name, bytes: head), dialect: mapping.delimiter.map { CSVDialect(delimiter: $0) },
            headerWith: mapping.requiredColumns)
        let columns = try ResolvedColumns(mapping, in: reader)
        isMarkedUTF8 = head.starts(with: [0xEF, 0xBB, 0xBF])
        self.input = input
        self.reader = reader
        self.columns = columns
        let readsWholeRows = settings.readsEveryRowByteByByte || settings.handsRowsOn
        let plainColumns = readsWholeRows ? nil : PlainColumns(columns, header: reader.header)
        self.plainColumns = plainColumns
        rows = InteractionRowReader(columns: columns, reader: reader, channels: channels, zone: settings.zone)
        self.names = names
        zone = settings.zone
        keepsReasons = settings.keepsReasons
        handsRowsOn = settings.handsRowsOn
        chunkBytes = settings.chunkBytes
        recordLimit = settings.recordLimit
        buffers = ChunkBufferPool(input, capacity: settings.chunkBytes + LogFile.lookahead)
        dataStart = reader.place.offset
        var census = UTF8Census(Array(head[..<dataStart]), from: 0)
        if census.invalid == 0 { census.multibyte = head[..<dataStart].count { $0 >= 0xC0 } }
        self.census = census
        // The header of a table made of JSON is no line of the file.
        firstLine = reader.place.line - (isJSON ? 1 : 0)
        self.encodingNotes = encodingNotes + foundNotes
        let plainQuotes = reader.dialect.quote == CSVDialect.rfc4180.quote && !reader.dialect.skipsInitialSpace
        isIndexable = plainQuotes && plainColumns != nil
    }

    /// Some records from all over a file, as evidence of how its columns are written: a file may hold a million rows of
    /// its first day.
    private static func records(
        of input: RandomAccessInput, after head: Int, dialect: CSVDialect
    ) throws(TabularError) -> [CSVRecord] {
        guard input.count > head else { return [] }
        let buffer = ChunkBuffer(input, capacity: 16_384)
        var records: [CSVRecord] = []
        var fields: [CSVField] = []
        for place in 1...32 {
            let offset = place == 32 ? max(head, input.count - 16_384) : head + (input.count - head) / 33 * place
            try buffer.load(from: offset, to: offset + 16_384)
            var at = 0
            while at < buffer.count, buffer.bytes[at] != 0x0A { at += 1 }
            at += 1
            for _ in 0..<20 {
                guard at < buffer.count,
                    let found = buffer.scan(at: at, limit: buffer.count, dialect: dialect, fields: &fields),
                    !found.ranOut || buffer.reachesEnd
                else { break }
                records.append(buffer.record(found, fields: fields, line: 0, problem: found.problem, dialect: dialect))
                at = found.next
            }
        }
        return records
    }

    /// The first lines, and the input in UTF-8.
    private static func head(of input: RandomAccessInput) throws(TabularError) -> (
        bytes: [UInt8], input: RandomAccessInput, notes: [String]
    ) {
        var length = headBytes
        while true {
            var bytes = try input.bytes(at: 0, count: min(input.count, length))
            if TextDecoding.isUTF8(sample: bytes, isWhole: bytes.count == input.count) {
                guard bytes.count < input.count else { return (bytes, input, []) }
                if let lineEnd = bytes.lastIndex(where: { $0 == 0x0A || $0 == 0x0D }),
                    lineEnd > length / 16 || length > headBytes
                {
                    bytes.removeSubrange((lineEnd + 1)...)
                    return (bytes, input, [])
                }
                guard length < longestHead else {
                    throw .badData(
                        Place(file: input.name),
                        message: "no line ends within the first \(longestHead >> 20) MiB: this is no table",
                        hint: "export the log as CSV with one contact a line")
                }
                length *= 4
            } else {
                let text = try TextDecoding.decode(try input.whole())
                let decoded = RandomAccessInput(InputBytes(name: input.name, bytes: text.bytes))
                return (try head(of: decoded).bytes, decoded, text.notes)
            }
        }
    }

    /// What the records of stretch `index` say.
    public func chunk(_ index: Int) throws(TabularError) -> LogChunk {
        let from = dataStart + index * chunkBytes
        return try LogScanner(self, clock: WallClock(zone: zone))
            .read(from: from, to: from + chunkBytes, first: index == 0 ? dataStart : nil)
    }

    /// Stretch `index` read again from `first`, the clock being `clock`.
    func chunk(_ index: Int, first: Int, clock: WallClock) throws(TabularError) -> LogChunk {
        let from = dataStart + index * chunkBytes
        return try LogScanner(self, clock: clock).read(from: from, to: from + chunkBytes, first: first)
    }

    /// Physical lines between the starts of two records.
    func lines(from start: Int, to offset: Int) throws(TabularError) -> Int {
        let buffer = ChunkBuffer(input, capacity: offset - start + 1)
        try buffer.load(from: start, to: offset)
        var lines = 0
        for index in 0..<buffer.count {
            let byte = buffer.bytes[index]
            if byte == 0x0A || (byte == 0x0D && (index + 1 == buffer.count || buffer.bytes[index + 1] != 0x0A)) {
                lines += 1
            }
        }
        return lines
    }
}
