import NumericalMethods

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What past days taught about mornings and the rest of the day; made by ``IntradayUpdate/learn(from:slotMinutes:)``.
///
/// The morning's deviations are filtered by ``IntradayDynamics`` (recent blocks count more, busy ones more than quiet
/// ones), which predicts a relative deviation u(t) of every later slot. What is applied is κ u(t): κ, between 0 and
/// 1.2, is the factor with which the same filter would have had the least absolute error over the rest of the past
/// days when run to the same time of day (and, at half and quarter weight, half an hour and an hour around it), times
/// n/(n + 10) for n past days; it is 0 unless that error is at least 0.3 % below that of no update. So where mornings tell nothing, nothing is updated. Bands shrink by
/// √(1 − (2κ − κ²)(V − V′)/V), V and V′ the variances of a slot before and after the morning, but by no more than the
/// errors of past days did on average.
/// Source: own; slopes learnt from history: Shen & Huang, M&SOM 10 (2008) §4; Weinberg, Brown & Stroud, JASA 102
/// (2007) §4.3; shrinkage to no update as in Bühlmann & Gisler, 2005, §3.1.
public struct IntradayUpdater: Hashable, Sendable {
    /// Days that count half against κ.
    static let shrinkageDays = 10.0
    /// Largest κ.
    static let largestCarryOver = 1.2
    /// Share of past days' error that an update must stay below to be made.
    static let leastGain = 0.997
    /// Robust deviations at which a block's residual is bounded.
    static let bound = 6.0
    /// A slot with nothing where at least this much is expected is an outage, not quiet: P(0) < e⁻¹².
    static let outageExpectation = 12.0
    /// Expected volume below which a block says nothing.
    static let leastVolume = 0.05

    private let slotMinutes: Int
    private let slotsPerBlock: Int
    private let days: [IntradayDynamics.Day]
    private let dynamics: IntradayDynamics
    private let scale: Double

    /// Number of past days learnt from.
    public var dayCount: Int { days.count }

    init(days past: [IntradayDay], slotMinutes: Int) {
        self.slotMinutes = slotMinutes
        let perBlock = max(1, 30 / slotMinutes)
        slotsPerBlock = perBlock
        var days: [IntradayDynamics.Day] = []
        let slots = past.last?.forecast.count ?? 0
        for day in past where day.forecast.count == slots {
            let blocks = Self.blocks(forecast: day.forecast, actual: day.actual, slotsPerBlock: perBlock)
            if blocks.residual.contains(where: { !$0.isNaN }) { days.append(blocks) }
        }
        let sizes = days.flatMap { $0.residual.filter { !$0.isNaN }.map { abs($0) } }
        // Counts scatter at least as Poisson numbers do.
        scale = max(1, 1.4826 * (Quantile.median(sizes) ?? 0))
        let reach = Self.bound * scale
        for d in days.indices {
            days[d].residual = days[d].residual.map { $0.isNaN ? $0 : min(max($0, -reach), reach) }
        }
        let means = days.map { day in
            let known = day.residual.filter { !$0.isNaN }
            return abs(known.reduce(0, +) / Double(known.count))
        }
        let usual = 3 * 1.4826 * (Quantile.median(means) ?? 0)
        for (d, mean) in means.enumerated() where mean > usual && usual > 0 {
            days[d].weight = usual * usual / (mean * mean)
        }
        dynamics = IntradayDynamics(days: days, blockMinutes: perBlock * slotMinutes)
        self.days = days
    }

    /// Volumes and residuals by block; slots of an outage, unknown and closed ones left out.
    private static func blocks(forecast: [Double], actual: [Double], slotsPerBlock: Int) -> IntradayDynamics.Day {
        let count = (forecast.count + slotsPerBlock - 1) / slotsPerBlock
        var expected = [Double](repeating: 0, count: count)
        var came = expected
        for s in actual.indices where !isUnknown(actual[s], expected: forecast[s]) {
            expected[s / slotsPerBlock] += forecast[s]
            came[s / slotsPerBlock] += actual[s]
        }
        let residual = zip(expected, came).map { f, y in
            f > leastVolume ? (y - f) / f.squareRoot() : .nan
        }
        return IntradayDynamics.Day(
            expected: expected, residual: residual, opening: opening(of: forecast, slotsPerBlock: slotsPerBlock))
    }

    /// The first block of a day in which anything is expected.
    private static func opening(of forecast: [Double], slotsPerBlock: Int) -> Int {
        (forecast.firstIndex { $0 > leastVolume } ?? 0) / slotsPerBlock
    }

