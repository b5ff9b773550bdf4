import Yams

extension YAMLNode {
    /// Most bytes of a YAML file that is read.
    static let maximumBytes = 4 << 20
    /// Most values, aliases counted each time they are used.
    static let maximumNodes = 200_000
    /// Deepest nesting of brackets.
    static let maximumDepth = 200

    /// Reads one YAML document (JSON included, being YAML).
    ///
    /// Keys must be plain scalars and unique in their mapping; an empty file, a second document, unbalanced or very deep
    /// brackets, and aliases that multiply beyond 200,000 values are refused.
    ///
    /// - Throws: `TabularError.badData` with the line.
    public static func parse(_ input: InputBytes) throws(TabularError) -> YAMLNode {
        var bytes = input.bytes[...]
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
        guard bytes.count <= maximumBytes else {
            throw .badData(
                Place(file: input.name),
                message: "the file has \(bytes.count) bytes, more than the \(maximumBytes) that are read as YAML",
                hint: "large tables belong into CSV files")
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw .badData(
                Place(file: input.name, line: lineOfInvalidUTF8(bytes)), message: "the text is not UTF-8",
                hint: "save the file as UTF-8")
        }
        try checkDepth(bytes, file: input.name)
        let root: Node?
        do {
            // Marks and anchors live as long as their parser.
            root = try Parser(yaml: text, resolver: .basic, constructor: .default, encoding: .utf8).singleRoot()
        } catch {
            throw translated(error, file: input.name, bytes: bytes)
        }
        guard let root else {
            throw .badData(Place(file: input.name), message: "the file is empty", hint: nil)
        }
        var count = 0
        return try converted(root, file: input.name, path: "", at: (1, 1), depth: 0, count: &count)
    }

    private static func converted(
        _ node: Node, file: String, path: String, at fallback: (line: Int, column: Int), depth: Int, count: inout Int
    ) throws(TabularError) -> YAMLNode {
        count += 1
        let mark: (line: Int, column: Int) = node.mark.map { ($0.line, $0.column) } ?? fallback
        let place = Place(file: file, line: mark.line)
        guard count <= maximumNodes else {
            throw .badData(place, message: "more than \(maximumNodes) values", hint: "aliases repeat what they name")
        }
        guard depth <= maximumDepth else {
            throw .badData(place, message: "nested deeper than \(maximumDepth)", hint: nil)
        }
        let content: Content
        switch node {
        case .scalar(let scalar):
            let isPlain = scalar.style == .plain || scalar.style == .any
            content = .scalar(scalar.string, isQuoted: !isPlain)
        case .sequence(let sequence):
            var items: [YAMLNode] = []
            items.reserveCapacity(sequence.count)
            for (index, item) in sequence.enumerated() {
                items.append(
                    try converted(
                        item, file: file, path: YAMLNode.path(path, index: index), at: mark, depth: depth + 1,
                        count: &count))
            }
            content = .sequence(items)
        case .mapping(let mapping):
            var entries: [Entry] = []
            entries.reserveCapacity(mapping.count)
            var lineOfKey: [String: Int] = [:]
            for (keyNode, valueNode) in mapping {
                let keyMark: (line: Int, column: Int) = keyNode.mark.map { ($0.line, $0.column) } ?? mark
                guard case .scalar(let keyScalar) = keyNode else {
                    throw .badData(
                        Place(file: file, line: keyMark.line), message: "a key must be a word, not a list or mapping",
                        hint: nil)
                }
                let key = keyScalar.string
                if let earlier = lineOfKey.updateValue(keyMark.line, forKey: key) {
                    throw duplicateKey(key, file: file, line: keyMark.line, earlier: earlier)
                }
                let value = try converted(
                    valueNode, file: file, path: YAMLNode.path(path, key: key), at: keyMark, depth: depth + 1,
                    count: &count)
                entries.append(Entry(key: key, line: keyMark.line, column: keyMark.column, value: value))
            }
            content = .mapping(entries)
        case .alias:
            throw .badData(place, message: "an alias without its anchor", hint: nil)
        }
        return YAMLNode(file: file, line: mark.line, column: mark.column, path: path, content: content)
    }

    static func duplicateKey(_ key: String, file: String, line: Int, earlier: Int?) -> TabularError {
        let firstPlace = earlier.map { $0 == line ? " in one mapping" : " (first on line \($0))" } ?? " in one mapping"
        return .badData(
            Place(file: file, line: line), message: "key '\(key)' is given twice\(firstPlace)",
            hint: "keep one of the two")
    }

    /// Yams' parser recurses; brackets are bounded before it starts. Brackets in comments and quotes count too, which
    /// can only make the bound stricter.
    private static func checkDepth(_ bytes: ArraySlice<UInt8>, file: String) throws(TabularError) {
        var depth = 0
        var line = 1
        for byte in bytes {
            switch byte {
            case 0x0A: line += 1
            case 0x5B, 0x7B: depth += 1
            case 0x5D, 0x7D: depth = max(0, depth - 1)
            default: break
            }
            guard depth <= maximumDepth else {
                throw .badData(
                    Place(file: file, line: line), message: "brackets nested deeper than \(maximumDepth)", hint: nil)
            }
        }
    }

    private static func lineOfInvalidUTF8(_ bytes: ArraySlice<UInt8>) -> Int {
        var line = 1
        for part in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
            if String(validating: part, as: UTF8.self) == nil { return line }
            line += 1
        }
        return line
    }

    private static func translated(_ error: any Error, file: String, bytes: ArraySlice<UInt8>) -> TabularError {
        guard let error = error as? YamlError else {
            return .badData(Place(file: file), message: "\(error)", hint: nil)
        }
        switch error {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            let lineCount = bytes.count { $0 == 0x0A } + 1
            let isIndentedByTab = problem.contains("cannot start any token")
            return .badData(
                Place(file: file, line: min(mark.line, lineCount)),
                message: "not valid YAML at column \(mark.column): "
                    + (context.map { "\($0.text), \(problem)" } ?? problem),
                hint: isIndentedByTab ? "indent with blanks, not tabs; quote text that begins with a sign" : nil)
        case .reader(let problem, let offset, _, _):
            let line = offset.map { offset in bytes.prefix(offset).count { $0 == 0x0A } + 1 }
            return .badData(Place(file: file, line: line), message: "not valid YAML: \(problem)", hint: nil)
        case .duplicatedKeysInMapping(let keys, let context):
            return duplicateKey(keys.first ?? "", file: file, line: context.mark.line, earlier: nil)
        default:
            return .badData(Place(file: file), message: "not valid YAML: \(error)", hint: nil)
        }
    }
}
