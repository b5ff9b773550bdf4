/// The whole cycle on the demo centre. No peer does it; the rows are there to be watched.
struct DemoPlanBenchmark {
    let options: BenchOptions

    func rows() throws -> [BenchRow] {
        let runs = try ChildProcess.repeated(
            [
                options.wfm, "plan", "\(options.data)/demo/plan.yaml", "--output", "\(options.scratch)/demo",
                "--threads", "2", "--quiet",
            ], rounds: min(3, options.rounds))
        return [
            BenchRow(
                measure: "`wfm plan` of the demo centre, 2 threads: wall", ours: runs.wall.described(unit: "s")),
            BenchRow(measure: "the same: CPU", ours: runs.cpu.described(unit: "s")),
            BenchRow(measure: "the same: peak memory", ours: runs.memory.described(unit: "MiB")),
        ]
    }
}
