import ContactCenter
import Tabular
import Testing

@testable import Interactions

/// The plain reader (``InteractionImporter`` with ``IntervalAggregator``, record by record and contact by contact) judges
/// the quick one on logs that hold everything that goes wrong.
@Suite("The quick reader of logs against the plain one")
struct LogImportTests {
    @Test("Random logs come out the same, whatever the size of the stretches", arguments: 0..<60)
    func randomLogs(_ seed: Int) async throws {
        var random = TestRandom(UInt64(seed) &+ 77)
        let text = RandomLog.make(&random)
        let zone = seed % 3 == 0 ? ZoneRules.berlin2025 : .utc
        let plain = try PlainLog(text, zone: zone)
        for chunkBytes in [1 + random.below(900), 1 << 20] {
            let quick = try await QuickLog(text, zone: zone, chunkBytes: chunkBytes)
            try expectSame(plain, quick, "seed \(seed), stretches of \(chunkBytes)")
        }
        let slow = try await QuickLog(text, zone: zone, chunkBytes: 500, readsEveryRowByteByByte: true)
        try expectSame(plain, slow, "seed \(seed), byte by byte")
    }

    @Test("A quoted field may lie across the edge of a stretch at every byte")
    func everyEdge() async throws {
        let log =
            "interaction_id,queue,created_at,reason,wait_s\n"
            + "I0000001,sales,2025-03-10T09:00:01+01:00,\"a,\"\"b\"\"\r\nc\n,d\",3\r\n"
            + "I0000002,sales,2025-03-10T09:00:02+01:00,\"x\ny\",4\n"
            + "I0000003,sales,2025-03-10T09:00:03+01:00,é退,5"
        let bytes = Array(log.utf8)
        let plain = try PlainLog(bytes, zone: .utc)
        #expect(plain.result.accounting.accepted == 3)
        for chunkBytes in 1...bytes.count {
            try expectSame(
                plain, try await QuickLog(bytes, zone: .utc, chunkBytes: chunkBytes), "stretches of \(chunkBytes)")
        }
    }

    @Test("Threads never show", arguments: [1, 2, 5])
    func threads(_ threads: Int) async throws {
        var random = TestRandom(5)
        let text = RandomLog.make(&random, rows: 400)
        let one = try await QuickLog(text, zone: .utc, chunkBytes: 700)
        let many = try await QuickLog(text, zone: .utc, chunkBytes: 700, threads: threads)
        #expect(one.history == many.history && one.rejects == many.rejects && one.resolutions == many.resolutions)
    }

    @Test("Two files are one log: ids are unique over both, and a correction may come in either")
    func twoFiles() async throws {
        var random = TestRandom(9)
        let first = RandomLog.make(&random)
        let second = RandomLog.make(&random)
        let plain = try PlainLog([first, second], zone: .utc)
        try expectSame(plain, try await QuickLog([first, second], zone: .utc, chunkBytes: 333), "two files")
    }

