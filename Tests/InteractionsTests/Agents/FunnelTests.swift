import ContactCenter
import Foundation
import Testing

@testable import Interactions

@Suite("Funnel limits")
struct FunnelLimitsTests {
    /// P(X = k) by the plain product.
    private static func binomial(_ n: Int, _ p: Double) -> [Double] {
        var row = [1.0]
        for _ in 0..<n {
            var next = [Double](repeating: 0, count: row.count + 1)
            for (k, value) in row.enumerated() {
                next[k] += value * (1 - p)
                next[k + 1] += value * p
            }
            row = next
        }
        return row
    }

    @Test(
        "Limits of counts hold at most alpha/2 beyond each side, by full enumeration, and are the tightest that do",
        arguments: [(1, 0.5), (7, 0.1), (40, 0.93), (120, 0.42), (300, 0.999)])
    func exact(trials: Int, p: Double) {
        let probabilities = Self.binomial(trials, p)
        for alpha in [0.05, 0.002] {
            let limits = FunnelLimits.successes(trials: trials, p: p, alpha: alpha)
            #expect(probabilities[..<limits.least].reduce(0, +) <= alpha / 2 + 1e-12)
            #expect(probabilities[...limits.least].reduce(0, +) > alpha / 2 - 1e-12)
            #expect(probabilities[(limits.most + 1)...].reduce(0, +) <= alpha / 2 + 1e-12)
            #expect(limits.most == 0 || probabilities[limits.most...].reduce(0, +) > alpha / 2 - 1e-12)
        }
    }

    @Test("A mix of probabilities has lighter tails than the equal ones (Hoeffding), so the limits hold for it too")
    func mix() {
        let ps = (0..<60).map { $0 % 3 == 0 ? 0.5 : 0.95 }
        var row = [1.0]
        for p in ps {
            var next = [Double](repeating: 0, count: row.count + 1)
            for (k, value) in row.enumerated() {
                next[k] += value * (1 - p)
                next[k + 1] += value * p
            }
            row = next
        }
        let limits = FunnelLimits.successes(trials: 60, p: ps.reduce(0, +) / 60, alpha: 0.002)
        #expect(row[..<limits.least].reduce(0, +) <= 0.001)
        #expect(row[(limits.most + 1)...].reduce(0, +) <= 0.001)
    }

    @Test("Limits of one exponential time are its quantiles; of very many times the normal ones")
    func times() {
        let one = FunnelLimits.sum(mean: 300, variance: 90_000, alpha: 0.05)
        #expect(abs(one.lowerBound + 300 * log(0.975)) < 1e-6 && abs(one.upperBound + 300 * log(0.025)) < 1e-6)
        let many = FunnelLimits.sum(mean: 3e9, variance: 3e9 * 300, alpha: 0.05)
        #expect(abs(many.upperBound - 3e9 - 1.959964 * (9e11).squareRoot()) < 10)
        #expect(FunnelLimits.sum(mean: 10, variance: 0, alpha: 0.05) == 10...10)
    }
}

@Suite("Agents side by side")
struct AgentComparisonTests {
    /// Agents of equal skill; reasons of very different length and resolution.
    static func centre(agents: Int, contacts: Int, seed: UInt64, skill: (Int) -> (time: Double, resolution: Double))
        -> [Interaction]
    {
        var random = TestRandom(seed)
        return (0..<agents * contacts).map { number in
            let agent = number % agents
            // Agent 0 takes mostly the hard reason.
            let isHard = random.uniform() < (agent == 0 ? 0.9 : 0.2)
            let own = skill(agent)
            let seconds = -log(random.uniform()) * (isHard ? 600 : 120) * own.time
            return contact(
                "\(number)", "c\(number)", at: number * 60, reason: isHard ? "hard" : "easy", handle: seconds,
                agent: "agent\(agent)",
                resolved: random.uniform() < (isHard ? 0.5 : 0.9) * own.resolution)
        }
    }

    static func compare(_ contacts: [Interaction]) throws -> AgentComparison {
        let repeats = try #require(RepeatContacts(contacts, rule: ChainingRule()))
        return AgentComparison(contacts, repeats, measure: .agentFlag)
    }

