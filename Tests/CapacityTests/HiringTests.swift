import ContactCenter
import Testing

@testable import Capacity

@Suite("Hiring plans")
struct HiringTests {
    /// The least objective over every lawful hiring plan, each priced as the plan is; that price is
    /// checked on its own below.
    static func bruteForce(_ problem: HiringProblem, most: Int) -> (objective: Double, hires: [Int]) {
        var best = (objective: Double.infinity, hires: [Int]())
        var hires = [Int](repeating: 0, count: problem.weeks)
        func descend(_ week: Int) {
            if week == problem.weeks {
                guard problem.isLawful(hires) else { return }
                let outcome = problem.outcome(hires)
                if outcome.isWithinBudget, outcome.objective < best.objective { best = (outcome.objective, hires) }
                return
            }
            for heads in 0...most {
                hires[week] = heads
                descend(week + 1)
            }
            hires[week] = 0
        }
        descend(0)
        return best
    }

    static func problem(seed: UInt64, budgetShare: Double? = nil) throws -> HiringProblem {
        var (settings, fte) = Fixtures.randomSettings(seed: seed)
        if let budgetShare {
            let free = try Fixtures.planner(settings, fte: fte).problem(.expected)
            let nobody = free.outcome([Int](repeating: 0, count: fte.count))
            let best = bruteForce(free, most: 4)
            let money = free.outcome(best.hires).totalMoney
            // Between what those already there cost and what the free plan would spend.
            let least = nobody.money.reduce(0, +) - nobody.uses.reduce(0) { $0 + free.flexible.money($1) }
            settings.budget = least + budgetShare * max(100, money - least)
        }
        return try Fixtures.planner(settings, fte: fte).problem(.expected)
    }

    @Test(
        "The integer programme finds the best of all hiring plans",
        .enabled(if: Fixtures.solver != nil, Fixtures.needsSolver), arguments: UInt64(1)...12)
    func bestOfAll(seed: UInt64) throws {
        let problem = try Self.problem(seed: seed)
        let best = Self.bruteForce(problem, most: 4)
        let solution = try HiringSolution.best(
            for: problem, solver: Fixtures.solver, limits: Fixtures.exact, shouldStop: { false })
        #expect(solution.method == .integerProgram)
        #expect(abs(solution.outcome.objective - best.objective) <= 1e-6 * best.objective)
        let bound = try #require(solution.lowerBound)
        #expect(bound <= best.objective * (1 + 1e-9) && bound >= best.objective * (1 - 1e-6))
    }

    @Test(
        "So it does within a budget", .enabled(if: Fixtures.solver != nil, Fixtures.needsSolver),
        arguments: UInt64(1)...8, [0.3, 0.8])
    func bestWithinBudget(seed: UInt64, share: Double) throws {
        let problem = try Self.problem(seed: seed, budgetShare: share)
        let best = Self.bruteForce(problem, most: 4)
        let solution = try HiringSolution.best(
            for: problem, solver: Fixtures.solver, limits: Fixtures.exact, shouldStop: { false })
        guard solution.outcome.isWithinBudget else {
            #expect(best.objective == .infinity)
            return
        }
        #expect(solution.outcome.totalMoney <= (problem.budget ?? 0) * (1 + 1e-9))
        #expect(abs(solution.outcome.objective - best.objective) <= 1e-6 * best.objective)
    }

    @Test("The search is lawful, never below the best and on small questions near it", arguments: UInt64(1)...12)
    func search(seed: UInt64) throws {
        let problem = try Self.problem(seed: seed)
        let hires = HiringSearch.hires(for: problem, shouldStop: { false })
        #expect(problem.isLawful(hires))
        let objective = problem.outcome(hires).objective
        let best = Self.bruteForce(problem, most: 4).objective
        #expect(objective >= best * (1 - 1e-9))
        #expect(objective <= best * 1.02)
        #expect(objective <= problem.outcome([Int](repeating: 0, count: problem.weeks)).objective)
    }

    @Test("The quick price of a plan is the price of its weeks", arguments: UInt64(1)...12)
    func quickPrice(seed: UInt64) throws {
        let problem = try Self.problem(seed: seed, budgetShare: seed.isMultiple(of: 2) ? 0.5 : nil)
        var numbers = Fixtures.Numbers(seed: seed)
        for _ in 0..<50 {
            let hires = (0..<problem.weeks).map { _ in numbers.next(4) }
            guard problem.isLawful(hires) else { continue }
            let outcome = problem.outcome(hires)
            let money = zip(outcome.money, outcome.uses).reduce(0) { $0 + $1.0 - problem.flexible.money($1.1) }
            let quick = problem.objective(available: outcome.available, money: money)
            if outcome.isWithinBudget {
                #expect(abs(quick - outcome.objective) <= 1e-9 * outcome.objective)
            } else {
                #expect(quick == .infinity)
            }
        }
    }

