import ContactCenter
import Tabular
import Testing

@testable import FileFormats

@Suite("Rule files")
struct RuleFileTests {
    private static let instance: RosteringInstance = {
        func kind(_ name: String) -> ShiftKind {
            ShiftKind(
                name: name, presenceMinutes: 480, paidMinutes: 450, starts: 480...600, startStepMinutes: 30, breaks: [])
        }
        return RosteringInstance(
            name: "t", startDate: CivilDate(dayNumber: 20514), days: 28, gridMinutes: 15, intervalMinutes: 30,
            open: 480,
            close: 1200, skills: ["sales", "care"],
            agents: [
                Agent(id: "ann", contract: "FT", skills: ["sales"]), Agent(id: "bob", contract: "PT", skills: ["care"]),
            ],
            contracts: [
                Contract(name: "FT", weeklyPaidMinutes: 0...2400, maximumDaysPerWeek: 5, shiftKinds: ["S8"]),
                Contract(name: "PT", weeklyPaidMinutes: 0...1200, maximumDaysPerWeek: 5, shiftKinds: ["S4"]),
            ], shiftKinds: [kind("S8"), kind("S4")], availability: [], requirements: [[], []])
    }()

    private static func read(_ text: String) throws -> [RosterRule] {
        try RuleFile.read(input(text, name: "rules.yaml"), for: instance)
    }

    private static func problems(_ text: String) -> [String] {
        do {
            _ = try RuleFile.read(input(text, name: "rules.yaml"), for: instance)
            return []
        } catch {
            return error.problems.map { $0.description + ($0.hint.map { " | " + $0 } ?? "") }
        }
    }

    /// One rule of a type with parameters.
    private static func rule(_ type: String, _ parameters: String) -> String {
        "version: 1\nrules:\n  - {id: x, type: \(type), parameters: {\(parameters)}}\n"
    }

