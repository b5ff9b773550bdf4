/// Interval history of the demo's 300,000 interactions, against DuckDB on the same file.
struct ImportBenchmark {
    let options: BenchOptions

    func rows() throws -> [BenchRow] {
        let log = "\(options.data)/demo/interactions.csv"
        let results = try ChildProcess.paired(
            [
                options.wfm, "import", log, "--interval", "900", "--columns", "reference", "--threads", "1", "--quiet",
                "--output", "\(options.scratch)/intervals-wfm.csv",
            ],
            [
                options.python, "\(options.peers)/import_duckdb.py", log, "\(options.scratch)/intervals-duckdb.csv",
                "--threads", "1",
            ], rounds: options.rounds)
        return [
            BenchRow(
                measure: "Import of the demo log to 15-minute intervals, CPU, whole process",
                ours: results.ours.cpu.described(unit: "s"), peer: results.peer.cpu.described(unit: "s"),
                ratio: Measurement.short(results.peer.cpu.median / results.ours.cpu.median)),
            BenchRow(
                measure: "the same, peak memory", ours: results.ours.memory.described(unit: "MiB"),
                peer: results.peer.memory.described(unit: "MiB"),
                ratio: Measurement.short(results.peer.memory.median / results.ours.memory.median)),
        ]
    }
}
