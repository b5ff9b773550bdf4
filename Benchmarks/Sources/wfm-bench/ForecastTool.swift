import Foundation

/// Parts of `run-forecast` that have to be measured or called inside a process: `wfm-bench <tool> --name value …`.
enum ForecastTool: String, CaseIterable {
    /// Classical models on a file of series, timed one by one.
    case models
    /// The default choice on synthetic half hours, timed.
    case defaultModel = "default-model"
    /// Handle times of the default choice, forecast from several cutoffs.
    case handleTimes = "handle-times"
    /// Writes a large file of synthetic series.
    case writeSeries = "write-series"

    func run(_ arguments: [String]) throws {
        let options = try ToolOptions(arguments)
        switch self {
        case .models: try ModelTimings(options).run()
        case .defaultModel: try DefaultModelTiming(options).run()
        case .handleTimes: try HandleTimeForecasts(options).run()
        case .writeSeries: try SeriesWriter(options).run()
        }
    }
}

/// The `--name value` pairs of a tool.
struct ToolOptions {
    private var values: [String: String] = [:]

    init(_ arguments: [String]) throws {
        for index in stride(from: 0, to: arguments.count, by: 2) {
            guard arguments[index].hasPrefix("--"), index + 1 < arguments.count else {
                throw ChildProcess.Failure(description: "'\(arguments[index])': expected --name value")
            }
            values[String(arguments[index].dropFirst(2))] = arguments[index + 1]
        }
    }

    func optional(_ name: String) -> String? { values[name] }

    func text(_ name: String) throws -> String {
        guard let value = values[name] else { throw ChildProcess.Failure(description: "--\(name) is missing") }
        return value
    }

    func list(_ name: String) throws -> [String] { try text(name).split(separator: ",").map(String.init) }

    func numbers(_ name: String) throws -> [Int] {
        try list(name).map { text in
            guard let number = Int(text), number > 0 else {
                throw ChildProcess.Failure(description: "--\(name): expected a positive number, found '\(text)'")
            }
            return number
        }
    }

    /// A positive number; `standard` when it is not given.
    func number(_ name: String, standard: Int? = nil) throws -> Int {
        if values[name] == nil, let standard { return standard }
        guard let number = Int(try text(name)), number > 0 else {
            throw ChildProcess.Failure(description: "--\(name): expected a positive number")
        }
        return number
    }
}
