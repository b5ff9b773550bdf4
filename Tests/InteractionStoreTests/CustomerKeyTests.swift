import Foundation
import Testing

@testable import InteractionStore

@Suite("Keys of customers", .enabled(if: InteractionStore.isBuilt))
struct CustomerKeyTests {
    private func write(_ text: String, mode: Int) throws -> (StoreFolder, String) {
        let folder = try StoreFolder()
        let path = folder.path("key")
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        return (folder, path)
    }

    @Test("A file of its owner's is read, its line end left out")
    func file() throws {
        let (_folder, path) = try write(StoreFolder.secret + "\n", mode: 0o600)
        let key = try CustomerKey.read(file: path)
        #expect(key.pseudonym(of: "C1") == (try StoreFolder.key().pseudonym(of: "C1")))
        #expect(key.pseudonym(of: "C1") != key.pseudonym(of: "C2"))
        #expect(key.pseudonym(of: "C1").hexadecimal.count == 32)
        _ = _folder
    }

    @Test("A pseudonym is the first half of HMAC-SHA-256 over 'customer', a zero byte and the id")
    func pseudonym() throws {
        let whole = try KeyedDigest(key: Array(StoreFolder.secret.utf8)).of(Array("customer\0Zoë".utf8))
        #expect(try StoreFolder.key().pseudonym(of: "Zoë").hexadecimal == hexadecimal(whole.prefix(16)))
    }

    @Test("A file that others may read is refused with the command that mends it", arguments: [0o640, 0o604, 0o644])
    func tooOpen(mode: Int) throws {
        let (_folder, path) = try write(StoreFolder.secret, mode: mode)
        #expect {
            _ = try CustomerKey.read(file: path)
        } throws: { error in
            (error as? StoreError)?.hint == "chmod 600 \(path)"
        }
        _ = _folder
    }

    @Test("Short keys, missing files and folders are refused")
    func others() throws {
        let (folder, path) = try write("short", mode: 0o600)
        for path in [path, folder.path("none"), folder.url.path] {
            #expect(throws: StoreError.self) { _ = try CustomerKey.read(file: path) }
        }
        #expect(throws: StoreError.self) { _ = try CustomerKey.read(environment: "KEY", [:]) }
        _ = try CustomerKey.read(environment: "KEY", ["KEY": StoreFolder.secret])
    }

    @Test("Neither the key nor a customer's id stands in the files of a store; another key is refused")
    func nothingLeaks() async throws {
        let folder = try StoreFolder()
        let store = try folder.open()
        let log = NamedLog("a.csv", rows: [NamedLog.row("K1", customer: "CUSTOMER-4711", at: "2026-03-02T09:00:00Z")])
        try await StoreFolder.add(log, to: store)
        for (name, content) in try folder.contents() {
            for secret in ["CUSTOMER-4711", StoreFolder.secret] {
                #expect(content.range(of: Data(secret.utf8)) == nil, "\(secret) in \(name)")
            }
        }
        let other = try CustomerKey(Array("another key of enough bytes".utf8), name: "other")
        let next = NamedLog("b.csv", rows: [NamedLog.row("K2", at: "2026-03-02T09:00:00Z")])
        await #expect(throws: StoreError.wrongKey(path: store.path)) {
            try await StoreFolder.add(next, to: store, key: other)
        }
        #expect(throws: StoreError.wrongKey(path: store.path)) {
            _ = try store.erase(["C1"], key: other, blocks: false, zone: StoreFolder.london)
        }
        #expect(try store.status().contacts == 1)
    }

    @Test("A file that names customers needs a key, or the word to leave them out")
    func keyMissing() async throws {
        let store = try StoreFolder().open()
        let log = NamedLog("a.csv", rows: [NamedLog.row("K1", at: "2026-03-02T09:00:00Z")])
        func run(_ handling: CustomerHandling) async throws {
            let settings = FileImport.Settings(
                mapping: .native, reading: "native", zone: StoreFolder.london, customers: handling)
            _ = try await FileImport(into: store, settings).run(.init(log.input))
        }
        await #expect(throws: StoreError.keyMissing(file: "a.csv")) { try await run(.hidden(nil)) }
        #expect(try store.status().contacts == 0)
        try await run(.leftOut)
        #expect(try store.status().contacts == 1)
        #expect(try store.historyBytes().contains(",0,open"))
    }
}