    @Test(
        "Every type reads its parameters",
        arguments: [
            ("daily_hours", "max_hours: 10", RuleTerm.dailyHours(most: 600)),
            ("skill_priority", "skills: [care, sales]", .skillPriority(["care", "sales"])),
            (
                "weekly_hours", "min_minutes: 1200, max_hours: 40, with_credits: true",
                .hours(.weeks(1), least: 1200, most: 2400, withCredits: true)
            ),
            ("period_hours", "weeks: 4, max_hours: 160", .hours(.weeks(4), least: nil, most: 9600, withCredits: false)),
            (
                "rolling_hours", "days: 7, max_hours: 48",
                .hours(.rolling(days: 7), least: nil, most: 2880, withCredits: false)
            ),
            (
                "average_weekly_hours", "weeks: 17, max_hours: 48",
                .hours(.weeks(4), least: nil, most: 11_520, withCredits: false)
            ),
            ("weekly_days", "max: 5", .workingDays(.weeks(1), least: nil, most: 5)),
            ("period_days", "weeks: 2, min: 8", .workingDays(.weeks(2), least: 8, most: nil)),
            ("rolling_days", "days: 10, max: 7", .workingDays(.rolling(days: 10), least: nil, most: 7)),
            ("weekends", "max: 2", .weekends(weeks: 4, most: 2)),
            ("consecutive_days", "min: 2, max: 5", .daysInRow(least: 2, most: 5)),
            ("consecutive_days_off", "min: 2", .daysOffInRow(least: 2, most: nil)),
            ("rest", "min_hours: 11.5", .rest(least: 690)),
            ("weekly_rest", "min_hours: 35", .weeklyRest(least: 2100)),
            (
                "night_shifts", "from: '22:00', to: '06:00', min_overlap_hours: 2, days: 14, max: 5",
                .nights(NightWindow(from: 1320, to: 360, leastMinutes: 120), .rolling(days: 14), most: 5)
            ),
            ("consecutive_nights", "max: 3", .nightsInRow(NightWindow(), most: 3)),
            ("rest_after_night", "min_hours: 24", .restAfterNight(NightWindow(), least: 1440)),
            ("sequence", "after: S8, never: [S4]", .sequence(after: ["S8"], never: ["S4"])),
            (
                "rotation", "pattern: [S8, [S8, S4], any, off], from: 2026-03-04",
                .rotation([["S8"], ["S8", "S4"], ["*"], []], from: CivilDate(dayNumber: 20516))
            ),
            (
                "availability", "weekdays: [mon, fri], from: '09:00', to: '17:00'",
                .day(DayRequest(weekdays: [0, 4], within: 540..<1020))
            ),
            ("availability", "from: '22:00', to: '06:00'", .day(DayRequest(within: 1320..<1800))),
            ("shift_kinds", "forbidden: S8", .day(DayRequest(kinds: ["S4"]))),
            ("start_times", "from: '08:00', to: '10:00'", .day(DayRequest(starts: 480...600))),
            ("start_spread", "max_hours: 2", .startSpread(most: 120)),
            (
                "lock", "date: 2026-03-05, kinds: S8",
                .day(
                    DayRequest(
                        dates: CivilDate(dayNumber: 20517)...CivilDate(dayNumber: 20517), mustWork: true, kinds: ["S8"])
                )
            ),
            ("overtime", "max_hours: 10", .overtime(beyond: 2400, weeks: 1, most: 600)),
            ("longest_stretch", "max_hours: 4", .longestStretch(most: 240)),
            (
                "break_time", "shifts_over_hours: 6, min_minutes: 30, paid: false",
                .breakTime(shiftsOver: 360, count: 1, minutes: 30, latestStart: nil, isPaid: false)
            ),
            ("seats", "max: 80", .seats(most: 80)),
            (
                "minimum_cover", "skill: care, heads: 2, weekdays: sat",
                .minimumCover(skill: "care", heads: 2, weekdays: [5], span: 480..<1200)
            ),
            ("pairing", "agents: [ann, bob], mode: apart", .pairing(agents: ["ann", "bob"], together: false)),
        ] as [(String, String, RuleTerm)])
    func types(type: String, parameters: String, term: RuleTerm) throws {
        let rules = try Self.read(Self.rule(type, parameters))
        #expect(rules.map(\.term) == [term])
        #expect(rules.first?.level == .hard)
    }

    @Test("Soft rules have a weight; scopes and sources are kept; a file's rule stands for a pack's")
    func soft() throws {
        let rules = try Self.read(
            """
            version: 1
            packs: [eu-working-time]
            rules:
              - {id: f, type: fairness, parameters: {measure: weekends}, weight: 2, applies: {contracts: FT, skills: [sales]}}
              - {id: p, type: preference, parameters: {want: off, weekdays: sun}, weight: 1.5, applies: {agents: bob}}
              - {id: eu-daily-rest, type: rest, parameters: {min_hours: 12}, source: house agreement}
            """)
        #expect(rules.last?.term == .rest(least: 720))
        #expect(rules.last?.source == "house agreement (rules.yaml:6)")
        #expect(rules.count { $0.id == "eu-daily-rest" } == 1)
        let fair = try #require(rules.first { $0.id == "f" })
        #expect(fair.level == .soft)
        #expect(fair.weight == 2)
        #expect(Self.instance.agents.map(fair.scope.binds) == [true, false])
        #expect(rules.first { $0.id == "p" }?.scope.agents == ["bob"])
    }

