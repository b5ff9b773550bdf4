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
    /// At least `share` of all contacts, answered or not, wait at most `seconds`: the wait's quantile.
    case waitQuantile(share: Double, seconds: Double)
    /// At most this share of contacts blocked for want of a line.
    case blocking(share: Double)

    /// The goal in words.
    public var description: String {
        switch self {
        case .serviceLevel(let formula, let target, let within, _):
            "a service level (\(formula.rawValue)) of \(target) within \(within) seconds"
        case .asa(let seconds): "an average speed of answer of \(seconds) seconds"
        case .abandonment(let share): "an abandonment of \(share)"
        case .occupancy(let cap): "an occupancy of \(cap)"
        case .waitQuantile(let share, let seconds): "a wait of at most \(seconds) seconds for a share of \(share)"
        case .blocking(let share): "a blocking of \(share)"
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
        case .waitQuantile(let share, let seconds):
            try Domain.requireWaits(within: seconds, shortAbandon: 0)
            guard share >= 0, share <= 1 else {
                throw .invalidValue(
                    what: "the share of a wait quantile", value: "\(share)", place: nil,
                    hint: "a share from 0 to below 1: the 90th percentile is 0.9")
            }
            guard share < 1 else { throw unreachable("somebody always waits; ask for a little less, e.g. 0.99") }
        case .blocking(let share):
            guard share >= 0, share <= 1 else {
                throw .invalidValue(
                    what: "the blocking goal", value: "\(share)", place: nil,
                    hint: "a share above 0 and at most 1: 1 % is 0.01")
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
        case .waitQuantile: measures.missedServiceLevel(.abandonedWithinCountAsGood) ?? .infinity
        case .blocking: measures.blocked
        }
    }

    /// The most of ``misses(in:)`` that meets the goal.
    var limit: Double {
        switch self {
        case .serviceLevel(_, let target, _, _): 1 - target
        case .asa(let seconds): seconds
        case .abandonment(let share): share
        case .occupancy(let cap): cap
        case .waitQuantile(let share, _): 1 - share
        case .blocking(let share): share
        }
    }

    /// The measure the goal is about, as it is quoted; `nil` where it is undefined.
    func value(in measures: QueueMeasures) -> Double? {
        switch self {
        case .serviceLevel(let formula, _, _, _): measures.serviceLevel(formula)
        case .asa: measures.asaSeconds
        case .abandonment: measures.abandonment
        case .occupancy: measures.occupancy
        case .waitQuantile: measures.serviceLevel(.abandonedWithinCountAsGood)
        case .blocking: measures.blocked
        }
    }

    /// Whether the goal limits how long contacts wait.
    var isAboutWaits: Bool {
        switch self {
        case .serviceLevel, .asa, .waitQuantile: true
        case .abandonment, .occupancy, .blocking: false
        }
    }

    /// The waits at which the measures of the goal are taken: T and the longest short abandon, in seconds.
    var waits: (within: Double, shortAbandon: Double) {
        switch self {
        case .serviceLevel(_, _, let within, let shortAbandon): (within, shortAbandon)
        case .waitQuantile(_, let seconds): (seconds, 0)
        case .asa, .abandonment, .occupancy, .blocking: (0, 0)
        }
    }
}
