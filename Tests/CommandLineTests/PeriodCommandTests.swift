import Foundation
import Testing

@Suite("Weeks and months through the command line")
struct PeriodCommandTests {
    /// A line of numbers behind the header of the long form.
    private struct Row {
        let time: String
        let cutoff: String
        let numbers: [Double]

        static func read(_ text: String, id: String) -> [Row] {
            var rows: [Row] = []
            for line in text.split(separator: "\n").dropFirst() {
                let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
                guard cells[0] == id else { continue }
                rows.append(Row(time: cells[1], cutoff: cells[2], numbers: cells[3...].compactMap { Double($0) }))
            }
            return rows
        }
    }

    private static let calendar: Calendar = {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        return calendar
    }()

    private static func stamp(_ date: Date) -> String { date.formatted(.iso8601.year().month().day()) }

    /// 156 weeks from a Sunday on, busier in the middle of the year.
    private static let weekly: String = {
        var text = ""
        for week in 0..<156 {
            let date = Date(timeIntervalSince1970: Double(1_672_531_200 + week * 7 * 86_400))
            let season = (week % 52 - 26) * (week % 52 - 26) / 4
            let value = week == 40 ? "" : String(1000 + week + season)
            text += "w,\(stamp(date)),\(value)\n"
        }
        return text
    }()

    /// The first, or last, days of 48 months from January 2022 on, a value for each.
    private static func monthly(_ id: String, isLast: Bool = false) -> String {
        var text = ""
        for month in 0..<48 {
            let first = DateComponents(year: 2022, month: 1 + month + (isLast ? 1 : 0), day: 1)
            guard let date = calendar.date(from: first) else { continue }
            let value = 500 + [0, 40, 90, 20][month % 4]
            text += "\(id),\(stamp(isLast ? date.addingTimeInterval(-86_400) : date)),\(value)\n"
        }
        return text
    }

    private static func forecast(_ rows: String, _ options: [String]) throws -> WFMProcess {
        try WFMProcess.run(
            ["forecast", "-", "--long", "--progress", "none"] + options, input: "unique_id,ds,y\n" + rows)
    }

    @Test("Rows seven days apart are forecast as weeks, from the end and from cutoffs, with the levels asked for")
    func weeks() throws {
        let result = try Self.forecast(Self.weekly, ["--horizon", "13"])
        #expect(result.status == 0 && result.standardError.isEmpty, "\(result.standardError)")
        let rows = Row.read(result.standardOutput, id: "w")
        #expect(rows.count == 13)
        #expect(rows.first?.time == "2025-12-28T00:00:00" && rows.first?.cutoff == "2025-12-21T00:00:00")
        #expect(rows.last?.time == "2026-03-22T00:00:00")
        for row in rows {
            #expect(row.numbers.count == 5 && (800...1600).contains(row.numbers[0]))
            #expect(row.numbers[3] <= row.numbers[1] && row.numbers[1] < row.numbers[0])
            #expect(row.numbers[0] < row.numbers[2] && row.numbers[2] <= row.numbers[4])
        }
        let back = try Self.forecast(
            Self.weekly, ["--horizon", "28d", "--cutoffs", "3", "--step", "2", "--levels", "50", "--models", "ets"])
        #expect(back.status == 0, "\(back.standardError)")
        #expect(back.standardOutput.hasPrefix("unique_id,ds,cutoff,wfm,wfm-lo-50,wfm-hi-50,ets,ets-lo-50,ets-hi-50\n"))
        let tested = Row.read(back.standardOutput, id: "w")
        #expect(tested.count == 12 && tested.allSatisfy { $0.numbers.count == 4 })
        #expect(Set(tested.map(\.cutoff)) == ["2025-10-26T00:00:00", "2025-11-09T00:00:00", "2025-11-23T00:00:00"])
        // What comes after a cutoff is not seen.
        let cut = Self.weekly.split(separator: "\n").prefix { !$0.contains("2025-11-02") }.joined(separator: "\n")
        let early = Row.read(try Self.forecast(cut + "\n", ["--horizon", "4"]).standardOutput, id: "w")
        #expect(early.map { $0.numbers[0] } == tested.prefix(4).map { $0.numbers[0] })
    }

