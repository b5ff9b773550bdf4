/// Searches a good plan of whole heads for one week: relax and fix, then fix and optimise (Pochet & Wolsey 2006,
/// Production Planning by Mixed Integer Programming, chapter 3), with HiGHS.
///
/// Day after day, the starts and breaks of the day and the mixes of weeks must be whole while later days may be
/// fractions; what was found for the day stays. Then single days are freed again, all others kept, as long as that
/// gains. Limits are in nodes of branch and bound, so without a clock the result is the same on every machine.
struct PooledPlanSearch {
    /// Nodes of branch and bound for a day in the first pass, where the heuristics of the root find nearly everything.
    static let firstNodes = 1
    /// Nodes for a day that is freed again.
    static let laterNodes = 30
    /// Passes over all days at most.
    static let passes = 3
    /// Gap, in heads too many in one slot, at which the first pass is content with a day.
    static let contentAtFirst = 3.2
    /// The same for later passes.
    static let contentLater = 1.2

    private let model: CoverageModel
    private let library: HiGHSLibrary
    private let days: [Int]
    private let slotPrice: Double
    private let threads: Int
    private let secondsLeft: (@Sendable () -> Double)?

    /// A search on `model`, the days before the week kept as the model's bounds say.
    init(
        _ model: CoverageModel, week: Int, instance: CompiledInstance, library: HiGHSLibrary, threads: Int,
        secondsLeft: (@Sendable () -> Double)?
    ) {
        self.model = model
        self.library = library
        self.threads = threads
        self.secondsLeft = secondsLeft
        days = Array(week * 7..<week * 7 + 7)
        slotPrice = Double(max(1, instance.prices.over)) / instance.prices.unitsPerCost
    }

    /// Values of all columns, those of starts, breaks and mixes whole; `nil` when the solver finds none in time.
    func run() -> (objective: Double, values: [Double])? {
        let orders = [days, days.reversed()]
        let found = IndependentChains.outcomes(of: orders.count, threads: threads) { relaxAndFix(orders[$0]) }
        guard var best = found.compactMap(\.self).min(by: { $0.objective < $1.objective }) else { return nil }
        for _ in 0..<PooledPlanSearch.passes {
            let before = best.objective
            for first in stride(from: 0, to: days.count, by: 2) {
                guard !isOver else { return best }
                improve(&best, Array(days[first..<min(first + 2, days.count)]))
            }
            if best.objective > before - slotPrice / 2 { break }
        }
        return best
    }

    private var isOver: Bool { secondsLeft.map { $0() <= 0 } ?? false }

    // MARK: The first pass

    private func relaxAndFix(_ order: [Int]) -> (objective: Double, values: [Double])? {
        var program = model.program
        var whole = wholeColumns([])
        var last: HiGHSModel.IntegerSolution?
        for day in order {
            for column in columns(of: day) { whole[column] = true }
            guard
                let solution = solve(
                    program, whole: whole, start: nil, nodes: PooledPlanSearch.firstNodes,
                    content: PooledPlanSearch.contentAtFirst)
            else { return nil }
            fix(&program, days: [day], values: solution.values)
            last = solution
        }
        return last.map { ($0.objective, $0.values) }
    }

    // MARK: Days freed again

    /// Frees each of `days` by itself and keeps what gains, both together where they go together.
    private func improve(_ best: inout (objective: Double, values: [Double]), _ days: [Int]) {
        let start = best
        let answers = IndependentChains.outcomes(of: days.count, threads: threads) { freed(days[$0], from: start) }
        let gains = zip(days, answers).compactMap { day, answer in
            answer.flatMap { $0.objective < start.objective - slotPrice / 2 ? (day: day, solution: $0) : nil }
        }.sorted { $0.solution.objective < $1.solution.objective }
        guard let first = gains.first else { return }
        best = (first.solution.objective, first.solution.values)
        for other in gains.dropFirst() {
            // Both days as found, the mixes of weeks open: either they go together or the second is lost.
            var program = model.program
            fix(&program, days: self.days.filter { $0 != other.day }, values: best.values)
            fix(&program, days: [other.day], values: other.solution.values)
            if let both = solve(program, whole: wholeColumns([]), start: nil, nodes: 10, content: 1),
                both.objective < best.objective - slotPrice / 2
            {
                best = (both.objective, both.values)
            }
        }
    }

    private func freed(
        _ day: Int, from start: (objective: Double, values: [Double])
    ) -> HiGHSModel.IntegerSolution? {
        var program = model.program
        fix(&program, days: days.filter { $0 != day }, values: start.values)
        return solve(
            program, whole: wholeColumns([day]), start: start.values, nodes: PooledPlanSearch.laterNodes,
            content: PooledPlanSearch.contentLater)
    }

    private func wholeColumns(_ days: [Int]) -> [Bool] {
        var whole = [Bool](repeating: false, count: model.program.columnCount)
        for mix in model.mixes { for column in mix.columns { whole[column] = true } }
        for day in days { for column in columns(of: day) { whole[column] = true } }
        return whole
    }

    // MARK: Pieces

    private func columns(of day: Int) -> [Int] {
        model.starts.filter { $0.day == day }.map(\.column) + model.breaks.filter { $0.day == day }.map(\.column)
    }

    private func fix(_ program: inout LinearProgram, days: [Int], values: [Double]) {
        for day in days {
            for column in columns(of: day) {
                let value = values[column].rounded()
                program.restrict(column, to: value...value)
            }
        }
    }

    private func solve(
        _ program: LinearProgram, whole: [Bool], start: [Double]?, nodes: Int, content: Double
    ) -> HiGHSModel.IntegerSolution? {
        guard !isOver, let highs = try? HiGHSModel(library, program, areInteger: whole) else { return nil }
        highs.set("mip_abs_gap", to: content * slotPrice)
        return try? highs.solveInteger(start: start, nodes: nodes, seconds: secondsLeft.map { $0() })
    }
}
