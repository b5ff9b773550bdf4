import ContactCenter
import Testing

@testable import InteractionStore

@Suite("Any order of files gives the same store and the same history", .enabled(if: InteractionStore.isBuilt))
struct StoreOrderTests {
    private static func orders(of count: Int) -> [[Int]] {
        guard count > 1 else { return [[0]] }
        return orders(of: count - 1).flatMap { order in
            (0..<count).map { place in
                var order = order
                order.insert(count - 1, at: place)
                return order
            }
        }
    }

    @Test("Random files that overlap and correct each other", arguments: UInt64(1)...6)
    func randomFiles(seed: UInt64) async throws {
        var random = RandomLogs(seed: seed)
        let logs = random.files(3)
        var dumps: Set<String> = []
        var histories: Set<String> = []
        for (number, order) in Self.orders(of: logs.count).enumerated() {
            let folder = try StoreFolder()
            let store = try folder.open()
            for index in order {
                try await StoreFolder.add(logs[index], to: store)
                // In half of the orders the history is counted after each file, in the others once at the end.
                if number % 2 == 0 { _ = try store.historyBytes() }
            }
            histories.insert(try store.historyBytes())
            dumps.insert(try store.dump())
            #expect(try store.problems(zone: StoreFolder.london) == [])
            guard number == 0 else { continue }
            // The judge: an import of the files in the order of their rank.
            let ranked = try store.batches().compactMap { batch in logs.first { $0.name == batch.name } }
            let plain = try await PlainImportOfLogs(ranked)
            #expect(try store.historyBytes() == plain.history)
            let rows = try store.status().accounting
            #expect(rows.addsUp)
            #expect(rows.read == plain.accounting.read)
            #expect(rows.accepted == plain.accounting.accepted)
            #expect(rows.rejected == plain.accounting.rejected)
        }
        #expect(dumps.count == 1)
        #expect(histories.count == 1)
    }

    @Test("The same content a second time changes nothing, whatever its name")
    func again() async throws {
        let store = try StoreFolder().open()
        var log = NamedLog("a.csv", rows: [NamedLog.row("K1", at: "2026-03-02T09:00:00Z")])
        try await StoreFolder.add(log, to: store)
        let before = try store.dump()
        log.name = "b.csv"
        guard case .known(let name, _) = try await StoreFolder.add(log, to: store) else {
            Issue.record("imported twice")
            return
        }
        #expect(name == "a.csv")
        #expect(try store.dump() == before)
    }

    private static let old = NamedLog(
        "old.csv",
        rows: [
            NamedLog.row("K1", at: "2026-03-02T09:00:00Z", talk: "60"),
            NamedLog.row("K2", at: "2026-03-02T09:00:00Z", talk: "60", updated: "2026-03-05T00:00:00Z"),
        ])
    private static let new = NamedLog(
        "new.csv",
        rows: [
            NamedLog.row("K1", at: "2026-03-02T09:00:00Z", talk: "90"),
            NamedLog.row("K2", at: "2026-03-02T09:00:00Z", talk: "90", updated: "2026-03-04T00:00:00Z"),
            NamedLog.row("K3", at: "2026-03-03T09:00:00Z"),
        ])

    @Test("The newer change stands; where nobody states it, the file with the newer contacts")
    func newest() async throws {
        for order in [[Self.old, Self.new], [Self.new, Self.old]] {
            let store = try StoreFolder().open()
            for log in order { try await StoreFolder.add(log, to: store) }
            let standing = try store.dump().split(separator: "\n").filter { $0.contains(",1,") && $0.hasPrefix("K") }
            #expect(standing.contains { $0.hasPrefix("K1") && $0.contains(",90,") })
            #expect(standing.contains { $0.hasPrefix("K2") && $0.contains(",60,") })
            let accounting = try store.batches().map(\.accounting)
            #expect(accounting.map(\.accepted) == [1, 2])
            #expect(accounting.map(\.superseded) == [1, 1])
        }
    }

