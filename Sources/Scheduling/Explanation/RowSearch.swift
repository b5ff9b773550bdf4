import ContactCenter

/// Looks for a row of days of one agent that keeps a set of constraints: depth first over the days, and no state of
/// the rules twice.
///
/// The state is what the rules' machines remember. Of two ways to the same state the one whose last shift ends earlier
/// leaves more open, so a state that failed is tried again only with an earlier end. With every option offered, an
/// empty result is a proof.
struct RowSearch {
    /// What came out.
    enum Outcome: Equatable {
        /// There is a row.
        case feasible
        /// There is none; no state survives this day.
        case infeasible(lastDay: Int)
        /// Given up.
        case undecided
    }

    /// Most states visited.
    static let mostStates = 400_000

    private let window: Range<Int>
    private var machines: [(automaton: RuleAutomaton, base: Int)] = []
    private var width = 0
    private var restMinutes: Int32?
    /// End of the last shift before the window.
    private var lastEnd: Int32 = -1_000_000
    /// Choices of each day of the window: alternatives of one sort together, the earliest end first.
    private var choices: [[[DayFact]]] = []
    private var failed: [[Int32]: Int32] = [:]
    private var visited = 0
    private var deepest: Int
    private let stateLimit: Int

    /// The days of the window, after ``run()`` found a row.
    private(set) var row: [DayFact] = []

    init(
        instance: CompiledInstance, constraints: [AgentConstraints.Constraint],
        all: [AgentConstraints.Constraint], window: Range<Int>, mostStates: Int = RowSearch.mostStates
    ) {
        self.window = window
        stateLimit = mostStates
        deepest = window.lowerBound
        var needsTime = false
        var needsKind = false
        var blocks: [Range<Int>] = []
        var options: Set<Int32>?
        func credits(_ constraints: [AgentConstraints.Constraint], weeks: Int) -> [Int32] {
            var sums = [Int32](repeating: 0, count: (instance.weeks + weeks - 1) / weeks)
            for constraint in constraints {
                if case .credit(let week, let minutes) = constraint.effect { sums[week / weeks] += minutes }
            }
            return sums
        }
        func add(_ automaton: RuleAutomaton) {
            if case .rest(let least) = automaton.machine {
                restMinutes = max(restMinutes ?? 0, least)
                if window.lowerBound == 0, let end = automaton.past.state.first { lastEnd = max(lastEnd, end) }
                return
            }
            switch automaton.machine {
            case .nightRun, .restAfterNight, .startSpread, .weeklyRest, .nightWorker, .nightDaily: needsTime = true
            case .block(.nights, _, _, _, _), .rolling(.nights, _, _, _): needsTime = true
            case .sequence: needsKind = true
            case .day(let demands):
                needsKind = needsKind || demands.contains { !$0.kinds.isEmpty }
                needsTime = needsTime || demands.contains { $0.starts != nil || $0.within != nil }
            default: break
            }
            machines.append((automaton, width))
            width += automaton.width
        }
        for constraint in constraints {
            switch constraint.effect {
            case .machine(let automaton): add(automaton)
            case .credited(let automaton, let weeks):
                guard case .block(let quantity, let days, let least, let most, _) = automaton.machine else { continue }
                if least > 0 {
                    add(
                        automaton.with(
                            .block(quantity, days: days, least: least, most: .max, offsets: credits(all, weeks: weeks)))
                    )
                }
                if most < .max {
                    add(
                        automaton.with(
                            .block(
                                quantity, days: days, least: 0, most: most,
                                offsets: credits(constraints, weeks: weeks))))
                }
            case .blocked(let span): blocks.append(span)
            case .credit: break
            case .options(let allowed): options = options.map { $0.intersection(allowed) } ?? allowed
            }
        }
        for day in window {
            var sorts: [DayFact: [DayFact]] = [:]
            let near = blocks.filter { $0.upperBound > day * 1440 && $0.lowerBound < day * 1440 + 4320 }
            for (index, option) in instance.shifts.options.enumerated() {
                if let options, !options.contains(Int32(index)) { continue }
                let start = instance.start(option, day: day)
                let end = instance.end(option, day: day)
                if near.contains(where: { start < $0.upperBound && end > $0.lowerBound }) { continue }
                let fact = DayFact(option)
                let sort = DayFact(
                    start: needsTime ? fact.start : 0, end: needsTime ? fact.end : 0, paid: fact.paid,
                    kind: needsKind || needsTime ? fact.kind : 0)
                sorts[sort, default: []].append(fact)
            }
            choices.append(
                sorts.values.map { facts in
                    let inOrder = facts.sorted { ($0.end, $0.start) < ($1.end, $1.start) }
                    return restMinutes == nil ? Array(inOrder.prefix(1)) : inOrder
                }.sorted { one, other in
                    (-one[0].paid, one[0].end, one[0].kind) < (-other[0].paid, other[0].end, other[0].kind)
                })
        }
    }

    /// Searches.
    mutating func run() -> Outcome {
        var state = [Int32](repeating: 0, count: width)
        for (automaton, base) in machines {
            automaton.begin(&state, at: base, isFresh: window.lowerBound > 0)
            // A block that begins in the window has its own offset.
            if window.lowerBound > 0, case .block(_, let length, _, _, let offsets) = automaton.machine {
                let block = (window.lowerBound + automaton.past.phase) / length
                state[base] = block < offsets.count ? offsets[block] : 0
            }
        }
        switch search(day: window.lowerBound, state, lastEnd: lastEnd) {
        case true?: return .feasible
        case false?: return .infeasible(lastDay: deepest)
        case nil: return .undecided
        }
    }

    /// Whether the days from `day` on can be filled; `nil` when given up.
    private mutating func search(day: Int, _ state: [Int32], lastEnd: Int32) -> Bool? {
        guard day < window.upperBound else { return true }
        deepest = max(deepest, day)
        visited += 1
        guard visited <= stateLimit else { return nil }
        // The day is part of the key: the same numbers on another day are another state.
        let key = state + [Int32(day)]
        if let end = failed[key], lastEnd >= end { return false }
        let restUntil = restMinutes.map { lastEnd + $0 - Int32(day * 1440) } ?? -1_000_000
        for sort in choices[day - window.lowerBound] {
            guard let fact = sort.first(where: { $0.start >= restUntil }) else { continue }
            switch follow(fact, day: day, state, lastEnd: Int32(day * 1440) + fact.end) {
            case true?: return true
            case nil: return nil
            case false?: break
            }
        }
        switch follow(.off, day: day, state, lastEnd: lastEnd) {
        case true?: return true
        case nil: return nil
        case false?: break
        }
        failed[key] = min(failed[key] ?? .max, lastEnd)
        return false
    }

    private mutating func follow(_ fact: DayFact, day: Int, _ state: [Int32], lastEnd: Int32) -> Bool? {
        var next = state
        for (automaton, base) in machines where automaton.step(&next, at: base, day: day, fact) > 0 { return false }
        row.append(fact)
        let found = search(day: day + 1, next, lastEnd: lastEnd)
        if found != true { row.removeLast() }
        return found
    }
}
