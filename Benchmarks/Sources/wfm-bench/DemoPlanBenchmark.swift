/// The whole cycle on the demo centre. No peer does it; the row is there to be watched.
struct DemoPlanBenchmark {
    let options: BenchOptions

    func rows() throws -> [BenchRow] {
        let command = [
            options.wfm, "plan", "\(options.data)/demo/plan.yaml", "--output", "\(options.scratch)/demo", "--threads",
            "2", "--quiet",
        ]
        _ = try ChildProcess.run(command)
        let runs = try (0..<min(3, options.rounds)).map { _ in try ChildProcess.run(command) }
        return [
            BenchRow(
                measure: "`wfm plan` of the demo centre, wall, 2 threads", ours: runs.wall.described(unit: "s"),
                peer: "—", ratio: "—"),
            BenchRow(measure: "the same, CPU", ours: runs.cpu.described(unit: "s"), peer: "—", ratio: "—"),
            BenchRow(
                measure: "the same, peak memory", ours: runs.memory.described(unit: "MiB"), peer: "—", ratio: "—"),
        ]
    }
}
