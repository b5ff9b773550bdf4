import ArgumentParser
import ContactCenter
import FileFormats
import Foundation
import InteractionStore
import Tabular

/// `wfm store status`: what is in the store.
struct StoreStatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Says what is in the store, file by file.",
        discussion: """
            Files are listed in the order of their rank: later ones correct earlier ones. Of each file:
            accepted + identical duplicates + superseded + rejected + removed = read.

            EXAMPLE
              head -c 32 /dev/urandom | base64 > customer.key && chmod 600 customer.key
              wfm store import centre.store data/demo/sample/interactions.csv \\
                --key-file customer.key
              wfm store status centre.store
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, csv, json
    }

    @OptionGroup var options: StoreOptions

    @Option(help: "text to read, csv with a row a file, or json with everything.")
    var format = Format.text

    func run() throws {
        let store = try options.open(say: StandardError.line)
        let status = try store.status()
        let zone = try ZoneRules.load(status.timeZone)
        let report = StoreStatusReport(status: status, zone: zone)
        switch format {
        case .text: try Output.write(Array(report.text.utf8), to: nil)
        case .csv: try Output.write(report.csv, to: nil)
        case .json: try Output.write(report.json.serialised(), to: nil)
        }
    }
}
