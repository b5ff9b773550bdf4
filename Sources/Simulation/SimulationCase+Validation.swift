import ContactCenter

extension SimulationCase {
    /// Most contacts one replication may expect; more would not fit the numbering of contacts in progress.
    static let contactLimit = 5e8
    /// Most agents of a group, and most contacts at one agent.
    static let agentLimit = 1e6
    static let concurrencyLimit = 64
    static let agentSlotLimit = 3600

    /// Checks every number, so that the event loop need not.
    func validate() throws(SimulationError) {
        guard !queues.isEmpty, intervalCount > 0 else { throw .nothingToSimulate }
        try check("interval_s", Double(intervalSeconds), "1 or more") { $0 >= 1 }
        try check("intervals per day", Double(intervalsPerDay), "1 or more") { $0 >= 1 }
        try check("agent_slots_per_interval", Double(agentSlotsPerInterval), "in 1…\(SimulationCase.agentSlotLimit)") {
            $0 >= 1 && $0 <= Double(SimulationCase.agentSlotLimit)
        }
        try check("availability", availability, "in 0…1") { $0 >= 0 && $0 <= 1 }
        try check("day_factor_cv", dayFactorVariation, "in 0…10") { $0 >= 0 && $0 <= 10 }
        var expected = 0.0
        for queue in queues {
            try validate(queue)
            expected += queue.contactsPerInterval.reduce(0, +)
        }
        guard expected <= SimulationCase.contactLimit else {
            throw .tooManyContacts(expected: expected, limit: SimulationCase.contactLimit)
        }
        for group in groups { try validate(group) }
    }

    private func validate(_ queue: Queue) throws(SimulationError) {
        let owner = "queue '\(queue.name)'"
        try checkLength(owner, "contacts_per_interval", queue.contactsPerInterval)
        try checkLength(owner, "aht_s", queue.ahtSeconds)
        for (interval, contacts) in queue.contactsPerInterval.enumerated() {
            try check(owner, "contacts_per_interval", interval, contacts, "0 or more") { $0 >= 0 }
            guard contacts > 0 else { continue }
            try check(owner, "aht_s", interval, queue.ahtSeconds[interval], "above 0") { $0 > 0 }
        }
        if !queue.isExponential {
            try check(owner, "handle_time_cv", nil, queue.handleTimeVariation, "in 0…100") { $0 >= 0 && $0 <= 100 }
        }
        if let patience = queue.patienceSeconds {
            try check(owner, "patience_s", nil, patience, "above 0") { $0 > 0 }
        }
        try check(owner, "target_s", nil, queue.targetSeconds, "0 or more") { $0 >= 0 }
        try check(owner, "concurrency", nil, Double(queue.concurrency), "in 1…\(SimulationCase.concurrencyLimit)") {
            $0 >= 1 && $0 <= Double(SimulationCase.concurrencyLimit)
        }
    }

    private func validate(_ group: Group) throws(SimulationError) {
        let owner = "group '\(group.name)'"
        let step = agentSlotsPerInterval == 1 ? SimulationError.Step.interval : .agentSlot
        try checkLength(owner, "agents", group.agents, step)
        for (slot, agents) in group.agents.enumerated() {
            try check(owner, "agents", slot, agents, "in 0…1000000", step) {
                $0 >= 0 && $0 <= SimulationCase.agentLimit
            }
        }
        var seen: Set<Int> = []
        for entry in group.eligibility {
            guard queues.indices.contains(entry.queue), seen.insert(entry.queue).inserted else {
                throw .badEligibility(group: group.name, queue: entry.queue, queueCount: queues.count)
            }
            try check(owner, "available_after_wait_s", nil, entry.availableAfterWaitSeconds, "0 or more") { $0 >= 0 }
            if let aht = entry.ahtSeconds { try check(owner, "aht_s", nil, aht, "above 0") { $0 > 0 } }
        }
    }

    private func checkLength(
        _ owner: String, _ name: String, _ values: [Double], _ step: SimulationError.Step = .interval
    ) throws(SimulationError) {
        let expected = step == .interval ? intervalCount : intervalCount * agentSlotsPerInterval
        guard values.count == expected else {
            throw .wrongLength(owner: owner, name: name, count: values.count, expected: expected, step: step)
        }
    }

    private func check(
        _ name: String, _ value: Double, _ allowed: String, _ holds: (Double) -> Bool
    ) throws(SimulationError) {
        guard value.isFinite, holds(value) else { throw .badSetting(name: name, value: value, allowed: allowed) }
    }

    private func check(
        _ owner: String, _ name: String, _ index: Int?, _ value: Double, _ allowed: String,
        _ step: SimulationError.Step = .interval, _ holds: (Double) -> Bool
    ) throws(SimulationError) {
        guard value.isFinite, holds(value) else {
            throw .badValue(owner: owner, name: name, step: step, index: index, value: value, allowed: allowed)
        }
    }
}
