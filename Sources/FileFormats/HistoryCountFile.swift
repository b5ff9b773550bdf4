import ContactCenter
import Tabular

/// `history.csv` of a roster: what agents bring along from before the horizon, `agent,measure,count`.
public enum HistoryCountFile {
    /// Reads the counts of the agents of `instance`; measures are `weekends`, `nights` and `weekdays`.
    ///
    /// - Throws: ``RosteringFolderError`` with every fault.
    public static func read(
        _ input: InputBytes, for instance: RosteringInstance
    ) throws(RosteringFolderError) -> [RosterHistory] {
        var faults = FaultCollector()
        let agents = instance.agents.map(\.id)
        let known = Set(agents)
        let measures = ["weekends", "nights", "weekdays"]
        var rows: [RosterHistory] = []
        faults.forEachRow(of: input, required: ["agent", "measure", "count"]) { row, table, faults in
            let agent = faults.attempt { () throws(TabularError) in
                try row.knownAgent(table.column("agent"), known, among: agents)
            }
            let measure = faults.attempt { () throws(TabularError) in
                let word = try row.text(table.column("measure"))
                guard measures.contains(word) else {
                    throw row.error(
                        table.column("measure"), "expected one of \(measures.joined(separator: ", ")), found '\(word)'",
                        hint: nearestName(to: word, among: measures).map { "did you mean '\($0)'?" })
                }
                return word
            }
            let count = faults.attempt { () throws(TabularError) in
                try row.int(table.column("count"), in: 0...10_000)
            }
            guard let agent, let measure, let count else { return }
            rows.append(RosterHistory(agent: agent, measure: measure, count: count))
        }
        try faults.check()
        return rows
    }

    /// Writes counts in the order given.
    public static func write(_ rows: [RosterHistory]) -> [UInt8] {
        var writer = CSVWriter(header: ["agent", "measure", "count"])
        for row in rows {
            writer.add(row.agent)
            writer.add(row.measure)
            writer.add(row.count)
            writer.endRow()
        }
        return writer.bytes
    }
}
