/// Keeps the rules of several agents and of breaks while a roster is searched: counts of agents present, pairings, and
/// the soft rules of breaks.
///
/// As with ``RuleKeeper``, an excess that construction leaves costs ``TeamRules/pricePerExcess`` a unit and may never
/// grow; soft rules cost their weight.
struct TeamKeeper: Sendable {
    /// What a proposal changes.
    struct Change: Equatable, Sendable {
        /// Units beyond hard rules.
        var excess = 0
        /// Price of the soft rules and of the excess.
        var price = 0
    }

    /// Agents present in each slot, rule after rule.
    private(set) var present: [Int32]
    private let slotCount: Int

    /// Nobody present.
    init(_ instance: CompiledInstance) {
        slotCount = instance.slotCount
        present = [Int32](repeating: 0, count: instance.team.seats.count * instance.slotCount)
    }

    /// Slots in which the shift of `cell` is present, breaks included.
    @inline(__always)
    static func presence(_ cell: Cell, day: Int, _ instance: borrowing CompiledInstance) -> Range<Int> {
        guard cell.works else { return 0..<0 }
        let option = instance.shifts.options[Int(cell.option)]
        let first = min(instance.slotCount, day * instance.slotsPerDay + Int(option.firstSlot))
        return first..<min(instance.slotCount, first + Int(option.slotCount))
    }

    /// Takes `old` of `agent` off `day` and puts `new` there; everybody else does what `cells` say.
    mutating func change(
        agent: Int, day: Int, from old: Cell, to new: Cell, cells: [Cell], instance: borrowing CompiledInstance
    ) -> Change {
        var change = Change()
        for (index, seats) in instance.team.seats.enumerated() where seats.isBound[agent] {
            let base = index * slotCount
            var heads = 0
            for slot in TeamKeeper.presence(old, day: day, instance) {
                if present[base + slot] > seats.most { heads -= 1 }
                present[base + slot] -= 1
            }
            for slot in TeamKeeper.presence(new, day: day, instance) {
                present[base + slot] += 1
                if present[base + slot] > seats.most { heads += 1 }
            }
            change.price += heads * seats.price
            if seats.isHard { change.excess += heads }
        }
        if !instance.team.pairingsOfAgent.isEmpty {
            for number in instance.team.pairingsOfAgent[agent] {
                let pairing = instance.team.pairings[number]
                let units =
                    instance.excess(of: pairing, day: day, cells: cells, agent: agent, own: new)
                    - instance.excess(of: pairing, day: day, cells: cells, agent: agent, own: old)
                change.price += units * pairing.price
                if pairing.isHard { change.excess += units }
            }
        }
        change.price += instance.breakPrice(new, agent: agent) - instance.breakPrice(old, agent: agent)
        return change
    }

    /// Adds what one agent more in each slot would cost `agent` to `sums`, the running sums of a price by slot.
    func addSeatPrices(of agent: Int, to sums: inout [Int], instance: borrowing CompiledInstance) {
        for (index, seats) in instance.team.seats.enumerated() where seats.isBound[agent] {
            var more = 0
            for slot in 0..<slotCount {
                if present[index * slotCount + slot] >= seats.most { more += seats.price }
                sums[slot + 1] += more
            }
        }
    }

    /// Takes over the counts of `days` from a keeper that alone has changed them.
    mutating func takeOver(from other: TeamKeeper, days: [Int32], slotsPerDay: Int) {
        for base in stride(from: 0, to: present.count, by: max(1, slotCount)) {
            for day in days {
                let slots = base + Int(day) * slotsPerDay..<base + (Int(day) + 1) * slotsPerDay
                present.replaceSubrange(slots, with: other.present[slots])
            }
        }
    }
}
