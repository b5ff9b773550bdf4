extension DayStaffing {
    /// The cheapest agents with which the day's service level reaches `target`, as far as the search sees: from a
    /// stationary placement agents are added where they help most for their cost, taken away where they are missed
    /// least, and moved while that helps; every step is evaluated exactly.
    ///
    /// - Parameter target: Share of the day's contacts whose service starts within T, from 0 to below 1.
    /// - Returns: A plan; where the most agents allowed are not enough, with ``DayPlan/isMet`` false.
    /// - Complexity: Some hundred evaluations of a few intervals each.
    public func leastCost(dayServiceLevel target: Double) throws(QueueingError) -> DayPlan {
        try DayStaffing.validate(target: target)
        var search = try DaySearch(self, target: target)
        try search.run()
        return try plan(&search.evaluator, missed: [], isMet: search.slack >= 0)
    }
}

/// The local search of ``DayStaffing/leastCost(dayServiceLevel:)``.
struct DaySearch {
    private let staffing: DayStaffing
    private let needed: Double
    var evaluator: DayEvaluator
    /// Contacts in time that one agent more brings; `nil` = to be evaluated.
    private var gains: [Double?]
    /// Contacts in time that one agent fewer loses; `nil` = to be evaluated.
    private var losses: [Double?]

    init(_ staffing: DayStaffing, target: Double) throws(QueueingError) {
        self.staffing = staffing
        let start = try StationaryStart(staffing.day).placement(
            dayServiceLevel: target, bounds: staffing.bounds, costs: staffing.costs)
        needed = target * staffing.day.contacts
        evaluator = try DayEvaluator(staffing.day.staffed(start), convention: staffing.convention)
        gains = start.map { _ in nil }
        losses = gains
    }

    /// Contacts in time beyond those needed.
    var slack: Double { evaluator.answeredWithin - needed }

    mutating func run() throws(QueueingError) {
        guard staffing.day.contacts > 0 else { return }
        while slack < 0, let index = try bestAddition() { try change(index, by: 1) }
        guard slack >= 0 else { return }
        try removeWhileMet()
        // Moves raise the service level at no cost, until one agent can go.
        var moves = 0
        while moves < 4 * gains.count, try moveBest() {
            moves += 1
            try removeWhileMet()
        }
    }

    private mutating func change(_ index: Int, by step: Int) throws(QueueingError) {
        let agents = evaluator.day.intervals[index].agents
        try evaluator.setAgents(agents + step, at: index)
        // What an agent is worth changes where the queue does: here and in the next intervals.
        for near in max(0, index - 2)...min(gains.count - 1, index + 2) {
            gains[near] = nil
            losses[near] = nil
        }
    }

    private mutating func gain(_ index: Int) throws(QueueingError) -> Double? {
        let agents = evaluator.day.intervals[index].agents
        guard agents < staffing.bounds[index].upperBound else { return nil }
        if let known = gains[index] { return known }
        let gain = try evaluator.trial(index, agents: agents + 1, tolerance: DayEvaluator.alike).gain
        gains[index] = gain
        return gain
    }

    private mutating func loss(_ index: Int) throws(QueueingError) -> Double? {
        let agents = evaluator.day.intervals[index].agents
        guard agents > staffing.bounds[index].lowerBound else { return nil }
        if let known = losses[index] { return known }
        let loss = -(try evaluator.trial(index, agents: agents - 1, tolerance: DayEvaluator.alike).gain)
        losses[index] = loss
        return loss
    }

    /// Where one agent more brings most for its cost; `nil` where nobody would help.
    private mutating func bestAddition() throws(QueueingError) -> Int? {
        var best: (index: Int, value: Double)?
        for index in gains.indices {
            guard let gain = try gain(index), gain > 1e-9 else { continue }
            let value = gain / staffing.costs[index]
            if value > best?.value ?? 0 { best = (index, value) }
        }
        return best?.index
    }

    /// Takes agents away, the dearest for what they bring first, while the target stays met.
    private mutating func removeWhileMet() throws(QueueingError) {
        var refused = Set<Int>()
        while true {
            var best: (index: Int, value: Double)?
            for index in losses.indices where !refused.contains(index) {
                guard let loss = try loss(index), loss <= slack + 1e-3 else { continue }
                let value = max(loss, 1e-12) / staffing.costs[index]
                if value < best?.value ?? .infinity { best = (index, value) }
            }
            guard let index = best?.index else { return }
            try change(index, by: -1)
            if slack < 0 {
                try change(index, by: 1)
                refused.insert(index)
            }
        }
    }

    /// Moves one agent to where it brings more, or as much for less; `false` where no move helps.
    private mutating func moveBest() throws(QueueingError) -> Bool {
        var additions: [(index: Int, gain: Double)] = []
        var removals: [(index: Int, loss: Double)] = []
        for index in gains.indices {
            if let gain = try gain(index) { additions.append((index, gain)) }
            if let loss = try loss(index) { removals.append((index, loss)) }
        }
        var best: (from: Int, to: Int, value: Double)?
        for addition in additions {
            for removal in removals where removal.index != addition.index {
                let saved = staffing.costs[removal.index] - staffing.costs[addition.index]
                let rise = addition.gain - removal.loss
                guard saved >= 0, rise > 1e-3, slack + rise >= 0 else { continue }
                if rise > best?.value ?? 0 { best = (removal.index, addition.index, rise) }
            }
        }
        guard let move = best else { return false }
        let before = evaluator.answeredWithin
        try change(move.to, by: 1)
        try change(move.from, by: -1)
        if evaluator.answeredWithin > before + 1e-6 { return true }
        // Neighbours: what each is worth alone is not what they are worth together.
        try change(move.from, by: 1)
        try change(move.to, by: -1)
        gains[move.to] = 0
        return false
    }
}
