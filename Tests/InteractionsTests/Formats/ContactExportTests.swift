import ContactCenter
import Tabular
import Testing

@testable import Interactions

@Suite("Exports of contacts")
struct ContactExportTests {
    @Test("The same calls, written as four systems write them, make the same history", arguments: 1...6)
    func sameHistory(seed: UInt64) async throws {
        var random = TestRandom(seed)
        let calls = Call.random(&random, count: 60)
        let native = try await FormatImport([("n.csv", Call.native(calls))], .wfm)
        let asterisk = try await FormatImport(Call.queueLog(calls).joined(separator: "\n"), .asterisk)
        let switched = try await FormatImport([("r.csv", Call.callRecords(calls))], .freeSwitch)
        let amazon = try await FormatImport(
            calls.map { $0.contactRecord(version: 1) }.joined(separator: "\n"), .amazonContacts)
        #expect(native.accounting.accepted == 60 && native.rejects.isEmpty)
        for (name, other) in [("asterisk", asterisk), ("freeswitch", switched), ("amazon", amazon)] {
            #expect(other.balances && other.accounting.accepted == 60, "\(name)")
            let isSame = other.history == native.history
            #expect(isSame, "\(name)")
            #expect(other.talk == native.talk)
        }
        #expect(asterisk.rejects.isEmpty && amazon.rejects.isEmpty)
        #expect(switched.rejects.allSatisfy { $0.code == "ignored_by_format" })
    }

    @Test("Redelivered contact records: the newest stands in whatever order they come", arguments: 1...5)
    func redelivery(seed: UInt64) async throws {
        var random = TestRandom(seed)
        let calls = Call.random(&random, count: 30)
        var records = calls.flatMap { call in [1, 0, 1].prefix(1 + call.id % 3).map { call.contactRecord(version: $0) }
        }
        for index in records.indices { records.swapAt(index, random.below(records.count)) }
        let expected = try await FormatImport([("n.csv", Call.native(calls))], .wfm)
        let found = try await FormatImport(records.joined(separator: "\n"), .amazonContacts)
        let isSame = found.history == expected.history
        #expect(isSame)
        #expect(found.balances && found.accounting.read == records.count && found.accounting.accepted == 30)
        #expect(found.accounting.identicalDuplicates + found.accounting.superseded == records.count - 30)
    }

    @Test("Records without anything between them, in one list, or over many lines are the same records")
    func arrangements() async throws {
        var random = TestRandom(8)
        let records = Call.random(&random, count: 12).map { $0.contactRecord(version: 1) }
        let lines = try await FormatImport(records.joined(separator: "\n"), .amazonContacts)
        let wide = records.map { $0.replacing(",", with: ",\n  ") }
        for text in [
            records.joined(), "[\(records.joined(separator: ","))]", wide.joined(separator: "\n"),
            "{\"Contacts\":[\(records.joined(separator: ","))]}",
        ] {
            let found = try await FormatImport(text, .amazonContacts)
            #expect(found.accounting == lines.accounting)
            #expect(found.history == lines.history)
        }
    }

    @Test("A record that is cut off costs itself and no other")
    func cutOff() async throws {
        var random = TestRandom(9)
        var records = Call.random(&random, count: 5).map { $0.contactRecord(version: 1) }
        records[2] = String(records[2].prefix(90))
        let found = try await FormatImport(records.joined(separator: "\n"), .amazonContacts)
        #expect(found.accounting.accepted == 4 && found.rejects.map(\.code) == ["invalid_json"])
        #expect(found.rejects[0].line == 3 && found.rejects[0].raw.hasPrefix(records[2]))
    }

