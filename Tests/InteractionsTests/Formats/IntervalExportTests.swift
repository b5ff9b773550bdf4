import ContactCenter
import Tabular
import Testing

@testable import Interactions

@Suite("Exports of intervals")
struct IntervalExportTests {
    private static let genesys =
        "Interval Start UTC Date,Queue,Media Type,Skill Set,Language,Offered,Interactions Handled,Total Handle Time (Seconds)\n"

    @Test("Rows by skills and language are added up; the same row twice counts once; a later one replaces")
    func books() throws {
        let found = try intervals(
            Self.genesys
                + "2024-03-04T08:00:00Z,q,Voice,a,German,5,4,1000\n2024-03-04T08:00:00Z,q,Voice,b,German,4,2,700\n"
                + "2024-03-04T08:00:00Z,q,Voice,b,German,4,2,700\n2024-03-04T08:15:00Z,q,Voice,a,German,9,9,9\n"
                + "2024-03-04T08:15:00Z,q,Voice,a,German,3,2,660\nTotal,,,,,12,8,2360\n2024-03-04T08:30:00Z,q,Voice,a,German,x,2,660\n",
            .genesysHistory)
        #expect(found.rows.map(\.offered) == [9, 3])
        #expect(found.rows.map(\.handleSeconds) == [1700, 660])
        #expect(found.rows[0].unknown == IntervalCounts.Measures.all.subtracting([.answered, .handle]))
        let books = found.accounting
        #expect(books.read == 7 && books.accepted == 3 && books.identicalDuplicates == 1 && books.superseded == 1)
        #expect(found.rejects.map(\.code) == ["total_line", "not_a_number"])
        #expect(found.rejects.map(\.line) == [7, 8] && found.rejects[1].column == "Offered")
    }

    @Test("Thousandths are told from seconds by the handle time that would follow")
    func thousandths() throws {
        let header = "Interval Start,Interval End,Interval Complete,Media Type,Queue Name,Offer,Answer,Avg Handle\n"
        let start = "2024-03-04T08:00:00.000Z,2024-03-04T08:15:00.000Z"
        let milliseconds = try intervals("\(header)\(start),TRUE,voice,q,9,6,283333\n", .genesysPerformance)
        #expect(milliseconds.rows[0].handleSeconds == 6 * 283.333 && milliseconds.intervalSeconds == 900)
        let seconds = try intervals("\(header)\(start),TRUE,voice,q,9,6,283\n", .genesysPerformance)
        #expect(seconds.rows[0].handleSeconds == 6 * 283)
        let clock = try intervals("\(header)\(start),TRUE,voice,q,9,6,00:04:43\n", .genesysPerformance)
        #expect(clock.rows[0].handleSeconds == 6 * 283)
        let generic = try intervals("interval,queue,offered,answered,aht\n2024-03-04T08:00Z,q,9,6,283333\n", .intervals)
        #expect(abs(generic.rows[0].handleSeconds - 1699.998) < 1e-9)
        #expect(generic.health.files[0].decisions.contains { $0.contains("thousandths") })
    }

    @Test("An interval that was not over is refused; one without numbers is an outage, not zero")
    func states() throws {
        let found = try intervals(
            "Interval Start,Interval End,Interval Complete,Media Type,Queue Name,Offer,Answer\n"
                + "2024-03-04T08:00:00Z,2024-03-04T08:15:00Z,TRUE,voice,q,-,-\n"
                + "2024-03-04T08:15:00Z,2024-03-04T08:30:00Z,TRUE,voice,q,0,0\n"
                + "2024-03-04T08:30:00Z,2024-03-04T08:45:00Z,FALSE,voice,q,2,1\n",
            .genesysPerformance)
        #expect(found.rows.map(\.status) == [.outage, .open])
        #expect(found.rejects.map(\.code) == ["incomplete_interval"])
    }

    @Test("Days beside their quarter-hours would count twice: the rarer length is refused")
    func mixedLengths() throws {
        let header =
            "QueueName,QueueId,ChannelType,TimeStamp,IntervalDuration,IncomingContactVolume,AverageHandleTime,ContactsHandled\n"
        let found = try intervals(
            header
                + "q,i,VOICE,2024-03-04T08:00:00Z,15mins,9,283.5,6\nq,i,VOICE,2024-03-04T08:15:00Z,15mins,3,330.0,2\n"
                + "q,i,VOICE,2024-03-04T00:00:00Z,daily,12,300,8\n", .amazonIntervals)
        #expect(found.rows.map(\.handleSeconds) == [1701, 660])
        #expect(found.rejects.map(\.code) == ["mixed_intervals"] && found.rejects[0].line == 4)
        #expect(found.accounting.read == 3 && found.accounting.accepted == 2)
    }

