import ArgumentParser
import ContactCenter
import FileFormats
import Planning
import Tabular

/// `wfm clean`: a history with what is not to be believed marked, and back.
struct CleanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clean",
        abstract: "Finds outages and outliers in a history, marks them, and lists every change.",
        discussion: """
            A marked interval gets the status 'outage': its numbers stay, but count as unknown. Lasting changes of the level
            and intervals without a row are reported, not changed. Delete a change from the list to keep it when undoing
            the others.

            EXAMPLES
              wfm clean history.csv --plan plan.yaml --output cleaned.csv --changes changes.csv
              wfm clean cleaned.csv --plan plan.yaml --undo changes.csv --output history.csv
            """)

    @Argument(help: "history.csv of 'wfm import'; with --undo the cleaned one. '-' is standard input.")
    var history: String

    @Option(help: "The plan file with opening hours, special days and time zone.")
    var plan: String?

    @Option(help: "IANA time zone, without a plan.")
    var timeZone = "UTC"

    @Option(help: "Where the history goes; standard output when omitted.")
    var output: String?

    @Option(help: "Where the list of changes goes.")
    var changes: String?

    @Option(help: "A list of changes to undo.")
    var undo: String?

    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard (changes == nil) != (undo == nil) else {
            throw ValidationError(
                "--changes FILE is needed to clean (nothing could be undone without it), or --undo FILE")
        }
    }

    func run() async throws {
        let stage =
            try plan.map { CleanStage(try PlanWorkspace.load($0)) } ?? CleanStage(zone: ZoneRules.load(timeZone))
        let input = try InputBytes.read(history)
        if let undo {
            let rows = try stage.readChanges(InputBytes.read(undo))
            try Output.write(stage.undo(rows, in: input), to: output)
            common.say("\(rows.count { $0.original != nil }) intervals are as they were")
            return
        }
        let outcome = try stage.clean(input)
        try Output.write(outcome.history, to: output)
        if let changes { try Output.write(CleaningChangeFile.write(outcome.changes, zone: stage.zone), to: changes) }
        for words in outcome.words { common.say(words) }
        let marked = outcome.changes.count { $0.original != nil }
        common.say("\(marked) \(marked == 1 ? "interval" : "intervals") marked as outage")
    }
}
