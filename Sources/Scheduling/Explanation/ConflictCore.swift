/// Finds a minimal set of constraints that cannot be kept together: QuickXplain (Junker 2004, "QuickXplain: preferred
/// explanations and relaxations for over-constrained problems", AAAI-04, 167–172).
enum ConflictCore {
    /// A subset of `constraints` that is in conflict, none of whose members can be left out; earlier ones are
    /// preferred to be in it. The whole set must be in conflict. Each question to `isFeasible` is about a subset, in
    /// the order given.
    ///
    /// About 2k·log(n/k) + 2k questions for a conflict of k among n constraints.
    static func minimal<Constraint>(
        _ constraints: [Constraint], isFeasible: ([Constraint]) -> Bool
    ) -> [Constraint] {
        if !isFeasible([]) { return [] }
        return explain(background: [], hasNew: false, constraints, isFeasible)
    }

    private static func explain<Constraint>(
        background: [Constraint], hasNew: Bool, _ constraints: [Constraint], _ isFeasible: ([Constraint]) -> Bool
    ) -> [Constraint] {
        if hasNew, !isFeasible(background) { return [] }
        if constraints.count <= 1 { return constraints }
        let half = constraints.count / 2
        let first = Array(constraints[..<half])
        let second = Array(constraints[half...])
        let ofSecond = explain(background: background + first, hasNew: !first.isEmpty, second, isFeasible)
        let ofFirst = explain(background: background + ofSecond, hasNew: !ofSecond.isEmpty, first, isFeasible)
        return ofFirst + ofSecond
    }
}
