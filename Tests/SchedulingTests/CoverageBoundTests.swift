import ContactCenter
import NumericalMethods
import Testing

@testable import Scheduling

@Suite("Lower bound")
struct CoverageBoundTests {
    static let needsLibrary: Comment = "needs HiGHS in WFM_SOLVER_DIR or third_party (make setup)"

    @Test func `a folder without the library locates none`() {
        #expect(
            HiGHSLibrary.locate(in: ["/nonexistent", Reference.packageRoot.appendingPathComponent("Tests").path]) == nil
        )
    }

    @Test func `a file that is no library says why it cannot be used`() {
        #expect {
            try HiGHSLibrary(path: #filePath)
        } throws: { error in
            guard case SchedulingError.libraryUnusable(let path, let reason) = error else { return false }
            return path == #filePath && !reason.isEmpty
        }
    }

    /// min 2x + 3y, x + y ≥ 4, x ≤ 3, y ≤ 5: x = 3, y = 1, cost 9.
    static func smallProgram() -> LinearProgram {
        var program = LinearProgram()
        let x = program.addColumn(cost: 2, 0...3)
        let y = program.addColumn(cost: 3, 0...5)
        program.addRow(4 ... .infinity, [(x, 1), (y, 1)])
        return program
    }

    @Test(arguments: [-1.0, 0, 0.5, 1, 2, 2.5, 3, 4, 100])
    func `any dual gives a bound not above the optimum`(dual: Double) {
        let bound = Self.smallProgram().lowerBound(rowDual: [dual])
        #expect(bound <= 9)
        if dual == 3 { #expect(abs(bound - 9) < 1e-9) }
    }

    @Test(
        .enabled(if: Reference.library != nil, needsLibrary),
        arguments: [HiGHSLibrary.Algorithm.simplex, .interiorPoint])
    func `the solver finds a known optimum and its dual certifies it`(algorithm: HiGHSLibrary.Algorithm) throws {
        let library = try #require(Reference.library)
        let program = Self.smallProgram()
        let solution = try library.solve(program, algorithm: algorithm)
        #expect(abs(solution.objective - 9) < 1e-6)
        #expect(abs(solution.columnValue[0] - 3) < 1e-5)
        #expect(abs(program.lowerBound(rowDual: solution.rowDual) - 9) < 1e-5)
    }

    @Test(.enabled(if: Reference.library != nil, needsLibrary))
    func `a program without a solution is refused, not read`() throws {
        let library = try #require(Reference.library)
        var program = LinearProgram()
        let x = program.addColumn(cost: 1, 0...1)
        program.addRow(2...3, [(x, 1)])
        #expect(throws: SchedulingError.solverFailed(reason: "the model is infeasible")) {
            try library.solve(program, algorithm: .simplex)
        }
    }

    @Test(.enabled(if: Reference.library != nil, needsLibrary), arguments: UInt64(0)..<12)
    func `no searched roster costs less than the bound, and skill sets never weaken it`(seed: UInt64) throws {
        let library = try #require(Reference.library)
        let instance = Instances.random(seed: seed)
        let result = try RosterSearchTests.search(instance, iterations: 2000, seed: seed)
        let pooled = CoverageBound.lowerBound(of: instance, library: library, leavingOut: result.unrosterable)
        let bySet = CoverageBound.lowerBound(
            of: instance, library: library, leavingOut: result.unrosterable, detail: .bySkillSet)
        if let bound = pooled.value { #expect(bound <= result.cost + 1e-6) }
        if let bound = bySet.value { #expect(bound <= result.cost + 1e-6) }
        if let bound = bySet.value, bySet.reason == nil, let weaker = pooled.value {
            #expect(bound >= weaker - 1e-4 * (1 + weaker))
        }
    }

    @Test(.enabled(if: Reference.library != nil, needsLibrary), arguments: UInt64(0)..<12)
    func `a requirement that some roster meets exactly is bounded by nothing above zero`(seed: UInt64) throws {
        let library = try #require(Reference.library)
        var instance = Instances.random(seed: seed)
        instance.intervalMinutes = instance.gridMinutes
        instance.availability.removeAll { $0.kind == .avoid }
        instance.costs.weekendBeyondTwoPerFourWeeks = 0
        instance.requirements = instance.skills.map { _ in [Int](repeating: 0, count: instance.intervalCount) }
        let result = try RosterSearchTests.search(instance, iterations: 500, seed: seed)
        // Every head on duty is required, for the first of its skills.
        let duty = RosterChecker.OnDuty(result.roster, instance)
        for (skills, heads) in zip(duty.skills, duty.heads) {
            for (slot, count) in heads.enumerated() { instance.requirements[skills[0]][slot] += count }
        }
        #expect(RosterChecker.score(of: result.roster, in: instance).costTotal == 0)
        for detail in CoverageBound.Detail.allCases {
            let bound = CoverageBound.lowerBound(
                of: instance, library: library, leavingOut: result.unrosterable, detail: detail)
            #expect((bound.value ?? 0) < 1e-3)
        }
    }

    @Test(.enabled(if: Reference.library != nil, needsLibrary))
    func `with one agent and one start the bound is the cost`() throws {
        let library = try #require(Reference.library)
        var instance = Instances.plain(agents: 1, required: 1)
        instance.shiftKinds[0].starts = 480...480
        let result = try RosterSearchTests.search(instance, iterations: 100)
        let bound = CoverageBound.lowerBound(of: instance, library: library)
        // 84 hours needed by one head each, 16 of them covered: 68 at 10, none too many.
        #expect(result.cost == 680)
        #expect(abs((bound.value ?? 0) - 680) < 0.01)
    }

    @Test(.enabled(if: Reference.library != nil, needsLibrary))
    func `weeks that run out of time are missing with the reason`() throws {
        let library = try #require(Reference.library)
        let bound = CoverageBound.lowerBound(
            of: Instances.random(seed: 3, skills: 3, overnight: true), library: library, timeLimitSeconds: 0)
        #expect(bound.value == nil)
        #expect(bound.reason?.contains("week 1: ") == true)
        let stopped = CoverageBound.lowerBound(of: Instances.plain(), library: library, shouldStop: { true })
        #expect(stopped.value == nil)
        #expect(stopped.reason == "week 1: stopped")
    }

    @Test(.enabled(if: Reference.library != nil, needsLibrary))
    func `agents who cannot meet their contract are left out of the bound`() throws {
        let library = try #require(Reference.library)
        var instance = Instances.plain(agents: 2, required: 0)
        instance.contracts.append(
            Contract(name: "odd", weeklyPaidMinutes: 1000...1100, maximumDaysPerWeek: 5, shiftKinds: ["k"]))
        instance.agents[1].contract = "odd"
        let bound = CoverageBound.lowerBound(of: instance, library: library)
        #expect(abs((bound.value ?? 0) - 16) < 1e-3)
    }
}
