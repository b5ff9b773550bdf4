import CDelimiterMask
import ContactCenter
import Tabular

/// Reads the records of one stretch of a log: most of them by their index of separators, the odd ones byte by byte.
///
/// Raw buffers, because this is the loop over all bytes of a log (docs/experiments/reader.md).
struct LogScanner {
    /// Bytes of a record that are held at once; a longer one is refused.
    static let recordLimit = 16 << 20

    private let log: LogFile
    private let buffer: ChunkBuffer
    private var rows: InteractionRowReader
    private var parser: PlainRowParser?
    private var chunk: LogChunk
    private var kept: RowList
    private var fields: [CSVField] = []
    /// Bytes that may still be looked at for the ends of quotes that do not close on their line.
    private var oddBudget: Int
    private var base = 0

    /// A scanner of `log`.
    ///
    /// - Parameter clock: The clock after the row before, which matters where stamps have no offset.
    init(_ log: LogFile, clock: WallClock) {
        self.log = log
        var clock = clock
        clock.forgetCounts()
        buffer = log.buffers.take()
        rows = log.rows
        rows.clock = clock
        let scratch = log.scratch.take()
        if var known = scratch?.parser {
            known.forgetCounts()
            parser = known
        } else if let columns = log.plainColumns {
            parser = PlainRowParser(
                columns: columns, keepsReasons: log.keepsReasons,
                zone: log.columns.createdAt.carriesOffsets ? nil : log.zone)
        }
        chunk = LogChunk(clock: clock)
        kept = scratch?.rows ?? RowList()
        oddBudget = 8 * log.chunkBytes + 2 * log.recordLimit
    }

    /// The records that start in `from` ..< `to`.
    ///
    /// - Parameter first: Where the first record starts, if that is known.
    consuming func read(from: Int, to: Int, first: Int?) throws(TabularError) -> LogChunk {
        defer { log.buffers.give(buffer) }
        var at = 0
        if let first {
            try buffer.load(from: first, to: max(to, first) + LogFile.lookahead)
        } else {
            try buffer.load(from: from - 1, to: to + LogFile.lookahead)
            while at < buffer.count, buffer.bytes[at] != 0x0A { at += 1 }
            at += 1
            guard buffer.start + at < to else { return chunk }
        }
        base = buffer.start + at
        chunk.start = base
        at = try readRecords(from: at, to: to)
        chunk.next = buffer.start + at
        chunk.decimalCommas = rows.decimalCommas
        chunk.clock = rows.clock
        chunk.clock.add(withoutOffset: parser?.withoutOffset ?? 0)
        return finished()
    }

    /// The chunk, with all that the next scanner can use left behind.
    private mutating func finished() -> LogChunk {
        kept.move(to: &chunk, withReasons: log.keepsReasons)
        log.scratch.give(LogScratch(rows: kept, parser: parser))
        return chunk
    }

    /// Reads on to the first record that starts at or after `to`; returns where that is in the buffer.
    private mutating func readRecords(from first: Int, to: Int) throws(TabularError) -> Int {
        var at = first
        while at < buffer.count, buffer.start + at < to {
            if parser != nil, log.isIndexable {
                let length = min(ChunkBuffer.windowBytes, buffer.count - at)
                let counts = buffer.index(at: at, length: length, dialect: log.dialect)
                let next = try readWindow(at: at, counts: counts, to: to)
                if next > at {
                    at = next
                    continue
                }
            }
            at = try readOddRecord(at: at)
        }
        return at
    }

