import ContactCenter
import Tabular

@testable import Interactions

/// A call as it happened, from which logs of several systems are written.
struct Call {
    var id: Int
    var queue: String
    var start: Int
    var wait: Int
    /// `nil` = abandoned.
    var talk: Int?
    var agent: Int

    static let base = 1_741_600_000

    static func random(_ random: inout TestRandom, count: Int) -> [Call] {
        var start = base
        return (0..<count).map { id in
            start += random.below(90)
            return Call(
                id: id, queue: ["support", "sales"][random.below(2)], start: start, wait: random.below(80),
                talk: random.below(4) == 0 ? nil : 20 + random.below(500), agent: random.below(9))
        }
    }

    var answeredAt: Int { start + wait }
    var endedAt: Int { start + wait + (talk ?? 0) }

    /// As rows of the native file.
    static func native(_ calls: [Call]) -> [UInt8] {
        var text = "interaction_id,customer_id,queue,created_at,answered_at,ended_at,wait_s,talk_s,agent_id\n"
        for call in calls {
            let answered = call.talk == nil ? "" : ZoneRules.utc.iso8601(Instant(seconds: call.answeredAt))
            text += "k\(call.id),c\(call.id % 7),\(call.queue),\(ZoneRules.utc.iso8601(Instant(seconds: call.start)))"
            text += ",\(answered),\(ZoneRules.utc.iso8601(Instant(seconds: call.endedAt))),\(call.wait)"
            text += ",\(call.talk.map(String.init) ?? ""),a\(call.agent)\n"
        }
        return Array(text.utf8)
    }

    /// As a `queue_log`, events of all calls in order of time.
    static func queueLog(_ calls: [Call]) -> [String] {
        var events: [(seconds: Int, order: Int, line: String)] = []
        for call in calls {
            let key = "\(call.start).\(call.id)|\(call.queue)"
            events.append((call.start, 0, "\(call.start)|\(key)|NONE|ENTERQUEUE||c\(call.id % 7)|1"))
            if let talk = call.talk {
                events.append(
                    (call.answeredAt, 1, "\(call.answeredAt)|\(key)|SIP/a\(call.agent)|CONNECT|\(call.wait)|x|3"))
                events.append(
                    (call.endedAt, 2, "\(call.endedAt)|\(key)|SIP/a\(call.agent)|COMPLETEAGENT|\(call.wait)|\(talk)|1"))
            } else {
                events.append((call.answeredAt, 1, "\(call.answeredAt)|\(key)|NONE|ABANDON|1|1|\(call.wait)"))
            }
        }
        return events.sorted { ($0.seconds, $0.order) < ($1.seconds, $1.order) }.map(\.line)
    }

    /// As call records of FreeSWITCH, each with the record of its agent's side.
    static func callRecords(_ calls: [Call]) -> [UInt8] {
        var text =
            "cc_side,cc_queue,cc_member_uuid,cc_queue_joined_epoch,cc_queue_answered_epoch,cc_queue_terminated_epoch,"
            + "cc_queue_canceled_epoch,cc_cause,cc_cancel_reason,cc_agent,caller_id_number\n"
        for call in calls {
            text += "member,\(call.queue)@pbx,k\(call.id),\(call.start),"
            if call.talk == nil {
                text += ",,\(call.answeredAt),cancel,BREAK_OUT,,c\(call.id % 7)\n"
            } else {
                text += "\(call.answeredAt),\(call.endedAt),,answered,NONE,a\(call.agent)@pbx,c\(call.id % 7)\n"
                text +=
                    "agent,\(call.queue)@pbx,k\(call.id),\(call.start),\(call.answeredAt),\(call.endedAt),,answered,NONE,a\(call.agent)@pbx,\n"
            }
        }
        return Array(text.utf8)
    }

    /// As a contact record of Amazon Connect; `version` 0 is an early one that says something else.
    func contactRecord(version: Int) -> String {
        func stamp(_ seconds: Int) -> String { ZoneRules.utc.iso8601(Instant(seconds: seconds)) }
        let wait = version == 0 ? wait + 7 : wait
        var record = "{\"ContactId\":\"k\(id)\",\"Channel\":\"VOICE\",\"InitiationMethod\":\"INBOUND\""
        record += ",\"InitiationTimestamp\":\"\(stamp(start - 9))\",\"DisconnectTimestamp\":\"\(stamp(endedAt))\""
        record += ",\"LastUpdateTimestamp\":\"\(stamp(endedAt + 60 * version))\""
        record += ",\"CustomerEndpoint\":{\"Type\":\"TELEPHONE_NUMBER\",\"Address\":\"c\(id % 7)\"}"
        record += ",\"Queue\":{\"Name\":\"\(queue)\",\"EnqueueTimestamp\":\"\(stamp(start))\""
        record += ",\"DequeueTimestamp\":\"\(stamp(answeredAt))\",\"Duration\":\(wait)},\"Agent\":"
        guard let talk else { return record + "null}" }
        return record
            + "{\"Username\":\"a\(agent)\",\"ConnectedToAgentTimestamp\":\"\(stamp(answeredAt))\",\"AgentInteractionDuration\":\(talk)}}"
    }
}

/// An import of exports of one format.
struct FormatImport {
    var accounting: PlanSummary.Accounting
    var rejects: [Reject]
    var notes: [String]
    var interactions: [Interaction]
    var batches: [InteractionBatch]
    var history: [IntervalCounts] = []

    init(
        _ files: [(name: String, bytes: [UInt8])], _ format: SourceFormat, zone: ZoneRules = .utc,
        touchMinutes: Double? = nil, mostRejects: Int? = nil
    ) async throws {
        var settings = LogImport.Settings(zone: zone, mostRejects: mostRejects)
        settings.touchMinutes = touchMinutes
        var log = LogImport(settings)
        let inputs = files.map { RandomAccessInput(InputBytes(name: $0.name, bytes: $0.bytes)) }
        var next: LogFile? = try log.open(inputs, format: format)
        while let file = next {
            for index in 0..<file.chunkCount { try log.accept(file.chunk(index)) }
            next = try log.endFile()
        }
        let imported = try await log.finish(threads: 1)
        (accounting, rejects, notes) = (imported.accounting, imported.rejects, imported.notes)
        var found: [(Interaction, InteractionBatch)] = []
        try imported.forEachInteraction { found.append(($0, $1)) }
        interactions = found.map(\.0)
        batches = found.map(\.1)
        let streams = imported.streams(intervalSeconds: 900, target: ServiceTarget())
        for index in streams.streams.indices {
            history += streams.history(of: index, withEmptyIntervals: true).intervals
        }
    }

    init(_ text: String, _ format: SourceFormat, zone: ZoneRules = .utc, touchMinutes: Double? = nil) async throws {
        try await self.init([("log", Array(text.utf8))], format, zone: zone, touchMinutes: touchMinutes)
    }

    /// Talk of all contacts together.
    var talk: Double { interactions.reduce(0) { $0 + ($1.talkSeconds ?? 0) } }

    /// Whether the books add up.
    var balances: Bool {
        accounting.read
            == accounting.accepted + accounting.identicalDuplicates + accounting.superseded + accounting.rejected
            && accounting.rejected == rejects.count
    }
}

/// Tables of intervals, read.
func intervals(
    _ text: String, _ format: SourceFormat, zone: ZoneRules = .utc, mapping: IntervalMapping? = nil
) throws -> IntervalImport.Outcome {
    try IntervalImport(zone: zone).run(
        [(RandomAccessInput(InputBytes(name: "report.csv", bytes: Array(text.utf8))), format)], mapping: mapping)
}
