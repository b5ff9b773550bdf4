import ArgumentParser
import ContactCenter
import Planning
import Queueing
import Tabular

/// A table of cases through one model: rows in, rows out, in the same order, however many there are.
struct QueueBatch: ParsableArguments {
    @Option(
        help: """
            The model: erlang-c, erlang-a, erlang-a-general, finite-lines, retrials, blending, chat, gamma-poisson, \
            general-service or callbacks.
            """)
    var model: String

    @Option(help: "The cases (CSV); '-' is standard input.")
    var input: String

    @Option(help: "Where the answers go; standard output when omitted.")
    var output: String?

    @OptionGroup var common: CommonOptions

    func run(_ verb: QueueCaseTable.Verb) async throws {
        let refused = try await InterruptSignal.during { interruption in
            var batch = try QueueCaseBatch(verb: verb, model: model, input: input)
            for note in batch.notes { common.say("note: \(note)") }
            let file = try GrowingOutput(path: output)
            let refused = try await batch.run(
                threads: common.threads,
                interruption: { if interruption.isRequested { throw PlanningError.interrupted } },
                emit: { try file.append($0) }, refuse: ErrorReport.say)
            try file.commit()
            return refused
        }
        if refused > 0 {
            StandardError.line("\(refused) of the rows could not be answered; their answers are empty")
            throw ExitCode(ExitStatus.badData)
        }
    }
}