    /// Reads the whole records of an indexed window; returns where the next one starts.
    private mutating func readWindow(at: Int, counts: wfm_index_counts, to: Int) throws(TabularError) -> Int {
        guard var parser else { return at }
        self.parser = nil
        defer { self.parser = parser }
        let columns = parser.columns.count
        let limit = to - buffer.start
        let bytes = UnsafePointer(buffer.bytes)
        let separators = UnsafePointer(buffer.separators)
        var reading = PlainRowParser.Reading()
        var start = at
        var firstSeparator = 0
        var mark = 0
        let marks = Int(counts.marks)
        for rowIndex in 0..<Int(counts.rows) where start < limit {
            let lastSeparator = Int(buffer.rowEnds[rowIndex])
            let lineEnd = at + Int(separators[lastSeparator])
            let end = lineEnd > start && bytes[lineEnd - 1] == 0x0D ? lineEnd - 1 : lineEnd
            var isPlain = true
            let hasQuotes = mark < marks && at + Int(buffer.marks[mark]) < lineEnd
            if hasQuotes {
                isPlain = quotesAreSound(&mark, of: marks, window: at, start: start, lineEnd: lineEnd)
            }
            if start == end, columns > 1 {
                chunk.lines += 1
            } else {
                isPlain = isPlain && lastSeparator - firstSeparator + 1 == columns
                if isPlain, holdsHighBytes(from: start - at, to: lineEnd - at) {
                    var characters: UInt32 = 0
                    isPlain = wfm_is_utf8(bytes + start, UInt32(end - start), &characters) != 0
                    if isPlain { chunk.multibyteCharacters += Int(characters) }
                }
                let row = PlainRowParser.Row(
                    bytes: bytes, start: start, end: end, separators: separators + firstSeparator, origin: at,
                    hasQuotes: hasQuotes)
                var outcome = PlainRowParser.Outcome.odd
                if isPlain { outcome = parser.read(row, into: &reading) }
                if outcome == .read {
                    append(reading, at: start)
                } else {
                    let next = try readOddRecord(at: start, isProvedUTF8: isPlain)
                    // A quote out of place: what was indexed after it is not to be trusted.
                    guard next == lineEnd + 1, UnsafePointer(buffer.bytes) == bytes else { return next }
                    if outcome == .unknownName { rememberNames(of: row, in: &parser) }
                    start = next
                    firstSeparator = lastSeparator + 1
                    continue
                }
                chunk.read += 1
                chunk.lines += 1
            }
            start = lineEnd + 1
            firstSeparator = lastSeparator + 1
        }
        return start
    }

    @inline(__always)
    private func holdsHighBytes(from start: Int, to end: Int) -> Bool {
        var any: UInt8 = 0
        for block in start / 64...end / 64 { any |= buffer.highBlocks[block] }
        return any != 0
    }

    /// Whether the quotes up to the line end stand around whole fields and no line ends within them.
    private func quotesAreSound(
        _ mark: inout Int, of marks: Int, window: Int, start: Int, lineEnd: Int
    ) -> Bool {
        let bytes = buffer.bytes
        var sound = true
        func next(_ mark: Int) -> Int { mark < marks ? window + Int(buffer.marks[mark]) : .max }
        while next(mark) < lineEnd {
            let opening = next(mark)
            mark += 1
            guard bytes[opening] == log.dialect.quote,
                opening == start || bytes[opening - 1] == log.dialect.delimiter
            else {
                sound = false
                continue
            }
            var closing = -1
            while next(mark) < lineEnd, bytes[next(mark)] == log.dialect.quote {
                if next(mark + 1) == next(mark) + 1, next(mark + 1) < lineEnd,
                    bytes[next(mark + 1)] == log.dialect.quote
                {
                    mark += 2
                    continue
                }
                closing = next(mark)
                mark += 1
                break
            }
            guard closing >= 0 else {
                sound = false
                continue
            }
            let after = closing + 1
            if after != lineEnd, bytes[after] != log.dialect.delimiter, !(bytes[after] == 0x0D && after + 1 == lineEnd)
            {
                sound = false
            }
            for at in opening..<closing where bytes[at] == 0x0A { sound = false }
        }
        return sound
    }