    @Test("A row that a file with newer contacts contradicts does not count, and that is said")
    func outranked() async throws {
        let store = try StoreFolder().open()
        try await StoreFolder.add(Self.new, to: store)
        guard case .stored(let result) = try await StoreFolder.add(Self.old, to: store) else { return }
        #expect(result.report.outrankedRows == 1)
        #expect(result.report.correctedContacts == 1)
    }

    @Test("Only intervals are counted again whose contacts have changed")
    func dirty() async throws {
        let store = try StoreFolder().open()
        let first = (0..<40).map { NamedLog.row("K\($0)", at: "2026-03-02T\(10 + $0 % 10):\(10 + $0):00Z") }
        try await StoreFolder.add(NamedLog("a.csv", rows: first), to: store)
        #expect(try store.refreshHistory(.quarterHours, zone: StoreFolder.london).isWhole)
        let late = NamedLog(
            "b.csv",
            rows: [
                // New, late; moved from one interval to another; unchanged.
                NamedLog.row("L1", at: "2026-03-02T10:01:00Z"),
                NamedLog.row("K0", at: "2026-03-02T15:59:00Z", updated: "2026-03-03T00:00:00Z"),
                first[7],
            ])
        guard case .stored(let result) = try await StoreFolder.add(late, to: store) else { return }
        #expect(result.report.dirtyIntervals == 3)
        #expect(result.report.newContacts == 1)
        #expect(result.report.correctedContacts == 1)
        #expect(
            try store.refreshHistory(.quarterHours, zone: StoreFolder.london)
                == HistoryRefresh(counted: 3, isWhole: false))
        #expect(try store.refreshHistory(.quarterHours, zone: StoreFolder.london).counted == 0)
        let plain = try await PlainImportOfLogs([NamedLog("a.csv", rows: first), late])
        #expect(try store.historyBytes() == plain.history)
        // Other settings count all of it.
        let hours = HistorySettings(intervalSeconds: 3600, target: ServiceTarget(withinSeconds: 20))
        #expect(try store.refreshHistory(hours, zone: StoreFolder.london).isWhole)
        #expect(
            try store.historyBytes(hours)
                == (try await PlainImportOfLogs([NamedLog("a.csv", rows: first), late], intervalSeconds: 3600)).history)
    }

    @Test("A year typed wrongly stays out of the history, also when the right ones come later")
    func strays() async throws {
        let odd = NamedLog("odd.csv", rows: [NamedLog.row("X", at: "2032-01-01T09:00:00Z")])
        let rows = (0..<150).map { NamedLog.row("K\($0)", at: "2026-03-02T10:\(10 + $0 % 50):00Z") }
        let store = try StoreFolder().open()
        for log in [odd, NamedLog("a.csv", rows: rows)] { try await StoreFolder.add(log, to: store) }
        let plain = try await PlainImportOfLogs([NamedLog("a.csv", rows: rows), odd])
        #expect(plain.accounting.rejected == 1)
        #expect(try store.historyBytes() == plain.history)
        #expect(try store.history(.quarterHours, zone: StoreFolder.london).strayContacts == 1)
    }

    @Test("A contact with five thousand versions costs no more than five thousand contacts")
    func manyVersions() async throws {
        let store = try StoreFolder().open()
        let rows = (0..<5000).map { NamedLog.row("K", at: "2026-03-02T10:00:00Z", talk: "\($0)") }
        try await StoreFolder.add(NamedLog("a.csv", rows: rows), to: store)
        let status = try store.status()
        #expect(status.contacts == 1)
        #expect(status.supersededVersions == 4999)
        #expect(status.accounting.superseded == 4999)
    }

    @Test("A log in another encoding is read as `wfm import` reads it")
    func encoding() async throws {
        let text = NamedLog.header + NamedLog.row("K1", queue: "Müller", at: "2026-03-02T09:00:00Z") + "\n"
        let bytes = text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
        let store = try StoreFolder().open()
        let settings = FileImport.Settings(
            mapping: .native, reading: "native", zone: StoreFolder.london, customers: .leftOut)
        _ = try await FileImport(into: store, settings).run(.init(.init(name: "latin.csv", bytes: bytes)))
        #expect(try store.status().streams.map(\.queue) == ["Müller"])
    }
}
