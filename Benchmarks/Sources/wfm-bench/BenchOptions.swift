/// Where everything is; every option has to be given, `run-quick` does.
struct BenchOptions {
    var wfm = ""
    var data = ""
    var python = ""
    var peers = ""
    var scratch = ""
    var rounds = 5

    init(arguments: [String]) throws {
        var index = 0
        while index < arguments.count {
            guard index + 1 < arguments.count else { throw UsageError(argument: arguments[index]) }
            let value = arguments[index + 1]
            switch arguments[index] {
            case "--wfm": wfm = value
            case "--data": data = value
            case "--python": python = value
            case "--peers": peers = value
            case "--scratch": scratch = value
            case "--rounds": rounds = max(1, Int(value) ?? 5)
            default: throw UsageError(argument: arguments[index])
            }
            index += 2
        }
    }

    struct UsageError: Error, CustomStringConvertible {
        let argument: String
        var description: String { "wfm-bench: unknown option or missing value: \(argument)" }
    }
}

/// One line of the table.
struct BenchRow {
    var measure: String
    var ours: String
    var peer: String
    var ratio: String

    var markdown: String { "| \(measure) | \(ours) | \(peer) | \(ratio) |" }

    static let head = "| What | wfm | Peer | Peer ÷ wfm |\n|---|---|---|---|"
}
