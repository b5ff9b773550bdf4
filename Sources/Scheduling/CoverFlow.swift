/// The largest number of required heads that those on duty can serve, each serving one of its skills.
///
/// A maximum flow from groups (heads on duty) to skills (heads required) by augmenting paths along fewest edges
/// (Edmonds & Karp 1972, J. ACM 19); the graph has a node for each group and skill only.
enum CoverFlow {
    /// Heads of `required` that `groups` can serve.
    static func served(required: [Int], groups: [(skills: [Int], heads: Int)]) -> Int {
        var idle = groups.map(\.heads)
        var open = required
        // Heads of each group that serve each skill.
        var flow = [[Int]](repeating: [Int](repeating: 0, count: required.count), count: groups.count)
        var served = 0
        while true {
            guard let path = shortestPath(groups: groups, idle: idle, open: open, flow: flow) else { return served }
            // The path alternates group, skill, group, …, skill; heads move forward along it.
            guard let first = path.first, let last = path.last else { return served }
            var amount = min(idle[first.group], open[last.skill])
            for (step, next) in zip(path, path.dropFirst()) { amount = min(amount, flow[next.group][step.skill]) }
            idle[first.group] -= amount
            open[last.skill] -= amount
            for step in path { flow[step.group][step.skill] += amount }
            for (step, next) in zip(path, path.dropFirst()) { flow[next.group][step.skill] -= amount }
            served += amount
        }
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
