import ContactCenter
import Tabular

/// Rows of an export that may be a CSV table or JSON objects, as texts by name.
struct FieldRows {
    /// One row.
    struct Row {
        /// Texts by normalised name (``IntervalColumn/normalised(_:)`` of each part), empty ones left out. Members of
        /// members are named with dots.
        var texts: [String: String]
        /// Why it cannot be used; `nil` for a sound one.
        var problem: RowProblem?
        /// As it stands in the file.
        var raw: String
        /// Where it stands.
        var place: SourcePlace

        /// The first of these names that has a text.
        func text(_ names: [String]) -> String? {
            for name in names { if let text = texts[name] { return text } }
            return nil
        }
    }

    /// Calls `body` for each row.
    ///
    /// - Parameters:
    ///   - columns: Columns that the header of a CSV file must name, under any of the names of each group.
    ///   - lists: Members of a JSON object that hold its rows.
    /// - Returns: What was decided about the file, in words.
    static func forEach(
        _ input: RandomAccessInput, file: Int, columns: [[String]], lists: [String],
        _ body: (Row) throws(TabularError) -> Void
    ) throws(TabularError) -> [String] {
        let head = try input.bytes(at: 0, count: min(4096, input.count))
        let first = head.first { $0 > 0x20 && $0 < 0x80 }
        if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") {
            try forEachObject(input, file: file, lists: lists, body)
            return []
        }
        var reader = try CSVReader(input.whole())
        // Titles may stand above the header.
        var header = reader.header
        var rest = reader
        var looked = 0
        while !names(columns, in: header), looked < 50, let record = rest.next() {
            header = (0..<record.count).map { record[$0].trimmingBlanks() }
            looked += 1
        }
        if names(columns, in: header), header != reader.header {
            reader = try CSVReader(input.whole(), headerWith: header)
        }
        guard names(columns, in: reader.header) else {
            let missing = columns.filter { group in
                !reader.header.contains { group.contains(IntervalColumn.normalised($0)) }
            }
            throw .badData(
                Place(file: input.name, line: 1),
                message: "missing \(missing.map { "'\($0[0])'" }.joined(separator: ", "));"
                    + " found: \(ColumnNames.listed(reader.header))",
                hint: "name the columns in a mapping file (see docs/formats.md)")
        }
        let keys = reader.header.map { IntervalColumn.normalised($0) }
        while let record = reader.next() {
            var row = Row(
                texts: [:], problem: record.problem.map { TotalLine.problem(of: record, instead: RowProblem($0)) },
                raw: record.raw, place: SourcePlace(file: file, line: record.line, byteOffset: record.byteOffset))
            for (index, key) in keys.enumerated() where row.texts[key] == nil {
                let text = record[index].trimmingBlanks()
                if !text.isEmpty, !MissingWord.stands(for: text) { row.texts[key] = text }
            }
            try body(row)
        }
        return reader.notes.map { $0.replacing("\(input.name): ", with: "") }
    }

    private static func names(_ groups: [[String]], in header: [String]) -> Bool {
        let found = Set(header.map { IntervalColumn.normalised($0) })
        return groups.allSatisfy { $0.contains { found.contains($0) } }
    }

    // MARK: JSON

    private static func forEachObject(
        _ input: RandomAccessInput, file: Int, lists: [String], _ body: (Row) throws(TabularError) -> Void
    ) throws(TabularError) {
        try JSONObjects.forEach(input) { (piece: JSONObjects.Piece) throws(TabularError) in
            let place = SourcePlace(file: file, line: piece.line, byteOffset: piece.byteOffset)
            guard let value = piece.value else {
                try body(
                    Row(
                        texts: [:], problem: RowProblem(nil, "invalid_json", "this is no JSON object"), raw: piece.text,
                        place: place))
                return
            }
            for item in items(of: value, lists) {
                var row = Row(texts: [:], problem: nil, raw: piece.text, place: place)
                flatten(item, "", &row.texts)
                try body(row)
            }
        }
    }

    private static func items(of value: JSONValue, _ lists: [String]) -> [JSONValue] {
        for name in lists {
            if let items = value[name]?.array { return items }
            if let inner = value["data"], let items = inner[name]?.array { return items }
        }
        return [value]
    }

    private static func flatten(_ value: JSONValue, _ name: String, _ texts: inout [String: String]) {
        switch value {
        case .null: return
        case .bool(let truth): texts[name] = truth ? "1" : "0"
        case .integer(let number): texts[name] = String(number)
        case .number(let number): texts[name] = String(number)
        case .string(let text): if !text.isEmpty, texts[name] == nil { texts[name] = text }
        case .array(let items):
            let parts = items.compactMap { $0.string ?? $0.int.map(String.init) }
            if !parts.isEmpty { texts[name] = parts.joined(separator: "|") }
        case .object(let members):
            for member in members {
                let key = IntervalColumn.normalised(member.name)
                flatten(member.value, name.isEmpty ? key : "\(name).\(key)", &texts)
            }
        }
    }
}