    @Test("More refused rows than allowed end the import and are handed over")
    func mostRejects() async throws {
        let rows = (0..<20).map { "I\($0),sales,not-a-time\n" }.joined()
        let log = Array(("interaction_id,queue,created_at\n" + rows).utf8)
        let error = try await #require(throws: TooManyRejects.self) {
            _ = try await QuickLog(log, zone: .utc, chunkBytes: 50, mostRejects: 4)
        }
        #expect(error.rejects.count == 5)
        #expect(error.reason.description.contains("more than 4 rows"))
        _ = try await QuickLog(log, zone: .utc, chunkBytes: 50, mostRejects: 20)
    }

    @Test("A line longer than any row is refused without being held, and the rows after it are read")
    func longLine() async throws {
        let log =
            "interaction_id,queue,created_at\nI000001,sales,2025-03-10T09:00:01Z\n"
            + String(repeating: "x", count: 30_000)
            + "\nI000002,sales,2025-03-10T09:00:02Z\nI000003,sales,\"" + String(repeating: "y\n", count: 3_000)
        for chunkBytes in [512, 1 << 20] {
            let quick = try await QuickLog(
                Array(log.utf8), zone: .utc, chunkBytes: chunkBytes, recordLimit: 4_000)
            #expect(quick.accounting.accepted == 2)
            #expect(quick.rejects.first?.code == "record_too_long")
            #expect(quick.rejects.first?.line == 3)
            #expect(quick.rejects.first { $0.code == "unclosed_quote" }?.line == 5)
            #expect(quick.accounting.read == 2 + quick.accounting.rejected)
        }
    }

    @Test("Keys whose hashes collide are told apart by reading them again")
    func collisions() async throws {
        var text = "interaction_id,queue,created_at,wait_s\n"
        for index in 0..<40 { text += "KEY-\(index % 30),sales,2025-03-10T09:00:\(10 + index % 30)Z,\(index % 7)\n" }
        let plain = try PlainLog(Array(text.utf8), zone: .utc)
        // Every key has the same hash.
        let quick = try await QuickLog(Array(text.utf8), zone: .utc, chunkBytes: 100, hashMask: 0)
        #expect(quick.accounting == plain.result.accounting)
        #expect(quick.history == plain.history)
    }

    @Test("A date far from all others is refused with its line, as by the plain reader")
    func strayDates() async throws {
        var text = "interaction_id,queue,created_at\n"
        for index in 0..<150 {
            let year = index == 70 ? 1999 : 2025
            text += "I\(100_000 + index),sales,\(year)-03-10T09:\(10 + index % 50):01Z\n"
        }
        let plain = try PlainLog(Array(text.utf8), zone: .utc)
        let quick = try await QuickLog(Array(text.utf8), zone: .utc, chunkBytes: 1000)
        #expect(quick.rejects.map(\.line) == [72])
        try expectSame(plain, quick, "a stray date")
    }

    @Test("A key with very many versions ends with its last one")
    func manyVersions() async throws {
        var text = "interaction_id,queue,created_at,wrap_s,answered_at\n"
        for index in 0..<800 {
            text += "I000001,sales,2025-03-10T09:00:01Z,\(index),2025-03-10T09:00:02Z\n"
        }
        let quick = try await QuickLog(Array(text.utf8), zone: .utc, chunkBytes: 4096)
        #expect(quick.accounting.superseded == 799)
        #expect(quick.history.map(\.offered).reduce(0, +) == 1)
    }

    private func expectSame(_ plain: PlainLog, _ quick: QuickLog, _ what: Comment) throws {
        #expect(quick.accounting == plain.result.accounting, what)
        #expect(quick.rejects == plain.result.rejects, what)
        #expect(quick.notes == plain.result.notes + plain.historyNotes, what)
        // Not in the macro, which would show thousands of intervals.
        let hasSameHistory = quick.history == plain.history
        #expect(hasSameHistory, what)
        #expect(quick.resolutions == plain.resolutions, what)
    }
}

/// What the plain reader makes of a log.
struct PlainLog {
    var result: ImportResult
    var history: [IntervalCounts]
    var historyNotes: [String]
    var resolutions: [QueueResolution]

    init(_ text: [UInt8], zone: ZoneRules) throws { try self.init([text], zone: zone) }

    init(_ texts: [[UInt8]], zone: ZoneRules) throws {
        result = try InteractionImporter(zone: zone).run(texts.map { InputBytes(name: "log.csv", bytes: $0) })
        let streams = Set(result.interactions.map(\.stream)).sorted()
        let aggregated = IntervalAggregator(
            intervalSeconds: 900, zone: zone, streams: streams.map { StreamSettings(stream: $0) }
        ).history(of: result.interactions)
        history = aggregated.history.map { counts in
            var counts = counts
            counts.stream = counts.stream.guarded
            return counts
        }
        historyNotes = aggregated.notes
        resolutions = FirstContactResolution.byQueue(result.interactions)
    }
}

