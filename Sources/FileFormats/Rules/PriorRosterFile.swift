import ContactCenter
import Tabular

/// The roster of the days before the horizon, in the compact format: what rules look back to.
public enum PriorRosterFile {
    /// The shifts of known agents before the horizon of `instance`, and what was left out, in words.
    ///
    /// A longer roster may be given: shifts from the first day on, and those of people who are no longer there, are left
    /// out. Breaks are not looked at.
    /// - Throws: ``RosteringFolderError`` with every fault: kinds that the instance does not know, days with two shifts.
    public static func read(
        _ input: InputBytes, for instance: RosteringInstance
    ) throws(RosteringFolderError) -> (shifts: [Shift], notes: [String]) {
        var faults = FaultCollector()
        let agents = Set(instance.agents.map(\.id))
        let kinds = instance.shiftKinds.map(\.name)
        let known = Set(kinds)
        var shifts: [Shift] = []
        var strangers = Set<String>()
        var later = 0
        var lineOfDay: [String: Int] = [:]
        faults.forEachRow(of: input, required: CompactRosterFile.columns) { row, table, faults in
            let shift = faults.attempt { () throws(TabularError) -> Shift? in
                let shift = try CompactRosterFile.shift(row, of: table)
                guard shift.start.date < instance.startDate else {
                    later += 1
                    return nil
                }
                guard agents.contains(shift.agent) else {
                    strangers.insert(shift.agent)
                    return nil
                }
                guard known.contains(shift.kind) else {
                    throw row.error(
                        table.column("kind"), "unknown shift kind '\(shift.kind)'",
                        hint: nearestName(to: shift.kind, among: kinds).map { "did you mean '\($0)'?" }
                            ?? "its length is not known: add it to shift_kinds.csv; no contract need allow it")
                }
                let day = "\(shift.agent) on \(shift.start.date)"
                if let line = lineOfDay.updateValue(row.line, forKey: day) {
                    throw row.error("a second shift of \(day) (the first is on line \(line))")
                }
                return shift
            }
            if let shift, let shift { shifts.append(shift) }
        }
        try faults.check()
        var notes: [String] = []
        if !strangers.isEmpty {
            notes.append(
                "\(input.name): shifts of \(strangers.count) agents who are not on the team were left out "
                    + "(\(strangers.sorted().prefix(3).joined(separator: ", "))\(strangers.count > 3 ? ", …" : ""))")
        }
        if later > 0 {
            notes.append("\(input.name): \(later) shifts from \(instance.startDate) on were left out")
        }
        if shifts.isEmpty { notes.append("\(input.name): no shift before \(instance.startDate)") }
        return (shifts, notes)
    }
}
