import ArgumentParser
import ContactCenter
import FileFormats
import Planning
import Reporting
import Tabular

/// `wfm report`: the page again, from the files of a plan.
struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Draws the report of a folder that 'wfm plan', or the single stages, filled.",
        discussion: """
            Reads whatever of the plan's files is there; a missing one leaves its section empty and says so.

            EXAMPLE
              wfm report demo-output --plan data/demo/plan.yaml --output report.html
            """)

    @Argument(help: "Folder with history.csv, forecast.csv, …, summary.json.")
    var folder: String

    @Option(help: "The plan file, for time zone and skills.")
    var plan: String

    @Option(help: "Where the page goes; standard output when omitted.")
    var output: String?

    @Option(help: "Language: en or zh-Hans.")
    var lang = ReportLanguage.english

    func run() throws {
        let workspace = try PlanWorkspace.load(plan)
        let content = try ReportContent(folder: folder, workspace: workspace, language: lang)
        try Output.write(HTMLReport.render(content), to: output)
    }
}
