import ContactCenter
import Tabular

/// `calendar.csv`: days on which a centre differs from its week, `date,name,kind,open,close,queues,channels,like`.
public enum CalendarFile {
    /// Columns in the order written.
    public static let columns = ["date", "name", "kind", "open", "close", "queues", "channels", "like"]

    private enum Kind: String, CaseIterable { case closed, hours, event, outage, workday }

    /// Reads days in file order.
    ///
    /// `open` and `close` (`HH:MM`, 24:00 included) belong to the kinds `hours` and `outage`, `like` (a weekday) to
    /// `workday`; they must be empty otherwise. `queues` and `channels` are joined by bars, empty = all. A `workday`
    /// without `like` is like the working day beside the weekend day (``SpecialDay/workdayLike(_:)``).
    ///
    /// - Throws: `TabularError.badData` at the first fault, also for a day that is given twice for the same queues and
    ///   channels.
    public static func read(_ input: InputBytes) throws(TabularError) -> [SpecialDay] {
        var table = try Table(input, required: ["date", "name", "kind"])
        let columns = Columns(table)
        var days: [SpecialDay] = []
        var lineOfDay: [SpecialDay: Int] = [:]
        while let row = try table.next() {
            let date = try row.date(columns.date)
            let day = SpecialDay(
                date: date, name: try row.text(columns.name), kind: try kind(of: row, on: date, columns),
                queues: Set(try row.names(columns.queues)),
                channels: Set(try row.names(columns.channels).map { $0.lowercased() }))
            if let earlier = lineOfDay.updateValue(row.line, forKey: day) {
                throw row.error("\(day.date) '\(day.name)' is given twice (first on line \(earlier))")
            }
            days.append(day)
        }
        return days
    }

    private struct Columns {
        let date, name, kind, open, close, queues, channels, like: TableColumn

        init(_ table: Table) {
            date = table.column("date")
            name = table.column("name")
            kind = table.column("kind")
            open = table.column("open")
            close = table.column("close")
            queues = table.column("queues")
            channels = table.column("channels")
            like = table.column("like")
        }
    }

    private static func kind(
        of row: TableRow, on date: CivilDate, _ columns: Columns
    ) throws(TabularError) -> SpecialDay.Kind {
        let kind = try row.choice(columns.kind, Kind.self)
        if kind != .workday, !row.isEmpty(columns.like) {
            throw row.error(
                columns.like,
                "a day of kind '\(kind.rawValue)' is like no weekday, found '\(row.optionalText(columns.like))'",
                hint: "use the kind 'workday' for a make-up working day")
        }
        if kind != .hours, kind != .outage {
            for column in [columns.open, columns.close] where !row.isEmpty(column) {
                throw row.error(
                    column, "a day of kind '\(kind.rawValue)' has no hours, found '\(row.optionalText(column))'",
                    hint: "use the kind 'hours' for a day with other hours")
            }
        }
        switch kind {
        case .closed: return .closed
        case .event: return .event
        case .hours: return .hours(try span(of: row, columns))
        case .outage: return .outage(try span(of: row, columns))
        case .workday:
            guard !row.isEmpty(columns.like) else { return .workday(like: SpecialDay.workdayLike(date)) }
            return .workday(like: try row.choice(columns.like, WeekdayName.self).number)
        }
    }

    private static func span(of row: TableRow, _ columns: Columns) throws(TabularError) -> Range<Int> {
        let from = try row.minuteOfDay(columns.open)
        let to = try row.minuteOfDay(columns.close)
        guard from < to else {
            throw row.error(
                columns.close,
                "'\(row.optionalText(columns.close))' is not after the opening '\(row.optionalText(columns.open))'",
                hint: "a span ends at 24:00 at the latest")
        }
        return from..<to
    }

    /// Writes days in the order given.
    public static func write(_ days: [SpecialDay]) -> [UInt8] {
        var writer = CSVWriter(header: columns)
        for day in days {
            let kind: Kind
            var span: Range<Int>?
            var like: WeekdayName?
            switch day.kind {
            case .closed: kind = .closed
            case .hours(let hours): (kind, span) = (.hours, hours)
            case .event: kind = .event
            case .outage(let minutes): (kind, span) = (.outage, minutes)
            case .workday(let weekday): (kind, like) = (.workday, WeekdayName.of(weekday))
            }
            writer.add(day.date.description)
            writer.add(day.name)
            writer.add(kind.rawValue)
            writer.add(span.map { LocalTime.clock($0.lowerBound) } ?? "")
            writer.add(span.map { LocalTime.clock($0.upperBound) } ?? "")
            writer.add(day.queues.sorted().joined(separator: "|"))
            writer.add(day.channels.sorted().joined(separator: "|"))
            writer.add(like?.rawValue ?? "")
            writer.endRow()
        }
        return writer.bytes
    }
}
