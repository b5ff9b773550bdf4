/// A way to forecast volumes.
///
/// A model sees the volumes before the task's cutoff and the calendar of history and horizon, and returns one
/// expected volume a slot of the horizon. It is pure: the same task gives the same path.
public protocol ForecastModel: Sendable {
    /// Its name in files and on the command line, e.g. `mean-4-weeks`.
    var name: String { get }
    /// What a planner would call it, e.g. `4-week mean`.
    var title: String { get }
    /// How much it assumes: of two models that do equally well, the one with the lower number is taken.
    var complexity: Int { get }
    /// Expected volume of each slot after the cutoff; NaN for a slot it knows nothing about. Closed and negative
    /// slots are set to zero by the caller.
    func path(for task: ForecastTask) -> [Double]
    /// The paths from earlier cutoffs, rising, of up to `horizonSlots` slots each as far as the grid reaches; nothing
    /// after its cutoff may tell in a path. A model that learns as it goes makes them all in one run.
    func paths(for task: ForecastTask, cutoffs: [Int], horizonSlots: Int) -> [[Double]]
    /// How the model's error usually compares with the 4-week mean's on such a grid, on the logarithm; negative is
    /// better. What a short backtest is drawn to.
    func usualAdvantage(for timeline: SlotTimeline) -> Double
}

extension ForecastModel {
    /// No better and no worse.
    public func usualAdvantage(for timeline: SlotTimeline) -> Double { 0 }

    /// One ``path(for:)`` after the other.
    public func paths(for task: ForecastTask, cutoffs: [Int], horizonSlots: Int) -> [[Double]] {
        cutoffs.map { cutoff in
            path(for: task.earlier(cutoff: cutoff, horizonSlots: min(horizonSlots, task.timeline.count - cutoff)))
        }
    }
    /// ``path(for:)`` with closed slots zero, nothing negative and no NaN.
    public func lawfulPath(for task: ForecastTask) -> [Double] {
        var path = path(for: task)
        task.makeLawful(&path, cutoff: task.cutoff)
        return path
    }
}

/// The models that come with wfm.
public enum ForecastModels {
    /// The candidates of the default choice on a grid, simplest first: quick models that between them know the week,
    /// the level and the calendar, and round the clock how a day goes on.
    public static func standard(for timeline: SlotTimeline) -> [any ForecastModel] {
        let always: [any ForecastModel] = [
            WeekdayMean(weeks: 4), WeekdayMean(weeks: 8), WeekdayEWMA(), CalendarDayModel(),
        ]
        if timeline.hasClosedSlots || timeline.slotsPerDay == 1 { return always }
        return always + [
            DoubleSeasonalHoltWinters(scale: .additive), DoubleSeasonalHoltWinters(scale: .multiplicative),
            LongLagAutoregression(scale: .multiplicative),
        ]
    }

    /// Models that take a few milliseconds at most, simplest first.
    public static let quick: [any ForecastModel] = [
        WeekdayMean(weeks: 4), WeekdayMean(weeks: 8), SeasonalNaive(), WeekdayEWMA(), CalendarDayModel(), FactorModel(),
        CountRegression(), DriverRegression(),
        DoubleSeasonalHoltWinters(scale: .additive), DoubleSeasonalHoltWinters(scale: .multiplicative),
        LongLagAutoregression(scale: .additive), LongLagAutoregression(scale: .multiplicative),
    ]

    /// Every model, simplest first.
    public static let all: [any ForecastModel] = quick + ClassicalModels.all

    /// The names of ``all``.
    public static var names: [String] { all.map(\.name) }

    /// The models of these names in this order.
    ///
    /// - Throws: ``ForecastingError/unknownModel(_:known:)``.
    public static func named(_ names: [String]) throws(ForecastingError) -> [any ForecastModel] {
        var models: [any ForecastModel] = []
        for name in names {
            guard let model = all.first(where: { $0.name == name }) else {
                throw .unknownModel(name, known: self.names)
            }
            models.append(model)
        }
        return models
    }
}
