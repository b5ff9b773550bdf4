import ContactCenter
import Glibc

/// Doubly stochastic arrivals: the interval's rate is drawn from a law, then the queue is in the steady state of that
/// rate (``ErlangA``, or ``ErlangC`` where nobody gives up).
///
///     let model = try UncertainArrivals(
///         .gamma(meanCallsPerHour: 360, coefficientOfVariation: 0.1), ahtSeconds: 300, patienceSeconds: 150)
///     try model.probability(of: .serviceLevel(target: 0.8, withinSeconds: 20), agents: 33)   // 0.66
///
/// ``evaluate(agents:withinSeconds:shortAbandonSeconds:)`` weighs every rate by its calls, as the customer and the
/// long-run statistics see it; the mean over intervals differs.
///
/// Source: Steckley, Henderson & Mehrotra, PEIS 23 (2009): "Forecast errors in service systems"; Jongbloed & Koole,
/// Appl. Stoch. Models Bus. Ind. 17 (2001): the Gamma–Poisson mixture.
public struct UncertainArrivals: SearchableQueue, Hashable {
    /// What is known of the rate.
    public let rateLaw: ArrivalRateLaw
    /// Mean handle time in seconds.
    public let ahtSeconds: Double
    /// Mean patience in seconds; `nil` = nobody gives up.
    public let patienceSeconds: Double?
    private let meanTraffic: OfferedTraffic

    /// The model for a law in its domain, a handle time above 0 and a patience above 0.
    public init(
        _ rateLaw: ArrivalRateLaw, ahtSeconds: Double, patienceSeconds: Double? = nil
    ) throws(QueueingError) {
        try rateLaw.validate()
        if let patienceSeconds { try Domain.requirePatience(patienceSeconds) }
        meanTraffic = try OfferedTraffic(callsPerHour: rateLaw.meanCallsPerHour, ahtSeconds: ahtSeconds)
        self.rateLaw = rateLaw
        self.ahtSeconds = ahtSeconds
        self.patienceSeconds = patienceSeconds
    }

    /// The measures with `agents` on contacts, every rate weighted by its calls; queue and occupancy are means over time.
    ///
    /// Without abandonment a rate above what the agents can do has service level 0 and endless waits.
    public func evaluate(
        agents: Double, withinSeconds: Double, shortAbandonSeconds: Double = 5
    ) throws(QueueingError) -> QueueMeasures {
        try Domain.requireAgents(agents)
        try Domain.requireWaits(within: withinSeconds, shortAbandon: shortAbandonSeconds)
        return measures(agents: agents, within: withinSeconds, shortAbandon: shortAbandonSeconds)
    }

    /// The mean over intervals (not calls) of the service level by a named formula; `nil` with no contacts.
    public func meanServiceLevel(
        _ formula: ServiceLevelFormula = .offered, agents: Double, withinSeconds: Double,
        shortAbandonSeconds: Double = 5
    ) throws(QueueingError) -> Double? {
        try Domain.requireAgents(agents)
        try Domain.requireWaits(within: withinSeconds, shortAbandon: shortAbandonSeconds)
        guard load > 0 else { return nil }
        return mixture(agents: agents) { rate in
            let measures = measures(rate, agents: agents, within: withinSeconds, shortAbandon: shortAbandonSeconds)
            return SIMD16(repeating: measures.serviceLevel(formula) ?? 1)
        }[0]
    }

    /// The probability that an interval meets `goal` in its steady state; `nil` with no contacts.
    public func probability(of goal: StaffingGoal, agents: Double) throws(QueueingError) -> Double? {
        try goal.validate(customersAbandon: customersAbandon)
        try Domain.requireAgents(agents)
        guard load > 0 else { return nil }
        let limit = goal.limit
        func isMet(_ rate: Double) -> Bool { overshoot(goal, rate, agents, limit) <= 0 }
        var probability = 0.0
        // Goals are missed from some rate on: stretches in rising order are met, cut once, missed.
        for stretch in RateStretch.stretches(of: rateLaw) {
            let (low, high) = (stretch.rate(stretch.from), stretch.rate(stretch.to))
            guard isMet(low) else { break }
            var end = stretch.to
            if !isMet(high) {
                end = MonotoneSearch.root(low: -stretch.to, high: -stretch.from) {
                    overshoot(goal, stretch.rate(-$0), agents, limit)
                }
                end = -end
            }
            var quadrature = RateQuadrature()
            probability += quadrature.integral(stretch, from: stretch.from, to: end) { _ in SIMD16(repeating: 1) }[0]
            if end < stretch.to { break }
        }
        return min(1, probability)
    }

