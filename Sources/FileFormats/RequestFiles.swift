import ContactCenter
import Tabular

/// `requests.csv` of time off: `agent,from,to[,rank,credit_min]`, one row a request.
public enum TimeOffRequestFile {
    /// A request.
    public struct Row: Sendable {
        /// Who asks.
        public var agent: String
        /// First and last day.
        public var dates: ClosedRange<CivilDate>
        /// Rank, 0 when not given.
        public var rank: Int
        /// Minutes credited a day; `nil` when not given.
        public var creditMinutes: Int?
    }

    /// Reads requests of the agents of `instance`.
    ///
    /// - Throws: ``RosteringFolderError`` with every fault.
    public static func read(
        _ input: InputBytes, for instance: RosteringInstance
    ) throws(RosteringFolderError) -> [Row] {
        var faults = FaultCollector()
        let agents = instance.agents.map(\.id)
        let known = Set(agents)
        var rows: [Row] = []
        faults.forEachRow(of: input, required: ["agent", "from", "to"]) { row, table, faults in
            let agent = faults.attempt { () throws(TabularError) in
                try row.knownAgent(table.column("agent"), known, among: agents)
            }
            let from = faults.attempt { () throws(TabularError) in try row.date(table.column("from")) }
            let to = faults.attempt { () throws(TabularError) in try row.date(table.column("to")) }
            let rank = faults.attempt { () throws(TabularError) in
                try row.optionalInt(table.column("rank"), in: 0...1_000_000) ?? 0
            }
            let credit = faults.attempt { () throws(TabularError) in
                try row.optionalInt(table.column("credit_min"), in: 0...1440)
            }
            guard let agent, let from, let to, let rank, let credit else { return }
            guard from <= to else {
                faults.add(row.error(table.column("to"), "the last day \(to) is before the first \(from)"))
                return
            }
            rows.append(Row(agent: agent, dates: from...to, rank: rank, creditMinutes: credit))
        }
        try faults.check()
        return rows
    }
}

/// `bids.csv` of a shift bidding: `agent,rank,choice,line`, one row a choice; `line` is the agent whose row is wanted.
public enum ShiftBidFile {
    /// A bidder.
    public struct Row: Sendable {
        /// Who bids.
        public var agent: String
        /// Rank.
        public var rank: Int
        /// Lines in order of choice.
        public var choices: [String]
    }

    /// Reads bids of the agents of `instance`, bidders in the order of their first row. A row without a line takes
    /// part without a choice.
    ///
    /// - Throws: ``RosteringFolderError`` with every fault.
    public static func read(
        _ input: InputBytes, for instance: RosteringInstance
    ) throws(RosteringFolderError) -> [Row] {
        var faults = FaultCollector()
        let agents = instance.agents.map(\.id)
        let known = Set(agents)
        var order: [String] = []
        var bids: [String: (rank: Int, line: Int, choices: [Int: String])] = [:]
        faults.forEachRow(of: input, required: ["agent", "rank", "choice", "line"]) { row, table, faults in
            let agent = faults.attempt { () throws(TabularError) in
                try row.knownAgent(table.column("agent"), known, among: agents)
            }
            let rank = faults.attempt { () throws(TabularError) in try row.int(table.column("rank"), in: 0...1_000_000)
            }
            let choice = faults.attempt { () throws(TabularError) in
                try row.optionalInt(table.column("choice"), in: 1...100_000)
            }
            let line = faults.attempt { () throws(TabularError) -> String? in
                if row.isEmpty(table.column("line")) { return nil }
                return try row.knownAgent(table.column("line"), known, among: agents)
            }
            guard let agent, let rank, let choice, let line else { return }
            var bid = bids[agent] ?? (rank, row.line, [:])
            if bids[agent] == nil { order.append(agent) }
            if bid.rank != rank {
                faults.add(
                    row.error(
                        table.column("rank"), "'\(agent)' has rank \(bid.rank) on line \(bid.line) and \(rank) here"))
            }
            if let line {
                guard let choice else {
                    faults.add(row.error(table.column("choice"), "expected a whole number, found nothing"))
                    return
                }
                if bid.choices.updateValue(line, forKey: choice) != nil {
                    faults.add(row.error(table.column("choice"), "choice \(choice) of '\(agent)' is given twice"))
                }
            }
            bids[agent] = bid
        }
        try faults.check()
        return order.compactMap { agent in
            bids[agent].map { bid in
                Row(agent: agent, rank: bid.rank, choices: bid.choices.sorted { $0.key < $1.key }.map(\.value))
            }
        }
    }
}
