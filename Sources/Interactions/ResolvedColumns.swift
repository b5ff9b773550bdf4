import ContactCenter
import Tabular

/// A mapping laid over the header of one file: names have become positions.
struct ResolvedColumns {
    struct Text {
        var columns: [Int]
        var separator: String
        var constant: String?
        var values: [String: String]
        var absent: Set<String>

        /// What a text stands for; `nil` = nothing.
        func meaning(_ text: String) -> String? {
            if text.isEmpty || (!absent.isEmpty && absent.contains(text)) || MissingWord.stands(for: text) {
                return nil
            }
            return values.isEmpty ? text : values[text] ?? text
        }
    }

    struct Stamp {
        enum Source {
            case stamp(Int)
            case epoch(Int, perSecond: Int)
            case dateAndTime(date: Int, time: Int)
        }
        var source: Source
        var absent: [[UInt8]]
        /// Whether most stamps of the column carry an offset; one without is a defect then.
        var carriesOffsets = false
        /// How they are written.
        var form = StampForm.yearFirst

        /// The column that a message names.
        var nameColumn: Int {
            switch source {
            case .stamp(let column), .epoch(let column, _): column
            case .dateAndTime(_, let time): time
            }
        }

        func isAbsent(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
            bytes.isEmpty || (!absent.isEmpty && absent.contains { $0.elementsEqual(bytes) })
                || MissingWord.stands(for: bytes)
        }
    }

    struct Duration {
        enum Source {
            case column(Int, ColumnMapping.DurationField.Unit)
            case between(Int, Int)
        }
        var source: Source
        var absent: [[UInt8]]
        /// How clock readings are written.
        var form = DurationForm()

        func isAbsent(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
            bytes.isEmpty || (!absent.isEmpty && absent.contains { $0.elementsEqual(bytes) })
                || MissingWord.stands(for: bytes)
        }
    }

    let interactionID: Text
    let queue: Text
    let createdAt: Stamp
    let customerID: Text?
    let channel: Text?
    let direction: Text?
    let answeredAt: Stamp?
    let endedAt: Stamp?
    let updatedAt: Stamp?
    let wait: Duration?
    let talk: Duration?
    let hold: Duration?
    let wrap: Duration?
    let agentID: Text?
    let disposition: Text?
    let reason: Text?
    let resolved: Text?
    let transferred: Text?
    let revenue: Text?
    let outcome: (column: Int, field: ColumnMapping.OutcomeField)?
    /// How columns are written, where that had to be found out, in words.
    let decisions: [String]

    /// 1970-01-01 to 2099-12-31.
    static let believableSeconds = 0..<4_102_444_800

    /// Finds every column of `mapping`.
    ///
    /// - Parameter further: Records from further on in the file, as evidence of how columns are written.
    /// - Throws: One error that names all missing columns; one for a column whose dates can be read in two ways.
    init(_ mapping: ColumnMapping, in reader: CSVReader, further: [CSVRecord] = []) throws(TabularError) {
        _ = try reader.require(mapping.requiredColumns)
        let offsets = RecordSample(reader, further: further)
        var decisions: [String] = []
        var refusal: String?
        func stampForm(_ column: Int) -> StampForm {
            var evidence = StampForm.Evidence()
            offsets.forEachField(column) { evidence.add($0) }
            // The day that tells may stand anywhere in the file.
            if evidence.settle("").form == nil { offsets.forEachLaterField(column) { evidence.add($0) } }
            let (form, words) = evidence.settle(reader.header[column])
            if let words { if form == nil { refusal = refusal ?? words } else { decisions.append(words) } }
            return form ?? .yearFirst
        }
        func durationForm(_ column: Int) -> DurationForm {
            var evidence = DurationForm.Evidence()
            offsets.forEachField(column) { evidence.add($0) }
            let (form, words) = evidence.settle(reader.header[column])
            if let words { decisions.append(words) }
            return form
        }
        func text(_ field: ColumnMapping.TextField) -> Text? {
            let columns = field.columns.compactMap { reader.column($0) }
            guard columns.count == field.columns.count else { return nil }
            return Text(
                columns: columns, separator: field.separator, constant: field.constant, values: field.values,
                absent: field.absent)
        }
        func stamp(_ field: ColumnMapping.StampField) -> Stamp? {
            let absent = field.absent.sorted().map { Array($0.utf8) }
            switch field.source {
            case .stamp(let name):
                return reader.column(name).map {
                    Stamp(
                        source: .stamp($0), absent: absent, carriesOffsets: offsets.mostCarryOffsets($0),
                        form: stampForm($0))
                }
            case .epoch(let name, let perSecond):
                return reader.column(name).map { Stamp(source: .epoch($0, perSecond: perSecond), absent: absent) }
            case .dateAndTime(let dateName, let timeName):
                guard let date = reader.column(dateName), let time = reader.column(timeName) else { return nil }
                return Stamp(source: .dateAndTime(date: date, time: time), absent: absent, form: stampForm(date))
            }
        }
        func duration(_ field: ColumnMapping.DurationField) -> Duration? {
            let absent = field.absent.sorted().map { Array($0.utf8) }
            switch field.source {
            case .column(let name, let unit):
                return reader.column(name).map {
                    var field = Duration(source: .column($0, unit), absent: absent)
                    field.form = unit == .clock ? DurationForm(twoParts: .minutesAndSeconds) : durationForm($0)
                    return field
                }
            case .between(let fromName, let toName):
                guard let from = reader.column(fromName), let to = reader.column(toName) else { return nil }
                return Duration(source: .between(from, to), absent: absent)
            }
        }
        guard let interactionID = text(mapping.interactionID), let queue = text(mapping.queue),
            let createdAt = stamp(mapping.createdAt)
        else {
            throw .badData(Place(file: reader.fileName, line: 1), message: "missing columns", hint: nil)
        }
        self.interactionID = interactionID
        self.queue = queue
        self.createdAt = createdAt
        customerID = mapping.customerID.flatMap(text)
        channel = mapping.channel.flatMap(text)
        direction = mapping.direction.flatMap(text)
        answeredAt = mapping.answeredAt.flatMap(stamp)
        endedAt = mapping.endedAt.flatMap(stamp)
        updatedAt = mapping.updatedAt.flatMap(stamp)
        wait = mapping.wait.flatMap(duration)
        talk = mapping.talk.flatMap(duration)
        hold = mapping.hold.flatMap(duration)
        wrap = mapping.wrap.flatMap(duration)
        agentID = mapping.agentID.flatMap(text)
        disposition = mapping.disposition.flatMap(text)
        reason = mapping.reason.flatMap(text)
        resolved = mapping.resolved.flatMap(text)
        transferred = mapping.transferred.flatMap(text)
        revenue = mapping.revenue.flatMap(text)
        outcome = mapping.outcome.flatMap { field in reader.column(field.column).map { ($0, field) } }
        self.decisions = decisions
        if let refusal {
            throw .badData(
                Place(file: reader.fileName), message: refusal,
                hint: "export dates as YYYY-MM-DD, or a period that holds a day after the 12th")
        }
    }