    /// Fewest whole agents that meet all goals at once, on the call-weighted measures; 0 with no contacts.
    ///
    /// - Throws: ``QueueingError/unreachableGoal(goal:place:hint:)`` for an average speed of answer where nobody gives up
    ///   and the rate has no bound.
    public func minimumAgents(goals: [StaffingGoal]) throws(QueueingError) -> Int {
        if !customersAbandon, case .gamma(_, let variation) = rateLaw, variation > 0 {
            for goal in goals {
                guard case .asa = goal else { continue }
                throw .unreachableGoal(
                    goal: goal.description, place: nil,
                    hint: "some rates exceed any number of agents, and where nobody gives up their waits have no end: "
                        + "give the patience, or ask for a service level")
            }
        }
        return try searchedMinimum(goals)
    }

    /// Fewest whole agents with which an interval meets `goal` with at least the `probability`.
    ///
    /// - Parameter probability: From 0 to below 1.
    public func minimumAgents(
        goal: StaffingGoal, withProbability probability: Double
    ) throws(QueueingError) -> Int {
        try goal.validate(customersAbandon: customersAbandon)
        guard probability >= 0, probability < 1 else {
            throw .invalidValue(
                what: "the probability of meeting the goal", value: "\(probability)", place: nil,
                hint: "give a probability from 0 to below 1")
        }
        guard load > 0 else { return 0 }
        return MonotoneSearch.smallest(from: Int(load), atLeast: 1) {
            ((try? self.probability(of: goal, agents: Double($0))) ?? 0) >= probability
        }
    }

    var load: Double { meanTraffic.load }
    var customersAbandon: Bool { patienceSeconds != nil }

    func measures(agents: Double, within: Double, shortAbandon: Double) -> QueueMeasures {
        var measures = QueueMeasures(load: load, agents: agents)
        guard load > 0 else {
            measures.setNoContacts()
            return measures
        }
        let mean = rateLaw.meanCallsPerHour
        let sums = mixture(agents: agents) { rate in
            let m = self.measures(rate, agents: agents, within: within, shortAbandon: shortAbandon)
            let share = rate / mean
            let answered = m.answered
            let waits = self.isOverloaded(rate, agents) ? 0 : m.meanWaitSeconds
            let asa = self.isOverloaded(rate, agents) ? 0 : answered * (m.asaSeconds ?? 0)
            return SIMD16(
                share * m.probabilityOfWait, share * m.abandonment, share * m.answeredWithin, share * m.answeredLate,
                share * m.abandonedWithin, share * m.shortAbandoned, share * m.virtuallyLate, share * waits,
                share * asa, share * m.abandonment * (m.meanWaitOfAbandonedSeconds ?? 0), m.occupancy,
                rate / 3600 * waits, self.isOverloaded(rate, agents) ? 1 : 0, 0, 0, 0)
        }
        measures.probabilityOfWait = min(1, sums[0])
        measures.abandonment = sums[1]
        measures.answeredWithin = sums[2]
        measures.answeredLate = sums[3]
        measures.abandonedWithin = sums[4]
        measures.shortAbandoned = sums[5]
        measures.virtuallyLate = min(1, sums[6])
        measures.occupancy = min(1, sums[10])
        measures.meanWaitOfAbandonedSeconds = sums[1] > 0 ? sums[9] / sums[1] : nil
        let isEndless = sums[12] > 0
        measures.meanWaitSeconds = isEndless ? .infinity : sums[7]
        measures.meanQueue = isEndless ? .infinity : sums[11]
        let answered = measures.answered
        measures.asaSeconds = answered > 0 ? (isEndless ? .infinity : sums[8] / answered) : nil
        return measures
    }

