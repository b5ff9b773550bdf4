import Tabular

/// Recognises the format of an export by how it begins.
public enum FormatSniffer {
    /// Bytes that are looked at.
    static let headBytes = 65_536

    /// The format of an input and what gave it away, in words.
    ///
    /// Anything unknown is taken for ``SourceFormat/wfm``, whose reader says which columns are missing.
    public static func recognise(_ input: RandomAccessInput) throws(TabularError) -> (
        format: SourceFormat, reason: String
    ) {
        var head = try input.bytes(at: 0, count: min(input.count, headBytes))
        if head.count < input.count {
            // Whole lines, and whole characters of two bytes.
            if let lineEnd = head.lastIndex(of: 0x0A) { head.removeSubrange((lineEnd + 1)...) }
            if head.count % 2 == 1, head.contains(0) { head.append(0) }
        }
        return recognise(head, name: input.name)
    }

    static func recognise(_ head: [UInt8], name: String) -> (format: SourceFormat, reason: String) {
        let unknown = (SourceFormat.wfm, "nothing else fits")
        guard let text = try? TextDecoding.decode(InputBytes(name: name, bytes: head)) else { return unknown }
        let bytes = Array(text.bytes[text.start...])
        if let first = bytes.first(where: { $0 > 0x20 }), first == UInt8(ascii: "{") || first == UInt8(ascii: "[") {
            return json(String(decoding: bytes, as: UTF8.self)) ?? unknown
        }
        if let found = lines(bytes) { return found }
        return table(bytes) ?? unknown
    }

    // MARK: JSON

    private static func json(_ text: String) -> (SourceFormat, String)? {
        func has(_ names: String...) -> Bool { names.allSatisfy { text.contains("\"\($0)\"") } }
        if has("ContactId"), text.contains("\"InitiationTimestamp\"") || text.contains("\"InitiationMethod\"") {
            return (.amazonContacts, "members ContactId and InitiationTimestamp")
        }
        if has("StatsTime", "Inbound") { return (.alibaba, "members StatsTime and Inbound") }
        if has("interaction_id") { return nil }
        if has("created_at"),
            has("requester_id") || has("assignee_id") || has("ticket_id") || has("inbox_id") || has("conversation_id")
        {
            return (.tickets, "members of a ticket")
        }
        return nil
    }

    // MARK: Files without a header

    private static func lines(_ bytes: [UInt8]) -> (SourceFormat, String)? {
        let lines = bytes.split(separator: 0x0A, maxSplits: 50).prefix(50).map { String(decoding: $0, as: UTF8.self) }
        let events = lines.filter { line in
            guard let event = try? QueueLogEvent(line: line) else { return false }
            if case .other = event.kind { return false }
            return true
        }
        if let first = lines.first, !events.isEmpty,
            (try? QueueLogEvent(line: first)) != nil || events.count * 2 > lines.count
        {
            return (.asterisk, "lines of time|call|queue|agent|event")
        }
        let statistics = lines.prefix(20).contains { line in
            for separator in [";", ",", "|", "\t"] as [Character] {
                let fields = line.split(separator: separator, omittingEmptySubsequences: false)
                let isDate = fields.count == 21 && fields[1].count == 8 && fields[1].allSatisfy(\.isNumber)
                if isDate, fields[2].count == 5, fields[2].dropFirst(2).first == ":" { return true }
            }
            return false
        }
        return statistics ? (.calabrio, "21 fields with an interval, a date and a time first") : nil
    }

    // MARK: Tables

    private static func table(_ bytes: [UInt8]) -> (SourceFormat, String)? {
        guard let reader = try? CSVReader(InputBytes(name: "", bytes: bytes)) else { return nil }
        // A title may stand above the header.
        var headers: [[String]] = [reader.header]
        var rest = reader
        while headers.count < 20, let record = rest.next() { headers.append((0..<record.count).map { record[$0] }) }
        for header in headers {
            let names = header.map { IntervalColumn.normalised($0) }
            if let found = table(Set(names)) { return found }
        }
        return nil
    }

    private static func table(_ names: Set<String>) -> (SourceFormat, String)? {
        func has(_ wanted: String...) -> Bool { wanted.allSatisfy { names.contains(IntervalColumn.normalised($0)) } }
        if has("interaction_id", "queue", "created_at") { return (.wfm, "columns interaction_id, queue, created_at") }
        if has("callid", "event"), has("queuename") || has("queue"), has("time") {
            return (.asterisk, "columns time, callid, queuename, event")
        }
        if has("cc_queue", "cc_queue_joined_epoch") { return (.freeSwitch, "columns cc_queue, cc_queue_joined_epoch") }
        if has("Interval Start UTC Date") { return (.genesysHistory, "column 'Interval Start UTC Date'") }
        if has("Interval Start", "Interval Complete") {
            return (.genesysPerformance, "columns 'Interval Start' and 'Interval Complete'")
        }
        if has("QueueName", "IntervalDuration", "IncomingContactVolume") || has("StartInterval", "EndInterval") {
            return (.amazonIntervals, "its columns")
        }
        if has("offd_direct_call_cnt", "answ_call_cnt") {
            return (.calabrio, "columns offd_direct_call_cnt, answ_call_cnt")
        }
        if has("row_date", "starttime"), has("callsoffered") || has("acdcalls") {
            return (.avaya, "columns row_date, starttime, acdcalls")
        }
        if has("DateTime"),
            has("CallTypeID") || has("SkillTargetID") || has("SkillGroupSkillTargetID") || has("CallTypeName")
        {
            return (.cisco, "columns DateTime and CallTypeID")
        }
        let isTicket = ["ticket_id", "ticket id", "conversation_id", "requester_id", "assignee_id", "requester"]
            .contains { has($0) }
        if isTicket, has("created_at") || has("created at") { return (.tickets, "columns of a ticket") }
        let roles = IntervalColumn.roles(of: Array(names))
        if roles.contains(.start) || roles.contains(.time), roles.contains(where: \.isVolume) {
            return (.intervals, "a column of times and one of contacts")
        }
        return nil
    }
}
