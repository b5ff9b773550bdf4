import ContactCenter
import Tabular

/// Reads interaction logs of any size into interval counts, without holding their text.
///
/// What is kept of a row are 37 bytes instead of an ``Interaction``. Rules (codes of the rejects file in parentheses):
/// - a record that does not fit the header is refused under its ``RecordProblem`` code;
/// - key and queue must not be empty (`empty_key`), the channel must be known (`unknown_channel`);
/// - times must be readable (`invalid_timestamp`), exist on the clock (`nonexistent_local_time`), lie in 1970–2099
///   and within a year of another contact (`out_of_range`), carry an offset where the column's others do
///   (`missing_offset`), and be in order (`before_created_at`, `before_answered_at`);
/// - durations are numbers (`not_a_number`) ≥ 0 (`negative`) of at most a year (`out_of_range`); amounts have at most
///   two decimals (`too_many_decimals`);
/// - seconds stated by a column win over the stamps; absent ones are derived from the stamps;
/// - a row equal to the standing one of its id is dropped as a duplicate; a different one replaces it, unless its
///   `updated_at` is older.
///
/// The caller runs the stretches of a file on as many threads as it likes:
///
/// ```swift
/// var log = LogImport(settings)
/// let file = try log.open("interactions.csv")
/// for index in 0..<file.chunkCount { try log.accept(file.chunk(index)) }
/// let imported = try log.finish()
/// ```
public struct LogImport {
    /// How logs are read.
    public struct Settings: Sendable {
        /// Columns to fields.
        public var mapping: ColumnMapping
        /// Clock of the centre, for times without an offset.
        public var zone: ZoneRules
        /// Channels accepted beyond the known ones.
        public var knownChannels: [Channel]
        /// Whether reasons are kept, for first-contact resolution.
        public var keepsReasons: Bool
        /// Whether ``LogImport/accept(_:)`` hands each row on as a whole; nothing of it is kept then.
        public private(set) var handsRowsOn = false
        /// More refused rows than this end the import; `nil` = any number.
        public var mostRejects: Int?
        /// Minutes of work of one reply to a ticket; `nil` = unknown.
        public var touchMinutes: Double?
        /// Bytes read at once by a thread.
        var chunkBytes = LogFile.usualChunkBytes
        /// Bytes of the longest record.
        var recordLimit = LogScanner.recordLimit
        /// For tests: leaves no row to the quick parser.
        var readsEveryRowByteByByte = false

        /// Settings for logs under `mapping` on the clock of `zone`.
        public init(
            mapping: ColumnMapping = .native, zone: ZoneRules = .utc, knownChannels: [Channel] = [],
            keepsReasons: Bool = false, mostRejects: Int? = nil
        ) {
            self.mapping = mapping
            self.zone = zone
            self.knownChannels = knownChannels
            self.keepsReasons = keepsReasons
            self.mostRejects = mostRejects
        }

        /// The same settings, for a caller that takes the rows of each stretch itself.
        public var handingRowsOn: Settings {
            var settings = self
            settings.handsRowsOn = true
            // A row as a whole takes ten times the memory of its counts.
            settings.chunkBytes = min(chunkBytes, 1 << 20)
            return settings
        }
    }

    private let settings: Settings
    private let channels: [String: Channel]
    private let names = NameRegistry()
    private var rows = ImportedRows()
    /// Rows read and refused so far; the other counts are known at the end.
    public private(set) var accounting = PlanSummary.Accounting()
    private var rejects: [Refusal] = []
    /// What was decided about the files ended so far, in words.
    public private(set) var notes: [String] = []
    private var health = DataHealth()
    private var current: OpenFile?
    private var format = SourceFormat.wfm

    /// A refused row and the number of its file.
    struct Refusal {
        var file: Int
        var reject: Reject
        /// Whether it stands as in the export already, and number of the export's file.
        var source: Int?
    }

    /// The file that is being read.
    private struct OpenFile {
        var file: LogFile
        var index = 0
        var next: Int
        var line: Int
        var firstChunk: Int
        var firstReject: Int
        var accountingBefore: PlanSummary.Accounting
        var multibyteCharacters = 0
        var invalidPlaces = 0
        var decimalCommas = 0
        var ambiguous = 0
        var withoutOffset = 0
        var clock: WallClock
    }

    /// An import without files.
    public init(_ settings: Settings) {
        self.settings = settings
        channels = ChannelNames.table(settings.knownChannels)
    }

    /// Adds decisions made before the files were opened, in words.
    public mutating func note(_ words: [String]) { notes += words }

    /// Opens the next file of the import.
    ///
    /// - Throws: `noInput` when it cannot be opened; `badData` for an empty file, a header that cannot be read and
    ///   missing columns.
    public mutating func open(_ path: String) throws(TabularError) -> LogFile {
        try open(RandomAccessInput.open(path))
    }