    static func floor(_ value: Int, _ divisor: Int) -> Int {
        value >= 0 ? value / divisor : -((-value + divisor - 1) / divisor)
    }
}

/// Records of a file, mostly its first, to see how its columns are written.
private struct RecordSample {
    private let first: [CSVRecord]
    private let further: [CSVRecord]
    private let rest: CSVReader

    init(_ reader: CSVReader, further: [CSVRecord]) {
        var reader = reader
        var records: [CSVRecord] = []
        while records.count < 1000, let record = reader.next() {
            if record.problem == nil { records.append(record) }
        }
        first = records
        rest = reader
        self.further = further.filter { $0.problem == nil && $0.count == reader.header.count }
    }

    func forEachField(_ column: Int, _ body: (String) -> Void) {
        for record in first { body(record[column]) }
        for record in further { body(record[column]) }
    }

    /// The fields after the first records, as far as the reader reaches.
    func forEachLaterField(_ column: Int, _ body: (String) -> Void) {
        var reader = rest
        while let record = reader.next() {
            if record.problem == nil { body(record[column]) }
        }
    }

    func mostCarryOffsets(_ column: Int) -> Bool {
        var with = 0
        var without = 0
        for record in first {
            switch record.withBytes(column, { Instant.parse(trimmed($0)) }) {
            case .instant: with += 1
            case .wallClock: without += 1
            case nil: break
            }
        }
        return with > without
    }
}

extension ColumnMapping {
    private var textFields: [TextField] {
        let optional: [TextField?] = [
            customerID, channel, direction, agentID, disposition, reason, resolved, transferred, revenue,
        ]
        return [interactionID, queue] + optional.compactMap { $0 }
    }

    private var stampFields: [StampField] {
        let optional: [StampField?] = [answeredAt, endedAt, updatedAt]
        return [createdAt] + optional.compactMap { $0 }
    }

    private var durationFields: [DurationField] {
        let optional: [DurationField?] = [wait, talk, hold, wrap]
        return optional.compactMap { $0 }
    }

    /// Columns a file must have, each once, in the order of the fields.
    var requiredColumns: [String] { columns(requiredOnly: true) }

    /// Every column the mapping reads.
    var knownColumns: [String] { columns(requiredOnly: false) }

    private func columns(requiredOnly: Bool) -> [String] {
        var names: [String] = []
        for field in textFields where field.isRequired || !requiredOnly { names += field.columns }
        for field in stampFields where field.isRequired || !requiredOnly { names += field.columns }
        for field in durationFields where field.isRequired || !requiredOnly { names += field.columns }
        if let outcome, outcome.isRequired || !requiredOnly { names.append(outcome.column) }
        return unique(names)
    }

    private func unique(_ names: [String]) -> [String] {
        var seen: Set<String> = []
        return names.filter { seen.insert($0.lowercased()).inserted }
    }
}

extension ColumnMapping.StampField {
    var columns: [String] {
        switch source {
        case .stamp(let column), .epoch(let column, _): [column]
        case .dateAndTime(let date, let time): [date, time]
        }
    }
}

extension ColumnMapping.DurationField {
    var columns: [String] {
        switch source {
        case .column(let column, _): [column]
        case .between(let from, let to): [from, to]
        }
    }
}
