import ContactCenter
import NumericalMethods
import Testing

@testable import Scheduling

@Suite("Rosters from pooled plans")
struct PooledRosteringTests {
    /// Many agents on a short day: two contracts, two skills, a few away or with a wish.
    static func instance(seed: UInt64, agents count: Int = 44, days: Int = 7) -> RosteringInstance {
        var random = RandomStream(seed: seed, unit: 0x500)
        let kinds = [
            ShiftKind(
                name: "long", presenceMinutes: 360, paidMinutes: 330, starts: 480...660, startStepMinutes: 60,
                breaks: [BreakTemplate(minutes: 30, isPaid: false, startOffsets: 120...240)]),
            ShiftKind(
                name: "short", presenceMinutes: 240, paidMinutes: 240, starts: 480...780, startStepMinutes: 60,
                breaks: [BreakTemplate(minutes: 30, isPaid: true, startOffsets: 60...150)]),
        ]
        let contracts = [
            Contract(name: "full", weeklyPaidMinutes: 1650...1650, maximumDaysPerWeek: 5, shiftKinds: ["long"]),
            Contract(
                name: "part", weeklyPaidMinutes: 720...1320, maximumDaysPerWeek: 5, shiftKinds: ["short", "long"]),
        ]
        let agents = (0..<count).map { index in
            Agent(
                id: "a\(index)", contract: contracts[index % 3 == 0 ? 1 : 0].name,
                skills: [["x"], ["x"], ["y"], ["x", "y"]][index % 4])
        }
        var availability: [Availability] = []
        for agent in agents {
            for day in 0..<days where random.index(below: 16) == 0 {
                let isWish = random.index(below: 2) == 0
                availability.append(
                    Availability(
                        agent: agent.id, date: Instances.start + day, span: 0..<1440, kind: isWish ? .avoid : .leave,
                        creditMinutes: isWish ? 0 : agent.contract == "full" ? 330 : 240, weight: isWish ? 2 : 0))
            }
        }
        let heads = (0..<days * 48).map { slot in
            let minute = slot % 48 * 30
            return minute >= 480 && minute < 1020 ? 16 + random.index(below: 3) : 0
        }
        return RosteringInstance(
            name: "pooled \(seed)", startDate: Instances.start, days: days, gridMinutes: 30, intervalMinutes: 30,
            open: 480, close: 1020, skills: ["x", "y"], agents: agents, contracts: contracts, shiftKinds: kinds,
            availability: availability, requirements: [heads.map { $0 * 2 / 3 }, heads.map { $0 - $0 * 2 / 3 }])
    }

    static func searched(_ instance: RosteringInstance, seed: UInt64, moves: Int = 6000) throws -> RosterSearchResult {
        try RosterSearch(instance, options: RosterSearchOptions(iterations: moves, seed: seed)).run()
    }

    /// The pooled model of `week` and the plan that `cells` are.
    static func plan(
        of cells: [Cell], week: Int, leavingOut: [UnrosterableAgent], in instance: CompiledInstance
    ) -> (model: CoverageModel, plan: PooledPlan, agents: [Int]) {
        let left = Set(leavingOut.map(\.agent))
        let agents = instance.source.agents.indices.filter { !left.contains(instance.source.agents[$0].id) }
        let model = CoverageModel(
            instance, week: week, pooling: .component, agents: agents,
            sums: instance.source.agents.indices.map { WeekSums(agent: $0, week: week, in: instance) })
        var starts: [[Int]: Int] = [:]
        var breaks: [[Int]: Int] = [:]
        for (number, team) in model.teams.enumerated() {
            for agent in team.members {
                for day in week * 7..<week * 7 + 7 where cells[agent * instance.days + day].works {
                    let cell = cells[agent * instance.days + day]
                    let option = instance.shifts.options[Int(cell.option)]
                    starts[[number, day, Int(cell.option)], default: 0] += 1
                    for index in 0..<Int(option.breakCount) {
                        let window = instance.shifts.windows[Int(option.windowStart) + index]
                        let slot =
                            day * instance.slotsPerDay
                            + Int(option.firstSlot + window.earliest + cell.position(index))
                        breaks[[model.skillPool(of: agent), day, Int(window.slots), slot], default: 0] += 1
                    }
                }
            }
        }
        let plan = PooledPlan(
            starts: starts.keys.sorted { $0.lexicographicallyPrecedes($1) }.map {
                PooledPlan.Starts(team: $0[0], day: $0[1], option: Int32($0[2]), heads: starts[$0] ?? 0)
            },
            breaks: breaks.keys.sorted { $0.lexicographicallyPrecedes($1) }.map {
                PooledPlan.Breaks(
                    pool: $0[0], day: $0[1], slots: Int32($0[2]), slot: $0[3], heads: breaks[$0] ?? 0)
            },
            mixes: [])
        return (model, plan, agents)
    }

