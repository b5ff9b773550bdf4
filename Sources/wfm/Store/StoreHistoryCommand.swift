import ArgumentParser
import ContactCenter
import FileFormats
import InteractionStore
import Tabular

/// `wfm store history`: interval history of the contacts in the store.
struct StoreHistoryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history",
        abstract: "Writes the interval history of the store.",
        discussion: """
            The same bytes as 'wfm import' of all files in the order that 'wfm store status' lists them. The history is
            kept counted: after an import only the intervals are counted again whose contacts have changed. Other
            settings than the last time count it as a whole.

            EXAMPLE
              head -c 32 /dev/urandom | base64 > customer.key && chmod 600 customer.key
              wfm store import centre.store data/demo/sample/interactions.csv \\
                --key-file customer.key
              wfm store history centre.store --interval 900 --output history.csv
            """)

    @OptionGroup var options: StoreOptions

    @Option(help: "Length of an interval in seconds.")
    var interval = 1800

    @Option(help: "Seconds of the service level.")
    var within = 20.0

    @Option(help: "Where the history goes; standard output when omitted.")
    var output: String?

    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard interval > 0, 86_400 % interval == 0 else {
            throw ValidationError("--interval must divide a day, found \(interval) seconds")
        }
        guard within >= 0, within.isFinite else { throw ValidationError("--within cannot be negative") }
    }

    func run() async throws {
        let store = try options.open(say: common.say)
        let zone = try ZoneRules.load(store.timeZone)
        let settings = HistorySettings(
            intervalSeconds: interval, target: ServiceTarget(withinSeconds: within))
        let refresh = try store.refreshHistory(settings, zone: zone)
        let history = try store.history(settings, zone: zone)
        let table = try GrowingOutput(path: output)
        try table.append(HistoryFile.header)
        var notes = history.notes
        for index in 0..<history.count {
            let stream = try history.stream(index).history()
            if let note = stream.note { notes.append(note) }
            try table.append(HistoryFile.writeRows(stream.intervals, zone: zone))
        }
        try table.commit()
        for note in notes { common.say("note: \(note)") }
        common.say(
            refresh.isWhole
                ? "all \(refresh.counted) intervals with contacts were counted"
                : "\(refresh.counted) intervals were counted again")
    }
}
