import Tabular

/// What can be wrong with a plan as a whole, when each of its files is fine by itself.
public enum PlanningError: Error, Sendable, CustomStringConvertible {
    /// A file uses a name that the plan does not define.
    case unknownName(what: String, name: String, place: String, known: [String])
    /// The interactions hold nothing for any queue of the plan.
    case noContactsForPlan(queues: [String], found: [String])
    /// Every row of the interactions was refused.
    case everythingRejected(Reject, count: Int)
    /// The history does not reach the day before the forecast, or begins after it.
    case forecastStart(String)
    /// A stage needs rows that its input file does not have.
    case missingRows(file: String, what: String)
    /// A stage needs a part of the plan that is not there.
    case missingPart(String, hint: String)
    /// A number that no plan can have.
    case invalid(String, hint: String)
    /// Somebody pressed Ctrl-C.
    case interrupted

    /// What is wrong, with names and values.
    public var description: String {
        switch self {
        case .unknownName(let what, let name, let place, _): "\(place): unknown \(what) '\(name)'"
        case .noContactsForPlan(let queues, let found):
            "no interaction belongs to a queue × channel of the plan (\(queues.joined(separator: ", ")));"
                + " the interactions have \(found.isEmpty ? "none" : found.joined(separator: ", "))"
        case .everythingRejected(let first, let count):
            "\(Place(file: first.file, line: first.line, column: first.column)): \(first.message)"
                + (count > 1 ? " (and all other \(count - 1) rows are refused too)" : "")
        case .forecastStart(let message): message
        case .missingRows(let file, let what): "\(file): \(what)"
        case .missingPart(let message, _), .invalid(let message, _): message
        case .interrupted: "interrupted"
        }
    }

    /// What to do about it.
    public var hint: String? {
        switch self {
        case .unknownName(let what, let name, _, let known):
            nearestName(to: name, among: known).map { "did you mean '\($0)'?" }
                ?? "the plan knows these: \(known.joined(separator: ", ")) (\(what)s)"
        case .noContactsForPlan: "name the queues and channels of the plan as the interactions do"
        case .everythingRejected: "is this the right file, with the right mapping? docs/formats.md has the columns"
        case .forecastStart: "set forecast: start: to a Monday after the last day of the history, or leave it out"
        case .missingRows: "use the file that the stage before wrote with the same plan"
        case .missingPart(_, let hint), .invalid(_, let hint): hint
        case .interrupted: nil
        }
    }
}
