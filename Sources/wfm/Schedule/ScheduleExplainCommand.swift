import ArgumentParser
import ContactCenter
import FileFormats
import Scheduling
import Tabular

/// `wfm schedule explain FOLDER [ROSTER]`: why there is no roster, why not this shift, what a wish costs.
struct ScheduleExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Says why there is no roster, why an agent does not work a shift, and what refused wishes cost.",
        discussion: """
            Without a roster: for every agent without a lawful row of days a minimal set of rules and records that \
            cannot be kept together, and for each the change of it alone that mends the conflict. Rules about several \
            agents are decided by CP-SAT where it is found (see 'wfm solvers'), else tested by counting heads.
            With a roster and --agent, --date and --kind: the rules that the shift would break and what it would cost.
            With a roster alone: every wish that is not granted, and what granting it would cost.

            EXAMPLES
              wfm schedule explain FOLDER
              wfm schedule explain FOLDER roster.csv --agent a0001 --date 2026-03-04 --kind S8H
              wfm schedule explain FOLDER roster.csv --output wishes.csv
            """)

    @Argument(help: "The scheduling folder.")
    var folder: String

    @Argument(help: "The roster in compact format (agent,kind,start,breaks).")
    var roster: String?

    @Option(help: "The agent asked about.")
    var agent: String?

    @Option(help: "The date asked about.")
    var date: String?

    @Option(help: "The shift kind asked about.")
    var kind: String?

    @Option(help: "The start asked about, HH:MM; all starts of the kind when omitted.")
    var start: String?

    @Option(help: "csv or json.")
    var format = TableFormat.csv

    @Option(help: "Where the table goes; standard output when omitted.")
    var output: String?

    @OptionGroup var ruleOptions: RuleOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        let given = [agent, date, kind].compactMap(\.self).count
        guard given == 0 || given == 3 else {
            throw ValidationError("--agent, --date and --kind are asked together")
        }
        guard roster != nil || given == 0 else { throw ValidationError("--agent, --date and --kind need a roster") }
        guard start == nil || given == 3 else { throw ValidationError("--start needs --agent, --date and --kind") }
    }

    func run() throws {
        let instance = try ruleOptions.read(folder) { common.say("warning: \($0)") }
        guard let roster else {
            try conflicts(instance)
            return
        }
        let shifts = try CompactRosterFile.readWhole(InputBytes.read(roster))
        var question = try RosterQuestion(instance, roster: shifts)
        if let agent, let date, let kind {
            try whyNot(&question, agent, date, kind)
        } else {
            try wishes(&question)
        }
    }

    private func conflicts(_ instance: RosteringInstance) throws {
        var explanation = try ConflictExplanation(
            instance, library: CPSATLibrary.locate(in: SolverFolders.inOrder()))
        let conflicts = explanation.conflicts()
        var table = ResultRows(columns: ["conflict", "agent", "from", "to", "rule", "what", "mend"])
        for (number, conflict) in conflicts.enumerated() {
            let who = conflict.agent.isEmpty ? "several agents" : "agent '\(conflict.agent)'"
            common.say("conflict \(number + 1): \(who), \(conflict.dates.lowerBound) to \(conflict.dates.upperBound)")
            for cause in conflict.causes {
                common.say("  \(cause.rule): \(cause.description)\n    to mend it: \(cause.mend)")
                table.add([
                    .integer(number + 1), conflict.agent.isEmpty ? .none : .text(conflict.agent),
                    .text(conflict.dates.lowerBound.description), .text(conflict.dates.upperBound.description),
                    .text(cause.rule), .text(cause.description), .text(cause.mend),
                ])
            }
        }
        if conflicts.isEmpty { common.say("no conflict: every agent by itself has a lawful row of days") }
        if explanation.canBeKeptTogether == true {
            common.say("the rules about several agents can be kept together")
        }
        for agent in explanation.undecided {
            common.say("note: agent '\(agent)' has too many combinations to decide")
        }
        try Output.write(table.bytes(format), to: output)
    }

    private func whyNot(
        _ question: inout RosterQuestion, _ agent: String, _ date: String, _ kind: String
    ) throws {
        let minute = try start.map { text throws -> Int in
            guard let minute = LocalTime.minuteOfDay(text) else {
                throw UsageError(message: "--start: expected a time of day HH:MM, found '\(text)'", hint: nil)
            }
            return minute
        }
        let answers = try question.whyNot(
            agent, kind: kind, on: ClockOption.date(date, "--date"), start: minute)
        var table = ResultRows(
            columns: [
                "agent", "kind", "start", "now", "lawful", "cost_change", "cover_cost_change", "rules", "reasons",
                "way", "way_cost_change",
            ])
        for answer in answers {
            table.add([
                .text(answer.shift.agent), .text(answer.shift.kind), .text(answer.shift.start.description),
                .text(ScheduleTables.words(answer.now)), .flag(answer.violations.isEmpty),
                .number(answer.costChange, decimals: 4), .number(answer.coverCostChange, decimals: 4),
                .text(answer.violations.map(\.rule).joined(separator: "|")),
                .text(answer.violations.map(\.message).joined(separator: "; ")),
                answer.way.map(ResultRows.Value.text) ?? .none,
                answer.wayCostChange.map { .number($0, decimals: 4) } ?? .none,
            ])
        }
        try Output.write(table.bytes(format), to: output)
        let lawful = answers.filter { $0.violations.isEmpty }
        if let best = lawful.min(by: { $0.costChange < $1.costChange }) {
            let change = ScheduleTables.rounded(best.costChange)
            common.say(
                "lawful at \(lawful.count) of \(answers.count) starts; cheapest at "
                    + "\(LocalTime.clock(best.shift.start.minuteOfDay)), cost change \(change)")
        } else {
            common.say("lawful at none of \(answers.count) starts")
        }
    }

    private func wishes(_ question: inout RosterQuestion) throws {
        var table = ResultRows(
            columns: ["agent", "date", "from", "to", "weight", "shift_kind", "shift_start", "price", "way"])
        let refused = question.refusedWishes()
        for item in refused {
            table.add(
                [
                    .text(item.wish.agent), .text(item.wish.date.description),
                    .text(LocalTime.clock(item.wish.span.lowerBound)),
                    .text(LocalTime.clock(item.wish.span.upperBound)),
                    .integer(item.wish.weight),
                ] + ResultRows.shift(item.shifts.first) + [
                    item.price.map { .number($0, decimals: 4) } ?? .none, item.way.map(ResultRows.Value.text) ?? .none,
                ])
        }
        try Output.write(table.bytes(format), to: output)
        common.say(
            "\(refused.count) wishes are not granted; \(refused.count { $0.price == nil }) by no lawful change of the agent's own week"
        )
    }
}
