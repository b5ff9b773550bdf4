import Capacity
import ContactCenter
import Queueing
import Scheduling

/// Forecast by week → capacity plan: required and available people, hiring, overtime, cost.
public struct CapacityStage: Sendable {
    private let workspace: PlanWorkspace
    private let settings: CapacitySettings

    /// The capacity stage of a plan with the settings of a capacity file.
    public init(_ workspace: PlanWorkspace, settings: CapacitySettings) {
        self.workspace = workspace
        self.settings = settings
    }

    /// The capacity plan of a forecast's whole weeks.
    ///
    /// Where intervals are known the hours are those of the queueing models, interval by interval; where only volumes of
    /// days or weeks are, they are spread over the week as the history was, or, without a history, taken as work over
    /// occupancy. A note says which.
    ///
    /// - Parameter history: Interval history: the shape of a week, and patience where the plan says 'estimate'.
    /// - Throws: `PlanningError` for a forecast that does not fit the plan, `CapacityError` and `QueueingError` for
    ///   numbers that no plan can have.
    public func run(
        _ forecast: CapacityForecast, history: [IntervalCounts]?, context: StageContext
    ) async throws -> CapacityResult {
        let demand = try CapacityDemand(forecast, settings: settings, workspace: workspace)
        let requirements = CapacityRequirements(workspace: workspace, demand: demand)
        var notes = demand.notes
        let weekly: [WeeklyRequirement]
        if let intervals = demand.intervals {
            notes.append("the hours are those of the queueing models, interval by interval")
            weekly = try await requirements.byInterval(intervals, history: history, context: context)
        } else if let history, let shape = WeekShape(history, workspace: workspace) {
            notes.append(
                "the hours are those of the queueing models: volumes are spread over the week as in"
                    + " \(shape.weeks) weeks of history")
            weekly = try await requirements.byInterval(
                shape.intervals(of: demand.volumes, workspace: workspace), history: history, context: context)
        } else {
            notes.append(
                "the hours are the work over an occupancy of at most \(settings.occupancy), for only volumes of weeks are"
                    + " known; the service level is as if contacts came evenly over the open hours (--history tells when"
                    + " they come)")
            weekly = try requirements.byOccupancy(settings.occupancy, history: history)
        }
        if weekly.count < 13 {
            notes.append(
                "\(weekly.count) weeks are less than a quarter: what newcomers are worth after the plan is not seen")
        }
        let planner = try CapacityPlanner(
            settings: settings, requirements: weekly, shrinkage: workspace.plan.shrinkage)
        let solver = try HiGHSLibrary.locate(in: context.solverFolders).map { try IntegerSolver(path: $0.path) }
        if solver == nil { notes.append("the solver library HiGHS was not found (make setup)") }
        let cases = planner.cases
        let solved = try await concurrentMap(count: cases.count, threads: context.threads) { index in
            do {
                return try planner.solve(
                    cases[index], solver: solver, shouldStop: { context.interruption.isRequested })
            } catch CapacityError.interrupted {
                throw PlanningError.interrupted
            }
        } finished: { done, _, _ in
            context.report(PlanProgress(.capacity, share: Double(done) / Double(cases.count)))
        }
        var result = try planner.result(of: solved)
        result.notes = notes + result.notes
        return result
    }
}
