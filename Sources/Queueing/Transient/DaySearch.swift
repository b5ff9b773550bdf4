/// The local search of ``DayStaffing/leastCost(dayServiceLevel:)``: rounds of steps that do not disturb each other.
struct DaySearch {
    private let staffing: DayStaffing
    private let needed: Double
    var evaluator: DayEvaluator
    /// Contacts in time that one agent more brings, about; `nil` = to be estimated.
    private var gains: [Double?]
    /// Contacts in time that one agent fewer loses, about; `nil` = to be estimated.
    private var losses: [Double?]

    init(_ staffing: DayStaffing, target: Double, start: [Int]) throws(QueueingError) {
        self.staffing = staffing
        needed = target * staffing.day.contacts
        evaluator = try DayEvaluator(staffing.day.staffed(start), convention: staffing.convention)
        gains = start.map { _ in nil }
        losses = gains
    }

    /// Contacts in time beyond those needed.
    private var slack: Double { evaluator.answeredWithin - needed }

    /// Whether the day reaches its target.
    var isMet: Bool { slack >= 0 }

    /// Searches from the start.
    ///
    /// - Parameter isClose: Whether the start is nearly as good as can be, so that a few agents more or fewer do.
    mutating func run(isClose: Bool = false) throws(QueueingError) {
        guard staffing.day.contacts > 0 else { return }
        try addUntilMet()
        guard isMet else { return }
        try removeWhileMet()
        if !isClose { try improve() }
        for _ in 0..<(isClose ? 0 : DaySearch.mostAbandonings) {
            guard try giveUpIntervals() else { break }
        }
        // The steps tolerated small changes far behind them: the last word is a day lived from its start.
        evaluator = try DayEvaluator(evaluator.day, convention: staffing.convention)
        try addUntilMet()
    }

    private mutating func improve() throws(QueueingError) {
        for _ in 0..<DaySearch.mostRounds {
            guard try move() else { return }
            try removeWhileMet()
        }
    }

    /// Rounds of moves at most; each is kept only if it gains.
    private static let mostRounds = 60
    /// Rounds of giving up intervals at most.
    private static let mostAbandonings = 4
    /// Share of the day's contacts given up in a round at most.
    private static let mostGivenUp = 0.05
    /// Share of the day's cost that giving up must promise.
    private static let leastSaved = 0.01
    /// Share of an agent's worth that a move must bring.
    private static let leastMove = 0.02

    private func agents(_ index: Int) -> Int { evaluator.day.intervals[index].agents }

    private mutating func change(_ index: Int, by step: Int) throws(QueueingError) {
        try evaluator.setAgents(agents(index) + step, at: index, tolerance: DayEvaluator.alike)
        // What an agent is worth changes where the queue does: here and in the next intervals.
        for near in max(0, index - 1)...min(gains.count - 1, index + 2) {
            gains[near] = nil
            losses[near] = nil
        }
    }

    /// A possible step and what it is about worth.
    private struct Step {
        var index: Int
        /// Contacts in time gained or lost.
        var contacts: Double
        var cost: Double
    }

    /// Agents that could be added, those who help most for their cost first.
    private mutating func additions() throws(QueueingError) -> [Step] {
        var steps: [Step] = []
        for index in gains.indices where agents(index) < staffing.bounds[index].upperBound {
            let gain: Double
            if let known = gains[index] {
                gain = known
            } else {
                gain = try evaluator.estimate(index, agents: agents(index) + 1)
                gains[index] = gain
            }
            steps.append(Step(index: index, contacts: gain, cost: staffing.costs[index]))
        }
        return steps.sorted { ($0.contacts / $0.cost, $1.index) > ($1.contacts / $1.cost, $0.index) }
    }

    /// Agents that could go, those who are missed least for their cost first.
    private mutating func removals() throws(QueueingError) -> [Step] {
        var steps: [Step] = []
        for index in losses.indices where agents(index) > staffing.bounds[index].lowerBound {
            let loss: Double
            if let known = losses[index] {
                loss = known
            } else {
                loss = max(0, -(try evaluator.estimate(index, agents: agents(index) - 1)))
                losses[index] = loss
            }
            steps.append(Step(index: index, contacts: loss, cost: staffing.costs[index]))
        }
        return steps.sorted { ($0.contacts / $0.cost, $0.index) < ($1.contacts / $1.cost, $1.index) }
    }

    private mutating func addUntilMet() throws(QueueingError) {
        while slack < 0 {
            let lacking = -slack
            var expected = 0.0
            var taken: [Int] = []
            for step in try additions() where step.contacts > 1e-9 {
                guard !taken.contains(where: { abs($0 - step.index) < 2 }) else { continue }
                // The last steps one by one: they decide what is left over.
                guard taken.isEmpty || expected + step.contacts < 0.9 * lacking else { break }
                try change(step.index, by: 1)
                taken.append(step.index)
                expected += step.contacts
            }
            if taken.isEmpty { return }
        }
    }

