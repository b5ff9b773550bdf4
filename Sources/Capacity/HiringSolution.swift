import ContactCenter

/// A hiring plan, its price and what is known of how good it is.
struct HiringSolution: Sendable {
    var outcome: HiringProblem.Outcome
    var method: CapacityResult.Method
    /// No hiring plan's objective is below this; `nil` = nothing is proven.
    var lowerBound: Double?
    /// What was to be told of the way there.
    var notes: [String] = []

    /// The best hiring plan: by the integer programme where there is a solver, else by search.
    ///
    /// Where not even a plan without hires keeps to the budget, the budget is dropped and the outcome says so.
    static func best(
        for given: HiringProblem, solver: IntegerSolver?, limits: IntegerSolver.Limits, shouldStop: () -> Bool
    ) throws(CapacityError) -> HiringSolution {
        let nobody = [Int](repeating: 0, count: given.weeks)
        let canKeepBudget = given.outcome(nobody).isWithinBudget
        let problem = canKeepBudget ? given : given.withoutBudget()
        var notes: [String] = []
        var solution: HiringSolution?
        if let solver {
            let model = HiringProgram(problem)
            do {
                let result = try solver.solve(model.program, limits: limits)
                let hires = model.hires(result.columns)
                let outcome = problem.outcome(hires)
                if problem.isLawful(hires), outcome.isWithinBudget {
                    // The solver's tolerances may put its bound a hair above what the plan really costs.
                    solution = HiringSolution(
                        outcome: outcome, method: .integerProgram, lowerBound: min(result.bound, outcome.objective))
                } else {
                    notes.append("the solver's hiring plan breaks a rule by its tolerances and was not taken")
                }
                if result.isCutByClock {
                    notes.append("the solver ran out of time: another run may find another plan")
                }
            } catch {
                notes.append(error.description)
            }
        }
        if shouldStop() { throw .interrupted }
        var best: HiringSolution
        if let solution {
            best = solution
        } else {
            let hires = HiringSearch.hires(for: problem, shouldStop: shouldStop)
            best = HiringSolution(outcome: problem.outcome(hires), method: .search, lowerBound: nil)
        }
        if shouldStop() { throw .interrupted }
        best.notes = notes
        best.outcome.isWithinBudget = canKeepBudget
        return best
    }
}
