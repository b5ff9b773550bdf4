import Foundation
import Testing

@Suite("wfm staff through the command line")
struct StaffCommandTests {
    static let header =
        "queue,channel,interval_start,interval_seconds,volume,volume-lo-80,volume-hi-80,volume-lo-95,volume-hi-95,aht_s"

    /// Two hours of calls and e-mail on a Monday.
    static let forecast: [String] =
        (0..<4).map { index in
            "sales,voice,2026-03-02T0\(8 + index / 2):\(index % 2 == 0 ? "00" : "30"):00Z,1800,\(60 + 20 * index),"
                + "\(40 + 20 * index),\(80 + 20 * index),\(30 + 20 * index),\(90 + 20 * index),240"
        }
        + (0..<4).map { index in
            "sales,email,2026-03-02T0\(8 + index / 2):\(index % 2 == 0 ? "00" : "30"):00Z,1800,\(6 * index),,,,,600"
        }

    static func plan(voice: String = "", email: String = "", extra: String = "") -> String {
        """
        version: 1
        name: Staffing
        time_zone: UTC
        interactions: {files: [none.csv]}
        queues:
          sales:
            opening_hours: {mon-fri: "08:00-10:00"}
            channels:
              voice: {service_level: 0.8, within_seconds: 20, patience_seconds: 120\(voice)}
              email: {service_level: 0.9, within_hours: 2\(email)}
        shrinkage: {in_office: 0.08, out_of_office: 0.05}
        \(extra)
        """
    }

    private struct Centre {
        let folder: ScratchFolder

        init(plan: String = StaffCommandTests.plan(), rows: [String] = StaffCommandTests.forecast) throws {
            folder = try ScratchFolder()
            try folder.write(plan, to: "plan.yaml")
            try folder.write(([StaffCommandTests.header] + rows).joined(separator: "\n") + "\n", to: "forecast.csv")
        }

        func staff(_ options: [String] = []) throws -> WFMProcess {
            try WFMProcess.run(["staff", "forecast.csv", "--plan", "plan.yaml"] + options, in: folder.url)
        }
    }

    private static func cells(_ line: Substring) -> [String] {
        line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }

