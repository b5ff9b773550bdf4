import Foundation
import Synchronization
import Testing

@testable import Scheduling

@Suite(.enabled(if: Reference.constraintSolver != nil, Reference.needsConstraintSolver))
struct CPSATLibraryTests {
    private func solve(
        _ model: ConstraintModel, _ parameters: ConstraintSolverParameters = ConstraintSolverParameters(),
        shouldStop: @escaping @Sendable () -> Bool = { false }
    ) throws -> ConstraintSolverResponse {
        try #require(Reference.constraintSolver).solve(model, parameters, shouldStop: shouldStop)
    }

    /// Pairs of a knapsack of at most `room`, by brute force.
    private func bestValue(weights: [Int], values: [Int], room: Int) -> Int {
        (0..<1 << weights.count).map { bits -> Int in
            let chosen = weights.indices.filter { bits & 1 << $0 != 0 }
            return chosen.reduce(0) { $0 + weights[$1] } <= room ? chosen.reduce(0) { $0 + values[$1] } : 0
        }.max() ?? 0
    }

    @Test
    func `a knapsack is filled as brute force fills it`() throws {
        let weights = [12, 7, 11, 8, 9, 6, 5, 14]
        let values = [24, 13, 23, 15, 16, 11, 9, 28]
        var model = ConstraintModel()
        let items = weights.map { _ in model.boolean() }
        model.atMost(zip(items, weights).map { ($0, $1) }, 26)
        for (item, value) in zip(items, values) { model.minimise(item, -value) }
        let response = try solve(model)
        #expect(response.status == .optimal)
        let value = zip(items, values).reduce(0) { $0 + (response.holds($1.0) ? $1.1 : 0) }
        #expect(value == bestValue(weights: weights, values: values, room: 26))
        #expect(response.objective == Double(-value) && response.bound == Double(-value))
    }

    @Test
    func `pigeons that do not fit are proven not to`() throws {
        var model = ConstraintModel()
        let places = (0..<5).map { _ in (0..<4).map { _ in model.boolean() } }
        for pigeon in places { model.exactlyOne(pigeon) }
        for hole in 0..<4 { model.atMostOne(places.map { $0[hole] }) }
        #expect(try solve(model).status == .infeasible)
    }

    @Test
    func `the core of assumptions names those that cannot hold together`() throws {
        var model = ConstraintModel()
        let x = model.integer(0...10)
        let guards = (0..<4).map { _ in model.boolean() }
        model.atLeast([(x, 1)], 7, if: [guards[0]])
        model.atMost([(x, 1)], 9, if: [guards[1]])
        model.atMost([(x, 1)], 5, if: [guards[2]])
        model.atLeast([(x, 1)], 1, if: [guards[3]])
        model.assumptions = guards
        let response = try solve(model)
        #expect(response.status == .infeasible)
        #expect(Set(response.core).isSuperset(of: [guards[0].code, guards[2].code]))
    }

    /// A problem that takes long: queens that also want the greatest sum of random prices.
    private func longModel() -> ConstraintModel {
        var model = ConstraintModel()
        let size = 60
        let board = (0..<size).map { _ in (0..<size).map { _ in model.boolean() } }
        for line in 0..<size {
            model.exactlyOne(board[line])
            model.exactlyOne(board.map { $0[line] })
        }
        for shift in -(size - 1)..<size {
            model.atMostOne((0..<size).filter { (0..<size).contains($0 + shift) }.map { board[$0][$0 + shift] })
            model.atMostOne(
                (0..<size).filter { (0..<size).contains(shift + size - 1 - $0) }.map {
                    board[$0][shift + size - 1 - $0]
                })
        }
        for row in 0..<size {
            for column in 0..<size { model.minimise(board[row][column], (row * 7919 + column * 104_729) % 1009) }
        }
        return model
    }

    @Test
    func `a search that is asked to stop ends at once`() throws {
        let start = ContinuousClock.now
        let response = try solve(
            longModel(), ConstraintSolverParameters(deterministicTime: 1e6),
            shouldStop: {
                start.duration(to: .now) > .milliseconds(300)
            })
        #expect(response.status != .optimal)
        // Generous, since test machines are busy; idle it takes a few hundredths of a second.
        #expect(start.duration(to: .now) < .seconds(20))
    }

    @Test
    func `the same seed and work give the same answer`() throws {
        let parameters = ConstraintSolverParameters(deterministicTime: 0.2, seed: 5)
        let first = try solve(longModel(), parameters)
        #expect(try solve(longModel(), parameters) == first)
    }

    @Test
    func `both solvers work in one process`() throws {
        var program = LinearProgram()
        let column = program.addColumn(cost: 1, 0...10)
        program.addRow(3...Double.infinity, [(column, 1)])
        #expect(try #require(Reference.constraintSolver).isUsable())
        if let highs = Reference.library { #expect(try abs(highs.solve(program).objective - 3) < 1e-6) }
        #expect(try #require(Reference.constraintSolver).isUsable())
    }
}

struct CPSATLocationTests {
    @Test
    func `a missing library is no library, and a file that is none says why`() throws {
        #expect(CPSATLibrary.locate(in: ["/nonexistent"]) == nil)
        let error = #expect(throws: SchedulingError.self) { try CPSATLibrary(path: #filePath) }
        #expect(error?.description.contains("cannot be used as a solver") == true)
    }
}
