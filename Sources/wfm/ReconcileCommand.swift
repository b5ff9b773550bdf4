import ArgumentParser
import ContactCenter
import FileFormats
import Interactions
import Planning
import Tabular

/// `wfm reconcile`: which formula and attribution reproduce the centre's own report.
struct ReconcileCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reconcile",
        abstract:
            "Says which formula and booking of contacts reproduce the centre's own report, and where they differ.",
        discussion: """
            Reads the centre's interval report (interval_start and any of offered, answered, abandoned, service_level,
            abandonment, asa_s, aht_s, handle_s; per queue, channel or in all) and its contacts. Tries every named service
            level formula, threshold, limit of short abandons and booking of contacts (by arrival, by leaving the queue, by
            their end). A figure agrees when rounding explains the rest. Writes reconcile.csv and differences.csv; without
            --output reconcile.csv goes to standard output.

            EXAMPLES
              wfm reconcile docs/examples/centre-report.csv --interactions data/demo/sample/interactions.csv --time-zone Europe/London
              wfm reconcile docs/examples/centre-report.csv --plan data/demo/sample/plan.yaml --within 20 --output reconcile
            """)

    @Argument(help: "The centre's own report.")
    var report: String

    @Option(
        parsing: .upToNextOption, help: "Interaction files; '-' is standard input. The plan's own when omitted.")
    var interactions: [String] = []

    @OptionGroup var log: LogOptions

    @Option(help: "Seconds of the service level to try, joined by commas.")
    var within = "20,10,15,30,5,25,40,45,60,80,90,120,180,300"

    @Option(help: "Limits of short abandons to try, in seconds, joined by commas.")
    var short = "5,2,3,6,8,10,15"

    @Option(help: "Variants listed a measure, the best first.")
    var most = 5

    @Option(help: "Folder for the results; reconcile.csv goes to standard output when omitted.")
    var output: String?

    @Flag(help: "Exit with 1 when a measure is not reproduced in every interval.")
    var strict = false

    @OptionGroup var common: CommonOptions

    func validate() throws {
        for (name, text) in [("within", within), ("short", short)] where numbers(text) == nil {
            throw ValidationError("--\(name) are seconds joined by commas, found '\(text)'")
        }
        guard !interactions.isEmpty || log.plan != nil else {
            throw ValidationError("name at least one file with --interactions, or --plan PLAN.yaml")
        }
        guard most >= 1 else { throw ValidationError("--most begins at 1, found \(most)") }
    }

    private func numbers(_ text: String) -> [Double]? {
        commaSeparatedNumbers(text).flatMap { $0.allSatisfy { $0 >= 0 && $0 <= 86_400 } ? $0 : nil }
    }

    func run() async throws {
        let outcome = try await InterruptSignal.during { interruption in
            let outcome = try await ReconcileStage(
                report: report, source: try log.source(interactions, plan: log.workspace()),
                within: numbers(within) ?? [], short: numbers(short) ?? []
            ).run(context: common.context(interruption: interruption))
            if let output {
                try writeAtomically(
                    [
                        OutputFile(path: "reconcile.csv", bytes: outcome.variants(most: most)),
                        OutputFile(path: "differences.csv", bytes: outcome.differences()),
                    ], folder: output)
            } else {
                try Output.write(outcome.variants(most: most), to: nil)
            }
            return outcome
        }
        for note in outcome.notes { common.say("note: \(note)") }
        common.say(outcome.accounting.words)
        for line in outcome.inWords { common.say(line) }
        let isReproduced = outcome.reconciliation.fits.allSatisfy {
            ($0.fits.first.map { $0.matched == $0.compared && $0.compared > 0 }) ?? false
        }
        if strict, !isReproduced { throw ShortfallUnderStrict() }
    }
}
