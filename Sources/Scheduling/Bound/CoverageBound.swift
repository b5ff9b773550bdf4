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
        public var value: Double?
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
    ///   - library: the solver.
    ///   - leavingOut: agents whom a search found no lawful pattern for. Agents who cannot meet their contract in
    ///     some week are left out anyway: the bound is that of the instance without them.
    ///   - detail: how closely skills are looked at.
    ///   - timeLimitSeconds: for each week's solve; `nil` = none.
    ///   - shouldStop: asked before each week, and by the solver at work.
    public static func lowerBound(
        of instance: RosteringInstance, library: HiGHSLibrary, leavingOut: [UnrosterableAgent] = [],
        detail: Detail = .pooled, timeLimitSeconds: Double? = nil,
        shouldStop: @escaping @Sendable () -> Bool = { false }
    ) -> Result {
        let compiled: CompiledInstance
        do {
            compiled = try CompiledInstance(instance)
        } catch {
            return Result(value: nil, weeks: [], reason: error.description)
        }
        let library = library.stopping(when: shouldStop)
        let names = Set(leavingOut.map(\.agent))
        let sums = instance.agents.indices.map { agent in
            (0..<compiled.weeks).map { WeekSums(agent: agent, week: $0, in: compiled) }
        }
        let rostered = instance.agents.indices.filter { agent in
            !names.contains(instance.agents[agent].id) && sums[agent].allSatisfy { $0.paid != nil }
        }
        var weeks: [Double?] = []
        var reasons: [String] = []
        for week in 0..<compiled.weeks {
            guard !shouldStop() else {
                weeks.append(nil)
                reasons.append("week \(week + 1): stopped")
                continue
            }
            let model = CoverageModel(
                compiled, week: week, pooling: detail == .pooled ? .component : .skillSet, agents: rostered,
                sums: sums.map { $0[week] })
            do {
                let solution = try library.solve(model.program, timeLimitSeconds: timeLimitSeconds)
                // Costs are never negative, so neither is the bound.
                weeks.append(max(0, model.program.lowerBound(rowDual: solution.rowDual)))
            } catch {
                weeks.append(nil)
                reasons.append("week \(week + 1): \(error)")
            }
        }
        if compiled.weeks == 0 { reasons.append("the horizon has no whole week") }
        let known = weeks.compactMap { $0 }
        return Result(
            value: known.isEmpty ? nil : known.reduce(0, +), weeks: weeks,
            reason: reasons.isEmpty ? nil : reasons.joined(separator: "; "))
    }
}
