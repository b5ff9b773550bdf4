import Tabular

/// Contacts that lie more than a year from all others and are fewer than one in a hundred: a year typed wrongly, which
/// would stretch the history over decades of zeros.
enum StrayDates {
    private static let yearSeconds = 366 * 86_400
    /// Days of 1970–2099.
    private static let days = ResolvedColumns.believableSeconds.upperBound / 86_400

    /// The rows of such contacts, in order.
    static func find(_ rows: ImportedRows) -> [Int] {
        var first = [UInt32](repeating: .max, count: days)
        var last = [UInt32](repeating: 0, count: days)
        var count = [Int](repeating: 0, count: days)
        var standing = 0
        rows.forEachStanding { _, contact in
            let day = Int(contact.createdSeconds) / 86_400
            first[day] = min(first[day], contact.createdSeconds)
            last[day] = max(last[day], contact.createdSeconds)
            count[day] += 1
            standing += 1
        }
        // Groups of days: a gap of more than a year divides them.
        var groups: [(from: UInt32, to: UInt32, count: Int)] = []
        for day in 0..<days where count[day] > 0 {
            if let open = groups.last, Int(first[day]) - Int(open.to) <= yearSeconds {
                groups[groups.count - 1].to = last[day]
                groups[groups.count - 1].count += count[day]
            } else {
                groups.append((first[day], last[day], count[day]))
            }
        }
        let strays = groups.filter { $0.count * 100 < standing }
        guard !strays.isEmpty else { return [] }
        var found: [Int] = []
        rows.forEachStanding { row, contact in
            if strays.contains(where: { $0.from <= contact.createdSeconds && contact.createdSeconds <= $0.to }) {
                found.append(row)
            }
        }
        return found
    }

    /// Refuses a row.
    static func reject(_ row: Int, of rows: ImportedRows, column: String) throws(TabularError) -> LogImport.Refusal {
        let (stretch, index) = rows.place(of: row)
        let origin = rows.stretches[stretch]
        let file = rows.files[origin.file]
        let offset = origin.start + Int(origin.offsets[index])
        var reader = VersionReader(rows)
        return LogImport.Refusal(
            file: origin.file,
            reject: Reject(
                file: file.input.name, line: origin.line + (try file.lines(from: origin.start, to: offset)),
                byteOffset: offset, column: column, code: "out_of_range",
                message: "more than a year away from every other contact",
                raw: try reader.record(of: file, at: offset).raw))
    }
}
