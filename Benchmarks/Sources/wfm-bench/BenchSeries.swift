import Foundation

/// One series of a file in long form (`unique_id,ds,y,…`): its rows in the order of the file.
struct BenchSeries {
    var id: String
    /// As written, `YYYY-MM-DDTHH:MM:SS`, so that they compare like times.
    var times: [String] = []
    /// Values by column, in the order asked; `.nan` = empty.
    var columns: [[Double]]

    /// The series of `path` in the order of their first rows.
    static func read(_ path: String, columns: [String] = ["y"]) throws -> [BenchSeries] {
        let text = try String(contentsOf: URL(fileURLWithPath: path), encoding: .utf8)
        var lines = text.utf8.split(separator: UInt8(ascii: "\n")).makeIterator()
        func fields(_ line: String.UTF8View.SubSequence) -> [Substring] {
            Substring(line).split(separator: ",", omittingEmptySubsequences: false)
        }
        guard let head = lines.next().map(fields) else {
            throw ChildProcess.Failure(description: "\(path) is empty")
        }
        let wanted = try (["unique_id", "ds"] + columns).map { name in
            guard let column = head.firstIndex(where: { $0 == name }) else {
                throw ChildProcess.Failure(description: "\(path) has no column '\(name)'")
            }
            return column
        }
        var series: [BenchSeries] = []
        var positions: [Substring: Int] = [:]
        while let line = lines.next() {
            let row = fields(line)
            guard let last = wanted.max(), row.count > last else {
                throw ChildProcess.Failure(description: "\(path): a row with \(row.count) fields")
            }
            let position = positions[row[wanted[0]]] ?? series.count
            if position == series.count {
                positions[row[wanted[0]]] = position
                series.append(BenchSeries(id: String(row[wanted[0]]), columns: columns.map { _ in [] }))
            }
            series[position].times.append(String(row[wanted[1]]))
            for (index, column) in wanted.dropFirst(2).enumerated() {
                series[position].columns[index].append(Double(row[column]) ?? .nan)
            }
        }
        return series
    }

    /// The rows whose first column has a value.
    var known: BenchSeries {
        let rows = times.indices.filter { !columns[0][$0].isNaN }
        return BenchSeries(id: id, times: rows.map { times[$0] }, columns: columns.map { c in rows.map { c[$0] } })
    }
}
