import ContactCenter
import Foundation
import Testing

@testable import InteractionStore

@Suite("The file of a store", .enabled(if: InteractionStore.isBuilt))
struct StoreFileTests {
    /// The tables of version 1 as they were released, with one contact and an earlier version of it.
    private static let version1 = """
        PRAGMA journal_mode = WAL;
        PRAGMA application_id = 2003201395;
        PRAGMA user_version = 1;
        CREATE TABLE setting(name TEXT PRIMARY KEY, value ANY NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TABLE batch(
            batch INTEGER PRIMARY KEY, content BLOB NOT NULL UNIQUE, reading TEXT NOT NULL, name TEXT NOT NULL,
            bytes INTEGER NOT NULL, newest INTEGER NOT NULL, read INTEGER NOT NULL, accepted INTEGER NOT NULL,
            identical INTEGER NOT NULL, superseded INTEGER NOT NULL, rejected INTEGER NOT NULL,
            removed INTEGER NOT NULL) STRICT;
        CREATE TABLE stream(
            stream INTEGER PRIMARY KEY, queue TEXT NOT NULL, channel TEXT NOT NULL, UNIQUE(queue, channel)) STRICT;
        CREATE TABLE term(term INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;
        CREATE TABLE contact(contact INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
            stream INTEGER NOT NULL, created_at INTEGER NOT NULL, is_outbound INTEGER NOT NULL,
            is_abandoned INTEGER NOT NULL, customer BLOB, answered_at INTEGER, ended_at INTEGER, updated_at INTEGER,
            wait_s REAL, talk_s REAL, hold_s REAL, wrap_s REAL, agent INTEGER, disposition INTEGER, reason INTEGER,
            is_resolved INTEGER, is_transferred INTEGER, revenue_cents INTEGER,
            first_batch INTEGER NOT NULL, first_row INTEGER NOT NULL, last_batch INTEGER, last_row INTEGER) STRICT;
        CREATE INDEX contact_by_time ON contact(stream, created_at);
        CREATE TABLE superseded(superseded INTEGER PRIMARY KEY, contact INTEGER NOT NULL, digest BLOB NOT NULL,
            stream INTEGER NOT NULL, created_at INTEGER NOT NULL, is_outbound INTEGER NOT NULL,
            is_abandoned INTEGER NOT NULL, customer BLOB, answered_at INTEGER, ended_at INTEGER, updated_at INTEGER,
            wait_s REAL, talk_s REAL, hold_s REAL, wrap_s REAL, agent INTEGER, disposition INTEGER, reason INTEGER,
            is_resolved INTEGER, is_transferred INTEGER, revenue_cents INTEGER,
            first_batch INTEGER NOT NULL, first_row INTEGER NOT NULL, last_batch INTEGER, last_row INTEGER,
            UNIQUE(contact, digest)) STRICT;
        INSERT INTO setting VALUES('time_zone', 'Europe/London');
        INSERT INTO batch VALUES(1, x'0102', 'native', 'old.csv', 100, 1772442000, 1, 1, 0, 0, 0, 0);
        INSERT INTO stream VALUES(1, 'sales', 'voice');
        INSERT INTO term VALUES(1, 'A1');
        INSERT INTO contact VALUES(1, 'K1', 1, 1772442000, 0, 0, NULL, 1772442005, NULL, NULL, 5, 60, NULL, 10, 1, NULL,
            NULL, 1, 0, NULL, 1, 1, NULL, NULL);
        """

    private func database(_ sql: String) throws -> (StoreFolder, String) {
        let folder = try StoreFolder()
        let path = folder.path("centre.store")
        try Database(path: path, creates: true, waitSeconds: 0).execute(sql)
        return (folder, path)
    }

