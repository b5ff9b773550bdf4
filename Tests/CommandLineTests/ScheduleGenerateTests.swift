import Foundation
import Testing

@Suite("Generating rosters through the command line")
struct ScheduleGenerateTests {
    @Test("Ctrl-C writes the best roster found until then, whole and lawful, and exits with 130")
    func interrupted() throws {
        let folder = try ScheduleFolder.copy()
        let script = """
            "$WFM" schedule generate roster --time 100 --progress json --format compact --output new.csv 2> err &
            pid=$!
            for turn in $(seq 400); do grep -q '"cost"' err && break; sleep 0.05; done
            kill -INT $pid
            wait $pid
            echo "exit $?"
            """
        let result = try WFMProcess.shell(script, in: folder.scratch.url)
        let said = try folder.scratch.read("err")
        #expect(result.standardOutput == "exit 130\n", "\(said)")
        #expect(said.contains("interrupted; the best roster found until then was written"))
        let check = try folder.schedule("check", "roster", "new.csv")
        #expect(check.status == 0, "\(check.standardError)")
        // Nothing half-written is left beside it.
        #expect(folder.scratch.contents() == ["err", "new.csv", "roster", "roster.csv"])
    }

    @Test("The live line tells cost, and by json as numbers")
    func liveLine() throws {
        let folder = try ScheduleFolder.copy()
        let result = try folder.schedule(
            "generate", "roster", "--iterations", "2000", "--progress", "json", "--format", "compact", "--output",
            "new.csv")
        #expect(result.status == 0)
        let lines = result.standardError.split(separator: "\n").filter { $0.hasPrefix("{") }
        #expect(lines.count > 2)
        for line in lines {
            let value = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            #expect(value?["stage"] as? String == "schedule")
        }
        #expect(lines.contains { $0.contains("\"cost\":") })
    }

    @Test("Locked days stay as they were, and changes have a price")
    func locks() throws {
        let folder = try ScheduleFolder.copy()
        try folder.scratch.write("agent,date,last_date\nann,2026-03-09,2026-03-12\n,2026-03-14,\n", to: "locks.csv")
        let result = try folder.schedule(
            "generate", "roster", "--from", "roster.csv", "--locks", "locks.csv", "--lock-before", "2026-03-05",
            "--iterations", "20000", "--quiet", "--format", "compact", "--output", "new.csv")
        #expect(result.status == 0, "\(result.standardError)")
        func kept(_ row: [String]) -> Bool {
            let date = String(row[2].prefix(10))
            return date < "2026-03-05" || date == "2026-03-14"
                || row[0] == "ann" && (("2026-03-09")...("2026-03-12")).contains(date)
        }
        let before = try folder.rows("roster.csv").dropFirst()
        let after = try folder.rows("new.csv").dropFirst()
        #expect(Array(before.filter(kept)) == Array(after.filter(kept)))
        #expect(Array(before) != Array(after))
        // At a price that nothing is worth, nothing changes.
        let dear = try folder.schedule(
            "generate", "roster", "--from", "roster.csv", "--change-price", "100000", "--iterations", "20000",
            "--progress", "none", "--format", "compact", "--output", "same.csv")
        #expect(dear.status == 0, "\(dear.standardError)")
        #expect(dear.standardError.contains("0 agent-days differ from the roster given"))
        #expect(Set(try folder.rows("same.csv")) == Set(try folder.rows("roster.csv")))
    }

    @Test("A lock in the rule file pins an agent's day for generate and replan, and explain names two that contradict")
    func lockRule() throws {
        let folder = try ScheduleFolder.copy()
        try folder.scratch.write(
            """
            version: 1
            rules:
              - {id: ann-late, type: lock, applies: {agents: [ann]}, parameters: {date: 2026-03-04, kinds: [day], from: "11:00", to: "11:00"}}
              - {id: emil-off, type: lock, applies: {agents: [emil]}, parameters: {date: 2026-03-04, want: "off"}}

            """, to: "locks.yaml")
        let made = try folder.schedule(
            "generate", "roster", "--rules", "locks.yaml", "--iterations", "5000", "--quiet", "--format", "compact",
            "--output", "new.csv")
        #expect(made.status == 0, "\(made.standardError)")
        let day = try folder.rows("new.csv").filter { $0[2].hasPrefix("2026-03-04") }
        #expect(day.contains { $0[0] == "ann" && $0[1] == "day" && $0[2].hasSuffix("T11:00") })
        #expect(!day.contains { $0[0] == "emil" })
        try folder.scratch.write("agent,date\nbob,2026-03-04\n", to: "absences.csv")
        let mended = try folder.schedule(
            "replan", "roster", "new.csv", "--rules", "locks.yaml", "--absences", "absences.csv", "--change-price", "0",
            "--output", "mended.csv")
        #expect(mended.status == 0, "\(mended.standardError)")
        let after = try folder.rows("mended.csv").filter { $0[2].hasPrefix("2026-03-04") }
        #expect(after.contains { $0[0] == "ann" && $0[2].hasSuffix("T11:00") } && !after.contains { $0[0] == "emil" })
        try folder.append(
            "  - {id: ann-off, type: lock, applies: {agents: [ann]}, parameters: {date: 2026-03-04, want: \"off\"}}",
            to: "locks.yaml")
        let why = try folder.schedule("explain", "roster", "--rules", "locks.yaml", "--quiet")
        #expect(why.standardOutput.contains(",ann-late,") && why.standardOutput.contains(",ann-off,"))
    }

