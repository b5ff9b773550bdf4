import Foundation

func write(_ text: String) { FileHandle.standardOutput.write(Data("\(text)\n".utf8)) }

// Every table is written as soon as it is measured, so that an interrupted run still says something.
do {
    let arguments = Array(CommandLine.arguments.dropFirst())
    // `run-forecast` asks for one tool at a time, `run-staffing` for its rows; `run-quick` for the tables.
    if let tool = arguments.first.flatMap(ForecastTool.init) {
        try tool.run(Array(arguments.dropFirst()))
        exit(0)
    }
    if arguments.first == "staffing" {
        try StaffingBenchmark(options: BenchOptions(arguments: Array(arguments.dropFirst()))).run()
        exit(0)
    }
    let options = try BenchOptions(arguments: arguments)
    let parts: [(name: String, title: String, rows: () throws -> [BenchRow])] = [
        (
            "forecast", "Forecasting: backtest on data/volumes against statsforecast",
            ForecastBenchmark(options: options).rows
        ),
        (
            "queue", "Queueing: fewest agents for 80 % within 20 s by Erlang C, against pyworkforce",
            ErlangCBenchmark(options: options).rows
        ),
        ("import", "Interactions: import against DuckDB", ImportBenchmark(options: options).rows),
        ("roster", "Scheduling: a roster for 100 agents and four weeks", RosterBenchmark(options: options).rows),
        ("plan", "The demo plan", DemoPlanBenchmark(options: options).rows),
    ]
    if let only = options.only, !parts.contains(where: { $0.name == only }) {
        throw BenchOptions.UsageError(
            problem: "--only: expected one of \(parts.map(\.name).joined(separator: ", ")), found '\(only)'")
    }
    for part in parts where options.only == nil || options.only == part.name {
        FileHandle.standardError.write(Data("wfm-bench: \(part.name)\n".utf8))
        let rows = try part.rows()
        write("### \(part.title)\n\n\(BenchRow.head)")
        for row in rows { write(row.markdown) }
        write("")
    }
} catch {
    FileHandle.standardError.write(Data("wfm-bench: error: \(error)\n".utf8))
    exit(70)
}