    @Test("Every pack reads, and names the law it comes from", arguments: RulePack.names)
    func packs(name: String) throws {
        let rules = try #require(try RuleFile.pack(name, for: Self.instance))
        #expect(rules.count >= 2)
        for rule in rules { #expect(rule.source.contains("pack \(name):"), "\(rule.source)") }
        #expect(try RuleFile.pack("nowhere", for: Self.instance) == nil)
    }

    @Test("A later pack's rule stands for an earlier one of its name")
    func waivers() throws {
        let rules = try Self.read(
            "version: 1\npacks: [california-meal-and-rest, california-meal-waivers]\nrules: []")
        let first = try #require(rules.first { $0.id == "ca-meal-1" })
        #expect(
            first.term == .breakTime(shiftsOver: 360, count: 1, minutes: 30, latestStart: 300, isPaid: false))
        #expect(rules.count { $0.id == "ca-meal-1" } == 1)
        let pay = try #require(rules.first { $0.id == "ca-overtime-pay" })
        guard case .overtimePay(let rates) = pay.term else {
            Issue.record("no overtime pay: \(pay.term)")
            return
        }
        // Thirteen hours: four at one and a half times, one at twice the pay.
        #expect(OvertimePay.pay(780, rates.daily) == (240 * 150 + 60 * 200, 480))
        // The seventh day: eight hours at one and a half times, two at twice.
        #expect(rates.restDayAfter == 6)
        #expect(OvertimePay.pay(600, rates.restDay) == (480 * 150 + 120 * 200, 0))
    }

    @Test("The roster before keeps known shifts before the horizon, and says what it leaves out")
    func priorRoster() throws {
        let head = "agent,kind,start,breaks\n"
        let date = { (day: Int) in (Self.instance.startDate + day).description }
        let kind = Self.instance.shiftKinds[0].name
        let text =
            head + "ann,\(kind),\(date(-1))T09:00,\nbob,\(kind),\(date(-3))T09:00,\nzoe,\(kind),\(date(-2))T09:00,\n"
            + "ann,\(kind),\(date(0))T09:00,\n"
        let (shifts, notes) = try PriorRosterFile.read(
            InputBytes(name: "before.csv", bytes: Array(text.utf8)), for: Self.instance)
        #expect(shifts.map(\.agent) == ["ann", "bob"])
        #expect(notes.count == 2)
        var instance = Self.instance
        instance.before = shifts
        #expect(instance.priorDays == 3)
        let wrong =
            head + "ann,\(kind),\(date(-1))T09:00,\nann,\(kind),\(date(-1))T15:00,\nann,nosuch,\(date(-2))T09:00,\n"
        do {
            _ = try PriorRosterFile.read(InputBytes(name: "before.csv", bytes: Array(wrong.utf8)), for: Self.instance)
            Issue.record("accepted")
        } catch {
            #expect(error.problems.count == 2)
            #expect(error.description.contains("before.csv:3: a second shift of ann"))
            #expect(error.description.contains("before.csv:4") && error.description.contains("nosuch"))
        }
    }

    @Test("Everything wrong is told at once, with line and nearest name")
    func faults() {
        let found = Self.problems(
            """
            version: 2
            pack: [x]
            packs: [eu-working-times]
            rules:
              - {id: a, type: wekly_hours, parameters: {max_hours: 40}}
              - {id: b, type: rest, parameters: {min_hour: 11}}
              - {id: c, type: weekly_days, parameters: {min: 5, max: 4}}
              - {id: d, type: sequence, parameters: {after: S9, never: S4}}
              - {id: e, type: rest, parameters: {min_hours: 11}, level: soft}
              - {id: f, type: fairness, parameters: {measure: weekend}, level: hard, weight: 1}
              - {id: g, type: rest, parameters: {min_hours: 11}, applies: {contracts: [FF], agent: ann}}
              - {id: g2, type: rest, parameters: {min_hours: 11, min_minutes: 5}}
              - {id: h, type: rest, parameters: {min_hours: 11}, weight: 4}
              - {id: i, type: rest, parameters: {min_hours: 11}}
              - {id: i, type: rest, parameters: {min_hours: 11}}
              - {id: j, type: rest, parameters: {min_hours: eleven}}
            """)
        for text in [
            "rules.yaml:1: key 'version': expected a whole number from 1 to 1, found 2",
            "rules.yaml:2: unknown key 'pack' | did you mean 'packs'?",
            "unknown pack 'eu-working-times' | did you mean 'eu-working-time'?",
            "rules.yaml:5: key 'rules[1].type': expected one of", "did you mean 'weekly_hours'?",
            "rules.yaml:6: unknown key 'rules[2].parameters.min_hour'",
            "parameter 'min_hours' (or 'min_minutes') is missing", "the minimum 5 is above the maximum 4",
            "unknown shift kind 'S9' | did you mean 'S8'?", "the soft rule 'e' has no weight",
            "a rule of type 'fairness' cannot be hard", "found 'weekend' | did you mean 'weekends'?",
            "unknown contract 'FF'", "unknown key 'rules[7].applies.agent' | did you mean 'agents'?",
            "both 'min_minutes' and 'min_hours' are given", "the hard rule 'h' has a weight",
            "rule 'i' is given twice (first on line 14)", "expected a number, found 'eleven'",
        ] {
            #expect(found.contains { $0.contains(text) }, "\(text) in \(found)")
        }
    }

