import Foundation
import Testing

@Suite("Other systems' exports through wfm import and wfm export")
struct ExportFormatTests {
    /// The blocks of docs/formats.md by their name.
    private static func samples() throws -> [String: String] {
        let page = try String(
            contentsOf: WFMProcess.packageRoot.appendingPathComponent("docs/formats.md"), encoding: .utf8)
        var blocks: [String: String] = [:]
        for part in page.components(separatedBy: "```").enumerated() where part.offset % 2 == 1 {
            let lines = part.element.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
            let words = lines[0].split(separator: " ")
            if words.count == 2, lines.count == 2 { blocks[String(words[1])] = String(lines[1]) }
        }
        return blocks
    }

    /// Every sample of the page: what it is recognised as, rows read, and offered, answered and seconds of work together.
    private static let expected: [(name: String, title: String, read: Int, offered: Int, answered: Int, work: Double)] =
        [
            ("interactions.csv", "", 2, 2, 1, 273), ("queue_log", "Asterisk queue_log", 2, 2, 1, 210),
            ("contact-records.json", "Amazon Connect contact records", 2, 2, 1, 210),
            ("call-records.csv", "FreeSWITCH call centre records", 2, 2, 1, 180),
            ("tickets.csv", "ticket log", 2, 2, 2, 0),
            ("conversations.json", "ticket log", 1, 1, 1, 0),
            ("amazon-history.csv", "Amazon Connect interval report", 2, 12, 8, 2359.8),
            ("genesys-history.csv", "Genesys Cloud WFM history", 2, 12, 8, 2360),
            ("genesys-performance.csv", "Genesys Cloud performance export", 1, 9, 6, 1700),
            ("queue-statistics.txt", "Calabrio/Teleopti queue statistics", 2, 12, 8, 2360),
            ("hsplit.csv", "Avaya CMS interval report", 1, 9, 6, 1700),
            ("call-type-interval.csv", "Cisco UCCE interval report", 2, 12, 8, 2360),
            ("skill-group-report.json", "Alibaba Cloud interval report", 1, 12, 8, 2360),
            ("german.csv", "table of intervals", 2, 12, 8, 2359.8),
            ("chinese.csv", "table of intervals", 2, 12, 8, 2358),
            ("history.csv", "table of intervals", 2, 41, 39, 10492.5),
        ]

