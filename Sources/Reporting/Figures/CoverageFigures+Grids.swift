import ContactCenter

extension CoverageFigures {
    /// Heads required per skill and slot.
    struct Demand {
        /// Whole heads, shrinkage included, per skill.
        let required: [[Double]]
        /// Agents needed on contacts per skill.
        let onContacts: [[Double]]

        /// Sums over the streams of each skill.
        init(
            _ needed: [RequirementInterval], times: [LocalTime], skills: [String], axis: SlotAxis,
            skillOfQueue: [String: String]
        ) {
            struct Cell: Hashable {
                let stream: QueueChannel
                let slot: Int
            }
            let zeros = [[Double]](repeating: [Double](repeating: 0, count: axis.count), count: skills.count)
            var (required, onContacts) = (zeros, zeros)
            // The hour that happens twice when the clock goes back needs its heads once.
            var seen: Set<Cell> = []
            let index = Dictionary(uniqueKeysWithValues: skills.enumerated().map { ($1, $0) })
            for (interval, time) in zip(needed, times) {
                guard let skill = index[skillOfQueue[interval.stream.queue] ?? interval.stream.queue] else { continue }
                // Streams may have intervals of different lengths; a long one fills several slots.
                for offset in stride(from: 0, to: max(60, interval.intervalSeconds) / 60, by: axis.slotMinutes) {
                    guard let slot = axis.index(of: time + offset),
                        seen.insert(Cell(stream: interval.stream, slot: slot)).inserted
                    else { continue }
                    required[skill][slot] += interval.agentsScheduled
                    if interval.agentsRequired.isFinite { onContacts[skill][slot] += interval.agentsRequired }
                }
            }
            // A hair above a whole number is rounding noise of the sum, not a head.
            self.required = required.map { $0.map { max(0, ($0 - 1e-9).rounded(.up)) } }
            self.onContacts = onContacts
        }

        /// Sum over the skills `members`.
        func sum(_ grids: [[Double]], _ members: Range<Int>) -> [Double] {
            guard let first = members.first else { return [] }
            return grids[first].indices.map { slot in members.reduce(0) { $0 + grids[$1][slot] } }
        }
    }

    /// Heads of the roster on a fine grid, by the set of skills they have.
    struct Supply {
        /// Heads at work per set of skills.
        private(set) var onDuty: [UInt64: [Double]] = [:]
        /// Heads on shift, breaks included, per set of skills.
        private(set) var onShift: [UInt64: [Double]] = [:]
        private let perSlot: Int
        private let count: Int

        /// Counts `shifts` on `axis`, of which `perSlot` slots make one of the charts' slots.
        init(_ shifts: [RosterShift], skills: [String], axis: SlotAxis, perSlot: Int) {
            self.perSlot = perSlot
            count = axis.count
            let bit = Dictionary(uniqueKeysWithValues: skills.enumerated().map { ($1, UInt64(1) << UInt64($0)) })
            let zeros = [Double](repeating: 0, count: axis.count)
            for shift in shifts {
                let mask = shift.skills.reduce(UInt64(0)) { $0 | (bit[$1] ?? 0) }
                guard mask != 0 else { continue }
                for part in shift.parts where part.activity != .leave {
                    Supply.add(part, to: &onShift[mask, default: zeros], axis)
                    if part.activity == .work { Supply.add(part, to: &onDuty[mask, default: zeros], axis) }
                }
            }
        }

        /// Heads with at least one skill of `mask`.
        func heads(_ grid: [UInt64: [Double]], touching mask: UInt64) -> [Double] {
            var sum = [Double](repeating: 0, count: count)
            for (key, values) in grid.sorted(by: { $0.key < $1.key }) where key & mask != 0 {
                for slot in 0..<count { sum[slot] += values[slot] }
            }
            return sum
        }

        /// A slot series on the fine grid.
        func refined(_ values: [Double]) -> [Double] {
            values.flatMap { Array(repeating: $0, count: perSlot) }
        }

        /// A fine series as means over the charts' slots.
        func averaged(_ values: [Double]) -> [Double] {
            stride(from: 0, to: values.count, by: perSlot).map { start in
                values[start..<(start + perSlot)].reduce(0, +) / Double(perSlot)
            }
        }

        private static func add(_ part: RosterShift.Part, to grid: inout [Double], _ axis: SlotAxis) {
            var minute = part.start
            while minute < part.end {
                let offset = LocalTime(minutes: minute).minuteOfDay % axis.slotMinutes
                let next = min(part.end, minute - offset + axis.slotMinutes)
                if let slot = axis.index(of: LocalTime(minutes: minute)) {
                    grid[slot] += Double(next - minute) / Double(axis.slotMinutes)
                }
                minute = next
            }
        }
    }
}
