import ArgumentParser
import ContactCenter
import FileFormats
import Planning

/// Which interaction files a command reads, and how.
struct LogOptions: ParsableArguments {
    @Option(
        help: """
            A plan file: its interactions are read when no file is named, with its mapping, on its clock and with its \
            channels.
            """)
    var plan: String?

    @Option(
        help: ArgumentHelp(
            """
            How the log is read: auto, the name of a format (see wfm import --help), or the path of a mapping file; the \
            plan's mapping, or auto, when omitted.
            """, valueName: "auto|name|file"))
    var format: String?

    @Option(help: "IANA time zone of the centre, without a plan (UTC when omitted).")
    var timeZone: String?

    @Option(help: "Minutes of work of one reply to a ticket: ticket logs have no handle time.")
    var touchMinutes: Double?

    @Option(help: "Stop when more rows than this are refused.")
    var maxRejects: Int?

    func validate() throws {
        guard plan == nil || timeZone == nil else {
            throw ValidationError("--time-zone is for logs without --plan: the plan states the centre's clock")
        }
        guard maxRejects ?? 0 >= 0 else { throw ValidationError("--max-rejects cannot be negative") }
        try LogOptions.check(touchMinutes: touchMinutes)
    }

    /// Refuses minutes of work that no reply takes.
    static func check(touchMinutes: Double?) throws {
        guard touchMinutes ?? 1 > 0, touchMinutes ?? 1 < 10_000 else {
            throw ValidationError("--touch-minutes is a positive number of minutes")
        }
    }

    /// The plan, when one is named.
    func workspace() throws -> PlanWorkspace? { try plan.map { try PlanWorkspace.load($0) } }

    /// The contacts of `paths`, or of the plan.
    func source(_ paths: [String], plan workspace: PlanWorkspace?) throws -> ContactSource {
        var source =
            if let workspace {
                ContactSource(workspace, paths: paths, format: format)
            } else {
                ContactSource(paths, format: format ?? "auto", zone: try ZoneRules.load(timeZone ?? "UTC"))
            }
        if let touchMinutes { source.touchMinutes = touchMinutes }
        source.mostRejects = maxRejects
        return source
    }
}
