import ContactCenter
import Foundation
import Tabular

/// Files beside the tests.
enum Fixture {
    static func read(_ name: String) throws -> InputBytes {
        try InputBytes.read(Bundle.module.bundleURL.appendingPathComponent("Fixtures/\(name)").path)
    }

    /// Rows of a table as values by column name.
    static func rows(_ name: String, _ columns: [String]) throws -> [[String]] {
        var reader = try CSVReader(read(name))
        let indices = try reader.require(columns)
        var rows: [[String]] = []
        while let record = reader.next() { rows.append(indices.map { record[$0] }) }
        return rows
    }
}

/// A date written `YYYY-MM-DD`; the epoch when it is none, which no test expects.
func day(_ text: String) -> CivilDate { CivilDate(text) ?? CivilDate(dayNumber: 0) }
