import ContactCenter
import Tabular
import Testing

@testable import FileFormats

@Suite("overrides.csv and versions of a forecast")
struct OverrideFileTests {
    static let header = "queue,channel,from,to,kind,value,author,reason,created_at\n"

    @Test("Rows with offsets are read and written again; a date is a whole day of the centre's clock")
    func reading() throws {
        let london = try ZoneRules.load("Europe/London")
        let rows = try OverrideFile.read(
            input(
                Self.header + "sales,voice,2026-07-06,2026-07-07,add,-20,ann,\"mailing, late\",2026-07-01\n"
                    + ",,2026-07-06T09:00:00+01:00,2026-07-06T10:00:00Z,multiply,1.25,bob,sale,2026-07-02T08:00:00Z\n"),
            zone: london)
        #expect(rows.count == 2)
        // Midnight in London's summer is 23:00 UTC; the second date is included.
        #expect(rows[0].from.iso8601(offsetSeconds: 0) == "2026-07-05T23:00:00Z")
        #expect(rows[0].to.iso8601(offsetSeconds: 0) == "2026-07-07T23:00:00Z")
        #expect(rows[0].value == -20 && rows[0].kind == .add && rows[0].reason == "mailing, late")
        #expect(rows[1].queue == nil && rows[1].channel == nil)
        let written = OverrideFile.write(rows, zone: london)
        #expect(try OverrideFile.read(InputBytes(name: "t", bytes: written), zone: .utc) == rows)
    }

    @Test(
        "A wrong row is told with its place",
        arguments: [
            (
                "q,voice,2026-07-06,2026-07-05,add,1,ann,why,2026-07-01",
                "t.csv:2: column 'to': '2026-07-05' is not after '2026-07-06'"
            ),
            (
                "q,voice,2026-07-06,2026-07-06,double,1,ann,why,2026-07-01",
                "expected one of add, multiply, set, found 'double'"
            ),
            ("q,voice,2026-07-06,2026-07-06,set,-1,ann,why,2026-07-01", "expected a number of at least 0"),
            ("q,voice,2026-07-06,2026-07-06,set,1,ann|bob,why,2026-07-01", "expected one name"),
            ("q,voice,2026-07-06,2026-07-06,set,1,ann,,2026-07-01", "column 'reason': expected text"),
            ("q,voice,6 July,2026-07-06,set,1,ann,why,2026-07-01", "column 'from': expected a time, found '6 July'"),
            ("q,voice,2026-07-06,2026-07-06,set,1,,why,2026-07-01", "column 'author': expected"),
        ])
    func faults(row: String, expected: String) {
        let found = complaint { _ = try OverrideFile.read(input(Self.header + row + "\n"), zone: .utc) }
        #expect(found.contains(expected), "\(found)")
    }

    @Test("A forecast with overrides keeps the machine's volume, and one without has no more columns than before")
    func machineVersion() throws {
        let text = """
            queue,channel,interval_start,interval_seconds,volume,volume-lo-80,volume-hi-80,volume-lo-95,volume-hi-95,aht_s,aht_s-lo-80,aht_s-hi-80,model,volume_machine,override_author,override_reason
            sales,voice,2026-03-30T08:00:00Z,1800,48,40,56,35,61,268.5,,,profile,38,ann|bob,mailing; late
            sales,voice,2026-03-30T08:30:00Z,1800,20,15,25,12,28,268.5,,,profile,,,

            """
        let rows = try ForecastFile.read(input(text))
        #expect(rows[0].override == OverrideTrace(machineVolume: 38, authors: ["ann", "bob"], reason: "mailing; late"))
        #expect(rows[1].override == nil)
        #expect(FileFormatsTests.text(ForecastFile.write(rows, zone: .utc)) == text)
        #expect(!FileFormatsTests.text(ForecastFile.write([rows[1]], zone: .utc)).contains("volume_machine"))
    }

    @Test("Versions are told apart by their columns, or a file is one version")
    func versions() throws {
        let head = "queue,channel,interval_start,interval_seconds,volume,version,created_at\n"
        let one = "sales,voice,2026-03-30T08:00:00Z,1800,"
        let versions = try ForecastFile.readVersions(
            input(head + one + "5,a,2026-03-20T00:00:00Z\n" + one + "6,b,2026-03-28T00:00:00Z\n", name: "f.csv"))
        #expect(versions.map(\.name) == ["a", "b"] && versions.map(\.intervals.count) == [1, 1])
        #expect(versions[1].createdAt == Instant(seconds: 1_774_656_000))
        let plain = try ForecastFile.readVersions(
            input("queue,channel,interval_start,interval_seconds,volume\n" + one + "5\n", name: "f.csv"))
        #expect(plain.map(\.name) == ["f.csv"] && plain[0].createdAt == nil)
        let twice = complaint {
            _ = try ForecastFile.readVersions(
                input(head + one + "5,a,2026-03-20T00:00:00Z\n" + one + "6,a,2026-03-20T00:00:00Z\n"))
        }
        #expect(twice.contains("given twice"))
    }
}
