import ArgumentParser
import Foundation
import Tabular

/// Takes the signals over while there is one thread, then runs the command.
@main
enum Main {
    static func main() {
        let signal = InterruptSignal()
        Task.detached {
            await InterruptSignal.$current.withValue(signal) { await WFM.runCommand() }
            exit(0)
        }
        signal.waitForever()
    }
}

/// The command line: parses options, calls the modules, prints. No logic of its own.
struct WFM: AsyncParsableCommand {
    static let version = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "wfm",
        abstract: "Plans a contact centre: interactions → forecast → staffing → roster → simulation → report.",
        discussion: """
            Every stage reads and writes plain CSV, so that any of them can be replaced or piped.
            Data goes to standard output or --output, everything else to standard error.

            EXAMPLE
              wfm plan data/demo/plan.yaml --output demo-output

            EXIT CODES
              0 ok; 1 finished, but with a stated shortfall (only with --strict); 64 usage; 65 bad data;
              66 no input; 70 internal; 73 cannot create output; 74 input/output; 130 interrupted
            """,
        version: version,
        subcommands: [
            PlanCommand.self, ImportCommand.self, CleanCommand.self, ForecastCommand.self, BacktestCommand.self,
            AccuracyCommand.self, IntradayCommand.self, StaffCommand.self, QueueCommand.self, ScheduleCommand.self,
            SimulateCommand.self, CapacityCommand.self, CustomersCommand.self, AgentsCommand.self,
            ReconcileCommand.self, ReportCommand.self, ExportCommand.self, StoreCommand.self,
            CalendarCommand.self, SolversCommand.self,
        ])

    static func runCommand() async {
        do {
            try checkCommandName(CommandLine.arguments.dropFirst().first)
            var command = try parseAsRoot()
            if var asynchronous = command as? AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            ErrorReport.exit(reporting: error)
        }
    }

    /// A misspelt command is answered with the nearest one.
    private static func checkCommandName(_ name: String?) throws {
        guard let name, !name.hasPrefix("-") else { return }
        let known = configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]
        guard !known.contains(name) else { return }
        throw UsageError(
            message: "unknown command '\(name)'",
            hint: nearestName(to: name, among: known).map { "did you mean '\($0)'?" }
                ?? "the commands are \(known.joined(separator: ", "))")
    }
}
