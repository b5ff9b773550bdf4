import NumericalMethods

/// One series of an ensemble of sample paths: a queue's volume, or its handle time.
public struct PathSeries: Sendable {
    /// Name, e.g. `sales/voice`.
    public var name: String
    /// What its numbers are.
    public var measure: OriginErrors.Measure
    /// Expected value of each slot of the horizon; 0 where closed. What is not finite or negative counts as 0.
    public var mean: [Double]
    /// Levels of the calibrated quantiles, ascending, inside 0…1, e.g. 0.025, 0.1, 0.9, 0.975.
    public var levels: [Double]
    /// Calibrated quantiles, one array of a value a slot for each level.
    public var quantiles: [[Double]]
    /// Errors of earlier origins; the same origins in the same order for every series of a request.
    public var past: OriginErrors

    /// A series with its calibrated quantiles and past errors.
    public init(
        name: String, measure: OriginErrors.Measure = .volume, mean: [Double], levels: [Double], quantiles: [[Double]],
        past: OriginErrors
    ) {
        precondition(levels.count == quantiles.count, "one array of quantiles a level")
        precondition(quantiles.allSatisfy { $0.count == mean.count }, "one quantile a slot")
        self.name = name
        self.measure = measure
        self.mean = mean
        self.levels = levels
        self.quantiles = quantiles
        self.past = past
    }

    /// The volume of a forecast with its 80 % and 95 % intervals.
    public init(volumeOf forecast: SeriesForecast, name: String, past: OriginErrors) {
        self.init(
            name: name, mean: forecast.mean, levels: [0.025, 0.1, 0.9, 0.975],
            quantiles: [forecast.lower95, forecast.lower80, forecast.upper80, forecast.upper95], past: past)
    }

    /// The handle time of a forecast with its 80 % interval; 0 where it is unknown.
    public init(handleTimeOf forecast: SeriesForecast, name: String, past: OriginErrors) {
        self.init(
            name: name, measure: .average, mean: forecast.ahtSeconds.map { $0 ?? 0 }, levels: [0.1, 0.9],
            quantiles: [forecast.ahtLower80.map { $0 ?? 0 }, forecast.ahtUpper80.map { $0 ?? 0 }], past: past)
    }
}

/// What ``samplePaths(_:)`` is asked.
public struct SamplePathRequest: Sendable {
    /// The series, all over the same slots.
    public var series: [PathSeries]
    /// Slots in a day.
    public var slotsPerDay: Int
    /// Place of the horizon's first slot in its day; earlier origins begin at the same time of day.
    public var firstSlotOfDay: Int
    /// Paths to draw, 1…65,536.
    public var pathCount: Int
    /// Whether volumes are whole numbers on every path.
    public var wholeNumbers: Bool
    /// Seed of the draws.
    public var seed: UInt64

    /// A request of 500 paths of real numbers from midnight on.
    public init(
        series: [PathSeries], slotsPerDay: Int, firstSlotOfDay: Int = 0, pathCount: Int = 500,
        wholeNumbers: Bool = false, seed: UInt64 = 1
    ) {
        self.series = series
        self.slotsPerDay = slotsPerDay
        self.firstSlotOfDay = firstSlotOfDay
        self.pathCount = pathCount
        self.wholeNumbers = wholeNumbers
        self.seed = seed
    }
}

/// Draws coherent paths of several series: in every slot they have the calibrated distribution, and across slots, days
/// and series they move together as past errors did.
///
/// Ensemble copula coupling: past errors give the order of the paths in every slot (a block bootstrap of whole days,
/// the same dates for all series), the calibrated quantiles give the values. Day totals, week totals and totals over
/// queues are sums on each path, so they agree with their parts whatever quantile is asked.
///
/// The paths' mean in each slot is the forecast; closed slots are 0; nothing is negative. Equal requests give equal
/// paths.
/// - Complexity: O(paths × series × slots × log paths)
/// Source: Schefzik, Thorarinsdottir & Gneiting, "Uncertainty quantification in complex simulation models using
/// ensemble copula coupling", Statistical Science 28 (2013) 616–640; Clark et al., "The Schaake shuffle", J.
/// Hydrometeorology 5 (2004) 243–262; blocks of days: Künsch, Annals of Statistics 17 (1989) 1217–1241.
public func samplePaths(_ request: SamplePathRequest) -> SamplePaths {
    let series = request.series
    let slots = series.first?.mean.count ?? 0
    precondition(series.allSatisfy { $0.mean.count == slots }, "all series must cover the same slots")
    precondition((1...65_536).contains(request.pathCount), "1 to 65,536 paths")
    precondition(request.slotsPerDay >= 1 && (0..<request.slotsPerDay).contains(request.firstSlotOfDay), "slot of day")
    let margins = series.map { one in
        (0..<slots).map { slot in
            let mean = one.mean[slot]
            return MarginalQuantiles(
                mean: mean.isFinite ? max(0, mean) : 0, levels: one.levels, quantiles: one.quantiles.map { $0[slot] })
        }
    }
    let copula = PathCopula(
        days: ErrorDays(series, slotsPerDay: request.slotsPerDay, firstSlotOfDay: request.firstSlotOfDay),
        isOpen: margins.map { $0.map { !$0.isZero } }, commonShare: series.flatMap(commonShares),
        firstSlotOfDay: request.firstSlotOfDay)
    let width = series.count * slots
    var values = [Double](repeating: 0, count: request.pathCount * width)
    for path in 0..<request.pathCount {
        var stream = RandomStream(seed: request.seed, unit: UInt64(path))
        copula.draw(into: &values, at: path * width, stream: &stream)
    }
    var shuffle = RankShuffle(pathCount: request.pathCount)
    for (index, slotMargins) in margins.enumerated() {
        for (slot, margin) in slotMargins.enumerated() where !margin.isZero {
            shuffle.impose(margin, on: &values, first: index * slots + slot, stride: width)
        }
    }
    var paths = SamplePaths(
        names: series.map(\.name), pathCount: request.pathCount, slotCount: slots, slotsPerDay: request.slotsPerDay,
        firstSlotOfDay: request.firstSlotOfDay, values: values)
    if request.wholeNumbers {
        for (index, one) in series.enumerated() where one.measure == .volume {
            paths.roundVolumes(series: index, seed: request.seed)
        }
    }
    return paths
}

/// Share of each slot's variance that is common to its day when nothing is known: for volumes what exceeds counting
/// noise, for averages none.
private func commonShares(of series: PathSeries) -> [Double] {
    guard series.measure == .volume, let low = series.levels.firstIndex(where: { $0 < 0.5 }),
        let high = series.levels.lastIndex(where: { $0 > 0.5 })
    else { return [Double](repeating: 0, count: series.mean.count) }
    let width = NormalDistribution.quantile(series.levels[high]) - NormalDistribution.quantile(series.levels[low])
    return series.mean.indices.map { slot in
        let deviation = (series.quantiles[high][slot] - series.quantiles[low][slot]) / width
        let variance = deviation * deviation
        guard variance.isFinite, variance > 0 else { return 0 }
        return min(1, max(0, 1 - series.mean[slot] / variance))
    }
}