    /// Opens an input as the next file of the import.
    public mutating func open(_ input: RandomAccessInput) throws(TabularError) -> LogFile {
        begin(try LogFile(input, settings: settings, channels: channels, names: names))
    }

    /// Opens other systems' exports of one format as the next file of the import; a call may span several of them.
    ///
    /// - Throws: As ``open(_:)-(RandomAccessInput)``; ``TooManyRejects``.
    public mutating func open(_ inputs: [RandomAccessInput], format: SourceFormat) throws -> LogFile {
        precondition(!format.holdsIntervals && !inputs.isEmpty, "a log of contacts")
        let transcript: Transcript.Log
        switch format {
        case .asterisk: transcript = try QueueLogTranscriber.transcribe(inputs, zone: settings.zone)
        case .amazonContacts: transcript = try AmazonContactTranscriber.transcribe(inputs)
        case .freeSwitch: transcript = try CallCentreRecordTranscriber.transcribe(inputs)
        case .tickets:
            transcript = try TicketTranscriber.transcribe(
                inputs, zone: settings.zone, touchMinutes: settings.touchMinutes)
        default:
            precondition(inputs.count == 1, "own logs are read one after another")
            return try open(inputs[0])
        }
        self.format = format
        let file = begin(
            try LogFile(
                transcript.table, settings: settings, channels: channels, names: names, transcript: transcript))
        accounting.read += transcript.rejects.count
        accounting.rejected += transcript.rejects.count
        for (source, reject) in transcript.rejects {
            rejects.append(Refusal(file: rows.files.count - 1, reject: reject, source: source))
        }
        try checkRejects()
        return file
    }

    private mutating func begin(_ file: LogFile) -> LogFile {
        current = OpenFile(
            file: file, next: file.dataStart, line: file.firstLine, firstChunk: rows.chunkCount,
            firstReject: rejects.count, accountingBefore: accounting,
            multibyteCharacters: file.census.multibyte, invalidPlaces: file.census.invalid,
            clock: WallClock(zone: settings.zone))
        rows.begin(file)
        return file
    }

    /// The rows refused so far, as they stand in the files.
    ///
    /// - Throws: `inputOutput` when a file can no longer be read.
    public func refusedRows() throws(TabularError) -> [Reject] { try originals() }

    /// Takes the next stretch of the file opened last.
    ///
    /// - Returns: Its rows, where the settings hand them on.
    /// - Throws: ``TooManyRejects`` when more rows are refused than the settings allow.
    @discardableResult
    public mutating func accept(_ chunk: LogChunk) throws -> [Interaction] {
        guard var open = current else { preconditionFailure("a stretch belongs to an open file") }
        let limit = open.file.dataStart + (open.index + 1) * open.file.chunkBytes
        defer { current = open }
        open.index += 1
        // A record of an earlier stretch may reach over this one.
        guard open.next < limit else { return [] }
        var chunk = chunk
        // Only in the hour that happens twice does it matter what was read before.
        let readsAsAssumed = chunk.clock.ambiguous == 0 || open.clock.reads(as: WallClock(zone: settings.zone))
        if chunk.start != open.next || !readsAsAssumed {
            chunk = try open.file.chunk(open.index - 1, first: open.next, clock: open.clock)
        }
        accounting.read += chunk.read
        accounting.rejected += chunk.rejects.count
        for var reject in chunk.rejects {
            reject.line += open.line
            reject.byteOffset += open.next
            rejects.append(Refusal(file: rows.files.count - 1, reject: reject))
        }
        open.multibyteCharacters += chunk.multibyteCharacters
        open.invalidPlaces += chunk.invalidPlaces
        open.decimalCommas += chunk.decimalCommas
        open.ambiguous += chunk.clock.ambiguous
        open.withoutOffset += chunk.clock.withoutOffset
        if chunk.clock.ambiguous > 0 { open.clock = chunk.clock }
        let start = open.next
        open.next = chunk.next
        let line = open.line
        open.line += chunk.lines
        chunk.rejects = []
        if !settings.handsRowsOn { rows.append(chunk, start: start, line: line) }
        try checkRejects()
        return chunk.interactions
    }

    private func checkRejects() throws {
        guard let most = settings.mostRejects, rejects.count > most else { return }
        if let error = TooManyRejects(try originals(), most: most) { throw error }
    }

    /// The refused rows as they stand in the files, in the order of the files.
    private func originals() throws(TabularError) -> [Reject] {
        var placed: [(file: Int, source: Int, reject: Reject)] = []
        for refusal in rejects {
            guard refusal.source == nil, let transcript = rows.files[refusal.file].transcript else {
                placed.append((refusal.file, refusal.source ?? 0, refusal.reject))
                continue
            }
            // The first row of a transcript is on its second line.
            let original = try transcript.original(refusal.reject, record: refusal.reject.line - 2)
            placed.append((refusal.file, original.file, original.reject))
        }
        return placed.sorted {
            ($0.file, $0.source, $0.reject.byteOffset) < ($1.file, $1.source, $1.reject.byteOffset)
        }.map(\.reject)
    }

