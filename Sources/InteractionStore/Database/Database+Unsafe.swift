import CSQLite

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// One connection to an SQLite database, for one thread at a time.
///
/// Pointers, because SQLite is a C library; a statement must not outlive its connection, which the reference from
/// ``Statement`` sees to.
final class Database {
    /// Path as given.
    let path: String
    /// Seconds to wait for another process.
    let waitSeconds: Double
    private let handle: OpaquePointer

    /// Whether wfm was built with SQLite.
    static var isBuilt: Bool { wfm_sqlite_is_built() }

    /// Opens a database.
    ///
    /// - Parameter creates: Whether a missing file is made.
    init(path: String, creates: Bool, waitSeconds: Double) throws(StoreError) {
        guard Database.isBuilt else { throw .notBuilt }
        self.path = path
        self.waitSeconds = waitSeconds
        var opened: OpaquePointer?
        let milliseconds = Int32(clamping: Int((waitSeconds * 1000).rounded()))
        // A path that begins with a dash or 'file:' is a path all the same.
        let result = wfm_database_open(path.hasPrefix("/") ? path : "./" + path, creates, milliseconds, &opened)
        guard let opened else { throw .failed(path: path, reason: "no memory for a database") }
        handle = opened
        guard result == WFM_SQL_OK.rawValue else { throw error(result) }
    }

    deinit { wfm_database_close(handle) }

    /// What a result code means.
    func error(_ result: Int32) -> StoreError {
        let reason = String(cString: wfm_database_message(handle))
        switch wfm_sql_result(rawValue: UInt32(bitPattern: result)) {
        case WFM_SQL_BUSY, WFM_SQL_LOCKED: return .locked(path: path, seconds: waitSeconds)
        case WFM_SQL_READ_ONLY: return .readOnly(path: path)
        case WFM_SQL_FULL: return .full(path: path)
        case WFM_SQL_CORRUPT: return .damaged(path: path, reason: reason)
        case WFM_SQL_NOT_A_DATABASE: return .notADatabase(path: path)
        case WFM_SQL_CANNOT_OPEN: return .cannotCreate(path: path, reason: reason)
        default: return .failed(path: path, reason: reason)
        }
    }

    /// Runs statements without parameters or rows.
    func execute(_ sql: String) throws(StoreError) {
        let result = wfm_database_execute(handle, sql)
        guard result == WFM_SQL_OK.rawValue else { throw error(result) }
    }

    /// Prepares one statement.
    func prepare(_ sql: String) throws(StoreError) -> Statement {
        var prepared: OpaquePointer?
        let result = wfm_statement_prepare(handle, sql, sql.utf8.count, &prepared)
        guard result == WFM_SQL_OK.rawValue, let prepared else { throw error(result) }
        return Statement(prepared, of: self)
    }

    /// Number of the row inserted last.
    var lastRow: Int { Int(wfm_database_last_row(handle)) }
    /// Rows that the last statement changed.
    var changes: Int { Int(wfm_database_changes(handle)) }
    /// Whether a transaction is open.
    var isInTransaction: Bool { wfm_database_is_in_transaction(handle) }

    /// A whole number that a statement asks for; `nil` for NULL and when there is no row.
    func integer(_ sql: String) throws(StoreError) -> Int? {
        let statement = try prepare(sql)
        guard try statement.step() else { return nil }
        return statement.optionalInteger(0)
    }

    /// Turns the write-ahead log on. SQLite does not wait for others here, whatever the time-out: of two processes that
    /// meet at a new file one is refused at once, and tries again.
    func useLog() throws(StoreError) {
        let start = ContinuousClock.now
        while true {
            do throws(StoreError) {
                return try execute("PRAGMA journal_mode = WAL")
            } catch {
                guard case .locked = error, ContinuousClock.now - start < .seconds(waitSeconds) else { throw error }
                pause(milliseconds: 20)
            }
        }
    }

    /// Runs `body` as a whole or not at all, alone among the writers.
    func transaction<Value>(_ body: () throws(StoreError) -> Value) throws(StoreError) -> Value {
        try execute("BEGIN IMMEDIATE")
        do throws(StoreError) {
            let value = try body()
            try execute("COMMIT")
            return value
        } catch {
            rollBack()
            throw error
        }
    }

