import ContactCenter
import FileFormats
import Interactions
import Tabular

/// Where the contacts of a command come from, and how they are read.
public struct ContactSource: Sendable {
    /// Files of contacts.
    public var paths: [String]
    /// How they are read: `auto`, the name of a format, or the path of a mapping file.
    public var format: String
    /// Clock of the centre.
    public var zone: ZoneRules
    /// Channels accepted beyond the known ones.
    public var knownChannels: [Channel] = []
    /// Minutes of work of one reply to a ticket; `nil` = unknown.
    public var touchMinutes: Double?
    /// More refused rows than this stop; `nil` = any number.
    public var mostRejects: Int?

    /// `paths` on the clock of `zone`.
    public init(_ paths: [String], format: String = "auto", zone: ZoneRules = .utc) {
        self.paths = paths
        self.format = format
        self.zone = zone
    }

    /// What the plan of `workspace` names: its files unless there are `paths`, its mapping unless a `format` is stated,
    /// its clock and its channels.
    public init(_ workspace: PlanWorkspace, paths: [String] = [], format: String? = nil) {
        self.init(
            paths.isEmpty ? workspace.interactionPaths : paths, format: format ?? workspace.mappingPath ?? "auto",
            zone: workspace.zone)
        knownChannels = workspace.channels
        touchMinutes = workspace.plan.interactions.touchMinutes
        // A mapping beside the plan is a path, however it is called.
        if format == nil, workspace.mappingPath != nil { isMapping = true }
    }

    private var isMapping = false

    /// How the files are read.
    ///
    /// - Throws: ``UnknownFormat``
    var choice: FormatChoice {
        get throws { isMapping ? .mapping(path: format) : try .word(format) }
    }

    /// What reads contacts.
    var reader: PlainImport {
        PlainImport(zone: zone, knownChannels: knownChannels, mostRejects: mostRejects, touchMinutes: touchMinutes)
    }

    /// The files as an error names them.
    var name: String { paths.joined(separator: ", ") }

    /// Reads the files as one log.
    ///
    /// - Throws: `TabularError` of a file that cannot be read; `PlanningError` when every row was refused, and for files
    ///   that hold intervals; ``UnknownFormat``; `TabularError` with the first refused row when there are too many.
    func read(context: StageContext) async throws -> ImportedLog {
        do {
            return try await reader.run(paths: paths, as: choice, keepsReasons: false, context: context)
        } catch let error as TooManyRejects {
            throw error.reason
        }
    }
}
