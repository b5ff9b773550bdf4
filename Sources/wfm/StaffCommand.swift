import ArgumentParser
import ContactCenter
import FileFormats
import Planning
import Tabular

/// `wfm staff`: forecast to requirement.
struct StaffCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "staff",
        abstract:
            "Computes the people every interval needs (Erlang A or C, chat concurrency, deferred work, shrinkage).",
        discussion: """
            Writes requirements.csv. With --what-if it writes the plan beside the changed plan, with --sensitivity what
            one percent more of anything costs, by queue and channel and for the whole centre. Changes are joined by
            commas: aht=-5%, aht=+10s, aht=280, volume=x1.1, shrinkage=+3pt, target=85/20; 'sales:', 'chat:' or
            'sales/chat:' before the name keeps a change to that queue or channel. Parameters: volume, aht, patience,
            shrinkage, in_office, out_of_office, target, within, occupancy_cap, concurrency, minimum_agents.

            EXAMPLES
              wfm staff demo-output/forecast.csv --plan data/demo/plan.yaml --history demo-output/history.csv --output requirements.csv --summary staff-summary.csv
              wfm staff demo-output/forecast.csv --plan data/demo/plan.yaml --history demo-output/history.csv --what-if aht=-5%,shrinkage=+3pt
              wfm staff plan/forecast.csv --plan docs/examples/outbound.plan.yaml --outbound customers/outbound.csv --history plan/history.csv --output requirements.csv
              wfm staff demo-output/forecast.csv --plan data/demo/plan.yaml --history demo-output/history.csv --day-goal day --days days.csv --output requirements.csv
            """)

    @Argument(help: "forecast.csv; '-' is standard input.")
    var forecast: String

    @Option(help: "The plan file with targets, opening hours and shrinkage.")
    var plan: String

    @Option(help: "outbound.csv: outbound work beside the forecast (see wfm customers); the plan names its queue.")
    var outbound: String?

    @Option(help: "history.csv, from which patience is estimated where the plan says 'estimate'.")
    var history: String?

    @Option(help: "Where the requirement (or the table of a what-if) goes; standard output when omitted.")
    var output: String?

    @Option(help: "Also write the requirement by day, week and in total to this file.")
    var summary: String?

    @Option(help: "What the forecast's uncertainty does: ignore, report, expected or a probability (else the plan's).")
    var risk: String?

    @Option(
        help: """
            What the service level is promised of: interval (each by itself), every-interval (on the day as it is lived), \
            day (all its contacts, at least cost) or the probability with which the day must make it (else the plan's).
            """)
    var dayGoal: String?

    @Option(help: "Also write the days, with what an agent is worth in every interval, to this file.")
    var days: String?

    @Option(help: "Compare the plan with a changed one, e.g. aht=-5%,shrinkage=+3pt.")
    var whatIf: String?

    @Flag(help: "Write elasticities and scenarios instead of the requirement.")
    var sensitivity = false

    @Option(help: "csv or json, for --what-if, --sensitivity, --summary and --days.")
    var format = ResultTable.Format.csv

    @Flag(help: "Let intervals be missing in opening hours; nobody is staffed for them.")
    var allowGaps = false

    @Flag(help: "Exit with 1 when a staff cap leaves a stated shortfall.")
    var strict = false

    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard whatIf == nil || !sensitivity else {
            throw ValidationError("--what-if and --sensitivity write one table; give one of them")
        }
        guard summary == nil || (whatIf == nil && !sensitivity) else {
            throw ValidationError("--summary is of the requirement; leave out --what-if and --sensitivity")
        }
        guard days == nil || (whatIf == nil && !sensitivity) else {
            throw ValidationError("--days is of the requirement; leave out --what-if and --sensitivity")
        }
        guard format == .csv || whatIf != nil || sensitivity || summary != nil || days != nil else {
            throw ValidationError(
                "requirements are CSV; --format json is for --what-if, --sensitivity, --summary and --days")
        }
    }

    func run() async throws {
        let changes = try whatIf.map { try WhatIfChange.list($0) }
        try await InterruptSignal.during { interruption in
            let context = common.context(interruption: interruption)
            let workspace = try PlanWorkspace.load(plan)
            let input = try InputBytes.read(forecast)
            var rows = try ForecastFile.readWithLines(input, channels: workspace.channels)
            var placed: [ForecastInterval] = []
            if let outbound {
                placed = try workspace.outboundWork(outbound)
                let replaced = Set(placed.map(\.stream))
                rows.removeAll { replaced.contains($0.interval.stream) }
            }
            let past = try history.map { try HistoryFile.read(InputBytes.read($0), channels: workspace.channels) }
            let stage = StaffingStage(workspace, allowsGaps: allowGaps)
            var (cases, notes) = try stage.cases(
                forecast: rows.map(\.interval) + placed, lines: rows.map(\.line) + placed.map { _ in nil },
                file: input.name, history: past)
            if let risk { cases.staffing.risk = try parsed(risk) }
            if let dayGoal { cases.staffing.dayGoal = try goal(dayGoal) }
            if days != nil, !cases.staffing.dayGoal.isThroughTheDay {
                throw UsageError(
                    message: "--days needs a goal for the day", hint: "add --day-goal day, every-interval or 90%")
            }
            for note in notes { common.say("note: \(note)") }
            if let changes {
                let changed = try cases.applying(changes)
                let comparison = try WhatIfComparison(base: cases, changed: changed, zone: workspace.zone)
                try Output.write(comparison.table.serialised(format), to: output)
            } else if sensitivity {
                let table = try SensitivityTable(cases, zone: workspace.zone) { try context.checkInterruption() }
                try Output.write(table.table.serialised(format), to: output)
            } else {
                let outcome = try stage.run(cases, context: context)
                if let summary {
                    let rollUp = StaffingRollUp(
                        outcome.requirements, pooled: outcome.pooled, staffing: cases.staffing, zone: workspace.zone)
                    try Output.write(rollUp.table.serialised(format), to: summary)
                }
                if let days {
                    let table = DayGoalTable(outcome.requirements, cases: cases, zone: workspace.zone).table
                    try Output.write(table.serialised(format), to: days)
                }
                try Output.write(RequirementFile.write(outcome.requirements, zone: workspace.zone), to: output)
                for line in outcome.notes + outcome.shortfalls { common.say("note: \(line)") }
                if strict, !outcome.shortfalls.isEmpty { throw ShortfallUnderStrict() }
            }
        }
    }

    private func goal(_ word: String) throws -> DayGoal {
        if let goal = DayGoal(word) { return goal }
        throw UsageError(
            message: "--day-goal: expected \(DayGoal.words), found '\(word)'",
            hint: nearestName(to: word, among: DayGoal.names).map { "did you mean '\($0)'?" })
    }

    private func parsed(_ word: String) throws -> ForecastRisk {
        if let risk = ForecastRisk(word) { return risk }
        throw UsageError(
            message: "--risk: expected \(ForecastRisk.words), found '\(word)'",
            hint: nearestName(to: word, among: ForecastRisk.names).map { "did you mean '\($0)'?" })
    }
}

extension ResultTable.Format: ExpressibleByArgument {}
