/// What can go wrong with a store. Every case says what, where and what to do about it.
public enum StoreError: Error, Sendable, Equatable, CustomStringConvertible {
    /// wfm was built without the store.
    case notBuilt
    /// There is no store at the path, or an empty file.
    case noStore(path: String)
    /// The file is no SQLite database.
    case notADatabase(path: String)
    /// The file is somebody else's SQLite database.
    case notAStore(path: String)
    /// The store was made by a later version of wfm.
    case newer(path: String, version: Int, known: Int)
    /// Another process writes to the store, and did not finish while we waited.
    case locked(path: String, seconds: Double)
    /// The store, or a file beside it, cannot be made.
    case cannotCreate(path: String, reason: String)
    /// The store may not be written to.
    case readOnly(path: String)
    /// The disk, or the room allowed, is full.
    case full(path: String)
    /// The content of the file contradicts itself.
    case damaged(path: String, reason: String)
    /// Reading or writing failed for another reason.
    case failed(path: String, reason: String)
    /// Every row of a file was refused.
    case everythingRejected(place: String, message: String, count: Int)
    /// A file names customers and there is no key to hide them with.
    case keyMissing(file: String)
    /// The key cannot be used.
    case badKey(name: String, reason: String, hint: String)
    /// The key is not the one the store was made with.
    case wrongKey(path: String)
    /// The store was made for another clock.
    case otherZone(path: String, zone: String, asked: String)
    /// Removed rows may still be found in the bytes of the file.
    case scrubUnfinished(path: String, reason: String)
    /// What an argument asks for makes no sense.
    case badArgument(String, hint: String)
    /// What the store says of itself does not add up.
    case inconsistent(path: String, problems: [String])

    /// What kind of failure it is, for an exit code.
    public enum Kind: Sendable {
        case usage, badData, noInput, cannotCreate, inputOutput
    }

    /// What kind of failure it is, for an exit code.
    public var kind: Kind {
        switch self {
        case .notBuilt, .badArgument: .usage
        case .noStore: .noInput
        case .notADatabase, .notAStore, .newer, .damaged, .everythingRejected, .keyMissing, .badKey, .wrongKey,
            .otherZone, .inconsistent:
            .badData
        case .cannotCreate, .readOnly: .cannotCreate
        case .locked, .full, .failed, .scrubUnfinished: .inputOutput
        }
    }

    /// What is wrong, one line.
    public var description: String {
        switch self {
        case .notBuilt: "this wfm was built without the store"
        case .noStore(let path): "\(path): there is no store"
        case .notADatabase(let path): "\(path): is no database"
        case .notAStore(let path): "\(path): is a database, but no store of wfm"
        case .newer(let path, let version, let known):
            "\(path): the store has the schema version \(version), this wfm knows versions up to \(known)"
        case .locked(let path, let seconds):
            "\(path): another process is writing to the store (waited \(StoreError.text(seconds)) s)"
        case .cannotCreate(let path, let reason): "\(path): cannot create: \(reason)"
        case .readOnly(let path): "\(path): the store may not be written to"
        case .full(let path): "\(path): no space left for the store"
        case .damaged(let path, let reason): "\(path): the store is damaged: \(reason)"
        case .failed(let path, let reason): "\(path): \(reason)"
        case .everythingRejected(let place, let message, let count):
            "\(place): \(message)" + (count > 1 ? " (and all other \(count - 1) rows are refused too)" : "")
        case .keyMissing(let file): "\(file): names customers, and no key was given to hide them with"
        case .badKey(let name, let reason, _): "\(name): \(reason)"
        case .wrongKey(let path): "\(path): the key is not the one this store was made with"
        case .otherZone(let path, let zone, let asked):
            "\(path): the store is on the clock of \(zone), not of \(asked)"
        case .scrubUnfinished(let path, let reason):
            "\(path): the rows are removed, but their bytes may still be in the file: \(reason)"
        case .badArgument(let message, _): message
        case .inconsistent(let path, let problems):
            "\(path): the store contradicts itself: \(problems.joined(separator: "; "))"
        }
    }

    /// What to do about it.
    public var hint: String? {
        switch self {
        case .notBuilt: "build it with the trait Store, which is on by default"
        case .noStore: "check the path; 'wfm store import' makes a store"
        case .notADatabase, .notAStore: "check the path; nothing was changed"
        case .newer: "use the newer wfm; nothing was changed"
        case .locked: "try again when it is done, or wait longer with --wait SECONDS; nothing was changed"
        case .cannotCreate: "choose a folder that exists and that you may write to"
        case .readOnly: "the store and its folder must be yours to write, because SQLite keeps a log beside it"
        case .full: "make room and run the command again; the store is as it was before"
        case .damaged: "put back a copy of the store, or import the files into a new one"
        case .failed: "the store is as it was before"
        case .everythingRejected: "is this the right file, with the right mapping? docs/formats.md has the columns"
        case .keyMissing:
            "make a key (head -c 32 /dev/urandom | base64 > key && chmod 600 key) and name it with --key-file key,"
                + " or leave customers out with --without-customers"
        case .badKey(_, _, let hint): hint
        case .wrongKey: "use the key of the first import; without it the store's customers cannot be told apart"
        case .otherZone: "leave --time-zone out, or import into a new store"
        case .scrubUnfinished: "run the command again when that is over"
        case .badArgument(_, let hint): hint
        case .inconsistent: "put back a copy of the store, or import the files into a new one"
        }
    }

    private static func text(_ seconds: Double) -> String {
        seconds == seconds.rounded() ? String(Int(seconds)) : String(seconds)
    }
}
