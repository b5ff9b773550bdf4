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
        let parts = InstanceHead.read(TeamFolder.path(path, "instance.json"), faults: &faults)
        let team = TeamFolder.read(
            path, skills: parts.skills, gridMinutes: parts.gridMinutes,
            minimumGapMinutes: parts.rules?.minimumGapBetweenBreaksMinutes, faults: &faults)
        var requirements = HeadRequirements(parts: parts)
        requirements.read(TeamFolder.path(path, "requirements.csv"), faults: &faults)
        let prices = ShortagePriceFile.read(
            TeamFolder.path(path, ShortagePriceFile.name), parts, requirements.heads, &faults)
        guard let head = parts.head else { throw RosteringFolderError(problems: faults.problems) }
        try faults.check()
        var instance = RosteringInstance(
            name: head.name, startDate: head.startDate, days: head.days, gridMinutes: head.gridMinutes,
            intervalMinutes: head.intervalMinutes, open: head.open, close: head.close, skills: head.skills,
            agents: team.agents, contracts: team.contracts, shiftKinds: team.shiftKinds,
            availability: team.availability, requirements: requirements.heads, rules: head.rules, costs: head.costs)
        instance.shortagePrices = prices
        return instance
    }

    /// The seven files, and `shortage_prices.csv` where shortage is priced by interval; paths are relative to the folder.
    ///
    /// `requirements.csv` lists every interval from opening to closing for every skill, zeros included, and any other
    /// interval that needs somebody.
    public static func write(_ instance: RosteringInstance) -> [OutputFile] {
        let team = Team(
            agents: instance.agents, contracts: instance.contracts, shiftKinds: instance.shiftKinds,
            availability: instance.availability)
        return [OutputFile(path: "instance.json", bytes: InstanceHead.write(instance))] + TeamFolder.write(team)
            + [OutputFile(path: "requirements.csv", bytes: HeadRequirements.write(instance))]
            + (instance.shortagePrices.map {
                [OutputFile(path: ShortagePriceFile.name, bytes: ShortagePriceFile.write($0, instance))]
            } ?? [])
    }
}

/// `requirements.csv` of a scheduling folder: whole heads per interval and skill.
private struct HeadRequirements {
    static let columns = ["date", "time", "skill", "required"]

    let parts: InstanceHead.Parts
    /// Heads by skill and interval; empty when the head of the folder is not whole.
    private(set) var heads: [[Int]] = []

    init(parts: InstanceHead.Parts) {
        self.parts = parts
        if let head = parts.head {
            let intervals = head.days * 1440 / head.intervalMinutes
            heads = Array(repeating: Array(repeating: 0, count: intervals), count: head.skills.count)
        }
    }

    mutating func read(_ path: String, faults: inout FaultCollector) {
        let columns = HeadRequirements.columns
        let table = faults.attempt { () throws(TabularError) in try Table(InputBytes.read(path), required: columns) }
        guard let table else { return }
        let cells = columns.map { table.column($0) }
        var lineOfInterval = heads.map { $0.map { _ in 0 } }
        faults.forEachRow(in: table) { (row, faults) throws(TabularError) in
            let day = faults.attempt { () throws(TabularError) in try parts.dayIndex(row, cells[0]) }
            let minute = faults.attempt { () throws(TabularError) in try parts.minuteOfDay(row, cells[1]) }
            let skill = faults.attempt { () throws(TabularError) in try parts.skillIndex(row, cells[2]) }
            let required = faults.attempt { () throws(TabularError) in try row.int(cells[3], in: 0...1_000_000) }
            guard let day, let minute, let skill, let required, let length = parts.intervalMinutes, !heads.isEmpty
            else { return }
            let interval = (day * 1440 + minute) / length
            guard lineOfInterval[skill][interval] == 0 else {
                throw row.error(
                    "the requirement of this interval and skill is given twice"
                        + " (first on line \(lineOfInterval[skill][interval]))")
            }
            lineOfInterval[skill][interval] = row.line
            heads[skill][interval] = required
        }
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
