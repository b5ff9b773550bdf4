import Foundation
import Testing

@Suite("Holidays through the command line")
struct CalendarCommandTests {
    private static let header = "date,name,kind,open,close,queues,channels,like"

    private static func lines(_ arguments: String...) throws -> [String] {
        let result = try WFMProcess.run(["calendar"] + arguments)
        #expect(result.status == 0, "\(result.standardError)")
        return result.standardOutput.split(separator: "\n").map(String.init)
    }

    @Test("The example of the help runs as written")
    func example() throws {
        let help = try WFMProcess.run(["calendar", "--help"])
        #expect(help.status == 0)
        let examples = help.standardOutput.split(separator: "\n").map { $0.drop { $0 == " " } }
            .filter { $0.hasPrefix("wfm calendar ") }
        #expect(examples.count == 1)
        let folder = try ScratchFolder()
        for example in examples {
            let result = try WFMProcess.shell("\"$WFM\" " + example.dropFirst("wfm ".count), in: folder.url)
            #expect(result.status == 0, "\(result.standardError)")
            #expect(result.standardOutput.isEmpty)
        }
        let written = try folder.read("bavaria.csv").split(separator: "\n").map(String.init)
        #expect(written.first == Self.header)
        // Corpus Christi is a holiday of Bavaria, not of Germany.
        #expect(written.contains { $0.hasPrefix("2026-06-04,Corpus Christi,closed,") })
        #expect(written.contains { $0.hasPrefix("2027-12-25,") })
        #expect(try !Self.lines("--country", "DE", "--years", "2026").contains { $0.hasPrefix("2026-06-04") })
    }

    @Test("The federal holidays of a year go to standard output in order of date, one that falls on a Saturday twice")
    func standardOutput() throws {
        // 5 U.S.C. § 6103 for 2026; 4 July is a Saturday, so that Friday is free.
        let dates = [
            "01-01", "01-19", "02-16", "05-25", "06-19", "07-03", "07-04", "09-07", "10-12", "11-11", "11-26", "12-25",
        ]
        let lines = try Self.lines("--country", "US", "--years", "2026")
        #expect(lines.first == Self.header)
        let written = lines.dropFirst().map { String($0.prefix(10)) }
        #expect(written == dates.map { "2026-" + $0 })
        #expect(lines.dropFirst().allSatisfy { $0.hasSuffix(",closed,,,,,") })
    }

    @Test("An open centre has events, and a country of make-up days its working weekends")
    func kinds() throws {
        let open = try Self.lines("--country", "uk", "--years", "2026", "--events")
        #expect(open.contains("2026-04-03,Good Friday,event,,,,,"))
        #expect(!open.contains { $0.contains(",closed,") })
        let china = try Self.lines("--country", "CN", "--years", "2026")
        #expect(china.contains("2026-02-14,Make-up working day,workday,,,,,friday"))
    }

    @Test("iCalendar and CSV close the same days of a forecast", arguments: ["csv", "ics"])
    func forecast(format: String) throws {
        let folder = try ScratchFolder()
        try folder.write(Self.series, to: "series.csv")
        let result = try WFMProcess.shell(
            """
            set -e
            "$WFM" calendar --country DE --years 2026 --format \(format) --output days.\(format)
            "$WFM" forecast series.csv --long --horizon 14d --season 7 --calendar days.\(format) --output f.csv
            """, in: folder.url)
        #expect(result.status == 0, "\(result.standardError)")
        #expect(try folder.read("days.\(format)").hasPrefix(format == "csv" ? Self.header : "BEGIN:VCALENDAR\r\n"))
        let days = try folder.read("f.csv").split(separator: "\n").dropFirst().map {
            String($0.split(separator: ",")[1].prefix(10))
        }
        // Good Friday and Easter Monday have no row.
        let expected = ["03-30", "03-31", "04-01", "04-02", "04-07", "04-08", "04-09", "04-10"].map { "2026-" + $0 }
        #expect(days == expected)
    }

    /// Twelve weeks of working days up to Friday 2026-03-27, in long form.
    private static let series: String = {
        let monday = 1_767_571_200
        let lines = (0..<84).filter { $0 % 7 < 5 }.map { day in
            let date = Date(timeIntervalSince1970: Double(monday + day * 86_400))
            return "calls,\(date.formatted(.iso8601.year().month().day()))T00:00:00,\(100 - day % 7 * 5 + day % 3)"
        }
        return "unique_id,ds,y\n" + lines.joined(separator: "\n") + "\n"
    }()

    @Test("A user's own holidays are added, and dates that may move are said unless it is to be quiet")
    func ownHolidays() throws {
        let folder = try ScratchFolder()
        try folder.write(
            "date,country,name,kind\n2027-08-08,DE-BY,Augsburg Peace Festival,holiday\n", to: "own.csv")
        let own = try Self.lines(
            "--country", "DE-BY", "--years", "2027", "--holidays", folder.path("own.csv"))
        #expect(own.contains("2027-08-08,Augsburg Peace Festival,closed,,,,,"))
        let later = ["calendar", "--country", "CN", "--years", "2029"]
        let noted = try WFMProcess.run(later)
        #expect(noted.standardError.contains("note: "))
        #expect(noted.standardError.contains("estimates"))
        let quiet = try WFMProcess.run(later + ["--quiet"])
        #expect(quiet.standardError.isEmpty)
        #expect(quiet.standardOutput == noted.standardOutput)
    }

    @Test(
        "What cannot be obeyed is said with a hint and its exit code",
        arguments: [
            (["--country", "DE-BX", "--years", "2026"], 64, "'DE-BX'", "did you mean 'DE-BB'?"),
            (["--country", "FRA", "--years", "2026"], 64, "'FRA'", "did you mean 'FR'?"),
            (["--country", "XX", "--years", "2026"], 64, "'XX'", "hint: known are BR, CN, DE, "),
            (["--country", "FR", "--years", "26"], 64, "'26'", "write 2026 or 2026-2027"),
            (["--country", "FR", "--years", "2027-2026"], 64, "'2027-2026'", "hint: "),
            (["--country", "FR", "--years", "2026", "--format", "xml"], 64, "'xml'", "csv"),
            (["--country", "FR"], 64, "--years", "Usage:"),
            (["--country", "FR", "--years", "2026", "--holidays", "nowhere.csv"], 66, "nowhere.csv", "hint: "),
            (["--country", "FR", "--years", "2026", "--holidays", "README.md"], 65, "README.md", "hint: "),
            (["--country", "FR", "--years", "2026", "--output", "nowhere/f.csv"], 73, "nowhere", "hint: "),
        ])
    func refused(arguments: [String], status: Int, what: String, hint: String) throws {
        let result = try WFMProcess.run(["calendar"] + arguments)
        #expect(Int(result.status) == status, "\(result.standardError)")
        #expect(result.standardError.contains("rror: "))
        #expect(result.standardError.contains(what), "\(result.standardError)")
        #expect(result.standardError.contains(hint), "\(result.standardError)")
        #expect(result.standardOutput.isEmpty)
    }
}
