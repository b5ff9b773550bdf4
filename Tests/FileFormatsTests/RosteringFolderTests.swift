import ContactCenter
import Foundation
import Tabular
import Testing

@testable import FileFormats

private let instanceNames = ["cc100-8to22-30m", "cc100-24x7-15m", "cc500-8to22-30m", "cc2000-24x7-30m"]
private let referenceFolder = "data/scheduling/contact-centre"

/// A small sound folder.
private let sound: [(name: String, content: String)] = [
    (
        "instance.json",
        """
        {"name": "tiny", "start_date": "2026-03-02", "days": 7, "grid_minutes": 15, "interval_minutes": 30,
         "open": "08:00", "close": "18:00", "skills": ["A", "B"],
         "rules": {"min_rest_minutes": 600, "max_consecutive_days": 5, "one_shift_per_day": true,
                   "min_free_weekends_per_4_weeks": 2, "weekly_hours": "contract",
                   "min_gap_between_breaks_minutes": 45},
         "costs": {"under_agent_hour": 11, "under_excess_agent_hour": 33.5, "under_excess_from_share": 0.2,
                   "over_agent_hour": 2, "avoid_weight_unit": 3, "weekend_beyond_2_per_4_weeks": 5}}
        """
    ),
    ("agents.csv", "agent,contract,skills\na1,FT,A|B\na2,PT,B\n"),
    (
        "contracts.csv",
        "contract,weekly_min_paid,weekly_max_paid,max_days_per_week,kinds\nFT,2340,2400,5,S8\nPT,960,1320,5,S4|S8\n"
    ),
    (
        "shift_kinds.csv",
        "kind,presence_min,paid_min,earliest_start,latest_start,start_step_min\n"
            + "S8,510,480,08:00,09:30,30\nS4,240,240,08:00,14:00,15\n"
    ),
    (
        "breaks.csv",
        "kind,seq,minutes,paid,earliest_offset_min,latest_offset_min\nS8,1,15,1,75,135\nS8,2,30,0,195,285\n"
            + "S4,1,15,1,75,150\n"
    ),
    (
        "availability.csv",
        "agent,date,from,to,kind,credit_min,weight\na1,2026-03-03,00:00,24:00,leave,480,0\n"
            + "a2,2026-03-04,16:00,24:00,avoid,0,2\n"
    ),
    ("requirements.csv", "date,time,skill,required\n2026-03-02,08:00,A,3\n2026-03-08,17:30,B,2\n"),
]

/// The sound folder with text replaced in one file.
private func changed(_ file: String, _ old: String, _ new: String) -> [(name: String, content: String)] {
    sound.map { $0.name == file ? ($0.name, $0.content.replacingOccurrences(of: old, with: new)) : $0 }
}

private func problems(_ path: String) -> [String] {
    do {
        _ = try RosteringFolder.read(path)
        return []
    } catch {
        return error.problems.map { problem in
            problem.description.replacingOccurrences(of: path + "/", with: "")
                + (problem.hint.map { " | " + $0 } ?? "")
        }
    }
}

@Suite("Rostering folders")
struct RosteringFolderTests {
    @Test("A folder is read with its rules and prices; intervals not listed need nobody")
    func reads() throws {
        let instance = try withFolder(sound) { try RosteringFolder.read($0) }
        #expect(instance.name == "tiny")
        #expect(instance.rules.minimumRestMinutes == 600)
        #expect(instance.rules.maximumConsecutiveDays == 5)
        #expect(instance.rules.minimumFreeWeekendsPerFourWeeks == 2)
        #expect(instance.rules.minimumGapBetweenBreaksMinutes == 45)
        #expect(instance.costs.underAgentHour == 11)
        #expect(instance.costs.underExcessAgentHour == 33.5)
        #expect(instance.costs.excessShare == 0.2)
        #expect(instance.costs.overAgentHour == 2)
        #expect(instance.costs.avoidWeightUnit == 3)
        #expect(instance.costs.weekendBeyondTwoPerFourWeeks == 5)
        #expect(instance.requirements[0].count == 7 * 48)
        #expect(instance.requirements[0][16] == 3)
        #expect(instance.requirements[0].reduce(0, +) == 3)
        #expect(instance.requirements[1][6 * 48 + 35] == 2)
        #expect(instance.shiftKinds[0].breaks.map(\.minutes) == [15, 30])
        #expect(instance.shiftKinds[0].starts == 480...570)
        #expect(instance.availability[0].span == 0..<1440)
        #expect(instance.availability[0].creditMinutes == 480)
    }

