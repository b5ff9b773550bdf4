/// A constraint model that knows the value of each variable in the roster it is made from, so that the search begins there
/// and a constraint that the roster breaks already can be told from one that it keeps.
///
/// A strict model asks that every constraint be kept; otherwise what is broken already may stay as broken as it is.
struct HintedModel: Sendable {
    typealias Literal = ConstraintModel.Literal
    typealias Term = ConstraintModel.Term

    /// The model.
    private(set) var model = ConstraintModel()
    /// What the given roster costs in the model.
    private(set) var costNow = 0
    /// Whether constraints that the given roster breaks must be mended.
    let isStrict: Bool
    /// Constraints that the given roster breaks.
    private(set) var brokenNow = 0
    /// Whether each constraint holds only when the literal of its cause does, so that a conflict can be named.
    let isGuarded: Bool
    /// What the constraints added from here on come from; `nil` = from the nature of things.
    var cause: RuleOrigin?
    /// The causes met and their literals, in order.
    private(set) var causes: [(origin: RuleOrigin, literal: Literal)] = []
    private var now: [Int] = []

    /// A model without variables.
    init(isStrict: Bool = false, isGuarded: Bool = false) {
        self.isStrict = isStrict
        self.isGuarded = isGuarded
    }

    /// Asks that the causes in `origins` hold, and leaves all others free.
    mutating func assume(_ origins: Set<RuleOrigin>) {
        model.assumptions = causes.filter { origins.contains($0.origin) }.map(\.literal)
    }

    private mutating func guards() -> [Literal] {
        guard isGuarded, let cause else { return [] }
        if let known = causes.first(where: { $0.origin == cause }) { return [known.literal] }
        let literal = boolean(now: true)
        causes.append((cause, literal))
        return [literal]
    }

    /// Notes that the given roster breaks a constraint that the caller adds itself.
    mutating func noteBroken() { brokenNow += 1 }

    /// A new variable that is 0 or 1 and is `value` in the given roster.
    mutating func boolean(now value: Bool) -> Literal { integer(0...1, now: value ? 1 : 0) }

    /// A new variable within `bounds` that is `value` in the given roster.
    mutating func integer(_ bounds: ClosedRange<Int>, now value: Int) -> Literal {
        now.append(value)
        let variable = model.integer(bounds)
        if bounds.contains(value) { model.hint(variable, value) }
        return variable
    }

    /// Value of a variable in the given roster.
    func value(_ literal: Literal) -> Int { now[literal.variable] }

    /// Value of a sum in the given roster.
    func value(_ terms: [Term]) -> Int { terms.reduce(0) { $0 + $1.coefficient * now[$1.variable.variable] } }

    /// Adds `price` for each unit of `variable` to what is to be least.
    mutating func minimise(_ variable: Literal, _ price: Int) {
        model.minimise(variable, price)
        costNow += price * value(variable)
    }

    /// A variable that is at least `least` and 0, for `price` a unit.
    mutating func excess(over terms: [Term], least: Int, most: Int, price: Int) {
        // Σ terms − excess ≤ −least, so excess ≥ Σ terms + least.
        let variable = integer(0...max(0, most), now: max(0, value(terms) + least))
        model.atMost(terms + [(variable, -1)], -least)
        minimise(variable, price)
    }

    /// Σ terms ≤ `most`.
    mutating func atMost(_ terms: [Term], _ most: Int) {
        let isBroken = value(terms) > most
        if isBroken { brokenNow += 1 }
        guard !terms.isEmpty || (isBroken && isStrict) else { return }
        model.atMost(terms, isStrict ? most : max(most, value(terms)), if: guards())
    }

    /// Σ terms ≥ `least`.
    mutating func atLeast(_ terms: [Term], _ least: Int) {
        atMost(terms.map { ($0.variable, -$0.coefficient) }, -least)
    }

    /// Σ terms = `sum`.
    mutating func equal(_ terms: [Term], _ sum: Int) { model.linear(terms, sum...sum, if: guards()) }

    /// Exactly one of `literals`.
    mutating func exactlyOne(_ literals: [Literal]) {
        let guards = guards()
        if guards.isEmpty { model.exactlyOne(literals) } else { equal(literals.map { ($0, 1) }, 1) }
    }

    /// At most one of `literals`.
    mutating func atMostOne(_ literals: [Literal]) {
        let isBroken = literals.reduce(0) { $0 + value($1) } > 1
        if isBroken { brokenNow += 1 }
        if literals.count > 1, isStrict || !isBroken { model.atMostOne(literals, if: guards()) }
    }
}
