import ContactCenter
import NumericalMethods

/// Builds the first lawful roster: agent after agent takes the cheapest lawful pattern given those before.
///
/// Days off and the weekend rotation come out of ``AgentPatternSearch``, so nothing needs repair later. Starts of an
/// agent stay near one base start, which keeps rest; where that finds nothing, the full search over all options
/// decides, and its failure proves that the agent cannot be rostered.
struct RosterConstruction {
    /// Most base starts tried for one agent.
    static let baseStarts = 8

    let instance: CompiledInstance
    let revision: CompiledRevision?
    private var random: RandomStream
    /// What those rostered so far do, and who they are: for the pairings.
    private var rostered: [Cell] = []
    private var isRostered: [Bool]
    /// Pairings of the agent in turn, with those rostered so far.
    private var pairings: [TeamRules.Pairing] = []

    /// A construction that breaks ties with `random`; from nothing, or from the roster of `revision`.
    init(_ instance: CompiledInstance, revision: CompiledRevision? = nil, random: RandomStream) {
        self.instance = instance
        self.revision = revision
        self.random = random
        isRostered = [Bool](repeating: false, count: instance.source.agents.count)
    }

    /// A lawful roster and the agents who have no lawful pattern, in order of the instance.
    mutating func build() -> (state: RosterState, unrosterable: [UnrosterableAgent]) {
        var state = RosterState(instance, revision: revision)
        var order: [Int] = []
        for agent in instance.source.agents.indices {
            if let pattern = keptPattern(of: agent, coverage: state.coverage) {
                state.assign(pattern, to: agent)
                isRostered[agent] = true
            } else {
                order.append(agent)
            }
        }
        order.shuffle(using: &random)
        var unrosterable: [Int: String] = [:]
        for agent in order {
            var prefix = surplusPrices(of: Int(instance.cover.groupOfAgent[agent]), in: state.coverage)
            if instance.team.binds[agent] {
                state.team.addSeatPrices(of: agent, to: &prefix, instance: instance)
            }
            if !instance.team.pairings.isEmpty {
                rostered = state.cells
                pairings = instance.team.pairingsOfAgent[agent].map { number in
                    instance.team.pairings[number].among { $0 == agent || isRostered[$0] }
                }
            }
            if let pattern = cheapestPattern(of: agent, prefix: prefix) {
                let lawful = ruleBookPattern(of: agent, insteadOf: pattern) ?? pattern
                state.assign(withBreaks(lawful, agent: agent, coverage: state.coverage), to: agent)
                isRostered[agent] = true
            } else {
                unrosterable[agent] =
                    hasLocks(agent)
                    ? "its locked days leave no lawful pattern"
                    : InfeasibilityReason.sentence(for: agent, in: instance)
                if revision != nil { state.assign(permittedPattern(of: agent), to: agent) }
            }
        }
        state.startRuleBook()
        return (
            state,
            unrosterable.sorted { $0.key < $1.key }.map {
                UnrosterableAgent(agent: instance.source.agents[$0.key].id, reason: $0.value)
            }
        )
    }

    /// Running sums of the price of one head more of `group`, one entry more than slots.
    private func surplusPrices(of group: Int, in coverage: Coverage) -> [Int] {
        var sums = [0]
        sums.reserveCapacity(instance.slotCount + 1)
        var sum = 0
        for slot in 0..<instance.slotCount {
            sum += Int(coverage.added[group * instance.slotCount + slot])
            sums.append(sum)
        }
        return sums
    }

    private mutating func cheapestPattern(of agent: Int, prefix: [Int]) -> [Cell]? {
        var search = AgentPatternSearch(instance, agent: agent)
        let contract = Int(instance.staff.contractOfAgent[agent])
        let options = instance.staff.optionsOfContract[contract]
        let longest = options.map { option in
            let shift = instance.shifts.options[Int(option)]
            return Int(shift.endMinute - shift.startMinute)
        }.max()
        var best: (picks: [Int], price: Int)?
        var bestChoices: [[DayChoice]] = []
        // A locked shift may lie far from any base start, so rest is then tracked.
        if !hasLockedShifts(agent), let longest, 1440 - instance.minimumRestMinutes >= longest {
            let width = (1440 - instance.minimumRestMinutes - longest) / 2
            for base in bases(options) {
                let choices = choices(of: agent, options: options, prefix: prefix, near: base, width: width)
                guard let found = search.cheapest(choices: choices, rest: .heldByChoices) else { continue }
                if best.map({ found.price < $0.price }) ?? true {
                    best = found
                    bestChoices = choices
                }
            }
        }
        if best == nil {
            let all = choices(of: agent, options: options, prefix: prefix, near: nil, width: 0)
            guard search.cheapest(choices: all, rest: .ignored) != nil else { return nil }
            best = search.cheapest(choices: all, rest: .tracked)
            bestChoices = all
        }
        guard let best else { return nil }
        let pattern = best.picks.enumerated().map { day, pick in
            pick < 0 ? Cell.off : Cell(option: bestChoices[day][pick].option, breaks: 0)
        }
        return keepsLocks(pattern, of: agent) ? pattern : nil
    }