/// What the quick reader makes of it.
struct QuickLog {
    var accounting: PlanSummary.Accounting
    var rejects: [Reject]
    var notes: [String]
    var history: [IntervalCounts] = []
    var resolutions: [QueueResolution]

    init(
        _ text: [UInt8], zone: ZoneRules, chunkBytes: Int, threads: Int = 1, recordLimit: Int? = nil,
        mostRejects: Int? = nil, readsEveryRowByteByByte: Bool = false, hashMask: UInt64 = .max
    ) async throws {
        try await self.init(
            [text], zone: zone, chunkBytes: chunkBytes, threads: threads, recordLimit: recordLimit,
            mostRejects: mostRejects, readsEveryRowByteByByte: readsEveryRowByteByByte, hashMask: hashMask)
    }

    init(
        _ texts: [[UInt8]], zone: ZoneRules, chunkBytes: Int, threads: Int = 1, recordLimit: Int? = nil,
        mostRejects: Int? = nil, readsEveryRowByteByByte: Bool = false, hashMask: UInt64 = .max
    ) async throws {
        var settings = LogImport.Settings(zone: zone, keepsReasons: true, mostRejects: mostRejects)
        settings.chunkBytes = chunkBytes
        settings.readsEveryRowByteByByte = readsEveryRowByteByByte
        if let recordLimit { settings.recordLimit = recordLimit }
        var log = LogImport(settings)
        for text in texts {
            var next: LogFile? = try log.open(RandomAccessInput(InputBytes(name: "log.csv", bytes: text)))
            while let file = next {
                for index in 0..<file.chunkCount {
                    var chunk = try file.chunk(index)
                    for row in chunk.idCodes.indices { chunk.idCodes[row] &= hashMask }
                    try log.accept(chunk)
                }
                next = try log.endFile()
            }
        }
        let imported = try await log.finish(threads: threads)
        accounting = imported.accounting
        rejects = imported.rejects
        notes = imported.notes
        resolutions = try await imported.resolutions(
            windowSeconds: FirstContactResolution.sevenDaySeconds, threads: threads)
        let streams = imported.streams(intervalSeconds: 900, target: ServiceTarget())
        // Names that look like formulas have a note of their own, which the caller makes.
        if streams.outbound > 0 { notes.append("\(streams.outbound) outbound contacts are not counted as demand") }
        for index in streams.streams.indices {
            let one = streams.history(of: index, withEmptyIntervals: true)
            history += one.intervals
            if let note = one.note { notes.append(note) }
        }
    }
}

/// Logs with some of everything that real exports do.
enum RandomLog {
    static func make(_ random: inout TestRandom, rows: Int? = nil) -> [UInt8] {
        var columns = [
            "interaction_id", "customer_id", "channel", "queue", "direction", "created_at", "answered_at", "ended_at",
            "wait_s", "talk_s", "hold_s", "wrap_s", "agent_id", "disposition", "reason", "resolved", "transferred",
            "revenue",
        ]
        if random.below(4) == 0 {
            columns.removeAll { $0 == "answered_at" || random.below(6) == 0 && $0.hasSuffix("_s") }
        }
        if random.below(4) == 0 { columns.append("remark") }
        if random.below(3) == 0 { columns.append("updated_at") }
        if random.below(8) == 0 { columns.append("outcome") }
        let lineEnd = ["\n", "\n", "\r\n", "\r"][random.below(random.below(4) == 0 ? 4 : 3)]
        let hasOffsets = random.below(3) > 0
        let oddity = random.below(3)
        var text = random.below(6) == 0 ? "\u{FEFF}" : ""
        text += columns.joined(separator: ",") + lineEnd
        var bytes = Array(text.utf8)
        // Late October and late March, when the clock changes.
        let base = [1_743_210_000, 1_761_390_000, 1_735_700_000][random.below(3)]
        var seconds = base
        for _ in 0..<(rows ?? 3 + random.below(60)) {
            seconds += random.below(2500) - 300
            let row = Row(seconds: seconds, hasOffsets: hasOffsets, oddity: oddity, random: &random)
            var line = columns.map { row.fields[$0] ?? "" }.joined(separator: ",")
            switch random.below(oddity == 0 ? 100_000 : 60) {
            case 0: line += ",extra"
            case 1: line = String(line.prefix(line.count / 2))
            case 2: line = ""
            case 3: line = columns.joined(separator: ",")
            case 4: line += "\"x"
            default: break
            }
            bytes += Array(line.utf8)
            if random.below(150) == 0, oddity > 0 { bytes.append(0xE9) }
            if random.below(200) == 0, oddity > 0 { bytes.append(0) }
            bytes += Array((random.below(25) == 0 && lineEnd != "\r" ? "\r\n" : lineEnd).utf8)
        }
        if random.below(4) == 0 { bytes.removeLast() }
        return bytes
    }

