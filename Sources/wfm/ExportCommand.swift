import ArgumentParser
import ContactCenter
import FileFormats
import Planning
import Tabular

/// `wfm export FILE --to FORMAT`: history, forecast or roster in another system's format.
struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Writes a history, forecast or roster in another system's format.",
        discussion: """
            From history.csv: genesys-history, amazon-history. From forecast.csv: genesys-forecast, amazon-override, \
            calabrio-forecast. From roster.csv: icalendar, one file an agent in the folder of --output.
            What a format cannot hold is refused with its place; nothing is left out silently.

            EXAMPLES
              wfm export history.csv --to genesys-history > genesys.csv
              wfm export forecast.csv --to amazon-override --queue-ids ids.csv --output override.csv
              wfm export forecast.csv --to calabrio-forecast --time-zone Europe/Berlin > calabrio.txt
            """)

    enum Target: String, ExpressibleByArgument, CaseIterable {
        case genesysHistory = "genesys-history"
        case genesysForecast = "genesys-forecast"
        case amazonHistory = "amazon-history"
        case amazonOverride = "amazon-override"
        case calabrioForecast = "calabrio-forecast"
        case icalendar
    }

    @Argument(help: "history.csv, forecast.csv or roster.csv; '-' is standard input.")
    var file: String

    @Option(help: "The format to write.")
    var to: Target

    @Option(parsing: .singleValue, help: "Write this queue only; may be given several times.")
    var queue: [String] = []

    @Option(parsing: .singleValue, help: "Write this channel only; may be given several times.")
    var channel: [String] = []

    @Option(help: "Table queue,queue_id: the ids that Amazon Connect wants beside the names.")
    var queueIds: String?

    @Option(help: "Time zone of formats on the wall clock, by its IANA name.")
    var timeZone = "UTC"

    @Option(help: "Where it goes: a file, or a folder for icalendar; standard output when omitted.")
    var output: String?

    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard to != .icalendar || output != nil else { throw ValidationError("icalendar needs a folder: --output DIR") }
        guard queueIds == nil || to == .amazonHistory || to == .amazonOverride else {
            throw ValidationError("--queue-ids is for amazon-history and amazon-override")
        }
    }

    func run() throws {
        let input = try InputBytes.read(file)
        let zone = try ZoneRules.load(timeZone)
        switch to {
        case .genesysHistory: try Output.write(GenesysHistoryFile.write(history(input)), to: output)
        case .amazonHistory: try Output.write(AmazonConnectFile.write(history: history(input), ids: ids()), to: output)
        case .genesysForecast: try Output.write(GenesysForecastFile.write(forecast(input)), to: output)
        case .amazonOverride:
            try Output.write(AmazonConnectFile.write(override: forecast(input), ids: ids()), to: output)
        case .calabrioForecast:
            let rows = try forecast(input)
            let bytes = try CalabrioForecastFile.write(rows, zone: zone)
            let repeated = CalabrioForecastFile.repeatedStarts(rows, zone: zone)
            if repeated > 0 {
                common.say(
                    "warning: \(repeated) intervals begin at times that the clock shows twice; the format cannot tell them apart"
                )
            }
            common.say("note: handle time is written as task time, after-task time as 0")
            try Output.write(bytes, to: output)
        case .icalendar: try writeCalendars(PlannerRosterFile.read(input), zone)
        }
    }

    private func history(_ input: InputBytes) throws -> [IntervalCounts] {
        let rows = try HistoryFile.read(input)
        try checkNames(rows.map(\.stream))
        let outages = rows.count { $0.status == .outage }
        if outages > 0 { common.say("note: \(outages) intervals with the status outage are left out") }
        return rows.filter { isWanted($0.stream) }
    }

    private func forecast(_ input: InputBytes) throws -> [ForecastInterval] {
        let rows = try ForecastFile.read(input)
        try checkNames(rows.map(\.stream))
        return rows.filter { isWanted($0.stream) }
    }

    private func isWanted(_ stream: QueueChannel) -> Bool {
        (queue.isEmpty || queue.contains(stream.queue)) && (channel.isEmpty || channel.contains(stream.channel.name))
    }

    private func checkNames(_ streams: [QueueChannel]) throws {
        func check(_ names: [String], _ known: [String], _ what: String) throws {
            let known = Set(known).sorted()
            for name in names where !known.contains(name) {
                throw PlanningError.unknownName(what: what, name: name, place: "--\(what)", known: known)
            }
        }
        try check(queue, streams.map(\.queue), "queue")
        try check(channel, streams.map(\.channel.name), "channel")
    }

    private func ids() throws -> [String: String] {
        guard let queueIds else {
            common.say("note: QueueId is empty; Amazon Connect wants it: give --queue-ids with a table queue,queue_id")
            return [:]
        }
        return try QueueIDFile.read(InputBytes.read(queueIds))
    }

    private func writeCalendars(_ segments: [RosterSegment], _ zone: ZoneRules) throws {
        guard let output else { return }
        let files = Dictionary(grouping: segments, by: \.agent).sorted { $0.key < $1.key }.map { agent, segments in
            OutputFile(
                path: "calendar-\(ShiftCalendarFile.name(of: agent))",
                bytes: ShiftCalendarFile.write(segments.sorted { $0.start < $1.start }, zone: zone))
        }
        try writeAtomically(files, folder: output)
        common.say("\(files.count) calendars")
    }
}
