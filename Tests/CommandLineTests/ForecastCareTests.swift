import Foundation
import Testing

@Suite("Cleaning, overriding and scoring through the command line")
struct ForecastCareTests {
    @Test("Overrides change the forecast, the machine's version stays, and accuracy says whether they helped")
    func overrides() throws {
        let centre = try SmallCentre()
        try centre.folder.write(
            "queue,channel,from,to,kind,value,author,reason,created_at\n"
                + "sales,voice,2026-03-02,2026-03-02,multiply,2,ann,campaign,2026-02-27\n"
                + "sales,voice,2026-03-03,2026-03-03,set,20,bob,\"half the town, away\",2026-02-27\n",
            to: "overrides.csv")
        let result = try WFMProcess.shell(
            """
            set -e -o pipefail
            "$WFM" import --plan plan.yaml --quiet --output history.csv
            "$WFM" forecast history.csv --plan plan.yaml --quiet --output machine.csv
            "$WFM" forecast history.csv --plan plan.yaml --quiet --overrides overrides.csv --output forecast.csv
            "$WFM" staff forecast.csv --plan plan.yaml --history history.csv --quiet --output requirements.csv
            # What came: four an hour as ever, on the days that were forecast.
            sed 's/2026-02-0\\([2-6]\\)T/2026-03-0\\1T/' history.csv | grep -e '^queue' -e '2026-03-0[2-6]T' > came.csv
            "$WFM" accuracy machine.csv forecast.csv --history came.csv --plan plan.yaml --output scores.csv
            """, in: centre.folder.url)
        #expect(result.status == 0, "\(result.standardError)")
        let forecast = try centre.folder.read("forecast.csv")
        #expect(forecast.hasPrefix("queue,channel,interval_start"))
        #expect(forecast.contains(",volume_machine,override_author,override_reason\n"))
        #expect(forecast.contains(",4,ann,campaign\n") && forecast.contains(",4,bob,\"half the town, away\"\n"))
        #expect(try !centre.folder.read("machine.csv").contains("volume_machine"))
        #expect(result.standardError.contains("overrides of ann harmed"))
        #expect(result.standardError.contains("overrides of bob harmed"))
        let scores = try centre.folder.read("scores.csv")
        #expect(scores.hasPrefix("version,queue,channel,lead,forecast,author,"))
        #expect(scores.contains("forecast.csv,,,day_ahead,final,ann,1,10,40,80,1,1,"))
    }

    @Test("Overrides that the plan names are applied by the cycle and by the stage alone, and others in their place")
    func plannedOverrides() throws {
        let centre = try SmallCentre()
        let columns = "queue,channel,from,to,kind,value,author,reason,created_at\n"
        try centre.folder.write(
            columns + "sales,voice,2026-03-02,2026-03-02,multiply,2,ann,campaign,2026-02-27\n"
                + "support,,2026-03-02,2026-03-02,add,5,bob,no such queue,2026-02-27\n", to: "corrections.csv")
        try centre.folder.write(
            columns + "sales,voice,2026-03-03,2026-03-03,set,20,eve,closed early,2026-02-27\n", to: "others.csv")
        try centre.folder.write(
            SmallCentre.plan().replacingOccurrences(
                of: "backtest_origins: 2", with: "backtest_origins: 2, overrides: corrections.csv"), to: "plan.yaml")
        #expect(try centre.plan().status == 0)
        let result = try WFMProcess.shell(
            """
            set -e
            "$WFM" forecast out/history.csv --plan plan.yaml --output forecast.csv
            "$WFM" forecast out/history.csv --plan plan.yaml --overrides others.csv --quiet --output other.csv
            cmp forecast.csv out/forecast.csv
            """, in: centre.folder.url)
        #expect(result.status == 0, "\(result.standardError)")
        let forecast = try centre.folder.read("out/forecast.csv").split(separator: "\n")
        #expect(forecast[0].hasSuffix(",volume_machine,override_author,override_reason"))
        #expect(forecast.count { $0.hasSuffix(",4,ann,campaign") && $0.contains(",3600,8,") } == 10)
        #expect(forecast.count { $0.contains(",3600,4,") && $0.hasSuffix(",,,") } == 40)
        // People are planned for what the planner said.
        #expect(try centre.folder.read("out/requirements.csv").contains("2026-03-02T08:00:00Z,3600,8,"))
        let note = "the override of bob for support/every channel (no such queue) concerns no interval"
        #expect(try centre.folder.read("out/summary.json").contains("override of bob"))
        #expect(result.standardError.contains(note))
        let other = try centre.folder.read("other.csv")
        #expect(other.contains(",eve,closed early") && !other.contains(",ann,"))
    }

