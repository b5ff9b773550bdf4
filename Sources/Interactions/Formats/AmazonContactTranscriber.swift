import ContactCenter
import Tabular

/// Amazon Connect contact records → contacts.
///
/// A record is delivered at least once, and again whenever it changes: of one `ContactId` the greatest
/// `LastUpdateTimestamp` stands. A transfer makes a new record: the one before is marked as passed on, so that both are
/// one demand of the customer. A customer who asks to be called back makes a second record with the method `CALLBACK`:
/// that one is the contact, and the first is refused as continued, because nobody abandoned it.
///
/// Source: Amazon Connect Administrator Guide, "Data model for contact records".
struct AmazonContactTranscriber {
    private var transcript: Transcript
    /// Records that a later record calls back, or takes over.
    private var calledBack: Set<String> = []
    private var passedOn: Set<String> = []
    private var counts: [String: Int] = [:]

    static func transcribe(_ inputs: [RandomAccessInput]) throws(TabularError) -> Transcript.Log {
        var transcriber = AmazonContactTranscriber(transcript: Transcript(inputs))
        for input in inputs { try transcriber.look(at: input) }
        for (file, input) in inputs.enumerated() {
            try JSONObjects.forEach(input) { (piece: JSONObjects.Piece) throws(TabularError) in
                try transcriber.take(piece, file: file)
            }
        }
        let last = inputs.count - 1
        for (words, count) in transcriber.counts.sorted(by: { $0.key < $1.key }) {
            transcriber.transcript.decide("\(count) \(words)", file: last)
        }
        transcriber.transcript.decide(
            "times are UTC; a contact starts where it is put into its queue; of one ContactId the greatest"
                + " LastUpdateTimestamp stands", file: last)
        return try transcriber.transcript.finish()
    }

    private init(transcript: Transcript) { self.transcript = transcript }

    /// Finds the records that others continue. Only those few are parsed here.
    private mutating func look(at input: RandomAccessInput) throws(TabularError) {
        let marks = ["CALLBACK", "TRANSFER"].map { Array($0.utf8) }
        var found: [(method: String, before: String)] = []
        try JSONObjects.forEach(input, where: { bytes in marks.contains { bytes.contains($0) } }) {
            (piece: JSONObjects.Piece) throws(TabularError) in
            for record in AmazonContactTranscriber.records(piece.value) {
                guard let method = record["InitiationMethod"]?.string,
                    let before = record["PreviousContactId"]?.string ?? record["InitialContactId"]?.string
                else { continue }
                found.append((method, before))
            }
        }
        for (method, before) in found {
            if method == "CALLBACK" { calledBack.insert(before) }
            if method == "TRANSFER" || method == "QUEUE_TRANSFER" { passedOn.insert(before) }
        }
    }

    /// The records of an object: itself, or those of the list that it wraps.
    private static func records(_ value: JSONValue?) -> [JSONValue] {
        guard let value else { return [] }
        if value["ContactId"] != nil { return [value] }
        for name in ["ContactTraceRecords", "Contacts", "Records", "contacts"] {
            if let items = value[name]?.array { return items }
        }
        if let detail = value["detail"], detail["ContactId"] != nil { return [detail] }
        return [value]
    }

    private mutating func take(_ piece: JSONObjects.Piece, file: Int) throws(TabularError) {
        let place = SourcePlace(file: file, line: piece.line, byteOffset: piece.byteOffset)
        guard piece.value != nil else {
            transcript.refuse(RowProblem(nil, "invalid_json", "this is no JSON object"), raw: piece.text, at: place)
            return
        }
        for record in AmazonContactTranscriber.records(piece.value) {
            var contact: (interaction: Interaction, updated: Int?)?
            do throws(RowProblem) {
                contact = try interaction(record)
            } catch {
                transcript.refuse(error, raw: piece.text, at: place)
            }
            if let contact {
                try transcript.add(contact.interaction, updatedMilliseconds: contact.updated, at: place)
            }
        }
    }

