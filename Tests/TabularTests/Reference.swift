import Foundation
import Tabular

/// Third-party data that is not part of the project; tests over it are skipped where it is absent.
enum Reference {
    static let folder =
        ProcessInfo.processInfo.environment["WFM_REFERENCE"]
        ?? URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("shared").path

    static let hasRobustnessFiles = FileManager.default.fileExists(atPath: "\(folder)/data/csv-robustness")

    /// Names (without `.csv`) of the cases of a suite; none where the data is absent.
    static func cases(_ suite: String) -> [String] {
        let files = try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/data/csv-robustness/\(suite)")
        return (files ?? []).filter { $0.hasSuffix(".csv") }.map { String($0.dropLast(4)) }.sorted()
    }

    static func input(_ suite: String, _ name: String) throws -> InputBytes {
        try InputBytes.read("\(folder)/data/csv-robustness/\(suite)/\(name).csv")
    }

    static func expectation(_ suite: String, _ name: String) throws -> Any {
        let url = URL(fileURLWithPath: "\(folder)/data/csv-robustness/\(suite)/\(name).json")
        return try JSONSerialization.jsonObject(with: Data(contentsOf: url))
    }
}

/// What a reader makes of a text, in a form that compares.
struct Row: Equatable, CustomStringConvertible {
    var fields: [String]
    var line: Int
    var problem: RecordProblem?

    init(_ fields: [String], line: Int, problem: RecordProblem? = nil) {
        self.fields = fields
        self.line = line
        self.problem = problem
    }

    init(_ record: CSVRecord) {
        self.init((0..<record.count).map { record[$0] }, line: record.line, problem: record.problem)
    }

    var description: String { "\(line): \(fields)\(problem.map { " \($0)" } ?? "")" }
}

func allRecords(_ reader: CSVReader) -> [CSVRecord] {
    var reader = reader
    var records: [CSVRecord] = []
    while let record = reader.next() { records.append(record) }
    return records
}

func text(_ string: String) -> InputBytes { InputBytes(name: "t.csv", bytes: Array(string.utf8)) }
