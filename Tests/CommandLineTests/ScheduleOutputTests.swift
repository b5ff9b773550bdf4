import Foundation
import Testing

@Suite("What is written of a roster")
struct ScheduleOutputTests {
    @Test("On the 25-hour day both hours of two o'clock stand in the cover, and a shift of eight hours lasts eight")
    func clockChange() throws {
        // Berlin puts the clock back on Sunday 2026-10-25 at 3:00.
        let folder = try ScheduleFolder.tiny(
            start: "2026-10-19", kind: "day,480,480,22:00,22:00,30", agents: ["ann", "bob"],
            requirements: ["2026-10-25,01:00,sales,1", "2026-10-25,02:00,sales,2", "2026-10-25,05:00,sales,1"])
        try folder.scratch.write("agent,kind,start,breaks\nann,day,2026-10-24T22:00,\n", to: "roster.csv")
        func cover(_ length: String) throws -> [[String]] {
            let result = try folder.schedule(
                "export", "tiny", "roster.csv", "--time-zone", "Europe/Berlin", "--shift-length", length, "--output",
                length)
            #expect(result.status == 0, "\(result.standardError)")
            return try folder.rows("\(length)/cover.csv").filter { $0[0] == "2026-10-25" }
        }
        let rows = try cover("elapsed")
        let twice = rows.filter { $0[1] == "02:00" }
        #expect(
            twice.map { $0[3] } == ["2", "2"] && twice.map { $0[4] } == ["1", "1"] && twice.map { $0[5] } == ["1", "1"])
        #expect(twice.map { $0.last ?? "" } == ["2026-10-25T02:00:00+02:00", "2026-10-25T02:00:00+01:00"])
        // 22:00 and eight hours more end at 5:00 by the clock put back; nobody is there at 5:00.
        #expect(rows.filter { $0[1] == "05:00" }.map { $0[4] } == ["0"])
        #expect(rows.filter { $0[4] == "1" }.last.map { $0[1] } == "04:30")
        let byWall = try cover("wall")
        #expect(byWall.filter { $0[1] == "05:00" }.map { $0[4] } == ["1"])
        #expect(byWall.filter { $0[1] == "02:00" }.count == 2)
        // The segments say the same.
        let segments = try folder.rows("elapsed/roster.csv")
        #expect(segments.last?[6] == "2026-10-25T05:00:00+01:00")
    }

    @Test("On the 23-hour day the skipped hour is no slot")
    func springForward() throws {
        let folder = try ScheduleFolder.tiny(
            start: "2026-03-23", kind: "day,480,480,22:00,22:00,30", agents: ["ann"],
            requirements: (0..<8).map { "2026-03-29,0\($0):00,sales,1" })
        try folder.scratch.write("agent,kind,start,breaks\nann,day,2026-03-28T22:00,\n", to: "roster.csv")
        let result = try folder.schedule(
            "export", "tiny", "roster.csv", "--time-zone", "Europe/Berlin", "--output", "out")
        #expect(result.status == 0, "\(result.standardError)")
        let rows = try folder.rows("out/cover.csv").filter { $0[0] == "2026-03-29" }
        #expect(!rows.contains { $0[1].hasPrefix("02:") })
        #expect(rows.filter { $0[4] == "1" }.last.map { $0[1] } == "06:30")
        #expect(rows.filter { $0[1] == "07:00" }.map { $0[5] } == ["1"])
    }

    @Test("Overtime has its hours and its price in the figures")
    func overtime() throws {
        let folder = try ScheduleFolder.tiny(
            start: "2026-03-02", kind: "day,480,480,08:00,08:00,30", agents: ["ann", "bob"])
        try folder.scratch.write(
            "agent,kind,start,breaks\n" + (2...7).map { "ann,day,2026-03-0\($0)T08:00,\n" }.joined()
                + "bob,day,2026-03-02T08:00,\n", to: "roster.csv")
        func export(_ more: String...) throws -> (summary: String, ann: [String]) {
            let result = try WFMProcess.run(
                ["schedule", "export", "tiny", "roster.csv", "--output", "out"] + more, in: folder.scratch.url)
            #expect(result.status == 0, "\(result.standardError)")
            let ann = try #require(try folder.rows("out/fairness.csv").first { $0[0] == "ann" })
            return (try folder.scratch.read("out/summary.json").filter { !$0.isWhitespace }, ann)
        }
        // Nothing beyond the contract's 56 hours.
        #expect(try export().summary.contains("\"overtime\":{\"hours\":0,\"agents\":0,\"cost\":0}"))
        try folder.scratch.write(
            "version: 1\nrules:\n  - {id: ot, type: overtime, parameters: {beyond_hours: 40}, level: soft, weight: 15}\n",
            to: "rules.yaml")
        let priced = try export("--rules", "rules.yaml")
        #expect(priced.summary.contains("\"overtime\":{\"hours\":8,\"agents\":1,\"cost\":120}"), "\(priced.summary)")
        #expect(priced.ann.last == "480")
        // By the day at one and a half: 2 hours of each of six days.
        try folder.scratch.write(
            "version: 1\nrules:\n  - {id: pay, type: overtime_pay, parameters: {daily_beyond_hours: 6, daily_percent: 150}, level: soft, weight: 10}\n",
            to: "rules.yaml")
        let paid = try export("--rules", "rules.yaml")
        #expect(paid.summary.contains("\"overtime\":{\"hours\":14,\"agents\":2,\"cost\":210}"), "\(paid.summary)")
        #expect(paid.ann.last == "720")
    }

    @Test("What agents bring along goes on from roster to roster")
    func carriedHistory() throws {
        let folder = try ScheduleFolder.tiny(
            start: "2026-03-02", kind: "day,480,480,08:00,08:00,30", agents: ["ann", "bob"])
        try folder.scratch.write(
            "agent,kind,start,breaks\nann,day,2026-03-07T08:00,\nbob,day,2026-03-04T08:00,\n", to: "roster.csv")
        try folder.scratch.write("agent,measure,count\nann,weekends,2\n", to: "history.csv")
        let result = try folder.schedule(
            "export", "tiny", "roster.csv", "--history", "history.csv", "--output", "out")
        #expect(result.status == 0, "\(result.standardError)")
        #expect(
            try folder.rows("out/history.csv") == [
                ["agent", "measure", "count"], ["ann", "weekends", "3"], ["ann", "nights", "0"],
                ["bob", "weekends", "0"], ["bob", "nights", "0"],
            ])
        // The next month reads it: of two alike, the one with fewer weekends works Saturday.
        try folder.replace("2026-03-02", by: "2026-03-09", in: "tiny/instance.json")
        try folder.scratch.write("date,time,skill,required\n2026-03-14,10:00,sales,1\n", to: "tiny/requirements.csv")
        try folder.scratch.write(
            "version: 1\nrules:\n  - {id: fair, type: fairness, parameters: {measure: weekends}, level: soft, weight: 1}\n",
            to: "rules.yaml")
        let next = try folder.schedule(
            "generate", "tiny", "--rules", "rules.yaml", "--history", "out/history.csv", "--iterations", "3000",
            "--quiet", "--format", "compact", "--output", "next.csv")
        #expect(next.status == 0, "\(next.standardError)")
        #expect(try folder.rows("next.csv").filter { $0[2].hasPrefix("2026-03-14") }.map { $0[0] } == ["bob"])
    }

    @Test("Free weekends and their price count the weeks before")
    func weekendsBefore() throws {
        let folder = try ScheduleFolder.tiny(
            start: "2026-03-23", kind: "day,480,480,08:00,08:00,30", agents: ["ann"],
            requirements: ["2026-03-28,10:00,sales,1"])
        let saturdays = ["2026-03-07", "2026-03-14", "2026-03-21"]
        try folder.scratch.write(
            "agent,kind,start,breaks\n" + saturdays.map { "ann,day,\($0)T08:00,\n" }.joined(), to: "before.csv")
        try folder.scratch.write("agent,kind,start,breaks\nann,day,2026-03-28T08:00,\n", to: "roster.csv")
        #expect(try folder.schedule("check", "tiny", "roster.csv").status == 0)
        let check = try folder.schedule("check", "tiny", "roster.csv", "--before", "before.csv")
        #expect(check.status == 65)
        #expect(
            check.standardError.contains("H9 ann: 4 weeks from 2026-03-02: 4 weekends, at most 3"),
            "\(check.standardError)")
        let made = try folder.schedule(
            "generate", "tiny", "--before", "before.csv", "--iterations", "2000", "--quiet", "--format", "compact",
            "--output", "new.csv")
        #expect(made.status == 0, "\(made.standardError)")
        #expect(try !folder.rows("new.csv").contains { $0[2].hasPrefix("2026-03-28") })
        // A third weekend in four has its price.
        try folder.scratch.write(
            "agent,kind,start,breaks\n" + saturdays.dropFirst().map { "ann,day,\($0)T08:00,\n" }.joined(),
            to: "before.csv")
        let third = try folder.schedule("check", "tiny", "roster.csv", "--before", "before.csv")
        #expect(third.status == 0, "\(third.standardError)")
        #expect(third.standardOutput.contains("rules 4.0"), "\(third.standardOutput)")
    }

    @Test("A re-planned roster keeps the activities of everybody who is there, and names those that are lost")
    func keptActivities() throws {
        let folder = try ScheduleFolder.copy()
        let placed = try folder.schedule(
            "activities", "roster", "roster.csv", "--activities", "roster/activities.csv", "--output", "with.csv")
        #expect(placed.status == 0, "\(placed.standardError)")
        func activities(_ name: String) throws -> [String: String] {
            Dictionary(
                uniqueKeysWithValues: try folder.rows(name).dropFirst().filter { !$0[4].isEmpty }.map {
                    ("\($0[0]) \($0[2])", $0[4])
                })
        }
        let before = try activities("with.csv")
        let lost = try #require(before.keys.sorted().first { $0.hasPrefix("bob ") })
        let date = String(lost.dropFirst(4).prefix(10))
        try folder.scratch.write("agent,date\nbob,\(date)\n", to: "absences.csv")
        let result = try folder.schedule(
            "replan", "roster", "with.csv", "--absences", "absences.csv", "--output", "mended.csv")
        #expect(result.status == 0, "\(result.standardError)")
        #expect(
            result.standardError.contains("note: lost with the shift: ")
                && result.standardError.contains(" of bob at \(date)T"))
        // Names and lengths stay; offsets move with a shift that starts at another time.
        let after = try activities("mended.csv")
        func names(_ all: [String: String]) -> [String] {
            all.filter { $0.key.prefix(14) != lost.prefix(14) }.flatMap { day, list in
                list.split(separator: "|").map { "\(day.prefix(14)) \($0.split(separator: ":").dropFirst())" }
            }.sorted()
        }
        #expect(names(after) == names(before))
        let why = try folder.schedule(
            "explain", "roster", "with.csv", "--agent", "bob", "--date", date, "--kind", "day", "--start", "08:00")
        #expect(why.status == 0, "\(why.standardError)")
    }
}
