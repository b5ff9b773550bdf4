import ArgumentParser
import ContactCenter
import FileFormats
import Scheduling
import Tabular

/// An instance of one of the public benchmarks.
enum BenchmarkInstance {
    case curtoisQu(ShiftRosteringInstance)
    case inrc2(NurseRosteringInstance)
    case shiftDesign(ShiftDesignInstance)
}

/// Which instance of which benchmark.
struct BenchmarkOptions: ParsableArguments {
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case curtoisQu = "curtois-qu"
        case inrc2
        case shiftDesign = "shift-design"
    }

    @Argument(help: "The instance; for INRC-II the scenario file.")
    var input: String

    @Option(help: "curtois-qu, inrc2 or shift-design; seen from the file when omitted.")
    var format: Format?

    @Option(help: "INRC-II: the history file.")
    var history: String?

    @Option(help: "INRC-II: a week file; once for each week, in order.")
    var week: [String] = []

    /// Reads what the options name.
    func read() throws -> BenchmarkInstance {
        let bytes = try InputBytes.read(input)
        let seen: Format? =
            format
            ?? (CurtoisQuFile.recognises(bytes)
                ? .curtoisQu
                : INRC2File.recognises(bytes) ? .inrc2 : ShiftDesignFile.recognises(bytes) ? .shiftDesign : nil)
        guard let seen else {
            throw TabularError.badData(
                Place(file: input), message: "not an instance of a known benchmark",
                hint: "say which with --format curtois-qu, inrc2 or shift-design")
        }
        guard seen == .inrc2 || (history == nil && week.isEmpty) else {
            throw UsageError(message: "--history and --week belong to INRC-II", hint: nil)
        }
        switch seen {
        case .curtoisQu: return .curtoisQu(try CurtoisQuFile.read(bytes))
        case .shiftDesign: return .shiftDesign(try ShiftDesignFile.read(bytes))
        case .inrc2:
            var instance = try INRC2File.readScenario(bytes)
            guard let history, !week.isEmpty else {
                throw UsageError(
                    message: "INRC-II needs a history and at least one week",
                    hint: "give --history H0-….txt and --week WD-….txt once for each week")
            }
            try INRC2File.readHistory(InputBytes.read(history), into: &instance)
            let left = instance.scenarioWeeks - instance.weeksBefore
            guard week.count <= left else {
                throw UsageError(
                    message: "\(week.count) weeks, but the scenario has \(left) left after the history", hint: nil)
            }
            for path in week { instance.weeks.append(try INRC2File.readWeek(InputBytes.read(path), of: instance)) }
            return .inrc2(instance)
        }
    }
}

/// The cost of a solution in one line for people.
enum BenchmarkLines {
    static func inWords(_ score: ShiftRosterValidator.Score, lowerBound: Int?) -> String {
        let text =
            "cost \(score.total): requests \(score.requests), below cover \(score.under), above cover \(score.over)"
        return lowerBound.map { text + "; no roster costs less than \($0)" } ?? text
    }

    static func inWords(_ score: NurseRosterValidator.Score) -> String {
        "cost \(score.total): optimal coverage \(score.optimalCoverage), consecutive work \(score.consecutiveWork), "
            + "consecutive days off \(score.consecutiveOff), preferences \(score.preferences), complete weekends "
            + "\(score.completeWeekends), total assignments \(score.totalAssignments), weekends \(score.totalWeekends)"
    }

    static func inWords(_ score: ShiftDesignValidator.Score) -> String {
        let hundredths = Int((score.dutiesPerWeek * 100).rounded())
        let duties = "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
        let cost = score.cost == score.cost.rounded() ? "\(Int(score.cost))" : "\(score.cost)"
        return "cost \(cost): \(score.shifts) shifts, shortage \(score.shortageMinutes) min, surplus "
            + "\(score.surplusMinutes) min, \(duties) duties a week"
    }
}
