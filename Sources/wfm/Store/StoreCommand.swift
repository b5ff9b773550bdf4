import ArgumentParser

/// `wfm store`: interactions of many files in one embedded database.
struct StoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "store",
        abstract: "Keeps interactions of many files in one embedded database, each contact once.",
        discussion: """
            A file is imported once, however often it is named; corrections replace what they correct, and the history is
            counted anew only where contacts have changed. Customers are kept as pseudonyms under a key that is not in
            the store. No other command needs a store.

            EXAMPLES
              head -c 32 /dev/urandom | base64 > customer.key && chmod 600 customer.key
              wfm store import centre.store data/demo/sample/interactions.csv \\
                --key-file customer.key
              wfm store history centre.store --output history.csv
            """,
        subcommands: [
            StoreImportCommand.self, StoreHistoryCommand.self, StoreStatusCommand.self, StoreExportCommand.self,
            StoreRetainCommand.self, StoreEraseCommand.self, StoreCheckCommand.self,
        ])
}
