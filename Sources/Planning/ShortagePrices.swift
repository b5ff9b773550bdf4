import ContactCenter
import Queueing

/// What heads missing in an interval cost by the contacts they leave waiting: the price of the k-th head missing is what
/// it adds to the contacts not served within their target, at a price for each.
///
/// lost(n) = volume × (1 − service level with n agents), by the queueing model that set the requirement (Erlang A with a
/// patience, Erlang C without). Below the load the level falls to 0 and a further head would cost ever less; there the
/// dearest price so far goes on, so that prices never fall (a convex curve, own choice): an interval that is in trouble is
/// not given up. Work with a deadline has no such curve and keeps the price by agent-hours.
struct ShortagePrices {
    /// Most heads of one stream that are priced one by one.
    static let mostHeads = 64

    let costs: CoverageCosts
    let contactPrice: Double

    /// Prices of the first, second, … head missing from the requirement `row` of a stream with `target`, never falling.
    func marginal(of row: RequirementInterval, target: ServiceTarget, channel: Channel) throws -> [Double] {
        let hours = Double(row.intervalSeconds) / 3600
        let heads = Int((row.agentsScheduled - 1e-9).rounded(.up))
        guard heads > 0 else { return [] }
        guard channel.service != .deferrable else {
            // As the benchmark prices do: dearer beyond a share of the requirement.
            let free = Int((Double(heads) * costs.excessShare).rounded(.up))
            return (1...heads).map { hours * ($0 <= free ? costs.underAgentHour : costs.underExcessAgentHour) }
        }
        let count = min(heads, ShortagePrices.mostHeads)
        // A head that is asked for is never worth less than one that is idle.
        let least = hours * costs.overAgentHour
        guard row.volume > 0, let handleTime = row.ahtSeconds else { return [Double](repeating: least, count: count) }
        let traffic = try OfferedTraffic(
            contacts: row.volume, perSeconds: Double(row.intervalSeconds), ahtSeconds: handleTime)
        let servers =
            row.agentsRequired / row.agentsScheduled * (channel.service == .concurrent ? target.concurrency : 1)
        let model: any QueueingModel
        if let patience = row.patienceSeconds {
            model = try ErlangA(traffic, patienceSeconds: patience)
        } else {
            model = ErlangC(traffic)
        }
        func lost(_ missing: Int) throws -> Double {
            let agents = (row.agentsScheduled - Double(missing)) * servers
            guard agents > 0 else { return row.volume }
            let measures = try model.evaluate(
                agents: agents, withinSeconds: target.withinSeconds, shortAbandonSeconds: target.shortAbandonSeconds)
            return row.volume * (1 - (measures.serviceLevel(row.formula) ?? 0))
        }
        var prices: [Double] = []
        var before = try lost(0)
        var dearest = least
        for missing in 1...count {
            let now = try lost(missing)
            dearest = max(dearest, (now - before) * contactPrice)
            prices.append(dearest)
            before = now
        }
        return prices
    }
}
