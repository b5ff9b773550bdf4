import ArgumentParser
import ContactCenter
import FileFormats
import Scheduling
import Tabular

/// The rules that come on top of a scheduling folder.
struct RuleOptions: ParsableArguments {
    @Option(help: "Rule file (YAML or JSON), or the name of a pack; may be given several times.")
    var rules: [String] = []

    @Option(help: "What agents bring along: agent,measure,count (for the rules of fairness).")
    var history: String?

    @Option(help: "The roster of the weeks before (agent,kind,start,breaks), to which rules look back.")
    var before: String?

    @Option(help: "Time zone of the wall clock, by its IANA name: no shift may start where its clock is put forward.")
    var timeZone = "UTC"

    /// The clock.
    var zone: ZoneRules { get throws { try ZoneRules.load(timeZone) } }

    /// The folder with its rules and what agents bring along; what is odd but usable is told on standard error.
    func read(_ folder: String, warn: (String) -> Void) throws -> RosteringInstance {
        let (whole, notes) = try RosterAdditions(rules: rules, history: history, before: before).readFolder(folder)
        var instance = whole
        for note in notes { warn(note) }
        instance.clockGaps = try zone.skippedTimes(from: instance.startDate, days: instance.days)
        for warning in InstanceWarnings.sentences(instance) { warn(warning) }
        return instance
    }
}

/// How a table is written.
enum TableFormat: String, ExpressibleByArgument, CaseIterable {
    case csv, json
}

extension ResultRows {
    /// The table in `format`.
    func bytes(_ format: TableFormat) -> [UInt8] { format == .csv ? csv() : json.serialised() }
}

/// Options that read a date or time of the wall clock.
enum ClockOption {
    static func date(_ text: String, _ option: String) throws -> CivilDate {
        guard let date = CivilDate(text) else {
            throw UsageError(message: "\(option): expected a date YYYY-MM-DD, found '\(text)'", hint: nil)
        }
        return date
    }

    static func time(_ text: String, _ option: String) throws -> LocalTime {
        guard let time = LocalTime(text) else {
            throw UsageError(message: "\(option): expected a time YYYY-MM-DDTHH:MM, found '\(text)'", hint: nil)
        }
        return time
    }
}

extension Output {
    /// Writes several tables: those named `-` to standard output, all others as whole files at once.
    static func write(_ files: [OutputFile]) throws {
        try writeAtomically(files.filter { $0.path != "-" })
        for file in files where file.path == "-" { try write(file.bytes, to: nil) }
    }
}
