import ArgumentParser
import FileFormats
import Planning
import Tabular

/// Options of `wfm forecast` for sample paths and the day totals that are read from them.
struct SamplePathOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Sample paths to draw, 1 to 65536: equally likely courses of all queues and handle times together.",
            discussion: "200 when only --paths-output is given, 1000 for --days alone.", valueName: "n"))
    var paths: Int?

    @Option(help: "Where the sample paths go (paths.csv).")
    var pathsOutput: String?

    @Option(
        help: """
            Where the totals of days go (days.csv), with intervals of their own: quantiles of intervals do not add up to \
            those of the day.
            """)
    var days: String?

    func validate() throws {
        guard let paths else { return }
        guard (1...65_536).contains(paths) else {
            throw ValidationError("--paths: expected a number from 1 to 65536, found \(paths)")
        }
        guard isWanted else { throw ValidationError("--paths needs --paths-output or --days, the file it goes to") }
    }

    /// Whether any path has to be drawn.
    var isWanted: Bool { pathsOutput != nil || days != nil }

    /// Number of paths to draw.
    var count: Int { paths ?? (days == nil ? 200 : PathStage.usualPaths) }

    /// Draws the paths of a plan's forecast and writes what was asked for.
    func write(_ forecast: ForecastStage.Outcome, workspace: PlanWorkspace) throws {
        guard isWanted else { return }
        let paths = try PathStage(workspace).run(forecast: forecast, count: count)
        if let days { try Output.write(DayForecastFile.write(paths.days()), to: days) }
        guard let pathsOutput else { return }
        let file = try GrowingOutput(path: pathsOutput)
        try file.append(SamplePathFile.head)
        for path in 0..<paths.count {
            try file.append(
                SamplePathFile.rows(path: path + 1, paths.intervals(ofPath: path), zone: workspace.zone))
        }
        try file.commit()
    }
}
