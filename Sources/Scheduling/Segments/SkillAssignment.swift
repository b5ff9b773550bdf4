import ContactCenter

/// Which of its skills every head on duty serves, slot by slot.
///
/// In this order: as few required heads as possible unserved (in every slot the largest flow from heads to skills,
/// ``CoverFlow``), of these those of the skills that a rule of type `skill_priority` names last, as few changes of skill inside shifts as possible, and what is to spare spread over the skills. A
/// longer least block gives way on the first for calmer days.
public struct SkillAssignment: Sendable {
    /// A stretch of a shift on one skill.
    public struct Piece: Hashable, Sendable {
        /// Minutes after the shift's start.
        public var offsets: Range<Int>
        /// The skill.
        public var skill: String
    }

    /// Stretches on duty of each shift, in the roster's order; none for a shift of an unknown agent or kind.
    public let pieces: [[Piece]]
    /// Changes of skill inside shifts, those over a break included.
    public let changes: Int
    /// Agent-hours required that nobody serves.
    public let unservedAgentHours: Double
    /// Heads on each skill: `heads[skill][slot]`.
    public let heads: [[Int]]

    /// Assigns the heads of `roster`.
    ///
    /// - Parameter leastBlockMinutes: No stretch between two breaks is cut into blocks shorter than this. Up to the
    ///   grid, cover is the best possible; beyond, blocks come first.
    /// - Complexity: A minimum-cost flow per slot, then dynamic programmes over groups of agents.
    public init(_ roster: Roster, in instance: RosteringInstance, leastBlockMinutes: Int = 0) {
        let grid = instance.gridMinutes
        var table = SkillTable(roster, instance, leastBlock: max(1, (leastBlockMinutes + grid - 1) / grid))
        SkillFlow.fill(&table)
        SkillRefinement.run(&table)
        var pieces = [[Piece]](repeating: [], count: roster.shifts.count)
        for worker in table.workers {
            let start = worker.startMinute
            for slot in worker.slots {
                guard let skill = table.skill(worker, slot) else { continue }
                let from = max(0, slot * grid - start)
                let to = min(worker.presenceMinutes, (slot + 1) * grid - start)
                let name = instance.skills[skill]
                if let last = pieces[worker.shift].last, last.skill == name, last.offsets.upperBound == from {
                    pieces[worker.shift][pieces[worker.shift].count - 1].offsets = last.offsets.lowerBound..<to
                } else {
                    pieces[worker.shift].append(Piece(offsets: from..<to, skill: name))
                }
            }
        }
        self.pieces = pieces
        changes = table.changes
        unservedAgentHours = Double(table.unserved * grid) / 60
        heads = table.headsBySkill
    }
}

/// Heads on duty as the assignment works on them.
struct SkillTable: Sendable {
    /// One shift.
    struct Worker: Sendable {
        /// Index in the roster.
        let shift: Int
        /// Start in minutes from midnight of the first day.
        let startMinute: Int
        /// Minutes from start to end.
        let presenceMinutes: Int
        /// Skills the agent has, as indices in their order.
        let skills: [Int]
        /// Slots from the first to the last on duty.
        let slots: Range<Int>
        /// Whether the agent is on duty, by slot of ``slots``.
        let isOnDuty: [Bool]
        /// Whether the skill may change at the beginning of the slot.
        let mayChange: [Bool]
        /// Place of the skill served among ``skills``, by slot; kept through breaks.
        var choice: [Int8]
    }

    let skillCount: Int
    let slotCount: Int
    /// Priority of each skill, 0 (none) to ``mostPriority``.
    let priority: [Int]
    /// Skills beyond so many ranks are alike.
    static let mostPriority = 7
    /// Heads required: `[slot * skillCount + skill]`.
    let required: [Int]
    /// Heads assigned: `[slot * skillCount + skill]`.
    var assigned: [Int]
    var workers: [Worker]

