import ContactCenter
import Tabular

/// Turns the records of one file into interactions under a mapping.
struct InteractionRowReader {
    private let columns: ResolvedColumns
    private let header: [String]
    private let channels: [String: Channel]
    private let decimalComma: Bool
    var clock: WallClock
    /// Numbers written with a decimal comma.
    private(set) var decimalCommas = 0
    private var streams: [String: [String: QueueChannel]] = [:]
    private var caches = Caches()
    private var outcomes = TextCache<ColumnMapping.OutcomeValue?>()

    private struct Caches {
        var queues = TextCache<String?>()
        var channels = TextCache<String?>()
        var directions = TextCache<String?>()
        var truths = TextCache<String?>()
        var agents = TextCache<String?>()
        var dispositions = TextCache<String?>()
        var reasons = TextCache<String?>()
    }

    /// Seconds of the longest wait or talk that is believed: a leap year.
    static let longestSeconds = 31_622_400.0

    init(columns: ResolvedColumns, reader: CSVReader, channels: [String: Channel], zone: ZoneRules) {
        self.columns = columns
        header = reader.header
        self.channels = channels
        decimalComma = reader.dialect.delimiter != UInt8(ascii: ",")
        clock = WallClock(zone: zone)
    }

    /// The interaction of a sound record.
    mutating func read(_ record: CSVRecord) throws(RowProblem) -> Interaction {
        let stated = try statedOutcome(record)
        guard let id = columns.interactionID.text(in: record) else {
            throw RowProblem(name(columns.interactionID), "empty_key", "the key of the contact is empty")
        }
        let stream = try stream(record)
        guard let reading = try stamp(columns.createdAt, record) else {
            throw RowProblem(name(columns.createdAt), "invalid_timestamp", "the start of the contact is empty")
        }
        guard let createdAt = clock.start(reading) else { throw skipped(columns.createdAt) }
        guard ResolvedColumns.believableSeconds.contains(createdAt.seconds) else {
            throw RowProblem(name(columns.createdAt), "out_of_range", "outside the years 1970 to 2099")
        }
        var contact = Interaction(id: id, stream: stream, createdAt: createdAt, outcome: .answered)
        contact.direction = try direction(record)
        contact.answeredAt = try event(columns.answeredAt, record, after: createdAt)
        contact.endedAt = try event(columns.endedAt, record, after: createdAt)
        if let answered = contact.answeredAt, let ended = contact.endedAt, ended < answered {
            throw RowProblem(columns.endedAt.map(name), "before_answered_at", "ends before it is answered")
        }
        contact.updatedAt = try change(columns.updatedAt, record, of: createdAt)
        contact.waitSeconds = try duration(columns.wait, record)
        contact.talkSeconds = try duration(columns.talk, record)
        contact.holdSeconds = try duration(columns.hold, record)
        contact.wrapSeconds = try duration(columns.wrap, record)
        contact.customerID = columns.customerID?.text(in: record)
        contact.agentID = columns.agentID?.text(in: record, &caches.agents)
        contact.disposition = columns.disposition?.text(in: record, &caches.dispositions)
        contact.reason = columns.reason?.text(in: record, &caches.reasons)
        contact.isResolved = try truth(columns.resolved, record)
        contact.isTransferred = try truth(columns.transferred, record)
        contact.revenueCents = try cents(columns.revenue, record)
        contact.outcome = stated ?? derivedOutcome(contact)
        derive(&contact)
        return contact
    }

    /// When a record was changed last, in the unit of its column; `nil` = nothing says.
    func version(of record: CSVRecord) -> Int? {
        guard let field = columns.updatedAt else { return nil }
        if case .epoch(let column, _) = field.source { return record.int(column) }
        switch try? stamp(field, record) {
        case .instant(let instant): return instant.seconds
        case .wall(let seconds, _): return seconds
        case nil: return nil
        }
    }

    // MARK: Outcome and derived times

    private mutating func statedOutcome(_ record: CSVRecord) throws(RowProblem) -> Interaction.Outcome? {
        guard let (column, field) = columns.outcome else { return nil }
        let value = record.withBytes(column) { bytes in outcomes.value(of: trimmed(bytes)) { field.values[$0] } }
        switch value {
        case .answered: return .answered
        case .abandoned: return .abandoned
        case .ignore:
            throw RowProblem(header[column], "ignored_by_mapping", "the mapping says to ignore '\(record[column])'")
        case nil:
            guard field.isRequired else { return nil }
            throw RowProblem(header[column], "unknown_value", "the mapping does not know '\(record[column])'")
        }
    }

    /// Where no column states it: answered when there is a stamp of the answer; without such a column, when the
    /// disposition does not say otherwise.
    private func derivedOutcome(_ contact: Interaction) -> Interaction.Outcome {
        if columns.answeredAt != nil { return contact.answeredAt == nil ? .abandoned : .answered }
        switch contact.disposition?.lowercased() {
        case "abandoned", "missed", "lost": return .abandoned
        default: return .answered
        }
    }

