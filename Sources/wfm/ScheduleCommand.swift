import ArgumentParser

/// `wfm schedule`: rosters.
struct ScheduleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schedule",
        abstract: "Builds, checks, explains and mends lawful rosters with breaks.",
        discussion: """
            EXAMPLES
              wfm schedule demo-output/requirements.csv --plan data/demo/plan.yaml --output roster.csv
              wfm schedule generate FOLDER --time 30 --seed 1 --output roster.csv --format compact
              wfm schedule check FOLDER roster.csv
              wfm schedule explain FOLDER
              wfm schedule replan FOLDER roster.csv --absences absences.csv --output new-roster.csv
              wfm schedule solve Instance1.txt --time 60 --output Instance1.roster.xml
            """,
        subcommands: [
            SchedulePlanCommand.self, ScheduleGenerateCommand.self, ScheduleCheckCommand.self,
            ScheduleSolveCommand.self, ScheduleValidateCommand.self,
        ] + ScheduleVerbs.all,
        defaultSubcommand: SchedulePlanCommand.self)
}
