import ContactCenter
import Simulation

/// Roster → performance: the plan is lived many times before it is lived once.
public struct SimulationStage: Sendable {
    private let workspace: PlanWorkspace

    /// The simulation stage of a plan.
    public init(_ workspace: PlanWorkspace) { self.workspace = workspace }

    /// Performance of every interval of `requirements` (which carry volume, AHT and patience) with the agents whom
    /// `segments` put on duty, ordered by stream and time. `nil` segments = exactly the agents that the requirement
    /// schedules, for plans without a team.
    public func run(
        requirements: [RequirementInterval], segments: [RosterSegment]?, context: StageContext
    ) throws -> [PerformanceInterval] {
        context.report(PlanProgress(.simulating, share: 0))
        let plan = workspace.plan
        guard let grid = SimulationGrid(requirements: requirements, workspace: workspace) else {
            throw PlanningError.missingRows(file: "requirements", what: "no row belongs to the plan")
        }
        let streams = workspace.streams.sorted { $0.stream < $1.stream }
        let simulationCase = SimulationCase(
            intervalSeconds: grid.intervalSeconds, queues: streams.map { grid.queue(of: $0, rows: requirements) },
            groups: segments.map { grid.groups(of: $0, streams: streams) }
                ?? grid.groups(of: requirements, streams: streams),
            intervalsPerDay: 86_400 / grid.intervalSeconds, availability: 1 - plan.shrinkage.total,
            agentSlotsPerInterval: grid.slotsPerInterval)
        let simulator = try Simulator(simulationCase)
        let result = simulator.run(
            replications: plan.simulation.replications, seed: plan.seed, threads: context.threads,
            shouldStop: { context.interruption.isRequested })
        try context.checkInterruption()
        context.report(PlanProgress(.simulating, share: 1))
        return streams.indices.flatMap { index in
            grid.performance(of: streams[index], queue: index, result: result, rows: requirements)
        }
    }
}
