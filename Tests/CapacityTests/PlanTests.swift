import ContactCenter
import Testing

@testable import Capacity

@Suite("Capacity plans")
struct PlanTests {
    @Test("Without attrition and with constant demand the available FTE are the heads")
    func constant() throws {
        let result = try Fixtures.planner(Fixtures.settings(), fte: Array(repeating: 40, count: 52)).run(solver: nil)
        for plan in result.plans {
            #expect(plan.classes.isEmpty)
            #expect(plan.totals.headsAtEnd == 40)
            for week in plan.weeks {
                #expect(week.heads == 40)
                #expect(week.availableFTE == 40)
                #expect(week.gapFTE == 0)
                #expect(week.leavers == 0)
                #expect(week.cost == 16_000)
            }
        }
        #expect(result.shortfalls.isEmpty)
        #expect(result.attrition.isEmpty)
    }

    @Test("With attrition and nobody to hire a year's heads fall by the annual rate")
    func decay() throws {
        var settings = Fixtures.settings(heads: 100)
        settings.attrition = [.init(annual: 0.35)]
        settings.hiring.maximumClass = 0
        let plan = try Fixtures.planner(settings, fte: Array(repeating: 1, count: 52)).run(solver: nil).plans[1]
        #expect(abs(plan.totals.headsAtEnd - 65) <= 1e-10)
        #expect(abs(plan.totals.leavers - 35) <= 1e-10)
    }

    @Test("Shrinkage divides the hours, leave multiplies the heads, contracts scale them")
    func steps() throws {
        var settings = Fixtures.settings()
        settings.hoursPerHead = 30
        settings.leave = .init(usual: 0.2)
        settings.hiring.maximumClass = 0
        let shrinkage = Shrinkage(inOffice: 0.1, outOfOffice: 0.2)
        let week = try Fixtures.planner(settings, fte: [18], shrinkage: shrinkage).run(solver: nil).plans[1].weeks[0]
        #expect(abs(week.requiredFTE - 25) <= 1e-12)
        #expect(abs(week.availableFTE - 24) <= 1e-12)
        #expect(abs(week.gapFTE + 1) <= 1e-12)
        #expect(WeeklyRequirement.hours(volume: 1200, ahtSeconds: 300, occupancy: 0.8, concurrency: 2) == 62.5)
    }

