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
            Exits with 65 when a rule is broken.

            EXAMPLE
              wfm schedule check FOLDER roster.csv
            """)

    @Argument(help: "The scheduling folder.")
    var folder: String

    @Argument(help: "The roster in compact format (agent,kind,start,breaks).")
    var roster: String

    func run() throws {
        let instance = try RosteringFolder.read(folder)
        let shifts = try CompactRosterFile.read(InputBytes.read(roster))
        let violations = RosterChecker.violations(of: shifts, in: instance)
        print(RosterLine.inWords(score: RosterChecker.score(of: shifts, in: instance), lowerBound: nil))
        print("violations \(violations.count)")
        for violation in violations { StandardError.line("error: \(violation)") }
        if !violations.isEmpty { throw ExitCode(ExitStatus.badData) }
    }
}
