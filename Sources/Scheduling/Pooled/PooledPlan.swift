/// Whole heads of one week, agents not yet named: who starts what in each team, and when breaks begin in each pool.
struct PooledPlan: Sendable {
    /// Shifts of a team on a day of the week.
    struct Starts: Sendable {
        let team: Int
        /// Day of the horizon.
        let day: Int
        let option: Int32
        let heads: Int
    }

    /// Breaks of one length that a pool begins in one slot.
    struct Breaks: Sendable {
        let pool: Int
        /// Day on which the shifts of these breaks start.
        let day: Int
        /// Length in slots.
        let slots: Int32
        /// Slot of the horizon.
        let slot: Int
        let heads: Int
    }

    /// Agents of whom so many work each week of a list.
    struct Mix: Sendable {
        let members: [Int]
        let kinds: [Int]
        /// Counts by kind, with the number of members whose week they are.
        let weeks: [(counts: [Int], heads: Int)]
    }

    /// Shifts of the week.
    let starts: [Starts]
    /// Breaks of these shifts.
    let breaks: [Breaks]
    /// What the members' weeks are made of; empty for contracts whose weeks are too many to list.
    let mixes: [Mix]

    /// A plan of the given parts.
    init(starts: [Starts], breaks: [Breaks], mixes: [Mix]) {
        self.starts = starts
        self.breaks = breaks
        self.mixes = mixes
    }

    /// The plan that `values` (by column) mean in `model`, days before the week left out.
    init(_ model: CoverageModel, values: [Double], week: Int) {
        func heads(_ column: Int) -> Int { Int(values[column].rounded()) }
        starts = model.starts.compactMap {
            guard $0.day >= week * 7, heads($0.column) > 0 else { return nil }
            return Starts(team: $0.team, day: $0.day, option: $0.option, heads: heads($0.column))
        }
        breaks = model.breaks.compactMap {
            guard $0.day >= week * 7, heads($0.column) > 0 else { return nil }
            return Breaks(pool: $0.pool, day: $0.day, slots: $0.slots, slot: $0.slot, heads: heads($0.column))
        }
        mixes = model.mixes.map { mix in
            Mix(
                members: mix.members, kinds: mix.kinds,
                weeks: zip(mix.vectors, mix.columns).compactMap { vector, column in
                    heads(column) > 0 ? (vector, heads(column)) : nil
                })
        }
    }
}
