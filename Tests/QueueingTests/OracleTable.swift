import Foundation
import Testing

@testable import Queueing

/// A table of reference values under `Fixtures`, made with 50-digit arithmetic and a second method per row.
struct OracleTable: Sendable {
    let header: [String]
    let rows: [OracleRow]

    init(_ name: String) throws {
        let folder = try #require(Bundle.module.resourceURL).appendingPathComponent("Fixtures")
        let text = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
        let lines = text.split(separator: "\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        let header = try #require(lines.first)
        self.header = header
        rows = lines.dropFirst().enumerated().map { index, cells in
            OracleRow(line: index + 2, cells: Dictionary(uniqueKeysWithValues: zip(header, cells)))
        }
    }

    /// The rows, for parameterised tests; a table that cannot be read fails in `tablesAreThere`.
    static func rows(_ name: String) -> [OracleRow] { (try? OracleTable(name))?.rows ?? [] }
}

struct OracleRow: Sendable, CustomTestStringConvertible {
    let line: Int
    let cells: [String: String]

    var testDescription: String { "line \(line)" }

    func number(_ name: String) throws -> Double { try #require(cells[name].flatMap(Double.init)) }

    /// The cell as a value of a staffing question.
    func value(_ input: QueueCaseTable.Input) -> QueueCaseTable.Value {
        guard let cell = cells[input.name], !cell.isEmpty else { return .missing }
        if input.isText { return .text(cell) }
        return Double(cell).map { .number($0) } ?? .text(cell)
    }
}

/// |value − reference| within `relative` of the reference, or within `absolute`.
func isClose(_ value: Double, _ reference: Double, relative: Double, absolute: Double = 0) -> Bool {
    value == reference || abs(value - reference) <= max(relative * abs(reference), absolute)
}
