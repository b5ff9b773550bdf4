import ContactCenter
import Tabular

/// `absences.csv` of a re-planning: `agent,date[,from,to,kind,credit_min]`. Without `from` and `to` the whole day,
/// without `kind` leave, without `credit_min` the paid time that is lost.
public enum AbsenceFile {
    /// One absence.
    public struct Row: Sendable {
        /// The absence; its credit is 0 when none was given.
        public var record: Availability
        /// Whether a credit was given.
        public var hasCredit: Bool
    }

    /// Reads absences of the agents of `instance`.
    ///
    /// - Throws: ``RosteringFolderError`` with every fault.
    public static func read(
        _ input: InputBytes, for instance: RosteringInstance
    ) throws(RosteringFolderError) -> [Row] {
        var faults = FaultCollector()
        let agents = instance.agents.map(\.id)
        let known = Set(agents)
        var rows: [Row] = []
        faults.forEachRow(of: input, required: ["agent", "date"]) { row, table, faults in
            let agent = faults.attempt { () throws(TabularError) in
                try row.knownAgent(table.column("agent"), known, among: agents)
            }
            let date = faults.attempt { () throws(TabularError) in
                try row.date(table.column("date"), within: instance)
            }
            func minute(_ name: String, _ otherwise: Int) -> Int? {
                let column = table.column(name)
                return row.isEmpty(column)
                    ? otherwise : faults.attempt { () throws(TabularError) in try row.minuteOfDay(column) }
            }
            let from = minute("from", 0)
            let to = minute("to", 1440)
            let kind =
                row.isEmpty(table.column("kind"))
                ? Availability.Kind.leave
                : faults.attempt { () throws(TabularError) in
                    let kind = try row.choice(table.column("kind"), Availability.Kind.self)
                    guard kind != .avoid else {
                        throw row.error(
                            table.column("kind"), "a wish ('avoid') is no absence", hint: "leave or unavailable")
                    }
                    return kind
                }
            let credit = faults.attempt { () throws(TabularError) in
                try row.optionalInt(table.column("credit_min"), in: 0...1440)
            }
            guard let agent, let date, let from, let to, let kind, let credit else { return }
            guard from < to else {
                faults.add(row.error(table.column("to"), "the absence ends before it begins"))
                return
            }
            rows.append(
                Row(
                    record: Availability(
                        agent: agent, date: date, span: from..<to, kind: kind, creditMinutes: credit ?? 0),
                    hasCredit: credit != nil))
        }
        try faults.check()
        return rows
    }
}

extension TableRow {
    /// A day of the horizon of `instance`.
    func date(_ column: TableColumn, within instance: RosteringInstance) throws(TabularError) -> CivilDate {
        let date = try date(column)
        guard (0..<instance.days).contains(date - instance.startDate) else {
            throw error(column, "\(date) is outside the \(instance.days) days from \(instance.startDate)")
        }
        return date
    }

    /// The name of a known agent.
    func knownAgent(
        _ column: TableColumn, _ known: Set<String>, among names: [String]
    ) throws(TabularError) -> String {
        let name = try text(column)
        guard known.contains(name) else {
            throw error(
                column, "unknown agent '\(name)'",
                hint: nearestName(to: name, among: names).map { "did you mean '\($0)'?" })
        }
        return name
    }
}