    /// Seconds that a column states win over the stamps; what is absent is derived from them.
    private func derive(_ contact: inout Interaction) {
        switch contact.outcome {
        case .answered:
            if contact.waitSeconds == nil, let answered = contact.answeredAt {
                contact.waitSeconds = Double(answered - contact.createdAt)
            }
            if contact.answeredAt == nil, let wait = contact.waitSeconds {
                contact.answeredAt = contact.createdAt + Int(wait)
            }
            if contact.talkSeconds == nil, let answered = contact.answeredAt, let ended = contact.endedAt {
                contact.talkSeconds = max(0, Double(ended - answered) - (contact.holdSeconds ?? 0))
            }
        case .abandoned:
            contact.answeredAt = nil
            if contact.waitSeconds == nil, let ended = contact.endedAt {
                contact.waitSeconds = Double(ended - contact.createdAt)
            }
        }
    }

    // MARK: Texts

    private func name(_ field: ResolvedColumns.Text) -> String? { field.columns.first.map { header[$0] } }

    private mutating func stream(_ record: CSVRecord) throws(RowProblem) -> QueueChannel {
        let field = columns.queue
        let queue = field.text(in: record, &caches.queues) ?? ""
        guard !queue.isEmpty else { throw RowProblem(name(field), "empty_key", "the queue is empty") }
        var channelName = Channel.voice.name
        if let field = columns.channel { channelName = field.text(in: record, &caches.channels)?.lowercased() ?? "" }
        if let known = streams[queue]?[channelName] { return known }
        guard let channel = channels[channelName] else {
            throw RowProblem(
                columns.channel.flatMap(name), "unknown_channel",
                channelName.isEmpty ? "the channel is empty" : "'\(channelName)' is not a known channel")
        }
        let stream = QueueChannel(queue: queue, channel: channel)
        streams[queue, default: [:]][channelName] = stream
        return stream
    }

    private mutating func direction(_ record: CSVRecord) throws(RowProblem) -> Interaction.Direction {
        guard let field = columns.direction, let text = field.text(in: record, &caches.directions) else {
            return .inbound
        }
        switch text.lowercased() {
        case "inbound", "in": return .inbound
        case "outbound", "out": return .outbound
        default: throw RowProblem(name(field), "unknown_direction", "'\(text)' is neither inbound nor outbound")
        }
    }

    private mutating func truth(_ field: ResolvedColumns.Text?, _ record: CSVRecord) throws(RowProblem) -> Bool? {
        guard let field, let text = field.text(in: record, &caches.truths) else { return nil }
        switch text.lowercased() {
        case "1", "true", "yes", "y": return true
        case "0", "false", "no", "n": return false
        default: throw RowProblem(name(field), "not_a_truth_value", "'\(text)' is neither 1 nor 0")
        }
    }

    // MARK: Numbers

    /// The bytes of a number with `.` where the file writes a decimal comma; `nil` when it is no such number.
    private mutating func withoutComma(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        guard decimalComma, bytes.contains(UInt8(ascii: ",")), !bytes.contains(UInt8(ascii: ".")),
            bytes.count(where: { $0 == UInt8(ascii: ",") }) == 1
        else { return nil }
        decimalCommas += 1
        return bytes.map { $0 == UInt8(ascii: ",") ? UInt8(ascii: ".") : $0 }
    }

    /// Seconds of a number in `unit`, or of a clock reading; `nil` for neither.
    private mutating func statedSeconds(
        _ bytes: UnsafeBufferPointer<UInt8>, _ form: DurationForm, _ unit: ColumnMapping.DurationField.Unit
    ) -> Double? {
        if let seconds = form.clockSeconds(bytes) { return Double(seconds) }
        if unit == .clock { return nil }
        var number = PlainNumber.double(bytes)
        if let plain = withoutComma(bytes) { number = plain.withUnsafeBufferPointer(PlainNumber.double) }
        guard let number else { return nil }
        switch unit {
        case .milliseconds: return number / 1000
        case .minutes: return number * 60
        default: return number
        }
    }

