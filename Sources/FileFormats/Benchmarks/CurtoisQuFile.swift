import ContactCenter
import Tabular

/// The text format of the shift scheduling instances of Curtois & Qu (schedulingbenchmarks.org), and their solutions.
///
/// Sections begin with `SECTION_HORIZON`, `SECTION_SHIFTS`, `SECTION_STAFF`, `SECTION_DAYS_OFF`,
/// `SECTION_SHIFT_ON_REQUESTS`, `SECTION_SHIFT_OFF_REQUESTS` and `SECTION_COVER`; rows hold fields between commas;
/// lines that begin with `#` are comments.
///
/// Source: Curtois & Qu, "Computational results on new staff scheduling benchmark instances", technical report, 2014.
public enum CurtoisQuFile {
    private static let sections = [
        "SECTION_HORIZON", "SECTION_SHIFTS", "SECTION_STAFF", "SECTION_DAYS_OFF", "SECTION_SHIFT_ON_REQUESTS",
        "SECTION_SHIFT_OFF_REQUESTS", "SECTION_COVER",
    ]

    /// Whether the file looks like an instance of this format.
    public static func recognises(_ input: InputBytes) -> Bool {
        guard let lines = try? BenchmarkLine.all(of: input) else { return false }
        return lines.first.map { sections.contains($0.text) } ?? false
    }

    /// Reads an instance.
    /// - Throws: `RosteringFolderError` with everything that is wrong, each with line, column and value.
    public static func read(_ input: InputBytes) throws(RosteringFolderError) -> ShiftRosteringInstance {
        var faults = FaultCollector()
        guard let lines = faults.attempt({ () throws(TabularError) in try BenchmarkLine.all(of: input) }) else {
            throw RosteringFolderError(problems: faults.problems)
        }
        var rows: [String: [BenchmarkLine]] = [:]
        var section: String?
        for line in lines {
            if line.text.hasPrefix("SECTION_") {
                guard sections.contains(line.text) else {
                    let nearest = nearestName(to: line.text, among: sections)
                    faults.add(
                        line.fault("unknown section '\(line.text)'", hint: nearest.map { "did you mean '\($0)'?" }))
                    section = nil
                    continue
                }
                if rows[line.text] != nil { faults.add(line.fault("section '\(line.text)' stands here twice")) }
                section = line.text
                rows[line.text, default: []] = rows[line.text] ?? []
            } else if let section {
                rows[section, default: []].append(line)
            } else {
                faults.add(
                    line.fault("expected a section, found '\(line.text)'", hint: "a file begins with SECTION_HORIZON"))
            }
        }
        for name in sections.prefix(3) where rows[name]?.isEmpty ?? true {
            faults.add(
                .badData(Place(file: input.name), message: "section '\(name)' is missing or empty", hint: nil))
        }
        try faults.check()
        var reader = CurtoisQuReader(faults: faults)
        reader.readHorizon(rows["SECTION_HORIZON"] ?? [])
        reader.readShifts(rows["SECTION_SHIFTS"] ?? [])
        reader.readStaff(rows["SECTION_STAFF"] ?? [])
        reader.readDaysOff(rows["SECTION_DAYS_OFF"] ?? [])
        reader.readRequests(rows["SECTION_SHIFT_ON_REQUESTS"] ?? [], areWanted: true)
        reader.readRequests(rows["SECTION_SHIFT_OFF_REQUESTS"] ?? [], areWanted: false)
        reader.readCover(rows["SECTION_COVER"] ?? [])
        try reader.faults.check()
        return reader.instance
    }

    /// Writes a solution as the roster file of the benchmark's viewer: XML with `<Employee ID="…">` and one
    /// `<Assign><Day>…</Day><Shift>…</Shift></Assign>` a shift.
    public static func write(
        _ roster: ShiftAssignment, of instance: ShiftRosteringInstance, penalty: Int, instanceFile: String
    ) -> [UInt8] {
        var text = """
            <?xml version="1.0" encoding="UTF-8"?>
            <Roster xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="Roster.xsd">
              <SchedulingPeriodFile>\(XMLText.escape(instanceFile))</SchedulingPeriodFile>
              <Penalty>\(penalty)</Penalty>

            """
        for (index, employee) in instance.employees.enumerated() {
            text += "  <Employee ID=\"\(XMLText.escape(employee.id))\">\n"
            for day in 0..<instance.days {
                guard let shift = roster[index, day] else { continue }
                let id = XMLText.escape(instance.shiftTypes[shift].id)
                text += "    <Assign><Day>\(day)</Day><Shift>\(id)</Shift></Assign>\n"
            }
            text += "  </Employee>\n"
        }
        return Array((text + "</Roster>\n").utf8)
    }
}
