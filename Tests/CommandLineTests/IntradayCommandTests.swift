import Testing

@Suite("wfm intraday through the command line")
struct IntradayCommandTests {
    static let header =
        "queue,channel,interval_start,interval_seconds,offered,answered,abandoned,short_abandoned,answered_within,"
        + "abandoned_within,talk_s,hold_s,wrap_s,handle_s,wait_answered_s,wait_abandoned_s,max_wait_s,customers,status\n"

    static func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }

    static func row(_ date: String, _ hour: Int, offered: Int) -> String {
        "sales,voice,\(date)T\(two(hour)):00:00Z,3600,\(offered),\(offered),0,0,\(offered),0,\(offered * 200),0,"
            + "\(offered * 30),\(offered * 230),0,0,0,\(offered),open\n"
    }

    /// Eight weeks from Monday 2026-01-05; every day has its own level, a little uneven within the day.
    static func volume(day: Int, hour: Int) -> Int { 40 + 8 * ((day * 7 + day / 5) % 5) + (day * 3 + hour * 5) % 7 }

    static func date(_ day: Int) -> String {
        let days = [31, 28, 31]
        var month = 0
        var left = day + 4
        while left >= days[month] {
            left -= days[month]
            month += 1
        }
        return "2026-\(two(month + 1))-\(two(left + 1))"
    }

    static let history: String = {
        var text = header
        for day in 0..<56 where day % 7 < 5 {
            for hour in 8..<18 { text += row(date(day), hour, offered: volume(day: day, hour: hour)) }
        }
        return text
    }()

    @Test("a morning above its forecast raises the rest of the day, in the forecast's own columns")
    func plan() throws {
        let centre = try SmallCentre()
        try centre.folder.write(Self.history, to: "history.csv")
        let made = try WFMProcess.run(
            ["forecast", "history.csv", "--plan", "plan.yaml", "--output", "forecast.csv"], in: centre.folder.url)
        #expect(made.status == 0, "\(made.standardError)")
        let forecast = try centre.folder.read("forecast.csv").split(separator: "\n")
        let monday = forecast.filter { $0.contains("2026-03-02T") }
        func volume(_ row: Substring) -> Double {
            Double(row.split(separator: ",", omittingEmptySubsequences: false)[4]) ?? .nan
        }
        let morning = [8, 9, 10].map { hour in
            let expected = monday.first { $0.contains("T\(Self.two(hour)):00") }.map(volume) ?? 0
            return Self.row("2026-03-02", hour, offered: Int(expected * 1.3))
        }
        try centre.folder.write(Self.history + morning.joined(), to: "today.csv")
        let result = try WFMProcess.run(
            [
                "intraday", "forecast.csv", "--history", "today.csv", "--plan", "plan.yaml", "--now",
                "2026-03-02T11:00", "--output", "updated.csv",
            ], in: centre.folder.url)
        #expect(result.status == 0, "\(result.standardError)")
        #expect(result.standardError.contains("sales/voice: the day so far is +"))
        let updated = try centre.folder.read("updated.csv").split(separator: "\n")
        #expect(updated.first == forecast.first)
        #expect(updated.count == 1 + 7)
        for row in updated.dropFirst() {
            let fields = row.split(separator: ",", omittingEmptySubsequences: false)
            let old = try #require(monday.first { $0.contains(fields[2]) })
            #expect(volume(row) > 1.05 * volume(old) && volume(row) < 1.4 * volume(old))
        }
        // What is not yet known is not looked at, even when the file holds it.
        let future = (11..<18).map { Self.row("2026-03-02", $0, offered: 999) }.joined()
        try centre.folder.write(Self.history + morning.joined() + future, to: "today.csv")
        let again = try WFMProcess.run(
            [
                "intraday", "forecast.csv", "--history", "today.csv", "--plan", "plan.yaml", "--now",
                "2026-03-02T11:00", "--quiet",
            ], in: centre.folder.url)
        #expect(try again.standardOutput == centre.folder.read("updated.csv"))
    }

    @Test("the long form writes both forecasts of the last days, the updated one nearer to what came")
    func long() throws {
        let folder = try ScratchFolder()
        var text = "unique_id,ds,y\n"
        for day in 0..<56 where day % 7 < 5 {
            for hour in 8..<18 {
                text += "a,\(Self.date(day))T\(Self.two(hour)):00:00,\(Self.volume(day: day, hour: hour))\n"
            }
        }
        try folder.write(text, to: "series.csv")
        let result = try WFMProcess.run(
            ["intraday", "series.csv", "--long", "--now-time", "11:00", "--days", "10", "--quiet"], in: folder.url)
        #expect(result.status == 0, "\(result.standardError)")
        let rows = result.standardOutput.split(separator: "\n")
        let columns =
            "unique_id,ds,cutoff,no-update,no-update-lo-80,no-update-hi-80,no-update-lo-95,no-update-hi-95,"
            + "update,update-lo-80,update-hi-80,update-lo-95,update-hi-95"
        #expect(rows.first.map { String($0) } == columns)
        #expect(rows.count == 1 + 10 * 7)
        #expect(rows[1].contains("T10:00:00,"))
        let actual = Dictionary(
            uniqueKeysWithValues: text.split(separator: "\n").dropFirst().map { line in
                let fields = line.split(separator: ",")
                return (fields[1], Double(fields[2]) ?? .nan)
            })
        var before = 0.0
        var after = 0.0
        for row in rows.dropFirst() {
            let fields = row.split(separator: ",")
            let y = actual[fields[1]] ?? .nan
            before += abs((Double(fields[3]) ?? .nan) - y)
            after += abs((Double(fields[8]) ?? .nan) - y)
        }
        #expect(after < 0.7 * before, "\(after) of \(before)")
    }

    @Test("what cannot be done is said: no such day, no such time, nothing given")
    func faults() throws {
        let centre = try SmallCentre()
        try centre.folder.write(Self.history, to: "history.csv")
        #expect(
            try WFMProcess.run(
                ["forecast", "history.csv", "--plan", "plan.yaml", "--output", "forecast.csv"], in: centre.folder.url
            ).status == 0)
        func run(_ options: [String]) throws -> WFMProcess {
            try WFMProcess.run(["intraday", "forecast.csv"] + options, in: centre.folder.url)
        }
        let files = ["--history", "history.csv", "--plan", "plan.yaml"]
        let other = try run(files + ["--now", "2026-05-02T11:00"])
        #expect(other.status == 65 && other.standardError.contains("no interval on 2026-05-02 from 11:00 on"))
        let noTime = try run(files + ["--now", "eleven"])
        #expect(noTime.status == 64 && noTime.standardError.contains("found 'eleven'"))
        #expect(try run([]).status == 64)
        #expect(try run(["--long", "--now-time", "25:00"]).status == 64)
        #expect(try run(["--long", "--days", "0"]).status == 64)
    }
}
