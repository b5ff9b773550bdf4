import ArgumentParser
import ContactCenter
import FileFormats
import InteractionStore
import Interactions
import Planning
import Tabular

/// `wfm store import`: files into the store.
struct StoreImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Imports interaction files, each as a whole or not at all.",
        discussion: """
            The store is made when there is none. A file whose content was imported before is passed over. Of two
            versions of a contact the one with the newer updated_at stands; where nobody states it, that of the file
            whose newest contact is later. So the order of the files does not matter.
            Always: accepted + identical duplicates + superseded + rejected = read.

            EXAMPLE
              head -c 32 /dev/urandom | base64 > customer.key && chmod 600 customer.key
              wfm store import centre.store data/demo/sample/interactions.csv \\
                --time-zone Europe/London --key-file customer.key --rejects rejects.csv
            """)

    @OptionGroup var options: StoreOptions

    @Argument(help: "Interaction files; '-' is standard input.")
    var logs: [String]

    @Option(
        help: ArgumentHelp(
            "What the files hold: auto recognises it; a name of wfm import's, or the path of a mapping file, states it.",
            valueName: "auto|name|file"))
    var format = "auto"

    @Option(help: "IANA time zone of a store that is made now (UTC when omitted).")
    var timeZone: String?

    @Option(help: "Minutes of work of one reply to a ticket: ticket logs have no handle time.")
    var touchMinutes: Double?

    @OptionGroup var key: CustomerKeyOptions

    @Flag(help: "Do not keep who the customers are.")
    var withoutCustomers = false

    @Option(help: "File for refused rows with their reasons.")
    var rejects: String?

    @Option(help: "Refuse a file of which more rows than this are refused.")
    var maxRejects: Int?

    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard maxRejects ?? 0 >= 0 else { throw ValidationError("--max-rejects cannot be negative") }
        try LogOptions.check(touchMinutes: touchMinutes)
        guard !withoutCustomers || (key.keyFile == nil && key.keyEnv == nil) else {
            throw ValidationError("--without-customers needs no key")
        }
    }

    func run() async throws {
        try await InterruptSignal.during { interruption in
            try await importFiles(context: common.context(interruption: interruption))
        }
    }

    private func importFiles(context: StageContext) async throws {
        let customers: CustomerHandling = withoutCustomers ? .leftOut : .hidden(try key.key())
        if let timeZone { _ = try ZoneRules.load(timeZone) }
        let choice = try FormatChoice.word(format)
        var mapping: [UInt8]?
        if case .mapping(let path) = choice { mapping = try InputBytes.read(path).bytes }
        // A file that cannot be read is told before a store is made for it.
        let sources = try ImportSources.open(logs, as: choice)
        guard case .contacts(let groups, let fields) = sources.content else {
            throw PlanningError.invalid(
                "\(logs.joined(separator: ", ")): counts by interval, but a store keeps contacts",
                hint: "wfm import makes a history of tables of intervals")
        }
        if let first = groups.first, first.format == .wfm {
            try FileImport.checkBeginning(first.inputs[0], mapping: fields)
        }
        for note in sources.notes { common.say("note: \(note)") }
        let store = try options.open(timeZone: timeZone, creates: true, say: common.say)
        let zone = try ZoneRules.load(store.timeZone)
        var refused: [Reject] = []
        for (format, input) in groups.flatMap({ group in group.inputs.map { (group.format, $0) } }) {
            try context.checkInterruption()
            let reading = try BatchFile.reading(of: format, mapping: mapping, touchMinutes: touchMinutes)
            let files = FileImport(
                into: store,
                FileImport.Settings(
                    format: format, mapping: fields, reading: reading, zone: zone, customers: customers,
                    mostRejects: maxRejects, touchMinutes: touchMinutes))
            do {
                let outcome = try await files.run(input) { share in
                    try context.checkInterruption()
                    context.report(PlanProgress(.importing, share: share, detail: input.name))
                }
                refused += tell(outcome, of: input.name, reading: reading)
            } catch {
                if let error = error as? TooManyRejects {
                    refused += error.rejects
                    try writeRejects(refused)
                    throw error.reason
                }
                try writeRejects(refused)
                throw error
            }
        }
        try writeRejects(refused)
    }

    private func writeRejects(_ refused: [Reject]) throws {
        if let rejects { try Output.write(rejectsCSV(refused), to: rejects) }
    }

    /// Says what became of a file; returns its refused rows.
    private func tell(_ outcome: FileImport.Outcome, of file: String, reading: String) -> [Reject] {
        switch outcome {
        case .known(let name, let knownReading):
            common.say("\(file): was imported before\(name == file ? "" : " as \(name)"); nothing was done")
            if knownReading != reading {
                common.say(
                    "warning: \(file) was read in another way then (\(knownReading)); to read it anew, import it"
                        + " into a new store")
            }
            return []
        case .stored(let result):
            let report = result.report
            for note in result.notes { common.say("note: \(note)") }
            common.say("\(file): \(report.accounting.words)")
            common.say(
                "\(file): \(report.newContacts) new contacts, \(report.correctedContacts) corrected,"
                    + " \(report.dirtyIntervals) intervals to be counted again")
            if report.outrankedRows > 0 {
                common.say(
                    "note: \(file): \(report.outrankedRows) rows do not count, because a newer change, or a file with"
                        + " newer contacts, says something else; a column updated_at settles which is newer")
            }
            return result.rejects
        }
    }
}
