import FileFormats
import Simulation
import Tabular

/// A simulation case of a file, simulated for many days: what benchmarks ask of the simulator.
public struct CaseSimulation: Sendable {
    private let result: SimulationResult

    /// Simulates the case of `input` for `days` independent days.
    ///
    /// - Throws: `TabularError` or `SimulationError` of a case that cannot be read or makes no sense;
    ///   `PlanningError.interrupted` when asked to stop.
    public init(_ input: InputBytes, days: Int, seed: UInt64, context: StageContext) throws {
        context.report(PlanProgress(.simulating, share: 0))
        let simulator = try Simulator(SimulationCaseFile.read(input))
        result = simulator.run(
            replications: days, seed: seed, threads: context.threads,
            shouldStop: { context.interruption.isRequested })
        try context.checkInterruption()
        context.report(PlanProgress(.simulating, share: 1))
    }

    /// `queue_or_group,measure,mean,ci95_half`: every queue, all together, every group.
    public func results() -> [UInt8] {
        var table = CSVWriter(header: ["queue_or_group", "measure", "mean", "ci95_half"])
        func add(_ name: String, _ measure: String, _ estimate: Estimate?) {
            guard let estimate else { return }
            table.add(name)
            table.add(measure)
            table.add(estimate.value, decimals: 9)
            table.add(estimate.halfWidth95, decimals: 9)
            table.endRow()
        }
        func add(_ name: String, _ total: SimulationResult.Measures, _ days: DayDistribution) {
            add(name, "offered_per_day", total.offered)
            add(name, "sl_offered", total.serviceLevel)
            add(name, "prob_abandon", total.abandonment)
            add(name, "prob_wait", total.waiting)
            add(name, "mean_wait_all_s", total.meanWaitSeconds)
            add(name, "asa_answered_s", total.asaSeconds)
            add(name, "day_sl_mean", days.mean)
            add(name, "day_sl_sd", days.standardDeviation)
            add(name, "prob_day_sl_at_least_80", days.share(atLeast: 0.8))
        }
        for queue in result.queues { add(queue.name, queue.total, queue.dayServiceLevels) }
        add("all", result.total, result.dayServiceLevels)
        for group in result.groups { add("group:\(group.name)", "occupancy_while_open", group.occupancyWhileOpen) }
        return table.bytes
    }

    /// The queues by interval of arrival, each measure with half its 95 % interval.
    public func intervals() -> [UInt8] {
        var table = CSVWriter(header: [
            "queue", "interval", "offered", "sl_offered", "sl_ci95", "prob_abandon", "prob_abandon_ci95", "prob_wait",
            "prob_wait_ci95", "mean_wait_all_s", "mean_wait_ci95",
        ])
        for queue in result.queues {
            for (index, interval) in queue.intervals.enumerated() {
                let measures = interval.measures
                table.add(queue.name)
                table.add(index)
                table.add(measures.offered.value, decimals: 9)
                for estimate in [
                    measures.serviceLevel, measures.abandonment, measures.waiting, measures.meanWaitSeconds,
                ] {
                    table.add(estimate?.value, decimals: 9)
                    table.add(estimate?.halfWidth95, decimals: 9)
                }
                table.endRow()
            }
        }
        return table.bytes
    }
}