    /// Ends the file opened last. A text that turned out not to be UTF-8 is returned decoded, to be read instead.
    public mutating func endFile() throws(TabularError) -> LogFile? {
        guard let open = current else { return nil }
        current = nil
        if let transcript = open.file.transcript {
            end(transcript)
            return nil
        }
        if open.invalidPlaces > 0, open.multibyteCharacters <= open.invalidPlaces, !open.file.isMarkedUTF8,
            open.file.encodingNotes.isEmpty
        {
            rows.removeFile(firstChunk: open.firstChunk)
            rejects.removeSubrange(open.firstReject...)
            accounting = open.accountingBefore
            let text = try TextDecoding.decode(try open.file.input.whole())
            let decoded = RandomAccessInput(InputBytes(name: open.file.input.name, bytes: text.bytes, isDecoded: true))
            return begin(
                try LogFile(
                    decoded, settings: settings, channels: channels, names: names, encodingNotes: text.notes))
        }
        let file = open.file
        var readerNotes = file.encodingNotes
        if open.invalidPlaces > 0, file.encodingNotes.isEmpty {
            readerNotes.append(TextDecoding.damageNote(file.input.name, places: open.invalidPlaces))
        }
        readerNotes += file.reader.dialectNotes
        let decisions = FileNotes.notes(
            mapping: settings.mapping, reader: file.reader, columns: file.columns, zone: settings.zone,
            readerNotes: readerNotes,
            counts: FileNotes.FormCounts(
                withoutOffset: open.withoutOffset, ambiguous: open.ambiguous, decimalCommas: open.decimalCommas))
        notes += decisions
        health.files.append(
            DataHealth.File(
                name: file.input.name, bytes: file.input.count, format: SourceFormat.wfm.rawValue,
                delimiter: String(UnicodeScalar(file.dialect.delimiter)), columns: file.header, decisions: decisions,
                records: accounting.read - open.accountingBefore.read))
        return nil
    }

    private mutating func end(_ transcript: Transcript.Log) {
        for (index, input) in transcript.inputs.enumerated() {
            let decisions = transcript.decisions[index].map { "\(input.name): \($0)" }
            notes += decisions
            health.files.append(
                DataHealth.File(
                    name: input.name, bytes: input.count, format: format.rawValue, delimiter: "", columns: [],
                    decisions: decisions, records: transcript.records[index]))
        }
        format = .wfm
    }

    /// Every row in its place: duplicates dropped, corrections applied, stray dates refused.
    ///
    /// - Parameter threads: Threads to use; never changes the result.
    /// - Throws: `badData` when no file has a row.
    public consuming func finish(threads: Int) async throws -> ImportedLog {
        if accounting.read == 0, let first = rows.files.first {
            throw TabularError.badData(
                Place(file: first.input.name),
                message: rows.files.count == 1
                    ? "the file has a header but no rows" : "none of the \(rows.files.count) files has a row",
                hint: "export a period with contacts")
        }
        let dropped = try await DuplicateSearch(rows).run(threads: threads)
        accounting.identicalDuplicates = dropped.identical
        accounting.superseded = dropped.superseded
        rows.drop(dropped.rows)
        rows.forgetKeys()
        let strays = StrayDates.find(rows)
        if !strays.isEmpty {
            let column = settings.mapping.createdAt.columns.last ?? "created_at"
            for row in strays { rejects.append(try StrayDates.reject(row, of: rows, column: column)) }
            rejects.sort {
                ($0.file, $0.source ?? .max, $0.reject.byteOffset) < ($1.file, $1.source ?? .max, $1.reject.byteOffset)
            }
            accounting.rejected += strays.count
            rows.drop(strays)
        }
        accounting.accepted = rows.count - rows.dropped.count
        health.accounting = accounting
        for refusal in rejects { health.rejectsByCode[refusal.reject.code, default: 0] += 1 }
        return ImportedLog(
            rows: rows, streams: names.streams, zone: settings.zone, accounting: accounting,
            rejects: try originals(), notes: notes, health: health)
    }
}

/// More rows were refused than an import allows.
public struct TooManyRejects: Error {
    /// The rows refused so far.
    public let rejects: [Reject]
    /// The error to report.
    public let reason: TabularError

    /// More than `most` rows, of which `first` is the first; `nil` when there are not so many.
    public init?(_ rejects: [Reject], most: Int?) {
        guard let most, rejects.count > most, let first = rejects.first else { return nil }
        self.rejects = rejects
        reason = .badData(
            Place(file: first.file, line: first.line, column: first.column),
            message: "more than \(most) rows were refused; the first: \(first.message)",
            hint: "mend the file, or allow more with --max-rejects")
    }
}