    @Test(
        "The samples of contacts go into the store and come out as wfm import counts them; tables are refused",
        arguments: expected.filter { $0.name != "history.csv" }.map(\.name))
    func intoTheStore(name: String) throws {
        let folder = try ScratchFolder()
        let sample = try #require(try Self.samples()[name])
        try folder.write(sample, to: name)
        let isTable = try WFMProcess.run(["import", name, "--fcr", "7d", "fcr.csv"], in: folder.url).status == 64
        let stored = try WFMProcess.run(
            ["store", "import", "s.store", name, "--time-zone", "Europe/Berlin", "--without-customers"], in: folder.url)
        guard !isTable else {
            #expect(stored.status == 65 && stored.standardError.contains("a store keeps contacts"))
            #expect(!folder.contents().contains { $0.hasPrefix("s.store") })
            return
        }
        #expect(stored.status == 0, "\(stored.standardError)")
        let expected = try #require(Self.expected.first { $0.name == name })
        #expect(stored.standardError.contains("read \(expected.read) = accepted \(expected.read) + identical"))
        if !expected.title.isEmpty { #expect(stored.standardError.contains("recognised as \(expected.title)")) }
        let result = try WFMProcess.shell(
            "$WFM store history s.store --interval 900 --output a.csv"
                + " && $WFM import \(name) --time-zone Europe/Berlin --interval 900 --output b.csv"
                // Customers are not kept here, so their column is empty.
                + " && cut -d, -f1-17 a.csv > a && cut -d, -f1-17 b.csv > b && cmp a b && $WFM store check s.store",
            in: folder.url)
        #expect(result.status == 0, "\(result.standardError)")
        let again = try WFMProcess.run(["store", "import", "s.store", name, "--without-customers"], in: folder.url)
        #expect(again.standardError.contains("was imported before; nothing was done"))
    }

    @Test("Every sample of the formats page reads with zero flags", arguments: expected.map(\.name))
    func zeroFlags(name: String) throws {
        let expected = try #require(Self.expected.first { $0.name == name })
        let folder = try ScratchFolder()
        try folder.write(try #require(try Self.samples()[name]), to: name)
        let result = try WFMProcess.run(["import", name], in: folder.url)
        #expect(result.status == 0, "\(result.standardError)")
        if !expected.title.isEmpty {
            #expect(result.standardError.contains("note: \(name): recognised as \(expected.title)"))
        }
        #expect(
            result.standardError.contains(
                "read \(expected.read) = accepted \(expected.read) + identical duplicates 0 + superseded 0 + rejected 0"
            ),
            "\(result.standardError)")
        let rows = result.standardOutput.split(separator: "\n").dropFirst().map {
            $0.split(separator: ",", omittingEmptySubsequences: false)
        }
        func sum(_ column: Int) -> Double { rows.reduce(0) { $0 + (Double($1[column]) ?? 0) } }
        #expect(sum(4) == Double(expected.offered) && sum(5) == Double(expected.answered))
        #expect(abs(sum(13) - expected.work) < 0.01, "\(sum(13))")
    }

    @Test("A table with columns of no known name is read by the mapping of the page")
    func mapping() throws {
        let samples = try Self.samples()
        let folder = try ScratchFolder()
        for name in ["intervals.mapping.yaml", "mapped-intervals.csv"] {
            try folder.write(try #require(samples[name]), to: name)
        }
        let result = try WFMProcess.run(
            ["import", "mapped-intervals.csv", "--format", "intervals.mapping.yaml", "--health", "health.json"],
            in: folder.url)
        #expect(result.status == 0, "\(result.standardError)")
        #expect(result.standardOutput.contains("hotline,voice,2024-03-04T09:00:00Z,1800,9,6,,,,,,,,1620,,,,,open"))
        #expect(try folder.read("health.json").contains("\"format\": \"intervals\""))
    }

    @Test("What is exported is imported again with the same counts")
    func roundTrip() throws {
        let folder = try ScratchFolder()
        let sample = WFMProcess.packageRoot.appendingPathComponent("data/demo/sample/interactions.csv").path
        try folder.write("queue,queue_id\nsales,q-1\nsupport,q-2\nbilling,q-3\n", to: "ids.csv")
        let result = try WFMProcess.shell(
            """
            set -e
            "$WFM" import \(sample) --output history.csv 2>/dev/null
            "$WFM" export history.csv --to genesys-history --channel voice --output genesys.csv
            "$WFM" export history.csv --to amazon-history --channel voice --queue-ids ids.csv --output amazon.csv
            "$WFM" import genesys.csv --output from-genesys.csv 2>/dev/null
            "$WFM" import amazon.csv --output from-amazon.csv 2>/dev/null
            """, in: folder.url)
        #expect(result.status == 0, "\(result.standardError)")
        /// Offered, answered and work by interval with a contact.
        func counts(_ name: String) throws -> [String: [Double]] {
            var counts: [String: [Double]] = [:]
            for line in try folder.read(name).split(separator: "\n").dropFirst() {
                let cells = line.split(separator: ",", omittingEmptySubsequences: false)
                guard cells[1] == "voice", cells[4] != "0" else { continue }
                counts["\(cells[1]) \(cells[2])"] = [4, 5, 13].map { Double(cells[$0]) ?? -1 }
            }
            return counts
        }
        let own = try counts("history.csv")
        #expect(own.count > 50)
        for name in ["from-genesys.csv", "from-amazon.csv"] {
            let found = try counts(name)
            #expect(found.count == own.count)
            // Amazon takes the mean to the thousandth.
            let isSame = own.allSatisfy { key, values in
                guard let other = found[key] else { return false }
                return other[0] == values[0] && other[1] == values[1] && abs(other[2] - values[2]) < 0.1
            }
            #expect(isSame, "\(name)")
        }
    }

    @Test(
        "Bad use is refused with its exit code and what to do",
        arguments: [
            (["import", "history.csv", "--format", "genesis-history"], 64, "did you mean 'genesys-history'?"),
            (["import", "history.csv", "queue_log"], 65, "together they would count twice"),
            (["import", "history.csv", "--interval", "1200"], 65, "make none of 20 minutes"),
            (["import", "history.csv", "--fcr", "7d", "f.csv"], 64, "--fcr needs contacts"),
            (["customers", "history.csv"], 65, "contacts are needed here"),
            (["export", "history.csv", "--to", "amazon-history", "--queue", "sals"], 65, "did you mean 'sales'?"),
            (["export", "forecast.csv", "--to", "amazon-override"], 65, "aht_s is not known"),
            (["export", "forecast.csv", "--to", "calabrio-forecast"], 65, "aht_s is not known"),
            (["export", "history.csv", "--to", "icalendar"], 64, "icalendar needs a folder"),
        ])
    func refusals(arguments: [String], status: Int32, words: String) throws {
        let folder = try ScratchFolder()
        let samples = try Self.samples()
        for name in ["history.csv", "queue_log", "forecast.csv"] {
            try folder.write(try #require(samples[name]), to: name)
        }
        let result = try WFMProcess.run(arguments, in: folder.url)
        #expect(result.status == status, "\(result.standardError)")
        #expect(result.standardError.contains(words), "\(result.standardError)")
        #expect(result.standardOutput.isEmpty)
    }

    @Test("A plan reads another system's log, and its report shows where the rows went")
    func plan() throws {
        let sample = WFMProcess.packageRoot.appendingPathComponent("data/demo/sample")
        let folder = try ScratchFolder()
        try FileManager.default.copyItem(at: sample, to: folder.url.appendingPathComponent("plan"))
        // The sample's calls as Amazon Connect would deliver them.
        var records: [String] = []
        let lines = try folder.read("plan/interactions.csv").split(separator: "\n")
        let names = lines[0].split(separator: ",").map(String.init)
        for line in lines.dropFirst() where !line.contains("\"") {
            let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            guard cells.count == names.count else { continue }
            let row = Dictionary(uniqueKeysWithValues: zip(names, cells))
            guard let channel = row["channel"], ["voice", "chat", "email"].contains(channel) else { continue }
            let start = row["created_at"] ?? ""
            let answered = row["answered_at"] ?? ""
            let agent =
                answered.isEmpty
                ? "null"
                : "{\"Username\":\"\(row["agent_id"] ?? "")\",\"ConnectedToAgentTimestamp\":\"\(answered)\",\"AgentInteractionDuration\":\(Double(row["talk_s"] ?? "") ?? 0)}"
            records.append(
                "{\"ContactId\":\"\(row["interaction_id"] ?? "")\",\"Channel\":\"\(channel.uppercased())\",\"InitiationMethod\":\"\((row["direction"] ?? "inbound").uppercased())\",\"InitiationTimestamp\":\"\(start)\",\"Queue\":{\"Name\":\"\(row["queue"] ?? "")\",\"EnqueueTimestamp\":\"\(start)\"},\"Agent\":\(agent)}"
            )
        }
        try folder.write(records.joined(separator: "\n") + "\n", to: "plan/contacts.json")
        let plan = try folder.read("plan/plan.yaml")
        #expect(plan.contains("interactions.csv"))
        try folder.write(plan.replacingOccurrences(of: "interactions.csv", with: "contacts.json"), to: "plan/plan.yaml")
        let result = try WFMProcess.run(
            ["import", "--plan", "plan/plan.yaml", "--output", "history.csv"], in: folder.url)
        #expect(result.status == 0, "\(result.standardError)")
        #expect(result.standardError.contains("recognised as Amazon Connect contact records"))
        #expect(try folder.read("history.csv").split(separator: "\n").count > 500)
    }
}
