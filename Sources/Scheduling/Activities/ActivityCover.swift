import ContactCenter

/// What it costs to take a head off duty: the true price, and among equal prices how little slack is left.
///
/// Where heads are to spare the true price of one fewer is the same for the first and for the last of them. A second
/// table of smoothed prices (``PriceGuide``) tells them apart, so that activities go where most heads are
/// to spare. The true price always decides first: both stand in one number.
struct ActivityCover: Sendable {
    /// What a plan of activities costs, the most important first.
    struct Value: Sendable, Comparable {
        /// Heads below a hard minimum, summed over slots.
        var belowMinimum = 0
        /// True cost of coverage in whole units.
        var cost = 0
        /// Smoothed part of the price.
        var slack = 0

        static func < (a: Value, b: Value) -> Bool {
            (a.belowMinimum, a.cost, a.slack) < (b.belowMinimum, b.cost, b.slack)
        }
        static func - (a: Value, b: Value) -> Value {
            Value(belowMinimum: a.belowMinimum - b.belowMinimum, cost: a.cost - b.cost, slack: a.slack - b.slack)
        }
    }

    /// Heads on duty that a hard rule demands.
    private struct Minimum: Sendable {
        var isBound: [Bool]
        /// Heads on duty beyond the minimum by slot; `Int32.max` outside the rule's hours.
        var spare: [Int32]
    }

    /// One unit of true price in a weight.
    static let unit = 1 << 32
    /// A weight that no sum of prices reaches: a head below a hard minimum.
    static let forbidden = 1 << 54

    private var exact: Coverage
    private var smooth: Coverage
    private var minimums: [Minimum]
    private var belowMinimum = 0
    private var slack = 0
    private let slotCount: Int

    /// Nobody on duty.
    init(_ instance: CompiledInstance) {
        exact = Coverage(instance)
        smooth = exact
        slotCount = instance.slotCount
        let busy = instance.totalDemand.filter { $0 > 0 }
        let mean = Double(busy.reduce(0) { $0 + Int($1) }) / Double(max(1, busy.count))
        smooth.show(PriceGuide(width: min(16, max(1, mean / 4)), shortage: .infinity, tilt: 0))
        let slotsPerDay = instance.slotsPerDay
        minimums = instance.source.ruleBook.compactMap { rule in
            guard case .minimumCover(let skill, let heads, let weekdays, let span) = rule.term, rule.level == .hard
            else { return nil }
            let spare = (0..<instance.slotCount).map { slot -> Int32 in
                let minute = slot % slotsPerDay * instance.source.gridMinutes
                let holds = span.contains(minute) && (weekdays.isEmpty || weekdays.contains(slot / slotsPerDay % 7))
                return holds ? Int32(-heads) : .max
            }
            return Minimum(
                isBound: instance.source.agents.map { agent in
                    rule.scope.binds(agent) && (skill.map(agent.skills.contains) ?? true)
                }, spare: spare)
        }
        for minimum in minimums {
            for spare in minimum.spare where spare < 0 { belowMinimum -= Int(spare) }
        }
    }

    /// What everything costs now.
    var value: Value { Value(belowMinimum: belowMinimum, cost: exact.cost, slack: slack) }

    /// One head more (1) or fewer (−1) of `agent` in `slots`.
    mutating func change(agent: Int, group: Int, slots: Range<Int>, heads: Int32) {
        let low = min(slots.lowerBound, slotCount)
        let high = min(slots.upperBound, slotCount)
        guard low < high else { return }
        exact.change(group: group, low: low, high: high, heads: heads)
        for slot in low..<high {
            slack += smooth.price(group: group, low: slot, high: slot + 1, heads: heads)
            smooth.change(group: group, low: slot, high: slot + 1, heads: heads)
        }
        for index in minimums.indices where minimums[index].isBound[agent] {
            for slot in low..<high where minimums[index].spare[slot] != .max {
                let before = minimums[index].spare[slot]
                minimums[index].spare[slot] = before + heads
                belowMinimum += Int(max(0, -(before + heads))) - Int(max(0, -before))
            }
        }
    }

    /// What it costs to take `agent` off duty in a slot in which it is on duty.
    func weight(agent: Int, group: Int, slot: Int) -> Int {
        guard slot < slotCount else { return 0 }
        var weight =
            Int(exact.removed[group * slotCount + slot]) * ActivityCover.unit
            + Int(smooth.removed[group * slotCount + slot])
        for minimum in minimums where minimum.isBound[agent] && minimum.spare[slot] != .max && minimum.spare[slot] <= 0
        {
            weight += ActivityCover.forbidden
        }
        return weight
    }
}
