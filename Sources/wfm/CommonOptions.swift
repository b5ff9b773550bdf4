import ArgumentParser
import ContactCenter
import Foundation
import Planning

/// Options that every command has.
struct CommonOptions: ParsableArguments {
    enum ProgressStyle: String, ExpressibleByArgument, CaseIterable {
        case auto, plain, json, none
    }

    @Option(help: "Threads to use. The result never depends on it.")
    var threads = ProcessInfo.processInfo.activeProcessorCount

    @Flag(name: .shortAndLong, help: "Only errors on standard error.")
    var quiet = false

    @Option(help: "How progress is shown: a bar on a terminal (auto), lines (plain), JSON lines (json), or none.")
    var progress = ProgressStyle.auto

    func validate() throws {
        guard threads >= 1 else { throw ValidationError("--threads must be at least 1, found \(threads)") }
    }

    /// What the stages need, with Ctrl-C wired to it.
    func context(interruption: Interruption) -> StageContext {
        let line = ProgressLine(style: quiet ? .none : progress)
        return StageContext(
            threads: threads, interruption: interruption, solverFolders: SolverFolders.inOrder(),
            report: { line.show($0) })
    }

    /// A line for people on standard error, unless they asked for quiet.
    func say(_ text: String) {
        if !quiet { StandardError.line(text) }
    }
}
