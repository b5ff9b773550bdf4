import ContactCenter
import Tabular

extension CurtoisQuFile {
    /// Reads a solution: the viewer's XML, or plain text with one line a row `employee day shift`.
    ///
    /// Only the elements that carry the roster are looked at: `Employee` with its `ID`, `Day` and `Shift`.
    /// - Throws: `TabularError.badData` with line and value for unknown names, days outside the horizon and a day
    ///   with two shifts.
    public static func readSolution(
        _ input: InputBytes, of instance: ShiftRosteringInstance
    ) throws(TabularError) -> ShiftAssignment {
        let employees = Dictionary(
            instance.employees.enumerated().map { ($0.element.id, $0.offset) }, uniquingKeysWith: { first, _ in first })
        let shifts = Dictionary(
            instance.shiftTypes.enumerated().map { ($0.element.id, $0.offset) },
            uniquingKeysWith: { first, _ in first })
        var roster = ShiftAssignment(employees: instance.employees.count, days: instance.days)
        var employee: Int?
        var day: Int?
        func assign(_ shift: String, _ line: BenchmarkLine) throws(TabularError) {
            guard let employee else { throw line.fault("a shift before any <Employee ID=…>") }
            guard let onDay = day else { throw line.fault("a <Shift> before its <Day>") }
            let index = try line.index(of: shift, in: shifts, "shift")
            if roster[employee, onDay] != nil {
                throw line.fault(
                    "employee '\(instance.employees[employee].id)' has two shifts on day \(onDay)", column: "Day")
            }
            roster[employee, onDay] = index
            day = nil
        }
        let lines = try BenchmarkLine.all(of: input)
        guard lines.first?.text.hasPrefix("<") ?? false else {
            for line in lines {
                let words = line.words
                guard words.count == 3 else {
                    throw line.fault(
                        "expected employee, day and shift, found '\(line.text)'",
                        hint: "a solution is the viewer's XML or lines of employee, day, shift")
                }
                employee = try line.index(of: words[0], in: employees, "employee")
                day = try line.int(words[1], "Day", in: 0...max(0, instance.days - 1))
                try assign(words[2], line)
            }
            return roster
        }
        for line in lines {
            for element in XMLText.elements(of: line.text) {
                switch element.name {
                case "Employee":
                    guard let id = element.attributes["ID"] else {
                        throw line.fault("an <Employee> without ID", column: "ID")
                    }
                    employee = try line.index(of: id, in: employees, "employee")
                case "Day": day = try line.int(element.text, "Day", in: 0...max(0, instance.days - 1))
                case "Shift": try assign(element.text, line)
                default: break
                }
            }
        }
        return roster
    }
}