    private func isOverloaded(_ callsPerHour: Double, _ agents: Double) -> Bool {
        patienceSeconds == nil && callsPerHour * ahtSeconds / 3600 >= agents
    }

    private func measures(
        _ callsPerHour: Double, agents: Double, within: Double, shortAbandon: Double
    ) -> QueueMeasures {
        // A rate beyond all loads is as good as the largest.
        let most = OfferedTraffic.largestLoad * 3600 / ahtSeconds * 0.999
        let rate = max(1e-200, min(callsPerHour, most))
        guard let traffic = try? OfferedTraffic(callsPerHour: rate, ahtSeconds: ahtSeconds) else {
            return QueueMeasures(load: 0, agents: agents)
        }
        if let patienceSeconds, let line = try? ErlangA(traffic, patienceSeconds: patienceSeconds) {
            return line.measures(agents: agents, within: within, shortAbandon: shortAbandon)
        }
        return ErlangC(traffic).measures(agents: agents, within: within)
    }

    private func overshoot(_ goal: StaffingGoal, _ rate: Double, _ agents: Double, _ limit: Double) -> Double {
        let waits = goal.waits
        let misses = goal.misses(
            in: measures(rate, agents: agents, within: waits.within, shortAbandon: waits.shortAbandon))
        return max(-700, min(700, log(misses / limit)))
    }

    /// The mean of `value` over the rates.
    private func mixture(agents: Double, _ value: (Double) -> SIMD16<Double>) -> SIMD16<Double> {
        var quadrature = RateQuadrature()
        var sum = SIMD16<Double>.zero
        let critical = patienceSeconds == nil ? agents * 3600 / ahtSeconds : nil
        for stretch in RateStretch.stretches(of: rateLaw) {
            let middle = critical.map { stretch.position(of: $0) } ?? stretch.from
            sum += quadrature.integral(stretch, from: stretch.from, to: middle, value)
            sum += quadrature.integral(stretch, from: middle, to: stretch.to, value)
        }
        return sum
    }
}

/// Integrates over a law of the rate by adaptive Gauss–Legendre panels.
struct RateQuadrature {
    /// Largest change by halving a panel that ends the refinement, of the panel's sums or of 1.
    private static let tolerance = 1e-12
    /// A bound on the work.
    private var budget = 400

    mutating func integral(
        _ stretch: RateStretch, from: Double, to: Double, _ value: (Double) -> SIMD16<Double>
    ) -> SIMD16<Double> {
        guard to > from else { return .zero }
        if stretch.isConstant { return value(stretch.rate(0)) * stretch.density(0) * (to - from) }
        let whole = panel(stretch, from, to - from, value)
        return refined(stretch, from, to - from, whole, value)
    }

    private mutating func refined(
        _ stretch: RateStretch, _ a: Double, _ width: Double, _ whole: SIMD16<Double>,
        _ value: (Double) -> SIMD16<Double>
    ) -> SIMD16<Double> {
        let half = width / 2
        let left = panel(stretch, a, half, value)
        let right = panel(stretch, a + half, half, value)
        budget -= 2
        let sum = left + right
        var isFine = true
        for index in 0..<16 where abs(sum[index] - whole[index]) > RateQuadrature.tolerance * max(1e-3, abs(sum[index]))
        {
            isFine = false
        }
        if isFine || budget <= 0 { return sum }
        return refined(stretch, a, half, left, value) + refined(stretch, a + half, half, right, value)
    }

    private func panel(
        _ stretch: RateStretch, _ a: Double, _ width: Double, _ value: (Double) -> SIMD16<Double>
    ) -> SIMD16<Double> {
        var sum = SIMD16<Double>.zero
        GaussLegendre.sixteen(middle: a + width / 2, width: width) { u, weight in
            sum += value(stretch.rate(u)) * (weight * stretch.density(u))
        }
        return sum
    }
}
