/// What CP-SAT found.
struct ConstraintSolverResponse: Hashable, Sendable {
    /// How the search ended.
    enum Status: Int64, Sendable {
        /// Stopped before anything was known.
        case unknown = 0
        /// The model contradicts the format.
        case invalid = 1
        /// A solution, not proven to be the best.
        case feasible = 2
        /// There is no solution.
        case infeasible = 3
        /// The best solution.
        case optimal = 4
    }

    /// How the search ended.
    var status = Status.unknown
    /// Value of each variable; empty without a solution.
    var values: [Int64] = []
    /// What the solution costs.
    var objective = 0.0
    /// Proven lower bound of the cost.
    var bound = 0.0
    /// Assumptions that cannot hold together, as the codes of their literals; empty when the model has no solution
    /// even without them.
    var core: [Int64] = []
    /// What the solver says of itself, e.g. why a model is invalid.
    var information = ""

    /// Whether there is a solution.
    var hasSolution: Bool { !values.isEmpty && (status == .feasible || status == .optimal) }

    /// Reads a message (`CpSolverResponse`); `nil` when the bytes are none.
    init?(_ bytes: [UInt8]) {
        var reader = WireReader(bytes[...])
        while !reader.isAtEnd {
            guard let field = reader.next() else { return nil }
            switch field.number {
            case 1: status = field.value.integer.flatMap(Status.init) ?? .unknown
            case 2: values += field.value.integers ?? []
            case 3: objective = field.value.double ?? 0
            case 4: bound = field.value.double ?? 0
            // An enumeration or literal of 32 bits that is negative comes as 64.
            case 23: core += field.value.integers ?? []
            case 20:
                if case .bytes(let text) = field.value { information = String(decoding: text, as: UTF8.self) }
            default: break
            }
        }
    }

    /// Value of a variable of the solution.
    func value(_ literal: ConstraintModel.Literal) -> Int { Int(values[literal.variable]) }

    /// Whether a Boolean holds in the solution.
    func holds(_ literal: ConstraintModel.Literal) -> Bool { (value(literal) != 0) == (literal.code >= 0) }
}
