import ContactCenter
import Tabular

/// Call records of FreeSWITCH's mod_callcenter (`cc_…` columns, as FusionPBX keeps them) → contacts.
///
/// Every call leaves a record of the caller's side and one of each agent's: only those with `cc_side` = `member` are
/// contacts. Source: FreeSWITCH, mod_callcenter (channel variables `cc_queue_joined_epoch` …).
struct CallCentreRecordTranscriber {
    static func transcribe(_ inputs: [RandomAccessInput]) throws(TabularError) -> Transcript.Log {
        var transcript = Transcript(inputs)
        for (file, input) in inputs.enumerated() {
            var endings: [String: Int] = [:]
            let decisions = try FieldRows.forEach(
                input, file: file, columns: [["ccqueue"], ["ccqueuejoinedepoch"]], lists: ["data", "rows", "records"]
            ) { (row: FieldRows.Row) throws(TabularError) in
                var contact: Interaction?
                do throws(RowProblem) {
                    if let problem = row.problem { throw problem }
                    contact = try interaction(row)
                    if contact?.outcome == .abandoned { endings[contact?.disposition ?? "", default: 0] += 1 }
                } catch {
                    transcript.refuse(error, raw: row.raw, at: row.place)
                }
                if let contact { try transcript.add(contact, at: row.place) }
            }
            for words in decisions { transcript.decide(words, file: file) }
            let others = endings.filter { $0.key != "abandoned" }.sorted { $0.key < $1.key }
            if !others.isEmpty {
                transcript.decide(
                    "calls that the queue gave up count as abandoned"
                        + " (\(others.map { "\($0.key) \($0.value)" }.joined(separator: ", "))); their disposition says which",
                    file: file)
            }
            transcript.decide(
                "records of agents' sides are passed over; there is no hold and no after-call work", file: file)
        }
        return try transcript.finish()
    }

    private static func interaction(_ row: FieldRows.Row) throws(RowProblem) -> Interaction {
        if let side = row.text(["ccside"])?.lowercased(), side != "member" {
            throw RowProblem(
                "cc_side", "ignored_by_format", "the \(side)'s side of a call; the member's side is the contact")
        }
        guard let id = row.text(["ccmemberuuid", "ccmembersessionuuid", "xmlcdruuid", "uuid"]) else {
            throw RowProblem("cc_member_uuid", "empty_key", "the key of the contact is empty")
        }
        guard let queue = row.text(["ccqueue"]) else { throw RowProblem("cc_queue", "empty_key", "the queue is empty") }
        guard let joined = try epoch(row, "ccqueuejoinedepoch", "cc_queue_joined_epoch") else {
            throw RowProblem("cc_queue_joined_epoch", "invalid_timestamp", "the start of the contact is empty")
        }
        // `support@example.org`: the domain is that of the exchange.
        let name = queue.split(separator: "@").first.map(String.init) ?? queue
        var contact = Interaction(
            id: id, stream: QueueChannel(queue: name, channel: .voice), createdAt: joined, outcome: .abandoned)
        contact.customerID = row.text(["calleridnumber", "ccmembercidnumber"])
        let answered = try epoch(row, "ccqueueansweredepoch", "cc_queue_answered_epoch")
        let terminated = try epoch(row, "ccqueueterminatedepoch", "cc_queue_terminated_epoch")
        let canceled = try epoch(row, "ccqueuecanceledepoch", "cc_queue_canceled_epoch")
        let cause = row.text(["cccause"])?.lowercased()
        if cause == "answered" || (cause == nil && answered != nil) {
            contact.outcome = .answered
            contact.answeredAt = answered
            contact.endedAt = terminated ?? canceled
            contact.waitSeconds = answered.map { Double($0 - joined) }
            if let answered, let end = contact.endedAt { contact.talkSeconds = Double(end - answered) }
            contact.agentID = row.text(["ccagent"]).map { $0.split(separator: "@").first.map(String.init) ?? $0 }
            if let waited = contact.waitSeconds, waited < 0 {
                throw RowProblem("cc_queue_answered_epoch", "before_created_at", "lies before the start of the contact")
            }
            if let talked = contact.talkSeconds, talked < 0 {
                throw RowProblem("cc_queue_terminated_epoch", "before_answered_at", "ends before it is answered")
            }
        } else {
            let end = canceled ?? terminated
            contact.endedAt = end
            contact.waitSeconds = end.map { Double($0 - joined) }
            // BREAK_OUT: the caller hung up.
            switch row.text(["cccancelreason"])?.uppercased() {
            case "BREAK_OUT", "NONE", nil: contact.disposition = "abandoned"
            case let reason?: contact.disposition = reason.lowercased()
            }
            if let waited = contact.waitSeconds, waited < 0 {
                throw RowProblem("cc_queue_canceled_epoch", "before_created_at", "lies before the start of the contact")
            }
        }
        return contact
    }

    private static func epoch(_ row: FieldRows.Row, _ name: String, _ column: String) throws(RowProblem) -> Instant? {
        guard let text = row.text([name]), text != "0" else { return nil }
        guard let seconds = QueueLogEvent.epoch(text[...]) else {
            throw RowProblem(column, "invalid_timestamp", "expected seconds since 1970, found '\(text)'")
        }
        return Instant(seconds: seconds)
    }
}
