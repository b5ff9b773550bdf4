/// A model that gives its forecasts from many cutoffs for little more than the price of one.
///
/// The parameters are estimated once, from the whole history of the task; each path starts from the state as it stood
/// at its cutoff, so that no later value moves a forecast except through the handful of parameters. A backtest that
/// uses this instead of one estimation a cutoff flatters the model slightly, all such models alike.
public protocol SinglePassModel: ForecastModel {
    /// Raw paths of `steps` slots after each cutoff, in the order given; closed slots are not zeroed and a slot that
    /// nothing is known about is NaN.
    ///
    /// - Parameters:
    ///   - cutoffs: slots of the task's grid, each at most the task's cutoff, ascending.
    ///   - steps: slots of each path; those after the end of the grid are forecast too, without a calendar.
    func paths(for task: ForecastTask, cutoffs: [Int], steps: Int) -> [[Double]]
}

extension SinglePassModel {
    /// The path from the end of the history.
    public func path(for task: ForecastTask) -> [Double] {
        paths(for: task, cutoffs: [task.cutoff], steps: task.horizonSlots).first
            ?? [Double](repeating: .nan, count: task.horizonSlots)
    }
}