    init(_ roster: Roster, _ instance: RosteringInstance, leastBlock: Int) {
        let grid = instance.gridMinutes
        let slotCount = instance.days * 1440 / grid
        let skillCount = instance.skills.count
        self.slotCount = slotCount
        self.skillCount = skillCount
        priority = SkillTable.priorities(instance)
        required = (0..<slotCount).flatMap { slot in
            instance.requirements.map { $0[slot * grid / instance.intervalMinutes] }
        }
        assigned = [Int](repeating: 0, count: slotCount * skillCount)
        let agents = Dictionary(instance.agents.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let kinds = Dictionary(instance.shiftKinds.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        workers = roster.shifts.enumerated().compactMap { index, shift in
            let start = shift.start - LocalTime(date: instance.startDate)
            guard let agent = agents[shift.agent], let kind = kinds[shift.kind], start >= 0,
                start < instance.days * 1440
            else { return nil }
            let skills = instance.skills.indices.filter { agent.skills.contains(instance.skills[$0]) }
            let first = start / grid
            let end = min(slotCount, (start + kind.presenceMinutes) / grid)
            guard !skills.isEmpty, first < end else { return nil }
            var isOnDuty = [Bool](repeating: true, count: end - first)
            func leave(_ from: Int, _ to: Int) {
                for slot in from..<max(from, to) where slot >= first && slot < end { isOnDuty[slot - first] = false }
            }
            for pause in shift.breaks {
                let from = start + pause.offsetMinutes
                leave(from / grid, (from + pause.minutes) / grid)
            }
            for activity in shift.activities {
                let from = start + activity.offsetMinutes
                leave(from / grid, (from + activity.minutes + grid - 1) / grid)
            }
            guard let last = isOnDuty.lastIndex(of: true), let begin = isOnDuty.firstIndex(of: true) else { return nil }
            isOnDuty = Array(isOnDuty[begin...last])
            return Worker(
                shift: index, startMinute: start, presenceMinutes: kind.presenceMinutes, skills: skills,
                slots: first + begin..<first + last + 1, isOnDuty: isOnDuty,
                mayChange: SkillTable.blockStarts(isOnDuty, leastBlock: leastBlock),
                choice: [Int8](repeating: -1, count: isOnDuty.count))
        }
    }

    /// By the last rule of type `skill_priority`: the first skill named has the highest.
    private static func priorities(_ instance: RosteringInstance) -> [Int] {
        var inOrder: [String] = []
        for rule in instance.ruleBook { if case .skillPriority(let skills) = rule.term { inOrder = skills } }
        return instance.skills.map { skill in
            inOrder.firstIndex(of: skill).map { max(1, min(mostPriority, inOrder.count) - $0) } ?? 0
        }
    }

    /// Where blocks begin: each stretch on duty is cut into blocks of `leastBlock` slots, the last one longer by what is
    /// left.
    private static func blockStarts(_ isOnDuty: [Bool], leastBlock: Int) -> [Bool] {
        var starts = [Bool](repeating: false, count: isOnDuty.count)
        var slot = 0
        while slot < isOnDuty.count {
            guard isOnDuty[slot] else {
                slot += 1
                continue
            }
            var end = slot
            while end < isOnDuty.count, isOnDuty[end] { end += 1 }
            for block in 0..<max(1, (end - slot) / leastBlock) { starts[slot + block * leastBlock] = true }
            slot = end
        }
        return starts
    }

    /// The skill served in `slot`; `nil` off duty.
    func skill(_ worker: Worker, _ slot: Int) -> Int? {
        let place = slot - worker.slots.lowerBound
        guard worker.slots.contains(slot), worker.isOnDuty[place], worker.choice[place] >= 0 else { return nil }
        return worker.skills[Int(worker.choice[place])]
    }

    /// Heads required and not served, summed over slots.
    var unserved: Int {
        zip(required, assigned).reduce(0) { $0 + max(0, $1.0 - $1.1) }
    }

    /// Changes of skill inside shifts.
    var changes: Int {
        workers.reduce(0) { sum, worker in
            sum + zip(worker.choice, worker.choice.dropFirst()).count { $0 != $1 }
        }
    }

    var headsBySkill: [[Int]] {
        (0..<skillCount).map { skill in (0..<slotCount).map { assigned[$0 * skillCount + skill] } }
    }
}
