import ContactCenter

/// A ``RosterRevision`` in the terms of a compiled instance.
struct CompiledRevision: Sendable {
    /// The roster to start from: `[agent * days + day]`.
    let base: [Cell]
    /// Agent-days of ``base`` that are not as in the roster given.
    let misfits: Set<Int>
    /// Agent-days that stay as they are.
    let isLocked: [Bool]
    /// What changes are counted against; a shift the instance cannot express equals no cell.
    let reference: [Cell]
    /// Price of a changed agent-day in whole units.
    let changePrice: Int

    /// What stands in ``reference`` for a shift that cannot be expressed.
    static let strange = Cell(option: -2, breaks: 0)

    /// Compiles `revision`.
    /// - Throws: ``SchedulingError/invalidInstance(_:)`` for locks on unknown agents or days, for locked shifts that the
    ///   instance's kinds cannot express, and for a price that is negative or no number.
    init(_ revision: RosterRevision, in instance: CompiledInstance) throws(SchedulingError) {
        let source = instance.source
        let days = instance.days
        let horizon = source.startDate..<source.startDate + days
        let agents = Dictionary(uniqueKeysWithValues: source.agents.enumerated().map { ($1.id, $0) })
        var problems: [String] = []
        var isLocked = [Bool](repeating: false, count: source.agents.count * days)
        for (index, agent) in source.agents.enumerated() {
            let isFree = revision.agents?.contains(agent.id) ?? true
            for day in 0..<days {
                let date = source.startDate + day
                let mayChange = isFree && revision.days?.contains(date) ?? true
                isLocked[index * days + day] = !mayChange || revision.lockedBefore.map { date < $0 } ?? false
            }
        }
        for lock in revision.locks.sorted(by: { ($0.agent, $0.date) < ($1.agent, $1.date) }) {
            if let agent = agents[lock.agent], horizon.contains(lock.date) {
                isLocked[agent * days + (lock.date - source.startDate)] = true
            } else {
                problems.append("lock on \(lock): no such agent or day")
            }
        }
        for agent in (revision.agents ?? []).sorted() where agents[agent] == nil {
            problems.append("agent '\(agent)' that may change is unknown")
        }
        for date in (revision.days ?? []).sorted() where !horizon.contains(date) {
            problems.append("day \(date) that may change is outside the horizon")
        }
        let price = revision.pricePerChangedDay
        if !(price.isFinite && price >= 0 && price <= 1e9) {
            problems.append("price of a changed agent-day is \(price), must be 0…1e9")
        }
        let start = RosterCells(revision.roster, in: instance)
        for (place, message) in start.problems {
            if let place, isLocked[place] { problems.append("locked \(message)") }
        }
        guard problems.isEmpty else { throw .invalidInstance(problems) }

        let compared = revision.reference.map { RosterCells($0, in: instance) } ?? start
        var reference = compared.cells
        for place in compared.misfits { reference[place] = CompiledRevision.strange }
        base = start.cells
        misfits = start.misfits
        self.isLocked = isLocked
        self.reference = reference
        changePrice = Int((price * instance.prices.unitsPerCost).rounded())
    }
}
