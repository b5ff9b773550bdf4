import ArgumentParser
import ContactCenter
import FileFormats
import Scheduling
import Tabular

/// `wfm schedule swap FOLDER ROSTER --agent A --date D`: who may take a shift, and is a trade lawful.
struct ScheduleSwapCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "swap",
        abstract: "Says who may take a shift, or whether a trade between two agents is lawful, and what it costs.",
        discussion: """
            Without --with: everybody else, the lawful takers first, then in order of cost. With --with and --with-date: \
            that trade alone; the exit code is then 0 when it is lawful and 1 when it is not. Only rules that the swap \
            newly breaks are named, with the agent whose rule it is.

            EXAMPLES
              wfm schedule swap FOLDER roster.csv --agent a0001 --date 2026-03-04
              wfm schedule swap FOLDER roster.csv --agent a0001 --date 2026-03-04 --with a0002 --with-date 2026-03-06
            """)

    @Argument(help: "The scheduling folder.")
    var folder: String

    @Argument(help: "The roster in compact format (agent,kind,start,breaks).")
    var roster: String

    @Option(help: "Who gives the shift.")
    var agent: String

    @Option(help: "Date of the shift.")
    var date: String

    @Option(help: "Who takes it.")
    var with: String?

    @Option(help: "Date of the shift given for it; the same date when omitted.")
    var withDate: String?

    @Flag(help: "Only lawful takers.")
    var lawful = false

    @Option(help: "csv or json.")
    var format = TableFormat.csv

    @Option(help: "Where the table goes; standard output when omitted.")
    var output: String?

    @OptionGroup var ruleOptions: RuleOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard with != nil || withDate == nil else { throw ValidationError("--with-date needs --with") }
    }

    func run() throws {
        let instance = try ruleOptions.read(folder) { common.say("warning: \($0)") }
        var swap = try RosterSwap(instance, roster: CompactRosterFile.readWhole(InputBytes.read(roster)))
        let day = try ClockOption.date(date, "--date")
        var verdicts: [RosterSwap.Verdict]
        if let with {
            let other = try withDate.map { try ClockOption.date($0, "--with-date") } ?? day
            verdicts = [try swap.trade(agent, on: day, with: with, on: other)]
        } else {
            verdicts = try swap.takers(of: agent, on: day)
        }
        let count = verdicts.count { $0.isLawful }
        if lawful { verdicts = verdicts.filter(\.isLawful) }
        var table = ResultRows(
            columns: ["kind", "giver", "taker", "lawful", "cost_change", "giver_rules", "taker_rules", "reasons"])
        for verdict in verdicts {
            func rules(_ agent: String) -> ResultRows.Value {
                .text(verdict.violations.filter { $0.agent == agent }.map(\.rule).joined(separator: "|"))
            }
            table.add([
                .text(verdict.kind.rawValue), .text(verdict.giver), .text(verdict.taker), .flag(verdict.isLawful),
                .number(verdict.costChange, decimals: 4), rules(verdict.giver), rules(verdict.taker),
                .text(verdict.violations.map(\.description).joined(separator: "; ")),
            ])
        }
        try Output.write(table.bytes(format), to: output)
        if with == nil {
            common.say("\(count) agents may take or exchange the shift")
        } else if count == 0 {
            common.say("the trade is not lawful")
            throw ExitCode(ExitStatus.shortfall)
        }
    }
}
