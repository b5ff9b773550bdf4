import ArgumentParser
import ContactCenter
import FileFormats
import InteractionStore

/// `wfm store check`: whether the store contradicts itself.
struct StoreCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Looks for damage and contradictions in the store.",
        discussion: """
            Pages and indexes, references, the accounting of every file, which version of each contact stands, and the
            counted history against the contacts. Ends with 65 when something is wrong.

            EXAMPLE
              head -c 32 /dev/urandom | base64 > customer.key && chmod 600 customer.key
              wfm store import centre.store data/demo/sample/interactions.csv \\
                --key-file customer.key
              wfm store check centre.store
            """)

    @OptionGroup var options: StoreOptions

    func run() throws {
        let store = try options.open(say: StandardError.line)
        let problems = try store.problems(zone: ZoneRules.load(store.timeZone))
        guard problems.isEmpty else { throw StoreError.inconsistent(path: store.path, problems: problems) }
        print("\(store.path): sound")
    }
}
