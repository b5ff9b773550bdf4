import Foundation
import Testing

@Suite("Hostile logs through wfm import")
struct ImportInputTests {
    private static let header = "interaction_id,queue,created_at,answered_at,wait_s,talk_s\n"
    private static let sample = WFMProcess.packageRoot.appendingPathComponent("data/demo/sample/interactions.csv").path
    private static let row = "I100001,sales,2025-03-26T09:00:00Z,2025-03-26T09:00:10Z,10,120\n"

    /// Runs `wfm import` over a file of these bytes.
    private static func run(
        _ bytes: [UInt8], name: String = "log.csv", _ arguments: [String] = [], _ folder: ScratchFolder
    ) throws -> WFMProcess {
        try Data(bytes).write(to: URL(fileURLWithPath: folder.path(name)))
        return try WFMProcess.run(
            ["import", name, "--output", "history.csv", "--rejects", "rejects.csv"] + arguments, in: folder.url)
    }

    private static func refused(_ result: WFMProcess, _ words: String, _ folder: ScratchFolder) {
        #expect(result.status == 65 || result.status == 66)
        #expect(result.standardError.contains("error: ") && result.standardError.contains(words))
        #expect(!result.standardError.contains("Fatal error"))
        #expect(!folder.contents().contains { $0.contains("history") }, "nothing is half written")
    }

    @Test("A log packed by gzip is the log, also through a pipe; one cut off is refused")
    func gzip() throws {
        let folder = try ScratchFolder()
        let rows = (0..<3000).map { "I\(200_000 + $0),sales,2025-03-26T09:00:00Z,2025-03-26T09:00:10Z,10,\($0)\n" }
        try folder.write(Self.header + rows.joined(), to: "log.csv")
        let result = try WFMProcess.shell(
            "gzip -k log.csv && $WFM import log.csv --output a.csv && $WFM import log.csv.gz --output b.csv"
                + " && cat log.csv.gz log.csv.gz > two.gz && head -c 9000 log.csv.gz > cut.csv.gz"
                + " && $WFM import - --output c.csv < log.csv.gz && cat log.csv | $WFM import - --output d.csv"
                + " && cmp a.csv b.csv && cmp a.csv c.csv && cmp a.csv d.csv", in: folder.url)
        #expect(result.status == 0, "\(result.standardError)")
        Self.refused(
            try WFMProcess.run(["import", "cut.csv.gz", "--output", "history.csv"], in: folder.url), "cut off", folder)
        let twice = try WFMProcess.run(["import", "two.gz", "--output", "e.csv"], in: folder.url)
        #expect(twice.standardError.contains("read 6001 = accepted 3000 + identical duplicates 3000"))
    }

    @Test("A log packed by zstd is the log")
    func zstd() throws {
        let folder = try ScratchFolder()
        try folder.write(Self.header + Self.row, to: "log.csv")
        guard try WFMProcess.shell("command -v zstd && zstd -q log.csv", in: folder.url).status == 0 else { return }
        let result = try WFMProcess.run(["import", "log.csv.zst", "--output", "h.csv"], in: folder.url)
        #expect(result.status == 0 && result.standardError.contains("read 1 = accepted 1"))
    }

    @Test("A folder, a program and an empty file are refused under their names")
    func notALog() throws {
        let folder = try ScratchFolder()
        Self.refused(try WFMProcess.run(["import", ".", "--output", "history.csv"], in: folder.url), "folder", folder)
        let program = Array("\u{7F}ELF".utf8) + [UInt8](repeating: 0, count: 900)
        Self.refused(try Self.run(program, [], folder), "binary file", folder)
        Self.refused(try Self.run([], [], folder), "empty", folder)
        // Bytes without a pattern, few of them zero.
        var state: UInt32 = 7
        let noise = (0..<60_000).map { _ in
            state = state &* 1_664_525 &+ 1_013_904_223
            return UInt8(state >> 24)
        }
        Self.refused(try Self.run(noise, [], folder), "binary file", folder)
        // No store is left behind for a file that cannot be read.
        try Data(noise).write(to: URL(fileURLWithPath: folder.path("noise.csv")))
        for file in ["noise.csv", "absent.csv", "."] {
            let stored = try WFMProcess.run(
                ["store", "import", "s.store", file, "--without-customers"], in: folder.url)
            #expect(stored.status == 65 || stored.status == 66)
        }
        #expect(!folder.contents().contains { $0.hasPrefix("s.store") })
    }

