import ContactCenter
import Tabular

/// Reads the tables of a team, each row as far as it can be read, and collects what is wrong.
struct TeamReader {
    let folder: String
    /// Skills that agents may have; `nil` = any.
    let skills: [String]?
    /// Grid on which shifts and breaks must lie; `nil` = any minute.
    let gridMinutes: Int?
    /// Least time between two breaks of a shift; `nil` = unknown.
    let minimumGapMinutes: Int?

    /// Most breaks of a shift kind that a roster can hold.
    static let mostBreaks = 8
    /// Unknown agents for whom the nearest name is looked up.
    private static let mostAgentHints = 20

    func team(_ faults: inout FaultCollector) -> Team {
        let (kinds, kindNames) = shiftKinds(&faults)
        let (contracts, contractNames) = contracts(kindNames: kindNames, &faults)
        let (agents, agentNames) = agents(contractNames: contractNames, &faults)
        let availability = availability(of: agentNames, &faults)
        return Team(agents: agents, contracts: contracts, shiftKinds: kinds, availability: availability)
    }

    // MARK: Tables
    // Each gives its values and the names it saw: a name on a faulty row is still known to the other tables, and no
    // names (nil) are known of a table that could not be read, so that one fault is not reported a hundred times.

    private func shiftKinds(_ faults: inout FaultCollector) -> ([ShiftKind], names: [String]?) {
        var kinds: [ShiftKind] = []
        // Breaks are checked against the presence even where something else of the kind is wrong.
        var presences: [String: Int] = [:]
        var seen = SeenNames("shift kind")
        let isRead = forEachRow(
            "shift_kinds.csv",
            ["kind", "presence_min", "paid_min", "earliest_start", "latest_start", "start_step_min"],
            &faults
        ) { row, column, faults in
            let name = faults.attempt { () throws(TabularError) in try seen.add(row, column[0]) }
            let presence = faults.attempt { () throws(TabularError) in try row.int(column[1], in: 1...10_080) }
            let paid = faults.attempt { () throws(TabularError) in try row.int(column[2], in: 0...10_080) }
            let earliest = faults.attempt { () throws(TabularError) in try row.minuteOfDay(column[3]) }
            let latest = faults.attempt { () throws(TabularError) in try row.minuteOfDay(column[4]) }
            let step = faults.attempt { () throws(TabularError) in try row.int(column[5], in: 1...1440) }
            for (value, index) in [(presence, 1), (earliest, 3), (step, 5)] {
                checkGrid(value, row, column[index], &faults)
            }
            if let presence, let paid, paid > presence {
                faults.add(row.error(column[2], "\(paid) paid minutes are more than the \(presence) of presence"))
            }
            if let latest, latest == 1440 {
                faults.add(row.error(column[4], "a shift of a day starts before '24:00'"))
            }
            if let name, let presence { presences[name] = presence }
            guard let name, let presence, let paid, let earliest, let latest, let step else { return }
            guard earliest <= latest else {
                faults.add(
                    row.error(
                        column[4],
                        "the latest start '\(row.optionalText(column[4]))' is before the earliest"
                            + " '\(row.optionalText(column[3]))'"))
                return
            }
            kinds.append(
                ShiftKind(
                    name: name, presenceMinutes: presence, paidMinutes: paid, starts: earliest...latest,
                    startStepMinutes: step, breaks: []))
        }
        let names = isRead ? seen.names : nil
        addBreaks(to: &kinds, presences: presences, kindNames: names, &faults)
        return (kinds, names)
    }

