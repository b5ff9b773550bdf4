import ArgumentParser
import ContactCenter
import FileFormats
import Planning
import Scheduling
import Tabular

/// `wfm schedule activities FOLDER ROSTER --activities FILE`: training, coaching and meetings inside the shifts.
struct ScheduleActivitiesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "activities",
        abstract: "Places training, coaching and meetings in a roster where they cost least service.",
        discussion: """
            Shifts stay as they are. No activity lies over a break; breaks move inside their windows where that helps, \
            unless --keep-breaks is given. Activities of the same names that the roster has already are placed anew. \
            What has no place is told with the reason and the nearest change that would make one.

            activities.csv: activity,who,minutes[,mode,sessions,first_date,last_date,from,to,start,paid,seats,trainer,\
            min_attendees,shrinkage]; see docs/formats.md.

            EXAMPLE
              wfm schedule activities FOLDER roster.csv --activities activities.csv --output with-activities.csv \
            --sessions sessions.csv --unplaced unplaced.csv
            """)

    @Argument(help: "The scheduling folder.")
    var folder: String

    @Argument(help: "The roster in compact format (agent,kind,start,breaks).")
    var roster: String

    @Option(help: "What is to be placed.")
    var activities: String

    @Flag(help: "Leave every break where it is.")
    var keepBreaks = false

    @Option(help: "Rounds of improvement.")
    var rounds = 200

    @Option(help: "Seed of the rounds.")
    var seed: UInt64 = 1

    @Option(help: "Where the new roster goes (compact format); standard output when omitted.")
    var output: String?

    @Option(help: "Where the sessions go (CSV).")
    var sessions: String?

    @Option(help: "Where goes what has no place, with reason and remedy (CSV).")
    var unplaced: String?

    @Flag(help: "Exit with 1 when something has no place.")
    var strict = false

    @OptionGroup var ruleOptions: RuleOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard rounds >= 0 else { throw ValidationError("--rounds must not be negative") }
    }

    func run() async throws {
        try await InterruptSignal.during { interruption in
            let instance = try ruleOptions.read(folder) { common.say("warning: \($0)") }
            let given = try CompactRosterFile.readWhole(InputBytes.read(roster))
            let planned = try ActivityFile.read(InputBytes.read(activities), for: instance)
            var options = ActivityPlanner.Options()
            options.movesBreaks = !keepBreaks
            options.rounds = rounds
            options.seed = seed
            let plan = try ActivityPlanner(instance).place(
                planned, in: given, options: options, shouldStop: { interruption.isRequested })
            var files = [OutputFile(path: output ?? "-", bytes: CompactRosterFile.write(plan.roster))]
            if let sessions {
                files.append(OutputFile(path: sessions, bytes: ScheduleTables.sessions(plan.sessions).csv()))
            }
            if let unplaced {
                files.append(OutputFile(path: unplaced, bytes: ScheduleTables.unplaced(plan.unplaced).csv()))
            }
            try Output.write(files)
            for note in plan.notes { common.say("note: \(note)") }
            common.say(ActivityWords.summary(plan))
            for missing in plan.unplaced { common.say("note: \(ActivityWords.sentence(missing))") }
            let broken =
                RosterChecker.violations(of: plan.roster, activities: planned, in: instance)
                + newViolations(plan.roster, given, instance)
            for violation in broken { StandardError.line("error: \(violation)") }
            if !broken.isEmpty { throw ExitCode(ExitStatus.badData) }
            if interruption.isRequested { throw ExitCode(ExitStatus.interrupted) }
            if strict, !plan.unplaced.isEmpty { throw ShortfallUnderStrict() }
        }
    }

    private func newViolations(_ new: Roster, _ old: Roster, _ instance: RosteringInstance) -> [RosterViolation] {
        let known = RosterChecker.violations(of: old, in: instance)
        return RosterChecker.violations(of: new, in: instance).filter { !known.contains($0) }
    }
}

extension ScheduleTables {
    static func sessions(_ sessions: [ActivitySession]) -> ResultRows {
        var table = ResultRows(columns: ["activity", "date", "start", "end", "minutes", "attendees", "trainer"])
        for session in sessions {
            table.add([
                .text(session.activity), .text(session.start.date.description),
                .text(LocalTime.clock(session.start.minuteOfDay)),
                .text(LocalTime.clock(session.start.minuteOfDay + session.minutes)), .integer(session.minutes),
                .text(session.attendees.joined(separator: "|")), session.trainer.map { .text($0) } ?? .none,
            ])
        }
        return table
    }

    static func unplaced(_ unplaced: [ActivityPlan.Unplaced]) -> ResultRows {
        var table = ResultRows(columns: ["activity", "agents", "sessions", "reason", "remedy"])
        for missing in unplaced {
            table.add([
                .text(missing.activity), .text(missing.agents.joined(separator: "|")), .integer(missing.sessions),
                .text(missing.reason), missing.remedy.isEmpty ? .none : .text(missing.remedy),
            ])
        }
        return table
    }
}
