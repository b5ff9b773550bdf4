#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// From errors to weights.
///
/// A candidate's error is compared with the planner's mean on the logarithm; the comparison is drawn to what is usual
/// for the model (``ForecastModel/usualAdvantage(for:)``) as if that had been seen from some origins more. A candidate
/// weighs (least error / its error)^p; those too far behind drop out (a trimmed mean), and a little of the weight is
/// drawn to equal weights.
/// Source: inverse-error weights: Bates & Granger, Operational Research Quarterly 20 (1969) 451–468; trimming: Jose &
/// Winkler, IJF 24 (2008) 163–169; shrinkage to equal weights: Diebold & Pauly, IJF 6 (1990) 503–508; the prior is own.
struct WeightRule {
    /// Origins that the usual advantage of a model is worth.
    var priorOrigins: Double
    /// p: how sharply weights fall with the error.
    var power: Double
    /// Logarithm of the error over the least beyond which a candidate drops out.
    var trim: Double
    /// Share of the weight drawn to equal weights.
    var equalShare: Double

    /// With opening hours, and for daily volumes, the calendar model knows what the others cannot, and a mean with them
    /// only blurs it.
    static let calendarBound = WeightRule(priorOrigins: 20, power: 40, trim: 0.05, equalShare: 0.1)
    /// Round the clock many models come close, and err differently: their mean is better than the best.
    static let roundTheClock = WeightRule(priorOrigins: 3, power: 8, trim: 0.7, equalShare: 0)

    /// The weights of candidates by their errors in a lead group, 1 in sum.
    ///
    /// - Parameters:
    ///   - errors: Sums of absolute (or squared) errors in the group; all zero where nothing was scored in it.
    ///   - totals: The same over all groups, in the stead of a group without scores.
    ///   - planner: The candidate that the others are compared with.
    ///   - advantages: Usual log error of each against the planner's.
    ///   - origins: Number of origins scored.
    ///   - isSquared: Whether the errors are squared.
    func weights(
        errors: [Double], totals: [Double], planner: Int, advantages: [Double], origins: Double, isSquared: Bool
    ) -> [Double] {
        let own = errors[planner] > 0 ? errors : totals
        // A planner's mean without any error leaves nothing to gain.
        guard own[planner] > 0 else { return errors.indices.map { $0 == planner ? 1 : 0 } }
        let scale = isSquared ? 0.5 : 1
        let scores = own.indices.map { m -> Double in
            let seen = own[m] > 0 ? scale * log(own[m] / own[planner]) : -3
            return (origins * seen + priorOrigins * advantages[m]) / (origins + priorOrigins)
        }
        let best = scores.min() ?? 0
        var weights = scores.map { $0 - best <= trim ? exp(-power * ($0 - best)) : 0 }
        let sum = weights.reduce(0, +)
        let kept = Double(weights.count { $0 > 0 })
        for m in weights.indices where weights[m] > 0 {
            weights[m] = (1 - equalShare) * weights[m] / sum + equalShare / kept
        }
        return weights
    }
}
