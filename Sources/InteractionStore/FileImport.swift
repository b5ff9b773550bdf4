import ContactCenter
import Interactions
import Tabular

/// Imports files into a store, each as one batch.
public struct FileImport {
    /// How files are read.
    public struct Settings {
        /// What the files hold: contacts, not intervals.
        public var format: SourceFormat
        /// Columns to fields, in wfm's own format.
        public var mapping: ColumnMapping
        /// Name of that, from ``BatchFile/reading(of:mapping:)``.
        public var reading: String
        /// The rules of the store's clock.
        public var zone: ZoneRules
        /// What becomes of customers.
        public var customers: CustomerHandling
        /// More refused rows in a file than this end its import; `nil` = any number.
        public var mostRejects: Int?
        /// Minutes of work of one reply to a ticket; `nil` = unknown.
        public var touchMinutes: Double?

        /// Settings for files of `format`, under `mapping`.
        public init(
            format: SourceFormat = .wfm, mapping: ColumnMapping = .native, reading: String, zone: ZoneRules,
            customers: CustomerHandling,
            mostRejects: Int? = nil, touchMinutes: Double? = nil
        ) {
            self.format = format
            self.mapping = mapping
            self.reading = reading
            self.zone = zone
            self.customers = customers
            self.mostRejects = mostRejects
            self.touchMinutes = touchMinutes
        }
    }

    /// What became of a file.
    public enum Outcome: Sendable {
        /// Its content was imported before, under this name and reading; nothing was done.
        case known(name: String, reading: String)
        /// It was imported.
        case stored(Result)
    }

    /// What a file brought.
    public struct Result: Sendable {
        /// Its rows in the store.
        public var report: BatchReport
        /// Refused rows in the order of the file.
        public var rejects: [Reject]
        /// What was decided on the way, in words.
        public var notes: [String]
    }

    private let store: InteractionStore
    private let settings: Settings

    /// Imports into `store`.
    public init(into store: InteractionStore, _ settings: Settings) {
        self.store = store
        self.settings = settings
    }

    /// Refuses a file of wfm's own format, or under a mapping, whose beginning cannot be read: before a store is made for
    /// it.
    public static func checkBeginning(_ input: RandomAccessInput, mapping: ColumnMapping) throws {
        var log = LogImport(LogImport.Settings(mapping: mapping, zone: .utc).handingRowsOn)
        _ = try log.open([input], format: .wfm)
    }

    /// Imports a file: all of it, or nothing.
    ///
    /// Memory does not grow with the file. While one stretch is stored, the next is read.
    ///
    /// - Parameter checkpoint: Told now and then how far it is (0…1); what it throws ends the import.
    /// - Throws: ``StoreError``; `TabularError` of a file that cannot be read; ``Interactions/TooManyRejects``.
    public func run(
        _ input: RandomAccessInput, checkpoint: (Double) throws -> Void = { _ in }
    ) async throws -> Outcome {
        let file = try BatchFile(input, reading: settings.reading)
        var newest: Int?
        while true {
            switch try await attempt(file, input, newest: newest, checkpoint) {
            case .ended(let outcome): return outcome
            case .beginAgain(let found): newest = found
            }
        }
    }

    private enum Attempt {
        case ended(Outcome)
        case beginAgain(newest: Int)
    }

    private func attempt(
        _ file: BatchFile, _ input: RandomAccessInput, newest: Int?, _ checkpoint: (Double) throws -> Void
    ) async throws -> Attempt {
        let start = try begin(file, newest)
        guard case .open(var batch) = start else { return known(start) }
        do {
            var reader = LogImport.Settings(
                mapping: settings.mapping, zone: settings.zone, mostRejects: settings.mostRejects
            ).handingRowsOn
            reader.touchMinutes = settings.touchMinutes
            var log = LogImport(reader)
            var next: LogFile? = try log.open([input], format: settings.format)
            while let stretches = next {
                try await read(stretches, into: batch, &log, checkpoint)
                next = try log.endFile()
                guard next != nil else { break }
                // It turned out to be no UTF-8 and is read decoded instead.
                batch.cancel()
                let again = try begin(file, newest)
                guard case .open(let another) = again else { return known(again) }
                batch = another
            }
            try check(log, input)
            switch try batch.finish(read: log.accounting.read, rejected: log.accounting.rejected) {
            case .stored(let report):
                return .ended(.stored(Result(report: report, rejects: try log.refusedRows(), notes: log.notes)))
            case .beginAgain(let found): return .beginAgain(newest: found)
            }
        } catch {
            batch.cancel()
            throw error
        }
    }

    private func known(_ start: BatchStart) -> Attempt {
        guard case .known(let name, let reading) = start else { preconditionFailure("an open batch is not known") }
        return .ended(.known(name: name, reading: reading))
    }

    private func begin(_ file: BatchFile, _ newest: Int?) throws(StoreError) -> BatchStart {
        try store.begin(file, customers: settings.customers, zone: settings.zone, newest: newest)
    }

    /// Refuses a file without a usable row: it is mostly the wrong file.
    private func check(_ log: LogImport, _ input: RandomAccessInput) throws {
        if log.accounting.read == 0 {
            throw TabularError.badData(
                Place(file: input.name), message: "the file has a header but no rows",
                hint: "export a period with contacts")
        }
        if log.accounting.rejected == log.accounting.read, let first = try log.refusedRows().first {
            throw StoreError.everythingRejected(
                place: Place(file: first.file, line: first.line, column: first.column).description,
                message: first.message, count: log.accounting.rejected)
        }
    }

    private func read(
        _ file: LogFile, into batch: BatchImport, _ log: inout LogImport, _ checkpoint: (Double) throws -> Void
    ) async throws {
        let count = file.chunkCount
        guard count > 0 else { return }
        var ahead = Task { try file.chunk(0) }
        for index in 0..<count {
            let chunk = try await ahead.value
            if index + 1 < count { ahead = Task { try file.chunk(index + 1) } }
            try batch.add(try log.accept(chunk))
            try checkpoint(Double(index + 1) / Double(count))
        }
    }
}
