import ArgumentParser
import ContactCenter
import FileFormats
import Foundation
import InteractionStore

/// Which store, and how long to wait for it.
struct StoreOptions: ParsableArguments {
    @Argument(help: "The store: a file; SQLite keeps two more beside it while it is in use.")
    var store: String

    @Option(help: "Seconds to wait for another process that writes to the store.")
    var wait = 10.0

    func validate() throws {
        guard (0...86_400).contains(wait) else {
            throw ValidationError("--wait must lie between 0 and 86400 seconds, found \(wait)")
        }
    }

    /// Opens the store, or makes one for the clock of `timeZone`.
    func open(timeZone: String? = nil, creates: Bool = false, say: (String) -> Void) throws -> InteractionStore {
        let opened = try InteractionStore.open(store, timeZone: timeZone, creates: creates, waitSeconds: wait)
        if opened.isNew { say("note: \(store) is made, on the clock of \(opened.timeZone)") }
        if let version = opened.migratedFrom { say("note: \(store) is brought up from schema version \(version)") }
        return opened
    }
}

/// Where the key of the customers' pseudonyms is.
struct CustomerKeyOptions: ParsableArguments {
    @Option(help: "File with the key that hides customers; only its owner may read it (mode 600).")
    var keyFile: String?

    @Option(help: "Environment variable with that key, instead of a file.")
    var keyEnv: String?

    func validate() throws {
        guard keyFile == nil || keyEnv == nil else {
            throw ValidationError("--key-file and --key-env name one key; give one of them")
        }
    }

    /// The key; `nil` when none was named.
    func key() throws -> CustomerKey? {
        if let keyFile { return try CustomerKey.read(file: keyFile) }
        if let keyEnv { return try CustomerKey.read(environment: keyEnv, ProcessInfo.processInfo.environment) }
        return nil
    }
}

extension BatchAccounting {
    /// In words, with what is never left out.
    var words: String {
        "read \(read) = accepted \(accepted) + identical duplicates \(identicalDuplicates) + superseded \(superseded)"
            + " + rejected \(rejected)" + (removed > 0 ? " + removed \(removed)" : "")
    }
}
