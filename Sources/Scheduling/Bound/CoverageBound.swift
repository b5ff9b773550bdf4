import ContactCenter

/// A certified lower bound of the cost of any lawful roster, from the pooled cover model week by week.
public enum CoverageBound {
    /// How closely the model looks at skills.
    public enum Detail: String, Sendable, CaseIterable {
        /// Skills that agents connect count as one: well under a second a week.
        case pooled
        /// Every skill set by itself: stronger where skills are scarce, several seconds a week.
        case bySkillSet
    }

    /// What was found.
    public struct Result: Hashable, Sendable {
        /// The bound in units of cost; `nil` when no week could be bounded.
        public var bound: Double?
        /// Bound of each whole week; `nil` where the solver reached no proven optimum.
        public var weeks: [Double?]
        /// Why weeks are missing; `nil` when none is.
        public var reason: String?
    }

    /// A lower bound of ``RosterScore/costTotal`` over all lawful rosters of `instance`.
    ///
    /// The bound counts shortage and surplus of the whole weeks; wishes and weekends cost at least 0. A week that
    /// cannot be solved counts 0 and is named in the reason. The value is computed from the solver's duals
    /// (``LinearProgram/lowerBound(rowDual:)``), so the solver's tolerances do not touch it.
    /// - Parameters:
    ///   - leavingOut: agents without shifts, as a search reported them; the bound is that of the instance without
    ///     them.
    ///   - detail: how closely skills are looked at.
    ///   - timeLimitSeconds: for each week's solve; `nil` = none.
    /// - Throws: ``SchedulingError/invalidInstance(_:)``,
    ///   ``SchedulingError/tooManySkillCombinations(found:limit:)``.
    public static func lowerBound(
        of instance: RosteringInstance, library: HiGHSLibrary, leavingOut: [UnrosterableAgent] = [],
        detail: Detail = .pooled, timeLimitSeconds: Double? = nil
    ) throws(SchedulingError) -> Result {
        let compiled = try CompiledInstance(instance)
        let names = Set(leavingOut.map(\.agent))
        let left = Set(instance.agents.indices.filter { names.contains(instance.agents[$0].id) })
        var weeks: [Double?] = []
        var reasons: [String] = []
        for week in 0..<compiled.weeks {
            do {
                let model = try CoverageModel(
                    compiled, week: week, pooling: detail == .pooled ? .component : .skillSet, leavingOut: left)
                let solution = try library.solve(model.program, timeLimitSeconds: timeLimitSeconds)
                // Costs are never negative, so neither is the bound.
                weeks.append(max(0, model.program.lowerBound(rowDual: solution.rowDual)))
            } catch {
                weeks.append(nil)
                if case .solverFailed(let reason) = error {
                    reasons.append("week \(week + 1): \(reason)")
                } else {
                    throw error
                }
            }
        }
        if compiled.weeks == 0 { reasons.append("the horizon has no whole week") }
        let known = weeks.compactMap { $0 }
        return Result(
            bound: known.isEmpty ? nil : known.reduce(0, +), weeks: weeks,
            reason: reasons.isEmpty ? nil : reasons.joined(separator: "; "))
    }
}
