import ContactCenter

/// What the agents asked for must achieve.
///
///     let goals: [StaffingGoal] = [.serviceLevel(target: 0.8, withinSeconds: 20), .occupancy(cap: 0.85)]
public enum StaffingGoal: Hashable, Sendable, CustomStringConvertible {
    /// At least `target` of the contacts within `withinSeconds`, by one of the named formulas.
    case serviceLevel(
        formula: ServiceLevelFormula = .offered, target: Double, withinSeconds: Double, shortAbandonSeconds: Double = 5)
    /// Average speed of answer of at most `seconds`.
    case asa(seconds: Double)
    /// At most this share of contacts abandoned.
    case abandonment(share: Double)
    /// Agents busy at most this share of their time.
    case occupancy(cap: Double)

    /// The goal in words.
    public var description: String {
        switch self {
        case .serviceLevel(let formula, let target, let within, _):
            "a service level (\(formula.rawValue)) of \(target) within \(within) seconds"
        case .asa(let seconds): "an average speed of answer of \(seconds) seconds"
        case .abandonment(let share): "an abandonment of \(share)"
        case .occupancy(let cap): "an occupancy of \(cap)"
        }
    }

    /// Throws unless the goal makes sense and some number of agents meets it.
    ///
    /// - Parameter customersAbandon: Whether the model knows abandonment; where it does, none at all is unreachable.
    func validate(customersAbandon: Bool) throws(QueueingError) {
        switch self {
        case .serviceLevel(_, let target, let within, let shortAbandon):
            try Domain.requireWaits(within: within, shortAbandon: shortAbandon)
            guard target >= 0, target <= 1 else {
                throw .invalidValue(
                    what: "the service level target", value: "\(target)", place: nil,
                    hint: "a target is a share from 0 to below 1: 80 % is 0.8")
            }
            guard target < 1 else { throw unreachable("somebody always waits; ask for a little less, e.g. 0.99") }
        case .asa(let seconds):
            try Domain.requireNonNegative(
                seconds, "the goal of the average speed of answer", hint: "give seconds above 0")
            guard seconds > 0 else { throw unreachable("somebody always waits; give seconds above 0") }
        case .abandonment(let share):
            guard share >= 0, share <= 1 else {
                throw .invalidValue(
                    what: "the abandonment goal", value: "\(share)", place: nil,
                    hint: "a share above 0 and at most 1: 5 % is 0.05")
            }
            guard share > 0 || !customersAbandon else {
                throw unreachable("somebody always gives up; give a share above 0, e.g. 0.01")
            }
        case .occupancy(let cap):
            guard cap > 0, cap <= 1 else {
                throw .invalidValue(
                    what: "the occupancy cap", value: "\(cap)", place: nil,
                    hint: "a cap is a share above 0 and at most 1")
            }
        }
    }

    private func unreachable(_ hint: String) -> QueueingError {
        .unreachableGoal(goal: description, place: nil, hint: hint)
    }

    /// Whether `measures`, taken at the goal's own waits, meet the goal.
    func isMet(by measures: QueueMeasures) -> Bool { misses(in: measures) <= limit }

    /// What must not exceed ``limit``. Falls as agents are added; +∞ where the measure is undefined or unbounded.
    func misses(in measures: QueueMeasures) -> Double {
        switch self {
        case .serviceLevel(let formula, _, _, _): measures.missedServiceLevel(formula) ?? .infinity
        case .asa: measures.asaSeconds ?? .infinity
        case .abandonment: measures.abandonment
        case .occupancy: measures.occupancy
        }
    }

    /// The most of ``misses(in:)`` that meets the goal.
    var limit: Double {
        switch self {
        case .serviceLevel(_, let target, _, _): 1 - target
        case .asa(let seconds): seconds
        case .abandonment(let share): share
        case .occupancy(let cap): cap
        }
    }

    /// The measure the goal is about, as it is quoted; `nil` where it is undefined.
    func value(in measures: QueueMeasures) -> Double? {
        switch self {
        case .serviceLevel(let formula, _, _, _): measures.serviceLevel(formula)
        case .asa: measures.asaSeconds
        case .abandonment: measures.abandonment
        case .occupancy: measures.occupancy
        }
    }

    /// The waits at which the measures of the goal are taken: T and the longest short abandon, in seconds.
    var waits: (within: Double, shortAbandon: Double) {
        if case .serviceLevel(_, _, let within, let shortAbandon) = self { return (within, shortAbandon) }
        return (0, 0)
    }
}
