import ContactCenter
import FileFormats
import Foundation
import Interactions
import Tabular

@testable import InteractionStore

/// A folder with stores, removed when the test is over.
final class StoreFolder {
    let url: URL
    static let secret = "a key of thirty-two bytes, or so"
    static let london: ZoneRules = {
        guard let zone = try? ZoneRules.load("Europe/London") else { preconditionFailure("the zone data is installed") }
        return zone
    }()

    init() throws {
        url = FileManager.default.temporaryDirectory.appendingPathComponent("wfm-store-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func path(_ name: String) -> String { url.appendingPathComponent(name).path }

    func open(_ name: String = "centre.store", mostPages: Int? = nil, wait: Double = 0) throws -> InteractionStore {
        try InteractionStore.open(
            path(name), timeZone: "Europe/London", creates: true, waitSeconds: wait, mostPages: mostPages)
    }

    static func key() throws -> CustomerKey { try CustomerKey(Array(secret.utf8), name: "test") }

    /// Imports a text as a file.
    @discardableResult
    static func add(
        _ log: NamedLog, to store: InteractionStore, key: CustomerKey? = nil, mostRejects: Int? = nil
    ) async throws -> FileImport.Outcome {
        let settings = FileImport.Settings(
            mapping: .native, reading: "native", zone: london, customers: .hidden(try key ?? self.key()),
            mostRejects: mostRejects)
        return try await FileImport(into: store, settings).run(RandomAccessInput(log.input))
    }

    /// The bytes of every file in the folder, by name.
    func contents() throws -> [String: Data] {
        var contents: [String: Data] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: url.path) {
            contents[name] = try Data(contentsOf: url.appendingPathComponent(name))
        }
        return contents
    }
}

/// A log with a name.
struct NamedLog {
    var name: String
    var text: String
    var input: InputBytes { InputBytes(name: name, bytes: Array(text.utf8)) }

    static let header =
        "interaction_id,customer_id,channel,queue,direction,created_at,answered_at,ended_at,wait_s,talk_s,hold_s,wrap_s,"
        + "agent_id,disposition,reason,resolved,transferred,revenue,updated_at\n"

    init(_ name: String, rows: [String]) {
        self.name = name
        text = NamedLog.header + rows.map { $0 + "\n" }.joined()
    }

    /// A short row.
    static func row(
        _ id: String, customer: String = "C1", queue: String = "sales", at time: String, talk: String = "60",
        reason: String = "order", updated: String = ""
    ) -> String {
        "\(id),\(customer),voice,\(queue),inbound,\(time),,,5,\(talk),,10,A1,answered,\(reason),1,0,,\(updated)"
    }
}

extension InteractionStore {
    /// Everything it knows, in an order that does not depend on how it came in.
    func dump() throws -> String {
        var bytes: [UInt8] = []
        try export(allVersions: true, zone: StoreFolder.london) { bytes += $0 }
        let status = try status()
        let batches = status.batches.map { "\($0.name) \($0.content) \($0.newest.seconds) \($0.accounting)" }
        return (batches + ["\(status.streams)", String(decoding: bytes, as: UTF8.self)]).joined(separator: "\n")
    }

    /// Its `history.csv`.
    func historyBytes(_ settings: HistorySettings = .quarterHours) throws -> String {
        _ = try refreshHistory(settings, zone: StoreFolder.london)
        let history = try history(settings, zone: StoreFolder.london)
        var bytes = HistoryFile.header
        for index in 0..<history.count {
            bytes += HistoryFile.writeRows(try history.stream(index).history().intervals, zone: StoreFolder.london)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension HistorySettings {
    static let quarterHours = HistorySettings(intervalSeconds: 900, target: ServiceTarget(withinSeconds: 20))
}

/// What `wfm import` makes of logs: the independent judge of a store.
struct PlainImportOfLogs {
    var history: String
    var accounting: PlanSummary.Accounting

    init(_ logs: [NamedLog], intervalSeconds: Int = 900) async throws {
        var log = LogImport(LogImport.Settings(zone: StoreFolder.london))
        for named in logs {
            var next: LogFile? = try log.open(RandomAccessInput(named.input))
            while let file = next {
                for index in 0..<file.chunkCount { try log.accept(file.chunk(index)) }
                next = try log.endFile()
            }
        }
        let imported = try await log.finish(threads: 1)
        accounting = imported.accounting
        let streams = (consume imported).streams(
            intervalSeconds: intervalSeconds, target: ServiceTarget(withinSeconds: 20))
        var bytes = HistoryFile.header
        for index in streams.streams.indices {
            bytes += HistoryFile.writeRows(
                streams.history(of: index, withEmptyIntervals: true).intervals, zone: StoreFolder.london)
        }
        history = String(decoding: bytes, as: UTF8.self)
    }
}
