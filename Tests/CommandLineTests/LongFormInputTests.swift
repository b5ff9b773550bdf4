import Foundation
import Testing

/// A file of hourly series, made wrong on purpose, and what `wfm forecast --long` makes of it.
private struct SeriesFile {
    var rows: [(id: String, time: String, y: String)] = []

    /// 2026-02-02 is a Monday.
    static func date(_ day: Int) -> String {
        let date = Date(timeIntervalSince1970: Double(1_769_990_400 + day * 86_400))
        return date.formatted(.iso8601.year().month().day())
    }

    /// Weekdays, 09:00 to 17:00, about 45 an hour.
    static func office(_ id: String = "s", days: Int, y: (_ day: Int, _ hour: Int) -> String? = usual) -> SeriesFile {
        var file = SeriesFile()
        for day in 0..<days where day % 7 < 5 {
            for hour in 9..<17 {
                guard let y = y(day, hour) else { continue }
                file.rows.append((id, "\(date(day))T\(hour < 10 ? "0" : "")\(hour):00:00", y))
            }
        }
        return file
    }

    static func usual(_ day: Int, _ hour: Int) -> String? { "\(40 + (day * 5 + hour * 3) % 11)" }

    var text: String { "unique_id,ds,y\n" + rows.map { "\($0.id),\($0.time),\($0.y)\n" }.joined() }
}

/// A forecast as written.
private struct Written {
    let header: [Substring]
    let rows: [(id: Substring, time: Substring, numbers: [Double?])]

    init(_ text: String) {
        let lines = text.split(separator: "\n")
        header = lines.first?.split(separator: ",") ?? []
        rows = lines.dropFirst().map { line in
            let fields = line.split(separator: ",", omittingEmptySubsequences: false)
            return (fields[0], fields[1], fields.dropFirst(3).map { Double($0) })
        }
    }

    /// Whether every number is there, finite and not negative, and every interval lies around its mean.
    var isLawful: Bool {
        rows.allSatisfy { row in
            let numbers = row.numbers.compactMap(\.self)
            guard numbers.count == 5, numbers.allSatisfy({ $0.isFinite && $0 >= 0 }) else { return false }
            return numbers[3] <= numbers[1] && numbers[1] <= numbers[0] && numbers[0] <= numbers[2]
                && numbers[2] <= numbers[4]
        }
    }

    var means: [Double] { rows.compactMap { $0.numbers.first ?? nil } }
}

@Suite("Bad series through the command line")
struct LongFormInputTests {
    private static func forecast(_ text: String, _ options: [String] = []) throws -> (Written, WFMProcess) {
        let result = try WFMProcess.run(
            ["forecast", "-", "--long", "--horizon", "7d", "--progress", "none"] + options, input: text)
        #expect(!result.standardError.contains("Fatal error"))
        return (Written(result.standardOutput), result)
    }

    @Test("A sound file gives a row for each of the week's forty open hours")
    func sound() throws {
        let (written, result) = try Self.forecast(SeriesFile.office(days: 42).text)
        #expect(result.status == 0)
        #expect(result.standardError.isEmpty)
        #expect(written.rows.count == 40)
        #expect(written.isLawful)
        #expect(written.means.allSatisfy { (38...52).contains($0) })
    }

    private static let kinds: [(name: String, file: @Sendable () -> SeriesFile)] = [
        ("missing rows", { SeriesFile.office(days: 42) { ($0 * 8 + $1) % 7 == 0 ? nil : SeriesFile.usual($0, $1) } }),
        ("NaN and empty", { SeriesFile.office(days: 42) { ($0 + $1) % 6 == 0 ? ["", "NaN", "null"][$1 % 3] : "45" } }),
        ("constant", { SeriesFile.office(days: 42) { _, _ in "45" } }),
        ("under two weeks", { SeriesFile.office(days: 9) }),
        ("two rows", { SeriesFile(rows: [("s", "2026-02-02T09:00:00", "45"), ("s", "2026-02-02T10:00:00", "45")]) }),
        ("a level shift", { SeriesFile.office(days: 42) { day, _ in day < 21 ? "20" : "60" } }),
    ]

    @Test("Holes and short histories still give a lawful forecast", arguments: kinds.indices)
    func lawful(kind: Int) throws {
        let (written, result) = try Self.forecast(Self.kinds[kind].file().text)
        #expect(result.status == 0, "\(result.standardError)")
        #expect(!written.rows.isEmpty)
        #expect(written.isLawful)
        #expect(written.means.allSatisfy { (15...75).contains($0) }, "\(written.means)")
    }

    @Test("All zero is forecast as zero")
    func allZero() throws {
        let (written, result) = try Self.forecast(SeriesFile.office(days: 42) { _, _ in "0" }.text)
        #expect(result.status == 0)
        #expect(written.rows.count == 40)
        #expect(written.isLawful)
        #expect(written.means.allSatisfy { $0 == 0 })
    }