    @Test("A store of version 1 is brought up to date and goes on as any other")
    func migration() async throws {
        let (folder, _) = try database(Self.version1)
        let store = try folder.open()
        #expect(store.migratedFrom == 1)
        #expect(!store.isNew)
        #expect(try store.status().schemaVersion == 2)
        #expect(try store.problems(zone: StoreFolder.london) == [])
        #expect(
            try store.historyBytes().contains(
                "sales,voice,2026-03-02T09:00:00Z,900,1,1,0,0,1,0,60,0,10,70,5,0,5,0,open"))
        try await StoreFolder.add(
            NamedLog("b.csv", rows: [NamedLog.row("K1", at: "2026-03-02T09:20:00Z", talk: "90")]), to: store)
        #expect(try store.status().supersededVersions == 1)
        #expect(try folder.open().migratedFrom == nil)
    }

    @Test("A store of a later version is refused and left as it is")
    func newer() throws {
        let (folder, path) = try database(
            "PRAGMA application_id = 2003201395; PRAGMA user_version = 99; CREATE TABLE t(a)")
        #expect(throws: StoreError.newer(path: path, version: 99, known: 2)) { _ = try folder.open() }
        let database = try Database(path: path, creates: false, waitSeconds: 0)
        #expect(try database.integer("PRAGMA user_version") == 99)
    }

    @Test("Somebody else's database is refused and left as it is")
    func notAStore() throws {
        let (folder, path) = try database("CREATE TABLE mine(a)")
        #expect(throws: StoreError.notAStore(path: path)) { _ = try folder.open() }
        let database = try Database(path: path, creates: false, waitSeconds: 0)
        #expect(try database.integer("SELECT count(*) FROM sqlite_schema") == 1)
    }

    @Test("What is no database, missing, a folder or in no folder is refused")
    func others() throws {
        let folder = try StoreFolder()
        let path = folder.path("text")
        try Data("interaction_id,queue,created_at\n".utf8).write(to: URL(fileURLWithPath: path))
        #expect(throws: StoreError.notADatabase(path: path)) { _ = try folder.open("text") }
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)).count == 32)
        #expect(throws: StoreError.noStore(path: folder.path("none"))) {
            _ = try InteractionStore.open(folder.path("none"))
        }
        #expect(!FileManager.default.fileExists(atPath: folder.path("none")))
        for place in ["/proc/centre.store", folder.url.path, folder.path("no/folder/centre.store")] {
            #expect {
                _ = try InteractionStore.open(place, creates: true)
            } throws: { error in
                if case .cannotCreate = error as? StoreError { true } else { false }
            }
        }
    }

    @Test("An empty file is no store to read, and one to import into")
    func empty() throws {
        let folder = try StoreFolder()
        let path = folder.path("centre.store")
        try Data().write(to: URL(fileURLWithPath: path))
        #expect(throws: StoreError.noStore(path: path)) { _ = try InteractionStore.open(path) }
        #expect(try folder.open().isNew)
    }

    @Test("A new store is its owner's alone, and keeps its clock")
    func owner() throws {
        let folder = try StoreFolder()
        _ = try folder.open()
        let attributes = try FileManager.default.attributesOfItem(atPath: folder.path("centre.store"))
        #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
        #expect(throws: StoreError.otherZone(path: folder.path("centre.store"), zone: "Europe/London", asked: "UTC")) {
            _ = try InteractionStore.open(folder.path("centre.store"), timeZone: "UTC")
        }
    }

    @Test("Damage is found")
    func damage() async throws {
        let folder = try StoreFolder()
        do {
            let store = try folder.open()
            let rows = (0..<200).map { NamedLog.row("K\($0)", at: "2026-03-02T10:\(10 + $0 % 50):00Z") }
            try await StoreFolder.add(NamedLog("a.csv", rows: rows), to: store)
            _ = try store.historyBytes()
            #expect(try store.problems(zone: StoreFolder.london) == [])
            try store.database.execute("DELETE FROM contact WHERE id = 'K7'")
            let problems = try store.problems(zone: StoreFolder.london)
            #expect(problems.contains("a.csv: 200 rows accepted, 199 found"))
            #expect(problems.contains("sales/voice: 1 intervals are not what the contacts say"))
        }
        var bytes = try Data(contentsOf: folder.url.appendingPathComponent("centre.store"))
        for place in 8300..<12_000 { bytes[place] = 0xAA }
        try bytes.write(to: folder.url.appendingPathComponent("centre.store"))
        #expect(throws: (any Error).self) {
            guard try folder.open().problems(zone: StoreFolder.london).isEmpty else {
                throw StoreError.damaged(path: "", reason: "")
            }
        }
    }

    @Test("Who comes second waits, and is told when it takes too long; the first is not disturbed")
    func locking() async throws {
        let folder = try StoreFolder()
        let first = try folder.open()
        let second = try folder.open()
        let log = NamedLog("a.csv", rows: [NamedLog.row("K1", at: "2026-03-02T09:00:00Z")])
        try first.database.execute("BEGIN IMMEDIATE")
        await #expect(throws: StoreError.locked(path: second.path, seconds: 0)) {
            try await StoreFolder.add(log, to: second)
        }
        // Reading goes on meanwhile.
        #expect(try second.status().contacts == 0)
        first.database.rollBack()
        try await StoreFolder.add(log, to: second)
        #expect(try first.status().contacts == 1)
    }

    @Test("A full disk takes nothing: the store is as it was before")
    func full() async throws {
        let folder = try StoreFolder()
        let small = NamedLog("a.csv", rows: [NamedLog.row("K1", at: "2026-03-02T09:00:00Z")])
        let large = NamedLog(
            "b.csv",
            rows: (0..<5000).map { NamedLog.row("L\($0)", at: "2026-03-02T1\($0 % 10):\(10 + $0 % 50):00Z") })
        var before = ""
        do {
            let store = try folder.open(mostPages: 60)
            try await StoreFolder.add(small, to: store)
            before = try store.dump()
            await #expect(throws: StoreError.full(path: store.path)) { try await StoreFolder.add(large, to: store) }
            #expect(try store.dump() == before)
        }
        let store = try folder.open()
        #expect(try store.dump() == before)
        #expect(try store.problems(zone: StoreFolder.london) == [])
        try await StoreFolder.add(large, to: store)
        #expect(try store.status().contacts == 5001)
    }

    @Test("A file without a usable row, and one with too many bad ones, leave nothing behind")
    func refusedFiles() async throws {
        let store = try StoreFolder().open()
        let empty = NamedLog("empty.csv", rows: [])
        let bad = NamedLog("bad.csv", rows: [NamedLog.row("K1", at: "never"), NamedLog.row("K2", at: "never")])
        let half = NamedLog(
            "half.csv", rows: [NamedLog.row("K1", at: "2026-03-02T09:00:00Z"), NamedLog.row("K2", at: "no")])
        await #expect(throws: (any Error).self) { try await StoreFolder.add(empty, to: store) }
        await #expect(throws: StoreError.self) { try await StoreFolder.add(bad, to: store) }
        await #expect(throws: (any Error).self) { try await StoreFolder.add(half, to: store, mostRejects: 0) }
        #expect(try store.status().batches.isEmpty)
        #expect(try store.status().contacts == 0)
        try await StoreFolder.add(half, to: store, mostRejects: 1)
        #expect(try store.status().accounting.rejected == 1)
    }

    @Test("What is exported can be imported, and gives the same history")
    func roundTrip() async throws {
        var random = RandomLogs(seed: 77)
        let store = try StoreFolder().open()
        for log in random.files(2) { try await StoreFolder.add(log, to: store) }
        var bytes: [UInt8] = []
        try store.export(allVersions: false, zone: StoreFolder.london) { bytes += $0 }
        var exported = NamedLog("export.csv", rows: [])
        exported.text = String(decoding: bytes, as: UTF8.self)
        let plain = try await PlainImportOfLogs([exported])
        #expect(plain.accounting.rejected == 0)
        #expect(plain.history == (try store.historyBytes()))
    }
}
