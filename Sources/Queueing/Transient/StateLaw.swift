/// Where the queue may be at an instant, with probabilities; states of negligible mass are not kept.
///
/// A state is (e, number): without extra agents (e = 0) the number of contacts in the system; with e > 0 agents who have
/// left the schedule and still finish a contact, the number of contacts waiting. While e > 0 everybody is busy, so the
/// contacts in the system are s + e + waiting.
struct StateLaw: Hashable, Sendable {
    /// Probabilities of consecutive numbers.
    struct Row: Hashable, Sendable {
        /// The number of the first probability.
        var low: Int
        /// Probabilities of `low`, `low + 1`, …; empty = none.
        var mass: [Double]

        static let empty = Row(low: 0, mass: [])

        /// The number after the last.
        var end: Int { low + mass.count }

        subscript(number: Int) -> Double { number >= low && number < end ? mass[number - low] : 0 }

        var total: Double { mass.reduce(0, +) }

        /// Adds mass, making room where there is none.
        mutating func add(_ value: Double, at number: Int) {
            if mass.isEmpty { low = number }
            if number < low {
                mass.insert(contentsOf: repeatElement(0, count: low - number), at: 0)
                low = number
            }
            while number >= end { mass.append(0) }
            mass[number - low] += value
        }
    }

    /// Index e: the row of e extra agents. There is always row 0.
    var rows: [Row]

    /// `contacts` in the system for certain, and no extra agents.
    init(contacts: Int) { rows = [Row(low: contacts, mass: [1])] }

    init(rows: [Row]) { self.rows = rows }

    /// Most extra agents.
    var extra: Int { rows.count - 1 }

    /// Largest number waiting among the states kept, with `agents` scheduled.
    func mostWaiting(agents: Int) -> Int {
        var most = rows[0].end - 1 - agents
        for row in rows.dropFirst() { most = max(most, row.end - 1) }
        return max(0, most)
    }

    /// The law after the schedule changes from `old` to `new` agents.
    func restaffed(from old: Int, to new: Int, convention: StaffDropConvention) -> StateLaw {
        guard convention == .finishCall, old != new, old > new || extra > 0 else { return self }
        return new < old ? leaving(old: old, new: new) : joining(old: old, new: new)
    }

    /// Idle agents leave; busy ones beyond the schedule become extra.
    private func leaving(old: Int, new: Int) -> StateLaw {
        let drop = old - new
        var after = [Row](repeating: .empty, count: rows.count + drop)
        for (index, value) in rows[0].mass.enumerated() where value > 0 {
            let number = rows[0].low + index
            if number <= new {
                after[0].add(value, at: number)
            } else {
                after[min(number, old) - new].add(value, at: max(number - old, 0))
            }
        }
        for (e, row) in rows.enumerated().dropFirst() {
            for (index, value) in row.mass.enumerated() where value > 0 {
                after[e + drop].add(value, at: row.low + index)
            }
        }
        return StateLaw(rows: after).trimmed()
    }

    /// Extra agents stay after all; those still missing are free and take from the queue.
    private func joining(old: Int, new: Int) -> StateLaw {
        let rise = new - old
        var after = [Row](repeating: .empty, count: max(1, rows.count - rise))
        after[0] = rows[0]
        for (e, row) in rows.enumerated().dropFirst() {
            for (index, value) in row.mass.enumerated() where value > 0 {
                let waiting = row.low + index
                if e > rise {
                    after[e - rise].add(value, at: waiting)
                } else {
                    after[0].add(value, at: old + e + waiting)
                }
            }
        }
        return StateLaw(rows: after).trimmed()
    }

    /// Without empty rows at the end.
    func trimmed() -> StateLaw {
        var law = self
        while law.rows.count > 1, law.rows[law.rows.count - 1].mass.isEmpty { law.rows.removeLast() }
        return law
    }

    /// Σ |difference| of the probabilities, extra agents and all.
    func distance(to other: StateLaw) -> Double {
        var sum = 0.0
        for e in 0..<max(rows.count, other.rows.count) {
            let a = e < rows.count ? rows[e] : .empty
            let b = e < other.rows.count ? other.rows[e] : .empty
            guard !a.mass.isEmpty || !b.mass.isEmpty else { continue }
            let low = a.mass.isEmpty ? b.low : b.mass.isEmpty ? a.low : min(a.low, b.low)
            for number in low..<max(a.end, b.end, low) { sum += abs(a[number] - b[number]) }
        }
        return sum
    }
}