    @Test("A hundred thousand columns are read, and named in one line; a name cannot drive the terminal")
    func manyColumns() throws {
        let folder = try ScratchFolder()
        let names = (0..<100_000).map { "x\($0)" }.joined(separator: ",")
        let cells = [String](repeating: "1", count: 100_000).joined(separator: ",")
        let wide = "interaction_id,queue,created_at,\(names)\nI1,sales,2025-03-26T09:00:00Z,\(cells)\n"
        let result = try Self.run(Array(wide.utf8), [], folder)
        #expect(result.status == 0 && result.standardError.contains("read 1 = accepted 1"))
        #expect(result.standardError.contains("x39, … and 99960 more") && result.standardError.utf8.count < 2000)
        let evil = "interaction_id,queue\u{1B}[2J,created_at\n1,a,2025-03-26T09:00:00Z\n"
        let refused = try Self.run(Array(evil.utf8), name: "evil.csv", [], folder)
        #expect(refused.status == 65 && refused.standardError.contains("found: interaction_id, queue?[2J"))
        let queue = "interaction_id,queue,created_at\n1,a\u{1B}]0;x\u{7}\u{9B}b,2025-03-26T09:00:00Z\n"
        let noted = try Self.run(Array(queue.utf8), name: "queue.csv", [], folder)
        #expect(noted.status == 0)
        #expect(
            !noted.standardError.unicodeScalars.contains { $0.properties.generalCategory == .control && $0 != "\n" })
    }

    @Test("Patience is told by stream; the golden half-hour as a queue_log has its counts; two tables are warned of")
    func patienceAndExamples() throws {
        let folder = try ScratchFolder()
        let found = try WFMProcess.run([
            "import", "data/demo/sample/interactions.csv", "--time-zone", "Europe/London", "--output",
            folder.path("h.csv"), "--patience", folder.path("patience.csv"),
        ])
        #expect(
            found.status == 0 && found.standardError.contains("patience of sales/voice: "), "\(found.standardError)")
        let rows = try folder.read("patience.csv").split(separator: "\n")
        #expect(rows[0].hasPrefix("queue,channel,from_s,to_s,at_risk,abandoned,answered,hazard_per_s,willing,"))
        #expect(rows.contains { $0.hasPrefix("sales,voice,0,10,") } && !rows.contains { $0.hasPrefix("sales,email") })
        let golden = try WFMProcess.run(["import", "docs/examples/queue_log", "--interval", "1800"])
        #expect(
            golden.standardOutput.contains(
                "support,voice,2024-03-04T08:00:00Z,1800,12,8,4,1,5,2,2090,0,270,2360,168,122,66,"),
            "\(golden.standardOutput.prefix(400))")
        try folder.write(
            "Interval,Queue,Offered\n2025-03-26 09:00,a,5\n\nTimezone,UTC,\nInterval,Queue,Offered\n2025-03-26 08:00,a,5\n",
            to: "two.csv")
        let two = try WFMProcess.run(["import", "two.csv"], in: folder.url)
        #expect(two.standardError.contains("a second table seems to begin on line 5, behind 'Timezone,UTC,'"))
        #expect(try WFMProcess.run(["import", "two.csv", "--patience", "p.csv"], in: folder.url).status == 64)
    }

    @Test("With a plan, too, the limit of refused rows stops, the health report is written, and stated formats count")
    func planOptions() throws {
        let folder = try ScratchFolder()
        try folder.write(
            Self.header + Self.row + "I2,sales,nonsense,,1,1\nI3,,2025-03-26T09:00:00Z,,1,1\n", to: "log.csv")
        try folder.write(
            """
            version: 1
            name: X
            time_zone: UTC
            interactions: {files: log.csv}
            queues:
              sales: {opening_hours: {always: true}, channels: {voice: }}
            """, to: "plan.yaml")
        func run(_ more: [String]) throws -> WFMProcess {
            try WFMProcess.run(["import", "--plan", "plan.yaml", "--output", "history.csv"] + more, in: folder.url)
        }
        let stopped = try run(["--max-rejects", "1", "--rejects", "rejects.csv"])
        #expect(stopped.status == 65 && stopped.standardError.contains("more than 1 rows were refused"))
        #expect(
            try folder.read("rejects.csv").contains("invalid_timestamp") && !folder.contents().contains("history.csv"))
        let allowed = try run(["--max-rejects", "2", "--health", "health.json"])
        #expect(allowed.status == 0, "\(allowed.standardError)")
        #expect(try folder.read("health.json").contains("\"rejected\": 2"))
        #expect(try run(["--time-zone", "UTC"]).status == 64 && run(["--within", "5"]).status == 64)
        #expect(try run(["--format", "asterisk"]).status == 65)
        for command in ["customers", "agents"] {
            let limited = try WFMProcess.run([command, "log.csv", "--max-rejects", "1"], in: folder.url)
            #expect(limited.status == 65 && limited.standardError.contains("more than 1 rows were refused"))
        }
    }

    @Test("Megabytes without a line end are no table, and within one they cost one record")
    func oneLine() throws {
        let folder = try ScratchFolder()
        let long = [UInt8](repeating: UInt8(ascii: "x"), count: 70 << 20)
        Self.refused(try Self.run(long, [], folder), "no line ends", folder)
        let log = Array((Self.header + Self.row).utf8) + long.prefix(20 << 20) + Array(("\n" + Self.row).utf8)
        let result = try Self.run(log, [], folder)
        #expect(result.status == 0)
        #expect(
            result.standardError.contains("read 3 = accepted 1 + identical duplicates 1 + superseded 0 + rejected 1"))
        #expect(try folder.read("rejects.csv").contains("record_too_long"))
    }

    @Test("Text that would be a formula in a spreadsheet is written behind an apostrophe")
    func formulas() throws {
        let folder = try ScratchFolder()
        let log = Self.header + Self.row + "I100002,=1+1,2025-03-26T09:00:00Z,,5,\n=cmd|' /C calc'!A0,sales,x,,,\n"
        let result = try Self.run(Array(log.utf8), [], folder)
        #expect(result.status == 0 && result.standardError.contains("'=1+1/voice"))
        #expect(try folder.read("history.csv").contains("\n'=1+1,voice,"))
        #expect(try folder.read("rejects.csv").contains("'=cmd|' /C calc'!A0,sales"))
    }

    @Test("--max-rejects stops with the rejects written and nothing else")
    func mostRejects() throws {
        let folder = try ScratchFolder()
        let log = Self.header + Self.row + "I1,sales,x,,,\nI2,sales,y,,,\nI3,sales,z,,,\n"
        Self.refused(try Self.run(Array(log.utf8), ["--max-rejects", "1"], folder), "more than 1 rows", folder)
        #expect(try folder.read("rejects.csv").contains("I2,sales,y"))
        #expect(try Self.run(Array(log.utf8), ["--max-rejects", "3"], folder).status == 0)
    }

    @Test("The data-health report holds the books and every decision")
    func health() throws {
        let folder = try ScratchFolder()
        let log = "interaction_id;queue;created_at\nI1;sales;26.03.2025 09:00\nI2;sales;soon\n"
        let result = try Self.run(Array(log.utf8), ["--health", "health.json"], folder)
        #expect(result.status == 0)
        let data = try Data(contentsOf: URL(fileURLWithPath: folder.path("health.json")))
        let report = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        #expect((report["accounting"] as? [String: Int])?["read"] == 2)
        #expect(report["rejects_by_code"] as? [String: Int] == ["invalid_timestamp": 1])
        let file = try #require((report["files"] as? [[String: Any]])?.first)
        let decisions = try #require(file["decisions"] as? [String])
        #expect(decisions.contains { $0.contains("';'") } && decisions.contains { $0.contains("day stands before") })
        for decision in decisions { #expect(result.standardError.contains(decision)) }
    }

    @Test("Threads never show in what is written")
    func threads() throws {
        let folder = try ScratchFolder()
        let result = try WFMProcess.shell(
            "cd '\(folder.url.path)'; for t in 1 3; do $WFM import \(Self.sample) --threads $t --fcr 7d f$t"
                + " --output h$t -q || exit 1; done; cmp f1 f3 && cmp h1 h3 && test -s h1")
        #expect(result.status == 0, "\(result.standardError)")
    }
}
