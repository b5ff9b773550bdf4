import ContactCenter
import Tabular

/// A result table of few kinds of cells, written as CSV or as a JSON list of objects with the same names.
public struct ResultRows: Sendable {
    /// A cell.
    public enum Value: Sendable, Hashable {
        /// Text.
        case text(String)
        /// A whole number.
        case integer(Int)
        /// A number, rounded to so many decimals.
        case number(Double, decimals: Int)
        /// True or false; 1 or 0 in CSV.
        case flag(Bool)
        /// Unknown.
        case none
    }

    /// Names of the columns.
    public let columns: [String]
    /// The rows; each has a value for each column.
    public private(set) var rows: [[Value]] = []

    /// An empty table.
    public init(columns: [String]) { self.columns = columns }

    /// Adds a row.
    public mutating func add(_ row: [Value]) {
        precondition(row.count == columns.count, "a row has a value for each column")
        rows.append(row)
    }

    /// The table as CSV.
    public func csv() -> [UInt8] {
        var writer = CSVWriter(header: columns)
        for row in rows {
            for value in row {
                switch value {
                case .text(let text): writer.add(text)
                case .integer(let number): writer.add(number)
                case .number(let number, let decimals): writer.add(number, decimals: decimals)
                case .flag(let flag): writer.add(flag ? 1 : 0)
                case .none: writer.add("")
                }
            }
            writer.endRow()
        }
        return writer.bytes
    }

    /// The rows as JSON objects.
    public var json: JSONValue {
        .array(
            rows.map { row in
                .object(
                    zip(columns, row).map { name, value in
                        switch value {
                        case .text(let text): return .init(name, .string(text))
                        case .integer(let number): return .init(name, .integer(number))
                        case .number(let number, let decimals): return .init(name, ResultRows.rounded(number, decimals))
                        case .flag(let flag): return .init(name, .bool(flag))
                        case .none: return .init(name, .null)
                        }
                    })
            })
    }

    /// A number of so many decimals as JSON.
    public static func rounded(_ number: Double, _ decimals: Int) -> JSONValue {
        var scale = 1.0
        for _ in 0..<decimals { scale *= 10 }
        let value = (number * scale).rounded() / scale
        return Int(exactly: value).map(JSONValue.integer) ?? .number(value)
    }

    /// Columns that describe the shift before and after a change.
    public static func shift(_ shift: Shift?) -> [Value] {
        guard let shift else { return [.none, .none] }
        return [.text(shift.kind), .text(shift.start.description)]
    }
}
