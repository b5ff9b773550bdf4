import ContactCenter
import Tabular

@testable import Interactions

/// What an import brought.
public struct ImportResult: Sendable {
    /// Usable interactions in the order of the files, each id once.
    public var interactions: [Interaction]
    /// Where the rows went: read = accepted + identical duplicates + superseded + rejected.
    public var accounting: PlanSummary.Accounting
    /// Refused rows in the order of the files.
    public var rejects: [Reject]
    /// What was decided on the way, in words.
    public var notes: [String]
}

/// Reads interaction logs one row after another, every one a value: the judge of ``LogImport``.
///
/// Rules (codes of the rejects file in parentheses):
/// - a record that does not fit the header is refused under its ``RecordProblem`` code;
/// - key and queue must not be empty (`empty_key`), the channel must be known (`unknown_channel`);
/// - times must be readable (`invalid_timestamp`), exist on the clock (`nonexistent_local_time`), lie in 1970–2099
///   and within a year of another contact (`out_of_range`), carry an offset where the column's others do
///   (`missing_offset`), and be in order (`before_created_at`, `before_answered_at`);
/// - durations are numbers (`not_a_number`) ≥ 0 (`negative`) of at most a year (`out_of_range`); amounts have at most
///   two decimals (`too_many_decimals`);
/// - seconds stated by a column win over the stamps; absent ones are derived from the stamps;
/// - a row equal to the standing one of its id is dropped as a duplicate; a different one replaces it.
public struct InteractionImporter: Sendable {
    private let mapping: ColumnMapping
    private let zone: ZoneRules
    private let channels: [String: Channel]

    /// An importer.
    ///
    /// - Parameter zone: Clock of the centre, for times without an offset.
    /// - Parameter knownChannels: Channels accepted beyond ``ContactCenter/Channel/knownNames``, and those of them that
    ///   the centre serves in its own way.
    public init(mapping: ColumnMapping = .native, zone: ZoneRules = .utc, knownChannels: [Channel] = []) {
        self.mapping = mapping
        self.zone = zone
        channels = ChannelNames.table(knownChannels)
    }

    /// Reads logs as one: ids are unique over all of them.
    ///
    /// - Throws: `badData` for an empty file, missing columns (all named at once), and when no file has a row.
    public func run(_ inputs: [InputBytes]) throws(TabularError) -> ImportResult {
        var ledger = ImportLedger()
        for input in inputs { try read(input, into: &ledger) }
        if ledger.accounting.read == 0, let first = inputs.first {
            throw .badData(
                Place(file: first.name),
                message: inputs.count == 1
                    ? "the file has a header but no rows" : "none of the \(inputs.count) files has a row",
                hint: "export a period with contacts")
        }
        ledger.rejectStrayDates(column: mapping.createdAt.columns.last ?? "created_at")
        return ledger.result()
    }

    private func read(_ input: InputBytes, into ledger: inout ImportLedger) throws(TabularError) {
        let dialect = mapping.delimiter.map { CSVDialect(delimiter: $0) }
        var reader = try CSVReader(input, dialect: dialect, headerWith: mapping.requiredColumns)
        let columns = try ResolvedColumns(mapping, in: reader)
        var rows = InteractionRowReader(columns: columns, reader: reader, channels: channels, zone: zone)
        ledger.begin(reader)
        while let record = reader.next() {
            if let problem = record.problem ?? (record.holdsZeroByte ? .zeroByte : nil) {
                let problem = TotalLine.problem(of: record, instead: RowProblem(problem))
                ledger.reject(
                    Reject(
                        file: input.name, record: record, column: problem.column, code: problem.code,
                        message: problem.message))
                continue
            }
            do throws(RowProblem) {
                ledger.accept(try rows.read(record), line: record.line, byteOffset: record.byteOffset)
            } catch {
                let error = TotalLine.problem(of: record, instead: error)
                ledger.reject(
                    Reject(
                        file: input.name, record: record, column: error.column, code: error.code, message: error.message
                    ))
            }
        }
        ledger.notes += FileNotes.notes(
            mapping: mapping, reader: reader, columns: columns, zone: zone, readerNotes: reader.notes,
            counts: FileNotes.FormCounts(
                withoutOffset: rows.clock.withoutOffset, ambiguous: rows.clock.ambiguous,
                decimalCommas: rows.decimalCommas))
    }
}
