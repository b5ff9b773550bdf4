import ContactCenter
import NumericalMethods
import Testing

@testable import Scheduling

@Suite("Which skill every head serves")
struct SkillAssignmentTests {
    /// A few agents of two or three skills for some hours of one day, random requirement.
    static func small(_ seed: UInt64, agents count: Int, slots: Int) -> (RosteringInstance, Roster) {
        var random = RandomStream(seed: seed, unit: 5)
        var instance = Instances.plain(agents: count)
        instance.skills = ["a", "b", "c"]
        instance.shiftKinds = [
            ShiftKind(
                name: "k", presenceMinutes: slots * 60, paidMinutes: slots * 60, starts: 0...720, startStepMinutes: 60,
                breaks: [])
        ]
        instance.requirements = (0..<3).map { _ in (0..<168).map { $0 < 14 ? random.index(below: 3) : 0 } }
        var shifts: [Shift] = []
        for index in 0..<count {
            let sets = [["a", "b"], ["b", "c"], ["a", "c"], ["a", "b", "c"], ["b"]]
            instance.agents[index].skills = sets[random.index(below: index == 0 ? 4 : 5)]
            var shift = Shift(
                agent: instance.agents[index].id, kind: "k",
                start: LocalTime(date: instance.startDate, minuteOfDay: 60 * (2 + random.index(below: 2))), breaks: [])
            if random.index(below: 2) == 0 { shift.breaks = [.init(offsetMinutes: 60, minutes: 60)] }
            shifts.append(shift)
        }
        return (instance, Roster(shifts: shifts))
    }

    /// Fewest unserved head-slots, then least of them by `priority`, then fewest changes, over every assignment there is.
    static func best(
        _ roster: Roster, _ instance: RosteringInstance, priority: [Int] = [0, 0, 0]
    ) -> (unserved: Int, ranked: Int, changes: Int) {
        let presence = instance.shiftKinds[0].presenceMinutes / 60
        // Slots on duty of each shift, counted from midnight.
        let duty = roster.shifts.map { shift in
            (0..<presence).filter { offset in
                !shift.breaks.contains { $0.offsetMinutes / 60 == offset }
            }.map { $0 + shift.start.minuteOfDay / 60 }
        }
        let skills = roster.shifts.map { shift in
            instance.agents.first { $0.id == shift.agent }?.skills.compactMap { instance.skills.firstIndex(of: $0) }
                ?? []
        }
        var served = [[Int]](repeating: [Int](repeating: 0, count: 24), count: 3)
        var best = (unserved: Int.max, ranked: Int.max, changes: Int.max)
        func extend(_ shift: Int, _ place: Int, _ last: Int, _ changes: Int) {
            guard shift < duty.count else {
                var unserved = 0
                var ranked = 0
                for skill in 0..<3 {
                    for slot in 0..<24 {
                        let missing = max(0, instance.requirements[skill][slot] - served[skill][slot])
                        unserved += missing
                        ranked += missing * priority[skill]
                    }
                }
                if (unserved, ranked, changes) < best { best = (unserved, ranked, changes) }
                return
            }
            guard place < duty[shift].count else { return extend(shift + 1, 0, -1, changes) }
            for skill in skills[shift] {
                served[skill][duty[shift][place]] += 1
                extend(shift, place + 1, skill, changes + (last >= 0 && last != skill ? 1 : 0))
                served[skill][duty[shift][place]] -= 1
            }
        }
        extend(0, 0, -1, 0)
        return best
    }