    /// Base starts to try: all distinct starts of the options, thinned evenly.
    private mutating func bases(_ options: [Int32]) -> [Int] {
        let starts = Set(options.map { Int(instance.shifts.options[Int($0)].startMinute) }).sorted()
        guard starts.count > RosterConstruction.baseStarts else { return starts }
        let shift = random.uniform()
        return (0..<RosterConstruction.baseStarts).map { index in
            starts[Int((Double(index) + shift) / Double(RosterConstruction.baseStarts) * Double(starts.count))]
        }
    }

    /// Choices of every day: the cheapest start of each kind near `base`, or all allowed options without one.
    private mutating func choices(
        of agent: Int, options: [Int32], prefix: [Int], near base: Int?, width: Int
    ) -> [[DayChoice]] {
        (0..<instance.days).map { day in
            if let locked = lockedChoices(of: agent, day: day) { return locked }
            var choices: [DayChoice] = []
            // Worked whenever a lawful pattern allows it.
            let bonus = instance.staff.mustWork.contains(agent * instance.days + day) ? 1 << 40 : 0
            for index in options {
                let option = instance.shifts.options[Int(index)]
                if let base, abs(Int(option.startMinute) - base) > width { continue }
                guard instance.staff.allows(option: Int(index), agentDay: agent * instance.days + day) else { continue }
                let first = min(day * instance.slotsPerDay + Int(option.firstSlot), instance.slotCount)
                let end = min(first + Int(option.slotCount), instance.slotCount)
                // A little noise, so that equal agents do not all take the same days.
                let noise = random.index(below: 64)
                let price =
                    prefix[end] - prefix[first] + wishes(of: agent, option: option, day: day) + noise
                    + changePrice(of: agent, day: day, option: index) - bonus
                    + pairingPrice(of: agent, day: day, option: index)
                if base != nil, let last = choices.last,
                    instance.shifts.options[Int(last.option)].kind == option.kind
                {
                    if price < last.price { choices[choices.count - 1] = DayChoice(option: index, price: price) }
                } else {
                    choices.append(DayChoice(option: index, price: price))
                }
            }
            return choices
        }
    }

    /// Price of working `option` instead of being off, as far as pairings with agents rostered so far go. A hard pairing
    /// goes before cover.
    private func pairingPrice(of agent: Int, day: Int, option: Int32) -> Int {
        pairings.reduce(0) { sum, pairing in
            func excess(_ own: Cell) -> Int {
                instance.excess(of: pairing, day: day, cells: rostered, agent: agent, own: own)
            }
            let more = excess(Cell(option: option, breaks: 0)) - excess(.off)
            return sum + more * (pairing.isHard ? 1 << 32 : pairing.price)
        }
    }

    private func wishes(of agent: Int, option: ShiftOption, day: Int) -> Int {
        guard instance.staff.dayHasWish[agent * instance.days + day] else { return 0 }
        let wishes = instance.staff.wishes[
            Int(instance.staff.firstWish[agent])..<Int(instance.staff.firstWish[agent + 1])]
        let start = instance.start(option, day: day)
        let end = instance.end(option, day: day)
        return wishes.reduce(0) { start < Int($1.end) && end > Int($1.start) ? $0 + $1.cost : $0 }
    }

    /// `pattern` with each shift's breaks where a head is missed least.
    mutating func withBreaks(_ pattern: [Cell], agent: Int, coverage: Coverage) -> [Cell] {
        let group = Int(instance.cover.groupOfAgent[agent])
        var pattern = pattern
        for day in pattern.indices where pattern[day].works {
            if let kept = keptCell(of: agent, day: day, option: pattern[day].option) {
                pattern[day] = kept
                continue
            }
            pattern[day] = BreakPlacement.cheapest(
                for: pattern[day].option, day: day, group: group, coverage: coverage, instance: instance,
                random: &random)
        }
        return pattern
    }
}
