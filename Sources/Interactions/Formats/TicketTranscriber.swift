import ContactCenter
import Tabular

/// Ticket and conversation logs (the shapes of Zendesk, Freshdesk, Chatwoot and their like), as CSV or JSON → contacts.
///
/// A ticket's first reply is its answer. It has no handle time: an estimate is touches × minutes a touch, where somebody
/// states the minutes; otherwise it stays unknown. A ticket is never abandoned: one without a reply is taken as answered
/// with an unknown wait.
struct TicketTranscriber {
    private static let names: [String: [String]] = [
        "id": ["ticketid", "id", "displayid", "conversationid", "caseid", "number", "ticket#"],
        "queue": [
            "group", "groupname", "group.name", "team", "teamname", "meta.team.name", "inboxname", "inbox",
            "inbox.name", "inboxid", "groupid", "department", "queue",
        ],
        "channel": ["via.channel", "via", "channel", "source", "meta.channel", "channeltype"],
        "customer": [
            "requesterid", "requester", "requester.id", "customerid", "contactid", "meta.sender.id", "contact.id",
            "requesteremail", "contactemail",
        ],
        "agent": ["assigneeid", "assignee", "assignee.id", "agentid", "agent", "meta.assignee.id", "assignedagent"],
        "created": ["createdat", "created", "ticketcreated", "creationtime", "erstelltam", "创建时间"],
        "reply": [
            "firstreplyat", "firstreplycreatedat", "firstresponseat", "firstrespondedat", "firstreplyon",
            "metricset.firstreplyat",
        ],
        "replyMinutes": [
            "firstreplytimeinminutes", "metricset.replytimeinminutes.calendar", "replytimeinminutes.calendar",
        ],
        "solved": ["solvedat", "resolvedat", "closedat", "completedat", "metricset.solvedat"],
        "solvedMinutes": ["fullresolutiontimeinminutes", "metricset.fullresolutiontimeinminutes.calendar"],
        "status": ["status", "state"],
        "replies": ["replies", "metricset.replies", "touches", "agentreplies", "commentscount"],
        "tags": ["reason", "tags", "labels", "category", "tickettype", "type"],
        "updated": ["updatedat", "lastupdatedat", "updated"],
    ]

    private let touchSeconds: Double?
    private let zone: ZoneRules
    private var form = StampForm.yearFirst
    private var clock: WallClock
    private var unanswered = 0
    private var withoutQueue = 0

    private init(zone: ZoneRules, touchMinutes: Double?) {
        self.zone = zone
        clock = WallClock(zone: zone)
        touchSeconds = touchMinutes.map { $0 * 60 }
    }

    /// - Parameter touchMinutes: Work of one reply; `nil` = handle time stays unknown.
    static func transcribe(
        _ inputs: [RandomAccessInput], zone: ZoneRules, touchMinutes: Double?
    ) throws(TabularError) -> Transcript.Log {
        var transcript = Transcript(inputs)
        let lists = ["tickets", "payload", "conversations", "results", "data"]
        let columns = ["id", "created"].map { names[$0] ?? [] }
        for (file, input) in inputs.enumerated() {
            var transcriber = TicketTranscriber(zone: zone, touchMinutes: touchMinutes)
            // Dates that are not ISO are settled by all of the column.
            var evidence = StampForm.Evidence()
            let decisions = try FieldRows.forEach(input, file: file, columns: columns, lists: lists) { row in
                if let text = row.text(names["created"] ?? []) { evidence.add(text) }
            }
            for words in decisions { transcript.decide(words, file: file) }
            let (form, words) = evidence.settle("created_at")
            if let words { transcript.decide(words, file: file) }
            guard let form else {
                throw .badData(
                    Place(file: input.name), message: words ?? "dates cannot be read",
                    hint: "export dates as YYYY-MM-DD, or a period that holds a day after the 12th")
            }
            transcriber.form = form
            _ = try FieldRows.forEach(input, file: file, columns: columns, lists: lists) {
                (row: FieldRows.Row) throws(TabularError) in
                var found: (Interaction, Int?)?
                do throws(RowProblem) {
                    if let problem = row.problem { throw problem }
                    found = try transcriber.interaction(row)
                } catch {
                    transcript.refuse(error, raw: row.raw, at: row.place)
                }
                if let found { try transcript.add(found.0, updatedMilliseconds: found.1, at: row.place) }
            }
            for words in transcriber.decisions { transcript.decide(words, file: file) }
        }
        return try transcript.finish()
    }

