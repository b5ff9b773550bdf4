import ContactCenter
import Foundation
import Testing

@testable import Interactions

/// Rows and keys made to hit the short cuts of the quick reader, judged by the plain one.
@Suite("The short cuts of the quick reader")
struct QuickRowTests {
    private static let header =
        "interaction_id,customer_id,channel,queue,direction,created_at,answered_at,ended_at,wait_s,talk_s,hold_s,wrap_s,"
        + "agent_id,disposition,reason,resolved,transferred,revenue\n"
    private static let row =
        "I0000003145,C00289521,email,q096_email,inbound,2025-01-31T23:01:27+08:00,2025-02-01T00:26:21+08:00,"
        + "2025-02-01T00:30:55+08:00,1494,274,0,64,A01410,answered,delivery,1,0,33.05"

    @Test(
        "Any byte of a usual row may be another one",
        arguments: [["0", "9", "/", ":"], ["-", "+", ".", " "], ["A", "\"", "é"]])
    func everyByte(_ others: [String]) async throws {
        let row = Array(Self.row.utf8)
        var log = Array(Self.header.utf8)
        for other in others {
            for place in row.indices {
                log += row[..<place] + Array(other.utf8) + row[(place + 1)...] + [0x0A]
            }
        }
        try await Self.compare(log)
    }

    @Test(
        "Fields at the edges of the usual form", arguments: ["wait_s", "revenue", "created_at", "direction", "queue"])
    func fields(_ column: String) async throws {
        let texts: [String: [String]] = [
            "wait_s": ["", "0", "07", "9999999", "99999999", "65534", "65535", "1.5", "1:30", "-1", "１２"],
            "revenue": [
                "", "0", ".", "1.", ".5", "1.25", "1.255", "1..2", "12345678", "123456.78", "123456789.12", "1,5",
                "-1.00",
                "99999999999", "0.1234567",
            ],
            "created_at": [
                "2025-01-31T23:01:27Z", "2025-01-31 23:01:27-03:30", "2025-01-31T23:01:27", "2025-02-29T00:00:00Z",
                "2025-01-31T24:00:00Z", "2025-01-31T23:60:00Z", "2025-01-31T23:01:60Z", "2025-01-31T23:01:27+18:59",
                "2025-01-31T23:01:27+19:00", "2025-01-31T23:01:27+08-00", "1969-12-31T23:59:59Z",
                "2024-12-31T23:01:27z",
            ],
            "direction": ["", "inbound", "outbound", "Inbound", "inboundx", "outboundx", "internal", "i"],
            "queue": ["q", "12345678", "123456789", "1234567890123456", "12345678901234567", "é", " q", "q "],
        ]
        let place = try #require(Self.header.dropLast().split(separator: ",").firstIndex { $0 == column })
        var log = Self.header
        for (number, text) in try #require(texts[column]).enumerated() {
            // Twice, because names are known the second time.
            for turn in 0..<2 {
                var fields = Self.row.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
                fields[0] = "I\(1_000_000 + 2 * number + turn)"
                fields[place] = text.contains(",") ? "\"\(text)\"" : text
                log += fields.joined(separator: ",") + "\n"
            }
        }
        try await Self.compare(Array(log.utf8))
    }

    /// Keys as systems give them out, and a tenth of the rows again.
    enum Keys: CaseIterable {
        case numbered, farApart, hashed, mixed, short
    }

    @Test("Rows that share a key are found, whatever form the keys have", arguments: Keys.allCases)
    func duplicates(_ keys: Keys) async throws {
        var random = TestRandom(8)
        func key(_ number: Int) -> String {
            switch keys {
            case .numbered: String(format: "I%010d", 5000 + number)
            case .farApart: String(format: "I%010d", number * 4_000_001)
            case .hashed: String(format: "%08x-%04x", number &* 2_654_435_761 & 0xFFFF_FFFF, number)
            case .mixed:
                number % 3 == 0 ? String(format: "%08x-%04x", number, number) : String(format: "I%010d", number)
            case .short: "\(number)"
            }
        }
        var numbers = (0..<1500).map { $0 }
        for index in numbers.indices.reversed() { numbers.swapAt(index, random.below(index + 1)) }
        numbers += (0..<150).map { _ in random.below(1500) }
        var log = Self.header
        for number in numbers {
            var fields = Self.row.split(separator: ",").map(String.init)
            fields[0] = key(number)
            // Some of those that come again say the same.
            if random.below(3) > 0 { fields[9] = "\(random.below(400))" }
            log += fields.joined(separator: ",") + "\n"
        }
        let plain = try PlainLog(Array(log.utf8), zone: .utc)
        #expect(plain.result.accounting.superseded > 50)
        #expect(plain.result.accounting.accepted == 1500)
        for mask in [UInt64.max, 0xFFFF_FF00_0000_00FF] {
            let quick = try await QuickLog(Array(log.utf8), zone: .utc, chunkBytes: 20_000, threads: 2, hashMask: mask)
            #expect(plain.result.accounting == quick.accounting)
            #expect(plain.history == quick.history)
        }
    }

    private static func compare(_ log: [UInt8]) async throws {
        let plain = try PlainLog(log, zone: .berlin2025)
        let quick = try await QuickLog(log, zone: .berlin2025, chunkBytes: 5000)
        #expect(plain.result.accounting == quick.accounting)
        #expect(plain.result.rejects == quick.rejects)
        #expect(plain.history == quick.history)
        #expect(plain.resolutions == quick.resolutions)
    }
}
