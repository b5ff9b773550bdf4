import ContactCenter

/// Agents side by side without a league table: every figure against what the same mix of contacts takes on average,
/// with the limits that chance alone keeps in, and drawn towards the average by as much as chance may have moved it.
public struct AgentComparison: Sendable {
    /// By what a contact counts as resolved.
    public enum Measure: Hashable, Sendable {
        /// The customer did not come back within so many days with the same reason; the agent who served the demand last
        /// has it.
        case repeats(windowDays: Int)
        /// The agent took it for solved.
        case agentFlag
    }

    /// The agents, in alphabetical order.
    public let agents: [AgentFigures]
    /// Share resolved of all agents together; `nil` when nothing could be judged.
    public let overallResolution: Double?
    /// Mean handle time of all agents together, in seconds; `nil` when none is known.
    public let overallHandleSeconds: Double?
    /// Coefficient of variation of the agents' true resolution, beyond chance.
    public let resolutionSpread: Double
    /// Coefficient of variation of the agents' true handle times, beyond chance.
    public let handleTimeSpread: Double
    /// Correlation of shrunken handle time and resolution over the agents; `nil` = undefined.
    public let correlation: Double?
    /// Answered inbound contacts without an agent.
    public let withoutAgent: Int

    /// Compares the agents of `interactions`.
    ///
    /// - Parameter repeats: Demands of the interactions.
    public init(_ interactions: [Interaction], _ repeats: RepeatContacts, measure: Measure) {
        var contacts: [String: Int] = [:]
        var withoutAgent = 0
        var times: [Sample] = []
        var handling: [String: Double] = [:]
        for contact in interactions where contact.outcome == .answered {
            guard let agent = contact.agentID else {
                if contact.direction == .inbound { withoutAgent += 1 }
                continue
            }
            handling[agent, default: 0] += contact.handleSeconds ?? 0
            guard contact.direction == .inbound else { continue }
            contacts[agent, default: 0] += 1
            if let seconds = contact.handleSeconds {
                times.append(Sample(agent: agent, stream: contact.stream, reason: contact.reason, value: seconds))
            }
        }
        self.withoutAgent = withoutAgent
        let resolved = AgentComparison.judged(interactions, repeats, measure)
        let resolution = Standardised(resolved)
        let handleTime = Standardised(times)
        resolutionSpread = resolution.between.variance.squareRoot()
        handleTimeSpread = handleTime.between.variance.squareRoot()
        overallResolution = resolved.isEmpty ? nil : resolution.mix.all.mean
        overallHandleSeconds = times.isEmpty ? nil : handleTime.mix.all.mean
        let names = Set(contacts.keys).union(handling.keys)
        agents = names.sorted().map { agent in
            AgentFigures(
                agent: agent, contacts: contacts[agent] ?? 0, resolution: resolution.shareMeasure(agent),
                handleTime: handleTime.timeMeasure(agent),
                time: AgentFigures.Time(handleSeconds: handling[agent] ?? 0))
        }
        correlation = AgentComparison.correlation(
            agents.compactMap { agent in
                agent.handleTime.flatMap { time in agent.resolution.map { (time.shrunken, $0.shrunken) } }
            })
    }

    private static func judged(
        _ interactions: [Interaction], _ repeats: RepeatContacts, _ measure: Measure
    ) -> [Sample] {
        switch measure {
        case .agentFlag:
            return interactions.compactMap { contact in
                guard contact.direction == .inbound, contact.outcome == .answered, let agent = contact.agentID,
                    let isResolved = contact.isResolved
                else { return nil }
                return Sample(agent: agent, stream: contact.stream, reason: contact.reason, value: isResolved ? 1 : 0)
            }
        case .repeats(let windowDays):
            return repeats.demands.indices.compactMap { index in
                let demand = repeats.demands[index]
                guard let isRepeated = repeats.isRepeated(index, windowSeconds: windowDays * 86_400),
                    let answered = demand.answeredIndex, let agent = interactions[answered].agentID
                else { return nil }
                return Sample(
                    agent: agent, stream: interactions[answered].stream, reason: demand.reason,
                    value: isRepeated ? 0 : 1)
            }
        }
    }