    /// Heads on duty of every skill pool in the slots of all days.
    static func duty(_ cells: [Cell], _ model: CoverageModel, _ agents: [Int], _ instance: CompiledInstance) -> [[Int]:
        Int]
    {
        var duty: [[Int]: Int] = [:]
        for agent in agents {
            for shift in RosterSearch.shifts(
                of: cells[agent * instance.days..<(agent + 1) * instance.days], agent: agent, in: instance)
            {
                let presence = instance.source.shiftKinds.first { $0.name == shift.kind }?.presenceMinutes ?? 0
                let first = (shift.start.date - instance.source.startDate) * 1440 + shift.start.minuteOfDay
                for minute in stride(from: 0, to: presence, by: instance.source.gridMinutes)
                where !shift.breaks.contains(where: {
                    $0.offsetMinutes <= minute && minute < $0.offsetMinutes + $0.minutes
                }) {
                    duty[[model.skillPool(of: agent), (first + minute) / instance.source.gridMinutes], default: 0] += 1
                }
            }
        }
        return duty
    }

    /// Shifts of every skill pool and contract by day and option.
    static func shifts(
        _ cells: [Cell], _ model: CoverageModel, _ agents: [Int], _ instance: CompiledInstance
    ) -> [[Int]: Int] {
        var shifts: [[Int]: Int] = [:]
        for agent in agents {
            for day in 0..<instance.days where cells[agent * instance.days + day].works {
                let option = Int(cells[agent * instance.days + day].option)
                let contract = Int(instance.staff.contractOfAgent[agent])
                shifts[[model.skillPool(of: agent), contract, day, option], default: 0] += 1
            }
        }
        return shifts
    }

