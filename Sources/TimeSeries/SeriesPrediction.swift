/// What a fitted model says of the steps after a series.
public struct SeriesPrediction: Hashable, Sendable {
    /// Expected value of each step.
    public var mean: [Double]
    /// Standard deviation of each step's error; empty when the model has none in closed form.
    public var standardDeviation: [Double]

    /// One mean a step, and one standard deviation a step or none.
    public init(mean: [Double], standardDeviation: [Double] = []) {
        precondition(standardDeviation.isEmpty || standardDeviation.count == mean.count, "one deviation a step")
        self.mean = mean
        self.standardDeviation = standardDeviation
    }
}