    @Test(
        "Options that contradict are refused",
        arguments: [
            (["--locks", "locks.csv"], 64, "--from ROSTER"), (["--lock-before", "2026-03-05"], 64, "--from ROSTER"),
            (["--from", "roster.csv", "--lock-before", "5 March"], 64, "expected a date"),
            (["--from", "roster.csv", "--change-price", "nan"], 64, "change-price"),
            (["--from", "roster.csv", "--locks", "roster/bids.csv"], 65, "date"),
            (["--from", "nowhere.csv"], 66, "nowhere.csv"), (["--time", "0"], 64, "--time must be positive"),
            (["--iterations", "-1"], 64, "iterations"), (["--polish", "-3"], 64, "polish"),
            (["--before", "nowhere.csv"], 66, "nowhere.csv"),
        ] as [([String], Int32, String)])
    func refused(options: [String], status: Int32, words: String) throws {
        let folder = try ScheduleFolder.copy()
        let result = try WFMProcess.run(
            ["schedule", "generate", "roster", "--format", "compact", "--output", "new.csv"] + options,
            in: folder.scratch.url)
        #expect(result.status == status, "\(result.standardError)")
        #expect(result.standardError.contains(words), "\(result.standardError)")
        #expect(!folder.scratch.contents().contains("new.csv"))
    }

    @Test("A plan prices missing heads as --shortage says, and reads the rule files it names")
    func planOptions() throws {
        let centre = try SmallCentre()
        try centre.folder.write(
            SmallCentre.plan().replacingOccurrences(
                of: "schedule: {iterations: 20000}",
                with: "schedule: {iterations: 3000, rule_files: [rules.yaml], history: history-counts.csv}"),
            to: "plan.yaml")
        try centre.folder.write(
            "version: 1\nrules:\n  - {id: ann-free, type: lock, applies: {agents: [ann]}, parameters: {weekdays: [tue], want: \"off\"}}\n",
            to: "rules.yaml")
        try centre.folder.write("agent,measure,count\nann,weekends,3\n", to: "history-counts.csv")
        let staffed = try WFMProcess.shell(
            """
            set -e -o pipefail
            "$WFM" import --plan plan.yaml --quiet | tee history.csv | "$WFM" forecast - --plan plan.yaml --quiet \
              | "$WFM" staff - --plan plan.yaml --history history.csv --quiet > requirements.csv
            """, in: centre.folder.url)
        #expect(staffed.status == 0, "\(staffed.standardError)")
        func roster(_ more: String...) throws -> WFMProcess {
            try WFMProcess.run(
                [
                    "schedule", "requirements.csv", "--plan", "plan.yaml", "--format", "compact", "--output",
                    "roster.csv",
                ]
                    + more, in: centre.folder.url)
        }
        let plain = try roster()
        #expect(plain.status == 0, "\(plain.standardError)")
        #expect(!plain.standardError.contains("priced by the contacts"))
        let ann = try centre.folder.read("roster.csv").split(separator: "\n").filter { $0.hasPrefix("ann,") }
        // 2026-03-03 is the Tuesday of the week after the log.
        #expect(ann.count >= 3 && !ann.contains { $0.contains("2026-03-03") }, "\(ann)")
        let priced = try roster("--shortage", "service-level")
        #expect(priced.status == 0, "\(priced.standardError)")
        #expect(priced.standardError.contains("missing heads are priced by the contacts they leave waiting"))
        #expect(try roster("--shortage", "servicelevel").status == 64)
        try centre.folder.write("version: 1\nrules:\n  - {id: x, type: lokc}\n", to: "rules.yaml")
        let broken = try roster()
        #expect(broken.status == 65)
        #expect(broken.standardError.contains("did you mean 'lock'?"))
    }
}
