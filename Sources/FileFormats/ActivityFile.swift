import ContactCenter
import Tabular

/// `activities.csv`: training, coaching and meetings that are to be placed in a roster, one row an activity.
///
/// Needed: `activity,who,minutes`. Optional: `mode,sessions,first_date,last_date,from,to,start,paid,seats,trainer,
/// min_attendees,shrinkage`.
public enum ActivityFile {
    /// All columns.
    public static let columns = [
        "activity", "who", "minutes", "mode", "sessions", "first_date", "last_date", "from", "to", "start", "paid",
        "seats", "trainer", "min_attendees", "shrinkage",
    ]

    /// Reads the activities for the agents and days of `instance`.
    ///
    /// - Throws: ``RosteringFolderError`` with every fault.
    public static func read(
        _ input: InputBytes, for instance: RosteringInstance
    ) throws(RosteringFolderError) -> [PlannedActivity] {
        var faults = FaultCollector()
        var activities: [PlannedActivity] = []
        var lines: [String: Int] = [:]
        faults.forEachRow(of: input, required: ["activity", "who", "minutes"]) { row, table, faults in
            let before = faults.problems.count
            let reader = ActivityRow(row: row, table: table, instance: instance)
            let name = faults.attempt { () throws(TabularError) in try reader.name() }
            if let name, let line = lines.updateValue(row.line, forKey: name) {
                faults.add(
                    row.error(table.column("activity"), "activity '\(name)' is given twice (first on line \(line))"))
            }
            let activity = reader.activity(name: name ?? "", &faults)
            if faults.problems.count == before, let activity { activities.append(activity) }
        }
        try faults.check()
        return activities
    }
}

/// One row of the file.
private struct ActivityRow {
    let row: TableRow
    let table: Table
    let instance: RosteringInstance

    func name() throws(TabularError) -> String {
        let column = table.column("activity")
        let name = try row.text(column)
        guard !name.contains(where: { $0 == ":" || $0 == "|" || $0.isNewline }), name.first != " ", name.last != " "
        else {
            throw row.error(column, "the name '\(name)' holds ':' or '|', or begins or ends with a blank")
        }
        return name
    }

    func activity(name: String, _ faults: inout FaultCollector) -> PlannedActivity? {
        func attempt<Value>(_ body: () throws(TabularError) -> Value) -> Value? { faults.attempt(body) }
        func whole(_ column: String, _ range: ClosedRange<Int>) -> Int? {
            attempt { () throws(TabularError) in try row.optionalInt(table.column(column), in: range) } ?? nil
        }
        func flag(_ column: String) -> Bool {
            row.isEmpty(table.column(column))
                || attempt { () throws(TabularError) in try row.flag(table.column(column)) } ?? true
        }
        let who = attempt { () throws(TabularError) in try selectors() }
        let minutes = attempt { () throws(TabularError) in
            let minutes = try row.int(table.column("minutes"), in: 1...1440)
            guard minutes % instance.gridMinutes == 0 else {
                throw row.error(
                    table.column("minutes"), "\(minutes) minutes are not on the grid of \(instance.gridMinutes) minutes"
                )
            }
            return minutes
        }
        let form =
            row.isEmpty(table.column("mode"))
            ? PlannedActivity.Form.oneByOne
            : attempt { () throws(TabularError) in
                try row.choice(table.column("mode"), PlannedActivity.Form.self)
            }
        let sessions = whole("sessions", 1...366)
        let dates = attempt { () throws(TabularError) -> ClosedRange<CivilDate> in try allowedDates() }
        let hours = attempt { () throws(TabularError) -> Range<Int> in
            try allowedHours(minutes: minutes)
        }
        let fixed = attempt { () throws(TabularError) -> LocalTime? in
            try allowedStart(dates: dates, hours: hours, minutes: minutes)
        }
        let seats = whole("seats", 1...100_000)
        let least = whole("min_attendees", 1...100_000)
        let trainer = attempt { () throws(TabularError) -> String? in
            let column = table.column("trainer")
            if row.isEmpty(column) { return nil }
            let names = instance.agents.map(\.id)
            return try row.knownAgent(column, Set(names), among: names)
        }
        guard let who, let minutes, let form, let dates, let hours, let fixed, let trainer else { return nil }
        let activity = PlannedActivity(
            name: name, attendees: who, minutes: minutes, form: form, sessions: sessions ?? 1, dates: dates,
            hours: hours, fixedStart: fixed, isPaid: flag("paid"), seats: seats, trainer: trainer,
            leastAttendees: least, isShrinkage: flag("shrinkage"))
        check(activity, &faults)
        return activity
    }