    @Test("A week's use is the best of a fine grid of uses", arguments: UInt64(1)...10)
    func recourse(seed: UInt64) throws {
        let (settings, _) = Fixtures.randomSettings(seed: seed)
        let flexible = try FlexibleHours(settings, shrinkage: Shrinkage(inOffice: 0.1))
        var numbers = Fixtures.Numbers(seed: seed &+ 77)
        for _ in 0..<20 {
            let required = 12 * numbers.share()
            let available = 12 * numbers.share()
            let use = flexible.use(required: required, available: available)
            let price = flexible.money(use) + use.shortage * flexible.shortagePrice
            #expect(use.overtime <= flexible.overtimeShare * available + 1e-12)
            #expect(use.timeOff <= flexible.timeOffShare * available + 1e-12 && use.timeOff >= 0)
            #expect(use.outsourced >= flexible.outsourcingMinimum && use.outsourced <= flexible.outsourcingMaximum)
            let staffed = available + use.overtime + use.outsourced - use.timeOff + use.shortage
            #expect(staffed >= required - 1e-9)
            let steps = 20
            for i in 0...steps {
                for j in 0...steps {
                    for k in 0...steps {
                        var other = FlexibleHours.Use()
                        other.overtime = flexible.overtimeShare * available * Double(i) / Double(steps)
                        other.timeOff = flexible.timeOffShare * available * Double(j) / Double(steps)
                        let span = flexible.outsourcingMaximum - flexible.outsourcingMinimum
                        other.outsourced = flexible.outsourcingMinimum + span * Double(k) / Double(steps)
                        let met = available + other.overtime + other.outsourced - other.timeOff
                        other.shortage = max(0, required - met)
                        #expect(
                            price <= flexible.money(other) + other.shortage * flexible.shortagePrice + 1e-9)
                    }
                }
            }
        }
    }

    @Test(
        "Where surplus may go home at full saving, more attrition is never cheaper",
        .enabled(if: Fixtures.solver != nil, Fixtures.needsSolver), arguments: UInt64(1)...6)
    func attrition(seed: UInt64) throws {
        var (settings, fte) = Fixtures.randomSettings(seed: seed)
        // A head on leave or ramping up is paid in full, so full saving needs neither.
        settings.leave = .init()
        settings.hiring.rampUp = .shares([])
        settings.hoursPerHead = settings.hoursPerFTE
        settings.voluntaryTimeOff = .init(savingPerHour: 10, maximumShare: 1)
        let planner = try Fixtures.planner(settings, fte: fte)
        var last = 0.0
        for factor in [0, 0.5, 1, 1.5, 3] {
            let solution = try HiringSolution.best(
                for: planner.problem(.expected, attritionFactor: factor), solver: Fixtures.solver,
                limits: Fixtures.exact, shouldStop: { false })
            #expect(solution.outcome.objective >= last - 1e-6)
            last = solution.outcome.objective
        }
    }

    @Test("Two years are planned and proven", .enabled(if: Fixtures.solver != nil, Fixtures.needsSolver))
    func twoYears() throws {
        var settings = Fixtures.settings(heads: 60)
        settings.attrition = [.init(fromWeek: 0, annual: 0.5), .init(fromWeek: 26, annual: 0.25)]
        settings.hiring = .init(
            leadWeeks: 6, trainingWeeks: 4, trainingAttrition: 0.1, rampUp: .linear(start: 0.5, weeks: 6),
            minimumClass: 4, maximumClass: 12)
        settings.costs = .init(wagePerHour: 14, hire: 1200, training: 900, perClass: 2500, shortagePerHour: 60)
        settings.overtime = .init(pricePerHour: 21, maximumShare: 0.05)
        let fte = (0..<104).map { 50 + 10 * (Double(($0 * 7) % 26) / 26) }
        let problem = try Fixtures.planner(settings, fte: fte).problem(.expected)
        let solution = try HiringSolution.best(
            for: problem, solver: Fixtures.solver, limits: .init(relativeGap: 5e-3, nodes: 1), shouldStop: { false })
        let bound = try #require(solution.lowerBound)
        #expect(solution.outcome.objective - bound <= 0.01 * solution.outcome.objective)
        #expect(problem.isLawful(solution.outcome.hires))
        let nobody = problem.outcome([Int](repeating: 0, count: 104))
        #expect(solution.outcome.objective < 0.8 * nobody.objective)
    }
}
