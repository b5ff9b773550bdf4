import ContactCenter
import Tabular
import Testing

@testable import FileFormats

private func input(_ text: String) -> InputBytes { InputBytes(name: "file.txt", bytes: Array(text.utf8)) }

@Suite("Curtois-Qu files")
struct CurtoisQuFileTests {
    static let sound = """
        # comment
        SECTION_HORIZON
        7
        SECTION_SHIFTS
        E,480,
        L,600,E
        SECTION_STAFF
        A,E=7|L=0,2400,480,5,2,2,1
        B,E=7|L=7,2400,480,5,2,2,1
        SECTION_DAYS_OFF
        A,0,3
        SECTION_SHIFT_ON_REQUESTS
        A,1,E,2
        SECTION_SHIFT_OFF_REQUESTS
        B,2,L,3
        SECTION_COVER
        0,E,2,100,1
        """

    @Test func `every section is read`() throws {
        let instance = try CurtoisQuFile.read(input(Self.sound))
        #expect(CurtoisQuFile.recognises(input(Self.sound)))
        #expect(instance.days == 7)
        #expect(instance.shiftTypes.map(\.minutes) == [480, 600])
        #expect(instance.shiftTypes[1].forbiddenNext == [0])
        #expect(instance.employees[0].daysOff == [0, 3])
        #expect(instance.employees[0].maximumShifts == [7, 0])
        #expect(instance.requests.map(\.isWanted) == [true, false])
        #expect(instance.cover == [.init(day: 0, shift: 0, required: 2, weightUnder: 100, weightOver: 1)])
    }

    @Test(arguments: [
        ("L,600,E", "L,600,F", "file.txt:6: column 'shift': unknown shift 'F'"),
        ("E,480,", "E,x,", "file.txt:5: column 'minutes': expected a whole number, found 'x'"),
        ("7\nSECTION_SHIFTS", "0\nSECTION_SHIFTS", "file.txt:3: column 'horizon': expected 1 to 3660, found 0"),
        ("A,0,3", "A,0,7", "file.txt:11: column 'Day': expected 0 to 6, found 7"),
        ("A,1,E,2", "C,1,E,2", "file.txt:13: column 'employee': unknown employee 'C'"),
        ("0,E,2,100,1", "0,E,2,100", "file.txt:17: expected 5 fields between commas, found 4"),
        ("2400,480,5,2,2,1\nB", "2400,480,1,2,2,1\nB", "at least 2 shifts in a row but at most 1"),
        ("B,E=7", "A,E=7", "employee 'A' is listed twice"),
        ("SECTION_COVER", "SECTION_COVERS", "unknown section 'SECTION_COVERS'"),
        ("0,E,2,100,1", "0,E,2,100,1\n0,E,2,100,1", "cover of day 0 and shift 'E' is listed twice"),
    ])
    func `faults name line, column and value`(old: String, new: String, message: String) throws {
        let text = try #require(Self.sound.contains(old) ? Self.sound : nil)
        let broken = text.split(separator: old, maxSplits: 1, omittingEmptySubsequences: false).joined(separator: new)
        let error = #expect(throws: RosteringFolderError.self) { try CurtoisQuFile.read(input(broken)) }
        #expect(error?.description.contains(message) == true)
    }

    @Test func `all faults come in one run`() {
        let text = Self.sound + "\n9,E,1,1,1\n0,X,1,1,1"
        let error = #expect(throws: RosteringFolderError.self) { try CurtoisQuFile.read(input(text)) }
        #expect(error?.problems.count == 2)
    }

    @Test func `a solution comes back as it was written`() throws {
        var instance = try CurtoisQuFile.read(input(Self.sound))
        instance.employees[1].id = "B & <son>"
        var roster = ShiftAssignment(employees: 2, days: 7)
        roster[0, 1] = 0
        roster[1, 6] = 1
        let bytes = CurtoisQuFile.write(roster, of: instance, penalty: 5, instanceFile: "a&b.txt")
        #expect(try CurtoisQuFile.readSolution(InputBytes(name: "s", bytes: bytes), of: instance) == roster)
        #expect(String(decoding: bytes, as: UTF8.self).contains("<Assign><Day>6</Day><Shift>L</Shift></Assign>"))
    }

