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
            it early: the best roster found until then is written, and the exit code is 130. It is 65 when the roster \
            breaks a hard rule, because an agent has no lawful row of days, say; 'wfm schedule explain' tells why.

            --from begins with a roster instead of with nothing; --locks and --lock-before name what of it stays, \
            --change-price what another day costs. --polish and --polish-rounds then improve the roster by
            solving parts of it exactly (needs CP-SAT, see 'wfm solvers'). Where 16 heads and more are required at a time,
            it is first rebuilt from a plan of whole heads (needs HiGHS; give it a minute for 500 agents and one week).
            The result never costs more or breaks more rules than before. With --polish-rounds it depends on the seed \
            alone. To polish only, give --from and --iterations 0.

            EXAMPLES
              wfm schedule generate FOLDER --time 30 --seed 1 --output roster.csv --format compact
              wfm schedule generate FOLDER --time 30 --polish 60 --output roster.csv --format compact
              wfm schedule generate FOLDER --from roster.csv --iterations 0 --polish-rounds 50 --output better.csv --format compact
              wfm schedule generate FOLDER --from roster.csv --lock-before 2026-03-09 --locks locks.csv --change-price 2 \
            --time 10 --output new-roster.csv --format compact
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

    @Option(help: "Seconds to polish the roster with HiGHS and CP-SAT after the search.")
    var polish: Double?

    @Option(help: "Rounds of the polish, two neighbourhoods each; what ends it when no --polish is given.")
    var polishRounds: Int?

    @Flag(help: "Wait for the proof of a lower bound of the cost with HiGHS (without it: what is ready in time).")
    var bound = false

    @Option(help: "Training, coaching and meetings to place in the shifts (activities.csv).")
    var activities: String?

    @OptionGroup var revisionOptions: RevisionOptions
    @OptionGroup var ruleOptions: RuleOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        if let time, !(time > 0 && time < 1e6) { throw ValidationError("--time must be positive, found \(time)") }
        if let polish, !(polish > 0 && polish < 1e6) {
            throw ValidationError("--polish must be positive, found \(polish)")
        }
        if let polishRounds, polishRounds < 0 { throw ValidationError("--polish-rounds must not be negative") }
        if let iterations, iterations < 0 { throw ValidationError("--iterations must not be negative") }
    }

    func run() async throws {
        try await InterruptSignal.during { interruption in
            let instance = try ruleOptions.read(folder) { common.say("warning: \($0)") }
            let start = ContinuousClock.now
            let context = common.context(interruption: interruption)
            // With a time budget alone the clock ends the search, however many moves fit into it.
            var options = RosterSearchOptions(seed: seed, threads: common.threads)
            if let moves = iterations ?? time.map({ _ in Int.max }) { options.iterations = moves }
            let shareOfTimeUsed: (@Sendable () -> Double)? = time.map { budget in
                { @Sendable in start.duration(to: .now) / .seconds(budget) }
            }
            let revision = try revisionOptions.revision(for: instance)
            let polishBudget =
                polish == nil && polishRounds == nil ? nil : PolishBudget(seconds: polish, rounds: polishRounds)
            let planned = try activities.map { try ActivityFile.read(InputBytes.read($0), for: instance) } ?? []
            let zone = try ruleOptions.zone
            var solution = try RosterSolver(instance: instance, zone: zone).solve(
                options: options, from: revision, shareOfTimeUsed: shareOfTimeUsed, polish: polishBudget,
                withBound: bound, isWatched: !common.quiet, withSegments: format == .planner, context: context)
            try solution.place(
                planned, zone: zone, seed: seed, keepsShifts: revision.map { !$0.isFree } ?? false, context: context)
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
            // The roster is written all the same: everybody else's days are lawful.
            if !solution.violations.isEmpty { throw ExitCode(ExitStatus.badData) }
        }
    }
}
