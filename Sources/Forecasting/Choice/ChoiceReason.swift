/// The choice in a planner's words.
struct ChoiceReason {
    /// The sentence.
    let text: String

    /// Says what was chosen by `weights` among the models of `rolling`, and why.
    init(weights: ModelWeights, rolling: RollingPaths) {
        let members = weights.combination.members
        let models = rolling.models
        var text: String
        if members.count == 1 {
            text = models[members[0].model].title
        } else {
            let parts = members.map { "\(models[$0.model].title) \(Int(($0.weight * 100).rounded())) %" }
            text = "mean of " + parts.joined(separator: ", ")
        }
        let origins = "\(rolling.originCount) \(rolling.originCount == 1 ? "origin" : "origins")"
        guard let own = weights.figure(weights.combinedErrors) else {
            self.text = "\(text): every volume of the backtest is zero (\(origins))"
            return
        }
        func figure(_ errors: ModelWeights.Errors) -> String {
            let value = weights.figure(errors) ?? own
            return weights.isLowCount ? "\(Self.decimals(value, 100))" : "\(Self.decimals(value * 100, 10)) %"
        }
        text += ": \(weights.isLowCount ? "root mean squared error" : "WAPE") \(figure(weights.combinedErrors))"
        // What a planner would compare with: the best plain mean, or the best other model.
        let others = models.indices.filter { m in members.count > 1 || m != members[0].model }
        let planners = others.filter { models[$0] is WeekdayMean }
        let rivals = planners.isEmpty ? others : planners
        if let rival = rivals.min(by: { weights.errors[$0].total < weights.errors[$1].total }) {
            text += " against \(figure(weights.errors[rival])) for the \(models[rival].title)"
        }
        self.text = text + " over \(origins)"
    }

    private static func decimals(_ value: Double, _ scale: Double) -> String {
        let rounded = (value * scale).rounded() / scale
        return rounded.isFinite ? "\(rounded)" : "unknown"
    }
}
