/// Keeps the seats of a rule book while a roster is searched.
///
/// Construction does not know seats, so a slot may begin overfull. No move may make overfull slots worse, and each head
/// too many costs ``pricePerHead`` a slot, so that the search clears them first.
struct SeatKeeper: Sendable {
    /// Price of a head without a seat in one slot, in units of cost.
    static let pricePerHead = 50.0

    private struct Limit: Sendable {
        let most: Int32
        let isBound: [Bool]
        var counts: [Int32]
    }

    private var limits: [Limit]
    private let price: Int

    /// A keeper of the instance's hard rules of seats; idle when there is none.
    init(_ instance: CompiledInstance) {
        price = Int((SeatKeeper.pricePerHead * instance.prices.unitsPerCost).rounded())
        limits = instance.source.ruleBook.compactMap { rule in
            guard case .seats(let most) = rule.term, rule.level == .hard else { return nil }
            return Limit(
                most: Int32(most), isBound: instance.source.agents.map(rule.scope.binds),
                counts: [Int32](repeating: 0, count: instance.slotCount))
        }
    }

    /// Whether a proposal for `agent` must be looked at.
    @inline(__always)
    func binds(_ agent: Int) -> Bool { !limits.isEmpty && limits.contains { $0.isBound[agent] } }

    /// Takes `old` off `day` and puts `new` there; returns the change of the price.
    mutating func change(
        agent: Int, day: Int, from old: Cell, to new: Cell, instance: borrowing CompiledInstance
    ) -> Int {
        let before = SeatTable.presence(old, day: day, instance)
        let after = SeatTable.presence(new, day: day, instance)
        var heads = 0
        for index in limits.indices where limits[index].isBound[agent] {
            let most = limits[index].most
            for slot in before {
                if limits[index].counts[slot] > most { heads -= 1 }
                limits[index].counts[slot] -= 1
            }
            for slot in after {
                limits[index].counts[slot] += 1
                if limits[index].counts[slot] > most { heads += 1 }
            }
        }
        return heads * price
    }

    /// Counts everybody anew and returns the price of all.
    mutating func start(cells: [Cell], instance: borrowing CompiledInstance) -> Int {
        guard !limits.isEmpty else { return 0 }
        for index in limits.indices {
            limits[index].counts = [Int32](repeating: 0, count: instance.slotCount)
        }
        var sum = 0
        for place in cells.indices where cells[place].works {
            sum += change(
                agent: place / instance.days, day: place % instance.days, from: .off, to: cells[place],
                instance: instance)
        }
        return sum
    }

    /// Takes over the counts of `days` from a keeper that alone has changed them.
    mutating func takeOver(from other: SeatKeeper, days: [Int32], slotsPerDay: Int) {
        for index in limits.indices {
            for day in days {
                let slots = Int(day) * slotsPerDay..<(Int(day) + 1) * slotsPerDay
                limits[index].counts.replaceSubrange(slots, with: other.limits[index].counts[slots])
            }
        }
    }
}