    @inline(__always)
    private mutating func append(_ reading: PlainRowParser.Reading, at start: Int) {
        let longest = max(max(reading.wait, reading.talk), max(reading.hold, reading.wrap))
        let contact: CompactContact
        if longest <= CompactContact.mostSeconds {
            contact = CompactContact(
                createdSeconds: reading.createdSeconds, stream: reading.stream, isInbound: reading.isInbound,
                isAnswered: reading.isAnswered, customer: reading.customer, wait: reading.wait, talk: reading.talk,
                hold: reading.hold, wrap: reading.wrap)
        } else {
            contact = CompactContact(
                createdSeconds: reading.createdSeconds, stream: reading.stream, isInbound: reading.isInbound,
                isAnswered: reading.isAnswered, customer: reading.customer, wideAt: chunk.wide.count)
            chunk.wide.append(
                WideDurations(
                    wait: Double(reading.wait), talk: Double(reading.talk), hold: Double(reading.hold),
                    wrap: Double(reading.wrap)))
        }
        kept.append(contact, idCode: reading.idCode, offset: offset(at: start), reason: reading.reason)
    }

    private mutating func append(_ contact: Interaction, at start: Int) {
        if log.handsRowsOn {
            chunk.interactions.append(contact)
            return
        }
        let durations = WideDurations(
            wait: contact.waitSeconds ?? -1, talk: contact.talkSeconds ?? -1, hold: contact.holdSeconds ?? -1,
            wrap: contact.wrapSeconds ?? -1)
        let stream = log.names.number(of: contact.stream)
        let customer = contact.customerID.map { KeyCode.code($0) } ?? 0
        let isInbound = contact.direction == .inbound
        let isAnswered = contact.outcome == .answered
        let compact: CompactContact
        if durations.isCompact {
            compact = CompactContact(
                createdSeconds: contact.createdAt.seconds, stream: stream, isInbound: isInbound,
                isAnswered: isAnswered, customer: customer, wait: Int(durations.wait), talk: Int(durations.talk),
                hold: Int(durations.hold), wrap: Int(durations.wrap))
        } else {
            compact = CompactContact(
                createdSeconds: contact.createdAt.seconds, stream: stream, isInbound: isInbound,
                isAnswered: isAnswered, customer: customer, wideAt: chunk.wide.count)
            chunk.wide.append(durations)
        }
        kept.append(
            compact, idCode: KeyCode.code(contact.id), offset: offset(at: start),
            reason: log.keepsReasons ? log.names.number(ofReason: contact.reason) : 0)
    }

    /// Where a row of the buffer stands among the bytes of the chunk.
    @inline(__always)
    private func offset(at start: Int) -> UInt32 { UInt32(truncatingIfNeeded: buffer.start &+ start &- base) }

    /// After the other reader has accepted a row, its queue, channel and reason are known by their bytes.
    private mutating func rememberNames(of row: PlainRowParser.Row, in parser: inout PlainRowParser) {
        guard let contact = lastAccepted else { return }
        var isOdd = false
        let columns = parser.columns
        let empty = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
        let queue = PlainRowParser.field(row, columns.queue, of: columns.count, isOdd: &isOdd)
        let channel =
            columns.channel >= 0
            ? PlainRowParser.field(row, columns.channel, of: columns.count, isOdd: &isOdd) : empty
        parser.streams.remember(queue, channel, number: log.names.number(of: contact.stream))
        if log.keepsReasons, columns.reason >= 0 {
            let reason = PlainRowParser.field(row, columns.reason, of: columns.count, isOdd: &isOdd)
            if reason.count > 0 {
                parser.reasons.remember(reason, empty, number: log.names.number(ofReason: contact.reason))
            }
        }
    }

    /// The contact of the last record that the other reader has read; `nil` when it was refused.
    private var lastAccepted: Interaction?

    // MARK: The other reader

