import ContactCenter
import FileFormats
import Interactions
import Tabular

/// A history file with what is not to be believed marked, every change listed, and back again to the byte.
public struct CleanStage: Sendable {
    /// What came out.
    public struct Outcome: Sendable {
        /// The history file with the status of marked intervals set to outage and every other byte as it was.
        public var history: [UInt8]
        /// What was found, one row an interval.
        public var changes: [CleaningChangeFile.Row]
        /// What was found, in words.
        public var words: [String]
    }

    /// The clock.
    public let zone: ZoneRules
    private let calendars: [QueueChannel: CentreCalendar]
    private let channels: [Channel]

    /// Cleaning on the clock `zone`, without opening hours and special days.
    public init(zone: ZoneRules) {
        self.zone = zone
        calendars = [:]
        channels = []
    }

    /// Cleaning with a plan's clock and calendars.
    public init(_ workspace: PlanWorkspace) {
        zone = workspace.zone
        calendars = Dictionary(
            workspace.streams.map { ($0.stream, $0.arrivalCalendar) }, uniquingKeysWith: { first, _ in first })
        channels = workspace.channels
    }

    /// Cleans a `history.csv`.
    ///
    /// - Throws: `TabularError.badData` at the file's first fault, such as a missing column `status`.
    public func clean(_ input: InputBytes) throws(TabularError) -> Outcome {
        let history = try HistoryFile.read(input, channels: channels).sorted {
            ($0.stream, $0.start) < ($1.stream, $1.start)
        }
        let found = HistoryCleaner(zone: zone, calendars: calendars).clean(history).changes
        let marked = try HistoryEdit.markOutage(
            Set(found.flatMap { $0.originals.map { HistoryEdit.Interval(stream: $0.stream, start: $0.start) } }),
            in: input, channels: channels)
        var rows: [CleaningChangeFile.Row] = []
        for (index, change) in found.enumerated() {
            func row(start: Instant, seconds: Int, original: String?) -> CleaningChangeFile.Row {
                CleaningChangeFile.Row(
                    change: index + 1, kind: change.kind.rawValue, stream: change.stream, start: start,
                    intervalSeconds: seconds, offered: change.kind == .missing ? nil : change.offered,
                    usual: change.usual, reason: change.reason, original: original)
            }
            if change.kind.isReport {
                rows.append(row(start: change.start, seconds: min(86_400, change.end - change.start), original: nil))
            }
            rows += change.originals.map {
                row(
                    start: $0.start, seconds: $0.intervalSeconds,
                    original: marked.originals[HistoryEdit.Interval(stream: $0.stream, start: $0.start)])
            }
        }
        return Outcome(history: marked.bytes, changes: rows, words: found.map(\.description))
    }

    /// The history file as it was before the changes.
    ///
    /// Changes may be left out of the list: then only the rest is undone.
    /// - Throws: `TabularError.badData` when a changed interval is not in the file.
    public func undo(_ changes: [CleaningChangeFile.Row], in input: InputBytes) throws(TabularError) -> [UInt8] {
        var originals: [HistoryEdit.Interval: String] = [:]
        for change in changes {
            guard let original = change.original else { continue }
            originals[HistoryEdit.Interval(stream: change.stream, start: change.start)] = original
        }
        return try HistoryEdit.restore(originals, in: input, channels: channels)
    }

    /// Reads `changes.csv` with the plan's channels.
    public func readChanges(_ input: InputBytes) throws(TabularError) -> [CleaningChangeFile.Row] {
        try CleaningChangeFile.read(input, channels: channels)
    }
}