    @Test("One row takes its slot from another series, alone it is refused")
    func onePoint() throws {
        let row = "t,2026-03-13T10:00:00,30\n"
        let (written, result) = try Self.forecast(SeriesFile.office(days: 42).text + row)
        #expect(result.status == 0)
        #expect(written.isLawful)
        #expect(written.rows.contains { $0.id == "t" })
        let alone = try Self.forecast("unique_id,ds,y\n" + row).1
        #expect(alone.status == 65)
        #expect(alone.standardError.contains("hint: give at least two rows"))
        #expect(alone.standardOutput.isEmpty || !alone.standardOutput.contains("t,"))
    }

    @Test("Repeated rows are added up and told; the order of rows does not matter")
    func repeats() throws {
        let whole = SeriesFile.office(days: 42)
        var halves = whole
        halves.rows = whole.rows.map { ($0.id, $0.time, "\((Double($0.y) ?? 0) / 2)") }
        halves.rows += halves.rows.reversed()
        let (written, result) = try Self.forecast(halves.text)
        #expect(result.standardError.contains("240 rows repeat a time of their series and were added up"))
        #expect(written.means == (try Self.forecast(whole.text).0.means))
        var unsorted = whole
        unsorted.rows.sort { ($0.y, $0.time) < ($1.y, $1.time) }
        #expect(try Self.forecast(unsorted.text).1.standardOutput == Self.forecast(whole.text).1.standardOutput)
    }

    @Test("An hour that the clock shows twice and one that it skips are a sum and a gap")
    func clockChange() throws {
        var file = SeriesFile()
        for day in 0..<63 {
            for hour in 0..<24 {
                let time = "\(SeriesFile.date(day))T\(hour < 10 ? "0" : "")\(hour):00:00"
                // Day 55 is 2026-03-29, when Europe skips 02:00; day 20 shows it twice.
                if day == 55, hour == 2 { continue }
                file.rows.append(("s", time, "30"))
                if day == 20, hour == 2 { file.rows.append(("s", time, "30")) }
            }
        }
        let (written, result) = try Self.forecast(file.text)
        #expect(result.status == 0)
        #expect(written.rows.count == 168)
        #expect(written.isLawful)
        #expect(written.means.allSatisfy { (28...40).contains($0) }, "\(written.means)")
    }

    @Test("Closed hours written as zeros are forecast as those without rows, the closed ones as zero")
    func zerosWhenClosed() throws {
        let absent = SeriesFile.office(days: 42) { day, hour in day == 16 ? nil : SeriesFile.usual(day, hour) }
        let open = Dictionary(uniqueKeysWithValues: absent.rows.map { ($0.time, $0.y) })
        var zeros = SeriesFile()
        for day in 0..<42 {
            for hour in 0..<24 {
                let time = "\(SeriesFile.date(day))T\(hour < 10 ? "0" : "")\(hour):00:00"
                // Both files end with the last open hour, so that they are forecast from the same time.
                if time <= "2026-03-13T16:00:00" { zeros.rows.append(("s", time, open[time] ?? "0")) }
            }
        }
        let wanted = try Self.forecast(absent.text).0
        let found = try Self.forecast(zeros.text).0
        #expect(wanted.rows.count == 40)
        #expect(found.rows.count == 168)
        #expect(found.isLawful)
        let openTimes = Set(wanted.rows.map(\.time))
        #expect(found.rows.allSatisfy { openTimes.contains($0.time) || $0.numbers == [0, 0, 0, 0, 0] })
        #expect(found.rows.filter { openTimes.contains($0.time) }.map(\.numbers) == wanted.rows.map(\.numbers))
    }

    @Test("Negative volumes are unknown, and told")
    func negative() throws {
        let file = SeriesFile.office(days: 42) { day, hour in day == 9 ? "-7" : SeriesFile.usual(day, hour) }
        let (written, result) = try Self.forecast(file.text)
        #expect(result.status == 0)
        #expect(result.standardError.contains("8 negative values are taken as unknown"))
        #expect(written.isLawful)
        #expect(written.means.allSatisfy { (38...52).contains($0) })
    }

    @Test("A flood of calls does not lift the forecast")
    func flood() throws {
        let file = SeriesFile.office(days: 42) { day, hour in day == 31 && hour == 13 ? "407" : "45" }
        let (written, _) = try Self.forecast(file.text)
        #expect(written.isLawful)
        // The mean of four weeks would be 135 at that hour.
        #expect(written.means.allSatisfy { (40...60).contains($0) }, "\(written.means)")
    }

    @Test("Millions a slot are forecast as millions")
    func magnitude() throws {
        let file = SeriesFile.office(days: 42) { day, hour in "\(1_000_000 + (day * 5 + hour) % 11 * 1000)" }
        let (written, _) = try Self.forecast(file.text)
        #expect(written.isLawful)
        #expect(written.means.allSatisfy { (950_000...1_060_000).contains($0) }, "\(written.means)")
    }

