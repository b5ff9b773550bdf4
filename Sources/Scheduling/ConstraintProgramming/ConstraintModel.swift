/// A model of CP-SAT: whole-number variables, linear and Boolean constraints, and what is to be least.
///
/// Constraints are kept as they go over the wire, so a large model costs little more than its message. Coefficients must
/// leave room for sums: |coefficient| × |bound| summed over a constraint stays below 2⁶².
struct ConstraintModel: Sendable {
    /// A variable or the negation of a Boolean one.
    struct Literal: Hashable, Sendable {
        /// The variable's index, or −index − 1 when negated.
        let code: Int64
        /// The opposite.
        static prefix func ! (literal: Literal) -> Literal { Literal(code: -literal.code - 1) }
        /// Index of the variable.
        var variable: Int { Int(code >= 0 ? code : -code - 1) }
    }

    /// A multiple of a variable.
    typealias Term = (variable: Literal, coefficient: Int)

    /// Variables.
    private(set) var variableCount = 0
    /// Constraints.
    private(set) var constraintCount = 0
    private var variables = WireWriter()
    private var constraints = WireWriter()
    private var objective: [(variable: Int64, coefficient: Int64)] = []
    private var hint: [(variable: Int64, value: Int64)] = []
    /// Literals that must hold, and that a core is made of.
    var assumptions: [Literal] = []

    /// A model without variables.
    init() {}

    /// A new variable within `bounds`.
    mutating func integer(_ bounds: ClosedRange<Int>) -> Literal {
        var variable = WireWriter()
        variable.list(2, [Int64(bounds.lowerBound), Int64(bounds.upperBound)])
        variables.message(2, variable)
        variableCount += 1
        return Literal(code: Int64(variableCount - 1))
    }

    /// A new variable that is 0 or 1.
    mutating func boolean() -> Literal { integer(0...1) }

    /// Σ coefficient · variable lies within `bounds`, if all of `guards` hold. Terms may not be negated literals; a
    /// variable may come up several times.
    mutating func linear(_ terms: [Term], _ bounds: ClosedRange<Int>, if guards: [Literal] = []) {
        var linear = WireWriter()
        let merged = ConstraintModel.merged(terms)
        linear.list(1, merged.map(\.variable))
        linear.list(2, merged.map(\.coefficient))
        linear.list(3, [Int64(bounds.lowerBound), Int64(bounds.upperBound)])
        add(12, linear, guards)
    }

    /// Σ coefficient · variable ≤ `most`, if all of `guards` hold.
    mutating func atMost(_ terms: [Term], _ most: Int, if guards: [Literal] = []) {
        linear(terms, Int.min...most, if: guards)
    }

    /// Σ coefficient · variable ≥ `least`, if all of `guards` hold.
    mutating func atLeast(_ terms: [Term], _ least: Int, if guards: [Literal] = []) {
        linear(terms, least...Int.max, if: guards)
    }

    /// Exactly one of `literals` holds.
    mutating func exactlyOne(_ literals: [Literal]) { add(29, list(literals), []) }

    /// At most one of `literals` holds; under `guards` as a linear constraint.
    mutating func atMostOne(_ literals: [Literal], if guards: [Literal] = []) {
        guard guards.isEmpty else {
            atMost(literals.map { ($0, 1) }, 1, if: guards)
            return
        }
        add(26, list(literals), [])
    }

    /// Some of `literals` hold, if all of `guards` do.
    mutating func any(_ literals: [Literal], if guards: [Literal] = []) { add(3, list(literals), guards) }

    /// Adds to what is to be least.
    mutating func minimise(_ variable: Literal, _ price: Int) {
        if price != 0 { objective.append((variable.code, Int64(price))) }
    }

    /// Where the search may look first.
    mutating func hint(_ variable: Literal, _ value: Int) { hint.append((variable.code, Int64(value))) }

    /// The model as a message (`CpModelProto`).
    func encoded() -> [UInt8] {
        var message = WireWriter()
        if !objective.isEmpty {
            let merged = ConstraintModel.merged(objective.map(ConstraintModel.term))
            var target = WireWriter()
            target.list(1, merged.map(\.variable))
            target.list(4, merged.map(\.coefficient))
            message.message(4, target)
        }
        if !hint.isEmpty {
            var start = WireWriter()
            start.list(1, hint.map(\.variable))
            start.list(2, hint.map(\.value))
            message.message(6, start)
        }
        message.list(7, assumptions.map(\.code))
        // Repeated fields may stand in any order among others.
        return variables.bytes + constraints.bytes + message.bytes
    }

    private static func term(_ item: (variable: Int64, coefficient: Int64)) -> Term {
        (Literal(code: item.variable), Int(item.coefficient))
    }

    /// Each variable once; those that vanish are left out.
    private static func merged(_ terms: [Term]) -> [(variable: Int64, coefficient: Int64)] {
        var sums: [(variable: Int64, coefficient: Int64)] = []
        for term in terms.sorted(by: { $0.variable.code < $1.variable.code }) {
            precondition(term.variable.code >= 0, "a linear term is a variable, not its negation")
            if let last = sums.last, last.variable == term.variable.code {
                sums[sums.count - 1].coefficient += Int64(term.coefficient)
            } else {
                sums.append((term.variable.code, Int64(term.coefficient)))
            }
        }
        return sums.filter { $0.coefficient != 0 }
    }

    private func list(_ literals: [Literal]) -> WireWriter {
        var list = WireWriter()
        list.list(1, literals.map(\.code))
        return list
    }

    private mutating func add(_ kind: Int, _ body: WireWriter, _ guards: [Literal]) {
        var constraint = WireWriter()
        constraint.list(2, guards.map(\.code))
        constraint.message(kind, body)
        constraints.message(3, constraint)
        constraintCount += 1
    }
}
