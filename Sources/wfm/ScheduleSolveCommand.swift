import ArgumentParser
import ContactCenter
import FileFormats
import Foundation
import Scheduling
import Tabular

/// `wfm schedule solve INPUT`: instances of public benchmarks, in their own formats.
struct ScheduleSolveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "solve",
        abstract: "Solves an instance of a public benchmark: Curtois-Qu, INRC-II or minimum shift design.",
        discussion: """
            The format is seen from the file; --format states it. With --iterations the result depends on the seed alone;
            with --time the search ends by the clock. Ctrl-C ends it early: the best solution until then is written, and
            the exit code is 130.

            INRC-II: INPUT is the scenario file; give the history and the weeks. All weeks are solved together, or one
            after another with --stages, when later weeks are not known yet. One week is written to the file --output;
            several go to the folder --output as sol-week0.txt, sol-week1.txt, …

            EXAMPLES
              wfm schedule solve Instance1.txt --time 60 --output Instance1.roster.xml
              wfm schedule solve RandomExample1.txt --time 2 --output shifts.csv
              wfm schedule solve Sc-n030w4.txt --history H0-n030w4-1.txt --week WD-n030w4-6.txt --week WD-n030w4-2.txt \\
                --week WD-n030w4-9.txt --week WD-n030w4-1.txt --stages --time 120 --output solution
            """)

    @OptionGroup var benchmark: BenchmarkOptions

    @Option(help: "Seconds to search, all weeks together (default 30 when no --iterations is given).")
    var time: Double?

    @Option(
        help: "Rounds of neighbourhoods (Curtois-Qu) or moves in each chain and stage (INRC-II, shift design).")
    var iterations: Int?

    @Option(help: "Seed of the search.")
    var seed: UInt64 = 1

    @Flag(help: "INRC-II: roster each week without knowing the later ones.")
    var stages = false

    @Option(help: "Where the solution goes; standard output when omitted (several INRC-II weeks need a folder).")
    var output: String?

    @OptionGroup var common: CommonOptions

    func validate() throws {
        if let time, !(time > 0 && time < 1e6) { throw ValidationError("--time must be positive, found \(time)") }
        if let iterations, iterations < 1 { throw ValidationError("--iterations must be at least 1") }
    }

    func run() async throws {
        try await InterruptSignal.during { interruption in
            let budget = SearchBudget(
                seconds: time ?? (iterations == nil ? 30 : nil), iterations: iterations, interruption: interruption)
            switch try benchmark.read() {
            case .curtoisQu(let instance): try solve(instance, budget)
            case .shiftDesign(let instance): try solve(instance, budget)
            case .inrc2(let instance): try solve(instance, budget)
            }
            if interruption.isRequested {
                common.say("interrupted; the best solution found until then was written")
                throw ExitCode(ExitStatus.interrupted)
            }
        }
    }

    private func solve(_ instance: ShiftRosteringInstance, _ budget: SearchBudget) throws {
        let line = CostLine(common: common)
        let search = try ShiftRosterSearch(
            instance,
            options: .init(
                iterations: budget.iterations ?? .max, seed: seed, threads: common.threads,
                library: HiGHSLibrary.locate(in: SolverFolders.inOrder())))
        let result = search.run(
            shouldStop: budget.shouldStop, shareOfTimeUsed: budget.shareUsed, secondsLeft: budget.secondsLeft
        ) { line.show(cost: Double($0), bound: $1.map(Double.init), share: $2) }
        line.end()
        let score = ShiftRosterValidator.score(of: result.roster, in: instance)
        try Output.write(
            CurtoisQuFile.write(
                result.roster, of: instance, penalty: score.total,
                instanceFile: URL(fileURLWithPath: benchmark.input).lastPathComponent), to: output)
        common.say(BenchmarkLines.inWords(score, lowerBound: result.lowerBound))
        for violation in ShiftRosterValidator.violations(of: result.roster, in: instance).prefix(20) {
            common.say("note: \(violation)")
        }
        for employee in result.withoutRow {
            common.say("note: no lawful row was found for '\(instance.employees[employee].id)'; left off")
        }
    }

    private func solve(_ instance: ShiftDesignInstance, _ budget: SearchBudget) throws {
        let line = CostLine(common: common)
        let search = ShiftDesignSearch(
            instance, iterations: budget.iterations ?? .max, seed: seed, threads: common.threads)
        let design = search.run(shouldStop: budget.shouldStop, shareOfTimeUsed: budget.shareUsed) {
            line.show(cost: $0, bound: nil, share: $1)
        }
        line.end()
        try Output.write(ShiftDesignFile.write(design, of: instance), to: output)
        common.say(BenchmarkLines.inWords(ShiftDesignValidator.score(of: design, in: instance)))
    }

    private func solve(_ instance: NurseRosteringInstance, _ budget: SearchBudget) throws {
        guard instance.weeks.count == 1 || output != nil else {
            throw UsageError(
                message: "\(instance.weeks.count) weeks of solutions need a folder", hint: "give --output FOLDER")
        }
        let line = CostLine(common: common)
        var roster = ShiftAssignment(employees: instance.nurses.count, days: instance.days)
        let parts = stages ? instance.weeks.map { [$0] } : [instance.weeks]
        var now = instance
        var day = 0
        for (index, part) in parts.enumerated() {
            now.weeks = part
            // Each stage has its own part of the time.
            let stage = budget.part(index, of: parts.count)
            let search = NurseRosterSearch(
                now, iterations: budget.iterations ?? .max, seed: seed &+ UInt64(index), threads: common.threads)
            let found = search.run(shouldStop: budget.shouldStop, shareOfTimeUsed: stage) {
                line.show(cost: Double($0), bound: nil, share: (Double(index) + $1) / Double(parts.count))
            }
            for nurse in instance.nurses.indices {
                for offset in 0..<found.days {
                    roster.cells[nurse * roster.days + day + offset] = found.cells[nurse * found.days + offset]
                }
            }
            day += found.days
            now = now.after(found)
        }
        line.end()
        if instance.weeks.count == 1 {
            try Output.write(INRC2File.writeSolution(roster, of: instance, week: 0), to: output)
        } else {
            try writeAtomically(
                instance.weeks.indices.map { week in
                    OutputFile(
                        path: "sol-week\(instance.weeksBefore + week).txt",
                        bytes: INRC2File.writeSolution(roster, of: instance, week: week))
                }, folder: output)
        }
        common.say(BenchmarkLines.inWords(NurseRosterValidator.score(of: roster, in: instance)))
        for violation in NurseRosterValidator.violations(of: roster, in: instance).prefix(20) {
            common.say("note: broken: \(violation)")
        }
    }
}
