import ContactCenter
import Tabular

/// `locks.csv`: agent-days that stay as the roster given has them: `agent,date[,last_date]`, an empty agent for everybody.
public enum LockFile {
    /// Days of an agent, or of everybody.
    public struct Row: Hashable, Sendable {
        /// The agent; `nil` = everybody.
        public var agent: String?
        /// First and last day.
        public var dates: ClosedRange<CivilDate>
    }

    /// Reads locks of the agents and days of `instance`.
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
            func day(_ name: String) -> CivilDate? {
                faults.attempt { () throws(TabularError) in try row.date(table.column(name), within: instance) }
            }
            let agent = faults.attempt { () throws(TabularError) -> String? in
                row.isEmpty(table.column("agent"))
                    ? nil : try row.knownAgent(table.column("agent"), known, among: agents)
            }
            let first = day("date")
            let last = row.isEmpty(table.column("last_date")) ? first : day("last_date")
            guard let agent, let first, let last else { return }
            guard first <= last else {
                faults.add(
                    row.error(table.column("last_date"), "the last day \(last) is before the first \(first)"))
                return
            }
            rows.append(Row(agent: agent, dates: first...last))
        }
        try faults.check()
        return rows
    }
}
