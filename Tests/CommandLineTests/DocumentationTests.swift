import Foundation
import Testing

@Suite("Examples of the documentation")
struct DocumentationTests {
    /// Lines of the first shell block after `heading` in the README.
    private static func shellBlock(after heading: String) throws -> [String] {
        let readme = try String(contentsOf: WFMProcess.packageRoot.appendingPathComponent("README.md"), encoding: .utf8)
        let section = try #require(readme.components(separatedBy: heading).dropFirst().first)
        let block = try #require(section.components(separatedBy: "```sh\n").dropFirst().first)
        let body = try #require(block.components(separatedBy: "```").first)
        return body.split(separator: "\n").map(String.init)
    }

    @Test("The README's tour runs as written, on the demo's committed sample")
    func tour() throws {
        let lines = try Self.shellBlock(after: "## A tour in ten lines")
        #expect(lines.count == 10)
        #expect(lines.first?.hasPrefix("alias wfm=") == true)
        let folder = try ScratchFolder()
        try FileManager.default.createSymbolicLink(
            at: folder.url.appendingPathComponent("data"),
            withDestinationURL: WFMProcess.packageRoot.appendingPathComponent("data"))
        // The whole demo takes a release build; its sample is the same plan, smaller.
        let script = lines.dropFirst().joined(separator: "\n")
            .replacingOccurrences(of: "data/demo/plan.yaml", with: "data/demo/sample/plan.yaml")
            .replacingOccurrences(of: "data/volumes/daily.csv", with: "daily.csv")
        try folder.write(Self.shortSeries, to: "daily.csv")
        let result = try WFMProcess.shell(
            "set -e -o pipefail\nwfm() { \"$WFM\" \"$@\"; }\n" + script, in: folder.url)
        #expect(result.status == 0, "\(result.standardError)")
        for file in [
            "history.csv", "forecast.csv", "requirements.csv", "roster.csv", "performance.csv", "report-zh.html",
            "daily-forecast.csv",
        ] {
            #expect(folder.contents().contains(file), "\(file)")
        }
    }

    /// All shell blocks after `heading` of a page of methods, as one script.
    static func script(of page: String, after heading: String) throws -> String {
        let text = try String(
            contentsOf: WFMProcess.packageRoot.appendingPathComponent("docs/methods/\(page)"), encoding: .utf8)
        let section = try #require(text.components(separatedBy: heading).dropFirst().first)
        let blocks = section.components(separatedBy: "```sh\n").dropFirst().compactMap {
            $0.components(separatedBy: "```").first
        }
        #expect(!blocks.isEmpty)
        return blocks.joined()
    }

    @Test("The planner's examples of staffing run as written, on the demo's committed sample")
    func staffing() throws {
        let heading = "## A planner's examples"
        let script =
            try Self.script(of: "staffing.md", after: heading)
            + Self.script(of: "staffing-through-the-day.md", after: heading)
        let folder = try ScratchFolder()
        try FileManager.default.createSymbolicLink(
            at: folder.url.appendingPathComponent("sample"),
            withDestinationURL: WFMProcess.packageRoot.appendingPathComponent("data/demo/sample"))
        let result = try WFMProcess.shell(
            """
            set -e -o pipefail
            wfm() { "$WFM" "$@"; }
            wfm import --plan sample/plan.yaml --output history.csv
            wfm forecast history.csv --plan sample/plan.yaml --output forecast.csv
            \(script.replacingOccurrences(of: "--plan plan.yaml", with: "--plan sample/plan.yaml"))
            """, in: folder.url)
        #expect(result.status == 0, "\(result.standardError)")
        for file in [
            "requirements.csv", "staff-summary.csv", "careful.csv", "target.json", "sensitivity.csv", "day.csv",
            "every.csv", "days.csv", "careful.json", "intervals.csv", "whole.csv",
        ] {
            #expect(folder.contents().contains(file), "\(file)")
        }
        #expect(result.standardOutput.hasPrefix("scope,queue,channel,volume_base,"))
    }

    /// Two years of days in long form: a weekly wave.
    private static let shortSeries: String = {
        let wave = [120, 100, 95, 90, 85, 30, 10]
        let lines = (0..<730).map { day in
            let date = Date(timeIntervalSince1970: Double(1_704_067_200 + day * 86_400))
            let text = date.formatted(.iso8601.year().month().day())
            return "calls,\(text)T00:00:00,\(wave[day % 7] + day % 11)"
        }
        return "unique_id,ds,y\n" + lines.joined(separator: "\n") + "\n"
    }()

    @Test("Every link of the README leads somewhere")
    func links() throws {
        let readme = try String(contentsOf: WFMProcess.packageRoot.appendingPathComponent("README.md"), encoding: .utf8)
        let targets = readme.components(separatedBy: "](").dropFirst().compactMap {
            $0.components(separatedBy: ")").first
        }
        #expect(targets.count > 10)
        for target in targets where !target.hasPrefix("http") {
            let path = WFMProcess.packageRoot.appendingPathComponent(target).path
            #expect(FileManager.default.fileExists(atPath: path), "\(target)")
        }
    }
}
