/// A text of one JSON object a line (NDJSON), turned into the CSV text that says the same, so that one reader serves both.
///
/// Members of members are named with dots (`Queue.Name`), list items are joined with `|`, `null` is an empty field. Line
/// `n` of the objects is line `n + 1` of the table, whose first line is the header: the names in the order in which they
/// first appear. A line that is no object becomes a record of one field, its text.
package enum JSONLines {
    /// Whether a text begins as one.
    package static func begins(_ head: [UInt8]) -> Bool {
        var start = head.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        while start < head.count, head[start] <= 0x20 { start += 1 }
        return start < head.count && head[start] == UInt8(ascii: "{")
    }

    /// The table of a text; `columns` are there even when no line names them.
    package static func table(_ input: RandomAccessInput) throws(TabularError) -> RandomAccessInput {
        var columns: [String: Int] = [:]
        var header: [String] = []
        try forEachLine(input) { (line: [UInt8]) throws(TabularError) in
            for (name, _) in fields(line, input.name) ?? [] where columns[name] == nil {
                columns[name] = header.count
                header.append(name)
            }
        }
        guard !header.isEmpty else {
            throw .badData(
                Place(file: input.name, line: 1), message: "no line is a whole JSON object",
                hint: "one object a line is expected (NDJSON)")
        }
        var spool = Spool(name: input.name)
        var writer = CSVWriter(columns: header.count)
        for name in header { writer.add(oneLine(name)) }
        writer.endRow()
        try forEachLine(input) { (line: [UInt8]) throws(TabularError) in
            if line.allSatisfy({ $0 <= 0x20 }) {
                writer.addLineEnd()
            } else if let fields = fields(line, input.name) {
                var row = [String](repeating: "", count: header.count)
                for (name, text) in fields { row[columns[name] ?? 0] = text }
                for text in row { writer.add(oneLine(text)) }
                writer.endRow()
            } else {
                writer.addRecord(CSVWriter.encoded(oneLine(String(decoding: line, as: UTF8.self))))
            }
            if writer.bytes.count > 1 << 20 {
                try spool.append(writer.bytes)
                writer = CSVWriter(columns: header.count)
            }
        }
        try spool.append(writer.bytes)
        return spool.finish()
    }

    /// Line ends inside of a text would move the lines after it.
    private static func oneLine(_ text: String) -> String {
        text.utf8.contains { $0 == 0x0A || $0 == 0x0D }
            ? String(text.map { $0.isNewline ? " " : $0 }) : text
    }

    private static func fields(_ line: [UInt8], _ name: String) -> [(String, String)]? {
        guard let node = try? YAMLNode.parseJSON(InputBytes(name: name, bytes: line)),
            case .mapping = node.content
        else { return nil }
        var fields: [(String, String)] = []
        flatten(node, "", &fields)
        return fields
    }

    private static func flatten(_ node: YAMLNode, _ name: String, _ fields: inout [(String, String)]) {
        switch node.content {
        case .scalar(let text, let isQuoted): fields.append((name, !isQuoted && text == "null" ? "" : text))
        case .sequence(let items):
            let texts = items.map { item in
                if case .scalar(let text, _) = item.content { return text }
                return "…"
            }
            fields.append((name, texts.joined(separator: "|")))
        case .mapping(let entries):
            for entry in entries {
                flatten(entry.value, name.isEmpty ? entry.key : "\(name).\(entry.key)", &fields)
            }
        }
    }

    private static func forEachLine(
        _ input: RandomAccessInput, _ body: ([UInt8]) throws(TabularError) -> Void
    ) throws(TabularError) {
        try TextLines.forEach(input) { (line: TextLines.Line) throws(TabularError) in try body(line.bytes) }
    }
}