    @Test("Who takes the hard contacts looks slow and poor, but not against his own mix")
    func mix() throws {
        let found = try Self.compare(Self.centre(agents: 10, contacts: 400, seed: 2) { _ in (1, 1) })
        let hard = try #require(found.agents.first)
        let time = try #require(hard.handleTime)
        #expect(time.raw > 1.8 * (try #require(found.overallHandleSeconds)))
        #expect(abs(time.adjusted - (try #require(found.overallHandleSeconds))) < 0.2 * time.adjusted)
        #expect(time.signal != .high998 && time.signal != .low998)
        let resolution = try #require(hard.resolution)
        #expect(resolution.raw < 0.65 && resolution.signal != .low998)
        #expect(abs(resolution.adjusted - (try #require(found.overallResolution))) < 0.08)
    }

    @Test("Equal agents give no more false alarms than stated, over many centres")
    func falseAlarms() throws {
        var alarms95 = 0
        var alarms998 = 0
        var measures = 0
        for seed in 1...40 {
            let found = try Self.compare(Self.centre(agents: 20, contacts: 60, seed: UInt64(seed)) { _ in (1, 1) })
            for agent in found.agents {
                for measure in [agent.resolution, agent.handleTime].compactMap({ $0 }) {
                    measures += 1
                    if measure.signal != .none { alarms95 += 1 }
                    if measure.signal == .low998 || measure.signal == .high998 { alarms998 += 1 }
                }
            }
        }
        #expect(measures == 1600)
        // 5 % and 0.2 % are 80 and 3.2; three standard deviations above.
        #expect(alarms95 <= 80 + 27 && alarms95 >= 20, "\(alarms95)")
        #expect(alarms998 <= 9, "\(alarms998)")
    }

    @Test("A truly slow agent is seen, and shrinkage brings figures nearer to the truth than they were")
    func signals() throws {
        let contacts = Self.centre(agents: 30, contacts: 40, seed: 9) { agent in
            agent == 5 ? (3, 1) : (agent % 2 == 0 ? 1.1 : 0.9, 1)
        }
        let found = try Self.compare(contacts)
        #expect(found.agents.first { $0.agent == "agent5" }?.handleTime?.signal == .high998)
        let overall = try #require(found.overallHandleSeconds)
        var plain = 0.0
        var shrunken = 0.0
        for agent in found.agents {
            let number = try #require(Int(agent.agent.dropFirst(5)))
            guard number != 5, let measure = agent.handleTime else { continue }
            let truth = overall * (number % 2 == 0 ? 1.1 : 0.9) / 1.0667
            plain += (measure.adjusted - truth) * (measure.adjusted - truth)
            shrunken += (measure.shrunken - truth) * (measure.shrunken - truth)
        }
        #expect(shrunken < plain)
    }

    @Test("All handle times equal: no signal, no spread, no correlation; no flag: no resolution")
    func identical() throws {
        let contacts = (0..<200).map { contact("\($0)", "c\($0)", at: $0 * 60, handle: 200, agent: "a\($0 % 4)") }
        let found = try Self.compare(contacts)
        #expect(found.handleTimeSpread == 0 && found.correlation == nil && found.overallResolution == nil)
        #expect(found.agents.allSatisfy { $0.handleTime?.signal == FunnelMeasure.Signal.none && $0.resolution == nil })
    }

    @Test("The repeat rule gives a demand to the agent who served it last")
    func lastAgent() throws {
        let contacts = [
            contact("1", "A", at: 0, agent: "x", transferred: true), contact("2", "A", at: 350, agent: "y"),
            contact("3", "B", at: 40 * day, agent: "x"),
        ]
        let repeats = try #require(RepeatContacts(contacts, rule: ChainingRule()))
        let found = AgentComparison(contacts, repeats, measure: .repeats(windowDays: 7))
        #expect(found.agents.map { $0.resolution?.count ?? 0 } == [0, 1])
    }

