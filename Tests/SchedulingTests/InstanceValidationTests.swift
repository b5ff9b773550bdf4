import ContactCenter
import Testing

@testable import Scheduling

@Suite("Validation of instances")
struct InstanceValidationTests {
    @Test func `everything that is wrong is said at once`() throws {
        var instance = Instances.plain(agents: 2)
        instance.agents[1].id = "a0"
        instance.agents[0].contract = "full"
        instance.agents[1].skills = ["sale"]
        instance.contracts[0].shiftKinds = ["late"]
        instance.shiftKinds[0].breaks = [BreakTemplate(minutes: 300, isPaid: true, startOffsets: 0...30)]
        instance.requirements[0][8] = -1
        instance.costs.overAgentHour = .nan
        instance.availability = [Availability(agent: "zoe", date: Instances.start, span: 0..<60, kind: .avoid)]
        let problems = InstanceValidation.problems(in: instance)
        for text in [
            "agent 'a0' is given twice", "unknown contract 'full'", "unknown skill 'sale'", "unknown shift kind 'late'",
            "break 1 takes 300 min of 240 min", "\(Instances.start)T08:00: -1 heads", "over_agent_hour is nan",
            "unknown agent 'zoe'",
        ] {
            #expect(problems.contains { $0.contains(text) }, "\(text) in \(problems)")
        }
        #expect(throws: SchedulingError.invalidInstance(problems)) {
            try RosterSearch(instance, options: RosterSearchOptions())
        }
    }

    @Test(arguments: [(0, 15, 30), (500, 15, 30), (7, 7, 30), (7, 15, 20), (7, 30, 15)])
    func `a horizon or grid that cannot be is refused`(days: Int, grid: Int, interval: Int) {
        var instance = Instances.plain()
        instance.days = days
        instance.gridMinutes = grid
        instance.intervalMinutes = interval
        #expect(!InstanceValidation.problems(in: instance).isEmpty)
    }

    @Test func `weeks begin on a Monday`() {
        var instance = Instances.plain()
        instance.startDate = Instances.start + 2
        #expect(InstanceValidation.problems(in: instance).count == 1)
    }

    @Test func `random instances are valid`() {
        for seed in UInt64(0)..<40 { #expect(InstanceValidation.problems(in: Instances.random(seed: seed)).isEmpty) }
    }

    @Test func `breaks on a fine grid stay inside their windows and their order`() throws {
        var instance = Instances.plain()
        instance.gridMinutes = 5
        instance.intervalMinutes = 30
        instance.requirements = [[Int](repeating: 0, count: 7 * 48)]
        instance.shiftKinds[0].breaks = [
            BreakTemplate(minutes: 10, isPaid: true, startOffsets: 0...200),
            BreakTemplate(minutes: 20, isPaid: true, startOffsets: 10...200),
            BreakTemplate(minutes: 10, isPaid: true, startOffsets: 0...225),
        ]
        let windows = try CompiledInstance(instance).shifts.windows
        // Gaps of 30 minutes: the second begins 40 after the first, the third 50 after the second.
        #expect(windows.map(\.earliest) == [0, 8, 18])
        #expect(windows.map { $0.earliest + $0.positions - 1 } == [27, 35, 45])
        let result = try RosterSearchTests.search(instance)
        #expect(RosterChecker.violations(of: result.roster, in: instance).isEmpty)
    }

    @Test func `shifts that start off the grid are counted as the checker counts them`() throws {
        var instance = Instances.plain(agents: 3, required: 1)
        instance.gridMinutes = 30
        instance.shiftKinds[0].starts = 490...700
        instance.shiftKinds[0].startStepMinutes = 35
        instance.shiftKinds[0].breaks = [BreakTemplate(minutes: 45, isPaid: true, startOffsets: 60...150)]
        let result = try RosterSearchTests.search(instance)
        #expect(RosterChecker.violations(of: result.roster, in: instance).isEmpty)
        #expect(abs(result.cost - RosterChecker.score(of: result.roster, in: instance).costTotal) < 1e-6)
        if Reference.hasJudge { _ = try ReferenceJudgeTests.compare(result.roster, instance) }
    }

    @Test func `what is odd but usable is told with its cost`() {
        var instance = Instances.plain(agents: 2, required: 1)
        #expect(InstanceWarnings.sentences(instance).isEmpty)
        instance.skills.append("care")
        instance.requirements.append([Int](repeating: 0, count: 168))
        instance.requirements[1][10] = 3
        instance.contracts[0].weeklyPaidMinutes = 1000...1100
        let told = InstanceWarnings.sentences(instance)
        // Of four heads required in that hour three are short: one (a tenth, rounded up) at 10, two at 30.
        #expect(
            told.contains {
                $0.contains("nobody has the skill 'care': 3 required agent-hours") && $0.contains("at least 70")
            })
        #expect(told.contains { $0.contains("contract 'c' (2 agents)") && $0.contains("1000…1100") })
        instance.requirements = [[Int](repeating: 0, count: 168), [Int](repeating: 0, count: 168)]
        #expect(InstanceWarnings.sentences(instance).first?.contains("nobody is required") == true)
    }
}