    @Test("The hour that happens twice is two hours, in order of appearance, queue by queue")
    func repeatedHour() throws {
        let labels = ["01:30", "02:00", "02:30", "02:00", "02:30", "03:00"]
        let rows = ["a", "b"].flatMap { queue in labels.map { "26.10.2025 \($0);\(queue);1;1" } }
        let found = try intervals(
            "Intervall;Warteschlange;Angeboten;Angenommen\n" + rows.joined(separator: "\n"), .intervals,
            zone: .berlin2025)
        #expect(found.rows.count == 12 && found.intervalSeconds == 1800)
        for queue in 0..<2 {
            let starts = found.rows[queue * 6..<queue * 6 + 6].map(\.start.seconds)
            #expect(zip(starts, starts.dropFirst()).allSatisfy { $1 - $0 == 1800 })
        }
    }

    @Test(
        "Labels of intervals, dates and times as exports write them",
        arguments: [
            ("日期,时段,呼入量,接通量\n2024/3/4,09:00-09:15,9,6\n", 900),
            ("date,time,offered,answered\n2024-03-13,0900,9,6\n", 1800),
            ("Datum;Uhrzeit;Angeboten;Angenommen\n04.03.2024;9:00 – 9:30;9;6\n", 1800),
            ("interval,offered,answered\n2024-03-04T08:00:00Z/2024-03-04T09:00:00Z,9,6\n", 3600),
            ("interval,offered,answered\n2024-03-04 09:00-09:14,9,6\n", 900),
            ("timestamp,offered,answered\n1709539200,9,6\n", 1800),
            (
                "Report of Monday\n\nInterval Start;Interval End;Offered;Answered\n2024-03-04 09:00;2024-03-04 09:20;9;6\n",
                1200
            ),
            ("开始时间,进线量,应答量\n2024年3月4日 上午9:00,\"1,009\",６\n", 1800),
        ])
    func labels(text: String, seconds: Int) throws {
        let found = try intervals(text, .intervals, zone: .utc)
        #expect(found.rejects.isEmpty)
        let row = try #require(found.rows.first)
        #expect(row.intervalSeconds == seconds && row.answered == 6)
        #expect(ZoneRules.utc.localTime(at: row.start).minuteOfDay % 60 == 0)
    }

    @Test("A mapping file says what names do not")
    func mapping() throws {
        let yaml = """
            version: 1
            interval_start: {date: Tag, time: Von}
            interval_seconds: 1800
            queue: {constant: hotline}
            channel: {column: Art, values: {T: voice}}
            offered: Rein
            answered: Weg
            aht_s: {column: Dauer, unit: minutes}
            """
        guard case .intervals(let mapping) = try SourceMapping.read(log(yaml, name: "m.yaml")) else {
            Issue.record("a mapping of intervals")
            return
        }
        let found = try intervals(
            "Tag;Von;Art;Rein;Weg;Dauer\n14.03.2024;09:00;T;9;6;4,5\n", .intervals, mapping: mapping)
        #expect(found.rows[0].stream.description == "hotline/voice" && found.rows[0].handleSeconds == 6 * 270)
        #expect(throws: TabularError.self) { try SourceMapping.read(log("version: 1\ninterval_start: t\nqueu: x\n")) }
    }

    @Test("What nobody can read is refused with what is missing")
    func refusals() {
        let noTime = #expect(throws: TabularError.self) { try intervals("queue,offered\nq,3\n", .intervals) }
        #expect(noTime?.description.contains("the start of the interval") == true)
        #expect(throws: TabularError.self) {
            try intervals("date,time,offered\n03/04/2024,09:00,1\n", .intervals)
        }
        #expect(throws: TabularError.self) { try intervals("a;b\n1;2\n", .calabrio) }
    }

    @Test("Every role has names, and no name has two roles")
    func names() {
        var seen: Set<String> = []
        for entry in IntervalColumn.names {
            #expect(!entry.names.isEmpty)
            for name in entry.names {
                #expect(seen.insert(name).inserted, "\(name)")
                #expect(IntervalColumn.normalised(name) == name)
            }
        }
    }
}
