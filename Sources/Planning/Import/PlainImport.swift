import ContactCenter
import Interactions
import Tabular

/// Contacts of any known format → an imported log, from which histories, repeats and the contacts themselves are had.
public struct PlainImport: Sendable {
    private var settings: LogImport.Settings

    /// An import of contacts under `mapping` on the clock of `zone` that gives up after more than `mostRejects` refused
    /// rows.
    ///
    /// - Parameters:
    ///   - knownChannels: Channels accepted beyond the known ones.
    ///   - touchMinutes: Work of one reply to a ticket; `nil` = unknown.
    public init(
        zone: ZoneRules, knownChannels: [Channel] = [], mostRejects: Int? = nil, touchMinutes: Double? = nil
    ) {
        settings = LogImport.Settings(zone: zone, knownChannels: knownChannels, mostRejects: mostRejects)
        settings.touchMinutes = touchMinutes
    }

    /// Reads `paths` as one log; first-contact resolution needs `keepsReasons`.
    ///
    /// - Throws: `TabularError` of a file that cannot be read; `PlanningError` when every row was refused, and for files
    ///   that hold intervals.
    public func run(
        paths: [String], as choice: FormatChoice, keepsReasons: Bool, context: StageContext
    ) async throws -> ImportedLog {
        let sources = try ImportSources.open(paths, as: choice)
        guard case .contacts(let groups, let mapping) = sources.content else {
            throw PlanningError.invalid(
                "\(paths.joined(separator: ", ")): counts by interval, but contacts are needed here",
                hint: "give a log of contacts; wfm import reads tables of intervals")
        }
        return try await run(
            groups, mapping: mapping, recognised: sources.notes, keepsReasons: keepsReasons, context: context)
    }

    /// Reads opened files as one log.
    public func run(
        _ groups: [(format: SourceFormat, inputs: [RandomAccessInput])], mapping: ColumnMapping,
        recognised: [String] = [], keepsReasons: Bool, context: StageContext
    ) async throws -> ImportedLog {
        var settings = settings
        settings.mapping = mapping
        settings.keepsReasons = keepsReasons
        var log = LogImport(settings)
        log.note(recognised)
        for group in groups {
            try context.checkInterruption()
            var next: LogFile? = try log.open(group.inputs, format: group.format)
            while let file = next {
                try await orderedBlocks(count: file.chunkCount, threads: context.threads) { index in
                    try file.chunk(index)
                } emit: { index, chunk in
                    try context.checkInterruption()
                    try log.accept(chunk)
                    context.report(
                        PlanProgress(
                            .importing, share: 0.9 * Double(index + 1) / Double(file.chunkCount),
                            detail: group.inputs[0].name))
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
