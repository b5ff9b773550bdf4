/// Fewer changes of skill: groups of agents are assigned anew together, everybody else left as is.
///
/// The state of a dynamic programme over the slots is the skill of every member of the group. A change of one
/// member's skill costs the same whatever the others do, so a slot's transitions are taken member by member: states ×
/// members instead of states². For the group the result is the optimum; where all agents with several skills fit into
/// one group it is the optimum of the whole. Source: own.
struct SkillRefinement {
    /// Most states of a group.
    static let mostStates = 128
    /// Weight of an unserved head in a slot, and of a change. What is to spare weighs less than a change in all slots
    /// of a horizon together, and all changes less than a head.
    private static let unserved = 1 << 38
    private static let change = 1 << 24
    /// Weight of an unserved head more for each rank of its skill: all ranks of a group's heads weigh less than a head.
    private static let rank = 1 << 32
    private static let mostSpare = 1 << 8

    static func run(_ table: inout SkillTable) {
        let able = table.workers.indices.filter { table.workers[$0].skills.count > 1 }
        var states = 1
        for worker in able where states <= mostStates { states *= table.workers[worker].skills.count }
        if states <= mostStates {
            _ = improve(able, &table)
            return
        }
        for _ in 0..<2 {
            var hasImproved = false
            for worker in able {
                // Every change of the worker, found anew since the ones before may have gone.
                var place = 1
                while place < table.workers[worker].choice.count {
                    let own = table.workers[worker]
                    if own.choice[place] != own.choice[place - 1] {
                        let group = group(around: worker, slot: own.slots.lowerBound + place, able, table)
                        if improve(group, &table) { hasImproved = true }
                    }
                    place += 1
                }
            }
            guard hasImproved else { return }
        }
    }

    /// The worker and others with a skill in common who are there in `slot`, those with changes of their own near it first.
    private static func group(around worker: Int, slot: Int, _ able: [Int], _ table: SkillTable) -> [Int] {
        let own = table.workers[worker]
        func distance(_ other: SkillTable.Worker) -> Int {
            var least = 1000
            for place in other.choice.indices.dropFirst() where other.choice[place] != other.choice[place - 1] {
                least = min(least, abs(other.slots.lowerBound + place - slot))
            }
            return least
        }
        let partners = able.filter { other in
            other != worker && table.workers[other].slots.contains(slot)
                && table.workers[other].skills.contains(where: own.skills.contains)
        }
        let nearest = partners.map { (distance(table.workers[$0]), $0) }.sorted { $0 < $1 }
        var group = [worker]
        var states = own.skills.count
        for (_, other) in nearest where states * table.workers[other].skills.count <= mostStates {
            group.append(other)
            states *= table.workers[other].skills.count
        }
        return group
    }

    /// Assigns the members anew; whether that was better than before.
    private static func improve(_ members: [Int], _ table: inout SkillTable) -> Bool {
        guard let first = members.map({ table.workers[$0].slots.lowerBound }).min(),
            let end = members.map({ table.workers[$0].slots.upperBound }).max()
        else { return false }
        let count = table.skillCount
        let workers = members.map { table.workers[$0] }
        var stride: [Int] = []
        var states = 1
        for worker in workers {
            stride.append(states)
            states *= worker.skills.count
        }
        // Everybody else.
        for worker in workers { add(worker, -1, &table) }
        // Place of each member's skill in each state: `[member * states + state]`.
        let digits = workers.indices.flatMap { member in
            (0..<states).map { UInt8($0 / stride[member] % workers[member].skills.count) }
        }
        func digit(_ state: Int, _ member: Int) -> Int { Int(digits[member * states + state]) }

        var cost = [Int](repeating: 0, count: states)
        var from = [UInt8](repeating: 0, count: (end - first) * members.count * states)
        var before = 0
        for slot in first..<end {
            for (member, worker) in workers.enumerated() {
                let base = ((slot - first) * members.count + member) * states
                let place = slot - worker.slots.lowerBound
                let isFirst = place == 0
                let mayChange = worker.slots.contains(slot) && worker.isOnDuty[place] && worker.mayChange[place]
                guard isFirst || mayChange else {
                    for state in 0..<states { from[base + state] = UInt8(digit(state, member)) }
                    continue
                }
                let step = stride[member]
                let radix = worker.skills.count
                for state in 0..<states where digit(state, member) == 0 {
                    // The states that differ in this member's skill alone.
                    var least = 0
                    for other in 1..<radix where cost[state + other * step] < cost[state + least * step] {
                        least = other
                    }
                    let leastCost = cost[state + least * step] + (isFirst ? 0 : change)
                    for own in 0..<radix {
                        let here = state + own * step
                        if leastCost < cost[here] {
                            from[base + here] = UInt8(least)
                        } else {
                            from[base + here] = UInt8(own)
                        }
                    }
                    for own in 0..<radix { cost[state + own * step] = min(cost[state + own * step], leastCost) }
                }
            }
            // What each skill costs with so many heads of the group.
            let size = members.count + 1
            var price = [Int](repeating: 0, count: count * size)
            for skill in 0..<count {
                let need = table.required[slot * count + skill]
                let others = table.assigned[slot * count + skill]
                for heads in 0..<size {
                    price[skill * size + heads] = self.price(need, others + heads, table.priority[skill])
                }
            }
            var heads = [Int](repeating: 0, count: count)
            let present = workers.indices.filter { member in
                workers[member].slots.contains(slot)
                    && workers[member].isOnDuty[slot - workers[member].slots.lowerBound]
            }
            for state in 0..<states {
                for skill in 0..<count { heads[skill] = 0 }
                for member in present { heads[workers[member].skills[digit(state, member)]] += 1 }
                for skill in 0..<count { cost[state] += price[skill * size + heads[skill]] }
            }
            for skill in 0..<count {
                let mine = workers.count { worker in
                    worker.slots.contains(slot) && worker.isOnDuty[slot - worker.slots.lowerBound]
                        && worker.skills[Int(worker.choice[slot - worker.slots.lowerBound])] == skill
                }
                before += price[skill * size + mine]
            }
        }
        for worker in workers {
            before += change * zip(worker.choice, worker.choice.dropFirst()).count { $0 != $1 }
        }
        var state = cost.indices.min { (cost[$0], $0) < (cost[$1], $1) } ?? 0
        let isBetter = cost[state] < before
        if isBetter {
            for slot in (first..<end).reversed() {
                for (member, worker) in workers.enumerated().reversed() {
                    let place = slot - worker.slots.lowerBound
                    let own = digit(state, member)
                    if worker.slots.contains(slot) { table.workers[members[member]].choice[place] = Int8(own) }
                    let earlier = Int(from[((slot - first) * members.count + member) * states + state])
                    state += (earlier - own) * stride[member]
                }
            }
        }
        for member in members { add(table.workers[member], 1, &table) }
        return isBetter
    }

    /// Unserved heads, and the square of what is to spare against what is required.
    private static func price(_ required: Int, _ heads: Int, _ priority: Int) -> Int {
        let spare = max(0, heads - required)
        return (unserved + priority * rank) * max(0, required - heads)
            + min(mostSpare, 4 * spare * spare / max(1, required))
    }

    private static func add(_ worker: SkillTable.Worker, _ heads: Int, _ table: inout SkillTable) {
        for slot in worker.slots {
            if let skill = table.skill(worker, slot) { table.assigned[slot * table.skillCount + skill] += heads }
        }
    }
}
