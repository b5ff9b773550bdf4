import ContactCenter
import Dispatch
import NumericalMethods
import Synchronization

/// How long and how a roster of whole shifts is searched.
public struct ShiftRosterSearchOptions: Sendable {
    /// Rounds of neighbourhoods; with this alone the result depends on nothing but the seed.
    public var iterations: Int
    /// Seed.
    public var seed: UInt64
    /// Threads; the result does not depend on their number when iterations end the search.
    public var threads: Int
    /// The solver; without it neighbourhoods are rounded by dives instead of solved by branch and bound.
    public var library: HiGHSLibrary?

    /// A search of `iterations` rounds.
    public init(iterations: Int = 200, seed: UInt64 = 1, threads: Int = 1, library: HiGHSLibrary? = nil) {
        self.iterations = iterations
        self.seed = seed
        self.threads = threads
        self.library = library
    }
}

/// What a search of whole shifts found.
public struct ShiftRosterSearchResult: Sendable {
    /// The best roster; lawful but for the employees of ``withoutRow``.
    public let roster: ShiftAssignment
    /// Its cost.
    public let cost: Int
    /// Certified lower bound of every lawful roster's cost; `nil` without a solver or for very long horizons.
    public let lowerBound: Int?
    /// Employees for whom no lawful row was found, left off.
    public let withoutRow: [Int]
    /// Rounds of neighbourhoods done.
    public let rounds: Int
    /// Whether it was stopped before its end.
    public let wasStopped: Bool
}

/// Searches a cheap lawful roster of whole shifts: rows by dynamic programming, ruin and recreate, then column
/// generation with dives, then neighbourhoods of several employees' rows solved nearly to optimality.
///
/// Source of the method: own combination of Burke & Curtois (European Journal of Operational Research 237, 2014) and
/// Strandmark, Qu & Curtois ("First-order linear programming in a column generation-based heuristic approach to the
/// nurse rostering problem", Computers & Operations Research 120, 2020); see `docs/methods/shift-rostering.md`.
public struct ShiftRosterSearch: Sendable {
    /// Neighbourhoods looked at together, from one roster, whatever the number of threads.
    static let lanes = 2
    /// Days above which rows of the whole horizon stay near an even share of the minutes, and how near.
    static let longestEvenHorizon = 200
    static let strayingMinutes = 5760
    /// Days above which neighbourhoods do not begin with the rows of the root.
    static let longestSeeded = 84

    let problem: CompiledShiftRostering
    private(set) var options: ShiftRosterSearchOptions

    /// A search on `instance`.
    /// - Throws: ``SchedulingError/invalidInstance(_:)`` when the weights are too large to be added up over the days.
    public init(_ instance: ShiftRosteringInstance, options: ShiftRosterSearchOptions) throws(SchedulingError) {
        problem = CompiledShiftRostering(instance)
        guard problem.scale > 0 else {
            throw .invalidInstance(["the weights are too large for a horizon of \(instance.days) days"])
        }
        self.options = options
    }

    /// Searches until the rounds are over, the bound is met, `shareOfTimeUsed` reaches 1, or `shouldStop` says so.
    public func run(
        shouldStop: @escaping @Sendable () -> Bool = { false }, shareOfTimeUsed: (@Sendable () -> Double)? = nil,
        secondsLeft: (@Sendable () -> Double)? = nil,
        progress: (@Sendable (_ cost: Int, _ lowerBound: Int?, _ share: Double) -> Void)? = nil
    ) -> ShiftRosterSearchResult {
        let first = RuinAndRecreate.construct(problem, order: Array(0..<problem.employees))
        let left = Set(first.withoutRow)
        let free = (0..<problem.employees).filter { !left.contains($0) }
        var search = self
        search.options.library = options.library?.stopping(when: shouldStop)
        var run = ShiftRosterRun(
            search: search, free: free, cells: first.cells, shouldStop: shouldStop, shareOfTimeUsed: shareOfTimeUsed,
            secondsLeft: secondsLeft, progress: progress)
        let wasStopped = !free.isEmpty && !run.improve()
        return ShiftRosterSearchResult(
            roster: ShiftAssignment(days: problem.days, cells: run.best.cells), cost: run.best.cost,
            lowerBound: run.lowerBound,
            withoutRow: first.withoutRow, rounds: run.rounds, wasStopped: wasStopped)
    }
}