    @Test(
        "Where not all can be served, skills are in the order of their priority, by enumeration",
        arguments: UInt64(1)...10)
    func priorities(seed: UInt64) {
        var (instance, roster) = Self.small(seed, agents: 3, slots: 4)
        instance.requirements = instance.requirements.map { $0.map { $0 * 2 } }
        let order = [["c", "a", "b"], ["b", "c"], ["a", "b", "c"]][Int(seed % 3)]
        instance.ruleBook = [RosterRule(id: "first", term: .skillPriority(order))]
        let priority = instance.skills.map { skill in order.firstIndex(of: skill).map { order.count - $0 } ?? 0 }
        let assignment = SkillAssignment(roster, in: instance)
        let best = Self.best(roster, instance, priority: priority)
        var ranked = 0
        for (skill, heads) in assignment.heads.enumerated() {
            for (slot, count) in heads.enumerated() {
                ranked += priority[skill] * max(0, instance.requirements[skill][slot] - count)
            }
        }
        #expect(Int(assignment.unservedAgentHours) == best.unserved)
        #expect(ranked == best.ranked)
        #expect(assignment.changes == best.changes)
        // Nothing can exceed the rule, and no roster costs more or less for it.
        #expect(RosterChecker.ruleExcesses(of: roster, in: instance).isEmpty)
    }

    @Test("Cover is the largest flow's and changes are the fewest, by enumeration", arguments: UInt64(1)...12)
    func optimal(seed: UInt64) {
        let (instance, roster) = Self.small(seed, agents: 3, slots: 4)
        let assignment = SkillAssignment(roster, in: instance)
        let best = Self.best(roster, instance)
        let total = RosterChecker.score(of: roster, in: instance).underAgentHours
        #expect(Int(assignment.unservedAgentHours) == best.unserved)
        #expect(assignment.changes == best.changes)
        #expect(total == assignment.unservedAgentHours)
    }

    @Test("Of many agents as many required heads are served as the largest flow serves", arguments: UInt64(1)...6)
    func manyAgents(seed: UInt64) throws {
        let instance = Instances.random(seed: seed &+ 40, skills: 3)
        let roster = try RosterSearch(instance, options: RosterSearchOptions(iterations: 300, seed: seed, threads: 1))
            .run(shouldStop: { false }).roster
        let assignment = SkillAssignment(roster, in: instance)
        let score = RosterChecker.score(of: roster, in: instance)
        #expect(abs(assignment.unservedAgentHours - score.underAgentHours) < 1e-9)
        #expect(SegmentChecker.problems(assignment, of: roster, in: instance) == [])
    }

    @Test("Blocks are as long as asked, and cover gives way", arguments: UInt64(1)...6)
    func leastBlock(seed: UInt64) {
        let (instance, roster) = Self.small(seed, agents: 6, slots: 6)
        let free = SkillAssignment(roster, in: instance)
        let calm = SkillAssignment(roster, in: instance, leastBlockMinutes: 180)
        #expect(calm.unservedAgentHours >= free.unservedAgentHours)
        for (shift, pieces) in zip(roster.shifts, calm.pieces) {
            // A stretch between breaks that is shorter than the block stays whole.
            for (one, next) in zip(pieces, pieces.dropFirst()) where one.offsets.upperBound == next.offsets.lowerBound {
                #expect(one.offsets.count >= 180 && next.offsets.count >= 180, "\(shift)")
            }
        }
        #expect(SegmentChecker.problems(calm, of: roster, in: instance) == [])
    }

    @Test("A head alone on a quiet day keeps one skill")
    func quiet() {
        let (instance, roster) = Self.small(3, agents: 1, slots: 4)
        var still = instance
        still.requirements = instance.requirements.map { $0.map { _ in 0 } }
        let assignment = SkillAssignment(roster, in: still)
        #expect(assignment.changes == 0)
        #expect(assignment.unservedAgentHours == 0)
    }

    @Test("The checker of segments finds a skill the agent lacks and time that is not covered")
    func checker() {
        let (instance, roster) = Self.small(1, agents: 3, slots: 4)
        let assignment = SkillAssignment(roster, in: instance)
        var pieces = assignment.pieces
        #expect(SegmentChecker.problems(pieces, of: roster, in: instance) == [])
        pieces[0][0].skill = "none"
        #expect(SegmentChecker.problems(pieces, of: roster, in: instance).count == 1)
        pieces = assignment.pieces
        pieces[0].removeLast()
        #expect(SegmentChecker.problems(pieces, of: roster, in: instance).count == 1)
    }
}
