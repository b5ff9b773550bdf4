import ContactCenter
import Tabular
import Testing

@testable import Interactions

/// What real exports do to a log, one thing a test.
@Suite("Logs as centres export them")
struct RealExportTests {
    static let header = "interaction_id,queue,created_at,answered_at,wait_s,talk_s\n"

    static func quick(_ text: String, zone: ZoneRules = .utc) async throws -> QuickLog {
        try await QuickLog(Array(text.utf8), zone: zone, chunkBytes: 1 << 16)
    }

    @Test(
        "A stamp of any usual form is the same point in time",
        arguments: [
            "2025-03-26T15:04:05", "2025-03-26 15:04:05", "2025/3/26 15:04:05", "2025年3月26日 15:04:05",
            "2025年3月26日 下午3:04:05", "2025/03/26 下午 03:04:05", "26.03.2025 15:04:05", "26/3/2025 3:04:05 PM",
            "3/26/2025 3:04:05pm", "20250326 15:04:05", "２０２５／０３／２６　１５：０４：０５", "26.03.25 15:04:05",
            "45742.6278356481", "2025-03-26 15时04分05秒", "2025-03-26\u{00A0}15:04:05",
        ])
    func stamps(_ stamp: String) async throws {
        let quick = try await Self.quick("interaction_id;queue;created_at\nI1;sales;\(stamp)\n")
        #expect(quick.rejects.map(\.message) == [])
        #expect(quick.history.first { $0.offered == 1 }?.start.iso8601(offsetSeconds: 0) == "2025-03-26T15:00:00Z")
        var evidence = StampForm.Evidence()
        evidence.add(stamp)
        let form = try #require(evidence.settle("created_at").form)
        var copy = stamp
        #expect(copy.withUTF8 { form.stamp($0) } == .wallClock(seconds: 1_743_001_445))
    }

    @Test("24:00 is the midnight that follows")
    func midnight() async throws {
        let quick = try await Self.quick("interaction_id,queue,created_at\nI1,sales,2025-03-26 24:00\n")
        #expect(quick.history.first { $0.offered == 1 }?.start.iso8601(offsetSeconds: 0) == "2025-03-27T00:00:00Z")
        let late = try await Self.quick(
            "interaction_id,queue,created_at\nI1,sales,2025-03-26 24:01\nI2,sales,2025-03-26 1:00\n")
        #expect(late.rejects.map(\.code) == ["invalid_timestamp"])
    }

    @Test(
        "Twelve o'clock is noon after PM and midnight after AM",
        arguments: [
            ("12:30 AM", 1800), ("12:30 PM", 45_000), ("上午12:05", 300), ("下午12:05", 43_500), ("11:59 pm", 86_340),
        ])
    func twelve(_ text: String, _ seconds: Int) {
        var copy = text
        #expect(copy.withUTF8 { StampForm.secondOfDay($0) } == seconds)
    }