    @Test("What is written reads back the same")
    func roundTrip() throws {
        let instance = try withFolder(sound) { try RosteringFolder.read($0) }
        let written = RosteringFolder.write(instance).map { (name: $0.path, content: text($0.bytes)) }
        #expect(Set(written.map(\.name)) == Set(sound.map(\.name)))
        #expect(try withFolder(written) { try RosteringFolder.read($0) } == instance)
    }

    @Test("Prices of missing heads are read, written and checked")
    func shortagePrices() throws {
        let head = "date,time,skill,missing,price\n"
        let last = "2026-03-08,17:30,B,1,2\n"
        let file = { (text: String) in sound + [(name: "shortage_prices.csv", content: head + text)] }
        let good = "2026-03-02,08:00,A,1,1.5\n2026-03-02,08:00,A,2,4\n" + last
        let instance = try withFolder(file(good)) { try RosteringFolder.read($0) }
        #expect(instance.shortagePrices?[0][16] == [1.5, 4])
        #expect(instance.shortagePrices?[1][6 * 48 + 35] == [2])
        let written = RosteringFolder.write(instance).map { (name: $0.path, content: text($0.bytes)) }
        #expect(try withFolder(written) { try RosteringFolder.read($0) } == instance)
        let found = try withFolder(
            file("2026-03-02,08:00,A,1,5\n2026-03-02,08:00,A,2,4\n2026-03-02,08:00,A,3,9\n")
        ) { problems($0) }
        #expect(
            found.contains { $0.contains("shortage_prices.csv:3: column 'price': the price falls from 5.0 to 4.0") })
        #expect(found.contains { $0.contains("shortage_prices.csv:4: column 'missing': expected 2, found 3") })
        #expect(found.contains { $0.contains("no price for skill 'B' at 2026-03-08T17:30") })
    }

    @Test(
        "Every published instance reads, and its tables write the same bytes",
        .enabled(if: Reference.exists(referenceFolder), "needs WFM_REFERENCE"), arguments: instanceNames)
    func published(name: String) throws {
        let path = Reference.path("\(referenceFolder)/\(name)")
        let instance = try RosteringFolder.read(path)
        #expect(instance.agents.count == Int(name.dropFirst(2).prefix { $0.isNumber }))
        #expect(instance.rules == RosterRules())
        #expect(instance.costs == CoverageCosts())
        for file in RosteringFolder.write(instance) where file.path.hasSuffix(".csv") {
            let original = try InputBytes.read("\(path)/\(file.path)")
            #expect(file.bytes == original.bytes, "\(name)/\(file.path)")
        }
        let copy = RosteringFolder.write(instance).map { (name: $0.path, content: text($0.bytes)) }
        #expect(try withFolder(copy) { try RosteringFolder.read($0) } == instance)
    }

    @Test("All faults are told at once, each at its file, line, column and value")
    func allAtOnce() throws {
        var files = sound
        files[1].content = "agent,contract,skills\na1,FTT,A|C\na1,PT,B\na3,PT,\na4,PT,A|A\n"
        files[3].content += "S8,0,x,25:00,09:00,7\n"
        files[4].content += "S9,1,15,1,75,135\nS4,2,15,1,230,230\nS8,3,15,2,100,90\n"
        files[5].content += "a9,2026-03-03,00:00,24:00,leave,480,0\na1,2026-3-3,18:00,09:00,holiday,-1,0\n"
        files[6].content += "2026-03-09,08:00,A,1\n2026-03-02,08:10,A,1\n2026-03-02,08:00,C,1\n2026-03-02,08:00,A,4\n"
        let found = try withFolder(files) { problems($0) }
        let expected = [
            "shift_kinds.csv:4: column 'kind': shift kind 'S8' is given twice (first on line 2)",
            "shift_kinds.csv:4: column 'presence_min': expected a whole number from 1 to 10080, found '0'",
            "shift_kinds.csv:4: column 'paid_min': expected a whole number, found 'x'",
            "shift_kinds.csv:4: column 'earliest_start': expected a time of day HH:MM, found '25:00'",
            "shift_kinds.csv:4: column 'start_step_min': '7' is not on the grid of 15 minutes",
            "breaks.csv:5: column 'kind': unknown shift kind 'S9' | did you mean 'S8'?",
            "breaks.csv:6: column 'latest_offset_min': a break of 15 minutes that starts at 230 ends outside the shift of 240 minutes",
            "breaks.csv:6: column 'earliest_offset_min': '230' is not on the grid of 15 minutes",
            "breaks.csv:7: column 'paid': expected 0 or 1, found '2'",
            "agents.csv:2: column 'contract': unknown contract 'FTT' | did you mean 'FT'?",
            "agents.csv:2: column 'skills': unknown skill 'C' | known: A, B",
            "agents.csv:3: column 'agent': agent 'a1' is given twice (first on line 2)",
            "agents.csv:4: column 'skills': expected text, found nothing",
            "agents.csv:5: column 'skills': 'A' is listed twice in 'A|A'",
            "availability.csv:4: column 'agent': unknown agent 'a9' | did you mean 'a1'?",
            "availability.csv:5: column 'date': expected a date YYYY-MM-DD, found '2026-3-3'",
            "availability.csv:5: column 'kind': expected one of leave, unavailable, avoid, found 'holiday'",
            "availability.csv:5: column 'credit_min': expected a whole number from 0 to 1440, found '-1'",
            "requirements.csv:4: column 'date': '2026-03-09' is outside the 7 days from 2026-03-02",
            "requirements.csv:5: column 'time': '08:10' does not start an interval of 30 minutes",
            "requirements.csv:6: column 'skill': unknown skill 'C' | known: A, B",
            "requirements.csv:7: the requirement of this interval and skill is given twice (first on line 2)",
        ]
        for message in expected { #expect(found.contains(message), "missing: \(message)\nin: \(found)") }
    }

    @Test("The faults of instance.json are told together, and with those of the tables")
    func headFaults() throws {
        var files = changed("instance.json", "\"2026-03-02\"", "\"2026-03-03\"")
        files[0].content = files[0].content
            .replacingOccurrences(of: "\"grid_minutes\": 15", with: "\"grid_minutes\": 7")
            .replacingOccurrences(of: "\"days\": 7", with: "\"days\": 0")
            .replacingOccurrences(of: "min_rest_minutes", with: "min_rest_minute")
            .replacingOccurrences(of: "\"over_agent_hour\": 2", with: "\"over_agent_hour\": -2")
        files[6].content += "2026-03-02,08:30,A,NaN\n2026-03-02,08:45,Z,-1\n"
        let found = try withFolder(files) { problems($0) }
        for text in [
            "key 'start_date': 2026-03-03 is not a Monday", "key 'grid_minutes': 7 minutes do not divide a day",
            "key 'days': expected a whole number from 1 to 3660, found 0",
            "unknown key 'rules.min_rest_minute' | did you mean 'min_rest_minutes'?",
            "key 'costs.over_agent_hour': expected a number", "column 'required': expected a whole number, found 'NaN'",
            "column 'time': '08:45' does not start an interval", "column 'skill': unknown skill 'Z'",
            "column 'required': expected a whole number from 0 to 1000000, found '-1'",
        ] {
            #expect(found.contains { $0.contains(text) }, "\(text) in \(found)")
        }
    }

    @Test(
        "A fault in one file is told once, not once for every row that depends on it",
        arguments: [
            ("shift_kinds.csv", "S8,510", "S8,abc", 1), ("contracts.csv", "FT,2340", "FT,9999999", 1),
            ("contracts.csv", "contract,", "kontrakt,", 1), ("instance.json", "\"A\", \"B\"", "\"A\" \"B\"", 1),
        ])
    func noCascade(file: String, old: String, new: String, count: Int) throws {
        let found = try withFolder(changed(file, old, new)) { problems($0) }
        #expect(found.count == count, "\(found)")
    }

    @Test(
        "Single faults are refused",
        arguments: [
            (
                "instance.json", "2026-03-02", "2026-03-03",
                "instance.json:1: key 'start_date': 2026-03-03 is not a Monday"
            ),
            ("instance.json", "\"days\"", "\"day\"", "unknown key 'day' | did you mean 'days'?"),
            ("instance.json", "\"interval_minutes\": 30", "\"interval_minutes\": 35", "35 minutes do not divide a day"),
            (
                "instance.json", "\"grid_minutes\": 15", "\"grid_minutes\": 20",
                "the grid of 20 minutes does not divide the interval of 30 minutes"
            ),
            ("instance.json", "\"18:00\"", "\"07:00\"", "the centre closes before it opens"),
            ("instance.json", "[\"A\", \"B\"]", "[\"A\", \"A\"]", "skill 'A' is listed twice"),
            ("instance.json", "true", "false", "only true is known"),
            ("instance.json", "\"contract\"", "\"year\"", "only 'contract' is known"),
            (
                "contracts.csv", "2340,2400", "2400,2340",
                "contracts.csv:2: column 'weekly_max_paid': the most paid minutes 2340 are fewer than the least 2400"
            ),
            (
                "contracts.csv", "1320,5", "1320,8",
                "column 'max_days_per_week': expected a whole number from 1 to 7, found '8'"
            ),
            ("contracts.csv", "S4|S8", "S4|S7", "column 'kinds': unknown shift kind 'S7'"),
            ("shift_kinds.csv", "510,480", "510,520", "520 paid minutes are more than the 510 of presence"),
            (
                "shift_kinds.csv", "08:00,09:30", "10:00,09:30",
                "the latest start '09:30' is before the earliest '10:00'"
            ),
            ("breaks.csv", "75,135", "135,75", "the latest offset 75 is before the earliest 135"),
            (
                "breaks.csv", "S4,1,15", "S4,1,240",
                "breaks.csv:4: column 'minutes': a break of 240 minutes is not shorter than the shift of 240 minutes"
            ),
            (
                "breaks.csv", "S8,2,30,0,195,285", "S8,2,30,0,75,120",
                "breaks.csv:3: column 'seq': a break that may start at 75…120 minutes cannot follow the one before, which"
                    + " ends at 90 minutes at the earliest, with 45 minutes between"
            ),
            (
                "availability.csv", "a2,2026-03-04,16:00,24:00,avoid,0,2\n",
                "a1,2026-03-03,12:00,18:00,leave,60,0\n",
                "availability.csv:3: column 'from': leave of 'a1' on 2026-03-03 from '12:00' overlaps that on line 2"
            ),
            ("agents.csv", "a2,PT,B", "a1,PT,B", "agent 'a1' is given twice (first on line 2)"),
            ("breaks.csv", "S8,2,30", "S8,1,30", "break 1 of kind 'S8' is given twice"),
            ("availability.csv", "16:00,24:00", "16:00,08:00", "'08:00' is not after '16:00'"),
            (
                "availability.csv", "a2,2026-03-04,16:00,24:00,avoid,0,2\n", "a1,2026-03-03,00:00,24:00,leave,480,0\n",
                "the same leave of 'a1' is given twice (first on line 2)"
            ),
            (
                "requirements.csv", "A,3", "A,-3",
                "column 'required': expected a whole number from 0 to 1000000, found '-3'"
            ),
            ("requirements.csv", "A,3", "A,3.5", "column 'required': expected a whole number, found '3.5'"),
        ])
    func refused(file: String, old: String, new: String, message: String) throws {
        let found = try withFolder(changed(file, old, new)) { problems($0) }
        #expect(found.contains { $0.contains(message) }, "\(found)")
    }

    @Test("A missing file is told as missing, with the other faults")
    func missingFile() throws {
        let error = try withFolder(sound.filter { $0.name != "breaks.csv" }) { path in
            #expect(throws: RosteringFolderError.self) { try RosteringFolder.read(path) }
        }
        #expect(error?.isNoInput == true)
        #expect(error?.problems.count == 1)
        #expect(error?.description.contains("breaks.csv") == true)
    }

    @Test("A team without an instance may have any skill and any minute")
    func team() throws {
        let files = changed("shift_kinds.csv", "08:00,09:30,30", "08:05,09:35,10")
        let team = try withFolder(files) { try TeamFolder.read($0) }
        #expect(team.agents.map(\.skills) == [["A", "B"], ["B"]])
        #expect(team.shiftKinds[0].starts == 485...575)
        let written = TeamFolder.write(team).map { (name: $0.path, content: text($0.bytes)) }
        #expect(try withFolder(written) { try TeamFolder.read($0) } == team)
        try withFolder(files) { path in
            _ = #expect(throws: RosteringFolderError.self) { try TeamFolder.read(path, skills: ["A"]) }
        }
    }
}
