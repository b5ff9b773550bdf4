import Foundation
import Testing

@Suite("Sample paths and day totals through the command line")
struct SamplePathCommandTests {
    @Test("A plan's paths have every interval, and day totals their own intervals; the seed decides, threads do not")
    func plan() throws {
        let centre = try SmallCentre()
        let result = try WFMProcess.shell(
            """
            set -e
            "$WFM" import --plan plan.yaml --quiet --output history.csv
            ask() { "$WFM" forecast history.csv --plan plan.yaml --quiet --paths 40 --paths-output "$1.csv" \
              --days "$1-days.csv" --output "$1-forecast.csv" --seed "$2" --threads "$3"; }
            ask one 5 1; ask two 5 2; ask other 6 1
            cmp one.csv two.csv; cmp one-days.csv two-days.csv
            cmp one-forecast.csv other-forecast.csv
            if cmp -s one.csv other.csv; then exit 9; fi
            "$WFM" forecast history.csv --plan plan.yaml --quiet --output plain.csv
            cmp plain.csv one-forecast.csv
            """, in: centre.folder.url)
        #expect(result.status == 0, "\(result.standardError)")
        let paths = try centre.folder.read("one.csv").split(separator: "\n")
        #expect(paths[0] == "path,queue,channel,interval_start,interval_seconds,volume,aht_s")
        #expect(paths.count == 1 + 40 * 50)
        #expect(paths[1].hasPrefix("1,sales,voice,2026-03-02T08:00:00Z,3600,"))
        #expect(paths[2000].hasPrefix("40,sales,voice,2026-03-06T17:00:00Z,3600,"))
        let days = try centre.folder.read("one-days.csv").split(separator: "\n")
        #expect(
            days[0].hasPrefix("queue,channel,date,volume,volume-lo-80,volume-hi-80,volume-lo-95,volume-hi-95,work_s,"))
        #expect(days.count == 6 && days[1].hasPrefix("sales,voice,2026-03-02,40,"))
    }

    /// Six weeks of office hours, days busy or quiet as a whole.
    private static let series: String = {
        var text = "unique_id,ds,y\n"
        for id in ["s", "t"] {
            for day in 0..<56 where day % 7 < 5 {
                let date = Date(timeIntervalSince1970: Double(1_769_990_400 + day * 86_400))
                    .formatted(.iso8601.year().month().day())
                for hour in 9..<17 {
                    text += "\(id),\(date)T\(hour < 10 ? "0" : "")\(hour):00:00,\(100 + day * 7 % 40 + hour % 3)\n"
                }
            }
        }
        return text
    }()

    @Test("In long form every series has paths of its own, and its days add up")
    func long() throws {
        let folder = try ScratchFolder()
        try folder.write(Self.series, to: "s.csv")
        let result = try WFMProcess.shell(
            """
            set -e
            "$WFM" forecast s.csv --long --horizon 7d --levels 50,90 --paths 30 --paths-output p.csv --days d.csv --output f.csv --quiet
            grep -e unique -e '^t' s.csv | "$WFM" forecast - --long --horizon 7d --paths 30 --paths-output t.csv --quiet > /dev/null
            grep '^t' p.csv | cmp - <(grep '^t' t.csv)
            """, in: folder.url)
        #expect(result.status == 0, "\(result.standardError)")
        let paths = try folder.read("p.csv").split(separator: "\n")
        #expect(paths[0] == "unique_id,ds,cutoff,path,y")
        #expect(paths.count == 1 + 2 * 30 * 40)
        let values = paths.dropFirst().map { $0.split(separator: ",")[4] }
        #expect(values[..<1200] != values[1200...], "two series alike draw their own paths")
        let days = try folder.read("d.csv").split(separator: "\n").map { $0.split(separator: ",") }
        #expect(days[0].joined(separator: ",") == "unique_id,ds,cutoff,wfm,wfm-lo-50,wfm-hi-50,wfm-lo-90,wfm-hi-90")
        #expect(days.count == 11)
        let forecast = try folder.read("f.csv").split(separator: "\n").dropFirst().map { $0.split(separator: ",") }
        for day in days.dropFirst() {
            let parts = forecast.filter { $0[0] == day[0] && $0[1].prefix(10) == day[1].prefix(10) }
            #expect(parts.count == 8)
            let sum = parts.reduce(0) { $0 + (Double($1[3]) ?? .nan) }
            let numbers = day[3...].compactMap { Double($0) }
            #expect(abs(numbers[0] - sum) < 0.01)
            #expect(numbers[3] <= numbers[1] && numbers[1] < numbers[2] && numbers[2] <= numbers[4])
        }
    }

    @Test("What cannot be drawn is a usage error with the reason")
    func faults() throws {
        for (options, words) in [
            (["--paths", "0", "--days", "d.csv"], "expected a number from 1 to 65536"),
            (["--paths", "10"], "--paths needs --paths-output or --days"),
        ] {
            let result = try WFMProcess.run(["forecast", "h.csv", "--plan", "p.yaml"] + options)
            #expect(result.status == 64 && result.standardError.contains(words), "\(result.standardError)")
        }
    }
}
