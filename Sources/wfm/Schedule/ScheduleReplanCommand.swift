import ArgumentParser
import ContactCenter
import FileFormats
import Scheduling
import Tabular

/// `wfm schedule replan FOLDER ROSTER --absences FILE`: as few changes as possible after absences.
struct ScheduleReplanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replan",
        abstract: "Mends a published roster after absences with as few changed agent-days as possible.",
        discussion: """
            Shifts that touch an absence are lost; other agents' days are changed only where that lowers the cost by more \
            than the price of a changed agent-day. Shifts begun before --now stay, so do the days of --locks and all \
            activities in other shifts. Offers of overtime and of unpaid time \
            off are ranked by their effect on the cost, each taken by itself.

            absences.csv: agent,date[,from,to,kind,credit_min]; without credit_min the paid time lost is credited.

            EXAMPLE
              wfm schedule replan FOLDER roster.csv --absences absences.csv --output new-roster.csv \
            --changes changes.csv --offers offers.csv
            """)

    @Argument(help: "The scheduling folder.")
    var folder: String

    @Argument(help: "The published roster in compact format (agent,kind,start,breaks).")
    var roster: String

    @Option(help: "Who is absent: agent,date[,from,to,kind,credit_min].")
    var absences: String

    @Option(help: "Shifts begun before this wall-clock time stay as they are, for example 2026-03-04T09:00.")
    var now: String?

    @Option(help: "Agent-days that stay as they are: agent,date[,last_date]; no agent = everybody.")
    var locks: String?

    @Option(help: "Price of a changed agent-day; by default that of a rule of type 'change', else 4.")
    var changePrice: Double?

    @Option(help: "Most agent-days changed, absent agents aside.")
    var maxChanges = 5

    @Option(help: "Most offers of each kind.")
    var maxOffers = 10

    @Option(help: "Most overtime offered to an agent beyond the contract's week, in minutes.")
    var overtimeMinutes = 600

    @Option(help: "Where the new roster goes (compact format); standard output when omitted.")
    var output: String?

    @Option(help: "Where the changed agent-days go (CSV).")
    var changes: String?

    @Option(help: "Where the offers go (CSV).")
    var offers: String?

    @Option(help: "Where availability.csv with the absences goes, to take its place in the folder.")
    var availability: String?

    @OptionGroup var ruleOptions: RuleOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        if let changePrice, !(changePrice >= 0 && changePrice <= 1e6) {
            throw ValidationError("--change-price must be 0…1000000, found \(changePrice)")
        }
        guard maxChanges >= 0, maxOffers >= 0, overtimeMinutes >= 0 else {
            throw ValidationError("--max-changes, --max-offers and --overtime-minutes must not be negative")
        }
    }

    func run() throws {
        let instance = try ruleOptions.read(folder) { common.say("warning: \($0)") }
        let published = try CompactRosterFile.readWhole(InputBytes.read(roster))
        let rows = try AbsenceFile.read(InputBytes.read(absences), for: instance)
        var options = RosterRepair.Options()
        options.now = try now.map { try ClockOption.time($0, "--now") }
        options.changePrice =
            changePrice ?? instance.ruleBook.first { $0.term == .change }?.weight ?? options.changePrice
        if let locks { options.locks = try LockFile.read(InputBytes.read(locks), for: instance).agentDays(instance) }
        options.mostChanges = maxChanges
        options.mostOffers = maxOffers
        options.mostOvertimeMinutes = overtimeMinutes
        let outcome = try RosterRepair.replan(
            published, of: instance, absences: rows.map(\.record), keepsCredit: rows.map(\.hasCredit),
            options: options)

        var files: [OutputFile] = []
        if let changes {
            files.append(OutputFile(path: changes, bytes: ScheduleTables.changes(outcome.lost + outcome.changes).csv()))
        }
        if let offers { files.append(OutputFile(path: offers, bytes: ScheduleTables.offers(outcome.offers).csv())) }
        if let availability {
            files.append(OutputFile(path: availability, bytes: TeamFolder.availability(outcome.instance.availability)))
        }
        files.append(OutputFile(path: output ?? "-", bytes: CompactRosterFile.write(outcome.roster)))
        try Output.write(files)

        common.say(
            "lost \(outcome.lost.count) shifts, changed \(outcome.changes.count) agent-days; cost "
                + "\(ScheduleTables.rounded(outcome.costBefore)) before, "
                + "\(ScheduleTables.rounded(outcome.costUnrepaired)) with the absences, "
                + "\(ScheduleTables.rounded(outcome.costAfter)) now")
        for change in outcome.changes { common.say("change: \(ScheduleTables.sentence(change))") }
        for offer in outcome.offers.prefix(3) { common.say("offer: \(ScheduleTables.sentence(offer))") }
        for lost in outcome.lostActivities { common.say("note: lost with the shift: \(lost.inWords)") }
        for violation in outcome.newViolations { StandardError.line("error: \(violation)") }
        if !outcome.newViolations.isEmpty { throw ExitCode(ExitStatus.badData) }
    }
}
