/// Where in an input something stands.
public struct Place: Hashable, Sendable, CustomStringConvertible {
    /// Path as the user gave it (`-` = standard input).
    public var file: String
    /// Physical line on which the record starts, header = 1.
    public var line: Int?
    /// Name of the column.
    public var column: String?

    /// A place in `file`.
    public init(file: String, line: Int? = nil, column: String? = nil) {
        self.file = file
        self.line = line
        self.column = column
    }

    /// `file:line: column 'name'`; `-` is spelt out.
    public var description: String {
        var text = file == "-" ? "standard input" : file
        if let line { text += ":\(line)" }
        if let column { text += ": column '\(column)'" }
        return text
    }
}

/// What can go wrong between files and values. Every case says what, where and what to do about it.
public enum TabularError: Error, Sendable, CustomStringConvertible {
    /// The input does not exist or cannot be opened (exit code 66).
    case noInput(path: String, reason: String)
    /// The content is not what it must be (exit code 65).
    case badData(Place, message: String, hint: String?)
    /// The output cannot be created (exit code 73).
    case cannotCreate(path: String, reason: String)
    /// Reading or writing failed half-way; nothing was left under the final name (exit code 74).
    case inputOutput(path: String, reason: String)

    /// Place and message, one line.
    public var description: String {
        switch self {
        case .noInput(let path, let reason): "\(path): cannot read: \(reason)"
        case .badData(let place, let message, _): "\(place): \(message)"
        case .cannotCreate(let path, let reason): "\(path): cannot create: \(reason)"
        case .inputOutput(let path, let reason): "\(path): \(reason)"
        }
    }

    /// What the user can do about it.
    public var hint: String? {
        switch self {
        case .noInput: "check the path; '-' reads standard input"
        case .badData(_, _, let hint): hint
        case .cannotCreate: "choose a folder that exists and that you may write to"
        case .inputOutput: "check the free space of the disk; nothing was left under the final name"
        }
    }
}
