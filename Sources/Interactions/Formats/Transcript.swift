import ContactCenter
import Tabular

/// Where a contact of another system's export was found.
struct SourcePlace: Sendable {
    /// Number among the files that are transcribed together.
    var file: Int
    /// Physical line on which it starts.
    var line: Int
    /// Offset of its first byte.
    var byteOffset: Int
}

/// Another system's export written down as rows of a log, so that one reader keeps the books of all of them: duplicates,
/// corrections, dates, values.
struct Transcript {
    /// The finished log.
    struct Log: Sendable {
        /// The rows as a table under ``Transcript/mapping``.
        var table: RandomAccessInput
        /// The place of each row.
        var places: [SourcePlace]
        /// What was refused before it became a row.
        var rejects: [(file: Int, reject: Reject)]
        /// What was decided, in words, by file.
        var decisions: [[String]]
        /// Records of each file.
        var records: [Int]
        /// The files.
        var inputs: [RandomAccessInput]

        /// A refused row as it stands in the export.
        func original(_ reject: Reject, record: Int) throws(TabularError) -> (file: Int, reject: Reject) {
            guard record < places.count else { return (0, reject) }
            let place = places[record]
            let input = inputs[place.file]
            let bytes = try input.bytes(at: place.byteOffset, count: min(65_536, input.count - place.byteOffset))
            var reject = reject
            reject.file = input.name
            reject.line = place.line
            reject.byteOffset = place.byteOffset
            reject.raw = String(decoding: bytes.prefix { $0 != 0x0A && $0 != 0x0D }, as: UTF8.self)
            return (place.file, reject)
        }
    }

    private static let columns = [
        "interaction_id", "customer_id", "channel", "queue", "direction", "created_at", "answered_at", "ended_at",
        "wait_s", "talk_s", "hold_s", "wrap_s", "agent_id", "disposition", "reason", "resolved", "transferred",
        "revenue", "outcome", "updated_at", "source",
    ]

    /// Number of the export that a row of the table is from.
    static func source(of record: CSVRecord, in reader: CSVReader) -> Int {
        reader.column("source").flatMap { record.int($0) } ?? 0
    }

    /// How the rows are read again: as the native file, but with times in seconds since 1970, an outcome of its own and
    /// the time of the last change.
    static let mapping: ColumnMapping = {
        var mapping = ColumnMapping.native
        mapping.createdAt.source = .epoch(column: "created_at", perSecond: 1)
        mapping.answeredAt?.source = .epoch(column: "answered_at", perSecond: 1)
        mapping.endedAt?.source = .epoch(column: "ended_at", perSecond: 1)
        mapping.outcome = ColumnMapping.OutcomeField(
            column: "outcome", values: ["answered": .answered, "abandoned": .abandoned])
        mapping.updatedAt = ColumnMapping.StampField(.epoch(column: "updated_at", perSecond: 1000))
        mapping.delimiter = UInt8(ascii: ",")
        return mapping
    }()

    let inputs: [RandomAccessInput]
    private var spool: Spool
    private var writer = CSVWriter(header: columns)
    private var places: [SourcePlace] = []
    private var rejects: [(file: Int, reject: Reject)] = []
    private var decisions: [[String]]
    private var records: [Int]

    /// An empty transcript of `inputs`.
    init(_ inputs: [RandomAccessInput]) {
        self.inputs = inputs
        spool = Spool(name: inputs.first?.name ?? "")
        decisions = Array(repeating: [], count: inputs.count)
        records = Array(repeating: 0, count: inputs.count)
    }

    /// Writes a contact down.
    ///
    /// - Parameter updatedMilliseconds: When its record was changed last, since 1970; of equal keys the newest stands.
    mutating func add(
        _ contact: Interaction, updatedMilliseconds: Int? = nil, at place: SourcePlace
    ) throws(TabularError) {
        writer.add(oneLine(contact.id))
        writer.add(oneLine(contact.customerID ?? ""))
        writer.add(contact.stream.channel.name)
        writer.add(oneLine(contact.stream.queue))
        writer.add(contact.direction.rawValue)
        writer.add(contact.createdAt.seconds)
        writer.add(contact.answeredAt?.seconds)
        writer.add(contact.endedAt?.seconds)
        for seconds in [contact.waitSeconds, contact.talkSeconds, contact.holdSeconds, contact.wrapSeconds] {
            writer.add(seconds, decimals: 3)
        }
        writer.add(oneLine(contact.agentID ?? ""))
        writer.add(oneLine(contact.disposition ?? ""))
        writer.add(oneLine(contact.reason ?? ""))
        writer.add(contact.isResolved.map { $0 ? 1 : 0 })
        writer.add(contact.isTransferred.map { $0 ? 1 : 0 })
        writer.add("")
        writer.add(contact.outcome.rawValue)
        writer.add(updatedMilliseconds)
        writer.add(place.file)
        writer.endRow()
        places.append(place)
        records[place.file] += 1
        if writer.bytes.count > 1 << 20 {
            try spool.append(writer.bytes)
            writer = CSVWriter(columns: Transcript.columns.count)
        }
    }

    /// Refuses a record.
    mutating func refuse(_ problem: RowProblem, raw: String, at place: SourcePlace) {
        records[place.file] += 1
        rejects.append(
            (
                place.file,
                Reject(
                    file: inputs[place.file].name, line: place.line, byteOffset: place.byteOffset,
                    column: problem.column, code: problem.code, message: problem.message,
                    raw: String(raw.prefix(65_536)))
            ))
    }

    /// Notes a decision about a file.
    mutating func decide(_ words: String, file: Int) { decisions[file].append(words) }

    consuming func finish() throws(TabularError) -> Log {
        try spool.append(writer.bytes)
        return Log(
            table: spool.finish(), places: places, rejects: rejects, decisions: decisions, records: records,
            inputs: inputs)
    }

    /// Line ends inside of a text would move the rows after it.
    private func oneLine(_ text: String) -> String {
        text.utf8.contains { $0 == 0x0A || $0 == 0x0D } ? String(text.map { $0.isNewline ? " " : $0 }) : text
    }
}