    @Test("Overtime, outsourcing and time off are used up to their limits, the cheapest first")
    func flexible() throws {
        var settings = Fixtures.settings(heads: 10)
        settings.hiring.maximumClass = 0
        settings.overtime = .init(pricePerHour: 15, maximumShare: 0.1)
        settings.outsourcing = .init(pricePerHour: 20, minimumHours: 0, maximumHours: 60)
        settings.voluntaryTimeOff = .init(savingPerHour: 10, maximumShare: 0.2)
        let result = try Fixtures.planner(settings, fte: [10.5, 12, 14, 9, 5, 8]).run(solver: nil)
        let weeks = result.plans[1].weeks
        #expect(weeks.map(\.overtimeHours) == [20, 40, 40, 0, 0, 0])
        #expect(weeks.map(\.outsourcedHours) == [0, 40, 60, 0, 0, 0])
        #expect(weeks.map(\.voluntaryTimeOffHours) == [0, 0, 0, 40, 80, 80])
        #expect(weeks.map(\.gapFTE) == [0, 0, -1.5, 0, 3, 0])
        #expect(weeks.map(\.cost) == [4300, 5400, 5800, 3600, 3200, 3200])
        #expect(result.plans[1].totals.weeksShort == 1)
        #expect(result.plans[1].totals.shortageCost == 2400)
        #expect(
            result.shortfalls.contains {
                $0.hasPrefix("expected volume: 1 week is short") && $0.contains("1.5 of 14.0")
            })
    }

    @Test("An outsourced hour is an hour on contacts, so it counts more than a paid one")
    func outsourcedHours() throws {
        var settings = Fixtures.settings(heads: 0)
        settings.hiring.maximumClass = 0
        settings.outsourcing = .init(pricePerHour: 20, minimumHours: 0, maximumHours: 1000)
        let week = try Fixtures.planner(settings, fte: [10], shrinkage: Shrinkage(inOffice: 0.2))
            .run(solver: nil).plans[1].weeks[0]
        #expect(abs(week.outsourcedHours - 400) <= 1e-9)
        #expect(abs(week.cost - 8000) <= 1e-9)
    }

    @Test("The service level follows the staffing, and its price is the slope at the requirement")
    func serviceLevel() throws {
        var settings = Fixtures.settings(heads: 20)
        settings.hiring.maximumClass = 0
        settings.leave = .init(usual: 0.2)
        var requirements = Fixtures.requirements([20, 16, 0])
        let response = try ServiceLevelResponse(factors: [0, 0.5, 1, 1.5], serviceLevels: [0, 0.2, 0.8, 0.95])
        for index in requirements.indices { requirements[index].response = response }
        let result = try CapacityPlanner(settings: settings, requirements: requirements, shrinkage: Shrinkage())
            .run(solver: nil)
        let weeks = result.plans[1].weeks
        #expect(abs((weeks[0].serviceLevelExpected ?? 0) - 0.56) <= 1e-12)
        #expect(abs((weeks[1].serviceLevelExpected ?? 0) - 0.8) <= 1e-12)
        #expect(weeks[2].serviceLevelExpected == nil)
        // One point is 1/30 of the required staff more, at 400 a week, a fifth on leave.
        #expect(result.serviceLevelPrices.count == 2)
        let fte = 20 / 30.0
        #expect(abs(result.serviceLevelPrices[0].extraFTE - fte) <= 1e-9)
        #expect(abs(result.serviceLevelPrices[0].cost - fte * 500) <= 1e-9)
    }

    @Test("Scheduled classes start, train and cost whatever is decided")
    func scheduled() throws {
        var settings = Fixtures.settings(heads: 10)
        settings.hiring = .init(trainingWeeks: 2, maximumClass: 0)
        settings.costs.hire = 500
        settings.scheduledClasses = [.init(start: Fixtures.firstWeek + 7, heads: 4)]
        let plan = try Fixtures.planner(settings, fte: Array(repeating: 10, count: 5)).run(solver: nil).plans[1]
        #expect(plan.weeks.map(\.availableFTE) == [10, 10, 10, 14, 14])
        #expect(plan.weeks.map(\.inTraining) == [0, 4, 4, 0, 0])
        #expect(plan.weeks.map(\.hiresStarted) == [0, 4, 0, 0, 0])
        #expect(plan.weeks.map(\.cost) == [4000, 7600, 5600, 5600, 5600])
        #expect(plan.classes.map(\.isScheduled) == [true])
        #expect(plan.classes[0].ready == Fixtures.firstWeek + 21)
        #expect(plan.classes[0].cost == 5200)
    }

    @Test("A budget that cannot pay those already there is a stated shortfall, not a failure")
    func smallBudget() throws {
        var settings = Fixtures.settings(heads: 10)
        settings.budget = 1000
        let result = try Fixtures.planner(settings, fte: [10, 10]).run(solver: Fixtures.solver)
        #expect(result.shortfalls.count { $0.contains("budget of 1000.0") } == 3)
    }

    @Test("The same question gives the same plan")
    func determinism() throws {
        let (settings, fte) = Fixtures.randomSettings(seed: 5)
        let planner = try Fixtures.planner(settings, fte: fte, band: 0.3)
        #expect(try planner.run(solver: nil) == planner.run(solver: nil))
        #expect(try planner.run(solver: Fixtures.solver) == planner.run(solver: Fixtures.solver))
    }

    @Test("A stop that is asked for ends the plan")
    func stop() throws {
        let planner = try Fixtures.planner(Fixtures.settings(), fte: [40])
        #expect(throws: CapacityError.interrupted) { try planner.run(solver: nil, shouldStop: { true }) }
    }

    @Test("More volume is never cheaper, in money and shortage together")
    func scenarios() throws {
        for seed in UInt64(1)...6 {
            let (settings, fte) = Fixtures.randomSettings(seed: seed)
            let plans = try Fixtures.planner(settings, fte: fte, band: 0.3).run(
                solver: Fixtures.solver, limits: Fixtures.exact
            ).plans
            if Fixtures.solver != nil {
                #expect(plans[0].totals.objective <= plans[1].totals.objective + 1e-6)
                #expect(plans[1].totals.objective <= plans[2].totals.objective + 1e-6)
            }
            for plan in plans {
                // The plan made for a volume is the best for it.
                #expect(plan.totals.objective <= plan.withExpectedHiring.objective + 1e-6)
            }
        }
    }
}

