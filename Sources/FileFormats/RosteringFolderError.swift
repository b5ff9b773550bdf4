import Tabular

/// Everything that is wrong with a folder of team or rostering files, all at once: whoever mends an agents file
/// wants the whole list, not one line a run.
public struct RosteringFolderError: Error, Sendable, CustomStringConvertible {
    /// The faults in file order; at least one.
    public let problems: [TabularError]

    /// One line a fault, each with file, line, column and value; beyond 50 only their number.
    public var description: String {
        var lines = problems.prefix(50).map { problem in
            problem.description + (problem.hint.map { " (\($0))" } ?? "")
        }
        if problems.count > 50 { lines.append("… and \(problems.count - 50) more") }
        return lines.joined(separator: "\n")
    }

    /// What the user can do; the single fault's hint when there is one fault.
    public var hint: String? {
        problems.count == 1 ? nil : "\(problems.count) faults; mend them all before the next run"
    }

    /// Whether a file is missing (exit code 66) rather than wrong (exit code 65).
    public var isNoInput: Bool {
        problems.contains { if case .noInput = $0 { true } else { false } }
    }
}

/// Collects faults while reading goes on.
struct FaultCollector {
    private(set) var problems: [TabularError] = []

    mutating func add(_ problem: TabularError) { problems.append(problem) }

    /// A fault for every key that nobody reads, with the nearest known one.
    mutating func addUnknownKeys(of entries: [YAMLNode.Entry], file: String, known: [String]) {
        for entry in entries where !known.contains(entry.key) {
            add(
                .badData(
                    Place(file: file, line: entry.line), message: "unknown key '\(entry.value.path)'",
                    hint: nearestName(to: entry.key, among: known).map { "did you mean '\($0)'?" }
                        ?? "the keys known here are \(known.map { "'\($0)'" }.joined(separator: ", "))"))
        }
    }

    /// The value, or `nil` and one fault more.
    @discardableResult
    mutating func attempt<Value>(_ body: () throws(TabularError) -> Value) -> Value? {
        do throws(TabularError) {
            return try body()
        } catch {
            problems.append(error)
            return nil
        }
    }

    /// Throws when anything was wrong.
    func check() throws(RosteringFolderError) {
        if !problems.isEmpty { throw RosteringFolderError(problems: problems) }
    }
}