    /// Reads one record byte by byte; returns where the next one starts.
    private mutating func readOddRecord(at: Int, isProvedUTF8: Bool = false) throws(TabularError) -> Int {
        var limit = log.recordLimit
        if oddBudget <= 0 { limit = min(limit, lineLength(at: at)) }
        var found: ScannedRecord?
        while true {
            found = buffer.scan(at: at, limit: limit, dialect: log.dialect, fields: &fields)
            guard let record = found, record.ranOut, !buffer.reachesEnd, buffer.count - at < limit else { break }
            try buffer.extend(to: buffer.end + max(65_536, buffer.count))
        }
        lastAccepted = nil
        guard let record = found else { return buffer.count }
        if record.problem != nil { oddBudget -= min(limit, buffer.count - at) }
        if record.ranOut, record.problem == nil, record.end - record.start >= log.recordLimit {
            return try giveUp(record, at: at)
        }
        defer { chunk.lines += record.lines }
        if record.start == record.end, log.header.count > 1 { return record.next }
        chunk.read += 1
        let line = chunk.lines
        let row = buffer.record(record, fields: fields, line: line, problem: nil, dialect: log.dialect)
        if !isProvedUTF8 { countCharacters(record) }
        let problem =
            record.problem ?? log.reader.problem(of: row, mayBeDamaged: !isProvedUTF8)
            ?? (row.holdsZeroByte ? .zeroByte : nil)
        if let problem {
            refuse(row, at: record.start, RowProblem(problem))
            return record.next
        }
        do throws(RowProblem) {
            let contact = try rows.read(row)
            lastAccepted = contact
            append(contact, at: record.start)
        } catch {
            refuse(row, at: record.start, error)
        }
        return record.next
    }

    private mutating func refuse(_ row: CSVRecord, at start: Int, _ problem: RowProblem) {
        let problem = log.isJSON && row.count == 1 ? LogFile.notJSON : TotalLine.problem(of: row, instead: problem)
        chunk.rejects.append(
            Reject(
                file: log.input.name, line: row.line, byteOffset: buffer.start + start - base, column: problem.column,
                code: problem.code, message: problem.message, raw: log.isJSON && row.count == 1 ? row[0] : row.raw))
    }

    /// Bytes to the end of the physical line at `at`, line end included.
    private func lineLength(at: Int) -> Int {
        var end = at
        while end < buffer.count, buffer.bytes[end] != 0x0A { end += 1 }
        return max(1, min(end + 1, buffer.count) - at)
    }

    private mutating func countCharacters(_ record: ScannedRecord) {
        let bytes = UnsafePointer(buffer.bytes) + record.start
        var characters: UInt32 = 0
        let count = record.end - record.start
        if wfm_is_utf8(bytes, UInt32(count), &characters) != 0 {
            chunk.multibyteCharacters += Int(characters)
        } else {
            let census = UTF8Census(Array(UnsafeBufferPointer(start: bytes, count: count)), from: 0)
            chunk.multibyteCharacters += census.multibyte
            chunk.invalidPlaces += census.invalid
        }
    }

    /// A record longer than may be held: refused, and passed over without holding it.
    private mutating func giveUp(_ record: ScannedRecord, at: Int) throws(TabularError) -> Int {
        let raw = String(
            decoding: UnsafeBufferPointer(start: buffer.bytes + at, count: min(200, buffer.count - at)), as: UTF8.self)
        chunk.read += 1
        chunk.rejects.append(
            Reject(
                file: log.input.name, line: chunk.lines, byteOffset: buffer.start + at - base,
                code: RecordProblem.recordTooLong.rawValue,
                message: "\(RecordProblem.recordTooLong.message) (\(log.recordLimit) bytes)", raw: raw + "…"))
        chunk.lines += 1
        var from = buffer.start + at + log.recordLimit
        while true {
            try buffer.load(from: from, to: from + (1 << 20))
            for index in 0..<buffer.count where buffer.bytes[index] == 0x0A { return index + 1 }
            if buffer.reachesEnd { return buffer.count }
            from = buffer.end
        }
    }
}