    private mutating func duration(
        _ field: ResolvedColumns.Duration?, _ record: CSVRecord
    ) throws(RowProblem) -> Double? {
        guard let field else { return nil }
        switch field.source {
        case .column(let column, let unit):
            var isAbsent = false
            let number: Double? = record.withBytes(column) { bytes in
                let bytes = trimmed(bytes)
                isAbsent = field.isAbsent(bytes)
                if isAbsent { return nil }
                if let plain = PlainForm.of(bytes) {
                    return plain.withUnsafeBufferPointer { statedSeconds($0, field.form, unit) }
                }
                return statedSeconds(bytes, field.form, unit)
            }
            if isAbsent { return nil }
            guard let seconds = number else {
                throw RowProblem(header[column], "not_a_number", "expected a number, found '\(record[column])'")
            }
            guard seconds >= 0 else { throw RowProblem(header[column], "negative", "a duration cannot be negative") }
            guard seconds <= InteractionRowReader.longestSeconds else {
                throw RowProblem(header[column], "out_of_range", "longer than a year")
            }
            return seconds
        case .between(let from, let to):
            let isAbsent = [from, to].contains { column in record.withBytes(column) { field.isAbsent(trimmed($0)) } }
            if isAbsent { return nil }
            let (start, end) = (moment(from, record), moment(to, record))
            guard let start, let end, start.isTimeOfDay == end.isTimeOfDay else {
                throw RowProblem(header[start == nil ? from : to], "invalid_timestamp", "expected a time")
            }
            var seconds = end.seconds - start.seconds
            if seconds < 0, end.isTimeOfDay { seconds += 86_400 }
            guard seconds >= 0 else { throw RowProblem(header[to], "negative", "ends before it starts") }
            return Double(seconds)
        }
    }

    private func moment(_ column: Int, _ record: CSVRecord) -> (seconds: Int, isTimeOfDay: Bool)? {
        record.withBytes(column) { bytes in
            let bytes = trimmed(bytes)
            if let seconds = StampForm.secondOfDay(bytes) { return (seconds, true) }
            switch columns.createdAt.form.stamp(bytes) {
            case .instant(let instant, _): return (instant.seconds, false)
            case .wallClock(let seconds): return (seconds, false)
            case nil: return nil
            }
        }
    }

    private mutating func cents(_ field: ResolvedColumns.Text?, _ record: CSVRecord) throws(RowProblem) -> Int? {
        guard let field, var text = field.text(in: record) else { return nil }
        let ascii = text.withUTF8 { PlainForm.of($0) } ?? Array(text.utf8)
        let bytes = ascii.withUnsafeBufferPointer { withoutComma($0) } ?? ascii
        switch bytes.withUnsafeBufferPointer(Cents.parse) {
        case .amount(let cents): return cents
        case .notANumber: throw RowProblem(name(field), "not_a_number", "expected an amount, found '\(text)'")
        case .tooManyDecimals: throw RowProblem(name(field), "too_many_decimals", "an amount has at most two decimals")
        case .outOfRange: throw RowProblem(name(field), "out_of_range", "the amount is too large")
        }
    }

    // MARK: Stamps

    private func name(_ field: ResolvedColumns.Stamp) -> String { header[field.nameColumn] }

    private func skipped(_ field: ResolvedColumns.Stamp) -> RowProblem {
        RowProblem(name(field), "nonexistent_local_time", "the clock was put forward over this time")
    }

    private mutating func event(
        _ field: ResolvedColumns.Stamp?, _ record: CSVRecord, after start: Instant
    ) throws(RowProblem) -> Instant? {
        guard let field, let reading = try stamp(field, record) else { return nil }
        guard let instant = clock.event(reading, after: start) else { throw skipped(field) }
        guard instant >= start else {
            throw RowProblem(name(field), "before_created_at", "lies before the start of the contact")
        }
        return instant
    }

    /// The last change of the row; a copy may be made before the contact it is about has begun.
    private mutating func change(
        _ field: ResolvedColumns.Stamp?, _ record: CSVRecord, of start: Instant
    ) throws(RowProblem) -> Instant? {
        guard let field, let reading = try stamp(field, record) else { return nil }
        guard let instant = clock.event(reading, after: start) else { throw skipped(field) }
        return instant
    }

    private func stamp(_ field: ResolvedColumns.Stamp, _ record: CSVRecord) throws(RowProblem) -> WallClock.Reading? {
        var isAbsent = false
        let stamp = record.withBytes(field.nameColumn) { bytes in
            isAbsent = field.isAbsent(trimmed(bytes))
            return isAbsent ? nil : field.form.stamp(trimmed(bytes))
        }
        if isAbsent { return nil }
        let reading: WallClock.Reading?
        switch field.source {
        case .stamp:
            switch stamp {
            case .instant(let instant, _): return .instant(instant)
            case .wallClock(let seconds):
                guard !field.carriesOffsets else {
                    throw RowProblem(
                        name(field), "missing_offset",
                        "no offset, in a column whose stamps have one")
                }
                return .wall(seconds: seconds, isTimeOfDay: false)
            case nil: reading = nil
            }
        case .epoch(let column, let perSecond):
            reading = record.int(column).map { .instant(Instant(seconds: ResolvedColumns.floor($0, perSecond))) }
        case .dateAndTime(let date, let time):
            let day = record.withBytes(date) { field.form.day(trimmed($0)) }
            let second = record.withBytes(time) { StampForm.secondOfDay(trimmed($0)) }
            reading = day.flatMap { day in second.map { .wall(seconds: day * 86_400 + $0, isTimeOfDay: true) } }
        }
        guard let reading else {
            throw RowProblem(
                name(field), "invalid_timestamp", "expected a date and time, found '\(record[field.nameColumn])'")
        }
        return reading
    }
}