    /// Gives up an open transaction. It may be gone already: SQLite gives one up itself when the disk is full.
    func rollBack() {
        if isInTransaction { _ = wfm_database_execute(handle, "ROLLBACK") }
    }
}

/// A prepared statement.
final class Statement {
    private let handle: OpaquePointer
    private let database: Database
    private var next: Int32 = 1

    init(_ handle: OpaquePointer, of database: Database) {
        self.handle = handle
        self.database = database
    }

    deinit { wfm_statement_finalize(handle) }

    // MARK: Parameters, in their order

    private func bound(_ result: Int32) {
        assert(result == WFM_SQL_OK.rawValue, "a statement has a place for each of its parameters")
        next += 1
    }

    func bind(_ value: Int) { bound(wfm_statement_bind_integer(handle, next, Int64(value))) }
    func bind(_ value: Bool) { bind(value ? 1 : 0) }
    func bind(_ value: Double) { bound(wfm_statement_bind_real(handle, next, value)) }

    func bind(_ value: Int?) {
        if let value { bind(value) } else { bindNull() }
    }

    func bind(_ value: Bool?) {
        if let value { bind(value) } else { bindNull() }
    }

    func bind(_ value: Double?) {
        if let value { bind(value) } else { bindNull() }
    }

    func bind(_ text: String) {
        var text = text
        bound(
            text.withUTF8 { bytes in
                bytes.withMemoryRebound(to: CChar.self) {
                    wfm_statement_bind_text(handle, next, $0.baseAddress, bytes.count)
                }
            })
    }

    func bind(_ bytes: [UInt8]) {
        bound(bytes.withUnsafeBytes { wfm_statement_bind_blob(handle, next, $0.baseAddress, $0.count) })
    }

    func bind(_ customer: CustomerPseudonym?) {
        guard let customer else { return bindNull() }
        bound(
            withUnsafeBytes(of: customer.bigEndian) { wfm_statement_bind_blob(handle, next, $0.baseAddress, $0.count) })
    }

    private func bindNull() { bound(wfm_statement_bind_null(handle, next)) }

    // MARK: Running

    /// Goes to the next row; `false` = there is none, and the statement is ready to be used again.
    func step() throws(StoreError) -> Bool {
        let result = wfm_statement_step(handle)
        if result == WFM_SQL_ROW.rawValue { return true }
        guard result == WFM_SQL_DONE.rawValue else {
            let error = database.error(result)
            reset()
            throw error
        }
        reset()
        return false
    }

    /// Runs a statement that gives no rows.
    func run() throws(StoreError) { while try step() {} }

    /// Makes the statement ready to be used again.
    func reset() {
        wfm_statement_reset(handle)
        next = 1
    }

    // MARK: Columns, from 0

    func integer(_ column: Int32) -> Int { Int(wfm_statement_integer(handle, column)) }
    func real(_ column: Int32) -> Double { wfm_statement_real(handle, column) }
    func isNull(_ column: Int32) -> Bool { wfm_statement_is_null(handle, column) }
    func optionalInteger(_ column: Int32) -> Int? { isNull(column) ? nil : integer(column) }
    func optionalReal(_ column: Int32) -> Double? { isNull(column) ? nil : real(column) }

    private func withBytes<Value>(_ column: Int32, _ body: (UnsafeBufferPointer<UInt8>) -> Value) -> Value {
        var count = 0
        let bytes = wfm_statement_bytes(handle, column, &count)
        return body(UnsafeBufferPointer(start: bytes, count: bytes == nil ? 0 : count))
    }

    func text(_ column: Int32) -> String { withBytes(column) { String(decoding: $0, as: UTF8.self) } }
    func bytes(_ column: Int32) -> [UInt8] { withBytes(column) { Array($0) } }
    func customer(_ column: Int32) -> CustomerPseudonym? { withBytes(column) { CustomerPseudonym($0) } }
}

private func pause(milliseconds: UInt32) { usleep(milliseconds * 1000) }
