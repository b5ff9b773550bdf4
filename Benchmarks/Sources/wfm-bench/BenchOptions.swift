/// Where everything is; every path has to be given, `run-quick` does.
struct BenchOptions {
    var wfm = ""
    var data = ""
    var python = ""
    var peers = ""
    var scratch = ""
    /// Runs that are measured after the warm-up.
    var rounds = 5
    /// Name of the only part to run.
    var only: String?

    init(arguments: [String]) throws {
        var index = 0
        while index < arguments.count {
            let name = arguments[index]
            guard index + 1 < arguments.count else { throw UsageError(problem: "\(name) needs a value") }
            let value = arguments[index + 1]
            switch name {
            case "--wfm": wfm = value
            case "--data": data = value
            case "--python": python = value
            case "--peers": peers = value
            case "--scratch": scratch = value
            case "--only": only = value
            case "--rounds":
                guard let count = Int(value), count > 0 else {
                    throw UsageError(problem: "--rounds: expected a positive number, found '\(value)'")
                }
                rounds = count
            default: throw UsageError(problem: "unknown option \(name)")
            }
            index += 2
        }
        let paths = [
            ("--wfm", wfm), ("--data", data), ("--python", python), ("--peers", peers), ("--scratch", scratch),
        ]
        for (name, path) in paths where path.isEmpty { throw UsageError(problem: "\(name) is missing") }
    }

    struct UsageError: Error, CustomStringConvertible {
        let problem: String
        var description: String { "\(problem); `make bench-quick` knows them all" }
    }
}
