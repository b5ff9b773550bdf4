import ContactCenter
import Tabular
import Testing

@testable import Interactions

@Suite("Versions of a contact in a log")
struct RowVersionTests {
    private static let header = "interaction_id,queue,created_at,answered_at,wait_s,outcome,updated_at\n"
    private static func row(_ wait: Int, _ updated: String) -> String {
        "1,s,2025-03-10T09:00:00Z,2025-03-10T09:00:10Z,\(wait),,\(updated)\n"
    }

    @Test(
        "The newest change stands, wherever it is; of equal ones, and where nobody knows, the last row",
        arguments: [
            (["2025-03-11T00:00:00Z", "2025-03-13T00:00:00Z", "2025-03-12T00:00:00Z"], 1),
            (["2025-03-13T00:00:00Z", "", "2025-03-12T00:00:00Z"], 0),
            (["2025-03-11T00:00:00Z", "2025-03-11T01:00:00+01:00", "2025-03-11T00:00:00Z"], 2),
            (["", "", ""], 2),
        ])
    func newest(changes: [String], standing: Int) async throws {
        let text = Array((Self.header + changes.enumerated().map { Self.row($0, $1) }.joined()).utf8)
        let plain = try InteractionImporter().run([InputBytes(name: "log.csv", bytes: text)])
        #expect(plain.interactions.map(\.waitSeconds) == [Double(standing)])
        #expect(plain.accounting.superseded == 2)
        let quick = try await QuickLog(text, zone: .utc, chunkBytes: 1 << 20)
        #expect(quick.history.reduce(0) { $0 + $1.waitAnsweredSeconds } == Double(standing))
        #expect(quick.accounting.superseded == 2)
    }

    @Test("A change that is no time refuses its row")
    func badChange() throws {
        let text = Self.header + Self.row(1, "soon") + Self.row(2, "")
        let result = try InteractionImporter().run([InputBytes(name: "log.csv", bytes: Array(text.utf8))])
        #expect(result.rejects.map(\.column) == ["updated_at"])
        #expect(result.rejects.map(\.code) == ["invalid_timestamp"])
    }

    @Test("A stated outcome wins over the stamp of the answer; any other text leaves it to the stamp")
    func outcome() throws {
        let rows = ["abandoned", "answered", "", "sold"].enumerated().map { number, outcome in
            "\(number),s,2025-03-10T09:00:00Z,,5,\(outcome),\n"
        }
        let text = Self.header + rows.joined()
        let result = try InteractionImporter().run([InputBytes(name: "log.csv", bytes: Array(text.utf8))])
        #expect(result.interactions.map(\.outcome) == [.abandoned, .answered, .abandoned, .abandoned])
        #expect(result.rejects.isEmpty)
    }

    @Test("What is written is read as it was")
    func roundTrip() throws {
        let text =
            "interaction_id,customer_id,channel,queue,direction,created_at,ended_at,wait_s,talk_s,disposition,reason,"
            + "resolved,transferred,revenue,outcome,updated_at\n"
            + "1,C1,chat,\"a, b\",outbound,2025-03-10T09:00:00Z,2025-03-10T09:09:00Z,,12.000000125,done,\"x \"\"y\"\"\",1,0,-3.5,"
            + "answered,2025-03-11T00:00:00Z\n2,,voice,s,inbound,2025-03-10T10:00:00Z,,,,,,,,0.05,abandoned,\n"
        let read = try InteractionImporter().run([InputBytes(name: "log.csv", bytes: Array(text.utf8))]).interactions
        #expect(read.count == 2)
        var writer = InteractionFile.Writer(zone: .utc)
        for contact in read { writer.add(contact) }
        let again = try InteractionImporter().run([InputBytes(name: "again.csv", bytes: writer.take())])
        #expect(again.interactions == read)
        #expect(again.rejects.isEmpty)
    }
}