    private func addBreaks(
        to kinds: inout [ShiftKind], presences: [String: Int], kindNames: [String]?, _ faults: inout FaultCollector
    ) {
        var templates: [String: [(sequence: Int, template: BreakTemplate, row: TableRow)]] = [:]
        var sequenceColumn = TableColumn(name: "seq", index: nil)
        _ = forEachRow(
            "breaks.csv", ["kind", "seq", "minutes", "paid", "earliest_offset_min", "latest_offset_min"], &faults
        ) { row, column, faults in
            let kind = faults.attempt { () throws(TabularError) in
                try known(row, column[0], among: kindNames, what: "shift kind")
            }
            let sequence = faults.attempt { () throws(TabularError) in try row.int(column[1]) }
            let minutes = faults.attempt { () throws(TabularError) in try row.int(column[2], in: 1...1440) }
            let isPaid = faults.attempt { () throws(TabularError) in try row.flag(column[3]) }
            sequenceColumn = column[1]
            let earliest = faults.attempt { () throws(TabularError) in try row.int(column[4], in: 0...10_080) }
            let latest = faults.attempt { () throws(TabularError) in try row.int(column[5], in: 0...10_080) }
            for (value, index) in [(minutes, 2), (earliest, 4), (latest, 5)] {
                checkGrid(value, row, column[index], &faults)
            }
            guard let kind, let sequence, let minutes, let isPaid, let earliest, let latest else { return }
            guard earliest <= latest else {
                faults.add(row.error(column[5], "the latest offset \(latest) is before the earliest \(earliest)"))
                return
            }
            guard let presence = presences[kind] else { return }
            guard minutes < presence else {
                faults.add(
                    row.error(
                        column[2], "a break of \(minutes) minutes is not shorter than the shift of \(presence) minutes")
                )
                return
            }
            guard latest + minutes <= presence else {
                faults.add(
                    row.error(
                        column[5],
                        "a break of \(minutes) minutes that starts at \(latest) ends outside the shift of"
                            + " \(presence) minutes"))
                return
            }
            guard !templates[kind, default: []].contains(where: { $0.sequence == sequence }) else {
                faults.add(row.error(column[1], "break \(sequence) of kind '\(kind)' is given twice"))
                return
            }
            templates[kind, default: []].append(
                (sequence, BreakTemplate(minutes: minutes, isPaid: isPaid, startOffsets: earliest...latest), row))
        }
        for index in kinds.indices {
            let inOrder = templates[kinds[index].name, default: []].sorted { $0.sequence < $1.sequence }
            kinds[index].breaks = inOrder.map(\.template)
            checkSequence(inOrder.map { ($0.template, $0.row) }, kind: kinds[index], sequenceColumn, &faults)
        }
    }

    /// Whether the breaks of a kind can follow each other, each as early as the one before lets it.
    private func checkSequence(
        _ breaks: [(template: BreakTemplate, row: TableRow)], kind: ShiftKind, _ column: TableColumn,
        _ faults: inout FaultCollector
    ) {
        if breaks.count > TeamReader.mostBreaks {
            faults.add(
                breaks[TeamReader.mostBreaks].row.error(
                    column, "kind '\(kind.name)' has \(breaks.count) breaks; at most \(TeamReader.mostBreaks) are known"
                ))
        }
        let gap = minimumGapMinutes ?? 0
        var soonest = 0
        for (template, row) in breaks {
            let start = max(soonest, template.startOffsets.lowerBound)
            guard start <= template.startOffsets.upperBound else {
                faults.add(
                    row.error(
                        column,
                        "a break that may start at \(template.startOffsets.lowerBound)…"
                            + "\(template.startOffsets.upperBound) minutes cannot follow the one before, which ends"
                            + " at \(soonest - gap) minutes at the earliest, with \(gap) minutes between",
                        hint: "let it start later, or the one before earlier"))
                return
            }
            soonest = start + template.minutes + gap
        }
    }

