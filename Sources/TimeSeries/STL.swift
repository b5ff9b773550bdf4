/// Splits a series into season, trend and remainder by loess.
///
/// value = seasonal + trend + remainder. The inner loop takes turns: each cycle-subseries (all Mondays at nine, say) is
/// smoothed, its own slow part removed, and the trend smoothed through what is left; the outer loop gives outlying
/// points less weight and starts again.
///
///     let parts = try STL(period: 12).decompose(monthly)
///     parts.trend[0] + parts.seasonal[0] + parts.remainder[0]  // monthly[0], up to rounding
///
/// Source: Cleveland, Cleveland, McRae & Terpenning, "STL: A seasonal-trend decomposition procedure based on loess",
/// Journal of Official Statistics 6 (1990) 3–73; the authors' program (netlib `stl`), with the exact median that
/// later versions use in the robustness weights.
public struct STL: Hashable, Sendable {
    /// One of the three loess smoothers.
    public struct Smoother: Hashable, Sendable {
        /// Points of the window, odd, ≥ 3.
        public var length: Int
        /// Degree of the local polynomial, 0 or 1.
        public var degree: Int
        /// Distance of the points computed; those between are interpolated. 1 computes all.
        public var jump: Int

        /// A smoother of `length` points.
        public init(length: Int, degree: Int = 1, jump: Int = 1) {
            self.length = length
            self.degree = degree
            self.jump = jump
        }
    }

    /// The parts of a series, one value a point each.
    public struct Decomposition: Hashable, Sendable {
        /// What repeats with the period, slowly changing.
        public var seasonal: [Double]
        /// The slow part.
        public var trend: [Double]
        /// What is left.
        public var remainder: [Double]
        /// Weight of each point in the last outer loop, 0…1; all 1 without outer loops.
        public var robustnessWeights: [Double]
    }

    /// Points of a cycle, ≥ 2.
    public var period: Int
    /// Smoother of the cycle-subseries; its length is in cycles.
    public var seasonal: Smoother
    /// Smoother of the trend; its length must exceed the period.
    public var trend: Smoother
    /// Smoother of the cycle-subseries' own slow part; its length must exceed the period.
    public var lowPass: Smoother
    /// Turns of the inner loop, ≥ 1.
    public var innerIterations: Int
    /// Turns of the outer, robust loop; 0 = not robust.
    public var outerIterations: Int

    /// The decomposition with the usual lengths: trend = the odd number from 1.5 · period / (1 − 1.5 / seasonal) up,
    /// low pass = the odd number above the period; 5 inner turns, or 2 inner and 15 outer ones when robust.
    public init(period: Int, seasonalLength: Int = 7, seasonalDegree: Int = 1, isRobust: Bool = false) {
        self.period = period
        seasonal = Smoother(length: seasonalLength, degree: seasonalDegree)
        let share = 1 - 1.5 / Double(max(3, seasonalLength))
        // An absurd period is refused later; here it must only not overflow.
        let length = Int((1.5 * Double(min(max(period, 1), 1 << 40)) / share).rounded(.up))
        trend = Smoother(length: length | 1)
        lowPass = Smoother(length: min(max(period, 1), 1 << 40) + 1 | 1)
        innerIterations = isRobust ? 2 : 5
        outerIterations = isRobust ? 15 : 0
    }

    /// Splits `values`.
    ///
    /// - Throws: ``TimeSeriesError/tooShort(model:needed:found:)`` below two cycles,
    ///   ``TimeSeriesError/notFinite(model:index:)``, or ``TimeSeriesError/invalidParameter(model:name:value:domain:)``.
    /// - Complexity: O(n · (trend.length + lowPass.length + seasonal.length)) a turn of the inner loop
    public func decompose(_ values: [Double]) throws(TimeSeriesError) -> Decomposition {
        try validate()
        try STL.check(values, model: "STL", period: period)
        var kernel = STLKernel(self, count: values.count)
        kernel.run(values)
        return Decomposition(
            seasonal: kernel.season, trend: kernel.trend,
            remainder: values.indices.map { values[$0] - kernel.season[$0] - kernel.trend[$0] },
            robustnessWeights: kernel.robustness)
    }

    static func check(_ values: [Double], model: String, period: Int) throws(TimeSeriesError) {
        guard values.count >= 2 * period else {
            throw .tooShort(model: model, needed: 2 * period, found: values.count)
        }
        if let index = values.firstIndex(where: { !$0.isFinite }) { throw .notFinite(model: model, index: index) }
    }

    func validate() throws(TimeSeriesError) {
        func refuse(_ name: String, _ value: Int, _ domain: String) -> TimeSeriesError {
            .invalidParameter(model: "STL", name: name, value: String(value), domain: domain)
        }
        guard (2...1_000_000_000).contains(period) else { throw refuse("period", period, "in 2…1,000,000,000") }
        for (name, smoother, least) in [
            ("seasonal", seasonal, 3), ("trend", trend, period + 1), ("lowPass", lowPass, period + 1),
        ] {
            guard smoother.length >= max(3, least), smoother.length % 2 == 1 else {
                throw refuse("\(name).length", smoother.length, "odd and at least \(max(3, least))")
            }
            guard (0...1).contains(smoother.degree) else { throw refuse("\(name).degree", smoother.degree, "0 or 1") }
            guard smoother.jump >= 1 else { throw refuse("\(name).jump", smoother.jump, "at least 1") }
        }
        guard innerIterations >= 1 else { throw refuse("innerIterations", innerIterations, "at least 1") }
        guard outerIterations >= 0 else { throw refuse("outerIterations", outerIterations, "at least 0") }
    }
}
