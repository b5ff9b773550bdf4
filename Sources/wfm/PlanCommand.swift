import ArgumentParser
import ContactCenter
import FileFormats
import Planning
import Reporting
import Tabular

/// `wfm plan`: the whole cycle.
struct PlanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Plans a contact centre from its call log: the whole cycle, one folder of files and a report.",
        discussion: """
            Reads the interactions that the plan names, forecasts volume and handle time, computes the people needed,
            builds a lawful roster with breaks, simulates it and reports. Writes history.csv, forecast.csv,
            accuracy.csv, requirements.csv, roster.csv, performance.csv, rejects.csv, summary.json and report.html.

            EXAMPLE
              wfm plan data/demo/plan.yaml --output demo-output
            """)

    @Argument(help: "The plan file (YAML or JSON; see docs/plan-file.md).")
    var plan: String

    @Option(help: "Folder for the results; made when it does not exist.")
    var output: String

    @Option(help: "Language of the report: en or zh-Hans.")
    var lang = ReportLanguage.english

    @Option(help: "Seed of everything random; the plan's own when omitted.")
    var seed: UInt64?

    @Flag(help: "Exit with 1 when the plan could not meet everything it was asked to.")
    var strict = false

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let workspace = try PlanWorkspace.load(plan, seed: seed)
        try createFolder(output)
        let summary = try await InterruptSignal.during { interruption in
            let context = common.context(interruption: interruption)
            let outcome = try await PlanRun(workspace, version: WFM.version).run(context: context)
            context.report(PlanProgress(.reporting, share: 0))
            let report = HTMLReport.render(ReportContent(outcome, workspace: workspace, language: lang))
            if interruption.isRequested { throw PlanningError.interrupted }
            try writeAtomically(
                outcome.files(in: output, zone: workspace.zone)
                    + [OutputFile(path: "\(output)/report.html", bytes: report)])
            context.report(PlanProgress(.reporting, share: 1))
            return outcome.summary
        }
        // The summary colours its own words and makes names harmless itself.
        if !common.quiet {
            StandardError.raw(TerminalSummary.render(summary, width: 100, useColour: StandardError.isTerminal) + "\n")
        }
        common.say("report: \(output)/report.html")
        if strict, !summary.shortfalls.isEmpty { throw ShortfallUnderStrict() }
    }
}