    private func contracts(
        kindNames: [String]?, _ faults: inout FaultCollector
    ) -> ([Contract], names: [String]?) {
        var contracts: [Contract] = []
        var seen = SeenNames("contract")
        let isRead = forEachRow(
            "contracts.csv", ["contract", "weekly_min_paid", "weekly_max_paid", "max_days_per_week", "kinds"], &faults
        ) { row, column, faults in
            let name = faults.attempt { () throws(TabularError) in try seen.add(row, column[0]) }
            let least = faults.attempt { () throws(TabularError) in try row.int(column[1], in: 0...10_080) }
            let most = faults.attempt { () throws(TabularError) in try row.int(column[2], in: 0...10_080) }
            let days = faults.attempt { () throws(TabularError) in try row.int(column[3], in: 1...7) }
            let kinds = knownNames(row, column[4], among: kindNames, what: "shift kind", &faults)
            guard let name, let least, let most, let days, let kinds else { return }
            guard least <= most else {
                faults.add(row.error(column[2], "the most paid minutes \(most) are fewer than the least \(least)"))
                return
            }
            contracts.append(
                Contract(name: name, weeklyPaidMinutes: least...most, maximumDaysPerWeek: days, shiftKinds: kinds))
        }
        return (contracts, isRead ? seen.names : nil)
    }

    private func agents(
        contractNames: [String]?, _ faults: inout FaultCollector
    ) -> ([Agent], names: [String]?) {
        var agents: [Agent] = []
        var seen = SeenNames("agent")
        let isRead = forEachRow("agents.csv", ["agent", "contract", "skills"], optional: ["team"], &faults) {
            row, column, faults in
            let id = faults.attempt { () throws(TabularError) in try seen.add(row, column[0]) }
            let contract = faults.attempt { () throws(TabularError) in
                try known(row, column[1], among: contractNames, what: "contract")
            }
            let skills = knownNames(row, column[2], among: self.skills, what: "skill", &faults)
            guard let id, let contract, let skills else { return }
            agents.append(Agent(id: id, contract: contract, skills: skills, team: row.optionalText(column[3])))
        }
        return (agents, isRead ? seen.names : nil)
    }

    private func availability(of agents: [String]?, _ faults: inout FaultCollector) -> [Availability] {
        var rows: [Availability] = []
        let known = agents.map(Set.init)
        var lineOfRow: [Availability: Int] = [:]
        var leaveOfAgent: [String: [(record: Availability, line: Int)]] = [:]
        // Looking for the nearest of 10⁵ names takes its time: only the first strangers get a hint.
        var hintsLeft = TeamReader.mostAgentHints
        _ = forEachRow(
            "availability.csv", ["agent", "date", "from", "to", "kind", "credit_min", "weight"], &faults
        ) { row, column, faults in
            let agent = faults.attempt { () throws(TabularError) in
                let name = try row.text(column[0])
                if let known, let agents, !known.contains(name) {
                    hintsLeft -= 1
                    throw hintsLeft >= 0
                        ? unknown(name, row, column[0], among: agents, what: "agent")
                        : row.error(column[0], "unknown agent '\(name)'")
                }
                return name
            }
            let date = faults.attempt { () throws(TabularError) in try row.date(column[1]) }
            let from = faults.attempt { () throws(TabularError) in try row.minuteOfDay(column[2]) }
            let to = faults.attempt { () throws(TabularError) in try row.minuteOfDay(column[3]) }
            let kind = faults.attempt { () throws(TabularError) in try row.choice(column[4], Availability.Kind.self) }
            let credit = faults.attempt { () throws(TabularError) in
                try row.optionalInt(column[5], in: 0...1440) ?? 0
            }
            let weight = faults.attempt { () throws(TabularError) in
                try row.optionalInt(column[6], in: 0...1_000_000) ?? 0
            }
            guard let agent, let date, let from, let to, let kind, let credit, let weight else { return }
            guard from < to else {
                faults.add(
                    row.error(
                        column[3], "'\(row.optionalText(column[3]))' is not after '\(row.optionalText(column[2]))'",
                        hint: "a span ends at 24:00 at the latest; split one that passes midnight"))
                return
            }
            let span = Availability(
                agent: agent, date: date, span: from..<to, kind: kind, creditMinutes: credit, weight: weight)
            if let earlier = lineOfRow.updateValue(row.line, forKey: span) {
                faults.add(
                    row.error("the same \(kind.rawValue) of '\(agent)' is given twice (first on line \(earlier))"))
                return
            }
            if kind == .leave {
                if let other = leaveOfAgent[agent]?.first(where: {
                    $0.record.date == date && $0.record.span.overlaps(span.span)
                }) {
                    faults.add(
                        row.error(
                            column[2],
                            "leave of '\(agent)' on \(date) from '\(row.optionalText(column[2]))' overlaps that on line"
                                + " \(other.line)",
                            hint: "both would be credited; join them into one record"))
                    return
                }
                leaveOfAgent[agent, default: []].append((span, row.line))
            }
            rows.append(span)
        }
        return rows
    }

