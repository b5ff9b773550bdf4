import ContactCenter
import Queueing
import Tabular

/// Which queues of a plan the same agents answer, and what they need as one.
struct StaffingPool {
    /// Queues that are staffed as one.
    struct Group: Hashable {
        /// Name for the summary.
        var name: String
        /// Skills of its queues.
        var skills: Set<String>
    }

    let groups: [Group]

    /// The groups of a plan.
    ///
    /// - Throws: `PlanningError` for a skill that no queue needs, or groups of the team where there is none.
    init(_ workspace: PlanWorkspace) throws(PlanningError) {
        let skills = workspace.skills
        switch workspace.plan.staffing.skillGroups {
        case .sameSkill: groups = skills.map { Group(name: $0, skills: [$0]) }
        case .named(let named):
            for group in named {
                for skill in group.skills where !skills.contains(skill) {
                    throw .unknownName(
                        what: "skill", name: skill, place: "the plan's staffing.skill_groups.\(group.name)",
                        known: skills)
                }
            }
            groups = named.map { Group(name: $0.name, skills: Set($0.skills)) }
        case .team:
            guard let team = workspace.team else {
                throw .missingPart(
                    "skill groups are to be those of the team, but the plan names no team",
                    hint: "add 'team: FOLDER', or name the groups: staffing: {skill_groups: {phones: [sales, billing]}}"
                )
            }
            groups = StaffingPool.components(of: skills, heldTogether: team.agents.map(\.skills))
        }
    }

    /// Skills that some agent has together, directly or over others, in the order of the plan.
    static func components(of skills: [String], heldTogether sets: [[String]]) -> [Group] {
        var groups = skills.map { Set([$0]) }
        for held in sets {
            let touched = groups.filter { !$0.isDisjoint(with: held) }
            guard touched.count > 1 else { continue }
            let first = groups.firstIndex { !$0.isDisjoint(with: held) } ?? 0
            groups.removeAll { !$0.isDisjoint(with: held) }
            groups.insert(touched.reduce(into: []) { $0.formUnion($1) }, at: first)
        }
        return groups.map { group in
            Group(name: skills.filter(group.contains).joined(separator: "|"), skills: group)
        }
    }

    /// The requirement of every group that has a stream, staffed as one.
    ///
    /// - Throws: `QueueingError` for streams whose intervals do not match.
    func requirements(_ cases: StaffingCases) throws(QueueingError) -> [(name: String, rows: [RequirementInterval])] {
        var pooled: [(name: String, rows: [RequirementInterval])] = []
        for group in groups {
            let own = cases.cases.filter { group.skills.contains($0.skill) }
            guard let first = own.first else { continue }
            pooled.append(
                (
                    group.name,
                    try PooledRequirement.requirements(
                        name: group.name,
                        of: own.map {
                            .init(
                                forecast: $0.forecast, isOpen: $0.isOpen, target: $0.target,
                                patienceSeconds: $0.patienceSeconds)
                        }, shrinkage: first.shrinkage, fteHoursPerWeek: cases.staffing.fteHoursPerWeek)
                ))
        }
        return pooled
    }
}
