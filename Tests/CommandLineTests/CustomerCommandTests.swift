import Foundation
import Testing

@Suite("wfm customers and wfm agents")
struct CustomerCommandTests {
    private static let demo = ["data/demo/sample/interactions.csv", "--time-zone", "Europe/London"]

    private static func reference(_ path: String) -> String {
        let root =
            ProcessInfo.processInfo.environment["WFM_REFERENCE"]
            ?? WFMProcess.packageRoot.appendingPathComponent("../shared").path
        return "\(root)/\(path)"
    }

    private static let hasReference = FileManager.default.fileExists(
        atPath: reference("data/interactions/cdnow_sample.csv"))

    private static func json(_ folder: ScratchFolder, _ name: String) throws -> [String: Any] {
        try JSONSerialization.jsonObject(with: Data(folder.read(name).utf8)) as? [String: Any] ?? [:]
    }

    @Test("The help's examples run on the demo, twice the same to the byte, with any number of threads")
    func demo() throws {
        let folder = try ScratchFolder()
        for (name, threads) in [("one", "1"), ("two", "3")] {
            let result = try WFMProcess.run(
                ["customers"] + Self.demo + [
                    "--offers", "docs/examples/offers.csv", "--output", folder.path(name), "--threads", threads,
                ])
            #expect(result.status == 0, "\(result.standardError)")
            #expect(result.standardError.contains("resolved at first contact"))
            #expect(result.standardError.contains("redial within 24 h of giving up"))
        }
        let files = folder.contents(of: "one")
        #expect(
            files == [
                "churn.csv", "concentration.csv", "cross-sell.csv", "customers.csv", "customers.html", "customers.json",
                "drivers.csv",
                "leads.csv", "rejects.csv", "repeats.csv", "resolution-effect.csv", "rfm.csv", "timeline.csv",
                "value.csv",
            ])
        for file in files { #expect(try folder.read("one/\(file)") == folder.read("two/\(file)"), "\(file)") }
        #expect(try folder.read("one/leads.csv").split(separator: "\n").count > 100)
        let agents = try WFMProcess.run(
            ["agents"] + Self.demo + ["--precision", "0.1", "--seed", "7", "--output", folder.path("agents")])
        #expect(agents.status == 0, "\(agents.standardError)")
        #expect(
            folder.contents(of: "agents") == [
                "agents.csv", "agents.html", "agents.json", "benchmarks.csv", "quality-sample.csv", "queues.csv",
                "rejects.csv",
                "sample-precision.csv",
            ])
        let table = try WFMProcess.run(["agents"] + Self.demo + ["--quiet"])
        #expect(table.standardOutput == (try folder.read("agents/agents.csv")) && table.standardError.isEmpty)
    }

    @Test("A plan says which log, mapping and clock; the rest is as with the log itself, and the page bears its name")
    func plan() throws {
        let folder = try ScratchFolder()
        let plan = "data/demo/sample/plan.yaml"
        for (command, file) in [("customers", "timeline.csv"), ("agents", "agents.csv")] {
            let byPlan = try WFMProcess.run([command, "--plan", plan, "--output", folder.path("p-\(command)")])
            let byLog = try WFMProcess.run([command] + Self.demo + ["--output", folder.path("l-\(command)")])
            #expect(byPlan.status == 0 && byLog.status == 0, "\(byPlan.standardError)")
            #expect(try folder.read("p-\(command)/\(file)") == folder.read("l-\(command)/\(file)"))
            let page = try folder.read("p-\(command)/\(command).html")
            #expect(page.contains("<h1>Harbour Telecom sales (sample)</h1>") && page.contains("times in Europe/London"))
            #expect(try !folder.read("l-\(command)/\(command).html").contains("Harbour"))
            let clash = try WFMProcess.run([command, "--plan", plan, "--time-zone", "UTC"])
            #expect(clash.status == 64 && clash.standardError.contains("the plan states the centre's clock"))
            #expect(try WFMProcess.run([command]).status == 64)
        }
        // The plan's shrinkage, 1 − 0.92 × 0.97, is what FTE are counted with.
        let figures = try #require(
            try Self.json(folder, "p-customers/customers.json")["contacts"] as? [String: Any])
        let basis = try #require(figures["staff_basis"] as? [String: Double])
        #expect(abs((basis["shrinkage"] ?? 0) - 0.1076) < 1e-9 && basis["hours_per_fte"] == 40)
        let reconciled = try WFMProcess.run([
            "reconcile", "docs/examples/centre-report.csv", "--plan", plan, "--within", "20", "--strict",
        ])
        #expect(reconciled.status == 0, "\(reconciled.standardError)")
        let chinese = try WFMProcess.run(
            ["agents", "--plan", plan, "--lang", "zh-Hans", "--output", folder.path("zh"), "--quiet"])
        #expect(chinese.status == 0)
        #expect(try folder.read("zh/agents.html").contains("漏斗图"))
    }

    @Test("A plan's mapping reads another log; minutes a reply make handle times of tickets, in the plan or beside it")
    func planMapping() throws {
        let folder = try ScratchFolder()
        let log = (0..<20).map { "\($0);sales;2025-01-\(10 + $0 / 2) 09:00;ann;C\($0 % 7)" }.joined(separator: "\n")
        try folder.write("no;line;begun;who;caller\n\(log)\n", to: "x/log.csv")
        try folder.write(
            """
            version: 1
            interaction_id: no
            queue: line
            created_at: begun
            agent_id: who
            customer_id: caller
            delimiter: ";"
            """, to: "x/columns.yaml")
        func plan(_ interactions: String) -> String {
            "version: 1\nname: X\ntime_zone: Asia/Tokyo\ninteractions: \(interactions)\nqueues:\n"
                + "  sales: {opening_hours: {always: true}, channels: {voice: {patience_seconds: unlimited}}}\n"
        }
        try folder.write(plan("{files: log.csv, mapping: columns.yaml}"), to: "x/plan.yaml")
        let found = try WFMProcess.run(["customers", "--plan", "x/plan.yaml", "--output", "out"], in: folder.url)
        #expect(found.status == 0, "\(found.standardError)")
        #expect(try folder.read("out/timeline.csv").contains("2025-01-10T09:00:00+09:00,sales,voice"))
        try folder.write(
            """
            ticket_id,via,group,requester_id,assignee_id,created_at,first_reply_at,solved_at,status,replies,reopens,tags
            1,email,Help,C7,A2,2024-03-04T08:10:40Z,2024-03-04T10:02:00Z,2024-03-05T09:15:00Z,solved,3,1,refund
            2,email,Help,C8,A2,2024-03-04T09:10:40Z,2024-03-04T10:02:00Z,2024-03-05T09:15:00Z,solved,1,1,refund
            """, to: "x/tickets.csv")
        let bare = try WFMProcess.run(["agents", "x/tickets.csv"], in: folder.url)
        #expect(bare.standardError.contains("handle time: missing"))
        let timed = try WFMProcess.run(["agents", "x/tickets.csv", "--touch-minutes", "4"], in: folder.url)
        #expect(timed.standardError.contains("handle time: 480 s overall"), "\(timed.standardError)")
        let tickets = plan("{files: tickets.csv, touch_minutes: 4}").replacingOccurrences(
            of: "sales: {opening_hours: {always: true}, channels: {voice: {patience_seconds: unlimited}}}",
            with: "Help: {opening_hours: {always: true}, channels: {email: {service_level: 0.9, within_hours: 8}}}")
        try folder.write(tickets, to: "x/tickets.yaml")
        let planned = try WFMProcess.run(["import", "--plan", "x/tickets.yaml"], in: folder.url)
        #expect(planned.status == 0 && planned.standardOutput.contains(",720,"), "\(planned.standardError)")
        #expect(try WFMProcess.run(["agents", "x/tickets.csv", "--touch-minutes", "0"], in: folder.url).status == 64)
        // Stored with and without are two readings.
        for (name, more, seconds) in [("a", [], ",,"), ("b", ["--touch-minutes", "4"], ",720,")] {
            let stored = try WFMProcess.run(
                ["store", "import", "\(name).store", "x/tickets.csv", "--without-customers"] + more, in: folder.url)
            #expect(stored.status == 0, "\(stored.standardError)")
            #expect(
                try WFMProcess.run(["store", "export", "\(name).store"], in: folder.url).standardOutput.contains(
                    seconds))
        }
        let again = try WFMProcess.run(
            ["store", "import", "b.store", "x/tickets.csv", "--without-customers"], in: folder.url)
        #expect(again.standardError.contains("was read in another way then (format tickets, 4.0 minutes a reply)"))
    }

    @Test(
        "The CDNOW reference comes back by the command",
        .enabled(if: hasReference, "reference data absent: set WFM_REFERENCE to its folder"))
    func cdnow() throws {
        let folder = try ScratchFolder()
        let result = try WFMProcess.run([
            "customers", "--transactions", Self.reference("data/interactions/cdnow_sample.csv"), "--calibration-end",
            "1997-09-30", "--horizon", "273d", "--output", folder.path("out"),
        ])
        #expect(result.status == 0, "\(result.standardError)")
        let value = try #require(try Self.json(folder, "out/customers.json")["value"] as? [String: Any])
        let expected = try #require(
            try JSONSerialization.jsonObject(
                with: Data(contentsOf: URL(fileURLWithPath: Self.reference("oracles/crm/cdnow_sample_clv.json"))))
                as? [String: Any])
        for name in ["customers", "repeat_customers", "actual_repeat_total", "gamma_gamma_customers"] {
            #expect(value[name] as? Int == expected[name] as? Int, "\(name)")
        }
        for name in ["expected_repeat_total", "mae_per_customer", "correlation"] {
            let one = try #require(value[name] as? Double)
            let other = try #require(expected[name] as? Double)
            #expect(abs(one - other) < 1e-5 * other, "\(name)")
        }
        let scores = try folder.read("out/rfm.csv")
        let oracle = try String(
            contentsOfFile: Self.reference("oracles/crm/cdnow_sample_rfm_counts.csv"), encoding: .utf8)
        #expect(scores == oracle.replacing("\r\n", with: "\n"))
    }

    @Test(
        "The bank's contacts and the help desk's tickets come back by the command",
        .enabled(if: hasReference, "reference data absent: set WFM_REFERENCE to its folder"))
    func bank() throws {
        let folder = try ScratchFolder()
        let result = try WFMProcess.run([
            "customers", Self.reference("data/interactions/anonymous_bank_1999-02-01_21.csv"), "--format",
            "docs/examples/anonymous-bank.mapping.yaml", "--time-zone", "Asia/Jerusalem", "--tickets",
            Self.reference("data/interactions/helpdesk_events.csv"), "--output", folder.path("out"),
        ])
        #expect(result.status == 0, "\(result.standardError)")
        let found = try Self.json(folder, "out/customers.json")
        for (part, oracle) in [("contacts", "bank_feb_1_21_contacts"), ("tickets", "helpdesk_tickets")] {
            let figures = try #require(found[part] as? [String: Any])
            let expected = try #require(
                try JSONSerialization.jsonObject(
                    with: Data(contentsOf: URL(fileURLWithPath: Self.reference("oracles/crm/\(oracle).json"))))
                    as? [String: Any])
            for (name, value) in expected where name != "first" && name != "last" {
                if let counts = value as? [String: Int] {
                    #expect(figures[name] as? [String: Int] == counts, "\(name)")
                } else if let number = value as? Double {
                    #expect(abs((figures[name] as? Double ?? .nan) - number) <= 1e-9 * abs(number), "\(name)")
                } else {
                    #expect("\(figures[name] ?? "")" == "\(value)", "\(name)")
                }
            }
        }
        let rates = try folder.read("out/repeats.csv").split(separator: "\n")
        let oracle = try String(contentsOfFile: Self.reference("oracles/crm/bank_feb_1_21_fcr.csv"), encoding: .utf8)
        for line in oracle.split(whereSeparator: \.isNewline).dropFirst() {
            let cells = line.split(separator: ",")
            #expect(rates.contains { $0.hasPrefix("contact,7,\(cells[0]),,,\(cells[1]),\(cells[2]),\(cells[3]),") })
        }
        #expect(result.standardError.contains("resolution within 30 days is missing"))
    }

    private static func run(_ log: String, _ more: [String] = [], command: String = "customers") throws -> WFMProcess {
        let folder = try ScratchFolder()
        try folder.write(log, to: "log.csv")
        return try WFMProcess.run([command, "log.csv"] + more, in: folder.url)
    }

    @Test("What the files do not tell is told with what to do, and nothing crashes")
    func faults() throws {
        let head = "interaction_id,queue,created_at,customer_id,revenue,agent_id,answered_at,ended_at\n"
        let nobody = try Self.run("interaction_id,queue,created_at\n1,sales,2025-01-01T00:00:00Z\n")
        #expect(nobody.status == 65 && nobody.standardError.contains("no contact names its customer"))
        #expect(nobody.standardError.contains("hint: a column customer_id is needed"))
        let empty = try Self.run(head + "1,sales,2025-01-01T00:00:00Z,,,,,\n")
        #expect(empty.status == 65 && empty.standardError.contains("no contact names its customer"))
        let agentless = try Self.run(
            head + "1,sales,2025-01-01T00:00:00Z,A,,,2025-01-01T00:00:01Z,\n", command: "agents")
        #expect(agentless.status == 65 && agentless.standardError.contains("no answered contact names its agent"))
        // One contact: no time, no repeat, one purchase, and a refund.
        let one = try Self.run(head + "1,sales,2025-01-01T00:00:00Z,A,10,a,2025-01-01T00:00:01Z,2025-01-01T00:01:01Z\n")
        #expect(one.status == 0, "\(one.standardError)")
        #expect(one.standardError.contains("nobody bought on two days"))
        #expect(
            one.standardError.contains("\"fcr_7d\": null") == false && one.standardOutput.contains("\"fcr_7d\": null"))
        let refund = try Self.run(
            head + "1,sales,2025-01-01T00:00:00Z,A,-5,,,\n2,sales,2025-01-02T00:00:00Z,A,7,,,\n")
        #expect(refund.status == 0 && refund.standardError.contains("1 negative amounts"))
        let only = try Self.run(head + "1,sales,2025-01-01T00:00:00Z,A,-5,,,\n")
        #expect(only.status == 0, "\(only.standardError)")
        let same = (1...50).map { "\($0),sales,2025-01-01T00:00:00Z,A,1,a,2025-01-01T00:00:01Z,2025-01-01T00:00:31Z" }
        let identical = try Self.run(head + same.joined(separator: "\n") + "\n")
        #expect(identical.status == 0, "\(identical.standardError)")
        for arguments in [
            ["--windows", "x"], ["--horizon", "soon"], ["--occupancy", "0"], ["--requirements", "r.csv"],
            ["--calibration-end", "1.2.2025"], ["--calling-hours", "20-9"], ["--country-code", "x"],
            ["--series", "s.csv"],
        ] {
            #expect(try WFMProcess.run(["customers", "log.csv"] + arguments).status == 64, "\(arguments)")
        }
        #expect(try WFMProcess.run(["customers"]).status == 64)
        #expect(try WFMProcess.run(["customers", "absent.csv"]).status == 66)
    }

    @Test("The example of wfm reconcile names formula, threshold and booking; a changed interval fails under --strict")
    func reconcile() throws {
        let folder = try ScratchFolder()
        let arguments = ["--interactions", "data/demo/sample/interactions.csv", "--time-zone", "Europe/London"]
        let found = try WFMProcess.run(["reconcile", "docs/examples/centre-report.csv"] + arguments + ["--strict"])
        #expect(found.status == 0, "\(found.standardError)")
        #expect(
            found.standardError.contains(
                "by sl_excl_short_tau, booked by arrival, within 20 s, short abandons under 5 s"))
        #expect(found.standardOutput.hasPrefix("measure,rank,formula,booking,within_s,"))
        let report = try String(
            contentsOf: WFMProcess.packageRoot.appendingPathComponent("docs/examples/centre-report.csv"),
            encoding: .utf8)
        var lines = report.components(separatedBy: "\n")
        var cells = lines[5].components(separatedBy: ",")
        cells[6] = "11.1%"
        lines[5] = cells.joined(separator: ",")
        try folder.write(lines.joined(separator: "\n"), to: "changed.csv")
        let changed = try WFMProcess.run(
            ["reconcile", folder.path("changed.csv")] + arguments + ["--strict", "--output", folder.path("out")])
        #expect(changed.status == 1)
        let differences = try folder.read("out/differences.csv").split(separator: "\n")
        #expect(differences.count == 2 && differences[1].contains(",service_level,0.111,"))
        let wrong = try WFMProcess.run(
            ["reconcile", folder.path("changed.csv"), "--interactions", "data/demo/team/agents.csv"])
        #expect(wrong.status == 65)
    }
}
