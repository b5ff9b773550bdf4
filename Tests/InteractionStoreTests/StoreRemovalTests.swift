import ContactCenter
import Foundation
import Testing

@testable import InteractionStore

@Suite("Retention and erasure", .enabled(if: InteractionStore.isBuilt))
struct StoreRemovalTests {
    /// Contacts of many customers, and some with a correction, so that pages are shared; all traces of one are telling.
    private static func logs(withVictim: Bool) -> [NamedLog] {
        let others = (0..<400).map {
            NamedLog.row("K\($0)", customer: "C\($0 % 50)", at: "2026-03-\(10 + $0 % 9)T10:\(10 + $0 % 50):00Z")
        }
        let victim = (0..<20).map {
            NamedLog.row(
                "VICTIM-ID-\($0)", customer: "VICTIM", queue: $0 == 3 ? "VICTIM-QUEUE" : "sales",
                at: "2026-03-12T11:\(10 + $0):00Z", reason: "VICTIM-REASON")
        }
        let corrected = [
            NamedLog.row("VICTIM-ID-1", customer: "VICTIM", at: "2026-03-12T11:11:00Z", reason: "VICTIM-SAYS"),
            NamedLog.row("K1", customer: "C1", at: "2026-03-19T10:11:00Z"),
            // Somebody else's contact, booked on the victim at first.
            NamedLog.row("K2", customer: "C2", at: "2026-03-12T10:12:00Z"),
        ]
        let mistaken = [NamedLog.row("K2", customer: "VICTIM", at: "2026-03-11T10:12:00Z", reason: "VICTIM-MISTAKEN")]
        return [
            NamedLog("a.csv", rows: others.filter { !$0.hasPrefix("K2,") } + (withVictim ? victim + mistaken : [])),
            NamedLog("b.csv", rows: withVictim ? corrected : Array(corrected.dropFirst())),
        ]
    }

    private static func traces() throws -> [Data] {
        let pseudonym = try StoreFolder.key().pseudonym(of: "VICTIM").bigEndian
        return ["VICTIM"].map { Data($0.utf8) } + [withUnsafeBytes(of: pseudonym) { Data($0) }]
    }

    /// What the store says but for the books of its batches.
    private static func contents(_ store: InteractionStore) throws -> [String] {
        try store.dump().split(separator: "\n").map(String.init)
            .filter { $0.hasPrefix("K") || $0.hasPrefix("VICTIM") || $0.hasPrefix("[") }
            // Files and row numbers differ where rows were never there.
            .map { $0.split(separator: ",", omittingEmptySubsequences: false).prefix(20).joined(separator: ",") }
    }