    @Test(arguments: UInt64(0)..<12)
    func `shifts of a lawful roster, dealt out anew, keep heads and breaks`(seed: UInt64) throws {
        let instance = seed < 8 ? Instances.random(seed: seed) : Self.instance(seed: seed)
        let compiled = try CompiledInstance(instance)
        let found = try Self.searched(instance, seed: seed)
        let start = RosterCells(found.roster, in: compiled)
        try #require(start.problems.isEmpty)
        var cells = start.cells
        var unlawful = 0
        let (_, _, agents) = Self.plan(of: cells, week: 0, leavingOut: found.unrosterable, in: compiled)
        for week in 0..<compiled.weeks {
            let (model, plan, _) = Self.plan(of: cells, week: week, leavingOut: found.unrosterable, in: compiled)
            let before = Self.duty(cells, model, agents, compiled)
            let shifts = Self.shifts(cells, model, agents, compiled)
            var naming = PlanNaming(compiled, week: week, cells: cells, random: RandomStream(seed: seed))
            unlawful += naming.name(plan, teams: model.teams)
            var pools = [Int](repeating: -1, count: instance.agents.count)
            for agent in agents { pools[agent] = model.skillPool(of: agent) }
            cells = PlanBreaks.cells(
                naming.options, plan: plan, week: week, pools: pools, cells: cells, instance: compiled)
            #expect(Self.shifts(cells, model, agents, compiled) == shifts)
            // Where a least gap between breaks cannot interfere, breaks begin as planned too.
            if seed >= 8 { #expect(Self.duty(cells, model, agents, compiled) == before) }
        }
        // What the naming calls lawful is so for the checker. (Weeks named earlier may suffer from later ones: rest.)
        let left = Set(found.unrosterable.map(\.agent))
        let broken = RosterChecker.violations(of: RosterSearch.roster(of: cells, in: compiled), in: instance)
            .filter { !left.contains($0.agent) }
        if compiled.weeks == 1, compiled.days == 7 {
            #expect(Set(broken.map(\.agent)).count == unlawful)
        } else if unlawful == 0, compiled.days == compiled.weeks * 7 {
            #expect(broken.isEmpty)
        }
        // With many agents to exchange with, everybody's rules are kept.
        if seed >= 8 { #expect(unlawful == 0) }
    }

    @Test(
        .enabled(if: Reference.library != nil, CoverageBoundTests.needsLibrary), arguments: [UInt64(1), 2])
    func `no roster comes out worse, most better, the same at any number of threads`(seed: UInt64) throws {
        let library = try #require(Reference.library)
        let instance = Self.instance(seed: seed, days: seed == 1 ? 7 : 14)
        #expect(PooledRostering.suits(instance))
        let before = try Self.searched(instance, seed: seed, moves: 2000)
        let results = try (seed == 1 ? [1, 2] : [2]).map { threads in
            try PooledRostering(
                instance, options: .init(iterations: 20_000, seed: seed, threads: threads), library: library
            ).run(from: before.roster, leavingOut: before.unrosterable)
        }
        #expect(results.first == results.last)
        let result = results[0]
        let score = RosterChecker.score(of: before.roster, in: instance)
        let after = RosterChecker.score(of: result.roster, in: instance)
        #expect(result.costBefore == score.costTotal && result.costAfter == after.costTotal)
        #expect(after.costTotal < score.costTotal)
        let broken = Set(RosterChecker.violations(of: before.roster, in: instance))
        #expect(Set(RosterChecker.violations(of: result.roster, in: instance)).isSubset(of: broken))
        let bound = CoverageBound.lowerBound(of: instance, library: library, leavingOut: before.unrosterable)
        let lower = try #require(bound.value)
        #expect(try #require(result.planCost) >= lower - 1e-6)
        #expect(after.costTotal >= lower - 1e-6)
    }

    @Test(.enabled(if: Reference.library != nil, CoverageBoundTests.needsLibrary))
    func `without time, or asked to stop, the roster stays as it is`() throws {
        let library = try #require(Reference.library)
        let instance = Self.instance(seed: 3)
        let before = try Self.searched(instance, seed: 3, moves: 500)
        let rostering = try PooledRostering(instance, options: .init(iterations: 1000), library: library)
        #expect(try rostering.run(from: before.roster, secondsLeft: { 0 }).roster == before.roster)
        #expect(try rostering.run(from: before.roster, shouldStop: { true }).roster == before.roster)
        let stranger = Shift(
            agent: "nobody", kind: "long", start: LocalTime(date: Instances.start, minuteOfDay: 480), breaks: [])
        #expect(throws: SchedulingError.self) { try rostering.run(from: Roster(shifts: [stranger])) }
    }

    @Test func `small teams and rule books are left to the search`() {
        var instance = Self.instance(seed: 4)
        #expect(PooledRostering.suits(instance))
        #expect(!PooledRostering.suits(Instances.plain(agents: 3, required: 2)))
        instance.costs.overAgentHour = 0
        #expect(!PooledRostering.suits(instance))
    }

    @Test func `locks, prices of changes and activities keep plans away`() throws {
        var roster = try Self.searched(Self.instance(seed: 1), seed: 1, moves: 0).roster
        let free = RosterRevision(of: roster)
        #expect(PooledRostering.leavesFree(free))
        var locked = free
        locked.lockedBefore = Instances.start + 1
        #expect(!PooledRostering.leavesFree(locked))
        var priced = free
        priced.pricePerChangedDay = 1
        #expect(!PooledRostering.leavesFree(priced))
        roster.shifts[0].activities = [Shift.Activity(name: "coaching", offsetMinutes: 60, minutes: 30)]
        #expect(!PooledRostering.leavesFree(RosterRevision(of: roster)))
    }
}
