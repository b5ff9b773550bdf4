import ArgumentParser
import ContactCenter
import FileFormats
import Scheduling
import Tabular

/// `wfm schedule check FOLDER ROSTER`: every hard rule and the cost.
struct ScheduleCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Checks a roster against every hard rule of its folder and prints its cost.",
        discussion: """
            With --violations the broken rules go to a table (rule,agent,message), as CSV or JSON; with --rule-costs what \
            the soft rules of the rule files cost. Exits with 65 when a rule is broken.

            EXAMPLES
              wfm schedule check FOLDER roster.csv
              wfm schedule check FOLDER roster.csv --rules rules.yaml --violations violations.json --format json
            """)

    @Argument(help: "The scheduling folder.")
    var folder: String

    @Argument(help: "The roster in compact format (agent,kind,start,breaks).")
    var roster: String

    @Option(help: "csv or json.")
    var format = TableFormat.csv

    @Option(help: "Where the table of broken rules goes; '-' is standard output.")
    var violations: String?

    @Option(help: "Also check that the roster keeps these activities (activities.csv).")
    var activities: String?

    @Option(help: "Where the table of the soft rules' costs goes.")
    var ruleCosts: String?

    @OptionGroup var ruleOptions: RuleOptions

    func run() throws {
        let instance = try ruleOptions.read(folder) { StandardError.line("warning: \($0)") }
        let shifts = try CompactRosterFile.readWhole(InputBytes.read(roster))
        let planned = try activities.map { try ActivityFile.read(InputBytes.read($0), for: instance) } ?? []
        let found =
            RosterChecker.violations(of: shifts, in: instance)
            + RosterChecker.violations(of: shifts, activities: planned, in: instance)
        let score = RosterChecker.score(of: shifts, in: instance)
        var table = ResultRows(columns: ["rule", "agent", "message"])
        for violation in found {
            table.add([
                .text(violation.rule), violation.agent.isEmpty ? .none : .text(violation.agent),
                .text(violation.message),
            ])
        }
        if let ruleCosts {
            var costs = ResultRows(columns: ["rule", "agent", "amount", "cost", "message"])
            for excess in RosterChecker.ruleExcesses(of: shifts, in: instance) where !excess.isHard {
                costs.add([
                    .text(excess.rule), excess.agent.isEmpty ? .none : .text(excess.agent),
                    .number(excess.amount, decimals: 4), .number(excess.cost, decimals: 4), .text(excess.message),
                ])
            }
            try Output.write(costs.bytes(format), to: ruleCosts)
        }
        if let violations { try Output.write(table.bytes(format), to: violations) }
        if violations != "-" {
            print(RosterLine.inWords(score: score, lowerBound: nil))
            print("violations \(found.count)")
        }
        for violation in found { StandardError.line("error: \(violation)") }
        if !found.isEmpty { throw ExitCode(ExitStatus.badData) }
    }
}