    @Test("Rotated logs are one log, in whatever order they are given")
    func rotation() async throws {
        var random = TestRandom(3)
        let lines = Call.queueLog(Call.random(&random, count: 40))
        let whole = try await FormatImport(lines.joined(separator: "\n"), .asterisk)
        for cut in [1, 17, 50, 90] {
            let early = Array(lines[..<cut].joined(separator: "\n").utf8)
            let late = Array(lines[cut...].joined(separator: "\n").utf8)
            let found = try await FormatImport([("queue_log", late), ("queue_log.1", early)], .asterisk)
            #expect(found.accounting == whole.accounting)
            #expect(found.history == whole.history)
            if cut > 3 { #expect(Set(found.batches.map(\.name)) == ["queue_log", "queue_log.1"]) }
        }
        // A log that is given twice brings nothing new.
        let bytes = Array(lines.joined(separator: "\n").utf8)
        let twice = try await FormatImport([("a", bytes), ("b", bytes)], .asterisk)
        #expect(twice.history == whole.history && twice.accounting.accepted == 40)
    }

    @Test("Transfers, exits, wrap-up pauses and events of no call")
    func events() async throws {
        let found = try await FormatImport(
            """
            1741600000|c1|q|NONE|ENTERQUEUE||+491|1
            1741600004|c1|q|SIP/a|CONNECT|4|x|3
            1741600100|c1|q|SIP/a|BLINDTRANSFER|200|internal|4|96|1
            1741600105|NONE|NONE|SIP/a|PAUSEALL|Wrap-Up
            1741600135|NONE|NONE|SIP/a|UNPAUSEALL|
            1741600110|c2|q|NONE|ENTERQUEUE||anonymous|1
            1741600130|c2|q|NONE|EXITWITHKEY|9|1|1|20
            1741600140|c3|q|SIP/a|COMPLETEAGENT|4|30|1
            1741600150|c4|q|NONE|ENTERQUEUE||+494|1
            1741600160|c5|q|NONE|ENTERQUEUE||+495|1
            1741600162|c5|q|SIP/b|CONNECT|2|x|1
            1741600170|NONE|q|SIP/b|DID|7
            1741600171|c5|q|SIP/b|RINGNOANSWER|1000
            1741600172|c6|q|NONE|ENTERQUEUE||+496|one
            17416001|c7|q|NONE|ABANDON|1|1|3
            1741600180|c6|q|NONE|ABANDON|1|1|x
            """, .asterisk)
        let byCaller = Dictionary(uniqueKeysWithValues: found.interactions.map { ($0.id.prefix(2), $0) })
        let transferred = try #require(byCaller["c1"])
        #expect(transferred.isTransferred == true && transferred.talkSeconds == 96 && transferred.wrapSeconds == 35)
        let exit = try #require(byCaller["c2"])
        #expect(exit.outcome == .abandoned && exit.disposition == "exit_key" && exit.waitSeconds == 20)
        #expect(exit.customerID == nil)
        let open = try #require(byCaller["c5"])
        #expect(open.outcome == .answered && open.talkSeconds == nil && open.waitSeconds == 2)
        // c3 has no entry, c4 and c6 no end; a time of eight digits and a wait that is no number are refused.
        #expect(found.rejects.map(\.code) == ["no_entry", "no_end", "no_end", "invalid_timestamp", "not_a_number"])
        #expect(found.rejects.map(\.line) == [8, 9, 14, 15, 16])
        #expect(found.balances && found.accounting.accepted == 3)
        #expect(found.notes.contains { $0.contains("events not used: DID 1") })
        #expect(
            found.notes.contains {
                $0.contains("16 lines = 8 of calls + 2 of agents' states + 1 others + 5 refused")
            }, "\(found.notes)")
    }

    @Test("A dump of the table of events, with times on the centre's clock")
    func tableOfEvents() async throws {
        let found = try await FormatImport(
            """
            time,callid,queuename,agent,event,data1,data2,data3,data4,data5
            2025-03-10 09:00:00.123456,c1,q,NONE,ENTERQUEUE,,+491,1,,
            2025-03-10 09:00:04.000001,c1,q,Agent/7,CONNECT,4,x,,,
            2025-03-10 09:01:00.5,c1,q,Agent/7,COMPLETECALLER,4,56,1,,
            """, .asterisk, zone: .berlin2025)
        #expect(found.interactions.count == 1)
        #expect(found.interactions[0].createdAt == Instant(seconds: 1_741_593_600))
        #expect(found.interactions[0].talkSeconds == 56)
    }

