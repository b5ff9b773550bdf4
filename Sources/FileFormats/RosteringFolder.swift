import ContactCenter
import Tabular

/// A rostering problem as a folder: `instance.json`, the five files of a team (``TeamFolder``) and `requirements.csv`.
/// All times are wall-clock times without clock change.
public enum RosteringFolder {
    /// Reads and checks a folder.
    ///
    /// Weeks are counted from the start date, which must be a Monday. Requirement intervals that are not listed need
    /// nobody. Availability outside the horizon is kept; it binds nobody.
    ///
    /// - Throws: ``RosteringFolderError`` with every fault found, each at its file, line, column and value.
    public static func read(_ path: String) throws(RosteringFolderError) -> RosteringInstance {
        var faults = FaultCollector()
        let head = faults.attempt { () throws(TabularError) in
            try InstanceHead.read(InputBytes.read(TeamFolder.path(path, "instance.json")))
        }
        let team = TeamFolder.read(path, skills: head?.skills, gridMinutes: head?.gridMinutes, faults: &faults)
        guard let head else { throw RosteringFolderError(problems: faults.problems) }
        var requirements = HeadRequirements(head: head)
        requirements.read(TeamFolder.path(path, "requirements.csv"), faults: &faults)
        try faults.check()
        return RosteringInstance(
            name: head.name, startDate: head.startDate, days: head.days, gridMinutes: head.gridMinutes,
            intervalMinutes: head.intervalMinutes, open: head.open, close: head.close, skills: head.skills,
            agents: team.agents, contracts: team.contracts, shiftKinds: team.shiftKinds,
            availability: team.availability, requirements: requirements.heads, rules: head.rules, costs: head.costs)
    }

    /// The seven files; paths are relative to the folder.
    ///
    /// `requirements.csv` lists every interval from opening to closing for every skill, zeros included, and any other
    /// interval that needs somebody.
    public static func write(_ instance: RosteringInstance) -> [OutputFile] {
        let team = Team(
            agents: instance.agents, contracts: instance.contracts, shiftKinds: instance.shiftKinds,
            availability: instance.availability)
        return [OutputFile(path: "instance.json", bytes: InstanceHead.write(instance))] + TeamFolder.write(team)
            + [OutputFile(path: "requirements.csv", bytes: HeadRequirements.write(instance))]
    }
}

/// `requirements.csv` of a scheduling folder: whole heads per interval and skill.
private struct HeadRequirements {
    static let columns = ["date", "time", "skill", "required"]

    let head: InstanceHead
    private(set) var heads: [[Int]]

    init(head: InstanceHead) {
        self.head = head
        let intervals = head.days * 1440 / head.intervalMinutes
        heads = Array(repeating: Array(repeating: 0, count: intervals), count: head.skills.count)
    }

    mutating func read(_ path: String, faults: inout FaultCollector) {
        let columns = HeadRequirements.columns
        let table = faults.attempt { () throws(TabularError) in try Table(InputBytes.read(path), required: columns) }
        guard var table else { return }
        let cells = columns.map { table.column($0) }
        var isGiven = heads.map { $0.map { _ in false } }
        var isAtEnd = false
        while !isAtEnd {
            do throws(TabularError) {
                guard let row = try table.next() else {
                    isAtEnd = true
                    continue
                }
                let interval = try interval(row, date: cells[0], time: cells[1])
                let skill = try skill(row, cells[2])
                guard !isGiven[skill][interval] else {
                    throw row.error("the requirement of this interval and skill is given twice")
                }
                isGiven[skill][interval] = true
                heads[skill][interval] = try row.int(cells[3], in: 0...1_000_000)
            } catch {
                faults.add(error)
            }
        }
    }

    private func interval(_ row: TableRow, date: TableColumn, time: TableColumn) throws(TabularError) -> Int {
        let day = try row.date(date) - head.startDate
        guard (0..<head.days).contains(day) else {
            throw row.error(
                date, "'\(row.optionalText(date))' is outside the \(head.days) days from \(head.startDate)")
        }
        let minute = try row.minuteOfDay(time)
        guard minute % head.intervalMinutes == 0, minute < 1440 else {
            throw row.error(
                time, "'\(row.optionalText(time))' does not start an interval of \(head.intervalMinutes) minutes")
        }
        return (day * 1440 + minute) / head.intervalMinutes
    }

    private func skill(_ row: TableRow, _ column: TableColumn) throws(TabularError) -> Int {
        let name = try row.text(column)
        guard let index = head.skills.firstIndex(of: name) else {
            throw row.error(
                column, "unknown skill '\(name)'",
                hint: nearestName(to: name, among: head.skills).map { "did you mean '\($0)'?" }
                    ?? "known: \(head.skills.joined(separator: ", "))")
        }
        return index
    }

    static func write(_ instance: RosteringInstance) -> [UInt8] {
        var writer = CSVWriter(header: columns)
        let perDay = 1440 / instance.intervalMinutes
        for day in 0..<instance.days {
            let date = (instance.startDate + day).description
            for slot in 0..<perDay {
                let minute = slot * instance.intervalMinutes
                let isOpen = minute >= instance.open && minute < instance.close
                let time = LocalTime.clock(minute)
                for (skill, name) in instance.skills.enumerated() {
                    let heads = instance.requirements[skill][day * perDay + slot]
                    guard isOpen || heads > 0 else { continue }
                    writer.add(date)
                    writer.add(time)
                    writer.add(name)
                    writer.add(heads)
                    writer.endRow()
                }
            }
        }
        return writer.bytes
    }
}
