import ArgumentParser
import ContactCenter
import FileFormats
import Scheduling
import Tabular

/// `wfm schedule bid FOLDER ROSTER BIDS`: awards the roster's lines to bidders by rank.
struct ScheduleBidCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bid",
        abstract: "Awards the lines of a roster to the agents who bid for them, in order of rank, with a log.",
        discussion: """
            A line is the row of shifts of one bidder in the roster. bids.csv: agent,rank,choice,line, one row a choice; \
            'line' names the agent whose row is wanted; a row without a line takes part without a choice. In order of \
            rank each bidder gets its first choice that is lawful for it, free, and leaves a lawful line for everybody \
            else. Lines go to agents with the same skills unless --across-skills is given.

            EXAMPLE
              wfm schedule bid FOLDER roster.csv bids.csv --output new-roster.csv --log awards.csv
            """)

    @Argument(help: "The scheduling folder.")
    var folder: String

    @Argument(help: "The roster whose lines are bid for (compact format).")
    var roster: String

    @Argument(help: "The bids: agent,rank,choice,line.")
    var bids: String

    @Flag(help: "Lines may go to agents with other skills; cover then changes.")
    var acrossSkills = false

    @Option(help: "Where the roster with the lines in their new hands goes; standard output when omitted.")
    var output: String?

    @Option(help: "Where the log of awards goes (CSV).")
    var log: String?

    @OptionGroup var ruleOptions: RuleOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
        let instance = try ruleOptions.read(folder) { common.say("warning: \($0)") }
        let lines = try CompactRosterFile.readWhole(InputBytes.read(roster))
        let rows = try ShiftBidFile.read(InputBytes.read(bids), for: instance)
        let outcome = try ShiftBid.award(
            rows.map { .init(agent: $0.agent, rank: $0.rank, choices: $0.choices) }, lines: lines, of: instance,
            acrossSkills: acrossSkills)
        var table = ResultRows(columns: ["order", "agent", "rank", "choice", "line", "awarded", "reason"])
        for (number, entry) in outcome.log.enumerated() {
            table.add([
                .integer(number + 1), .text(entry.agent), .integer(entry.rank), .integer(entry.choice),
                .text(entry.line), .flag(entry.isAwarded), .text(entry.reason),
            ])
        }
        var files: [OutputFile] = []
        if let log { files.append(OutputFile(path: log, bytes: table.csv())) }
        files.append(OutputFile(path: output ?? "-", bytes: CompactRosterFile.write(outcome.roster)))
        try Output.write(files)
        let first = outcome.log.count { $0.isAwarded && $0.choice == 1 }
        common.say(
            "\(first) of \(rows.count) bidders got their first choice; cost change "
                + ScheduleTables.rounded(outcome.costChange))
        for lost in outcome.lostActivities { common.say("note: no place in the new line: \(lost.inWords)") }
        for agent in outcome.excluded {
            common.say("note: '\(agent)' takes no part: its own line is not lawful for it")
        }
    }
}
