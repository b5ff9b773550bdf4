import Foundation

// Every table is printed as soon as it is measured, so that an interrupted run still says something.
do {
    let options = try BenchOptions(arguments: Array(CommandLine.arguments.dropFirst()))
    print("Each figure is the median of \(options.rounds) paired runs after a warm-up (minimum–maximum).\n")
    for (title, rows) in [
        ("Forecasting: backtest on data/volumes against statsforecast", ForecastBenchmark(options: options).rows),
        ("Queueing: Erlang C against pyworkforce", ErlangCBenchmark(options: options).rows),
        ("Interactions: import against DuckDB", ImportBenchmark(options: options).rows),
        ("The demo plan", DemoPlanBenchmark(options: options).rows),
    ] as [(String, () throws -> [BenchRow])] {
        print("### \(title)\n\n\(BenchRow.head)")
        for row in try rows() { print(row.markdown) }
        print("")
        fflush(stdout)
    }
} catch {
    FileHandle.standardError.write(Data("wfm-bench: error: \(error)\n".utf8))
    exit(70)
}