    @Test("A plan whose overrides are not there or not a file says so before anything is computed")
    func missingOverrides() throws {
        let centre = try SmallCentre()
        let plan = SmallCentre.plan()
        try centre.folder.write(
            plan.replacingOccurrences(of: "backtest_origins: 2", with: "overrides: none.csv"), to: "plan.yaml")
        let missing = try centre.plan()
        #expect(missing.status == 66 && missing.standardError.contains("none.csv"))
        try centre.folder.write(
            plan.replacingOccurrences(of: "backtest_origins: 2", with: "overides: x.csv"), to: "plan.yaml")
        let misspelt = try centre.plan()
        #expect(misspelt.status == 65 && misspelt.standardError.contains("did you mean 'overrides'?"))
    }

    @Test("A flood is marked and listed, and undone to the byte")
    func clean() throws {
        let centre = try SmallCentre()
        // Eight weeks: the rule for what is usual needs four comparable ones.
        let more = SmallCentre.rows.map {
            "j" + $0.dropFirst().replacingOccurrences(of: "2026-02-", with: "2026-03-")
        }
        let flood = (0..<100).map { SmallCentre.row(number: 50_000 + $0, day: 2, hour: 10, minute: $0 % 60) }
        try centre.folder.write(
            SmallCentre.header + "\n" + (SmallCentre.rows + more + flood).joined(separator: "\n") + "\n", to: "log.csv")
        let result = try WFMProcess.shell(
            """
            set -e -o pipefail
            "$WFM" import log.csv --interval 3600 --quiet | awk 'BEGIN {FS = OFS = ","; ORS = "\\r\\n"} {print "\\"x, y\\"", $0}' \
              | sed '1s/"x, y"/note/' > history.csv
            "$WFM" clean history.csv --output cleaned.csv --changes changes.csv
            "$WFM" clean cleaned.csv --undo changes.csv --output again.csv
            cmp history.csv again.csv
            """, in: centre.folder.url)
        #expect(result.status == 0, "\(result.standardError)")
        #expect(result.standardError.contains("104 contacts not used: far from the usual"))
        let changes = try centre.folder.read("changes.csv")
        #expect(changes.contains("outlier_interval,sales,voice,2026-02-04T10:00:00Z,3600,104,4,"))
        #expect(try centre.folder.read("cleaned.csv") != centre.folder.read("history.csv"))
    }

    @Test("What cannot be done is told with a hint and an exit code")
    func faults() throws {
        let centre = try SmallCentre()
        let both = try WFMProcess.run(["clean", "history.csv"], in: centre.folder.url)
        #expect(both.status == 64 && both.standardError.contains("--changes FILE is needed"))
        try centre.folder.write(
            SmallCentre.plan().replacingOccurrences(of: "    skill: sales", with: "    skill: sales\n    like: salse"),
            to: "plan.yaml")
        let like = try WFMProcess.run(["import", "--plan", "plan.yaml"], in: centre.folder.url)
        #expect(like.status == 65 && like.standardError.contains("queue 'sales', like: unknown queue 'salse'"))
    }
}
