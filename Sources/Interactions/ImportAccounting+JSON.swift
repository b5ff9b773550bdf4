import ContactCenter
import Tabular

extension PlanSummary.Accounting {
    /// Read, accepted, identical duplicates, superseded and rejected rows, under the names of `summary.json`.
    package var json: JSONValue {
        .object([
            .init("read", .integer(read)), .init("accepted", .integer(accepted)),
            .init("identical_duplicates", .integer(identicalDuplicates)), .init("superseded", .integer(superseded)),
            .init("rejected", .integer(rejected)),
        ])
    }
}
