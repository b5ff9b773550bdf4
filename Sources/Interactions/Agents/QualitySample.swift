import ContactCenter
import NumericalMethods

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A seeded, stratified draw of contacts for quality checks.
///
/// Each agent is a stratum of its own, split into contacts more likely to have gone wrong (the customer came back, the
/// agent did not take it for solved, it was passed on, or it took longer than nine in ten of its queue) and the others.
/// The draw gives every contact of a stratum the same chance, and its weight: estimates weighted so are unbiased.
///
/// Source: W. Cochran, *Sampling Techniques*, 3rd ed. (1977), sections 4.2 (size), 5.3 (strata).
public struct QualitySample: Sendable {
    /// The contacts drawn, by agent and time.
    public let draws: [QualityDraw]
    /// What they can tell: all together, then each agent.
    public let precision: [SamplePrecision]

    /// Draws for each agent the number that a half-width asks for.
    ///
    /// - Parameters:
    ///   - halfWidth: Half of the 95 % interval of an agent's share, 0…1. With n₀ = z² ¼ / d² an agent with N contacts
    ///     needs n₀ / (1 + (n₀ − 1)/N).
    ///   - most: Most draws an agent; the precision says what is left.
    ///   - riskShare: Share of an agent's draws that goes to risky contacts, as far as there are any.
    public init(
        _ interactions: [Interaction], _ repeats: RepeatContacts, halfWidth: Double, most: Int, riskShare: Double,
        windowDays: Int, seed: UInt64
    ) {
        let risky = QualitySample.risky(interactions, repeats, windowDays: windowDays)
        var strata: [String: [[Int]]] = [:]
        for (index, contact) in interactions.enumerated() {
            guard contact.outcome == .answered, let agent = contact.agentID else { continue }
            strata[agent, default: [[], []]][risky.contains(index) ? 1 : 0].append(index)
        }
        let z = NormalDistribution.quantile(0.975)
        let wanted = z * z / 4 / (halfWidth * halfWidth)
        var draws: [QualityDraw] = []
        var precision: [SamplePrecision] = []
        var variance = 0.0
        var isKnown = true
        let total = strata.values.reduce(0) { $0 + $1[0].count + $1[1].count }
        for (unit, (agent, parts)) in strata.sorted(by: { $0.key < $1.key }).enumerated() {
            let counts = parts.map(\.count)
            let contacts = counts[0] + counts[1]
            let needed = Int((wanted / (1 + (wanted - 1) / Double(contacts))).rounded(.up))
            var size = min(contacts, most, max(1, needed))
            // Drawing risky contacts more often than they come costs precision elsewhere: a few more make it good.
            while size < min(contacts, most),
                QualitySample.variance(counts, QualitySample.allocate(size, counts, riskShare: riskShare))
                    > halfWidth * halfWidth / (z * z)
            { size += 1 }
            let drawn = QualitySample.allocate(size, counts, riskShare: riskShare)
            let own = QualitySample.variance(counts, drawn)
            if !own.isFinite { isKnown = false }
            var random = RandomStream(seed: seed, unit: UInt64(unit))
            for (part, indices) in parts.enumerated() where drawn[part] > 0 {
                let n = drawn[part]
                // In the order of keys, so that the draw does not depend on that of the files.
                var pool = indices.sorted { interactions[$0].id < interactions[$1].id }
                for position in 0..<n {
                    pool.swapAt(position, position + random.index(below: pool.count - position))
                    let contact = interactions[pool[position]]
                    draws.append(
                        QualityDraw(
                            agent: agent, isRisky: part == 1, interaction: contact.id, createdAt: contact.createdAt,
                            stream: contact.stream, reason: contact.reason ?? "",
                            weight: Double(indices.count) / Double(n)))
                }
            }
            let weight = Double(contacts) / Double(total)
            if own.isFinite { variance += weight * weight * own }
            precision.append(
                SamplePrecision(
                    agent: agent, contacts: contacts, drawn: size, halfWidth: own.isFinite ? z * own.squareRoot() : nil)
            )
        }
        draws.sort { ($0.agent, $0.createdAt, $0.interaction) < ($1.agent, $1.createdAt, $1.interaction) }
        self.draws = draws
        let all = SamplePrecision(
            agent: "", contacts: total, drawn: draws.count,
            halfWidth: total > 0 && isKnown ? z * variance.squareRoot() : nil)
        self.precision = [all] + precision
    }

    /// Variance of a share of one half estimated from the strata: Σ W_h² (1 − f_h) ¼ / n_h, Cochran (5.6); infinite when
    /// a stratum with contacts has no draw.
    private static func variance(_ counts: [Int], _ drawn: [Int]) -> Double {
        let total = Double(counts.reduce(0, +))
        return zip(counts, drawn).reduce(0) { sum, stratum in
            guard stratum.0 > 0 else { return sum }
            guard stratum.1 > 0 else { return .infinity }
            let share = Double(stratum.0) / total
            return sum + share * share * (1 - Double(stratum.1) / Double(stratum.0)) * 0.25 / Double(stratum.1)
        }
    }

    /// Draws of ordinary and risky contacts; at least one of each kind there is, as far as the size allows.
    private static func allocate(_ size: Int, _ counts: [Int], riskShare: Double) -> [Int] {
        var risky = min(counts[1], Int((Double(size) * riskShare).rounded()))
        if counts[1] > 0, size > 1 { risky = max(1, risky) }
        if counts[0] > 0, size > 1 { risky = min(risky, size - 1) }
        risky = max(risky, size - counts[0])
        return [size - risky, risky]
    }

    /// Contacts more likely to have gone wrong.
    private static func risky(_ interactions: [Interaction], _ repeats: RepeatContacts, windowDays: Int) -> Set<Int> {
        var risky: Set<Int> = []
        for index in repeats.demands.indices {
            if let answered = repeats.demands[index].answeredIndex,
                repeats.isFollowed(index, windowSeconds: windowDays * 86_400)
            {
                risky.insert(answered)
            }
        }
        var times: [QueueChannel: [Double]] = [:]
        for contact in interactions where contact.outcome == .answered {
            if let seconds = contact.handleSeconds { times[contact.stream, default: []].append(seconds) }
        }
        let long = times.mapValues { Quantile.type7($0, 0.9) ?? .infinity }
        for (index, contact) in interactions.enumerated() where contact.outcome == .answered {
            let isLong = (contact.handleSeconds ?? 0) > long[contact.stream] ?? .infinity
            if isLong || contact.isResolved == false || contact.isTransferred == true { risky.insert(index) }
        }
        return risky
    }
}