    @Test func `the viewer's own layout and plain lines are read too`() throws {
        let instance = try CurtoisQuFile.read(input(Self.sound))
        var roster = ShiftAssignment(employees: 2, days: 7)
        roster[0, 2] = 0
        let viewer = """
            <Roster><Employee ID="A">
              <Assign>
                <Day>2</Day>
                <Shift>E</Shift>
              </Assign>
            </Employee></Roster>
            """
        #expect(try CurtoisQuFile.readSolution(input(viewer), of: instance) == roster)
        #expect(try CurtoisQuFile.readSolution(input("A 2 E\n"), of: instance) == roster)
        for (text, message) in [
            ("A 2 E\nA 2 E", "two shifts on day 2"), ("A 9 E", "expected 0 to 6, found 9"),
            ("Z 1 E", "unknown employee"),
            ("A 1", "expected employee, day and shift"),
        ] {
            let error = #expect(throws: TabularError.self) {
                try CurtoisQuFile.readSolution(input(text), of: instance)
            }
            #expect(error?.description.contains(message) == true)
        }
    }
}

@Suite("INRC-II files")
struct INRC2FileTests {
    static let scenario = """
        SCENARIO = tiny
        WEEKS = 2
        SKILLS = 2
        Head
        Nurse
        SHIFT_TYPES = 2
        Early (2,5)
        Late (2,3)
        FORBIDDEN_SHIFT_TYPES_SUCCESSIONS
        Early 0
        Late 1 Early
        CONTRACTS = 1
        Full (5,9) (3,5) (2,3) 2 1
        NURSES = 2
        Ann Full 2 Head Nurse
        Bob Full 1 Nurse
        """
    static let history = "HISTORY\n0 tiny\n\nNURSE_HISTORY\nAnn 0 0 Late 1 4 0\nBob 0 0 None 0 0 2\n"
    static let week = """
        WEEK_DATA
        tiny

        REQUIREMENTS
        Early Head (1,1) (0,0) (0,0) (0,0) (0,0) (0,0) (0,0)
        Early Nurse (0,2) (0,0) (0,0) (0,0) (0,0) (0,0) (1,1)

        SHIFT_OFF_REQUESTS = 2
        Ann Any Mon
        Bob Late Sun
        """

    static func instance() throws -> NurseRosteringInstance {
        var instance = try INRC2File.readScenario(input(scenario))
        try INRC2File.readHistory(input(history), into: &instance)
        instance.weeks = [try INRC2File.readWeek(input(week), of: instance)]
        return instance
    }

    @Test func `scenario, history and week are read`() throws {
        let instance = try Self.instance()
        #expect(instance.shiftTypes[1].forbiddenNext == [0])
        #expect(instance.contracts[0].assignments == 5...9)
        #expect(instance.contracts[0].wantsCompleteWeekends)
        #expect(instance.nurses[0].history.lastShift == 1)
        #expect(instance.nurses[1].history.consecutiveOff == 2)
        #expect(instance.weeks[0].requirements[0] == .init(minimum: 1, optimal: 1))
        #expect(instance.weeks[0].requirements[(6 * 2 + 0) * 2 + 1] == .init(minimum: 1, optimal: 1))
        #expect(instance.weeks[0].requests == [.init(nurse: 0, day: 0, shift: nil), .init(nurse: 1, day: 6, shift: 1)])
    }

