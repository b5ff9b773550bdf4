import Tabular

/// The rows of an import that ``DateSpread`` finds astray.
enum StrayDates {
    /// The rows of such contacts, in order.
    static func find(_ rows: ImportedRows) -> [Int] {
        var (earliest, latest) = (UInt32.max, UInt32(0))
        for stretch in rows.stretches {
            earliest = min(earliest, stretch.earliest)
            latest = max(latest, stretch.latest)
        }
        // A year has no room for a contact that is a year from all others.
        guard earliest < latest, latest - earliest > DateSpread.yearSeconds else { return [] }
        var spread = DateSpread()
        rows.forEachStanding { _, contact in
            spread.add(from: Int(contact.createdSeconds), to: Int(contact.createdSeconds), contacts: 1)
        }
        let strays = spread.strays()
        guard !strays.isEmpty else { return [] }
        var found: [Int] = []
        rows.forEachStanding { row, contact in
            if strays.contain(Int(contact.createdSeconds)) { found.append(row) }
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
