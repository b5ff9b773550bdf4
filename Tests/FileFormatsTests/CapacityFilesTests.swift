import ContactCenter
import Foundation
import Tabular
import Testing

@testable import FileFormats

@Suite("Capacity files")
struct CapacityFilesTests {
    /// The block of docs/formats.md of that name.
    private static func example(_ name: String) throws -> String {
        let page = try String(contentsOfFile: Package.path("docs/formats.md"), encoding: .utf8)
        let parts = page.components(separatedBy: "```\(name.hasSuffix(".yaml") ? "yaml" : "csv") \(name)\n")
        return try #require(parts.dropFirst().first?.components(separatedBy: "```").first)
    }

    private static let minimal = """
        version: 1
        fte_hours_per_week: 40
        staff: [{heads: 10, tenure_weeks: 60}]
        costs: {wage_per_hour: 12}

        """

    private static func read(_ yaml: String) throws -> CapacitySettings {
        try CapacitySettingsFile.read(input(yaml, name: "capacity.yaml"))
    }

    @Test("Every key of the documented example is read")
    func everyKey() throws {
        let settings = try Self.read(try Self.example("capacity.yaml"))
        var expected = CapacitySettings(
            hoursPerFTE: 37.5, staff: [.init(heads: 38, tenureWeeks: 150), .init(heads: 8, tenureWeeks: 10)],
            hiring: .init(
                leadWeeks: 6, trainingWeeks: 4, trainingAttrition: 0.1, rampUp: .shares([0.5, 0.65, 0.8, 0.9]),
                minimumClass: 3, maximumClass: 8, classesAtOnce: 1),
            costs: .init(wagePerHour: 13.5, hire: 900, training: 650, perClass: 1800, shortagePerHour: 54))
        let monday = try #require(CivilDate("2026-03-02"))
        expected.start = monday
        expected.weeks = 26
        expected.hoursPerHead = 31
        expected.occupancy = 0.8
        expected.attrition = [.init(fromWeek: 0, annual: 0.45), .init(fromWeek: 26, annual: 0.2)]
        expected.attritionSensitivity = 0.25
        var weeks = Dictionary(uniqueKeysWithValues: (30...35).map { ($0, 0.15) })
        weeks[52] = 0.2
        expected.leave = .init(usual: 0.07, byISOWeek: weeks)
        expected.scheduledClasses = [.init(start: monday + 14, heads: 4)]
        expected.overtime = .init(pricePerHour: 20.25, maximumShare: 0.05)
        expected.voluntaryTimeOff = .init(savingPerHour: 13.5, maximumShare: 0.04)
        expected.outsourcing = .init(pricePerHour: 26, minimumHours: 0, maximumHours: 120)
        expected.budget = 1_500_000
        #expect(settings == expected)
    }

    @Test("What is left out has its documented default")
    func defaults() throws {
        let settings = try Self.read(Self.minimal)
        #expect(settings.hoursPerHead == 40)
        #expect(settings.occupancy == 0.85)
        #expect(settings.attrition.isEmpty)
        #expect(settings.hiring.maximumClass == 0)
        #expect(settings.costs.shortagePerHour == 48)
        #expect(settings.budget == nil)
        let one = try Self.read(
            Self.minimal + "attrition: 0.3\nleave: {weeks: {52-2: 0.5}}\nhiring: {ramp_up: {start: 0.4, weeks: 6}}\n")
        #expect(one.attrition == [.init(fromWeek: 0, annual: 0.3)])
        #expect(one.leave.byISOWeek == [52: 0.5, 53: 0.5, 1: 0.5, 2: 0.5])
        #expect(one.hiring.rampUp == .linear(start: 0.4, weeks: 6))
        #expect(one.hiring.maximumClass == 12)
    }

    @Test("The demo's capacity file and weeks are sound")
    func demo() throws {
        let settings = try CapacitySettingsFile.read(InputBytes.read(Package.path("data/demo/capacity.yaml")))
        #expect(settings.staff.reduce(0) { $0 + $1.heads } == 60)
        let weeks = try WeeklyVolumeFile.read(InputBytes.read(Package.path("data/demo/weeks.csv")))
        #expect(weeks.count == 52 * 9)
    }

