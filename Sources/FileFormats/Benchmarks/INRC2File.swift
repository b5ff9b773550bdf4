import ContactCenter
import Tabular

/// The text format of the Second International Nurse Rostering Competition: scenario, history and week files, and the
/// week solutions.
///
/// Source: Ceschia et al., "Second International Nurse Rostering Competition (INRC-II): problem description and
/// rules", arXiv:1501.04177, 2015, appendix A.
public enum INRC2File {
    /// Days as the files write them, Monday first.
    public static let dayNames = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]

    /// Whether the file looks like a scenario of this format.
    public static func recognises(_ input: InputBytes) -> Bool {
        guard let lines = try? BenchmarkLine.all(of: input) else { return false }
        return lines.first?.text.hasPrefix("SCENARIO") ?? false
    }

    /// Reads a scenario.
    /// - Throws: `TabularError.badData` with the line, column and value of the first fault.
    public static func readScenario(_ input: InputBytes) throws(TabularError) -> NurseRosteringInstance {
        var reader = INRC2Cursor(file: input.name, lines: try BenchmarkLine.all(of: input))
        let name = try reader.assigned("SCENARIO")
        let weeks = try reader.count("WEEKS", in: 1...52)
        let skillCount = try reader.count("SKILLS", in: 1...100)
        var skills: [String] = []
        for _ in 0..<skillCount { skills.append(try reader.next().text) }
        let shiftCount = try reader.count("SHIFT_TYPES", in: 1...100)
        guard shiftCount * skillCount <= 250 else {
            throw reader.fault("\(shiftCount) shift types times \(skillCount) skills are more than 250")
        }
        var shifts: [NurseRosteringInstance.ShiftType] = []
        for _ in 0..<shiftCount {
            let line = try reader.next()
            let words = line.words
            guard words.count == 2 else {
                throw line.fault("expected a shift type and (min,max), found '\(line.text)'")
            }
            shifts.append(.init(id: words[0], consecutive: try INRC2Cursor.range(words[1], line, "consecutive")))
        }
        let shiftIndex = Dictionary(
            shifts.enumerated().map { ($0.element.id, $0.offset) }, uniquingKeysWith: { first, _ in first })
        try reader.heading("FORBIDDEN_SHIFT_TYPES_SUCCESSIONS")
        for _ in 0..<shiftCount {
            let line = try reader.next()
            let words = line.words
            guard words.count >= 2 else { throw line.fault("expected a shift type and a count, found '\(line.text)'") }
            let before = try line.index(of: words[0], in: shiftIndex, "shift type")
            let count = try line.int(words[1], "count", in: 0...shiftCount)
            guard words.count == count + 2 else {
                throw line.fault("expected \(count) shift types, found \(words.count - 2)", column: "count")
            }
            for word in words.dropFirst(2) {
                shifts[before].forbiddenNext.insert(try line.index(of: word, in: shiftIndex, "shift type"))
            }
        }
        var contracts: [NurseRosteringInstance.Contract] = []
        for _ in 0..<(try reader.count("CONTRACTS", in: 1...1000)) {
            let line = try reader.next()
            let words = line.words
            guard words.count == 6 else {
                throw line.fault("expected 6 values of a contract, found \(words.count)")
            }
            contracts.append(
                .init(
                    id: words[0], assignments: try INRC2Cursor.range(words[1], line, "assignments"),
                    consecutiveWork: try INRC2Cursor.range(words[2], line, "consecutive working days"),
                    consecutiveOff: try INRC2Cursor.range(words[3], line, "consecutive days off"),
                    maximumWeekends: try line.int(words[4], "working weekends", in: 0...1000),
                    wantsCompleteWeekends: try line.int(words[5], "complete weekends", in: 0...1) == 1))
        }
        let contractIndex = Dictionary(
            contracts.enumerated().map { ($0.element.id, $0.offset) }, uniquingKeysWith: { first, _ in first })
        let skillIndex = Dictionary(
            skills.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
        var nurses: [NurseRosteringInstance.Nurse] = []
        var seen: Set<String> = []
        for _ in 0..<(try reader.count("NURSES", in: 1...100_000)) {
            let line = try reader.next()
            let words = line.words
            guard words.count >= 3 else {
                throw line.fault("expected nurse, contract and skills, found '\(line.text)'")
            }
            guard seen.insert(words[0]).inserted else { throw line.fault("nurse '\(words[0])' is listed twice") }
            let count = try line.int(words[2], "skills", in: 0...skillCount)
            guard words.count == count + 3 else {
                throw line.fault("expected \(count) skills, found \(words.count - 3)", column: "skills")
            }
            var held: Set<Int> = []
            for word in words.dropFirst(3) { held.insert(try line.index(of: word, in: skillIndex, "skill")) }
            nurses.append(
                .init(
                    id: words[0], contract: try line.index(of: words[1], in: contractIndex, "contract"), skills: held))
        }
        return NurseRosteringInstance(
            name: name, scenarioWeeks: weeks, skills: skills, shiftTypes: shifts, contracts: contracts, nurses: nurses)
    }

    /// Puts the history of a file into `instance`.
    public static func readHistory(
        _ input: InputBytes, into instance: inout NurseRosteringInstance
    ) throws(TabularError) {
        var reader = INRC2Cursor(file: input.name, lines: try BenchmarkLine.all(of: input))
        try reader.heading("HISTORY")
        let head = try reader.next()
        let words = head.words
        guard words.count == 2 else { throw head.fault("expected week and scenario, found '\(head.text)'") }
        instance.weeksBefore = try head.int(words[0], "week", in: 0...instance.scenarioWeeks)
        try INRC2Cursor.demand(instance.name, words[1], head)
        try reader.heading("NURSE_HISTORY")
        let nurses = nurseIndex(instance)
        let shifts = shiftIndex(instance)
        var seen: Set<Int> = []
        for _ in instance.nurses {
            let line = try reader.next()
            let words = line.words
            guard words.count == 7 else { throw line.fault("expected 7 values, found \(words.count)") }
            let nurse = try line.index(of: words[0], in: nurses, "nurse")
            guard seen.insert(nurse).inserted else { throw line.fault("nurse '\(words[0])' is listed twice") }
            var history = NurseRosteringInstance.History()
            history.assignments = try line.int(words[1], "assignments", in: 0...10_000)
            history.weekends = try line.int(words[2], "working weekends", in: 0...10_000)
            if words[3] != "None" { history.lastShift = try line.index(of: words[3], in: shifts, "shift type") }
            history.consecutiveShift = try line.int(words[4], "consecutive shift", in: 0...10_000)
            history.consecutiveWork = try line.int(words[5], "consecutive work", in: 0...10_000)
            history.consecutiveOff = try line.int(words[6], "consecutive off", in: 0...10_000)
            guard (history.lastShift == nil) == (history.consecutiveWork == 0) else {
                throw line.fault(
                    "last shift '\(words[3])' with \(history.consecutiveWork) days worked in a row",
                    column: "consecutive work")
            }
            instance.nurses[nurse].history = history
        }
    }

    /// Reads one week of requirements and wishes.
    public static func readWeek(
        _ input: InputBytes, of instance: NurseRosteringInstance
    ) throws(TabularError) -> NurseRosteringInstance.Week {
        var reader = INRC2Cursor(file: input.name, lines: try BenchmarkLine.all(of: input))
        try reader.heading("WEEK_DATA")
        let name = try reader.next()
        try INRC2Cursor.demand(instance.name, name.text, name)
        try reader.heading("REQUIREMENTS")
        let shifts = shiftIndex(instance)
        let skillCount = instance.skills.count
        let skills = Dictionary(
            instance.skills.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
        var requirements = [NurseRosteringInstance.Requirement](
            repeating: .init(minimum: 0, optimal: 0), count: 7 * shifts.count * skillCount)
        while let line = reader.peek, !line.text.hasPrefix("SHIFT_OFF_REQUESTS") {
            _ = try reader.next()
            let words = line.words
            guard words.count == 9 else {
                throw line.fault("expected shift type, skill and 7 requirements, found \(words.count) values")
            }
            let shift = try line.index(of: words[0], in: shifts, "shift type")
            let skill = try line.index(of: words[1], in: skills, "skill")
            for day in 0..<7 {
                let range = try INRC2Cursor.range(words[2 + day], line, dayNames[day])
                requirements[(day * shifts.count + shift) * skillCount + skill] = .init(
                    minimum: range.lowerBound, optimal: range.upperBound)
            }
        }
        let nurses = nurseIndex(instance)
        var requests: [NurseRosteringInstance.Request] = []
        for _ in 0..<(try reader.count("SHIFT_OFF_REQUESTS", in: 0...1_000_000)) {
            let line = try reader.next()
            let words = line.words
            guard words.count == 3 else { throw line.fault("expected nurse, shift type and day, found '\(line.text)'") }
            requests.append(
                .init(
                    nurse: try line.index(of: words[0], in: nurses, "nurse"), day: try day(words[2], line),
                    shift: words[1] == "Any" ? nil : try line.index(of: words[1], in: shifts, "shift type")))
        }
        return .init(requirements: requirements, requests: requests)
    }

    static func day(_ word: String, _ line: BenchmarkLine) throws(TabularError) -> Int {
        let days = Dictionary(uniqueKeysWithValues: dayNames.enumerated().map { ($0.element, $0.offset) })
        return try line.index(of: word, in: days, "day")
    }

    static func nurseIndex(_ instance: NurseRosteringInstance) -> [String: Int] {
        Dictionary(
            instance.nurses.enumerated().map { ($0.element.id, $0.offset) }, uniquingKeysWith: { first, _ in first })
    }

    static func shiftIndex(_ instance: NurseRosteringInstance) -> [String: Int] {
        Dictionary(
            instance.shiftTypes.enumerated().map { ($0.element.id, $0.offset) }, uniquingKeysWith: { first, _ in first }
        )
    }
}