    private static func correlation(_ pairs: [(Double, Double)]) -> Double? {
        guard pairs.count > 2 else { return nil }
        let n = Double(pairs.count)
        let meanX = pairs.reduce(0) { $0 + $1.0 } / n
        let meanY = pairs.reduce(0) { $0 + $1.1 } / n
        let xx = pairs.reduce(0) { $0 + ($1.0 - meanX) * ($1.0 - meanX) }
        let yy = pairs.reduce(0) { $0 + ($1.1 - meanY) * ($1.1 - meanY) }
        let xy = pairs.reduce(0) { $0 + ($1.0 - meanX) * ($1.1 - meanY) }
        // Shrunk to one value where agents do not differ: rounding is no correlation.
        guard xx > 1e-18 * n * meanX * meanX, yy > 1e-18 * n * meanY * meanY else { return nil }
        return xy / (xx * yy).squareRoot()
    }
}

/// A measured contact.
private struct Sample {
    var agent: String
    var stream: QueueChannel
    var reason: String?
    var value: Double
}

/// A measure by agent, against what the agents' mixes take on average.
private struct Standardised {
    struct Sums {
        var count = 0
        var observed = 0.0
        var expected = 0.0
        var variance = 0.0
    }

    let mix: ContactMix
    let sums: [String: Sums]
    let between: BetweenAgents

    init(_ samples: [Sample]) {
        mix = ContactMix(samples.map { ($0.stream, $0.reason, $0.value) })
        var sums: [String: Sums] = [:]
        for sample in samples {
            let cell = mix.moments(sample.stream, sample.reason)
            var sum = sums[sample.agent] ?? Sums()
            sum.count += 1
            sum.observed += sample.value
            sum.expected += cell.mean
            sum.variance += cell.variance
            sums[sample.agent] = sum
        }
        self.sums = sums
        // In a fixed order: sums must not depend on that of a dictionary.
        between = BetweenAgents(
            sums.sorted { $0.key < $1.key }.compactMap { _, sum in
                sum.expected > 0
                    ? (ratio: sum.observed / sum.expected, variance: sum.variance / (sum.expected * sum.expected)) : nil
            })
    }

    func shareMeasure(_ agent: String) -> FunnelMeasure? {
        measure(agent) { sum, alpha in
            let p = min(1, sum.expected / Double(sum.count))
            let limits = FunnelLimits.successes(trials: sum.count, p: p, alpha: alpha)
            return Double(limits.least)...Double(limits.most)
        }
    }

    func timeMeasure(_ agent: String) -> FunnelMeasure? {
        measure(agent) { sum, alpha in
            FunnelLimits.sum(mean: sum.expected, variance: sum.variance, alpha: alpha)
        }
    }

    private func measure(_ agent: String, _ limits: (Sums, Double) -> ClosedRange<Double>) -> FunnelMeasure? {
        guard let sum = sums[agent], sum.count > 0, sum.expected > 0 else { return nil }
        let overall = mix.all.mean
        let ratio = sum.observed / sum.expected
        let chance = sum.variance / (sum.expected * sum.expected)
        let wide = limits(sum, FunnelLimits.action)
        let narrow = limits(sum, FunnelLimits.warning)
        // Sums of equal values differ in their last digits.
        let slack = 1e-9 * sum.expected
        let signal: FunnelMeasure.Signal
        if sum.observed < wide.lowerBound - slack {
            signal = .low998
        } else if sum.observed > wide.upperBound + slack {
            signal = .high998
        } else if sum.observed < narrow.lowerBound - slack {
            signal = .low95
        } else if sum.observed > narrow.upperBound + slack {
            signal = .high95
        } else {
            signal = .none
        }
        func adjusted(_ range: ClosedRange<Double>) -> ClosedRange<Double> {
            (overall * range.lowerBound / sum.expected)...(overall * range.upperBound / sum.expected)
        }
        return FunnelMeasure(
            count: sum.count, raw: sum.observed / Double(sum.count), expected: sum.expected / Double(sum.count),
            adjusted: overall * ratio, shrunken: overall * between.shrunken(ratio, variance: chance),
            limits95: adjusted(narrow), limits998: adjusted(wide), signal: signal)
    }
}
