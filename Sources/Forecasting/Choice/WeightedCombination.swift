/// A weighted mean of models, with weights of its own for the first day, the first week and later.
///
/// Source: Bates & Granger, "The combination of forecasts", Operational Research Quarterly 20 (1969) 451–468.
struct WeightedCombination: Hashable, Sendable {
    /// Weight of each model by lead group; each group's sum to 1.
    let weights: [[Double]]

    /// All weight on one of `count` models.
    init(only model: Int, of count: Int) {
        let own = (0..<count).map { $0 == model ? 1.0 : 0.0 }
        weights = LeadGroup.allCases.map { _ in own }
    }

    /// Weights of each model by lead group.
    init(weights: [[Double]]) { self.weights = weights }

    /// The combination of paths of one length, one a model.
    func path(_ paths: [[Double]], slotsPerDay: Int) -> [Double] {
        let horizon = paths[0].count
        var combined = [Double](repeating: 0, count: horizon)
        for group in LeadGroup.allCases {
            let leads = group.leads(horizon: horizon, slotsPerDay: slotsPerDay)
            for (path, weight) in zip(paths, weights[group.rawValue]) where weight > 0 {
                for lead in leads { combined[lead] += weight * path[lead] }
            }
        }
        return combined
    }

    /// Models with a weight anywhere, the heaviest of the first week first, with that weight.
    var members: [(model: Int, weight: Double)] {
        let week = weights[LeadGroup.firstWeek.rawValue]
        return week.indices.filter { m in weights.contains { $0[m] > 0 } }
            .map { ($0, week[$0]) }
            .sorted { ($1.1, $0.0) < ($0.1, $1.0) }
    }
}
