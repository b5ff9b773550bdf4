/// A hiring plan by steepest descent: the best single change of one week's classes, or move of them to another week,
/// again and again until none helps. Quick and sound, but proves nothing.
struct HiringSearch {
    private let problem: HiringProblem
    private var hires: [Int]
    private var available: [Double]
    private var money: Double
    private var best: Double

    /// Sweeps after which the search ends whatever there is to gain; far more than are ever needed.
    private static let mostSteps = 2000
    /// Least gain worth a step, as a share of the objective.
    private static let leastGain = 1e-12

    /// A hiring plan from nobody hired; lawful. Beyond the budget only when nobody hired is.
    static func hires(for problem: HiringProblem, shouldStop: () -> Bool) -> [Int] {
        var search = HiringSearch(problem)
        for _ in 0..<mostSteps where !shouldStop() {
            guard search.step() else { break }
        }
        return search.hires
    }

    private init(_ problem: HiringProblem) {
        self.problem = problem
        hires = [Int](repeating: 0, count: problem.weeks)
        available = problem.available
        money = problem.fixedMoney.reduce(0, +)
        best = problem.objective(available: available, money: money)
    }

    /// A change: these heads in these weeks.
    private typealias Change = [(week: Int, heads: Int)]

    /// Makes the best change; whether there was one.
    private mutating func step() -> Bool {
        var chosen: Change = []
        var chosenObjective = best
        func consider(_ change: Change) {
            guard isLawful(change) else { return }
            let (available, money) = applied(change)
            let objective = problem.objective(available: available, money: money)
            if objective < chosenObjective {
                chosenObjective = objective
                chosen = change
            }
        }
        let most = problem.hiring.maximumClass * problem.hiring.classesAtOnce
        for week in problem.startWeeks {
            for heads in sizes(upTo: most, around: hires[week]) where heads != hires[week] {
                consider([(week, heads)])
            }
        }
        for from in problem.startWeeks where hires[from] > 0 {
            for to in problem.startWeeks where to != from {
                consider([(from, 0), (to, hires[to] + hires[from])])
                // A head from one class to another is what single changes cannot see when both are needed.
                if hires[to] > 0 { consider([(from, hires[from] - 1), (to, hires[to] + 1)]) }
            }
        }
        // From beyond the budget to within it is a gain too, whatever the amount.
        guard !chosen.isEmpty,
            best == .infinity || best - chosenObjective > Self.leastGain * max(1, abs(best))
        else { return false }
        (available, money) = applied(chosen)
        for (week, heads) in chosen { hires[week] = heads }
        best = chosenObjective
        return true
    }

    /// All sizes where they are few, else those near the present one and a coarse grid.
    private func sizes(upTo most: Int, around present: Int) -> [Int] {
        guard most > 64 else { return Array(0...most) }
        var sizes = Set(stride(from: 0, through: most, by: most / 48))
        sizes.formUnion(max(0, present - 4)...min(most, present + 4))
        sizes.formUnion([problem.hiring.minimumClass, problem.hiring.maximumClass, most])
        return sizes.sorted()
    }

    private func isLawful(_ change: Change) -> Bool {
        guard change.allSatisfy({ problem.classes(of: $0.heads) != nil }) else { return false }
        var hires = hires
        for (week, heads) in change { hires[week] = heads }
        return problem.isLawful(hires)
    }

    private func applied(_ change: Change) -> (available: [Double], money: Double) {
        var available = available
        var money = money
        for (start, heads) in change {
            let more = Double(heads - hires[start])
            for week in start..<problem.weeks {
                available[week] += more * problem.availability(ofHeadFrom: start, in: week)
            }
            money += more * problem.moneyOfHead[start]
            let classes = (problem.classes(of: heads) ?? 0) - (problem.classes(of: hires[start]) ?? 0)
            money += Double(classes) * problem.costs.perClass
        }
        return (available, money)
    }
}
