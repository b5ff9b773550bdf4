import ArgumentParser
import ContactCenter
import FileFormats
import Scheduling
import Tabular

/// `wfm schedule timeoff FOLDER ROSTER REQUESTS`: which requests for leave can be granted.
struct ScheduleTimeOffCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "timeoff",
        abstract:
            "Decides requests for leave in order of rank, with their effect on cover and the reason of a refusal.",
        discussion: """
            requests.csv: agent,from,to[,rank,credit_min]; lower ranks first, equal ranks in the order of the file. What is \
            granted counts for the requests after it. A request is granted when it breaks no rule and adds no more \
            shortage and cost than allowed; with --max-changes other agents may be moved to make it possible.

            EXAMPLE
              wfm schedule timeoff FOLDER roster.csv requests.csv --max-short-hours 2 --output answers.csv \
            --roster-output new-roster.csv --availability availability.csv
            """)

    @Argument(help: "The scheduling folder.")
    var folder: String

    @Argument(help: "The roster in compact format (agent,kind,start,breaks).")
    var roster: String

    @Argument(help: "The requests: agent,from,to[,rank,credit_min].")
    var requests: String

    @Option(help: "Most agent-hours of shortage that a request may add.")
    var maxShortHours = 0.0

    @Option(help: "Most cost that a request may add; no limit when omitted.")
    var maxCost: Double?

    @Option(help: "Most agent-days of others that may be changed for a request.")
    var maxChanges = 0

    @Option(help: "csv or json.")
    var format = TableFormat.csv

    @Option(help: "Where the answers go; standard output when omitted.")
    var output: String?

    @Option(help: "Where the roster after the granted requests goes (compact format).")
    var rosterOutput: String?

    @Option(help: "Where availability.csv with the granted leave goes, to take its place in the folder.")
    var availability: String?

    @OptionGroup var ruleOptions: RuleOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard maxShortHours >= 0, maxShortHours < 1e9, maxChanges >= 0 else {
            throw ValidationError("--max-short-hours and --max-changes must not be negative")
        }
    }

    func run() throws {
        let instance = try ruleOptions.read(folder) { common.say("warning: \($0)") }
        let shifts = try CompactRosterFile.readWhole(InputBytes.read(roster))
        let rows = try TimeOffRequestFile.read(InputBytes.read(requests), for: instance)
        var options = RosterTimeOff.Options()
        options.mostShortHours = maxShortHours
        options.mostCost = maxCost
        options.mostChanges = maxChanges
        var desk = RosterTimeOff(instance, roster: shifts)
        let answers = try desk.decide(
            rows.map { .init(agent: $0.agent, dates: $0.dates, rank: $0.rank, creditMinutes: $0.creditMinutes) },
            options: options)
        var table = ResultRows(
            columns: [
                "order", "agent", "from", "to", "rank", "granted", "cost_change", "short_hours_added", "shifts_lost",
                "changes", "rules", "reason",
            ])
        for (number, answer) in answers.enumerated() {
            table.add([
                .integer(number + 1), .text(answer.request.agent),
                .text(answer.request.dates.lowerBound.description), .text(answer.request.dates.upperBound.description),
                .integer(answer.request.rank), .flag(answer.isGranted), .number(answer.costChange, decimals: 4),
                .number(answer.shortHoursAdded, decimals: 4), .integer(answer.shiftsLost), .integer(answer.changes),
                .text(answer.violations.map(\.rule).joined(separator: "|")), .text(answer.reason),
            ])
        }
        var files: [OutputFile] = []
        if let rosterOutput {
            files.append(OutputFile(path: rosterOutput, bytes: CompactRosterFile.write(desk.roster)))
        }
        if let availability {
            files.append(OutputFile(path: availability, bytes: TeamFolder.availability(desk.instance.availability)))
        }
        files.append(OutputFile(path: output ?? "-", bytes: table.bytes(format)))
        try Output.write(files)
        common.say("granted \(answers.count { $0.isGranted }) of \(answers.count) requests")
    }
}
