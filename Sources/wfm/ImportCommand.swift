import ArgumentParser
import ContactCenter
import FileFormats
import Interactions
import Planning
import Tabular

/// `wfm import`: interactions to interval history.
struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Turns interactions, or other systems' exports, into interval history.",
        discussion: """
            With --plan, the plan's queues, calendars and targets apply, and its interactions are read when no file is
            named. Without it every queue × channel of the files is taken as open around the clock; files of any size,
            also packed by gzip or zstd, and one JSON object a line.
            Formats are recognised: wfm's own log, Asterisk, Amazon Connect, FreeSWITCH, tickets, and tables of intervals
            of Genesys Cloud, Calabrio, Avaya, Cisco, Alibaba Cloud or with columns of known names (docs/formats.md).
            Always: accepted + identical duplicates + superseded + rejected = read.

            EXAMPLES
              wfm import --plan data/demo/plan.yaml --output history.csv --rejects rejects.csv
              wfm import data/demo/sample/interactions.csv --time-zone Europe/London --interval 900 > history.csv
              wfm import docs/examples/queue_log --rejects rejects.csv > history.csv
              wfm import data/demo/sample/interactions.csv --patience patience.csv > history.csv
              wfm import data/demo/sample/interactions.csv --handling handling.csv > history.csv
            """)

    enum Columns: String, ExpressibleByArgument, CaseIterable {
        case native, reference
    }

    @Argument(help: "Interaction files; '-' is standard input. The plan's own when omitted.")
    var logs: [String] = []

    @Option(help: "The plan file that names queues, calendars and targets.")
    var plan: String?

    @Option(
        help: ArgumentHelp(
            """
            How the files are read: \(ImportCommand.formats), or the path of a mapping file (see docs/formats.md); the \
            plan's mapping, or auto, when omitted.
            """,
            valueName: "auto|name|file"))
    var format: String?

    @Option(
        help:
            "Length of an interval in seconds, without a plan: 1800 for logs, that of the file for tables of intervals."
    )
    var interval: Int?

    @Option(help: "IANA time zone, without a plan (UTC when omitted).")
    var timeZone: String?

    @Option(help: "Minutes of work of one reply to a ticket: ticket logs have no handle time.")
    var touchMinutes: Double?

    @Option(help: "Seconds of the service level, without a plan (20 when omitted); tables of intervals have their own.")
    var within: Double?

    @Option(help: "The columns written: native (history.csv), or reference (non-empty intervals, epoch seconds).")
    var columns = Columns.native

    @Flag(help: "With --columns reference: interval starts as seconds since 1970 (always so; stated for scripts).")
    var epoch = false

    @Option(help: "Where the history goes; standard output when omitted.")
    var output: String?

    @Option(help: "File for refused rows with their reasons.")
    var rejects: String?

    @Option(help: "File for the data-health report, what was found and decided, as JSON.")
    var health: String?

    @Option(help: "Stop when more rows than this are refused.")
    var maxRejects: Int?

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp(
            "First-contact resolution per queue: the window in days and a file, e.g. 7d fcr.csv.",
            valueName: "window file"))
    var fcr: [String] = []

    @Option(
        help: """
            Without a plan: file for the patience of customers by ten seconds of waiting (Kaplan–Meier, hazard, \
            exponential).
            """)
    var patience: String?

    @Option(
        help: """
            Without a plan: file for the handle time by interval as centres' reports book it: by arrival, by the \
            contact's end, and true to interval.
            """)
    var handling: String?

    @OptionGroup var common: CommonOptions

    private static let formats = (["auto"] + SourceFormat.allCases.map(\.rawValue)).joined(separator: ", ")

    /// Window of the repeat rule in days.
    private var repeatWindowDays: Int? {
        guard let first = fcr.first else { return HistoryStage.repeatWindowDays }
        return first.hasSuffix("d") ? Int(first.dropLast()) : nil
    }

    func validate() throws {
        guard fcr.isEmpty || fcr.count == 2, let repeatWindowDays, repeatWindowDays > 0 else {
            throw ValidationError("--fcr needs a window in days and a file, e.g. --fcr 7d fcr.csv")
        }
        guard plan != nil || !logs.isEmpty else {
            throw ValidationError("name at least one interaction file, or --plan PLAN.yaml")
        }
        guard maxRejects ?? 0 >= 0 else { throw ValidationError("--max-rejects cannot be negative") }
        guard plan == nil || (patience == nil && handling == nil) else {
            throw ValidationError("--patience and --handling are for imports without --plan")
        }
        guard plan == nil || (interval == nil && timeZone == nil && within == nil) else {
            throw ValidationError("--interval, --time-zone and --within are for imports without --plan: it states them")
        }
        try LogOptions.check(touchMinutes: touchMinutes)
        if let interval {
            guard interval > 0, 86_400 % interval == 0 else {
                throw ValidationError("--interval must divide a day, found \(interval) seconds")
            }
        }
    }

    func run() async throws {
        try await InterruptSignal.during { interruption in
            let context = common.context(interruption: interruption)
            if let plan {
                try await importPlan(plan, context: context)
            } else {
                try await importFiles(context: context)
            }
        }
    }

    private func importPlan(_ plan: String, context: StageContext) async throws {
        let workspace = try PlanWorkspace.load(plan)
        var source = ContactSource(workspace, paths: logs, format: format)
        if let touchMinutes { source.touchMinutes = touchMinutes }
        source.mostRejects = maxRejects
        let outcome: HistoryStage.Outcome
        do {
            outcome = try await HistoryStage(workspace).run(
                source: source, repeatWindowDays: repeatWindowDays ?? HistoryStage.repeatWindowDays, context: context)
        } catch let error as TooManyRejects {
            throw try told(error)
        }
        let bytes =
            columns == .reference
            ? ReferenceIntervals.write(outcome.history) : HistoryFile.write(outcome.history, zone: workspace.zone)
        try Output.write(bytes, to: output)
        if let rejects { try Output.write(rejectsCSV(outcome.rejects), to: rejects) }
        if let file = fcr.last { try Output.write(ReferenceIntervals.write(outcome.resolutions), to: file) }
        if let health { try Output.write(DataHealthFile.write(outcome.health), to: health) }
        say(outcome.notes, outcome.accounting)
    }

    /// Writes the refused rows down; returns what to report.
    private func told(_ error: TooManyRejects) throws -> TabularError {
        if let rejects { try Output.write(rejectsCSV(error.rejects), to: rejects) }
        return error.reason
    }

    private func importFiles(context: StageContext) async throws {
        let zone = try ZoneRules.load(timeZone ?? "UTC")
        let sources = try ImportSources.open(logs, as: FormatChoice.word(format ?? "auto"))
        switch sources.content {
        case .contacts(let groups, let mapping):
            try await importContacts(groups, mapping, recognised: sources.notes, zone: zone, context: context)
        case .intervals(let files, let mapping):
            try importIntervals(files, mapping, recognised: sources.notes, zone: zone)
        }
    }

    private func importIntervals(
        _ files: [(input: RandomAccessInput, format: SourceFormat)], _ mapping: IntervalMapping?, recognised: [String],
        zone: ZoneRules
    ) throws {
        let needsContacts = [("fcr", fcr.last), ("patience", patience), ("handling", handling)]
        if let option = needsContacts.first(where: { $0.1 != nil })?.0 {
            throw ValidationError("--\(option) needs contacts; \(files[0].input.name) holds counts by interval")
        }
        let outcome = try IntervalImport(zone: zone).run(files, mapping: mapping)
        do {
            try outcome.check(mostRejects: maxRejects)
        } catch let error as TooManyRejects {
            throw try told(error)
        }
        let history = try IntervalHistory(outcome, intervalSeconds: interval, zone: zone)
        let intervals = history.intervals.map(\.guarded)
        try Output.write(
            columns == .reference ? ReferenceIntervals.write(intervals) : HistoryFile.write(intervals, zone: zone),
            to: output)
        if let rejects { try Output.write(rejectsCSV(outcome.rejects), to: rejects) }
        var found = outcome.health
        let notes = recognised + found.files.flatMap(\.decisions)
        found.notes += history.notes
        if let health { try Output.write(DataHealthFile.write(found), to: health) }
        say(notes + found.notes, outcome.accounting)
    }

    private func importContacts(
        _ groups: [(format: SourceFormat, inputs: [RandomAccessInput])], _ mapping: ColumnMapping, recognised: [String],
        zone: ZoneRules, context: StageContext
    ) async throws {
        Allocator.returnFreedMemory()
        let log: ImportedLog
        do {
            log = try await PlainImport(zone: zone, mostRejects: maxRejects, touchMinutes: touchMinutes).run(
                groups, mapping: mapping, recognised: recognised, keepsReasons: !fcr.isEmpty, context: context)
        } catch let error as TooManyRejects {
            throw try told(error)
        }
        let (accounting, rejected) = (log.accounting, log.rejects)
        let notes = log.notes
        var resolutions: [QueueResolution] = []
        if let window = repeatWindowDays, !fcr.isEmpty {
            resolutions = try await log.resolutions(windowSeconds: window * 86_400, threads: common.threads)
        }
        var curve = PatienceCurve()
        var book = HandlingBook(zone: zone, intervalSeconds: interval ?? 1800)
        if patience != nil || handling != nil {
            try log.forEachInteraction { contact, _ in
                if patience != nil { curve.add(contact) }
                if handling != nil { book.add(contact) }
            }
        }
        let table = try GrowingOutput(path: output)
        let isReference = columns == .reference
        try table.append(isReference ? ReferenceIntervals.header : HistoryFile.header)
        let histories = (consume log).streams(
            intervalSeconds: interval ?? 1800, target: ServiceTarget(withinSeconds: within ?? 20))
        // The rows are in their places; what follows uses a few tables again and again.
        Allocator.keepFreedMemory()
        let found = try await PlainImport.history(
            of: histories, withEmptyIntervals: !isReference, context: context,
            render: { isReference ? ReferenceIntervals.writeRows($0) : HistoryFile.writeRows($0, zone: zone) },
            emit: { try table.append($0) })
        try table.commit()
        if let rejects { try Output.write(rejectsCSV(rejected), to: rejects) }
        if let file = fcr.last { try Output.write(ReferenceIntervals.write(resolutions), to: file) }
        if let health { try Output.write(DataHealthFile.write(found), to: health) }
        if let patience {
            try Output.write(PatienceFile.write(curve.rows(everySeconds: ImportCommand.patienceSeconds)), to: patience)
        }
        if let handling { try Output.write(HandlingFile.write(book.rows, zone: zone), to: handling) }
        say(notes + found.notes + curve.inWords, accounting)
    }

    /// Length of a row of the patience file.
    private static let patienceSeconds = 10.0

    private func say(_ notes: [String], _ rows: PlanSummary.Accounting) {
        for note in notes { common.say("note: \(note)") }
        common.say(rows.words)
    }
}