    private mutating func interaction(_ record: JSONValue) throws(RowProblem) -> (
        interaction: Interaction, updated: Int?
    ) {
        guard let id = record["ContactId"]?.string, !id.isEmpty else {
            throw RowProblem("ContactId", "empty_key", "the record has no ContactId")
        }
        let updated = try AmazonContactTranscriber.milliseconds(record, "LastUpdateTimestamp")
        guard let queue = record["Queue"],
            let name = queue["Name"]?.string ?? AmazonContactTranscriber.lastPart(queue["ARN"])
        else {
            throw RowProblem("Queue", "no_queue", "the contact never entered a queue")
        }
        if calledBack.contains(id), record["Agent"]?.members == nil {
            throw RowProblem(
                "NextContactId", "continued_as_callback",
                "the customer asked for a callback, whose record is the contact")
        }
        let methods = record["InitiationMethod"]?.string?.uppercased()
        var entered = try AmazonContactTranscriber.instant(queue, "EnqueueTimestamp", in: "Queue")
        if entered == nil { entered = try AmazonContactTranscriber.instant(record, "InitiationTimestamp") }
        guard let start = entered else {
            throw RowProblem(
                "Queue.EnqueueTimestamp", "invalid_timestamp", "nothing says when it was put into the queue")
        }
        var contact = Interaction(
            id: id, stream: QueueChannel(queue: name, channel: try channel(record["Channel"]?.string)),
            createdAt: start,
            outcome: .abandoned)
        if methods == "OUTBOUND" || methods == "EXTERNAL_OUTBOUND" { contact.direction = .outbound }
        contact.customerID = record["CustomerId"]?.string ?? record["CustomerEndpoint"]?["Address"]?.string
        contact.disposition = record["DisconnectReason"]?.string
        contact.reason = record["Attributes"]?["reason"]?.string
        let dequeued = try AmazonContactTranscriber.instant(queue, "DequeueTimestamp", in: "Queue")
        let ended = try AmazonContactTranscriber.instant(record, "DisconnectTimestamp")
        let inQueue = try seconds(queue, "Duration", in: "Queue")
        contact.waitSeconds = inQueue ?? dequeued.map { Double(max(0, $0 - start)) }
        if let agent = record["Agent"], agent.members != nil {
            contact.outcome = .answered
            contact.agentID = agent["Username"]?.string ?? AmazonContactTranscriber.lastPart(agent["ARN"])
            let connected = try AmazonContactTranscriber.instant(agent, "ConnectedToAgentTimestamp", in: "Agent")
            contact.answeredAt = connected ?? dequeued
            contact.talkSeconds = try seconds(agent, "AgentInteractionDuration", in: "Agent")
            contact.holdSeconds = try seconds(agent, "CustomerHoldDuration", in: "Agent")
            contact.wrapSeconds = try seconds(agent, "AfterContactWorkDuration", in: "Agent")
            contact.endedAt = ended
        } else {
            contact.endedAt = dequeued ?? ended
        }
        if passedOn.contains(id) || record["TransferCompletedTimestamp"]?.string != nil { contact.isTransferred = true }
        return (contact, updated)
    }

    private mutating func channel(_ name: String?) throws(RowProblem) -> Channel {
        switch name?.uppercased() {
        case "VOICE", nil: return .voice
        case "CHAT": return .chat
        case "EMAIL": return .email
        case "TASK":
            counts["records of tasks are taken as backoffice", default: 0] += 1
            return Channel("backoffice") ?? .email
        case let other?: throw RowProblem("Channel", "unknown_channel", "'\(other)' is not a known channel")
        }
    }

    // MARK: Members

    private static func lastPart(_ value: JSONValue?) -> String? {
        value?.string?.split(separator: "/").last.map(String.init)
    }

    private static func milliseconds(_ object: JSONValue, _ name: String) throws(RowProblem) -> Int? {
        guard let text = object[name]?.string, !text.isEmpty else { return nil }
        guard case .instant(let instant, _) = Instant.parse(text) else {
            throw RowProblem(name, "invalid_timestamp", "expected a time in UTC, found '\(text)'")
        }
        // Records of the same second may still differ in thousandths.
        let fraction = text.split(separator: ".").dropFirst().first?.prefix { $0.isNumber } ?? ""
        let digits = (String(fraction) + "000").prefix(3)
        return instant.seconds * 1000 + (Int(digits) ?? 0)
    }

    private static func instant(_ object: JSONValue, _ name: String, in path: String? = nil) throws(RowProblem)
        -> Instant?
    {
        guard let text = object[name]?.string, !text.isEmpty else { return nil }
        guard case .instant(let instant, _) = Instant.parse(text) else {
            throw RowProblem(
                path.map { "\($0).\(name)" } ?? name, "invalid_timestamp", "expected a time in UTC, found '\(text)'")
        }
        return instant
    }

    private func seconds(_ object: JSONValue, _ name: String, in path: String) throws(RowProblem) -> Double? {
        guard let value = object[name], value != .null else { return nil }
        guard let seconds = value.double else {
            throw RowProblem("\(path).\(name)", "not_a_number", "expected seconds")
        }
        guard seconds >= 0 else { throw RowProblem("\(path).\(name)", "negative", "a duration cannot be negative") }
        return seconds
    }
}
