import Tabular

/// Why a sound record is no usable interaction.
struct RowProblem: Error {
    /// Column at fault, under the file's own name; `nil` = the whole record.
    var column: String?
    /// Code of the rejects file.
    var code: String
    /// In words.
    var message: String

    init(_ column: String?, _ code: String, _ message: String) {
        self.column = column
        self.code = code
        self.message = message
    }

    /// A record that does not fit its file.
    init(_ problem: RecordProblem) { self.init(nil, problem.rawValue, problem.message) }
}