    @Test("Concurrent chats are busy once; spans, scheduled and paid time are denominators of their own")
    func time() throws {
        let contacts = [
            contact("1", "A", at: 0, handle: 600), contact("2", "B", at: 300, handle: 600),
            contact("3", "C", at: 3000, handle: 600), contact("4", "D", at: day, handle: 900),
        ]
        let found = try Self.compare(contacts)
        let date = CivilDate(dayNumber: 0)
        func segment(_ activity: RosterSegment.Activity, _ from: Int, _ to: Int, paid: Bool) -> RosterSegment {
            RosterSegment(
                agent: "a", date: date, kind: "S", activity: activity, skill: "", start: Instant(seconds: from),
                end: Instant(seconds: to), isPaid: paid)
        }
        let roster = [
            segment(.work, 0, 3000, paid: true), segment(.rest, 3000, 3900, paid: true),
            segment(.work, 3900, 6000, paid: true), segment(.lunch, 6000, 7000, paid: false),
        ]
        let agent = try #require(AgentTime.add(to: found.agents, contacts, roster: roster, zone: .utc).first)
        #expect(agent.time.handleSeconds == 2700 && agent.time.busySeconds == 2400)
        #expect(agent.time.spanSeconds == 4500)
        #expect(agent.time.busyOnRosterSeconds == 1500)
        #expect(agent.time.occupancyOfScheduled == 1500.0 / 5100 && agent.time.utilisationOfPaid == 0.25)
    }
}

@Suite("Quality samples")
struct QualitySampleTests {
    private static func sample(seed: UInt64, reversed: Bool = false, most: Int = 1000) throws -> QualitySample {
        var contacts = AgentComparisonTests.centre(agents: 5, contacts: 300, seed: 4) { _ in (1, 1) }
        if reversed { contacts.reverse() }
        let repeats = try #require(RepeatContacts(contacts, rule: ChainingRule()))
        return QualitySample(
            contacts, repeats, halfWidth: 0.1, most: most, riskShare: 0.5, windowDays: 7, seed: seed)
    }

    @Test("The same seed draws the same contacts whatever the order of the file; another seed others")
    func seeded() throws {
        let one = try Self.sample(seed: 1)
        #expect(try Self.sample(seed: 1, reversed: true).draws == one.draws)
        #expect(try Self.sample(seed: 2).draws != one.draws)
        #expect(Set(one.draws.map(\.interaction)).count == one.draws.count)
    }

    @Test("Every agent reaches the asked precision, and weights add up to the agent's contacts")
    func precision() throws {
        let sample = try Self.sample(seed: 1)
        #expect(sample.precision.count == 6)
        for row in sample.precision.dropFirst() {
            #expect(try #require(row.halfWidth) <= 0.1)
            let weights = sample.draws.filter { $0.agent == row.agent }.reduce(0) { $0 + $1.weight }
            #expect(abs(weights - Double(row.contacts)) < 1e-9 && row.contacts == 300)
        }
        #expect(try #require(sample.precision[0].halfWidth) < 0.05)
        let few = try Self.sample(seed: 1, most: 10)
        #expect(few.precision.dropFirst().allSatisfy { $0.drawn == 10 && ($0.halfWidth ?? 0) > 0.1 })
    }

    @Test("Weighted shares are unbiased although risky contacts are drawn more often")
    func unbiased() throws {
        let contacts = AgentComparisonTests.centre(agents: 2, contacts: 200, seed: 6) { _ in (1, 1) }
        let repeats = try #require(RepeatContacts(contacts, rule: ChainingRule()))
        let truth = Double(contacts.count { $0.isResolved == true }) / Double(contacts.count)
        let resolved = Dictionary(uniqueKeysWithValues: contacts.map { ($0.id, $0.isResolved == true) })
        var sum = 0.0
        for seed in 0..<300 {
            let draws = QualitySample(
                contacts, repeats, halfWidth: 0.2, most: 1000, riskShare: 0.5, windowDays: 7, seed: UInt64(seed)
            ).draws
            let whole = draws.reduce(0) { $0 + $1.weight }
            sum += draws.reduce(0) { $0 + (resolved[$1.interaction] == true ? $1.weight : 0) } / whole
        }
        #expect(abs(sum / 300 - truth) < 0.015)
    }
}