    @Test("Two intervals in one series are refused with what to do")
    func mixedIntervals() throws {
        let text = SeriesFile.office(days: 14).text + "s,2026-02-16T09:15:00,45\n"
        let result = try Self.forecast(text).1
        #expect(result.status == 65)
        #expect(result.standardError.contains("'2026-02-16T09:15' of series 's' is not on its grid of 60 minutes"))
        #expect(result.standardError.contains("hint: give each series one interval throughout"))
    }

    @Test("Drivers that end with the history are told")
    func drivers() throws {
        let rows = SeriesFile.office(days: 42).rows
        let text = "unique_id,ds,y,letters\n" + rows.map { "\($0.id),\($0.time),\($0.y),3\n" }.joined()
        let (written, result) = try Self.forecast(text)
        #expect(written.isLawful)
        #expect(result.standardError.contains("letters; if they are known ahead, name them with --drivers"))
        let named = try Self.forecast(text, ["--drivers", "letters"]).1
        #expect(named.status == 0)
        #expect(named.standardError.contains("driver 'letters' is not known in all of the horizon"))
        let misspelt = try Self.forecast(text, ["--drivers", "leters"]).1
        #expect(misspelt.status == 65)
        #expect(misspelt.standardError.contains("did you mean 'letters'?"))
    }

    @Test("Levels and models are checked before the work, and name the columns")
    func options() throws {
        let text = SeriesFile.office(days: 42).text
        let (written, _) = try Self.forecast(text, ["--levels", "50,99", "--models", "mean-4-weeks"])
        #expect(
            written.header == [
                "unique_id", "ds", "cutoff", "wfm", "wfm-lo-50", "wfm-hi-50", "wfm-lo-99", "wfm-hi-99", "mean-4-weeks",
                "mean-4-weeks-lo-50", "mean-4-weeks-hi-50", "mean-4-weeks-lo-99", "mean-4-weeks-hi-99",
            ])
        for (options, message) in [
            (["--levels", "80,100"], "--levels: expected whole percents from 1 to 99, found '100'"),
            (["--models", "mean-4-week"], "did you mean 'mean-4-weeks'?"),
            (["--cutoffs", "never"], "--cutoffs: expected a number, times or auto, found 'never'"),
            (["--cutoffs", "0"], "--cutoffs: expected a number of at least 1, found 0"),
            (["--country", "XX"], "--country: no holidays are known for 'XX'"),
            (["--step", "0"], "--step: expected a number of at least 1"),
            (["--horizon", "-1d"], "--horizon: expected steps or days"),
        ] {
            // An option's value that begins with a dash needs the equals sign.
            let joined = ["\(options[0])=\(options[1])"]
            let result = try Self.forecast(text, joined).1
            #expect(result.status == 64, "\(options)")
            #expect(result.standardError.contains(message), "\(result.standardError)")
        }
    }

    @Test("A backtest writes every model's errors and says in words who won")
    func backtest() throws {
        let folder = try ScratchFolder()
        try folder.write(
            SeriesFile.office(days: 70).text
                + SeriesFile.office("t", days: 70).text.split(separator: "\n").dropFirst().joined(separator: "\n"),
            to: "s.csv")
        let result = try WFMProcess.run(
            [
                "backtest", "s.csv", "--long", "--horizon", "7d", "--cutoffs", "2", "--models",
                "mean-4-weeks,ewma-weeks", "--output",
                "accuracy.csv", "--forecasts", "f.csv",
            ], in: folder.url)
        #expect(result.status == 0, "\(result.standardError)")
        let rows = try folder.read("accuracy.csv").split(separator: "\n")
        #expect(rows[0].hasPrefix("series,channel,model,horizon,cutoffs,wape,"))
        // Two series, the default choice and two models, a day and a week ahead.
        #expect(rows.count == 1 + 2 * 3 * 2)
        #expect(rows.contains { $0.hasPrefix("s,,wfm,40,2,0.") })
        #expect(try folder.read("f.csv").split(separator: "\n").count == 1 + 2 * 2 * 40)
        #expect(result.standardError.contains("2 series tested"))
        #expect(result.standardError.contains("chosen at the latest cutoff, series: "))
        #expect(result.standardError.contains("\ns: "))
    }

    @Test("A plan's own history is tested by its queues")
    func planBacktest() throws {
        let centre = try SmallCentre()
        let history = try WFMProcess.run(
            ["import", "log.csv", "--format", "wfm", "--interval", "3600", "--output", "history.csv"],
            in: centre.folder.url)
        #expect(history.status == 0, "\(history.standardError)")
        let result = try WFMProcess.run(
            [
                "backtest", "history.csv", "--plan", "plan.yaml", "--horizon", "7d", "--models", "mean-4-weeks",
                "--output", "accuracy.csv",
            ], in: centre.folder.url)
        #expect(result.status == 0, "\(result.standardError)")
        #expect(try centre.folder.read("accuracy.csv").contains("\nsales,voice,mean-4-weeks,"))
    }
}
