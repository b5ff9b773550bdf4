import ContactCenter
import Interactions
import Tabular

/// Interactions → interval history without a plan: every queue × channel of the files, open around the clock.
public struct PlainImport: Sendable {
    private let mappingPath: String?
    private let zone: ZoneRules
    private let mostRejects: Int?

    /// An import on the clock of `zone` that gives up after more than `mostRejects` refused rows.
    public init(mappingPath: String?, zone: ZoneRules, mostRejects: Int? = nil) {
        self.mappingPath = mappingPath
        self.zone = zone
        self.mostRejects = mostRejects
    }

    /// Reads `paths` as one log; first-contact resolution needs `keepsReasons`.
    ///
    /// - Throws: `TabularError` of a file that cannot be read; `PlanningError` when every row was refused.
    public func run(paths: [String], keepsReasons: Bool, context: StageContext) async throws -> ImportedLog {
        let mapping = try mappingPath.map { try ColumnMapping.read(InputBytes.read($0)) } ?? .native
        var log = LogImport(
            LogImport.Settings(
                mapping: mapping, zone: zone, keepsReasons: keepsReasons, mostRejects: mostRejects))
        for path in paths {
            try context.checkInterruption()
            var next: LogFile? = try log.open(path)
            while let file = next {
                try await orderedBlocks(count: file.chunkCount, threads: context.threads) { index in
                    try file.chunk(index)
                } emit: { index, chunk in
                    try context.checkInterruption()
                    try log.accept(chunk)
                    context.report(
                        PlanProgress(
                            .importing, share: 0.9 * Double(index + 1) / Double(file.chunkCount), detail: path))
                }
                next = try log.endFile()
            }
        }
        let imported = try await log.finish(threads: context.threads)
        if imported.accounting.accepted == 0, let first = imported.rejects.first {
            throw PlanningError.everythingRejected(first, count: imported.rejects.count)
        }
        return imported
    }

    /// Counts the streams of a log by interval and hands the history of each to `emit`, in the order of every file.
    ///
    /// - Returns: What was found and decided; its notes are those about the history.
    public static func history(
        of histories: StreamHistories, withEmptyIntervals: Bool, context: StageContext,
        render: @escaping @Sendable ([IntervalCounts]) -> [UInt8], emit: ([UInt8]) throws -> Void
    ) async throws -> DataHealth {
        var health = histories.health
        var notes: [String] = []
        if histories.outbound > 0 { notes.append("\(histories.outbound) outbound contacts are not counted as demand") }
        for (name, stream) in zip(histories.streams, health.streams) where name != stream.stream {
            notes.append("\(stream.stream) is written as \(name), so that no spreadsheet takes it for a formula")
        }
        var intervals = 0
        try await orderedBlocks(count: histories.streams.count, threads: context.threads) { index in
            let history = histories.history(of: index, withEmptyIntervals: withEmptyIntervals)
            return (bytes: render(history.intervals), note: history.note, count: history.intervals.count)
        } emit: { index, block in
            try context.checkInterruption()
            intervals += block.count
            if let note = block.note { notes.append(note) }
            try emit(block.bytes)
        }
        context.report(PlanProgress(.importing, share: 1, detail: "\(intervals) intervals"))
        health.notes = notes
        return health
    }
}
