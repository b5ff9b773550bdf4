/// A first assignment, slot after slot: the largest flow from heads to required skills, with as few changes from the
/// slot before as that allows.
///
/// Successive shortest paths (Busacker & Gowen 1960; Ahuja, Magnanti & Orlin 1993, "Network Flows", section 9.7) on a
/// graph whose nodes are the kinds of heads (skill set, skill served before) and the skills.
enum SkillFlow {
    /// Heads of one kind in a slot.
    private struct Kind: Hashable {
        var skills: [Int]
        /// Place among ``skills``; −1 for a head that has just come.
        var before: Int8
    }

    static func fill(_ table: inout SkillTable) {
        let count = table.skillCount
        // Workers by their first slot, so that each slot looks at those present alone.
        let order = table.workers.indices.sorted {
            (table.workers[$0].slots.lowerBound, $0) < (table.workers[$1].slots.lowerBound, $1)
        }
        var next = 0
        var present: [Int] = []
        for slot in 0..<table.slotCount {
            present.removeAll { table.workers[$0].slots.upperBound <= slot }
            while next < order.count, table.workers[order[next]].slots.lowerBound <= slot {
                present.append(order[next])
                next += 1
            }
            guard !present.isEmpty else { continue }
            var open = Array(table.required[slot * count..<(slot + 1) * count])
            var members: [Kind: [Int]] = [:]
            var kinds: [Kind] = []
            func serve(_ worker: Int, _ choice: Int8) {
                let place = slot - table.workers[worker].slots.lowerBound
                table.workers[worker].choice[place] = choice
                guard table.workers[worker].isOnDuty[place] else { return }
                let skill = table.workers[worker].skills[Int(choice)]
                table.assigned[slot * count + skill] += 1
                open[skill] -= 1
            }
            for index in present {
                let worker = table.workers[index]
                let place = slot - worker.slots.lowerBound
                let before: Int8 = place == 0 ? -1 : worker.choice[place - 1]
                if !worker.isOnDuty[place] || (before >= 0 && !worker.mayChange[place]) {
                    serve(index, before)
                } else if worker.skills.count == 1 {
                    serve(index, 0)
                } else {
                    let kind = Kind(skills: worker.skills, before: before)
                    if members[kind] == nil { kinds.append(kind) }
                    members[kind, default: []].append(index)
                }
            }
            let flow = cheapestFlow(
                kinds, kinds.map { members[$0]?.count ?? 0 }, open: open.map { max(0, $0) }, table.priority)
            for (index, kind) in kinds.enumerated() {
                var waiting = members[kind] ?? []
                for (place, heads) in flow[index].enumerated() where heads > 0 {
                    for worker in waiting.prefix(heads) { serve(worker, Int8(place)) }
                    waiting.removeFirst(heads)
                }
                for worker in waiting {
                    // Not needed: the skill stays, or a new head goes where least is to spare.
                    if kind.before >= 0 {
                        serve(worker, kind.before)
                    } else {
                        let place = kind.skills.indices.max { one, other in
                            let a = kind.skills[one]
                            let b = kind.skills[other]
                            let left = open[a] * max(1, table.required[slot * count + b])
                            let right = open[b] * max(1, table.required[slot * count + a])
                            return left == right ? one > other : left < right
                        }
                        serve(worker, Int8(place ?? 0))
                    }
                }
            }
        }
    }

    /// Heads of each kind on each of its skills: a largest flow of least cost, a change of skill costing 1. Skills of higher
    /// priority are filled first; a path to another skill takes nothing from them, so the flow stays a largest one.
    private static func cheapestFlow(
        _ kinds: [Kind], _ heads: [Int], open: [Int], _ priority: [Int]
    ) -> [[Int]] {
        var flow = kinds.map { [Int](repeating: 0, count: $0.skills.count) }
        var idle = heads
        var open = open
        func cost(_ kind: Int, _ place: Int) -> Int {
            kinds[kind].before < 0 || Int(kinds[kind].before) == place ? 0 : 1
        }
        while true {
            // Bellman–Ford over kinds and skills; a skill leads back to the kinds that serve it.
            var skillCost = [Int](repeating: .max, count: open.count)
            var skillFrom = [(kind: Int, place: Int)?](repeating: nil, count: open.count)
            var kindCost = idle.map { $0 > 0 ? 0 : Int.max }
            var kindFrom = [(skill: Int, place: Int)?](repeating: nil, count: kinds.count)
            var hasChanged = true
            while hasChanged {
                hasChanged = false
                for (kind, own) in kinds.enumerated() where kindCost[kind] < .max {
                    for (place, skill) in own.skills.enumerated()
                    where kindCost[kind] + cost(kind, place) < skillCost[skill] {
                        skillCost[skill] = kindCost[kind] + cost(kind, place)
                        skillFrom[skill] = (kind, place)
                        hasChanged = true
                    }
                }
                for (kind, own) in kinds.enumerated() {
                    for (place, skill) in own.skills.enumerated()
                    where flow[kind][place] > 0 && skillCost[skill] < .max
                        && skillCost[skill] - cost(kind, place) < kindCost[kind]
                    {
                        kindCost[kind] = skillCost[skill] - cost(kind, place)
                        kindFrom[kind] = (skill, place)
                        hasChanged = true
                    }
                }
            }
            let goals = open.indices.filter { open[$0] > 0 && skillCost[$0] < .max }
            guard
                let goal = goals.min(by: {
                    (-priority[$0], skillCost[$0], $0) < (-priority[$1], skillCost[$1], $1)
                })
            else { return flow }
            var path: [(kind: Int, place: Int, back: Int?)] = []
            var skill = goal
            var amount = open[goal]
            while let (kind, place) = skillFrom[skill] {
                guard let (earlier, back) = kindFrom[kind] else {
                    path.append((kind, place, nil))
                    amount = min(amount, idle[kind])
                    break
                }
                path.append((kind, place, back))
                amount = min(amount, flow[kind][back])
                skill = earlier
            }
            for step in path {
                flow[step.kind][step.place] += amount
                if let back = step.back { flow[step.kind][back] -= amount } else { idle[step.kind] -= amount }
            }
            open[goal] -= amount
        }
    }
}