    private var decisions: [String] {
        var words: [String] = []
        if clock.withoutOffset > 0 {
            words.append("times without an offset are read on the clock of \(zone.identifier)")
        }
        words.append(
            "the wait is the time to the first reply; the period to the solution is no work and is not counted")
        if let touchSeconds {
            words.append("handle time is replies × \(touchSeconds / 60) minutes")
        } else {
            words.append("tickets have no handle time; --touch-minutes N estimates it as replies × N minutes")
        }
        if unanswered > 0 {
            words.append("\(unanswered) tickets have no first reply; they count as answered with an unknown wait")
        }
        if withoutQueue > 0 { words.append("\(withoutQueue) tickets name no group; their queue is 'tickets'") }
        return words
    }

    private mutating func interaction(_ row: FieldRows.Row) throws(RowProblem) -> (Interaction, Int?) {
        func text(_ field: String) -> String? { row.text(TicketTranscriber.names[field] ?? []) }
        guard let id = text("id") else { throw RowProblem("ticket_id", "empty_key", "the key of the ticket is empty") }
        guard let created = try instant(text("created"), "created_at") else {
            throw RowProblem("created_at", "invalid_timestamp", "the start of the ticket is empty")
        }
        let queue = text("queue")
        if queue == nil { withoutQueue += 1 }
        var contact = Interaction(
            id: id, stream: QueueChannel(queue: queue ?? "tickets", channel: channel(text("channel"))),
            createdAt: created,
            outcome: .answered)
        contact.customerID = text("customer")
        contact.agentID = text("agent")
        contact.reason = text("tags")
        let status = text("status")?.lowercased()
        contact.disposition = status
        if let status { contact.isResolved = ["solved", "closed", "resolved", "已解决", "geschlossen"].contains(status) }
        var reply = try instant(text("reply"), "first_reply_at")
        if reply == nil, let minutes = try number(text("replyMinutes"), "first_reply_time_in_minutes") {
            reply = created + Int(minutes * 60)
        }
        if let reply {
            guard reply >= created else {
                throw RowProblem("first_reply_at", "before_created_at", "lies before the start of the ticket")
            }
            contact.answeredAt = reply
            contact.waitSeconds = Double(reply - created)
        } else {
            unanswered += 1
        }
        // The end of a ticket is not the end of work on it: with it, talk time would be derived from it.
        if let solved = try instant(text("solved"), "solved_at"), solved < created {
            throw RowProblem("solved_at", "before_created_at", "lies before the start of the ticket")
        }
        if let touchSeconds, let replies = try number(text("replies"), "replies") {
            contact.talkSeconds = replies * touchSeconds
        }
        let updated = try instant(text("updated"), "updated_at").map { $0.seconds * 1000 }
        return (contact, updated)
    }

    /// The channel under the name that planning knows; tickets of any other origin are tickets.
    private func channel(_ text: String?) -> Channel {
        let ticket = Channel("ticket") ?? .email
        guard var name = text?.lowercased() else { return ticket }
        if name.hasPrefix("channel::") { name.removeFirst(9) }
        switch name {
        case "api", "system", "rule", "any_channel": return ticket
        case "webwidget", "native_messaging", "chat_transcript", "livechat": return .chat
        case "phone_call", "voicemail", "phone_call_inbound": return .voice
        case "web_form", "web": return Channel("form") ?? ticket
        case "facebook", "facebookpage", "twitter", "twitterprofile", "instagram": return Channel("social") ?? ticket
        case "twiliosms": return Channel("sms") ?? ticket
        default: return Channel(name) ?? ticket
        }
    }

    private mutating func instant(_ text: String?, _ column: String) throws(RowProblem) -> Instant? {
        guard var text else { return nil }
        if let seconds = QueueLogEvent.epoch(text[...]) { return Instant(seconds: seconds) }
        if text.count == 13, let milliseconds = Int(text) { return Instant(seconds: milliseconds / 1000) }
        let stamp = text.withUTF8 { form.stamp(trimmed($0)) }
        switch stamp {
        case .instant(let instant, _): return instant
        case .wallClock(let seconds):
            guard let instant = clock.start(.wall(seconds: seconds, isTimeOfDay: false)) else {
                throw RowProblem(column, "nonexistent_local_time", "the clock was put forward over this time")
            }
            return instant
        case nil:
            // `2024-03-04 08:10:40 UTC` and `2024-03-04 08:10:40 +0100`.
            let parts = text.split(separator: " ")
            if parts.count == 3, parts[2] == "UTC" || parts[2].first == "+" || parts[2].first == "-" {
                let joined = "\(parts[0])T\(parts[1])\(parts[2] == "UTC" ? "Z" : parts[2])"
                if case .instant(let instant, _) = Instant.parse(joined) { return instant }
            }
            throw RowProblem(column, "invalid_timestamp", "expected a date and time, found '\(text)'")
        }
    }

    private func number(_ text: String?, _ column: String) throws(RowProblem) -> Double? {
        guard let text else { return nil }
        guard let value = PlainNumber.double(text), value >= 0, value < 1e9 else {
            throw RowProblem(column, "not_a_number", "expected a number, found '\(text)'")
        }
        return value
    }
}