    private static func isUnknown(_ actual: Double, expected: Double) -> Bool {
        !actual.isFinite || actual < 0 || (actual == 0 && expected >= outageExpectation)
    }

    /// The rest of a day after its first `actualsSoFar.count` slots.
    ///
    /// - Parameters:
    ///   - day: The forecast made before the day began, one entry a slot of the day (as many as the past days have).
    ///   - actualsSoFar: Volumes of the first slots of the day; NaN where closed or unknown.
    /// - Returns: The remaining slots; closed ones (forecast 0) stay 0, nothing is negative, bands are nested.
    public func update(_ day: DayAheadForecast, actualsSoFar: [Double]) -> IntradayOutcome {
        let first = min(actualsSoFar.count, day.mean.count)
        let known = Self.blocks(
            forecast: Array(day.mean[..<first]), actual: Array(actualsSoFar[..<first]), slotsPerBlock: slotsPerBlock)
        let rest = first..<day.mean.count
        var outcome = IntradayOutcome(
            firstSlot: first,
            rest: DayAheadForecast(
                mean: Array(day.mean[rest]), lower80: Array(day.lower80[rest]), upper80: Array(day.upper80[rest]),
                lower95: Array(day.lower95[rest]), upper95: Array(day.upper95[rest])),
            scale: [Double](repeating: 1, count: rest.count), dayAheadMean: Array(day.mean[rest]), carryOver: 0,
            reason: "")
        let usable = known.residual.contains { !$0.isNaN }
        guard days.count >= IntradayUpdate.minimumDays, usable, !rest.isEmpty else {
            outcome.reason =
                rest.isEmpty
                ? "the day is over"
                : !usable
                    ? "no update: nothing that can be believed is known of the day yet"
                    : "no update: \(days.count) past days are too few to learn from (\(IntradayUpdate.minimumDays) needed)"
            return outcome
        }
        let reach = Self.bound * scale
        let firstBlock = first / slotsPerBlock
        var state = dynamics.start(opening: known.opening)
        for b in known.residual.indices {
            if !known.residual[b].isNaN {
                dynamics.observe(
                    &state, expected: known.expected[b], residual: min(max(known.residual[b], -reach), reach))
            }
            // The rest of a block that has begun is predicted from the block itself.
            if b < firstBlock { dynamics.advance(&state) }
        }
        let nextBlock = (first + slotsPerBlock - 1) / slotsPerBlock
        let carryOver = carryOver(before: nextBlock)
        outcome.carryOver = carryOver
        apply(state: state, carryOver: carryOver, block: firstBlock, to: &outcome)
        let (found, promised) = pastError(before: nextBlock, carryOver: carryOver)
        let width = promised > 0 ? max(1, found / promised) : 1
        for i in outcome.scale.indices where day.mean[first + i] > 0 {
            outcome.scale[i] = min(1, width * outcome.scale[i])
            outcome.rest.setBands(at: i, from: day.mean[first + i], scale: outcome.scale[i])
        }
        outcome.reason = reason(known, outcome: outcome)
        return outcome
    }

    /// κ for an update at the beginning of `block`: the weighted median of what came over what was predicted.
    private func carryOver(before block: Int) -> Double {
        var ratios: [(ratio: Double, weight: Double)] = []
        let count = days.first?.residual.count ?? 0
        for near in max(1, block - 2)..<max(1, min(count, block + 3)) {
            let kernel = exp2(-Double(abs(near - block)))
            for day in days {
                let state = dynamics.state(of: day, before: near)
                var (passing, opening) = (state.passing, state.opening)
                for b in near..<count {
                    let move = state.day + passing + opening
                    passing *= dynamics.persistence
                    opening *= dynamics.decay
                    guard !day.residual[b].isNaN, abs(move) > 1e-12 else { continue }
                    let came = day.residual[b] / day.expected[b].squareRoot()
                    ratios.append((came / move, kernel * day.weight * day.expected[b] * abs(move)))
                }
            }
        }
        guard !ratios.isEmpty else { return 0 }
        ratios.sort { $0.ratio < $1.ratio }
        let half = ratios.reduce(0) { $0 + $1.weight } / 2
        var sum = 0.0
        var median = 0.0
        for (ratio, weight) in ratios {
            sum += weight
            median = ratio
            if sum >= half { break }
        }
        let weight = days.reduce(0) { $0 + $1.weight }
        let carryOver = min(max(median, 0), Self.largestCarryOver) * weight / (weight + Self.shrinkageDays)
        // A gain that small is luck.
        let gained = pastError(before: block, carryOver: carryOver).found
        return gained < Self.leastGain * pastError(before: block, carryOver: 0).found ? carryOver : 0
    }