    @Test(arguments: [
        ("Late (2,3)", "Late (3,2)", "file.txt:8: column 'consecutive': the minimum 3 is above 2"),
        ("Late 1 Early", "Late 1 Erly", "file.txt:11: column 'shift type': unknown shift type 'Erly'"),
        ("Bob Full 1 Nurse", "Bob Ful 1 Nurse", "file.txt:16: column 'contract': unknown contract 'Ful'"),
        ("Bob Full 1 Nurse", "Bob Full 2 Nurse", "file.txt:16: column 'skills': expected 2 skills, found 1"),
        ("Bob Full 1 Nurse", "Ann Full 1 Nurse", "file.txt:16: nurse 'Ann' is listed twice"),
        ("WEEKS = 2", "WEEKS 2", "file.txt:2: expected WEEKS = …, found 'WEEKS 2'"),
        ("\nBob Full 1 Nurse", "", "file.txt:15: the file ends too early"),
    ])
    func `faults of a scenario name line, column and value`(old: String, new: String, message: String) throws {
        let parts = Self.scenario.split(separator: old, maxSplits: 1, omittingEmptySubsequences: false)
        #expect(parts.count == 2)
        let error = #expect(throws: TabularError.self) {
            try INRC2File.readScenario(input(parts.joined(separator: new)))
        }
        #expect(error?.description == message)
    }

    @Test func `a history that contradicts itself and a week of another scenario are refused`() throws {
        var instance = try INRC2File.readScenario(input(Self.scenario))
        let odd = "HISTORY\n0 tiny\nNURSE_HISTORY\nAnn 0 0 None 0 4 0\nBob 0 0 None 0 0 2\n"
        #expect(throws: TabularError.self) { try INRC2File.readHistory(input(odd), into: &instance) }
        let other = Self.week.split(separator: "tiny").joined(separator: "other")
        #expect(throws: TabularError.self) { try INRC2File.readWeek(input(other), of: instance) }
    }

    @Test func `a week's solution and a history come back as they were written`() throws {
        let instance = try Self.instance()
        var roster = ShiftAssignment(employees: 2, days: 7)
        roster.cells[0] = instance.cell(shift: 0, skill: 0)
        roster.cells[7 + 6] = instance.cell(shift: 1, skill: 1)
        let bytes = INRC2File.writeSolution(roster, of: instance, week: 0)
        #expect(
            String(decoding: bytes, as: UTF8.self)
                == "SOLUTION\n0 tiny\n\nASSIGNMENTS = 2\nAnn Mon Early Head\nBob Sun Late Nurse\n")
        var back = ShiftAssignment(employees: 2, days: 7)
        try INRC2File.readSolution(InputBytes(name: "s", bytes: bytes), of: instance, week: 0, into: &back)
        #expect(back == roster)
        #expect(String(decoding: INRC2File.writeHistory(instance), as: UTF8.self) == Self.history)
        let twice = "SOLUTION\n0 tiny\nASSIGNMENTS = 2\nAnn Mon Early Head\nAnn Mon Late Head\n"
        #expect(throws: TabularError.self) {
            var roster = ShiftAssignment(employees: 2, days: 7)
            try INRC2File.readSolution(input(twice), of: instance, week: 0, into: &roster)
        }
    }
}

@Suite("Shift design files")
struct ShiftDesignFileTests {
    static let sound = """
        interval = 480;
        days = 2;
        demand = [1,2,3,1,2,3];
        shiftTypes = 1;
        minStart = [0];
        maxStart = [1];
        minLength = [1];
        maxLength = [2];
        minDuties = 4.8;
        maxDuties = 5;
        avgMinutes = 2280;
        weightUnderCover = 1;
        weightOverCover = 2;
        weightDutiesPerWeek = 0;
        weightShiftInstances = 60;
        """

    @Test func `every key is read`() throws {
        let instance = try ShiftDesignFile.read(input(Self.sound))
        #expect(ShiftDesignFile.recognises(input(Self.sound)))
        #expect(instance.slotsPerDay == 3)
        #expect(instance.shifts.count == 4)
        #expect(instance.dutiesPerWeek == 4.8...5)
        #expect(instance.weightOver == 2)
    }

    @Test(arguments: [
        (
            "demand = [1,2,3,1,2,3]", "demand = [1,2,3]",
            "file.txt:3: column 'demand': expected 6 values, 3 a day, found 3"
        ),
        ("minStart = [0]", "minStart = [2]", "file.txt:5: column 'minStart': 2 is above maxStart 1"),
        ("interval = 480", "interval = 700", "file.txt:1: column 'interval': expected a divisor of 1440, found 700"),
        ("days = 2;", "days = 2", "file.txt:2: expected key = value;, found 'days = 2'"),
        ("avgMinutes = 2280", "avgMinute = 2280", "file.txt:11: unknown key 'avgMinute'"),
        ("weightUnderCover = 1", "weightUnderCover = -1", "expected 0 to 1000000, found -1"),
        ("demand = [1,2", "demand = [1,nan", "expected a whole number, found 'nan'"),
        ("days = 2;\n", "", "'days' is missing"),
    ])
    func `faults name line, key and value`(old: String, new: String, message: String) {
        let parts = Self.sound.split(separator: old, maxSplits: 1, omittingEmptySubsequences: false)
        #expect(parts.count == 2)
        let error = #expect(throws: RosteringFolderError.self) {
            try ShiftDesignFile.read(input(parts.joined(separator: new)))
        }
        #expect(error?.description.contains(message) == true)
    }

    @Test func `a design comes back as it was written`() throws {
        let instance = try ShiftDesignFile.read(input(Self.sound))
        let design = ShiftDesign(heads: [.init(start: 1, length: 2): [3, 0], .init(start: 0, length: 1): [1, 1]])
        let bytes = ShiftDesignFile.write(design, of: instance)
        #expect(
            String(decoding: bytes, as: UTF8.self) == "start_slot,length_slots,day_0,day_1\n0,1,1,1\n1,2,3,0\n")
        #expect(try ShiftDesignFile.readSolution(InputBytes(name: "s", bytes: bytes), of: instance) == design)
    }
}
