import ContactCenter
import Tabular
import Testing

@testable import FileFormats

@Suite("Editing a history in place")
struct HistoryEditTests {
    static let stream = QueueChannel(queue: "a, b", channel: .voice)
    static let interval = HistoryEdit.Interval(stream: stream, start: Instant(seconds: 1_772_438_400))

    @Test(
        "Only the status of the marked record changes, and restoring gives every byte back",
        arguments: [
            // Other columns, another order, quotes, line ends, a byte order mark, no last line end.
            "status,queue,channel,interval_start,interval_seconds,offered,note\nopen,\"a, b\",voice,2026-03-02T08:00:00Z,1800,\"5\",\"x \"\"y\"\"\"\nopen,c,voice,2026-03-02T08:00:00Z,1800,7,\n",
            "queue,channel,interval_start,interval_seconds,offered,status\r\n\"a, b\",voice,2026-03-02T09:00:00+01:00,1800,5,open\r\nc,voice,2026-03-02T08:00:00Z,1800,7,closed",
            "\u{FEFF}queue;channel;interval_start;interval_seconds;status;offered\n\n\"a, b\";voice;2026-03-02T08:00:00Z;1800;;5\n\n",
        ])
    func roundTrip(text: String) throws {
        let before = input(text)
        let marked = try HistoryEdit.markOutage([Self.interval], in: before)
        #expect(marked.bytes != before.bytes)
        #expect(FileFormatsTests.text(marked.bytes).components(separatedBy: "outage").count == 2)
        #expect(marked.bytes.count <= before.bytes.count + 6)
        let after = try HistoryEdit.restore(marked.originals, in: InputBytes(name: "c.csv", bytes: marked.bytes))
        #expect(after == before.bytes)
    }

    @Test("A record that is not there, a missing status and another encoding are told")
    func faults() {
        let head = "queue,channel,interval_start,interval_seconds,status\n"
        #expect(
            complaint { _ = try HistoryEdit.restore([Self.interval: "x"], in: input(head)) }
                .contains("t.csv: a, b/voice at 2026-03-02T08:00:00Z is not in the file"))
        #expect(
            complaint {
                _ = try HistoryEdit.markOutage([], in: input("queue,channel,interval_start,interval_seconds\n"))
            }
            .contains("missing column 'status'"))
        let wide =
            "queue,channel,interval_start,interval_seconds,status\n\"a, b\",voice,2026-03-02T08:00:00Z,1800,open\n"
        var bytes: [UInt8] = [0xFF, 0xFE]
        for unit in wide.utf16 { bytes += [UInt8(truncatingIfNeeded: unit), UInt8(truncatingIfNeeded: unit >> 8)] }
        #expect(
            complaint { _ = try HistoryEdit.markOutage([Self.interval], in: InputBytes(name: "w.csv", bytes: bytes)) }
                .contains("the file is not UTF-8"))
    }

    @Test("changes.csv is read as it was written")
    func changes() throws {
        let rows = [
            CleaningChangeFile.Row(
                change: 1, kind: "outlier_interval", stream: Self.stream, start: Instant(seconds: 1_772_438_400),
                intervalSeconds: 1800, offered: 407, usual: 45, reason: "far from the usual 45",
                original: "\"a, b\",voice,2026-03-02T08:00:00Z"),
            CleaningChangeFile.Row(
                change: 2, kind: "level_shift", stream: Self.stream, start: Instant(seconds: 1_772_438_400),
                intervalSeconds: 1800, offered: 130, usual: 100, reason: "1.3 times", original: nil),
            CleaningChangeFile.Row(
                change: 3, kind: "missing", stream: Self.stream, start: Instant(seconds: 1_772_438_400),
                intervalSeconds: 3600, offered: nil, usual: nil, reason: "2 rows", original: nil),
        ]
        let bytes = CleaningChangeFile.write(rows, zone: .utc)
        #expect(try CleaningChangeFile.read(InputBytes(name: "changes.csv", bytes: bytes)) == rows)
    }
}
