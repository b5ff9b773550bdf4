/// What can be wrong with a staffing question. Every case says what, which value, where, and what to do about it.
public enum QueueingError: Error, Hashable, Sendable, CustomStringConvertible {
    /// A value outside the domain of the formula.
    case invalidValue(what: String, value: String, place: String?, hint: String)
    /// A value that the question cannot do without.
    case missingValue(what: String, place: String?, hint: String)
    /// A goal that no number of agents meets.
    case unreachableGoal(goal: String, place: String?, hint: String)

    /// What, value and place, one line.
    public var description: String {
        switch self {
        case .invalidValue(let what, let value, let place, _):
            QueueingError.prefix(place) + "\(what) cannot be \(value)"
        case .missingValue(let what, let place, _):
            QueueingError.prefix(place) + "\(what) is missing"
        case .unreachableGoal(let goal, let place, _):
            QueueingError.prefix(place) + "no number of agents reaches \(goal)"
        }
    }

    /// What the user can do about it.
    public var hint: String? {
        switch self {
        case .invalidValue(_, _, _, let hint), .missingValue(_, _, let hint), .unreachableGoal(_, _, let hint): hint
        }
    }

    /// The same error, saying in which column of a row the value stands.
    func inColumn(_ name: String) -> QueueingError { placed(at: "\(QueueingError.columnWord)\(name)'") }

    private static let columnWord = "column '"

    /// The same error, saying where it happened; a place already stated is kept, a column gets its row.
    public func placed(at place: @autoclosure () -> String) -> QueueingError {
        func joined(_ column: String) -> String { "\(place()): \(column)" }
        switch self {
        case .invalidValue(let what, let value, let column?, let hint) where column.hasPrefix(QueueingError.columnWord):
            return .invalidValue(what: what, value: value, place: joined(column), hint: hint)
        case .unreachableGoal(let goal, let column?, let hint) where column.hasPrefix(QueueingError.columnWord):
            return .unreachableGoal(goal: goal, place: joined(column), hint: hint)
        default: break
        }
        return switch self {
        case .invalidValue(let what, let value, nil, let hint):
            .invalidValue(what: what, value: value, place: place(), hint: hint)
        case .missingValue(let what, nil, let hint):
            .missingValue(what: what, place: place(), hint: hint)
        case .unreachableGoal(let goal, nil, let hint):
            .unreachableGoal(goal: goal, place: place(), hint: hint)
        default: self
        }
    }

    private static func prefix(_ place: String?) -> String { place.map { "\($0): " } ?? "" }
}

/// Checks of arguments that several models share.
enum Domain {
    /// Throws unless `value` is a finite number of at least zero.
    @inline(__always)
    static func requireNonNegative(_ value: Double, _ what: String, hint: String) throws(QueueingError) {
        guard value >= 0, value < .infinity else {
            throw .invalidValue(what: what, value: "\(value)", place: nil, hint: hint)
        }
    }

    /// Throws unless `value` is a finite number above zero.
    @inline(__always)
    static func requirePositive(_ value: Double, _ what: String, hint: String) throws(QueueingError) {
        guard value > 0, value < .infinity else {
            throw .invalidValue(what: what, value: "\(value)", place: nil, hint: hint)
        }
    }

    /// Throws unless `agents` is a number of agents the models take: 0…1e9, whole or not.
    @inline(__always)
    static func requireAgents(_ agents: Double) throws(QueueingError) {
        guard agents >= 0, agents <= OfferedTraffic.largestLoad else {
            throw .invalidValue(
                what: "the number of agents", value: "\(agents)", place: nil,
                hint: "give a number from 0 to \(OfferedTraffic.largestLoad)")
        }
    }

    /// Throws unless `agents` is a whole number of agents the models take.
    static func requireWholeAgents(_ agents: Double) throws(QueueingError) {
        try requireAgents(agents)
        guard agents == agents.rounded() else {
            throw .invalidValue(
                what: "the number of agents", value: "\(agents)", place: nil, hint: "this model takes whole agents")
        }
    }

    /// Throws unless `seconds` is a mean patience the models take: 1e-15…1e15 seconds.
    static func requirePatience(_ seconds: Double) throws(QueueingError) {
        guard seconds >= 1e-15, seconds <= 1e15 else {
            throw .invalidValue(
                what: "the mean patience in seconds", value: "\(seconds)", place: nil,
                hint: "give seconds above 0; leave the patience out where customers never give up")
        }
    }

    /// Throws unless both waits are finite and at least zero.
    @inline(__always)
    static func requireWaits(within: Double, shortAbandon: Double) throws(QueueingError) {
        try requireNonNegative(
            within, "the time of the service level in seconds", hint: "give the seconds of the target, 0 or more")
        try requireNonNegative(
            shortAbandon, "the wait of a short abandon in seconds", hint: "give 0 or more seconds")
    }
}
