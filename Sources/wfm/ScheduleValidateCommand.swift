import ArgumentParser
import ContactCenter
import FileFormats
import Scheduling
import Tabular

/// `wfm schedule validate INPUT SOLUTION`: every hard rule and the cost of a benchmark solution.
struct ScheduleValidateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "validate",
        abstract: "Checks a solution of a public benchmark against every hard rule and prints its cost.",
        discussion: """
            Takes the solutions that 'wfm schedule solve' writes, and those of the benchmarks' own tools: for Curtois-Qu
            the viewer's XML or lines of employee, day and shift; for INRC-II one file a week, in order. Exits with 65
            when a rule is broken.

            EXAMPLES
              wfm schedule validate Instance1.txt --solution Instance1.roster.xml
              wfm schedule validate Sc-n005w4.txt --history H0-n005w4-0.txt --week WD-n005w4-1.txt --solution sol-week0.txt
            """)

    @OptionGroup var benchmark: BenchmarkOptions

    @Option(help: "The solution; for INRC-II once a week, in order.")
    var solution: [String]

    func run() throws {
        guard !solution.isEmpty else {
            throw UsageError(message: "no solution was given", hint: "give --solution FILE")
        }
        var violations: [String] = []
        switch try benchmark.read() {
        case .curtoisQu(let instance):
            let roster = try CurtoisQuFile.readSolution(InputBytes.read(solution[0]), of: instance)
            print(BenchmarkLines.inWords(ShiftRosterValidator.score(of: roster, in: instance), lowerBound: nil))
            violations = ShiftRosterValidator.violations(of: roster, in: instance).map(\.description)
        case .shiftDesign(let instance):
            let design = try ShiftDesignFile.readSolution(InputBytes.read(solution[0]), of: instance)
            print(BenchmarkLines.inWords(ShiftDesignValidator.score(of: design, in: instance)))
            violations = ShiftDesignValidator.violations(of: design, in: instance)
        case .inrc2(let instance):
            guard solution.count == instance.weeks.count else {
                throw UsageError(
                    message: "\(instance.weeks.count) weeks but \(solution.count) solutions",
                    hint: "give --solution once for each --week")
            }
            var roster = ShiftAssignment(employees: instance.nurses.count, days: instance.days)
            for (week, path) in solution.enumerated() {
                try INRC2File.readSolution(InputBytes.read(path), of: instance, week: week, into: &roster)
            }
            print(BenchmarkLines.inWords(NurseRosterValidator.score(of: roster, in: instance)))
            violations = NurseRosterValidator.violations(of: roster, in: instance).map(\.description)
        }
        print("violations \(violations.count)")
        for violation in violations { StandardError.line("error: \(violation)") }
        if !violations.isEmpty { throw ExitCode(ExitStatus.badData) }
    }
}
