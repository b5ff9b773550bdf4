import Foundation
import Testing

@Suite("Bad scheduling folders through the command line")
struct ScheduleInputTests {
    private static func generate(_ folder: ScheduleFolder, _ more: String...) throws -> WFMProcess {
        try WFMProcess.run(
            [
                "schedule", "generate", "roster", "--iterations", "500", "--quiet", "--format", "compact", "--output",
                "new.csv",
            ] + more, in: folder.scratch.url)
    }

    @Test("Faults of all files, those of the rule file too, are told in one run, and no roster is written")
    func allAtOnce() throws {
        let folder = try ScheduleFolder.copy()
        // A break longer than its shift, windows outside it, bounds the wrong way round.
        try folder.replace("day,2,30,0,195,285", by: "day,2,600,0,195,285", in: "roster/breaks.csv")
        try folder.replace("day,3,15,1,360,435", by: "day,3,15,1,360,510", in: "roster/breaks.csv")
        try folder.replace("short,1,15,1,75,150", by: "short,1,15,1,150,75", in: "roster/breaks.csv")
        try folder.replace("full,2340,2400", by: "full,2400,2340", in: "roster/contracts.csv")
        try folder.replace("08:00,11:30", by: "11:30,08:00", in: "roster/shift_kinds.csv")
        // The same leave twice, an agent twice, names nobody knows.
        try folder.append("bob,2026-03-05,10:00,12:00,leave,60,0", to: "roster/availability.csv")
        try folder.append("ann,full,sales", to: "roster/agents.csv")
        try folder.append("zed,ful,salez", to: "roster/agents.csv")
        try folder.append("2026-03-02,21:00,sales,-1", to: "roster/requirements.csv")
        try folder.append("2026-03-02,21:30,sales,NaN", to: "roster/requirements.csv")
        try folder.scratch.write(
            """
            version: 1
            rules:
              - {id: late, type: lokc, parameters: {date: 2026-03-04}}
              - {id: few, type: weekly_hours, applies: {agents: [nobody-knows-yet]}, parameters: {min_hours: 50, max_hours: 40}}
            """, to: "rules.yaml")
        let result = try Self.generate(folder, "--rules", "rules.yaml")
        #expect(result.status == 65)
        for fault in [
            "roster/breaks.csv:3: column 'minutes': a break of 600 minutes is not shorter than the shift of 510",
            "roster/breaks.csv:4: column 'latest_offset_min': a break of 15 minutes that starts at 510 ends outside",
            "roster/breaks.csv:5: column 'latest_offset_min': the latest offset 75 is before the earliest 150",
            "roster/contracts.csv:2: column 'weekly_max_paid': the most paid minutes 2340 are fewer than the least 2400",
            "roster/shift_kinds.csv:2: column 'latest_start': the latest start '08:00' is before the earliest '11:30'",
            "roster/availability.csv:8: column 'from': leave of 'bob' on 2026-03-05 from '10:00' overlaps",
            "roster/agents.csv:10: column 'agent': agent 'ann' is given twice (first on line 2)",
            "unknown contract 'ful' (did you mean 'full'?)", "unknown skill 'salez' (did you mean 'sales'?)",
            "expected a whole number from 0 to 1000000, found '-1'", "expected a whole number, found 'NaN'",
            "found 'lokc' (did you mean 'lock'?)", "the minimum 3000 is above the maximum 2400",
        ] {
            #expect(result.standardError.contains(fault), "\(fault)\n\(result.standardError)")
        }
        // Whether the rule's names are known cannot be told before the folder is sound.
        #expect(!result.standardError.contains("nobody-knows-yet"))
        #expect(!folder.scratch.contents().contains("new.csv"))
    }

    @Test("Every row of a roster that cannot be read is told in one run")
    func roster() throws {
        let folder = try ScheduleFolder.copy()
        try folder.scratch.write(
            "agent,kind,start,breaks\nann,day,2026-03-02,\nbob,day,2026-03-02T08:00,90-15\n", to: "bad.csv")
        let result = try folder.schedule("check", "roster", "bad.csv")
        #expect(result.status == 65)
        #expect(result.standardError.contains("bad.csv:2:") && result.standardError.contains("bad.csv:3:"))
        #expect(result.standardError.contains("2 faults"))
    }

    @Test("A skill that nobody has and an empty requirement are warnings, with their cost")
    func warnings() throws {
        let folder = try ScheduleFolder.copy()
        try folder.scratch.write(
            folder.scratch.read("roster/agents.csv").replacingOccurrences(of: "|care", with: "")
                .replacingOccurrences(of: ",care", with: ",sales"), to: "roster/agents.csv")
        let scarce = try WFMProcess.run(
            [
                "schedule", "generate", "roster", "--iterations", "500", "--progress", "none", "--format", "compact",
                "--output", "new.csv",
            ], in: folder.scratch.url)
        #expect(scarce.status == 0, "\(scarce.standardError)")
        #expect(
            scarce.standardError.contains(
                "warning: nobody has the skill 'care': 118 required agent-hours stay uncovered, at a cost of at least"))
        try folder.scratch.write("date,time,skill,required\n", to: "roster/requirements.csv")
        let idle = try WFMProcess.run(
            [
                "schedule", "generate", "roster", "--iterations", "500", "--progress", "none", "--format", "compact",
                "--output", "new.csv",
            ], in: folder.scratch.url)
        #expect(idle.status == 0, "\(idle.standardError)")
        #expect(idle.standardError.contains("nobody is required at any time"))
        #expect(try folder.schedule("check", "roster", "new.csv").status == 0)
    }

    @Test("An agent whose own rules contradict leaves everybody else rostered, exits with 65, and explain names why")
    func contradiction() throws {
        let folder = try ScheduleFolder.copy()
        for day in 2...8 {
            try folder.append("dora,2026-03-0\(day),00:00,24:00,unavailable,0,0", to: "roster/availability.csv")
        }
        let result = try WFMProcess.run(
            [
                "schedule", "generate", "roster", "--iterations", "500", "--progress", "none", "--format", "compact",
                "--output", "new.csv",
            ], in: folder.scratch.url)
        #expect(result.status == 65)
        #expect(result.standardError.contains("no lawful shifts for agent 'dora': week of 2026-03-02"))
        #expect(try folder.rows("new.csv").contains { $0[0] == "ann" })
        #expect(try !folder.rows("new.csv").contains { $0[0] == "dora" })
        // Nobody but her breaks a rule.
        let check = try folder.schedule("check", "roster", "new.csv")
        #expect(check.standardError.split(separator: "\n").allSatisfy { $0.contains(" dora: ") })
        let explained = try folder.schedule("explain", "roster", "--quiet")
        #expect(explained.standardOutput.contains("1,dora,2026-03-02,2026-03-08,H7,"))
    }

    @Test("A kind whose only start lies in the hour that the clock skips is not worked that day")
    func skippedStart() throws {
        let folder = try ScheduleFolder.copy()
        try folder.replace(
            "short,240,240,08:00,16:00,30", by: "short,240,240,02:30,02:30,30", in: "roster/shift_kinds.csv")
        _ = try Self.generate(folder, "--time-zone", "America/New_York")
        #expect(try !folder.rows("new.csv").contains { $0[2].hasPrefix("2026-03-08T02") })
        #expect(
            try folder.rows("new.csv").contains { $0[2].hasPrefix("2026-03-07T02") || $0[2].hasPrefix("2026-03-09T02") }
        )
        let check = try folder.schedule("check", "roster", "new.csv", "--time-zone", "America/New_York")
        #expect(!check.standardError.contains("the clock skips"))
    }
}
