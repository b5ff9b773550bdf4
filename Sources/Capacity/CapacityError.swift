/// What can be wrong with a capacity question. Every case says what, which value, where, and what to do about it.
public enum CapacityError: Error, Hashable, Sendable, CustomStringConvertible {
    /// A value outside its range.
    case invalidValue(what: String, value: String, place: String?, hint: String)
    /// A solver library exists but cannot be used.
    case libraryUnusable(path: String, reason: String)
    /// The solver gave no usable answer.
    case solverFailed(reason: String)
    /// Somebody asked to stop.
    case interrupted

    /// What, value and place, one line.
    public var description: String {
        switch self {
        case .invalidValue(let what, let value, let place, _):
            (place.map { "\($0): " } ?? "") + "\(what) cannot be \(value)"
        case .libraryUnusable(let path, let reason): "\(path): cannot be used as a solver: \(reason)"
        case .solverFailed(let reason): "the solver gave no answer: \(reason)"
        case .interrupted: "interrupted"
        }
    }

    /// What the user can do about it.
    public var hint: String? {
        switch self {
        case .invalidValue(_, _, _, let hint): hint
        case .libraryUnusable: "install the pinned version of the library again"
        case .solverFailed: "the plan does not depend on it; only the proof is missing"
        case .interrupted: nil
        }
    }
}

/// Checks of values that several types share.
enum Domain {
    /// Throws unless `value` is a finite number of at least 0.
    static func requireNonNegative(_ value: Double, _ what: String, place: String? = nil) throws(CapacityError) {
        guard value.isFinite, value >= 0 else {
            throw .invalidValue(what: what, value: "\(value)", place: place, hint: "give a finite number of 0 or more")
        }
    }

    /// Throws unless `value` is a finite number above 0.
    static func requirePositive(_ value: Double, _ what: String) throws(CapacityError) {
        guard value.isFinite, value > 0 else {
            throw .invalidValue(what: what, value: "\(value)", place: nil, hint: "give a finite number above 0")
        }
    }

    /// Throws unless 0 ≤ `value` < 1.
    static func requireShareBelowOne(_ value: Double, _ what: String) throws(CapacityError) {
        guard value >= 0, value < 1 else {
            throw .invalidValue(
                what: what, value: "\(value)", place: nil, hint: "a share from 0 to below 1: 8 % is 0.08")
        }
    }

    /// Throws unless 0 ≤ `value` ≤ 1.
    static func requireShare(_ value: Double, _ what: String) throws(CapacityError) {
        guard value >= 0, value <= 1 else {
            throw .invalidValue(what: what, value: "\(value)", place: nil, hint: "a share from 0 to 1: 8 % is 0.08")
        }
    }

    /// Throws unless `value` is a whole number of a range.
    static func require(_ value: Int, in range: ClosedRange<Int>, _ what: String) throws(CapacityError) {
        guard range.contains(value) else {
            throw .invalidValue(
                what: what, value: "\(value)", place: nil,
                hint: "give a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
    }
}
