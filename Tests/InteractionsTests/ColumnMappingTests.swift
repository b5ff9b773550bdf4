import ContactCenter
import Interactions
import Tabular
import Testing

@Suite("Mapping the columns of a log")
struct ColumnMappingTests {
    static func run(_ mapping: String, _ content: String, zone: ZoneRules = .utc) throws -> ImportResult {
        try InteractionImporter(mapping: ColumnMapping.read(log(mapping, name: "m.yaml")), zone: zone).run([
            log(content)
        ])
    }

    @Test("Every feature of a mapping does what it says")
    func features() throws {
        let mapping = """
            version: 1
            delimiter: ";"
            interaction_id: {join: [site, call], with: "/"}
            customer_id: {column: caller, absent: [anonymous, "-"]}
            channel: {column: media, values: {TEL: voice, MAIL: email}}
            queue: {constant: sales}
            direction: {column: dir, values: {I: inbound, O: outbound}}
            created_at: {column: epoch, format: epoch_milliseconds}
            answered_at: {date: day, time: answer, absent: ["00:00:00"]}
            wait_s: {column: wait_ms, unit: milliseconds}
            talk_s: {from: answer, to: hangup, absent: ["00:00:00"]}
            hold_s: {column: hold, unit: clock}
            wrap_s: {column: wrap_min, unit: minutes}
            """
        let content = """
            site;call;caller;media;dir;epoch;day;answer;hangup;wait_ms;hold;wrap_min
            A;1;C1;TEL;I;1741597200999;2025-03-10;09:00:04;09:05:04;4500;01:10;0,5
            A;2;anonymous;MAIL;O;1741597200000;2025-03-10;00:00:00;09:05:04;;1:00:00;
            A;3;-;TEL;I;1741650898000;2025-03-10;23:59:00;00:01:00;0;0:00;1

            """
        let result = try Self.run(mapping, content)
        #expect(result.rejects.isEmpty)
        let contacts = result.interactions
        try #require(contacts.count == 3)
        #expect(contacts.map(\.id) == ["A/1", "A/2", "A/3"])
        #expect(contacts.map(\.customerID) == ["C1", nil, nil])
        #expect(contacts.map(\.stream.channel) == [.voice, .email, .voice])
        #expect(contacts.map(\.direction) == [.inbound, .outbound, .inbound])
        #expect(contacts[0].createdAt.seconds == 1_741_597_200)
        #expect(contacts[0].answeredAt?.seconds == 1_741_597_204)
        #expect(contacts.map(\.waitSeconds) == [4.5, nil, 0])
        #expect(contacts.map(\.talkSeconds) == [300, nil, 120])
        #expect(contacts.map(\.holdSeconds) == [70, 3600, 0])
        #expect(contacts.map(\.wrapSeconds) == [30, nil, 60])
        #expect(contacts.map(\.outcome) == [.answered, .abandoned, .answered])
    }

    @Test("A time of day after midnight belongs to the next day")
    func midnight() throws {
        let mapping = """
            version: 1
            interaction_id: id
            queue: {constant: q}
            created_at: {date: day, time: start}
            ended_at: {date: day, time: end}
            """
        let content = "id,day,start,end\n1,2025-03-10,23:59:50,00:00:20\n2,2025-03-10,12:00:00,11:59:00\n"
        let result = try Self.run(mapping, content)
        let contact = try #require(result.interactions.first)
        #expect(contact.endedAt.map { $0 - contact.createdAt } == 30)
        #expect(result.rejects.map(\.code) == ["before_created_at"])
    }

    @Test("Outcomes are answered, abandoned, ignored with a reason, or unknown and refused")
    func outcomes() throws {
        let mapping = """
            version: 1
            interaction_id: id
            queue: q
            created_at: t
            outcome: {column: o, values: {A: answered, H: abandoned, P: ignore}}
            """
        let rows = ["A", "H", "P", "X"].enumerated().map { "\($0),q,2025-03-10T09:00:00Z,\($1)\n" }.joined()
        let result = try Self.run(mapping, "id,q,t,o\n" + rows)
        #expect(result.interactions.map(\.outcome) == [.answered, .abandoned])
        #expect(result.rejects.map(\.code) == ["ignored_by_mapping", "unknown_value"])
        #expect(result.accounting.read == 4)
    }

    @Test(
        "A mistake in a mapping is named with its line",
        arguments: [
            ("interaction_id: a\nqueue: b\ncreated_at: c\n", "'version' is missing"),
            ("version: 2\ninteraction_id: a\nqueue: b\ncreated_at: c\n", "version"),
            ("version: 1\ninteraction_id: a\nqueue: b\n", "'created_at' is missing"),
            ("version: 1\ninteraction_id: a\nqueue: b\ncreated_at: c\nque: d\n", "m.yaml:5: unknown key 'que'"),
            ("version: 1\ninteraction_id: {join: a, withh: b}\nqueue: b\ncreated_at: c\n", "unknown key"),
            ("version: 1\ninteraction_id: a\nqueue: b\ncreated_at: {date: d}\n", "'time' is missing"),
            ("version: 1\ninteraction_id: a\nqueue: b\ncreated_at: {column: d, format: roman}\n", "roman"),
            ("version: 1\ninteraction_id: a\nqueue: b\ncreated_at: c\nwait_s: {column: d, unit: weeks}\n", "weeks"),
            (
                "version: 1\ninteraction_id: a\nqueue: b\ncreated_at: c\noutcome: {column: d, values: {A: maybe}}\n",
                "maybe"
            ),
            ("version: 1\ninteraction_id: a\nqueue: b\ncreated_at: c\ndelimiter: x\n", "delimiter"),
        ])
    func mistakes(_ mapping: String, _ message: String) throws {
        let error = try #require(throws: TabularError.self) { try ColumnMapping.read(log(mapping, name: "m.yaml")) }
        #expect(error.description.contains(message))
    }

    @Test("Columns that a mapping names and a log lacks are all named")
    func missing() throws {
        let mapping =
            "version: 1\ninteraction_id: {join: [a, b]}\nqueue: q\ncreated_at: {date: d, time: t}\nwait_s: w\n"
        let error = try #require(throws: TabularError.self) { try Self.run(mapping, "a,q,t\n1,2,3\n") }
        #expect(error.description.contains("missing columns 'b', 'd', 'w'; found: a, q, t"))
    }
}