    @Test("After erasure no byte of a customer is in any file, and the store is as if he had never called")
    func erasure() async throws {
        let folder = try StoreFolder()
        let store = try folder.open()
        for log in Self.logs(withVictim: true) { try await StoreFolder.add(log, to: store) }
        _ = try store.historyBytes()
        let traces = try Self.traces()
        // The test would find them.
        for trace in traces {
            #expect(try folder.contents().values.contains { $0.range(of: trace) != nil })
        }
        let report = try store.erase(
            ["VICTIM"], key: StoreFolder.key(), blocks: false, zone: StoreFolder.london)
        #expect(report == RemovalReport(contacts: 20, versions: 22))
        for (name, content) in try folder.contents() {
            for trace in traces { #expect(content.range(of: trace) == nil, "in \(name)") }
        }
        #expect(try store.problems(zone: StoreFolder.london) == [])
        let accounting = try store.status().accounting
        #expect(accounting.removed == 22)
        #expect(accounting.addsUp)

        let clean = try StoreFolder().open()
        for log in Self.logs(withVictim: false) { try await StoreFolder.add(log, to: clean) }
        #expect(try Self.contents(store) == Self.contents(clean))
        #expect(try store.historyBytes() == clean.historyBytes())
    }

    @Test("A blocked customer does not come back with a later file; one that is not blocked does")
    func blocking() async throws {
        for blocks in [true, false] {
            let folder = try StoreFolder()
            let store = try folder.open()
            try await StoreFolder.add(Self.logs(withVictim: true)[0], to: store)
            _ = try store.erase(["VICTIM"], key: StoreFolder.key(), blocks: blocks, zone: StoreFolder.london)
            let later = NamedLog(
                "c.csv",
                rows: [
                    NamedLog.row("VICTIM-ID-1", customer: "VICTIM", at: "2026-03-12T11:11:00Z"),
                    NamedLog.row("K999", at: "2026-03-13T11:11:00Z"),
                ])
            guard case .stored(let result) = try await StoreFolder.add(later, to: store) else { return }
            #expect(result.report.accounting.removed == (blocks ? 1 : 0))
            #expect(result.report.accounting.accepted == (blocks ? 1 : 2))
            #expect(result.report.accounting.addsUp)
            #expect(try store.status().erasedCustomers == (blocks ? 1 : 0))
        }
    }

    @Test("Retention removes what is older, down to the bytes, and lets nothing older in again")
    func retention() async throws {
        let folder = try StoreFolder()
        let store = try folder.open()
        let rows = (1...20).map { NamedLog.row("ID-\($0)-END", at: "2026-03-\($0 < 10 ? "0" : "")\($0)T10:00:00Z") }
        try await StoreFolder.add(NamedLog("a.csv", rows: rows), to: store)
        _ = try store.historyBytes()
        let floor = StoreFolder.london.instant(of: LocalTime(date: try #require(CivilDate("2026-03-11"))))
        let report = try store.retain(from: floor, zone: StoreFolder.london)
        #expect(report.contacts == 10)
        for (name, content) in try folder.contents() {
            for day in 1...10 {
                #expect(content.range(of: Data("ID-\(day)-END".utf8)) == nil, "\(day) in \(name)")
            }
        }
        #expect(
            try store.historyBytes() == (try await PlainImportOfLogs([NamedLog("b", rows: Array(rows[10...]))])).history
        )
        let late = NamedLog(
            "late.csv",
            rows: [
                NamedLog.row("OLD", at: "2026-03-10T23:59:59Z"), NamedLog.row("NEW", at: "2026-03-11T00:00:00Z"),
            ])
        guard case .stored(let result) = try await StoreFolder.add(late, to: store) else { return }
        #expect(result.report.accounting.removed == 1)
        #expect(result.report.accounting.accepted == 1)
        // An earlier floor does not bring back a later one.
        _ = try store.retain(from: floor + -86_400, zone: StoreFolder.london)
        #expect(try store.status().keptFrom == floor)
        #expect(try store.problems(zone: StoreFolder.london) == [])
    }

    @Test("While somebody reads, bytes may be left: that is said, remembered, and mended by the next run")
    func unfinished() async throws {
        let folder = try StoreFolder()
        let store = try folder.open()
        try await StoreFolder.add(Self.logs(withVictim: true)[0], to: store)
        do {
            let reader = try folder.open()
            try reader.database.execute("BEGIN; SELECT count(*) FROM contact")
            #expect {
                _ = try store.erase(["VICTIM"], key: StoreFolder.key(), blocks: false, zone: StoreFolder.london)
            } throws: { error in
                if case .scrubUnfinished = error as? StoreError { true } else { false }
            }
            #expect(try store.status().scrubPending)
            #expect(try store.problems(zone: StoreFolder.london).count == 1)
            reader.database.rollBack()
        }
        _ = try store.erase(["VICTIM"], key: StoreFolder.key(), blocks: false, zone: StoreFolder.london)
        #expect(try !store.status().scrubPending)
        for (name, content) in try folder.contents() {
            for trace in try Self.traces() { #expect(content.range(of: trace) == nil, "in \(name)") }
        }
    }
}