    private func apply(
        state: IntradayDynamics.State, carryOver: Double, block: Int, to outcome: inout IntradayOutcome
    ) {
        var state = state
        var reached = block
        for i in outcome.scale.indices {
            let slot = outcome.firstSlot + i
            while reached < slot / slotsPerBlock {
                dynamics.advance(&state)
                reached += 1
            }
            let f = outcome.rest.mean[i]
            guard f > 0 else { continue }
            outcome.scale[i] = shrinkage(state, expected: f, carryOver: carryOver)
            outcome.rest.mean[i] = max(0, f * (1 + carryOver * state.deviation))
        }
    }

    /// Absolute errors of past days after an update at `block`, and what the variances promise of them.
    private func pastError(before block: Int, carryOver: Double) -> (found: Double, promised: Double) {
        var found = 0.0
        var promised = 0.0
        for day in days {
            var state = dynamics.state(of: day, before: block)
            for b in block..<day.residual.count {
                if !day.residual[b].isNaN {
                    let f = day.expected[b]
                    let move = carryOver * state.deviation * f.squareRoot()
                    let weight = day.weight * f.squareRoot()
                    found += weight * abs(day.residual[b] - move)
                    promised += weight * shrinkage(state, expected: f, carryOver: carryOver) * abs(day.residual[b])
                }
                dynamics.advance(&state)
            }
        }
        return (found, promised)
    }

    /// √(1 − (2κ − κ²)(V − V′)/V) for a block or slot of volume `expected`.
    private func shrinkage(_ state: IntradayDynamics.State, expected: Double, carryOver: Double) -> Double {
        let before = dynamics.dayVariance + dynamics.passingVariance + state.openingPrior
        let after = state.variance
        let told = 2 * min(carryOver, 1) - min(carryOver, 1) * min(carryOver, 1)
        return max(0, 1 - told * max(0, before - after) / (before + 1 / expected)).squareRoot()
    }

    private func reason(_ known: IntradayDynamics.Day, outcome: IntradayOutcome) -> String {
        var expected = 0.0
        var came = 0.0
        for (f, r) in zip(known.expected, known.residual) where !r.isNaN {
            expected += f
            came += f + r * f.squareRoot()
        }
        let before = outcome.dayAheadMean.reduce(0, +)
        let after = outcome.rest.mean.reduce(0, +)
        let morning = Self.percent(expected > 0 ? came / expected - 1 : 0)
        let rest = Self.percent(before > 0 ? after / before - 1 : 0)
        guard outcome.carryOver > 0, before > 0 else {
            return
                "no update: the day so far is \(morning) against its forecast, but in \(days.count) past days mornings "
                + "told nothing of the rest"
        }
        return
            "the day so far is \(morning) against its forecast; as such mornings carried over in \(days.count) past days, "
            + "the rest is set \(rest)"
    }

    /// `+4.2 %`, one decimal.
    private static func percent(_ share: Double) -> String {
        let tenths = (share * 1000).rounded()
        guard tenths.isFinite, abs(tenths) < 1e9 else { return "far off" }
        let whole = Int(abs(tenths))
        return "\(tenths < 0 ? "−" : "+")\(whole / 10).\(whole % 10) %"
    }
}

extension DayAheadForecast {
    /// Moves the intervals of slot `i` from around `old` to the slot's mean, `scale` times as wide, nested, not below 0
    /// and never narrower than counting noise alone ((√f + z/2)², Anscombe 1948).
    fileprivate mutating func setBands(at i: Int, from old: Double, scale: Double) {
        let f = mean[i]
        let stretch = scale * (f / old).squareRoot()
        func end(_ value: Double, _ level: Double) -> Double {
            guard value != old else { return f }
            var moved = f + stretch * (value - old)
            // Counts are whole: less than half a contact is no reason to move an end, it would only lose a count.
            if abs(moved - value) < 0.5 { moved = value }
            let root = max(0, f.squareRoot() + NormalDistribution.quantile(level) / 2)
            return level < 0.5 ? max(0, min(moved, root * root, f)) : max(moved, root * root, f)
        }
        lower80[i] = end(lower80[i], 0.1)
        upper80[i] = end(upper80[i], 0.9)
        lower95[i] = min(end(lower95[i], 0.025), lower80[i])
        upper95[i] = max(end(upper95[i], 0.975), upper80[i])
    }
}