    @Test(
        "Day and month are told apart by any day after the 12th, also far down the file; otherwise the file is refused")
    func dayOrMonth() async throws {
        func log(_ last: String) -> String {
            var text = "interaction_id,queue,created_at\n"
            for index in 0..<2000 { text += "I\(100_000 + index),sales,02/03/2025 09:\(10 + index % 50):00\n" }
            return text + "I999999,sales,\(last) 09:00:00\n"
        }
        let british = try await Self.quick(log("26/03/2025"))
        #expect(british.notes.contains { $0.contains("the day stands before the month ('26/03/2025 09:00:00')") })
        #expect(
            british.history.first { $0.offered > 0 }?.start.iso8601(offsetSeconds: 0).hasPrefix("2025-03-02") == true)
        let american = try await Self.quick(log("03/26/2025"))
        #expect(
            american.history.first { $0.offered > 0 }?.start.iso8601(offsetSeconds: 0).hasPrefix("2025-02-03") == true)
        let error = try await #require(throws: TabularError.self) { _ = try await Self.quick(log("03/03/2025")) }
        #expect(error.description.contains("nothing tells day from month in '02/03/2025 09:10:00'"))
        let both = try await #require(throws: TabularError.self) {
            _ = try await Self.quick("interaction_id,queue,created_at\nI1,s,26/03/2025 09:00\nI2,s,03/26/2025 09:00\n")
        }
        #expect(both.description.contains("both day and month first"))
    }

    @Test(
        "A length of time of any usual form is the same number of seconds",
        arguments: ["312", "312.0", "0:05:12", "00:05:12", "5:12", "05:12", "0d 00:05:12", "３１２"])
    func durations(_ text: String) async throws {
        // The last row settles what two numbers are.
        let quick = try await Self.quick(
            Self.header + "I1,sales,2025-03-26 09:00:00,2025-03-26 09:00:01,1,\(text)\n"
                + "I2,sales,2025-03-26 10:00:00,2025-03-26 10:00:01,1,1:00:00\n")
        #expect(quick.rejects.map(\.message) == [])
        let total: Double = quick.history.map(\.talkSeconds).reduce(0, +)
        #expect(total == 3912)
    }

    @Test("Days before the clock reading count, and a decimal comma is one where commas do not divide fields")
    func longDurations() async throws {
        let days = try await Self.quick(
            Self.header + "I1,sales,2025-03-26 09:00:00,2025-03-26 09:00:01,1,1d 02:00:00\n"
                + "I2,sales,2025-03-26 10:00:00,2025-03-26 10:00:01,1,\"2 days, 0:00:01\"\n")
        let dayTotal: Double = days.history.map(\.talkSeconds).reduce(0, +)
        #expect(dayTotal == 266_401)
        let comma = try await Self.quick(
            "interaction_id;queue;created_at;answered_at;talk_s\nI1;s;2025-03-26 09:00:00;2025-03-26 09:00:01;312,5\n")
        #expect(comma.history.map(\.talkSeconds).reduce(0, +) == 312.5)
        #expect(comma.notes.contains { $0.contains("decimal comma") })
    }

    @Test("Two numbers with a colon are refused where nothing tells minutes from hours")
    func ambiguousDuration() async throws {
        let quick = try await Self.quick(
            Self.header
                + "I1,sales,2025-03-26 09:00:00,2025-03-26 09:00:01,1,5:12\nI2,sales,2025-03-26 09:00:00,2025-03-26 09:00:01,1,5\n"
        )
        #expect(quick.rejects.map(\.code) == ["not_a_number"])
        #expect(quick.notes.contains { $0.contains("nothing tells minutes and seconds") })
    }

    @Test("Words for 'nothing' are unknown, never zero", arguments: ["-", "--", "—", "N/A", "NULL", ""])
    func missing(_ word: String) async throws {
        let quick = try await Self.quick(
            "interaction_id,queue,created_at,customer_id,wait_s,talk_s,revenue,resolved\n"
                + "I100001,sales,2025-03-26T09:00:00Z,\(word),\(word),\(word),\(word),\(word)\n"
                + "I100002,sales,2025-03-26T09:00:00Z,\(word),5,100,1,1\n"
                + "\(word),sales,2025-03-26T09:00:00Z,c,5,100,1,1\n")
        #expect(quick.rejects.map(\.code) == ["empty_key"])
        let interval = try #require(quick.history.first { $0.offered > 0 })
        #expect(interval.offered == 2 && interval.customers == 0)
        #expect(interval.waitAnsweredSeconds == 5 && interval.answeredWithin == 1)
        // The unknown talk takes the mean of the known.
        #expect(interval.talkSeconds == 200)
    }

    @Test("Titles above the header are left out with a note, totals below refused as such, a second table's header too")
    func titlesAndTotals() async throws {
        let quick = try await Self.quick(
            """
            Contacts of March
            from 2025-03-01; to 2025-03-31

            interaction_id;queue;created_at
            I1;sales;2025-03-26 09:00:00
            I2;sales;2025-03-26 09:01:00
            Summe;2;
            interaction_id;queue;created_at
            I3;sales;2025-03-26 09:02:00
            合计：;1;

            """)
        #expect(quick.accounting.accepted == 3)
        #expect(quick.rejects.map(\.code) == ["total_line", "repeated_header", "total_line"])
        #expect(quick.rejects.map(\.line) == [7, 8, 10])
        #expect(quick.notes.contains { $0.contains("the header is on line 4") })
    }

    @Test("One JSON object a line is a log too; a line that is none is refused under its number")
    func jsonLines() async throws {
        let quick = try await Self.quick(
            #"""
            {"interaction_id":"I100001","queue":"sales","created_at":"2025-03-26T09:00:00Z","answered_at":null,"wait_s":12}
            {"interaction_id":"I100002","queue":"sales, vip","created_at":"2025-03-26T09:01:00Z","answered_at":"2025-03-26T09:01:05Z","more":{"a":[1,2]}}

            {"interaction_id":"I100003",
            {"queue":"sales","created_at":"2025-03-26T09:02:00Z","interaction_id":"I100004"}

            """#)
        #expect(quick.accounting.accepted == 3 && quick.accounting.read == 4)
        #expect(quick.rejects.map(\.code) == ["invalid_json"])
        #expect(quick.rejects.map(\.line) == [4])
        #expect(quick.rejects.first?.raw == #"{"interaction_id":"I100003","#)
        #expect(quick.history.map(\.answered).reduce(0, +) == 1)
        #expect(quick.notes.contains { $0.contains("columns not used: more.a") })
    }

    @Test("Other encodings are found and said, and a file that is UTF-8 but for some places loses only those")
    func encodings() async throws {
        let text = "interaction_id,queue,created_at\nI1,Größe,2025-03-26T09:00:00Z\nI2,Größe,2025-03-26T09:00:00Z\n"
        func read(_ bytes: [UInt8]) async throws -> QuickLog {
            try await QuickLog(bytes, zone: .utc, chunkBytes: 64)
        }
        var utf16: [UInt8] = [0xFF, 0xFE]
        for unit in text.utf16 { utf16 += [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
        let latin: [UInt8] = text.unicodeScalars.map { UInt8($0.value) }
        for (bytes, note) in [(utf16, "UTF-16"), (latin, "Windows-1252")] {
            let quick = try await read(bytes)
            #expect(quick.history.first?.stream.queue == "Größe")
            #expect(quick.notes.contains { $0.contains(note) })
        }
        // Far down the file the first byte appears that is not UTF-8.
        let plain = (0..<30_000).map { "I\(100_000 + $0),sales,2025-03-26T09:00:00Z\n" }.joined()
        var late = Array(("interaction_id,queue,created_at\n" + plain + "I9,").utf8)
        late.append(0xFC)
        late += Array("ber,2025-03-26T09:00:00Z\n".utf8)
        let quick = try await QuickLog(late, zone: .utc, chunkBytes: 1 << 20)
        #expect(quick.accounting.accepted == 30_001)
        #expect(quick.notes.contains { $0.contains("Windows-1252") })
        #expect(quick.history.contains { $0.stream.queue == "über" })
    }

    @Test("A record with a zero byte is refused, and so is a file of them")
    func zeroBytes() async throws {
        let quick = try await Self.quick(
            "interaction_id,queue,created_at\nI1,sa\u{0}les,2025-03-26T09:00:00Z\nI2,sales,2025-03-26T09:00:00Z\n")
        #expect(quick.rejects.map(\.code) == ["zero_byte"])
        #expect(quick.accounting.accepted == 1)
    }

    @Test("A clock that goes backwards, and contacts of two zones, are booked where they belong")
    func twoZones() async throws {
        let quick = try await Self.quick(
            "interaction_id,queue,created_at\nI1,sales,2025-03-26T09:00:00+08:00\nI2,sales,2025-03-26T01:00:00Z\nI3,sales,2025-03-25T20:00:00-05:00\n"
        )
        #expect(quick.history.filter { $0.offered > 0 }.map(\.offered) == [3])
    }

    @Test("A header of very many columns is read")
    func manyColumns() async throws {
        let extra = (0..<20_000).map { "extra_column_with_a_long_name_\($0)" }.joined(separator: ",")
        let empty = String(repeating: ",", count: 20_000)
        let quick = try await Self.quick(
            "interaction_id,queue,created_at,\(extra)\nI1,sales,2025-03-26T09:00:00Z\(empty)\n")
        #expect(quick.accounting.accepted == 1)
    }
}