    // MARK: Rows and names

    /// Calls `body` for every sound row, columns in the order of `names`; `false` when the table cannot be read.
    private func forEachRow(
        _ file: String, _ names: [String], optional: [String] = [], _ faults: inout FaultCollector,
        _ body: (TableRow, [TableColumn], inout FaultCollector) -> Void
    ) -> Bool {
        let path = TeamFolder.path(folder, file)
        let table = faults.attempt { () throws(TabularError) in try Table(InputBytes.read(path), required: names) }
        guard let table else { return false }
        let columns = (names + optional).map { table.column($0) }
        faults.forEachRow(in: table) { row, faults in body(row, columns, &faults) }
        return true
    }

    private func checkGrid(_ minutes: Int?, _ row: TableRow, _ column: TableColumn, _ faults: inout FaultCollector) {
        guard let minutes, let gridMinutes, minutes % gridMinutes != 0 else { return }
        faults.add(row.error(column, "'\(row.optionalText(column))' is not on the grid of \(gridMinutes) minutes"))
    }

    /// A cell's name, one of `names` (`nil` = any).
    private func known(
        _ row: TableRow, _ column: TableColumn, among names: [String]?, what: String
    ) throws(TabularError) -> String {
        let name = try row.text(column)
        if let names, !names.contains(name) { throw unknown(name, row, column, among: names, what: what) }
        return name
    }

    /// The names of a cell, at least one, all of them among `names` (`nil` = any); a fault for each that is not.
    private func knownNames(
        _ row: TableRow, _ column: TableColumn, among names: [String]?, what: String, _ faults: inout FaultCollector
    ) -> [String]? {
        let found = faults.attempt { () throws(TabularError) in
            _ = try row.text(column)
            return try row.names(column)
        }
        guard let found, let names else { return found }
        let strangers = found.filter { !names.contains($0) }
        for stranger in strangers { faults.add(unknown(stranger, row, column, among: names, what: what)) }
        return strangers.isEmpty ? found : nil
    }

    private func unknown(
        _ name: String, _ row: TableRow, _ column: TableColumn, among names: [String], what: String
    ) -> TabularError {
        row.error(
            column, "unknown \(what) '\(name)'",
            hint: nearestName(to: name, among: names).map { "did you mean '\($0)'?" }
                ?? (names.isEmpty
                    ? "none is defined" : "known: \(names.prefix(12).joined(separator: ", "))"))
    }
}

/// Names that may be given once.
private struct SeenNames {
    private let what: String
    private var lineOfName: [String: Int] = [:]
    private(set) var names: [String] = []

    init(_ what: String) { self.what = what }

    mutating func add(_ row: TableRow, _ column: TableColumn) throws(TabularError) -> String {
        let name = try row.text(column)
        guard !name.contains("|") else {
            throw row.error(column, "'\(name)' cannot be a name", hint: "'|' joins names")
        }
        if let earlier = lineOfName.updateValue(row.line, forKey: name) {
            throw row.error(column, "\(what) '\(name)' is given twice (first on line \(earlier))")
        }
        names.append(name)
        return name
    }
}
