/// A value of a YAML (or JSON) file that knows where it stands, so that every complaint can name its line and key.
///
/// Scalars are kept as written: `08:00` is text, not a number to the base 60, and `no` is a name. What a scalar means
/// is decided by the accessor the reader calls (``int(in:)``, ``double(_:)``, ``bool()``, ``text()``).
public struct YAMLNode: Sendable {
    /// A key and its value.
    public struct Entry: Sendable {
        /// The key as written.
        public let key: String
        /// Line of the key, from 1.
        public let line: Int
        /// Column of the key in characters, from 1.
        public let column: Int
        /// The value.
        public let value: YAMLNode
    }

    /// What the value is made of.
    public enum Content: Sendable {
        /// Text and whether it stood in quotes (quoted text is never a number, a truth value or nothing).
        case scalar(String, isQuoted: Bool)
        /// A list.
        case sequence([YAMLNode])
        /// Keys and values in file order; keys are unique.
        case mapping([Entry])
    }

    /// Path of the file as the user gave it.
    public let file: String
    /// Line, from 1.
    public let line: Int
    /// Column in characters, from 1.
    public let column: Int
    /// Keys from the root, joined by dots, list positions in brackets from 1: `queues.sales.channels`; empty at the root.
    public let path: String
    /// What the value is made of.
    public let content: Content

    /// A value at a place of a file.
    public init(file: String, line: Int, column: Int, path: String, content: Content) {
        self.file = file
        self.line = line
        self.column = column
        self.path = path
        self.content = content
    }

    /// Whether the value is absent: nothing, `~` or `null` without quotes.
    public var isNull: Bool {
        if case .scalar(let text, isQuoted: false) = content { YAMLNode.nullWords.contains(text) } else { false }
    }

    /// Words that mean "nothing" when they stand without quotes.
    static let nullWords: Set<String> = ["", "~", "null", "Null", "NULL"]

    /// Where the value stands.
    public var place: Place { Place(file: file, line: line) }

    /// An error about this value: `file:line: key 'queues.sales': message`.
    public func error(_ message: String, hint: String? = nil) -> TabularError {
        .badData(place, message: path.isEmpty ? message : "key '\(path)': \(message)", hint: hint)
    }

    /// The value in words, for messages: `'abc'`, `a list`, `a mapping`, `nothing`.
    public var inWords: String {
        if isNull { return "nothing" }
        switch content {
        case .scalar(let text, _): return "'\(text)'"
        case .sequence: return "a list"
        case .mapping: return "a mapping"
        }
    }

    /// The path of a key below this value.
    static func path(_ parent: String, key: String) -> String { parent.isEmpty ? key : "\(parent).\(key)" }

    /// The path of a list item below this value, `index` from 0.
    static func path(_ parent: String, index: Int) -> String { "\(parent)[\(index + 1)]" }
}
