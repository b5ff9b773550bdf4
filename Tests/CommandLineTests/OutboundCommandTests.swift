import Foundation
import Testing

@Suite("Outbound work and campaigns through the cycle")
struct OutboundCommandTests {
    /// Rows of a table by column.
    private static func rows(_ text: String) -> [[String: String]] {
        let lines = text.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
        guard let header = lines.first else { return [] }
        return lines.dropFirst().map { cells in
            Dictionary(zip(header.map(String.init), cells.map(String.init)), uniquingKeysWith: { first, _ in first })
        }
    }

    private static func seconds(_ time: String) throws -> Int {
        Int(try Date.ISO8601FormatStyle().parse(time).timeIntervalSince1970)
    }

    /// A folder with the examples and, as the package has it, the demo's data.
    private static func folder() throws -> ScratchFolder {
        let folder = try ScratchFolder()
        let files = FileManager.default
        try files.createDirectory(at: folder.url.appendingPathComponent("docs"), withIntermediateDirectories: true)
        try files.copyItem(
            at: WFMProcess.packageRoot.appendingPathComponent("docs/examples"),
            to: folder.url.appendingPathComponent("docs/examples"))
        try files.createSymbolicLink(
            at: folder.url.appendingPathComponent("data"),
            withDestinationURL: WFMProcess.packageRoot.appendingPathComponent("data"))
        return folder
    }

    @Test(
        "The page's commands run as written; calls fill quiet intervals, none beyond the roster, and all agents' work")
    func outbound() throws {
        let folder = try Self.folder()
        let script = try DocumentationTests.script(of: "customers.md", after: "### The calls in the plan")
        let result = try WFMProcess.shell("set -e -o pipefail\nwfm() { \"$WFM\" \"$@\"; }\n" + script, in: folder.url)
        #expect(result.status == 0, "\(result.standardError)")
        var inbound: [String: Double] = [:]
        var outbound: [String: Double] = [:]
        for row in Self.rows(try folder.read("requirements.csv")) {
            let start = try #require(row["interval_start"])
            let agents = try #require(row["agents_required"].flatMap(Double.init))
            if row["channel"] == "outbound" { outbound[start] = agents } else { inbound[start, default: 0] += agents }
        }
        let work = try Self.rows(try folder.read("plan/roster.csv")).filter { $0["activity"] == "work" }.map {
            (try Self.seconds($0["start"] ?? ""), try Self.seconds($0["end"] ?? ""))
        }
        #expect(outbound.count > 20)
        for (start, agents) in outbound {
            let at = try Self.seconds(start)
            let heads = work.count { $0.0 <= at && at + 1800 <= $0.1 }
            #expect((inbound[start] ?? 0) + agents <= Double(heads) + 0.001, "\(start)")
            #expect(agents > 0)
        }
        // Contacts × time = agents × half an hour × the share of it that calls fill.
        for row in Self.rows(try folder.read("customers/outbound.csv")) {
            let work = try #require(Double(row["volume"] ?? "")) * #require(Double(row["aht_s"] ?? ""))
            let agents = try #require(outbound[row["interval_start"] ?? ""])
            #expect(abs(work - agents * 1800 * 0.85) < 2)
        }
        // The plan takes the same work, staffs and rosters it.
        let planned = Self.rows(try folder.read("with-calls/requirements.csv")).filter { $0["channel"] == "outbound" }
        #expect(planned.count == outbound.count)
        #expect(planned.allSatisfy { Double($0["agents_required"] ?? "") == outbound[$0["interval_start"] ?? ""] })
        #expect(try folder.read("with-calls/forecast.csv").contains("outbound,outbound,2026-03-0"))
        #expect(try !folder.read("with-calls/history.csv").contains("outbound"))
    }

    @Test("Work of a queue that the plan does not have as outbound is refused, and of other intervals")
    func faults() throws {
        let folder = try Self.folder()
        let header =
            "queue,channel,interval_start,interval_seconds,volume,aht_s\nsales,voice,2026-03-02T09:00:00Z,1800,4,200\n"
        try folder.write(header, to: "forecast.csv")
        // No history, from which patience could be estimated.
        let plan = try folder.read("docs/examples/outbound.plan.yaml")
        try folder.write(
            plan.replacing("patience_seconds: estimate", with: "patience_seconds: unlimited"),
            to: "docs/examples/outbound.plan.yaml")
        func staff(_ outbound: String) throws -> WFMProcess {
            try folder.write(
                "queue,channel,interval_start,interval_seconds,volume,aht_s\n\(outbound)\n",
                to: "customers/outbound.csv")
            return try WFMProcess.run(
                [
                    "staff", "forecast.csv", "--plan", "docs/examples/outbound.plan.yaml", "--outbound",
                    "customers/outbound.csv", "--allow-gaps", "--output", "requirements.csv",
                ], in: folder.url)
        }
        for (row, message) in [
            ("calls,outbound,2026-03-02T09:00:00Z,1800,4,200", "unknown outbound queue × channel 'calls/outbound'"),
            ("sales,voice,2026-03-02T09:00:00Z,1800,4,200", "unknown outbound queue × channel 'sales/voice'"),
            ("outbound,outbound,2026-03-02T09:00:00Z,900,4,200", "intervals of 900 seconds"),
        ] {
            let result = try staff(row)
            #expect(result.status == 65 && result.standardError.contains(message), "\(result.standardError)")
        }
        #expect(!folder.contents().contains("requirements.csv"))
        let sunday = try staff("outbound,outbound,2026-03-08T09:00:00Z,1800,4,200")
        #expect(sunday.status == 0 && sunday.standardError.contains("1 intervals with outbound work lie outside"))
    }

    @Test("The page's campaigns become drivers: the forecast learns what past ones brought and expects it of the next")
    func campaigns() throws {
        let folder = try Self.folder()
        let script = try DocumentationTests.script(of: "customers.md", after: "### Campaigns as drivers")
        let result = try WFMProcess.shell("set -e -o pipefail\nwfm() { \"$WFM\" \"$@\"; }\n" + script, in: folder.url)
        #expect(result.status == 0, "\(result.standardError)")
        func forecast(_ day: String) throws -> Double {
            let row = Self.rows(try folder.read("with-campaigns.csv")).first {
                $0["unique_id"] == "daily_large" && $0["ds"] == "\(day)T00:00:00"
            }
            return try #require(row?["wfm"].flatMap(Double.init))
        }
        // The series were made with promotions × 1.3 (data/README.md).
        for (during, after) in [
            ("2026-01-13", "2026-01-20"), ("2026-01-14", "2026-01-21"), ("2026-01-15", "2026-01-22"),
        ] {
            let factor = try forecast(during) / forecast(after)
            #expect(factor > 1.2 && factor < 1.4, "\(during): \(factor)")
        }
        #expect(abs(try forecast("2026-01-06") / forecast("2026-01-20") - 1) < 0.08)
    }
}
