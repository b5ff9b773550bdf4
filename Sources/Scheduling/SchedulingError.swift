/// What can go wrong between a rostering instance and a roster.
public enum SchedulingError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The instance contradicts itself; every problem found is listed.
    case invalidInstance([String])
    /// A roster given has shifts that the instance's kinds cannot express; all are listed.
    case rosterUnusable([String])
    /// Shifts start at times that the clock of their place skips; all are listed.
    case startsSkipped(zone: String, shifts: [String])
    /// What was asked for is not there.
    case unknown(what: String, name: String, nearest: String?)
    /// An agent has no shift that could change hands.
    case nothingToSwap(agent: String, date: String)
    /// An agent cannot trade with itself.
    case swapWithOneself(agent: String)
    /// A date is not among the days of the instance.
    case outsideHorizon(date: String, first: String, days: Int)
    /// The agents' skills combine in more ways than the exact cover formula can hold.
    case tooManySkillCombinations(found: Int, limit: Int)
    /// A solver library exists but cannot be used.
    case libraryUnusable(path: String, reason: String)
    /// The solver gave no usable answer.
    case solverFailed(reason: String)

    /// What, and which value.
    public var description: String {
        switch self {
        case .invalidInstance(let problems):
            "the rostering instance has \(problems.count) problem\(problems.count == 1 ? "" : "s"): "
                + problems.joined(separator: "; ")
        case .rosterUnusable(let problems):
            "the roster has \(problems.count) shift\(problems.count == 1 ? "" : "s") that do not fit the folder: "
                + problems.prefix(20).joined(separator: "; ") + (problems.count > 20 ? "; …" : "")
        case .startsSkipped(let zone, let shifts):
            "the clock of \(zone) skips the start of \(shifts.count) shift\(shifts.count == 1 ? "" : "s"): "
                + shifts.prefix(20).joined(separator: "; ") + (shifts.count > 20 ? "; …" : "")
        case .nothingToSwap(let agent, let date): "agent '\(agent)' is off on \(date): there is no shift to give"
        case .swapWithOneself(let agent): "agent '\(agent)' cannot trade with itself"
        case .outsideHorizon(let date, let first, let days): "\(date) is outside the \(days) days from \(first)"
        case .unknown(let what, let name, _): "unknown \(what) '\(name)'"
        case .tooManySkillCombinations(let found, let limit):
            "the agents' skills combine in at least \(found) ways; at most \(limit) can be covered exactly"
        case .libraryUnusable(let path, let reason): "\(path): cannot be used as a solver: \(reason)"
        case .solverFailed(let reason): "the solver gave no answer: \(reason)"
        }
    }

    /// What the user can do about it.
    public var hint: String? {
        switch self {
        case .invalidInstance: "correct the named records; all of them are listed"
        case .rosterUnusable: "run 'wfm schedule check' on it first"
        case .startsSkipped: "start them before the clock is changed, or when it has been"
        case .outsideHorizon, .nothingToSwap, .swapWithOneself: nil
        case .unknown(_, _, let nearest): nearest.map { "did you mean '\($0)'?" }
        case .tooManySkillCombinations: "merge skills that are always held together, or split the centre"
        case .libraryUnusable: "install the pinned version of the library again"
        case .solverFailed: "the roster does not depend on it; only the bound is missing"
        }
    }

    /// The name nearest to `name` by single-letter edits, when at most a third of it differs.
    static func nearest(to name: String, among names: [String]) -> String? {
        let target = Array(name)
        var best: (distance: Int, name: String)?
        for candidate in names {
            let other = Array(candidate)
            var row = Array(0...other.count)
            for (i, a) in target.enumerated() {
                var diagonal = row[0]
                row[0] = i + 1
                for (j, b) in other.enumerated() {
                    let substituted = diagonal + (a == b ? 0 : 1)
                    diagonal = row[j + 1]
                    row[j + 1] = min(substituted, row[j] + 1, diagonal + 1)
                }
            }
            let distance = row[other.count]
            if distance <= max(1, max(target.count, other.count) / 3), distance < best?.distance ?? .max {
                best = (distance, candidate)
            }
        }
        return best?.name
    }
}
