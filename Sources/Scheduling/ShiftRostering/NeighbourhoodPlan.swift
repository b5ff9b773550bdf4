import NumericalMethods

/// Which employees and weeks are freed next: small neighbourhoods first, larger ones when nothing is found.
struct NeighbourhoodPlan: Sendable {
    struct Task: Sendable {
        let employees: [Int]
        let days: Range<Int>
        /// Whether many employees are free on few weeks: for generation and a dive, not for branch and bound.
        let isWide: Bool
    }

    private let employees: [Int]
    private let days: Int
    private let weeks: Int
    private var random: RandomStream
    /// Employees times weeks that a neighbourhood frees.
    private var size: Double
    /// Least size, which grows when nothing is found for long.
    private var least = NeighbourhoodPlan.smallest
    private var misses = 0
    private static let smallest = 32.0

    init(employees: [Int], days: Int, random: RandomStream) {
        self.employees = employees
        self.days = days
        weeks = (days + 6) / 7
        self.random = random
        size = NeighbourhoodPlan.smallest
    }

    /// The next neighbourhood; `weekCosts` says what the cover of each week costs now.
    mutating func next(weekCosts: [Int]) -> Task {
        let isLong = weeks > 12
        if isLong || (weeks >= 6 && random.index(below: 3) == 0) {
            // Cover is decided day by day: everybody on few weeks moves it, where a few employees cannot.
            if !isLong || random.index(below: 4) > 0 { return wide(weekCosts) }
        }
        if isLong || random.index(below: 5) == 0 {
            // Many employees on all days, or some months.
            let share = isLong ? 0.08 + 0.12 * random.uniform() : 0.3 + 0.3 * random.uniform()
            let span = isLong ? min(weeks, 13) : weeks
            let first = random.index(below: weeks - span + 1)
            return Task(
                employees: choose(max(3, Int(share * Double(employees.count)))),
                days: first * 7..<min(days, (first + span) * 7), isWide: true)
        }
        // Long horizons are cut into pieces of some weeks; short ones are freed whole.
        let span = weeks <= 6 ? weeks : [4, 4, 6, 8, min(weeks, 13)][random.index(below: 5)]
        let first = random.index(below: weeks - min(span, weeks) + 1)
        let range = first * 7..<min(days, (first + span) * 7)
        let count = min(employees.count, max(3, Int((size / Double(min(span, weeks))).rounded())))
        return Task(employees: choose(count), days: range, isWide: false)
    }

    /// `count` employees at random, in order.
    private mutating func choose(_ count: Int) -> [Int] {
        var chosen: Set<Int> = []
        while chosen.count < min(count, employees.count) {
            chosen.insert(employees[random.index(below: employees.count)])
        }
        return chosen.sorted()
    }

    /// Everybody on two to four weeks, where cover costs most as a rule.
    private mutating func wide(_ weekCosts: [Int]) -> Task {
        let span = min(weeks, employees.count > 80 ? 2 : 2 + random.index(below: 3))
        let costs = (0...weeks - span).map { first in
            weekCosts[first..<first + span].reduce(0) { $0 + Double($1) } + 1
        }
        var left = random.uniform() * costs.reduce(0, +)
        var first = 0
        while first < costs.count - 1, left >= costs[first] {
            left -= costs[first]
            first += 1
        }
        return Task(employees: employees, days: first * 7..<min(days, (first + span) * 7), isWide: true)
    }

    /// Learns from the outcome of `task`: what the linear program proves at once is too small, and what the branch and
    /// bound cannot better is rather too large. Both count as misses, after many of which the least size grows.
    mutating func note(_ outcome: RowNeighbourhood.Outcome, of task: Task) {
        switch outcome {
        case .better: misses = 0
        case .proven: misses += 2
        case .nothing: misses += 1
        }
        let largest = Double(employees.count * weeks)
        if misses >= 24 {
            misses = 0
            least = min(least * 1.25, largest)
        }
        if !task.isWide {
            switch outcome {
            case .better: break
            case .proven: size = min(size * 1.1, largest)
            case .nothing: size *= 0.85
            }
        }
        size = max(size, least)
    }

    /// Begins small again, for another roster.
    mutating func startAgain() {
        size = NeighbourhoodPlan.smallest
        least = size
        misses = 0
    }
}
