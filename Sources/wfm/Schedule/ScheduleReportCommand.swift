import ArgumentParser
import ContactCenter
import FileFormats
import Planning
import Reporting
import Scheduling
import Tabular

/// `wfm schedule report FOLDER ROSTER --output report.html`: the roster as a page.
struct ScheduleReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract:
            "Draws a roster as one HTML page: Gantt day by day, week overview, cover, fairness, wishes, shortfalls.",
        discussion: """
            The page needs no network and can be printed.

            EXAMPLE
              wfm schedule report FOLDER roster.csv --time-zone Europe/Berlin --output roster.html
            """)

    @Argument(help: "The scheduling folder.")
    var folder: String

    @Argument(help: "The roster in compact format (agent,kind,start,breaks).")
    var roster: String

    @Flag(help: "Also prove a lower bound of the cost with HiGHS and tell the gap.")
    var bound = false

    @Option(help: "Language: en or zh-Hans.")
    var lang = ReportLanguage.english

    @Option(help: "Where the page goes; standard output when omitted.")
    var output: String?

    @OptionGroup var segmentOptions: SegmentOptions
    @OptionGroup var ruleOptions: RuleOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
        let instance = try ruleOptions.read(folder) { common.say("warning: \($0)") }
        let shifts = try CompactRosterFile.readWhole(InputBytes.read(roster))
        let zone = try ruleOptions.zone
        let clock = RosterSegments(instance: instance, zone: zone, leastBlockMinutes: segmentOptions.leastBlock)
        try clock.refuseSkippedStarts(of: shifts)
        let page = RosterPage(
            shifts, segments: clock.segments(of: shifts), of: instance, zone: zone, version: WFM.version,
            lowerBound: bound ? ScheduleBound.proven(instance, common) : nil)
        var content = ReportContent(
            summary: page.summary, zone: zone, requirements: page.requirements, roster: page.segments, language: lang)
        content.fairness = page.fairness
        try Output.write(RosterReport.render(content), to: output)
    }
}

/// The lower bound that some verbs tell.
enum ScheduleBound {
    static func proven(_ instance: RosteringInstance, _ common: CommonOptions) -> Double? {
        guard let library = HiGHSLibrary.locate(in: SolverFolders.inOrder()) else {
            common.say("note: no lower bound: the solver library HiGHS was not found (make setup)")
            return nil
        }
        let bound = CoverageBound.lowerBound(of: instance, library: library, timeLimitSeconds: 10)
        if let reason = bound.reason { common.say("note: the lower bound is not complete: \(reason)") }
        return bound.value
    }
}
