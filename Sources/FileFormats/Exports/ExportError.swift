import ContactCenter

/// What another system's format cannot hold.
public enum ExportError: Error, Hashable, Sendable, CustomStringConvertible {
    /// A channel that the format does not know.
    case unknownChannel(QueueChannel, format: String, known: [String])
    /// An interval of a length that the format does not know.
    case intervalLength(QueueChannel, seconds: Int, format: String, known: [Int])
    /// A number that the format needs and that is not known.
    case missing(QueueChannel, measure: String, start: String, format: String)
    /// A name that the format cannot hold.
    case name(String, format: String, rule: String)

    /// What is wrong, with names and values.
    public var description: String {
        switch self {
        case .unknownChannel(let stream, let format, let known):
            "\(stream): \(format) knows the channels \(known.joined(separator: ", ")) only"
        case .intervalLength(let stream, let seconds, let format, let known):
            "\(stream): an interval of \(seconds) seconds; \(format) takes \(known.map(String.init).joined(separator: ", "))"
        case .missing(let stream, let measure, let start, let format):
            "\(stream) at \(start): \(measure) is not known, and \(format) needs it"
        case .name(let name, let format, let rule): "'\(name)' cannot be a name in \(format): \(rule)"
        }
    }

    /// What to do about it.
    public var hint: String {
        switch self {
        case .unknownChannel: "name what to export with --queue and --channel"
        case .intervalLength: "import or forecast with another --interval"
        case .missing: "leave those intervals out, or forecast with handle times"
        case .name: "rename the queue"
        }
    }
}