@Suite("Capacity input that no plan can have")
struct BadCapacityTests {
    private static func refuses(_ change: (inout CapacitySettings) -> Void) {
        var settings = Fixtures.settings()
        change(&settings)
        let changed = settings
        #expect {
            try Fixtures.planner(changed, fte: [40, 40]).run(solver: nil)
        } throws: { error in
            guard case .invalidValue(_, _, _, let hint) = error as? CapacityError else { return false }
            return !hint.isEmpty
        }
    }

    @Test("Settings outside their range are refused with a hint")
    func settings() {
        for bad in [-1.0, .nan, .infinity] {
            Self.refuses { $0.staff = [.init(heads: bad, tenureWeeks: 1)] }
            Self.refuses { $0.hoursPerFTE = bad }
            Self.refuses { $0.hoursPerHead = bad }
            Self.refuses { $0.costs.wagePerHour = bad }
            Self.refuses { $0.costs.hire = bad }
            Self.refuses { $0.costs.shortagePerHour = bad }
            Self.refuses { $0.overtime.pricePerHour = bad }
            Self.refuses { $0.overtime.maximumShare = bad }
            Self.refuses { $0.voluntaryTimeOff.maximumShare = bad }
            Self.refuses { $0.outsourcing.maximumHours = bad }
            Self.refuses { $0.budget = bad }
            Self.refuses { $0.attritionSensitivity = bad }
            Self.refuses { $0.hiring.trainingAttrition = bad }
        }
        Self.refuses { $0.staff = [.init(heads: 1, tenureWeeks: -1)] }
        Self.refuses { $0.attrition = [.init(annual: 1)] }
        Self.refuses { $0.hiring.trainingWeeks = -1 }
        Self.refuses { $0.hiring.leadWeeks = -1 }
        Self.refuses { $0.hiring.minimumClass = 0 }
        Self.refuses { $0.hiring.minimumClass = 13 }
        Self.refuses { $0.hiring.maximumClass = -1 }
        Self.refuses { $0.hiring.classesAtOnce = -1 }
        Self.refuses { $0.hiring.rampUp = .shares([0.5, 1.5]) }
        Self.refuses { $0.hiring.rampUp = .linear(start: 0.5, weeks: -1) }
        Self.refuses { $0.hiring.trainingAttrition = 0.2 }
        Self.refuses { $0.outsourcing = .init(pricePerHour: 1, minimumHours: 5, maximumHours: 4) }
        Self.refuses { $0.scheduledClasses = [.init(start: Fixtures.firstWeek + 1, heads: 4)] }
        Self.refuses { $0.scheduledClasses = [.init(start: Fixtures.firstWeek + -7, heads: 4)] }
    }

    @Test("No week, too many weeks, gaps, repeated weeks and bands upside down are refused, the place named")
    func weeks() throws {
        let settings = Fixtures.settings()
        func message(_ requirements: [WeeklyRequirement]) -> String? {
            do throws(CapacityError) {
                _ = try CapacityPlanner(settings: settings, requirements: requirements, shrinkage: Shrinkage())
                return nil
            } catch {
                return error.description
            }
        }
        let weeks = Fixtures.requirements(Array(repeating: 40, count: 106))
        #expect(message([])?.contains("number of weeks") == true)
        #expect(message(weeks)?.contains("106") == true)
        #expect(message(Array(weeks.prefix(105))) == nil)
        #expect(message([weeks[0], weeks[2]])?.contains("2026-03-16") == true)
        #expect(message([weeks[0], weeks[0]])?.contains("the week after 2026-03-02") == true)
        #expect(message([weeks[1], weeks[0]]) != nil)
        var bad = weeks[0]
        bad.hours = .nan
        #expect(message([bad])?.contains("week 2026-03-02") == true)
        bad.hours = -1
        #expect(message([bad]) != nil)
        bad.hours = 5000
        #expect(message([bad])?.contains("band") == true)
        bad = weeks[0]
        bad.week = bad.week + 1
        #expect(message([bad])?.contains("2026-03-03") == true)
    }

    @Test("A response that does not rise or lie within 0…1 is refused")
    func response() {
        for (factors, levels) in [
            ([], []), ([1], [0.5, 0.6]), ([1, 1], [0.5, 0.6]), ([1, 0.5], [0.5, 0.6]), ([-1, 1], [0, 1]),
            ([0, 1], [0, 1.5]), ([0, 1], [0, .nan]), ([0, .nan], [0, 1]),
        ] as [([Double], [Double])] {
            #expect(throws: CapacityError.self) { try ServiceLevelResponse(factors: factors, serviceLevels: levels) }
        }
    }

    @Test("A file that is no solver says why")
    func noSolver() {
        #expect {
            try IntegerSolver(path: #filePath)
        } throws: { error in
            guard case CapacityError.libraryUnusable(let path, let reason) = error else { return false }
            return path == #filePath && !reason.isEmpty
        }
    }
}