    @Test("A customer who is called back asked once; a transfer is marked as passed on")
    func continuations() async throws {
        let found = try await FormatImport(
            """
            {"ContactId":"a","NextContactId":"b","InitiationMethod":"INBOUND","Channel":"VOICE","LastUpdateTimestamp":"2025-03-10T09:01:00Z","Queue":{"Name":"q","EnqueueTimestamp":"2025-03-10T09:00:00Z","DequeueTimestamp":"2025-03-10T09:00:20Z"},"Agent":null}
            {"ContactId":"b","PreviousContactId":"a","InitiationMethod":"CALLBACK","Channel":"VOICE","LastUpdateTimestamp":"2025-03-10T09:31:00Z","Queue":{"Name":"q","EnqueueTimestamp":"2025-03-10T09:30:00Z","DequeueTimestamp":"2025-03-10T09:30:05Z"},"Agent":{"Username":"x","ConnectedToAgentTimestamp":"2025-03-10T09:30:05Z","AgentInteractionDuration":50}}
            {"ContactId":"c","InitiationMethod":"INBOUND","Channel":"VOICE","LastUpdateTimestamp":"2025-03-10T09:01:00Z","Queue":{"Name":"q","EnqueueTimestamp":"2025-03-10T09:00:00Z","DequeueTimestamp":"2025-03-10T09:00:20Z"},"Agent":{"Username":"x","AgentInteractionDuration":50}}
            {"ContactId":"d","PreviousContactId":"c","InitiationMethod":"TRANSFER","Channel":"CHAT","LastUpdateTimestamp":"2025-03-10T09:05:00Z","Queue":{"Name":"r","EnqueueTimestamp":"2025-03-10T09:02:00Z","DequeueTimestamp":"2025-03-10T09:02:20Z"},"Agent":{"Username":"y","AgentInteractionDuration":50}}
            {"ContactId":"e","InitiationMethod":"INBOUND","Channel":"VOICE","LastUpdateTimestamp":"2025-03-10T09:01:00Z","Queue":null,"Agent":null}
            """, .amazonContacts)
        #expect(found.rejects.map(\.code) == ["continued_as_callback", "no_queue"])
        #expect(found.interactions.map(\.id) == ["b", "c", "d"])
        #expect(found.interactions.map(\.isTransferred) == [nil, true, nil])
        #expect(found.interactions.map(\.stream.channel.name) == ["voice", "voice", "chat"])
    }

    @Test("Tickets as CSV, as one JSON object and as lines are the same; work is replies times minutes")
    func tickets() async throws {
        let table = try await FormatImport(
            "ticket_id,via,group,requester_id,assignee_id,created_at,first_reply_at,status,replies,updated_at\n"
                + "1,email,Billing,C7,A1,2024-03-04T08:10:40Z,2024-03-04T10:02:00Z,solved,3,2024-03-05T00:00:00Z\n"
                + "1,email,Billing,C7,A1,2024-03-04T08:10:40Z,,open,0,2024-03-04T09:00:00Z\n"
                + "2,web,Support,C9,A2,2024-03-04 08:21:40 UTC,2024-03-04 08:22:35 UTC,open,6,\n3,api,,C9,,2024-03-04T09:00:00Z,,new,,\n",
            .tickets, touchMinutes: 4)
        #expect(table.balances && table.accounting.superseded == 1 && table.accounting.accepted == 3)
        let contact = try #require(table.interactions.first)
        #expect(contact.waitSeconds == 6680 && contact.talkSeconds == 720 && contact.isResolved == true)
        #expect(table.interactions.map(\.stream.description) == ["Billing/email", "Support/form", "tickets/ticket"])
        // Without a reply: offered, not abandoned, nothing known.
        let open = table.interactions[2]
        #expect(open.outcome == .answered && open.waitSeconds == nil && open.talkSeconds == nil)
        let object = try await FormatImport(
            """
            {"tickets":[{"id":1,"via":{"channel":"email"},"group":{"name":"Billing"},"requester_id":"C7","assignee_id":"A1",
            "created_at":"2024-03-04T08:10:40Z","metric_set":{"replies":3},"first_reply_at":"2024-03-04T10:02:00Z","status":"solved"}]}
            """, .tickets, touchMinutes: 4)
        var same = try #require(object.interactions.first)
        (same.reason, same.updatedAt) = (contact.reason, contact.updatedAt)
        #expect(same == contact)
    }

    @Test("Too many refusals end the import, each told as it stands in the export")
    func tooManyRejects() async throws {
        let error = await #expect(throws: TooManyRejects.self) {
            _ = try await FormatImport([("queue_log", Array("x\ny\n".utf8))], .asterisk, mostRejects: 1)
        }
        #expect(error?.rejects.map(\.raw) == ["x", "y"])
    }

    @Test("A stray date is refused with the line of the export")
    func strayDate() async throws {
        var random = TestRandom(4)
        var calls = Call.random(&random, count: 150)
        calls.append(Call(id: 900, queue: "support", start: 1_262_304_000, wait: 5, talk: 50, agent: 1))
        let found = try await FormatImport([("r.csv", Call.callRecords(calls))], .freeSwitch)
        let stray = try #require(found.rejects.first { $0.code == "out_of_range" })
        #expect(stray.raw.contains("member,support@pbx,k900,1262304000"))
        #expect(found.balances)
    }
}