    /// A table's rows by the names of its columns.
    private static func table(_ text: String) -> [[String: String]] {
        let lines = text.split(separator: "\n")
        guard let first = lines.first else { return [] }
        let names = cells(first)
        return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(names, cells($0))) }
    }

    @Test("Every step has its column, the ones that were there before in their old order")
    func columns() throws {
        let result = try Centre(plan: Self.plan(extra: "staffing: {fte_hours_per_week: 40}")).staff()
        #expect(result.status == 0, "\(result.standardError)")
        let lines = result.standardOutput.split(separator: "\n")
        #expect(
            lines[0].hasPrefix(
                "queue,channel,interval_start,interval_seconds,volume,aht_s,patience_s,load,agents_base,"
                    + "agents_concurrency,agents_occupancy,agents_minimum,agents_required,agents_required_rounded,"
                    + "agents_scheduled,agents_scheduled_rounded,service_level,asa_s,abandonment,occupancy,"
                    + "sl_definition,agents_base_rounded,"))
        let rows = Self.table(result.standardOutput)
        #expect(rows.count == 8)
        for row in rows {
            let required = try #require(Double(row["agents_required"] ?? ""))
            let office = try #require(Double(row["agents_in_office"] ?? ""))
            let scheduled = try #require(Double(row["agents_scheduled"] ?? ""))
            let paid = try #require(Double(row["paid_hours"] ?? ""))
            let fte = try #require(Double(row["fte"] ?? ""))
            #expect(abs(office - required / 0.92) < 1e-4 && abs(scheduled - required / 0.92 / 0.95) < 1e-4)
            #expect(abs(paid - scheduled / 2) < 1e-4 && abs(fte - paid / 40) < 1e-4)
            #expect(row["staff_cap"] == "" && row["shortfall"] == "0" && row["service_level_expected"] == "")
        }
        // No e-mail yet: nobody, and no service level.
        let idle = try #require(rows.first { $0["channel"] == "email" && $0["volume"] == "0" })
        #expect(idle["agents_required"] == "0" && idle["service_level"] == "")
    }

    @Test("The summary adds up to the requirement, day, week and total")
    func summary() throws {
        let centre = try Centre(plan: Self.plan(extra: "staffing: {fte_hours_per_week: 40, paid_hour_cost: 21.5}"))
        let result = try centre.staff(["--summary", "staff-summary.csv", "--output", "requirements.csv"])
        #expect(result.status == 0, "\(result.standardError)")
        let paid = Self.table(try centre.folder.read("requirements.csv")).reduce(0) {
            $0 + (Double($1["paid_hours"] ?? "") ?? 0)
        }
        let summary = Self.table(try centre.folder.read("staff-summary.csv"))
        let total = try #require(summary.first { $0["scope"] == "centre" && $0["period"] == "total" })
        let hours = try #require(Double(total["paid_hours"] ?? ""))
        #expect(abs(hours - paid) < 1e-3)
        #expect(abs(try #require(Double(total["cost"] ?? "")) - 21.5 * hours) < 0.01)
        #expect(total["peak_start"] == "2026-03-02T09:30:00Z")
        let json = try centre.staff(["--summary", "s.json", "--format", "json", "--output", "r.csv"])
        #expect(json.status == 0)
        #expect(try centre.folder.read("s.json").contains("\"peak_start\": \"2026-03-02T09:30:00Z\""))
    }

    @Test("A cap below the requirement is a shortfall, said and priced in measures; --strict ends with 1")
    func cap() throws {
        let centre = try Centre(plan: Self.plan(voice: ", maximum_agents: 14"))
        let result = try centre.staff(["--strict"])
        #expect(result.status == 1)
        #expect(result.standardError.contains("note: sales/voice: the staff cap leaves "))
        let rows = Self.table(result.standardOutput).filter { $0["channel"] == "voice" }
        let worst = try #require(rows.last)
        #expect(worst["staff_cap"] == "14" && worst["agents_staffed"] == "14")
        #expect(try #require(Double(worst["shortfall"] ?? "")) > 0)
        #expect(try #require(Double(worst["service_level"] ?? "")) < 0.8)
        #expect(try centre.staff().status == 0)
        let whole = try Centre(plan: Self.plan(extra: "staffing: {staff_cap: 10}")).staff(["--strict"])
        #expect(whole.status == 1 && whole.standardError.contains("sales/voice: the staff cap"))
        #expect(try Centre().staff(["--strict"]).status == 0)
    }

    @Test("The risk of the forecast adds columns, and people where it is asked to")
    func risk() throws {
        let centre = try Centre()
        func required(_ risk: String) throws -> (hours: Double, expected: String) {
            let result = try centre.staff(["--risk", risk])
            #expect(result.status == 0, "\(result.standardError)")
            let rows = Self.table(result.standardOutput).filter { $0["channel"] == "voice" }
            return (
                rows.reduce(0) { $0 + (Double($1["agents_required"] ?? "") ?? 0) },
                rows.last?["prob_meets_target"] ?? ""
            )
        }
        let (plain, none) = try required("ignore")
        let (reported, some) = try required("report")
        #expect(none == "" && (Double(some) ?? 2) < 1 && reported == plain)
        #expect(try required("expected").hours > plain)
        #expect(try required("90%").hours > required("0.6").hours)
        let planned = try Centre(plan: Self.plan(extra: "staffing: {risk: report}")).staff()
        #expect(Self.table(planned.standardOutput).last?["prob_meets_target"] == some)
        let wrong = try centre.staff(["--risk", "expcted"])
        #expect(wrong.status == 64 && wrong.standardError.contains("did you mean 'expected'?"))
    }

    @Test("A goal for the day: agents where they help most, with their worth, and the days in a file")
    func dayGoal() throws {
        let centre = try Centre(plan: Self.plan(extra: "staffing: {day_goal: day, paid_hour_cost: 20}"))
        let result = try centre.staff(["--days", "days.csv"])
        #expect(result.status == 0, "\(result.standardError)")
        let rows = Self.table(result.standardOutput)
        for row in rows {
            #expect(row["points_gained"]?.isEmpty == (row["channel"] == "email"))
        }
        let days = Self.table(
            try String(contentsOf: centre.folder.url.appendingPathComponent("days.csv"), encoding: .utf8))
        #expect(days.count == 5)
        let whole = try #require(days.first)
        #expect(whole["interval_start"] == "" && whole["is_met"] == "yes" && whole["goal"] == "day")
        #expect(try #require(Double(whole["service_level"] ?? "")) >= 0.8)
        let hours = try #require(Double(whole["hours_per_point"] ?? ""))
        let cheapest = days.dropFirst().compactMap { Double($0["hours_per_point"] ?? "") }.min()
        #expect(hours == cheapest)
        // Every hour on contacts is 1 / ((1 − 0.08)(1 − 0.05)) paid ones at 20.
        let cost = try #require(Double(whole["cost_per_point"] ?? ""))
        #expect(abs(cost - hours * 20 / 0.874) < 0.01)
        // The option goes before the plan; JSON has the same names.
        let json = try centre.staff(["--day-goal", "90%", "--days", "days.json", "--format", "json"])
        #expect(json.status == 0, "\(json.standardError)")
        let text = try String(contentsOf: centre.folder.url.appendingPathComponent("days.json"), encoding: .utf8)
        #expect(text.contains("\"goal\": \"0.9\"") && text.contains("\"prob_meets_target\": 0.9"))
    }

    @Test(
        "A goal for the day that cannot be is refused with a hint",
        arguments: [
            (["--day-goal", "dya"], 64, "did you mean 'day'?"), (["--days", "days.csv"], 64, "--day-goal day"),
            (["--day-goal", "day", "--risk", "expected"], 65, "leave risk at 'ignore'"),
            (["--day-goal", "day", "--days", "d.csv", "--sensitivity"], 64, "--days is of the requirement"),
        ] as [([String], Int32, String)])
    func badDayGoal(options: [String], status: Int32, words: String) throws {
        let result = try Centre().staff(options)
        #expect(result.status == status)
        #expect(result.standardError.contains(words), "\(result.standardError)")
    }

    @Test("What-if and sensitivity are tables of their own, as CSV or JSON")
    func whatIf() throws {
        let centre = try Centre(plan: Self.plan(extra: "staffing: {fte_hours_per_week: 40, paid_hour_cost: 20}"))
        let result = try centre.staff(["--what-if", "aht=-5%,shrinkage=+3pt,volume=+10%,patience=-20%,target=85/20"])
        #expect(result.status == 0, "\(result.standardError)")
        let rows = Self.table(result.standardOutput)
        #expect(rows.map { $0["scope"] } == ["stream", "stream", "centre"])
        for row in rows {
            for column in ["required_hours", "paid_hours", "fte", "cost"] {
                let base = try #require(Double(row["\(column)_base"] ?? ""))
                let changed = try #require(Double(row["\(column)_changed"] ?? ""))
                let difference = try #require(Double(row["\(column)_difference"] ?? ""))
                #expect(abs(changed - base - difference) < 0.011)
            }
        }
        let json = try centre.staff(["--what-if", "aht=-5%", "--format", "json"])
        #expect(json.status == 0 && json.standardOutput.contains("\"paid_hours_difference\": -"))
        let sensitivity = try centre.staff(["--sensitivity"])
        #expect(sensitivity.status == 0, "\(sensitivity.standardError)")
        let email = try #require(
            Self.table(sensitivity.standardOutput).first {
                $0["kind"] == "elasticity" && $0["channel"] == "email" && $0["parameter"] == "aht"
            })
        #expect(email["paid_hours_percent"] == "1")
    }

    @Test(
        "Wrong options are exit code 64 with what is meant",
        arguments: [
            (["--what-if", "ahtt=-5%"], "did you mean 'aht'?"), (["--what-if", "aht=5%"], "has no sign"),
            (["--what-if", "target=100%"], "1 cannot be reached"),
            (["--what-if", "sale:aht=+1%"], "did you mean 'sales'?"),
            (["--what-if", "aht=+1%", "--sensitivity"], "give one of them"),
            (["--sensitivity", "--summary", "s.csv"], "leave out"), (["--format", "json"], "requirements are CSV"),
            (["--risk", "1.5"], "found '1.5'"),
        ])
    func usage(options: [String], message: String) throws {
        let result = try Centre().staff(options)
        #expect(result.status == 64)
        #expect(result.standardError.contains(message), "\(result.standardError)")
        #expect(result.standardOutput.isEmpty)
    }

    @Test(
        "A row that cannot be is refused with line and column",
        arguments: [
            (",60,", ",-60,", "forecast.csv:2: column 'volume': expected a number of at least 0, found '-60'"),
            (",60,", ",nan,", "forecast.csv:2: column 'volume': expected a number, found 'nan'"),
            (",60,", ",inf,", "forecast.csv:2: column 'volume': expected a number, found 'inf'"),
            (",60,", ",1e400,", "forecast.csv:2: column 'volume': "),
            (",90,240", ",90,0", "forecast.csv:2: column 'aht_s': 60 contacts need a handle time above 0"),
            (",90,240", ",90,-1", "forecast.csv:2: column 'aht_s': expected a number of at least 0"),
            (",90,240", ",90,", "forecast.csv:2: column 'aht_s': 60 contacts need a handle time above 0"),
            (
                "T08:30:00Z,1800,80", "T08:00:00Z,1800,80",
                "forecast.csv:3: sales/voice at '2026-03-02T08:00:00Z' is given twice"
            ),
            ("T08:30:00Z,1800,80", "T08:15:00Z,1800,80", "forecast.csv:3: column 'interval_start': sales/voice at"),
            ("T08:30:00Z,1800,80", "T08:30:00,1800,80", "has no offset from UTC"),
        ])
    func badRow(old: String, new: String, message: String) throws {
        var rows = Self.forecast
        for index in [0, 1] { rows[index] = rows[index].replacingOccurrences(of: old, with: new) }
        #expect(rows != Self.forecast)
        let result = try Centre(rows: rows).staff()
        #expect(result.status == 65, "\(result.standardError)")
        #expect(result.standardError.contains(message), "\(result.standardError)")
        #expect(result.standardOutput.isEmpty)
    }

    @Test("A missing interval of the opening hours is an error that names it; --allow-gaps makes it a note")
    func gap() throws {
        var rows = Self.forecast
        rows.remove(at: 2)
        let centre = try Centre(rows: rows)
        let result = try centre.staff()
        #expect(result.status == 65)
        #expect(
            result.standardError.contains(
                "sales/voice has no row for 1 interval of its opening hours, the first at 2026-03-02T09:00:00Z"
                    + " (after line 3)"), "\(result.standardError)")
        #expect(result.standardError.contains("--allow-gaps"))
        let allowed = try centre.staff(["--allow-gaps"])
        #expect(allowed.status == 0 && allowed.standardError.contains("note: sales/voice has no row"))
        #expect(allowed.standardOutput.split(separator: "\n").count == 8)
    }

    @Test(
        "A plan that cannot be staffed is refused with line and key",
        arguments: [
            ("voice: {service_level: 0.8", "voice: {service_level: 1", "1 cannot be reached"),
            ("voice: {service_level: 0.8", "voice: {service_level: -0.1", "above 0 and below 1, found -0.1"),
            ("within_seconds: 20", "within_seconds: -1", "expected a number of at least 0, found -1"),
            ("patience_seconds: 120", "patience_seconds: 0", "expected a number greater than 0, found 0"),
            ("patience_seconds: 120", "patience_seconds: -5", "expected a number greater than 0, found -5"),
            ("patience_seconds: 120", "patience_seconds: 120, occupancy_cap: 0", "above 0 and at most 1, found 0"),
            ("patience_seconds: 120", "patience_seconds: 120, occupancy_cap: 1.1", "above 0 and at most 1, found 1.1"),
            ("patience_seconds: 120", "patience_seconds: 120, concurrency: 0.5", "from 1 to 100, found 0.5"),
            (
                "patience_seconds: 120", "patience_seconds: 120, minimum_agents: 3, maximum_agents: 2",
                "2 is below minimum_agents 3"
            ),
            ("in_office: 0.08", "in_office: 1", "from 0 up to but not 1, found 1"),
            ("out_of_office: 0.05}", "out_of_office: 0.95, composition: partition}", "leave nobody to work"),
            ("shrinkage:", "staffing: {fte_hours_per_weak: 37.5}\nshrinkage:", "did you mean 'fte_hours_per_week'?"),
            ("shrinkage:", "staffing: {fte_hours_per_week: 0}\nshrinkage:", "above 0 and at most 168, found 0"),
            ("shrinkage:", "staffing: {staff_cap: -1}\nshrinkage:", "found -1"),
            ("shrinkage:", "staffing: {risk: reprot}\nshrinkage:", "did you mean 'report'?"),
            ("shrinkage:", "staffing: {risk: 1}\nshrinkage:", "a probability above 0 and below 1, found '1'"),
        ])
    func badPlan(old: String, new: String, message: String) throws {
        let plan = Self.plan().replacingOccurrences(of: old, with: new)
        #expect(plan != Self.plan())
        let result = try Centre(plan: plan).staff()
        #expect(result.status == 65)
        #expect(result.standardError.contains("plan.yaml:"), "\(result.standardError)")
        #expect(result.standardError.contains(message), "\(result.standardError)")
    }

    @Test("Zero calls need nobody, or the minimum staff, and have no service level")
    func zeroCalls() throws {
        let rows = Self.forecast.map { row in
            var cells = Self.cells(row[...])
            cells[4] = "0"
            cells.replaceSubrange(5..<9, with: ["", "", "", ""])
            return cells.joined(separator: ",")
        }
        let nobody = try Centre(rows: rows).staff()
        #expect(nobody.status == 0, "\(nobody.standardError)")
        let table = Self.table(nobody.standardOutput)
        #expect(table.count == 8)
        #expect(table.allSatisfy { $0["agents_required"] == "0" && $0["service_level"] == "" && $0["occupancy"] == "" })
        let few = try Centre(plan: Self.plan(voice: ", minimum_agents: 2"), rows: rows).staff()
        #expect(
            Self.table(few.standardOutput).filter { $0["channel"] == "voice" }
                .allSatisfy { $0["agents_required"] == "2" && $0["service_level"] == "" })
    }
}
