import ContactCenter
import Interactions
import Tabular
import Testing

@Suite("Importing interactions")
struct InteractionImporterTests {
    static let header = "interaction_id,queue,channel,created_at,answered_at,ended_at,wait_s,talk_s,hold_s,wrap_s\n"

    static func one(_ row: String, zone: ZoneRules = .utc) throws -> Interaction? {
        try InteractionImporter(zone: zone).run([log(header + row + "\n")]).interactions.first
    }

    static func code(_ row: String) throws -> [String?] {
        let result = try InteractionImporter().run([log(header + row + "\n")])
        return result.rejects.flatMap { [$0.code, $0.column] }
    }

    @Test("Seconds that are stated win over the stamps")
    func statedSeconds() throws {
        let contact = try #require(
            try Self.one("1,s,voice,2025-03-10T09:00:00Z,2025-03-10T09:00:10Z,2025-03-10T09:05:10Z,7,100,20,30"))
        #expect(contact.waitSeconds == 7 && contact.talkSeconds == 100 && contact.handleSeconds == 150)
        #expect(contact.answeredAt == Instant(seconds: contact.createdAt.seconds + 10))
    }

    @Test("Seconds that are absent are derived from the stamps")
    func derivedSeconds() throws {
        let contact = try #require(
            try Self.one("1,s,voice,2025-03-10T09:00:00Z,2025-03-10T09:00:10Z,2025-03-10T09:05:10Z,,,20,"))
        #expect(contact.waitSeconds == 10 && contact.talkSeconds == 280 && contact.wrapSeconds == nil)
        let abandoned = try #require(try Self.one("1,s,voice,2025-03-10T09:00:00Z,,2025-03-10T09:00:33Z,,,,"))
        #expect(abandoned.outcome == .abandoned && abandoned.waitSeconds == 33 && abandoned.handleSeconds == nil)
    }

    @Test("What is unknown stays unknown")
    func unknown() throws {
        let result = try InteractionImporter().run([log("interaction_id,queue,created_at\n1,s,2025-03-10T09:00:00Z\n")])
        let contact = try #require(result.interactions.first)
        #expect(contact.waitSeconds == nil && contact.talkSeconds == nil && contact.customerID == nil)
        #expect(contact.stream == QueueChannel(queue: "s", channel: .voice))
        #expect(result.notes.count == 2)
    }

    @Test(
        "Every defect has its code and column",
        arguments: [
            (",s,voice,2025-03-10T09:00:00Z,,,,,,", "empty_key", "interaction_id"),
            ("  ,s,voice,2025-03-10T09:00:00Z,,,,,,", "empty_key", "interaction_id"),
            ("1,,voice,2025-03-10T09:00:00Z,,,,,,", "empty_key", "queue"),
            ("1,s,smoke,2025-03-10T09:00:00Z,,,,,,", "unknown_channel", "channel"),
            ("1,s,,2025-03-10T09:00:00Z,,,,,,", "unknown_channel", "channel"),
            ("1,s,voice,,,,,,,", "invalid_timestamp", "created_at"),
            ("1,s,voice,2025-02-29T09:00:00Z,,,,,,", "invalid_timestamp", "created_at"),
            ("1,s,voice,10 Mar 2025 09:00,,,,,,", "invalid_timestamp", "created_at"),
            ("1,s,voice,1869-03-10T09:00:00Z,,,,,,", "out_of_range", "created_at"),
            ("1,s,voice,2025-03-10T09:00:00Z,2025-03-10T08:59:59Z,,,,,", "before_created_at", "answered_at"),
            ("1,s,voice,2025-03-10T09:00:00Z,,2025-03-10T08:59:59Z,,,,", "before_created_at", "ended_at"),
            (
                "1,s,voice,2025-03-10T09:00:00Z,2025-03-10T09:00:09Z,2025-03-10T09:00:08Z,,,,", "before_answered_at",
                "ended_at"
            ),
            ("1,s,voice,2025-03-10T09:00:00Z,,,-1,,,", "negative", "wait_s"),
            ("1,s,voice,2025-03-10T09:00:00Z,,,1,12O,,", "not_a_number", "talk_s"),
            ("1,s,voice,2025-03-10T09:00:00Z,,,1,nan,,", "not_a_number", "talk_s"),
            ("1,s,voice,2025-03-10T09:00:00Z,,,1,inf,,", "not_a_number", "talk_s"),
            ("1,s,voice,2025-03-10T09:00:00Z,,,1,1,1e300,", "out_of_range", "hold_s"),
            ("1,s,voice,2025-03-10T09:00:00Z,,,1,1,1,99999999999999999999", "out_of_range", "wrap_s"),
        ])
    func defects(_ row: String, _ code: String, _ column: String) throws {
        #expect(try Self.code(row) == [code, column])
    }

    @Test("A channel of the centre's own is accepted when it is named")
    func ownChannel() throws {
        let own = Channel(name: "carrier pigeon", service: .deferrable)
        let row = "1,s,Carrier Pigeon,2025-03-10T09:00:00Z,,,,,,\n"
        let result = try InteractionImporter(knownChannels: [own]).run([log(Self.header + row)])
        #expect(result.interactions.map(\.stream.channel) == [own])
    }

    @Test(
        "Amounts are read exactly or refused",
        arguments: [
            ("12.34", 1234, nil), ("-5", -500, nil), ("0.1", 10, nil), ("1.500", 150, nil),
            ("12.345", nil, "too_many_decimals"),
            ("1,000", nil, "too_many_columns"), ("99999999999999999999", nil, "out_of_range"),
            ("x", nil, "not_a_number"),
            (".", nil, "not_a_number"), ("", nil, nil),
        ] as [(String, Int?, String?)])
    func amounts(_ amount: String, _ cents: Int?, _ code: String?) throws {
        let content = "interaction_id,queue,created_at,revenue\n1,s,2025-03-10T09:00:00Z,\(amount)\n"
        let result = try InteractionImporter().run([log(content)])
        #expect(result.rejects.map(\.code) == (code.map { [$0] } ?? []))
        #expect(result.interactions.first?.revenueCents == cents)
    }

    @Test(
        "A stamp without offset is refused where the others of its column have one, and read on the zone's clock otherwise"
    )
    func offsets() throws {
        let mixed =
            "interaction_id,queue,created_at\n1,s,2025-03-10T09:00:00\n2,s,2025-03-10T09:00:00+01:00\n3,s,2025-03-10T08:00:00Z\n"
        let result = try InteractionImporter(zone: .berlin2025).run([log(mixed)])
        #expect(result.rejects.map(\.code) == ["missing_offset"] && result.rejects.map(\.line) == [2])
        #expect(Set(result.interactions.map(\.createdAt)).count == 1)
        let local = try InteractionImporter(zone: .berlin2025).run([
            log("interaction_id,queue,created_at\n1,s,2025-03-10T09:00:00\n")
        ])
        #expect(local.interactions.map(\.createdAt) == result.interactions.prefix(1).map(\.createdAt))
        #expect(local.notes.contains { $0.contains("Europe/Berlin") })
    }

    @Test("Outbound is outbound, anything but in and out is refused")
    func directions() throws {
        let rows = ["inbound", "Outbound", "", "sideways"].enumerated().map { "\($0),s,2025-03-10T09:00:00Z,\($1)\n" }
        let result = try InteractionImporter().run([log("interaction_id,queue,created_at,direction\n" + rows.joined())])
        #expect(result.interactions.map(\.direction) == [.inbound, .outbound, .inbound])
        #expect(result.rejects.map(\.code) == ["unknown_direction"])
    }

    @Test("Without a stamp of the answer the disposition decides")
    func disposition() throws {
        let content =
            "interaction_id,queue,created_at,disposition\n1,s,2025-03-10T09:00:00Z,answered\n2,s,2025-03-10T09:00:00Z,Abandoned\n"
        let result = try InteractionImporter().run([log(content)])
        #expect(result.interactions.map(\.outcome) == [.answered, .abandoned])
    }

    @Test("A year typed wrongly is refused instead of stretching the history")
    func strayYears() throws {
        var content = "interaction_id,queue,created_at\n"
        for row in 0..<300 { content += "\(row),s,2025-03-\(10 + row % 10)T09:00:00Z\n" }
        content += "typo,s,2052-03-10T09:00:00Z\n"
        let result = try InteractionImporter().run([log(content)])
        #expect(result.accounting.accepted == 300 && result.accounting.rejected == 1)
        #expect(result.rejects.map(\.raw) == ["typo,s,2052-03-10T09:00:00Z"])
        #expect(result.rejects.map(\.line) == [302])
        // Two sound periods far apart both stand.
        let two = "interaction_id,queue,created_at\n1,s,2020-03-10T09:00:00Z\n2,s,2025-03-10T09:00:00Z\n"
        #expect(try InteractionImporter().run([log(two)]).accounting.rejected == 0)
    }

    @Test("A header without rows is an error, unless another file has rows")
    func headerOnly() throws {
        let nothing = log("interaction_id,queue,created_at\n", name: "empty-day.csv")
        let error = try #require(throws: TabularError.self) { try InteractionImporter().run([nothing]) }
        #expect(error.description == "empty-day.csv: the file has a header but no rows")
        let result = try InteractionImporter().run([
            nothing, log("interaction_id,queue,created_at\n1,s,2025-03-10T09:00:00Z\n"),
        ])
        #expect(result.accounting.accepted == 1)
    }

    @Test("Every missing column is named at once, with the nearest one found")
    func missingColumns() throws {
        let error = try #require(throws: TabularError.self) {
            try InteractionImporter().run([log("id,queues,created_at\n1,s,x\n")])
        }
        #expect(error.description.contains("missing columns 'interaction_id', 'queue'; found: id, queues, created_at"))
        #expect(error.hint == "did you mean 'queues' for 'queue'?")
    }

    @Test("Rows of random defects are all accounted for, each refused one with its raw text")
    func books() throws {
        var random = TestRandom(11)
        let rows = (0..<2000).map { _ -> String in
            let id = random.below(900)
            switch random.below(12) {
            case 0: return ",s,voice,2025-03-10T09:00:00Z,,,,,,"
            case 1: return "\(id),s,voice"
            case 2: return "\(id),s,\"voi\"ce,2025-03-10T09:00:00Z,,,,,,"
            case 3: return "\(id),s,voice,2025-13-10T09:00:00Z,,,,,,"
            case 4: return "\(id),s,voice,2025-03-10T09:00:00Z,,,-\(1 + random.below(9)),,,"
            default: return "\(id),s,voice,2025-03-10T09:0\(random.below(10)):00Z,,,\(random.below(3)),,,"
            }
        }
        let result = try InteractionImporter().run([log(Self.header + rows.joined(separator: "\n"))])
        let books = result.accounting
        #expect(books.read == 2000)
        #expect(books.read == books.accepted + books.identicalDuplicates + books.superseded + books.rejected)
        #expect(books.identicalDuplicates > 0 && books.superseded > 0 && books.rejected > 0)
        #expect(Set(result.interactions.map(\.id)).count == books.accepted)
        for reject in result.rejects { #expect(reject.raw == rows[reject.line - 2]) }
    }
}
