import ArgumentParser
import ContactCenter
import FileFormats
import Foundation
import Planning
import Scheduling
import Tabular

/// `wfm schedule generate FOLDER`: a roster for a scheduling folder.
struct ScheduleGenerateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate",
        abstract: "Builds a roster for a scheduling folder (instance.json, agents.csv, … ; see docs/formats.md).",
        discussion: """
            With --iterations the result depends on the seed alone; with --time the search ends by the clock. Ctrl-C ends
            it early: the best roster found until then is written, and the exit code is 130.

            EXAMPLE
              wfm schedule generate FOLDER --time 30 --seed 1 --output roster.csv --format compact
              wfm schedule generate FOLDER --activities activities.csv --output roster.csv --format compact
              wfm schedule generate FOLDER --rules rules.yaml --rules eu-working-time --output roster.csv --format compact
            """)

    @Argument(help: "The scheduling folder.")
    var folder: String

    @Option(help: "Seconds to search.")
    var time: Double?

    @Option(help: "Moves to try; what ends the search when no --time is given.")
    var iterations: Int?

    @Option(help: "Seed of the search.")
    var seed: UInt64 = 1

    @Option(help: "planner: one row a segment; compact: agent,kind,start,breaks.")
    var format = RosterFormat.planner

    @Option(help: "Where the roster goes; standard output when omitted.")
    var output: String?

    @Flag(help: "Also prove a lower bound of the cost with HiGHS.")
    var bound = false

    @Option(help: "Training, coaching and meetings to place in the shifts (activities.csv).")
    var activities: String?

    @OptionGroup var ruleOptions: RuleOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        if let time, !(time > 0 && time < 1e6) { throw ValidationError("--time must be positive, found \(time)") }
        if let iterations, iterations < 0 { throw ValidationError("--iterations must not be negative") }
    }

    func run() async throws {
        try await InterruptSignal.during { interruption in
            let instance = try ruleOptions.read(folder) { common.say("warning: \($0)") }
            for note in RuleSupport.notKeptBySearch(instance) { common.say("note: \(note)") }
            let start = ContinuousClock.now
            let context = common.context(interruption: interruption)
            // With a time budget alone the clock ends the search, however many moves fit into it.
            var options = RosterSearchOptions(seed: seed, threads: common.threads)
            if let moves = iterations ?? time.map({ _ in Int.max }) { options.iterations = moves }
            let shareOfTimeUsed: (@Sendable () -> Double)? = time.map { budget in
                { @Sendable in start.duration(to: .now) / .seconds(budget) }
            }
            let planned = try activities.map { try ActivityFile.read(InputBytes.read($0), for: instance) } ?? []
            let zone = try ruleOptions.zone
            var solution = try RosterSolver(instance: instance, zone: zone).solve(
                options: options, shareOfTimeUsed: shareOfTimeUsed, withBound: bound,
                withSegments: format == .planner, context: context)
            try solution.place(planned, zone: zone, seed: seed, context: context)
            // What an interrupted search has found so far is a lawful roster, and worth keeping.
            let bytes =
                format == .compact
                ? CompactRosterFile.write(solution.roster) : PlannerRosterFile.write(solution.segments, zone: zone)
            try Output.write(bytes, to: output)
            common.say(RosterLine.inWords(score: solution.score, lowerBound: solution.lowerBound))
            for line in solution.shortfalls + solution.notes { common.say("note: \(line)") }
            for violation in solution.violations { StandardError.line("error: \(violation)") }
            if solution.wasInterrupted {
                common.say("interrupted; the best roster found until then was written")
                throw ExitCode(ExitStatus.interrupted)
            }
            // Agents without a lawful row are told above; any other broken rule is one the search could not keep.
            if !solution.violations.isEmpty, !ruleOptions.rules.isEmpty { throw ExitCode(ExitStatus.badData) }
        }
    }
}