    private func check(_ activity: PlannedActivity, _ faults: inout FaultCollector) {
        let invited = instance.agents.count(where: activity.concerns)
        if invited == 0 {
            faults.add(
                row.error(table.column("who"), "no agent is meant by '\(row.optionalText(table.column("who")))'"))
        }
        if let least = activity.leastAttendees {
            let column = table.column("min_attendees")
            if activity.form == .oneByOne {
                faults.add(
                    row.error(column, "only sessions held together have a least number", hint: "set mode to together"))
            } else if least > invited {
                faults.add(row.error(column, "\(least) attendees at least, but only \(invited) are meant"))
            } else if let seats = activity.seats, least > seats {
                faults.add(row.error(column, "\(least) attendees at least, but there are \(seats) seats"))
            }
        }
        if activity.fixedStart != nil, activity.sessions > 1 {
            faults.add(row.error(table.column("sessions"), "an activity with a fixed start has one session"))
        }
    }

    private func selectors() throws(TabularError) -> [PlannedActivity.Selector] {
        let column = table.column("who")
        _ = try row.text(column)
        var selectors: [PlannedActivity.Selector] = []
        for word in try row.names(column) {
            if word == "all" {
                selectors.append(.everyone)
                continue
            }
            let parts = word.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            let kinds: [String: ([String], (String) -> PlannedActivity.Selector)] = [
                "agent": (instance.agents.map(\.id), { .agent($0) }),
                "skill": (instance.skills, { .skill($0) }),
                "contract": (instance.contracts.map(\.name), { .contract($0) }),
                "team": (instance.agents.map(\.team).filter { !$0.isEmpty }, { .team($0) }),
            ]
            guard parts.count == 2, let (names, make) = kinds[parts[0]] else {
                throw row.error(
                    column, "expected all, agent:NAME, skill:NAME, contract:NAME or team:NAME, found '\(word)'",
                    hint: instance.agents.contains { $0.id == word } ? "write agent:\(word)" : nil)
            }
            guard names.contains(parts[1]) else {
                throw row.error(
                    column, "unknown \(parts[0]) '\(parts[1])'",
                    hint: nearestName(to: parts[1], among: names).map { "did you mean '\($0)'?" }
                        ?? (parts[0] == "team" ? "teams stand in the column 'team' of agents.csv" : nil))
            }
            selectors.append(make(parts[1]))
        }
        return selectors
    }

    private func allowedDates() throws(TabularError) -> ClosedRange<CivilDate> {
        let last = instance.startDate + (instance.days - 1)
        func date(_ name: String, _ otherwise: CivilDate) throws(TabularError) -> CivilDate {
            let column = table.column(name)
            guard !row.isEmpty(column) else { return otherwise }
            let date = try row.date(column)
            guard date >= instance.startDate, date <= last else {
                throw row.error(
                    column, "\(date) is outside the \(instance.days) days from \(instance.startDate)")
            }
            return date
        }
        let from = try date("first_date", instance.startDate)
        let to = try date("last_date", last)
        guard from <= to else {
            throw row.error(table.column("last_date"), "the last date \(to) is before the first \(from)")
        }
        return from...to
    }

    private func allowedHours(minutes: Int?) throws(TabularError) -> Range<Int> {
        let (from, to) = (table.column("from"), table.column("to"))
        let first = row.isEmpty(from) ? 0 : try row.minuteOfDay(from)
        let end = row.isEmpty(to) ? 1440 : try row.minuteOfDay(to)
        guard first < end else {
            throw row.error(to, "the hours end at \(LocalTime.clock(end)), not after \(LocalTime.clock(first))")
        }
        if let minutes, minutes > end - first {
            throw row.error(
                to,
                "\(minutes) minutes do not fit between \(LocalTime.clock(first)) and \(LocalTime.clock(end))")
        }
        return first..<end
    }

    private func allowedStart(
        dates: ClosedRange<CivilDate>?, hours: Range<Int>?, minutes: Int?
    ) throws(TabularError) -> LocalTime? {
        let column = table.column("start")
        guard !row.isEmpty(column) else { return nil }
        let text = try row.text(column)
        guard let time = LocalTime(text), text.utf8.count > 10 else {
            throw row.error(column, "expected a time YYYY-MM-DDTHH:MM, found '\(text)'")
        }
        guard time.minuteOfDay % instance.gridMinutes == 0 else {
            throw row.error(column, "'\(text)' is not on the grid of \(instance.gridMinutes) minutes")
        }
        if let dates, !dates.contains(time.date) {
            throw row.error(column, "\(time.date) is not between \(dates.lowerBound) and \(dates.upperBound)")
        }
        if let hours, let minutes,
            time.minuteOfDay < hours.lowerBound || time.minuteOfDay + minutes > hours.upperBound
        {
            throw row.error(
                column,
                "\(minutes) minutes from \(LocalTime.clock(time.minuteOfDay)) do not lie between "
                    + "\(LocalTime.clock(hours.lowerBound)) and \(LocalTime.clock(hours.upperBound))")
        }
        return time
    }
}