    @Test("Absences, requests, bids and history tell every fault")
    func tables() throws {
        func all(_ body: () throws(RosteringFolderError) -> Void) -> [String] {
            do {
                try body()
                return []
            } catch {
                return error.problems.map(\.description)
            }
        }
        let absences = try AbsenceFile.read(
            input("agent,date,from,to,kind,credit_min\nann,2026-03-02,,,,\nbob,2026-03-03,12:00,14:00,unavailable,0\n"),
            for: Self.instance)
        #expect(absences.map(\.record.span) == [0..<1440, 720..<840])
        #expect(absences.map(\.hasCredit) == [false, true])
        let wrong = all { () throws(RosteringFolderError) in
            _ = try AbsenceFile.read(
                input("agent,date,kind\nzoe,2026-03-02,\nann,2026-04-02,\nann,2026-03-02,avoid\n"), for: Self.instance)
        }
        #expect(wrong.count == 3)
        let bids = try ShiftBidFile.read(
            input("agent,rank,choice,line\nbob,2,2,ann\nann,1,,\nbob,2,1,bob\n"), for: Self.instance)
        #expect(bids.map(\.agent) == ["bob", "ann"])
        #expect(bids.map(\.choices) == [["bob", "ann"], []])
        #expect(
            all { () throws(RosteringFolderError) in
                _ = try ShiftBidFile.read(
                    input("agent,rank,choice,line\nbob,2,1,ann\nbob,3,1,bob\nann,1,1,zed\n"), for: Self.instance)
            }.count == 3)
        #expect(
            all { () throws(RosteringFolderError) in
                _ = try TimeOffRequestFile.read(
                    input("agent,from,to,rank\nbob,2026-03-05,2026-03-04,\nann,x,2026-03-04,-1\n"), for: Self.instance)
            }.count == 3)
        #expect(
            all { () throws(RosteringFolderError) in
                _ = try HistoryCountFile.read(
                    input("agent,measure,count\nbob,weekend,1\nann,nights,many\n"), for: Self.instance)
            }.count == 2)
    }

    @Test("A shift's calendar is one event with its breaks, in UTC")
    func calendar() {
        let start = Instant(seconds: 1_772_438_400)
        func segment(_ activity: RosterSegment.Activity, _ from: Int, _ to: Int) -> RosterSegment {
            RosterSegment(
                agent: "ann/1", date: CivilDate(dayNumber: 20514), kind: "S8, early", activity: activity, skill: "",
                start: Instant(seconds: start.seconds + from * 60), end: Instant(seconds: start.seconds + to * 60),
                isPaid: true)
        }
        let zone = ZoneRules(identifier: "t", initialOffsetSeconds: 3600)
        let file = text(
            ShiftCalendarFile.write(
                [segment(.work, 0, 90), segment(.rest, 90, 105), segment(.work, 105, 240)], zone: zone))
        #expect(file.components(separatedBy: "BEGIN:VEVENT").count == 2)
        #expect(file.contains("DTSTART:20260302T080000Z\r\nDTEND:20260302T120000Z\r\nSUMMARY:S8\\, early\r\n"))
        #expect(file.contains("DESCRIPTION:break 10:30\\, 15 min"))
        #expect(ShiftCalendarFile.name(of: "ann/1") == "ann%2F1.ics")
        #expect(ShiftCalendarFile.name(of: "..") == "%2E..ics")
    }
}
