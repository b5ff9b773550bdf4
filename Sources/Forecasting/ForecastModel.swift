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
}

extension ForecastModel {
    /// ``path(for:)`` with closed slots zero, nothing negative and no NaN.
    public func lawfulPath(for task: ForecastTask) -> [Double] { task.lawful(path(for: task)) }
}

/// The models that come with wfm.
public enum ForecastModels {
    /// Every model, simplest first.
    public static let all: [any ForecastModel] = [
        WeekdayMean(weeks: 4), WeekdayMean(weeks: 8), SeasonalNaive(), WeekdayEWMA(), CalendarDayModel(),
        DoubleSeasonalHoltWinters(scale: .additive), DoubleSeasonalHoltWinters(scale: .multiplicative),
    ]

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
