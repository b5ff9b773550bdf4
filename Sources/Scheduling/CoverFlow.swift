/// The largest number of required heads that those on duty can serve, each serving one of its skills.
///
/// A maximum flow from groups (heads on duty) to skills (heads required) by augmenting paths along fewest edges
/// (Edmonds & Karp 1972, J. ACM 19); the graph has a node for each group and skill only.
enum CoverFlow {
    /// Heads of `required` that `groups` can serve.
    static func served(required: [Int], groups: [(skills: [Int], heads: Int)]) -> Int {
        largest(required: required, groups: groups).served
    }

    /// The fewest skills whose own requirement exceeds the heads on duty with one of them by the whole shortage;
    /// empty without a shortage.
    ///
    /// These are the skills from which a skill with unserved requirement can be reached backwards: every head able
    /// to serve one of them serves one of them already (the minimum cut nearest the unserved side).
    static func scarceSkills(required: [Int], groups: [(skills: [Int], heads: Int)]) -> [Int] {
        let (_, open, flow) = largest(required: required, groups: groups)
        var scarce = required.indices.map { open[$0] > 0 }
        var isGrowing = true
        while isGrowing {
            isGrowing = false
            for (group, flow) in zip(groups, flow) where group.skills.contains(where: { scarce[$0] }) {
                for skill in group.skills where !scarce[skill] && flow[skill] > 0 {
                    scarce[skill] = true
                    isGrowing = true
                }
            }
        }
        return scarce.indices.filter { scarce[$0] }
    }

    /// A largest flow: heads served, requirement left open by skill, and heads of each group that serve each skill.
    private static func largest(
        required: [Int], groups: [(skills: [Int], heads: Int)]
    ) -> (served: Int, open: [Int], flow: [[Int]]) {
        var idle = groups.map(\.heads)
        var open = required
        var flow = [[Int]](repeating: [Int](repeating: 0, count: required.count), count: groups.count)
        var served = 0
        // The path alternates group, skill, group, …, skill; heads move forward along it.
        while let path = shortestPath(groups: groups, idle: idle, open: open, flow: flow), let first = path.first,
            let last = path.last
        {
            var amount = min(idle[first.group], open[last.skill])
            for (step, next) in zip(path, path.dropFirst()) { amount = min(amount, flow[next.group][step.skill]) }
            idle[first.group] -= amount
            open[last.skill] -= amount
            for step in path { flow[step.group][step.skill] += amount }
            for (step, next) in zip(path, path.dropFirst()) { flow[next.group][step.skill] -= amount }
            served += amount
        }
        return (served, open, flow)
    }

    /// A shortest augmenting path: each step lets a group serve a skill, taken over from the next step's group.
    private static func shortestPath(
        groups: [(skills: [Int], heads: Int)], idle: [Int], open: [Int], flow: [[Int]]
    ) -> [(group: Int, skill: Int)]? {
        var skillBefore = [Int?](repeating: nil, count: groups.count)
        var groupBefore = [Int?](repeating: nil, count: open.count)
        var reached = groups.indices.map { idle[$0] > 0 }
        var queue = groups.indices.filter { reached[$0] }
        var head = 0
        while head < queue.count {
            let group = queue[head]
            head += 1
            for skill in groups[group].skills where groupBefore[skill] == nil {
                groupBefore[skill] = group
                if open[skill] > 0 {
                    var path: [(group: Int, skill: Int)] = []
                    var end: Int? = skill
                    while let current = end, let from = groupBefore[current] {
                        path.append((from, current))
                        end = skillBefore[from]
                    }
                    return path.reversed()
                }
                for other in groups.indices where !reached[other] && flow[other][skill] > 0 {
                    reached[other] = true
                    skillBefore[other] = skill
                    queue.append(other)
                }
            }
        }
        return nil
    }
}
