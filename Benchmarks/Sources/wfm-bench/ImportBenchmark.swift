import Foundation

/// Interval history of the demo's 300,000 interactions, against DuckDB on the same file to the same bytes.
struct ImportBenchmark {
    let options: BenchOptions

    func rows() throws -> [BenchRow] {
        let log = "\(options.data)/demo/interactions.csv"
        let ours = "\(options.scratch)/intervals-wfm.csv"
        let peers = "\(options.scratch)/intervals-duckdb.csv"
        let results = try ChildProcess.paired(
            [
                options.wfm, "import", log, "--interval", "900", "--columns", "reference", "--threads", "1", "--quiet",
                "--output", ours,
            ],
            [options.python, "\(options.peers)/import_duckdb.py", log, peers, "--threads", "1"],
            rounds: options.rounds)
        let bytes = try Data(contentsOf: URL(fileURLWithPath: ours))
        guard try bytes == Data(contentsOf: URL(fileURLWithPath: peers)) else {
            throw ChildProcess.Failure(description: "\(ours) and \(peers) differ: the times would mean nothing")
        }
        let intervals = bytes.count { $0 == UInt8(ascii: "\n") } - 1
        return [
            BenchRow(
                measure: "Demo log to 15-minute intervals (both the same \(intervals)): CPU, whole process",
                ours: results.ours.cpu.described(unit: "s"), peer: results.peer.cpu.described(unit: "s"),
                ratio: Measurement.short(results.peer.cpu.median / results.ours.cpu.median)),
            BenchRow(
                measure: "the same: peak memory", ours: results.ours.memory.described(unit: "MiB"),
                peer: results.peer.memory.described(unit: "MiB"),
                ratio: Measurement.short(results.peer.memory.median / results.ours.memory.median)),
        ]
    }
}