    @Test(
        "A fault is told with its line, key and a way out",
        arguments: [
            ("overtme: {}", "unknown key 'overtme'", "did you mean 'overtime'?"),
            ("hiring: {lead_week: 4}", "unknown key 'hiring.lead_week'", "lead_weeks"),
            ("attrition: 1", "attrition", "found 1"), ("attrition: -0.1", "attrition", "found -0.1"),
            ("attrition: nan", "attrition", "'nan'"),
            ("attrition: [{from_week: 4, annual: 0.1}]", "begins at week 4", "from_week: 0"),
            ("attrition: [{from_week: 0, annual: 0.1}, {from_week: 0, annual: 0.2}]", "does not come after", ""),
            ("hiring: {training_weeks: -1}", "hiring.training_weeks", "from 0 to 104"),
            ("hiring: {training_weeks: 2.5}", "hiring.training_weeks", "whole number"),
            ("hiring: {training_attrition: 0.1}", "hiring.training_attrition", "training_weeks"),
            ("hiring: {ramp_up: [0.5, 1.2]}", "hiring.ramp_up[2]", "1.2"),
            ("hiring: {class_size: {minimum: 9, maximum: 8}}", "below the minimum of 9", ""),
            ("hiring: {scheduled: [{start: 2026-03-03, heads: 4}]}", "no Monday", "2026-03-02 or 2026-03-09"),
            ("leave: {weeks: {54: 0.1}}", "ISO week", "30-34"),
            ("leave: {weeks: {30-32: 0.1, 31: 0.2}}", "week 31 is given twice", ""),
            ("leave: {usual: 1}", "leave.usual", ""), ("weeks: 106", "weeks", "from 1 to 105"),
            ("weeks: 0", "weeks", "from 1 to 105"), ("start: 2026-03-04", "no Monday", ""),
            ("occupancy: 0", "occupancy", ""), ("overtime: {price_per_hour: 20}", "maximum_share", ""),
            ("outsourcing: {price_per_hour: 1, minimum_hours: 5, maximum_hours: 4}", "below the fewest", ""),
            ("budget: -1", "budget", ""),
        ])
    func faults(line: String, message: String, hint: String) {
        let said = complaint { _ = try Self.read(Self.minimal + line + "\n") }
        #expect(said.hasPrefix("capacity.yaml:5"), "\(said)")
        #expect(said.contains(message), "\(said)")
        #expect(hint.isEmpty || said.contains(hint), "\(said)")
    }

    @Test("What must be there is asked for", arguments: ["version", "fte_hours_per_week", "staff", "costs"])
    func required(key: String) {
        let yaml = Self.minimal.split(separator: "\n").filter { !$0.hasPrefix(key) }.joined(separator: "\n")
        #expect(complaint { _ = try Self.read(yaml) }.contains("'\(key)' is missing"))
    }

    @Test("weeks.csv is read and written again byte for byte")
    func weeks() throws {
        let example = try Self.example("weeks.csv")
        #expect(try text(WeeklyVolumeFile.write(WeeklyVolumeFile.read(input(example, name: "weeks.csv")))) == example)
        #expect(try WeeklyVolumeFile.isWeekly(input(example)))
        #expect(try !WeeklyVolumeFile.isWeekly(input(try Self.example("forecast.csv"))))
    }

    @Test("Without a band the volume is the band")
    func noBand() throws {
        let rows = try WeeklyVolumeFile.read(input("week,queue,channel,volume,aht_s\n2026-03-02,a,voice,10,200\n"))
        #expect(rows[0].volume80 == .init(lower: 10, upper: 10))
    }

    @Test(
        "A week that cannot be is refused with its place",
        arguments: [
            ("2026-03-03,a,voice,10,200", "t.csv:2: column 'week': 2026-03-03 is no Monday | "),
            ("2026-03-02,a,voice,-1,200", "column 'volume': expected a number of at least 0"),
            ("2026-03-02,a,voice,nan,200", "column 'volume': expected a number, found 'nan'"),
            ("2026-03-02,a,voice,10,", "10.0 contacts need a handle time"),
            ("2026-03-02,a,voice,10,0", "10.0 contacts need a handle time"),
            ("2026-03-02,a,vioce,10,200", "column 'channel': unknown channel 'vioce'"),
            ("2026-03-02,a,voice,10,200\n2026-03-02,a,voice,11,200", "given twice (first on line 2)"),
            ("soon,a,voice,10,200", "expected a date YYYY-MM-DD, found 'soon'"),
        ])
    func badWeeks(row: String, message: String) {
        let said = complaint {
            _ = try WeeklyVolumeFile.read(input("week,queue,channel,volume,aht_s\n\(row)\n"))
        }
        #expect(said.contains(message), "\(said)")
    }

    @Test("Results are written as documented")
    func results() throws {
        let monday = try #require(CivilDate("2026-03-02"))
        var week = CapacityWeek(week: monday, scenario: .expected)
        week.requiredFTE = 42.1055
        week.requiredFTELow = 39.8
        week.requiredFTEHigh = 44.3
        week.heads = 60
        week.availableFTE = 41.25
        week.gapFTE = -0.10550000000000001
        week.overtimeHours = 28.5
        week.leavers = 0.35123
        week.inTraining = 4
        week.cost = 24679.6875
        week.serviceLevelExpected = 0.7825411
        let written = text(CapacityFile.write([week]))
        #expect(written == (try Self.example("capacity.csv")))
        let start = try #require(CivilDate("2026-04-13"))
        let row = HiringClass(
            scenario: .expected, start: start, classes: 1, size: 6, ready: start + 28, cost: 20862.36,
            isScheduled: false)
        #expect(text(HiringFile.write([row])) == (try Self.example("hiring.csv")))
    }

    @Test("A forecast of weeks is read only by who asks for weeks")
    func weeklyIntervals() throws {
        let csv = "queue,channel,interval_start,interval_seconds,volume\na,voice,2026-03-02T00:00:00Z,604800,10\n"
        #expect(complaint { _ = try ForecastFile.read(input(csv)) }.contains("from 1 to 86400"))
        #expect(try ForecastFile.read(input(csv), longestSeconds: 608_400).count == 1)
    }
}