    private mutating func removeWhileMet() throws(QueueingError) {
        var refused = Set<Int>()
        while true {
            var isChanged = false
            var taken: [Int] = []
            for step in try removals() where step.contacts <= 1.05 * slack + 1e-6 {
                guard !refused.contains(step.index), !taken.contains(where: { abs($0 - step.index) < 2 }) else {
                    continue
                }
                try change(step.index, by: -1)
                if slack < 0 {
                    try change(step.index, by: 1)
                    refused.insert(step.index)
                } else {
                    isChanged = true
                    taken.append(step.index)
                }
            }
            if !isChanged { return }
        }
    }

    /// Moves agents from where they are missed least to where they help most, several at once if that gains; `false`
    /// where it does not, or cannot gain enough to let one go.
    private mutating func move() throws(QueueingError) -> Bool {
        let additions = try additions()
        let removals = try removals()
        guard let best = additions.first, best.contacts > 0 else { return false }
        // What a contact in time costs at the margin.
        let price = best.cost / best.contacts
        var pairs: [(to: Int, from: Int)] = []
        var worth = 0.0
        var saves = false
        var used = Set<Int>()
        for addition in additions {
            let removal = removals.first { removal in
                !used.contains(removal.index) && removal.index != addition.index
                    && worthOf(addition, removal, price) > DaySearch.leastMove * best.cost
            }
            guard let removal, !used.contains(addition.index) else { continue }
            pairs.append((addition.index, removal.index))
            worth += worthOf(addition, removal, price)
            if removal.cost > addition.cost { saves = true }
            for index in [addition.index, removal.index] {
                used.formUnion((index - 1)...(index + 1))
            }
        }
        let least = removals.lazy.map(\.cost).min() ?? 0
        guard !pairs.isEmpty, saves || worth + price * slack >= 0.8 * least else { return false }
        if try apply(pairs) { return true }
        return pairs.count > 1 ? try apply([pairs[0]]) : false
    }

    /// Gives up intervals whose agents cost more than their contacts are worth elsewhere: each agent fewer would lose
    /// much, all of them together lose less than they cost. `false`, with nothing changed, where the day gets no cheaper.
    private mutating func giveUpIntervals() throws(QueueingError) -> Bool {
        guard let dearest = try additions().first, dearest.contacts > 0 else { return false }
        let price = dearest.cost / dearest.contacts
        var candidates: [(intervals: Range<Int>, loss: Double, worth: Double)] = []
        for index in gains.indices where agents(index) > staffing.bounds[index].lowerBound {
            let loss = -(try evaluator.estimate(index, agents: staffing.bounds[index].lowerBound))
            candidates.append((index..<(index + 1), loss, saved(index..<(index + 1)) - price * loss))
        }
        // A queue left at the end of the day spoils nothing after it.
        var length = 2
        while length < gains.count {
            let tail = (gains.count - length)..<gains.count
            var given = evaluator.day.agents
            for index in tail { given[index] = staffing.bounds[index].lowerBound }
            var trial = evaluator
            try trial.setAgents(given, from: tail.lowerBound)
            let loss = evaluator.answeredWithin - trial.answeredWithin
            candidates.append((tail, loss, saved(tail) - price * loss))
            length *= 2
        }
        // Beyond that, contacts elsewhere do not cost what they cost now.
        candidates.removeAll { $0.loss > DaySearch.mostGivenUp * staffing.day.contacts }
        guard let best = candidates.max(by: { $0.worth < $1.worth }),
            best.worth > DaySearch.leastSaved * staffing.cost(evaluator.day.agents)
        else { return false }
        return try givesUp(best.intervals)
    }

    private func saved(_ intervals: Range<Int>) -> Double {
        intervals.reduce(0) {
            $0 + Double(agents($1) - staffing.bounds[$1].lowerBound) * staffing.costs[$1]
        }
    }

    /// Keeps intervals at their fewest agents if the day, brought back to its target, gets cheaper.
    private mutating func givesUp(_ intervals: Range<Int>) throws(QueueingError) -> Bool {
        let before = self
        var given = evaluator.day.agents
        for index in intervals { given[index] = staffing.bounds[index].lowerBound }
        try evaluator.setAgents(given, from: intervals.lowerBound)
        gains = gains.map { _ in nil }
        losses = losses.map { _ in nil }
        try addUntilMet()
        if isMet { try removeWhileMet() }
        let (old, new) = (staffing.cost(before.evaluator.day.agents), staffing.cost(evaluator.day.agents))
        if isMet, new < old - 1e-9 * old { return true }
        self = before
        return false
    }

    private func worthOf(_ addition: Step, _ removal: Step, _ price: Double) -> Double {
        removal.cost - addition.cost + price * (addition.contacts - removal.contacts)
    }

    /// Keeps the moves if the target stays met and the day is better or cheaper.
    private mutating func apply(_ pairs: [(to: Int, from: Int)]) throws(QueueingError) -> Bool {
        let (before, cost) = (evaluator.answeredWithin, staffing.cost(evaluator.day.agents))
        for pair in pairs {
            try change(pair.to, by: 1)
            try change(pair.from, by: -1)
        }
        let saved = cost - staffing.cost(evaluator.day.agents)
        if isMet, saved > 1e-9 * cost || (saved > -1e-9 * cost && evaluator.answeredWithin > before + 1e-6) {
            return true
        }
        for pair in pairs {
            try change(pair.from, by: 1)
            try change(pair.to, by: -1)
        }
        return false
    }
}
