import ContactCenter
import Tabular
import Testing

@testable import FileFormats

@Suite("Files for other systems")
struct ExportFilesTests {
    private static let voice = QueueChannel(queue: "sales", channel: .voice)

    private func counts(_ stream: QueueChannel = voice, at start: Int = 1_709_539_200, seconds: Int = 900)
        -> IntervalCounts
    {
        var counts = IntervalCounts(stream: stream, start: Instant(seconds: start), intervalSeconds: seconds)
        (counts.offered, counts.answered, counts.handleSeconds) = (9, 6, 1700)
        return counts
    }

    private func forecast(_ volumes: [Double], _ aht: Double? = 283.3) -> [ForecastInterval] {
        volumes.enumerated().map { index, volume in
            let point = ForecastInterval.Band(lower: volume, upper: volume)
            return ForecastInterval(
                stream: Self.voice, start: Instant(seconds: 1_709_539_200 + 900 * index), intervalSeconds: 900,
                volume: volume, volume80: point, volume95: point, ahtSeconds: aht, ahtSeconds80: nil, model: "")
        }
    }

    @Test("History for Genesys Cloud and Amazon Connect as their manuals show it")
    func histories() throws {
        var outage = counts(at: 1_709_540_100)
        outage.status = .outage
        let silent = IntervalCounts(stream: Self.voice, start: Instant(seconds: 1_709_541_000), intervalSeconds: 900)
        #expect(
            text(try GenesysHistoryFile.write([counts(), outage, silent]))
                == "Interval Start UTC Date,Queue,Media Type,Skill Set,Language,Offered,Interactions Handled,"
                + "Total Handle Time (Seconds)\n2024-03-04T08:00:00Z,sales,Voice,,,9,6,1700\n")
        #expect(
            text(try AmazonConnectFile.write(history: [counts()], ids: ["sales": "1-2"]))
                == "QueueName,QueueId,ChannelType,TimeStamp,IntervalDuration,IncomingContactVolume,AverageHandleTime,"
                + "ContactsHandled\nsales,1-2,VOICE,2024-03-04T08:00:00Z,15mins,9,283.333,6\n")
    }

    @Test("Forecasts for Amazon Connect are whole contacts that keep their sum; for Calabrio on the skill's clock")
    func forecasts() throws {
        let rows = forecast([2.4, 2.4, 2.4, 0.4])
        let written = text(try AmazonConnectFile.write(override: rows, ids: [:]))
        let volumes = written.split(separator: "\n").dropFirst().compactMap {
            Int($0.split(separator: ",", omittingEmptySubsequences: false)[5])
        }
        #expect(volumes == [2, 3, 2, 1])
        #expect(
            text(try CalabrioForecastFile.write(Array(rows.prefix(1)), zone: ZoneRules.load("Europe/Berlin")))
                == "sales,20240304 09:00,20240304 09:15,2.4,283.3,0\n")
        #expect(
            text(try GenesysForecastFile.write(Array(rows.prefix(1))))
                == "Interval Start UTC Date,Planning Group,Offered,Average Handle Time\n2024-03-04T08:00:00Z,sales,2.4,283.3\n"
        )
    }

    @Test("Rounding to whole contacts is never off by more than half a contact up to any interval")
    func rounding() {
        var state: UInt64 = 7
        let volumes = (0..<500).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(state >> 33) / Double(1 << 31) * 3
        }
        let whole = WholeVolumes.rounded(volumes)
        var (sum, given) = (0.0, 0)
        for (volume, number) in zip(volumes, whole) {
            sum += volume
            given += number
            #expect(number >= 0 && abs(sum - Double(given)) <= 0.5 + 1e-9)
        }
    }

    @Test("What a format cannot hold is refused, and formulas are disarmed")
    func refusals() throws {
        var unknown = counts()
        unknown.unknown = [.handle]
        #expect(throws: ExportError.self) { try GenesysHistoryFile.write([unknown]) }
        #expect(throws: ExportError.self) { try AmazonConnectFile.write(history: [counts(seconds: 3600)], ids: [:]) }
        #expect(throws: ExportError.self) {
            try AmazonConnectFile.write(history: [counts(QueueChannel(queue: "a,b", channel: .voice))], ids: [:])
        }
        #expect(throws: ExportError.self) {
            try AmazonConnectFile.write(history: [counts(QueueChannel(queue: "q", channel: .email))], ids: [:])
        }
        #expect(throws: ExportError.self) { try CalabrioForecastFile.write(forecast([3], nil), zone: .utc) }
        let hostile = text(try GenesysHistoryFile.write([counts(QueueChannel(queue: "=cmd|x", channel: .voice))]))
        #expect(hostile.contains(",'=cmd|x,"))
    }

    @Test("Intervals that the clock shows twice are counted")
    func repeatedStarts() throws {
        var rows = forecast(Array(repeating: 1, count: 12))
        for index in rows.indices { rows[index].start = Instant(seconds: 1_761_436_800 + 900 * index) }
        #expect(CalabrioForecastFile.repeatedStarts(rows, zone: try ZoneRules.load("Europe/Berlin")) == 4)
    }

    @Test("What a history does not know is written empty and read again as unknown")
    func unknownMeasures() throws {
        var row = counts()
        row.unknown = [.abandoned, .talk, .waitAbandoned, .customers]
        var lost = IntervalCounts(
            stream: Self.voice, start: Instant(seconds: 1_709_540_100), intervalSeconds: 900, status: .outage)
        lost.unknown = .all
        let bytes = HistoryFile.write([row, lost], zone: .utc)
        #expect(text(bytes).contains("sales,voice,2024-03-04T08:00:00Z,900,9,6,,0,0,0,,0,0,1700,0,,0,,open\n"))
        #expect(text(bytes).hasSuffix("900,,,,,,,,,,,,,,,outage\n"))
        let read = try HistoryFile.read(input(text(bytes)))
        #expect(read == [row, lost])
        let few =
            "queue,channel,interval_start,interval_seconds,offered,answered,abandoned,handle_s\n"
            + "q,voice,2024-03-04T08:00:00Z,900,9,6,3,1700\n"
        #expect(try HistoryFile.read(input(few))[0].unknown.names.count == 10)
    }

    @Test("A data-health report is read as it was written")
    func health() throws {
        var health = DataHealth()
        health.files = [
            DataHealth.File(
                name: "a.csv", bytes: 12, format: "asterisk", delimiter: "|", columns: ["a", "技能组"],
                decisions: ["a.csv: \"x\""], records: 3)
        ]
        (health.accounting.read, health.accounting.accepted, health.accounting.rejected) = (10, 4, 1)
        (health.accounting.identicalDuplicates, health.accounting.superseded) = (3, 2)
        health.rejectsByCode = ["empty_key": 1]
        health.streams = [DataHealth.Stream(stream: Self.voice, inbound: 4)]
        health.outbound = 2
        health.notes = ["n"]
        let bytes = DataHealthFile.write(health)
        #expect(try DataHealthFile.read(input(text(bytes))) == health)
        #expect(throws: TabularError.self) { try DataHealthFile.read(input("[]")) }
    }
}
