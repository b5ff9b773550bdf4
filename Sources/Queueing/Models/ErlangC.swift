import ContactCenter
import Glibc

/// The delay formula (M/M/s): contacts that find all agents busy wait, in order of arrival, and nobody gives up.
///
///     C(s, a) = B / (1 − ρ(1 − B)),   ρ = a/s
///     P(W > t) = C e^(−(s − a) μ t),   E W = C / ((s − a) μ)
///
/// With load not below the agents the queue grows without bound: everybody waits, waits are `.infinity`, the service
/// level is 0.
///
///     let model = ErlangC(try OfferedTraffic(callsPerHour: 360, ahtSeconds: 300))
///     try model.minimumAgents(goals: [.serviceLevel(target: 0.8, withinSeconds: 20)])   // 36
///
/// Source: Erlang (1917); real-valued agents: Jagerman, BSTJ 53 (1974).
public struct ErlangC: QueueingModel, SearchableQueue, Hashable {
    /// The contacts and their handle time.
    public let traffic: OfferedTraffic

    /// The delay formula for some traffic.
    public init(_ traffic: OfferedTraffic) { self.traffic = traffic }

    /// Share of contacts that wait, 0…1; 1 when the load is not below the agents.
    public func waitProbability(agents: Double) throws(QueueingError) -> Double {
        try Domain.requireAgents(agents)
        return Delay(traffic, agents: agents).probability
    }

    /// Natural logarithm of ``waitProbability(agents:)``, exact also where that underflows.
    public func logWaitProbability(agents: Double) throws(QueueingError) -> Double {
        try Domain.requireAgents(agents)
        return Delay(traffic, agents: agents).logProbability
    }

    /// The steady state with `agents` on contacts; abandonment is 0, so that all service-level formulas agree.
    public func evaluate(
        agents: Double, withinSeconds: Double, shortAbandonSeconds: Double = 0
    ) throws(QueueingError) -> QueueMeasures {
        try Domain.requireAgents(agents)
        try Domain.requireWaits(within: withinSeconds, shortAbandon: shortAbandonSeconds)
        return measures(agents: agents, within: withinSeconds)
    }

    /// Mean wait of the contacts that wait, 1 / ((s − a) μ), in seconds.
    public func meanWaitOfDelayedSeconds(agents: Double) throws(QueueingError) -> Double {
        try Domain.requireAgents(agents)
        return 1 / Delay(traffic, agents: agents).rate
    }

    /// Standard deviation of the wait of all contacts, in seconds.
    public func waitStandardDeviationSeconds(agents: Double) throws(QueueingError) -> Double {
        try Domain.requireAgents(agents)
        let delay = Delay(traffic, agents: agents)
        guard delay.rate > 0 else { return .infinity }
        return (delay.probability * (2 - delay.probability)).squareRoot() / delay.rate
    }

    /// The wait that a share `probability` of all contacts does not exceed, in seconds: 0 when enough do not wait at all.
    ///
    /// - Parameter probability: From 0 to below 1.
    public func waitQuantileSeconds(_ probability: Double, agents: Double) throws(QueueingError) -> Double {
        try Domain.requireAgents(agents)
        guard probability >= 0, probability < 1 else {
            throw .invalidValue(
                what: "the share of a wait quantile", value: "\(probability)", place: nil,
                hint: "give a share from 0 to below 1")
        }
        let delay = Delay(traffic, agents: agents)
        guard delay.probability > 1 - probability else { return 0 }
        guard delay.rate > 0 else { return .infinity }
        return (delay.logProbability - log(1 - probability)) / delay.rate
    }

    var load: Double { traffic.load }
    var customersAbandon: Bool { false }
    var fewestAgents: Int { traffic.fewestStableAgents }

    func measures(agents: Double, within: Double, shortAbandon: Double) -> QueueMeasures {
        measures(agents: agents, within: within)
    }

    func measures(agents: Double, within: Double) -> QueueMeasures {
        var measures = QueueMeasures(load: traffic.load, agents: agents)
        let delay = Delay(traffic, agents: agents)
        measures.probabilityOfWait = delay.probability
        guard delay.rate > 0 || traffic.load == 0 else {
            measures.setUnstable()
            return measures
        }
        measures.occupancy = agents > 0 ? traffic.load / agents : 1
        guard traffic.load > 0 else { return measures }
        let decay = -delay.rate * within
        measures.answeredLate = delay.probability * exp(decay)
        measures.answeredWithin = delay.complement - delay.probability * expm1(decay)
        measures.virtuallyLate = measures.answeredLate
        measures.meanWaitSeconds = delay.probability / delay.rate
        measures.asaSeconds = measures.meanWaitSeconds
        measures.meanQueue = traffic.contactsPerSecond * measures.meanWaitSeconds
        return measures
    }

    /// P(W > 0) and the rate at which the wait of those who wait decays.
    struct Delay {
        /// C.
        let probability: Double
        /// 1 − C, to its own relative precision.
        let complement: Double
        /// ln C where it is known apart from C.
        private let knownLog: Double?

        /// ln C.
        var logProbability: Double { knownLog ?? -log1p(excess) }
        /// 1/C − 1.
        private let excess: Double
        /// (s − a) μ, per second; 0 when the queue is unstable.
        let rate: Double

        init(_ traffic: OfferedTraffic, agents: Double) {
            let slack = traffic.slack(agents: agents)
            guard slack > 0, traffic.load > 0 else {
                let isUnstable = traffic.load > 0 || agents == 0
                probability = isUnstable ? 1 : 0
                complement = isUnstable ? 0 : 1
                knownLog = isUnstable ? 0 : -.infinity
                excess = isUnstable ? 0 : .infinity
                rate = traffic.load > 0 ? 0 : agents / max(traffic.ahtSeconds, .leastNormalMagnitude)
                return
            }
            let odds = BlockingOdds(agents: agents, load: traffic.load)
            // 1/C − 1 = (1 − ρ)(1/B − 1): no cancellation on either side.
            excess = slack / agents * odds.excess
            rate = slack / traffic.ahtSeconds
            if excess < ErlangC.excessOfLightLoad {
                probability = 1 / (1 + excess)
                complement = excess / (1 + excess)
                knownLog = nil
            } else {
                let logProbability = odds.logBlocking - log(slack / agents)
                knownLog = logProbability
                probability = exp(logProbability)
                complement = 1
            }
        }
    }

    /// Above this, 1 + x is x to a `Double`, and C = B / (1 − ρ).
    private static let excessOfLightLoad = 1e17
}
