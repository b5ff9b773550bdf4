import ArgumentParser
import ContactCenter
import FileFormats
import InteractionStore
import Tabular

/// `wfm store erase`: everything that is known of a customer.
struct StoreEraseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "erase",
        abstract: "Removes everything that is known of customers, down to the bytes.",
        discussion: """
            Their contacts go with all versions, the history is counted without them, the file is rewritten and its log
            emptied. A file imported later can bring a customer back; with --block his pseudonym is kept to keep him out.

            EXAMPLE
              head -c 32 /dev/urandom | base64 > customer.key && chmod 600 customer.key
              wfm store import centre.store data/demo/sample/interactions.csv \\
                --key-file customer.key
              wfm store erase centre.store --customer C000001 --key-file customer.key
            """)

    @OptionGroup var options: StoreOptions

    @Option(
        help: ArgumentHelp(
            "The customer's id as in the files; may be given again. '-' reads ids from standard input, one a line.",
            valueName: "id"))
    var customer: [String]

    @Flag(help: "Keep the pseudonym, so that no later file brings the customer back.")
    var block = false

    @OptionGroup var key: CustomerKeyOptions

    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard !customer.isEmpty else { throw ValidationError("name a customer with --customer ID") }
        guard key.keyFile != nil || key.keyEnv != nil else {
            throw ValidationError("the key is needed to know the customer by the id: --key-file FILE or --key-env NAME")
        }
    }

    func run() throws {
        guard let key = try key.key() else { return }
        let store = try options.open(say: common.say)
        let report = try store.erase(
            try ids(), key: key, blocks: block, zone: try ZoneRules.load(store.timeZone))
        common.say("\(report.contacts) contacts were erased, in \(report.versions) versions")
        if report.versions == 0 { common.say("note: the store knew nothing of them") }
        if !block { common.say("note: a later file can bring them back; --block keeps them out") }
    }

    private func ids() throws -> [String] {
        var ids: [String] = []
        for name in customer {
            if name == "-" {
                let lines = String(decoding: try InputBytes.read("-").bytes, as: UTF8.self)
                ids += lines.split(whereSeparator: \.isNewline).map(String.init)
            } else {
                ids.append(name)
            }
        }
        return ids
    }
}
