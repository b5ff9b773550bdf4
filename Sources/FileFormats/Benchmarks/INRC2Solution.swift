import ContactCenter
import Tabular

extension INRC2File {
    /// Writes the solution of week `week` (0 = the first week of `instance`).
    public static func writeSolution(
        _ roster: ShiftAssignment, of instance: NurseRosteringInstance, week: Int
    ) -> [UInt8] {
        var lines: [String] = []
        for (index, nurse) in instance.nurses.enumerated() {
            for day in 0..<7 {
                let cell = roster.cells[index * roster.days + week * 7 + day]
                guard let shift = instance.shift(of: cell), let skill = instance.skill(of: cell) else { continue }
                lines.append(
                    "\(nurse.id) \(dayNames[day]) \(instance.shiftTypes[shift].id) \(instance.skills[skill])")
            }
        }
        let head = "SOLUTION\n\(instance.weeksBefore + week) \(instance.name)\n\nASSIGNMENTS = \(lines.count)\n"
        return Array((head + lines.map { $0 + "\n" }.joined()).utf8)
    }

    /// Writes the history after `history`'s weeks, for the next stage.
    public static func writeHistory(_ instance: NurseRosteringInstance) -> [UInt8] {
        var text = "HISTORY\n\(instance.weeksBefore) \(instance.name)\n\nNURSE_HISTORY\n"
        for nurse in instance.nurses {
            let history = nurse.history
            let last = history.lastShift.map { instance.shiftTypes[$0].id } ?? "None"
            text += "\(nurse.id) \(history.assignments) \(history.weekends) \(last) \(history.consecutiveShift)"
            text += " \(history.consecutiveWork) \(history.consecutiveOff)\n"
        }
        return Array(text.utf8)
    }

    /// Reads the solution of one week into the cells of week `week` of `roster`.
    ///
    /// Two assignments of a nurse on one day, which break a hard rule, are refused here.
    public static func readSolution(
        _ input: InputBytes, of instance: NurseRosteringInstance, week: Int, into roster: inout ShiftAssignment
    ) throws(TabularError) {
        var reader = INRC2Cursor(file: input.name, lines: try BenchmarkLine.all(of: input))
        try reader.heading("SOLUTION")
        let head = try reader.next()
        guard head.words.count == 2 else { throw head.fault("expected week and scenario, found '\(head.text)'") }
        _ = try head.int(head.words[0], "week", in: 0...instance.scenarioWeeks)
        try INRC2Cursor.demand(instance.name, head.words[1], head)
        let nurses = nurseIndex(instance)
        let shifts = shiftIndex(instance)
        let skills = Dictionary(
            instance.skills.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
        for _ in 0..<(try reader.count("ASSIGNMENTS", in: 0...10_000_000)) {
            let line = try reader.next()
            let words = line.words
            guard words.count == 4 else {
                throw line.fault("expected nurse, day, shift type and skill, found '\(line.text)'")
            }
            let nurse = try line.index(of: words[0], in: nurses, "nurse")
            let onDay = try day(words[1], line)
            let cell = instance.cell(
                shift: try line.index(of: words[2], in: shifts, "shift type"),
                skill: try line.index(of: words[3], in: skills, "skill"))
            let index = nurse * roster.days + week * 7 + onDay
            guard roster.cells[index] == 0 else {
                throw line.fault("nurse '\(words[0])' has two assignments on \(words[1])", column: "day")
            }
            roster.cells[index] = cell
        }
    }
}
