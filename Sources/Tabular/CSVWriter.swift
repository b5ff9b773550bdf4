/// Writes a CSV table into memory: UTF-8, `,`, `\n`, quotes only where RFC 4180 needs them.
///
/// ```swift
/// var writer = CSVWriter(header: ["queue", "volume"])
/// writer.add("sales")
/// writer.add(12.50, decimals: 3)
/// writer.endRow()   // queue,volume⏎sales,12.5⏎
/// ```
public struct CSVWriter: Sendable {
    /// What has been written so far.
    public private(set) var bytes: [UInt8] = []
    private let columns: Int
    private var fieldsInRow = 0

    /// A table with the given columns.
    public init(header: [String]) {
        columns = header.count
        for name in header { add(name) }
        endRow()
    }

    /// Rows of `columns` fields without a header, to follow a table that has one.
    ///
    /// - Parameter expectedBytes: Room to begin with, so that a long table is not moved as it grows.
    public init(columns: Int, expectedBytes: Int = 0) {
        self.columns = columns
        bytes.reserveCapacity(expectedBytes)
    }

    /// Adds `fields` fields that are encoded already, with the commas between them.
    public mutating func add(encoded text: [UInt8], fields: Int = 1) {
        separate()
        bytes.append(contentsOf: text)
        fieldsInRow += fields - 1
    }

    /// Adds a line with nothing in it.
    mutating func addLineEnd() { bytes.append(0x0A) }

    /// Adds a record that does not fit the header.
    mutating func addRecord(_ record: [UInt8]) { bytes += record + [0x0A] }

    /// A text as a field of a table: in quotes where RFC 4180 needs them.
    public static func encoded(_ text: String) -> [UInt8] {
        var writer = CSVWriter(columns: 1)
        writer.add(text)
        return writer.bytes
    }

    /// Adds a text.
    public mutating func add(_ text: String) {
        separate()
        let start = bytes.count
        bytes.append(contentsOf: text.utf8)
        let needsQuotes = bytes[start...].contains { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }
        guard needsQuotes else { return }
        let plain = Array(bytes[start...])
        bytes.removeSubrange(start...)
        bytes.append(0x22)
        for byte in plain {
            bytes.append(byte)
            if byte == 0x22 { bytes.append(0x22) }
        }
        bytes.append(0x22)
    }

    /// Adds a whole number.
    public mutating func add(_ number: Int) {
        separate()
        bytes.append(wholeNumber: number.magnitude, isNegative: number < 0)
    }

    /// Adds a whole number, or nothing for `nil` (unknown is never zero).
    public mutating func add(_ number: Int?) {
        if let number { add(number) } else { separate() }
    }

    /// Adds a number rounded to at most `decimals` (0…9) places, trailing zeros left out; `-0` is written `0`.
    ///
    /// NaN and infinities are programmer errors; they are written empty in release.
    public mutating func add(_ number: Double, decimals: Int) {
        assert(number.isFinite, "a table holds finite numbers; unknown is nil")
        precondition((0...9).contains(decimals), "0 to 9 decimals")
        separate()
        guard number.isFinite else { return }
        bytes.append(number, decimals: decimals)
    }

    /// Adds a number, or nothing for `nil` (unknown is never zero).
    public mutating func add(_ number: Double?, decimals: Int) {
        if let number { add(number, decimals: decimals) } else { separate() }
    }

    /// Ends the row.
    public mutating func endRow() {
        precondition(fieldsInRow == columns, "a row has a field for each of the \(columns) columns, not \(fieldsInRow)")
        bytes.append(0x0A)
        fieldsInRow = 0
    }

    private mutating func separate() {
        if fieldsInRow > 0 { bytes.append(0x2C) }
        fieldsInRow += 1
    }
}
