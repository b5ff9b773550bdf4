import Tabular

/// A table of results whose columns are known only when it is made; written as CSV or as JSON of the same names.
public struct ResultTable: Sendable, Hashable {
    /// One cell.
    public enum Cell: Sendable, Hashable {
        /// Text; empty = does not apply.
        case text(String)
        /// A finite number and its decimals in CSV; `nil` = unknown.
        case number(Double?, decimals: Int)
    }

    /// How a table is written.
    public enum Format: String, Sendable, CaseIterable {
        /// Header and rows.
        case csv
        /// A list of objects; unknown is `null`.
        case json
    }

    /// Names of the columns.
    public var columns: [String]
    /// Rows, as wide as the columns.
    public var rows: [[Cell]]

    /// A table without rows.
    public init(columns: [String], rows: [[Cell]] = []) {
        self.columns = columns
        self.rows = rows
    }

    /// The table as a file's bytes.
    public func serialised(_ format: Format) -> [UInt8] {
        switch format {
        case .csv:
            var writer = CSVWriter(header: columns)
            for row in rows {
                for cell in row {
                    switch cell {
                    case .text(let text): writer.add(text)
                    case .number(let number, let decimals): writer.add(number, decimals: decimals)
                    }
                }
                writer.endRow()
            }
            return writer.bytes
        case .json:
            let objects = rows.map { row in
                JSONValue.object(
                    zip(columns, row).map { name, cell in
                        switch cell {
                        case .text(let text): JSONValue.Member(name, .string(text))
                        case .number(let number, _): JSONValue.Member(name, .optional(number))
                        }
                    })
            }
            return JSONValue.array(objects).serialised(.pretty)
        }
    }
}