    private struct Row {
        var fields: [String: String] = [:]

        init(seconds: Int, hasOffsets: Bool, oddity: Int, random: inout TestRandom) {
            func stamp(_ seconds: Int) -> String {
                let text = Instant(seconds: seconds).iso8601(
                    offsetSeconds: hasOffsets ? [0, 3600, -18_000][abs(seconds) % 3] : 0)
                return hasOffsets ? text : String(text.prefix(19))
            }
            func pick(_ values: [String]) -> String { values[random.below(values.count)] }
            let wait = random.below(12) == 0 ? 70_000 + random.below(99) : random.below(90)
            let talk = random.below(600)
            let isAnswered = random.below(5) > 0
            fields["interaction_id"] =
                random.below(40) == 0 ? pick(["", " I7 ", "\"I000003\"", "-"]) : "I\(100_000 + random.below(70))"
            fields["customer_id"] = pick([
                "", "C1", "C1", "C000002", "+491234567890123", "anna@example.org", "\"C1\"", "长名",
            ])
            fields["channel"] = pick(["voice", "voice", "chat", "Voice", "email"])
            if random.below(50) == 0 { fields["channel"] = "pigeon" }
            fields["queue"] = pick(["sales", "sales", "\"sales\"", "售后支持", "\"a, b\"", "support"])
            fields["direction"] = pick(["inbound", "inbound", "inbound", "outbound", "", "In"])
            fields["created_at"] = stamp(seconds)
            if isAnswered { fields["answered_at"] = stamp(seconds + wait) }
            fields["ended_at"] = stamp(seconds + wait + (isAnswered ? talk : 0))
            fields["wait_s"] = pick(["", "\(wait)", "\(wait)", "12.5", "\"7\""])
            fields["talk_s"] = isAnswered ? pick(["", "\(talk)", "\(talk)", "\(talk).125", "1e3"]) : ""
            fields["hold_s"] = pick(["", "0", "\(random.below(50))"])
            fields["wrap_s"] = pick(["", "30", "0", "31622400"])
            fields["agent_id"] = pick(["", "A1", "A2"])
            fields["disposition"] = pick(["answered", "answered", "abandoned", "missed", ""])
            fields["reason"] = pick([
                "billing", "", "\"price \"\"match\"\"\"", "退款", "\"two\nlines\"", "\"x,y\"", " padded ",
            ])
            fields["resolved"] = pick(["", "1", "0", "yes"])
            fields["transferred"] = pick(["", "0", "1"])
            fields["revenue"] = pick(["", "0.00", "12.5", "1234.50", "-3"])
            fields["updated_at"] = pick(["", stamp(1_762_000_000), stamp(1_762_100_000), stamp(1_762_200_000)])
            fields["outcome"] = pick(["answered", "abandoned", "", "sold"])
            guard oddity > 0, random.below(12) == 0 else { return }
            let column = pick(Array(fields.keys).sorted())
            fields[column] = pick([
                "x", "-7", "12O", "\"open", "a\"b", "\"a\"b", "2001-01-01T00:00:00+00:00", "2025-13-01T00:00:00Z",
                "2025-03-30T02:30:00", "2025-10-26T02:30:00", "99999999999", "1.234", "", "\t", "\"\"", "N/A",
            ])
        }
    }
}
