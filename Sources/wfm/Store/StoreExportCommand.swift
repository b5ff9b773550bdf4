import ArgumentParser
import ContactCenter
import FileFormats
import InteractionStore
import Tabular

/// `wfm store export`: the contacts in the store as interactions.csv.
struct StoreExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Writes the contacts of the store as interactions.csv, customers under their pseudonyms.",
        discussion: """
            In the order of their ids. With --all-versions the versions that do not stand follow the one that does, each
            with the first and last row that states it: everything a store knows.

            EXAMPLE
              head -c 32 /dev/urandom | base64 > customer.key && chmod 600 customer.key
              wfm store import centre.store data/demo/sample/interactions.csv \\
                --key-file customer.key
              wfm store export centre.store --output interactions.csv
            """)

    @OptionGroup var options: StoreOptions

    @Flag(help: "Also the versions of contacts that were corrected.")
    var allVersions = false

    @Option(help: "Where the table goes; standard output when omitted.")
    var output: String?

    func run() throws {
        let store = try options.open(say: StandardError.line)
        let table = try GrowingOutput(path: output)
        try store.export(allVersions: allVersions, zone: ZoneRules.load(store.timeZone)) { try table.append($0) }
        try table.commit()
    }
}