    @Test("Rows on one day of each month are forecast as months, month ends too, beside finer series")
    func months() throws {
        let days = (0..<70).map { day in
            "d,\(Self.stamp(Date(timeIntervalSince1970: Double(1_764_547_200 + day * 86_400)))),\(50 + day % 7)\n"
        }.joined()
        let result = try Self.forecast(
            Self.monthly("first") + Self.monthly("last", isLast: true) + days + "one,2025-06-01,7\n",
            ["--horizon", "6"])
        #expect(result.status == 0 && result.standardError.isEmpty, "\(result.standardError)")
        let first = Row.read(result.standardOutput, id: "first")
        let last = Row.read(result.standardOutput, id: "last")
        #expect(first.map(\.time).map { $0.prefix(10) } == (1...6).map { "2026-0\($0)-01" })
        #expect(first.first?.cutoff == "2025-12-01T00:00:00")
        #expect(
            last.map(\.time).map { $0.prefix(10) }
                == ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31", "2026-06-30"])
        #expect(last.first?.cutoff == "2025-12-31T00:00:00")
        #expect(first.map(\.numbers) == last.map(\.numbers))
        // The pattern of four months repeats within the year: 500, 540, 590, 520, 500, 540.
        for (row, truth) in zip(first, [500.0, 540, 590, 520, 500, 540]) {
            #expect(abs(row.numbers[0] / truth - 1) < 0.06)
        }
        #expect(Row.read(result.standardOutput, id: "d").count == 6)
        #expect(Row.read(result.standardOutput, id: "one").map(\.time).first == "2025-07-01T00:00:00")
    }

    @Test("Weeks are backtested, and what concerns days alone is told")
    func backtest() throws {
        let folder = try ScratchFolder()
        try folder.write("unique_id,ds,y\n" + Self.weekly + Self.monthly("m"), to: "s.csv")
        let result = try WFMProcess.shell(
            """
            set -e
            "$WFM" backtest s.csv --long --horizon 4 --output backtest.csv --progress none
            "$WFM" forecast s.csv --long --horizon 4 --accuracy accuracy.csv --days days.csv --output f.csv --progress none
            """, in: folder.url)
        #expect(result.status == 0, "\(result.standardError)")
        let backtest = try folder.read("backtest.csv").split(separator: "\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false)
        }
        for id in ["w", "m"] {
            let own = backtest.filter { $0[0] == id }
            #expect(own.contains { $0[2] == "wfm" && $0[3] == "4" && $0[4] == "8" && $0[12] == "1" })
            #expect(own.contains { $0[2] == "seasonal-naive" })
            #expect(own.allSatisfy { Double($0[5]).map { $0 < 0.5 } ?? false })
        }
        #expect(result.standardError.contains("2 series of weeks or months: empty are the columns of models for days"))
        #expect(
            result.standardError.contains("2 series of weeks or months: sample paths are drawn of days and finer only"))
        let accuracy = try folder.read("accuracy.csv")
        #expect(accuracy.contains("w,,theta,4,12,0.") && accuracy.contains("m,,seasonal-naive,4,12,0."))
        let short = try Self.forecast("w,2026-01-04,5\nw,2026-01-11,6\n", ["--horizon", "4", "--cutoffs", "1"])
        #expect(short.status == 65 && short.standardError.contains("too short for a horizon of 4 weeks"))
    }

    @Test("A plan's history is forecast by whole weeks: sums of days with handle time, one row a week")
    func plan() throws {
        let centre = try SmallCentre()
        let result = try WFMProcess.shell(
            """
            set -e
            "$WFM" import --plan plan.yaml --quiet --output history.csv
            "$WFM" forecast history.csv --plan plan.yaml --by week --periods 3 --accuracy a.csv --output weeks.csv
            if "$WFM" staff weeks.csv --plan plan.yaml --history history.csv --quiet 2> staff.txt; then exit 9; fi
            """, in: centre.folder.url)
        #expect(result.status == 0, "\(result.standardError)")
        #expect(result.standardError.contains("sales/voice: "))
        let rows = try centre.folder.read("weeks.csv").split(separator: "\n").map { $0.split(separator: ",") }
        #expect(rows.count == 4)
        #expect(
            rows.dropFirst().map { $0[2] } == ["2026-03-02T00:00:00Z", "2026-03-09T00:00:00Z", "2026-03-16T00:00:00Z"])
        // Four weeks of two hundred calls of 240 seconds.
        for row in rows.dropFirst() { #expect(row[3] == "604800" && row[4] == "200" && row[9] == "240") }
        #expect(try centre.folder.read("staff.txt").contains("interval_seconds"))
        let months = try WFMProcess.run(
            ["forecast", "history.csv", "--plan", "plan.yaml", "--by", "month"], in: centre.folder.url)
        // The log begins on Monday the second, the month's first being a Sunday: February is whole.
        #expect(months.status == 0, "\(months.standardError)")
        #expect(months.standardOutput.contains("sales,voice,2026-03-01T00:00:00Z,2678400,"))
        for options in [["--by", "week", "--days", "d.csv"], ["--periods", "3"], ["--by", "fortnight"]] {
            let wrong = try WFMProcess.run(["forecast", "h.csv", "--plan", "p.yaml"] + options)
            #expect(wrong.status == 64, "\(options)")
        }
    }
}
