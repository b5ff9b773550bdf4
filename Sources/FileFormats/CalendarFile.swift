import ContactCenter
import Tabular

/// `calendar.csv`: days on which a centre differs from its week, `date,name,kind,open,close,queues`.
public enum CalendarFile {
    /// Columns in the order written.
    public static let columns = ["date", "name", "kind", "open", "close", "queues"]

    private enum Kind: String, CaseIterable { case closed, hours, event, outage }

    /// Reads days in file order.
    ///
    /// `open` and `close` (`HH:MM`, 24:00 included) belong to the kinds `hours` and `outage` and must be empty
    /// otherwise; `queues` joined by bars, empty = all.
    ///
    /// - Throws: `TabularError.badData` at the first fault, also for a day that is given twice for the same queues.
    public static func read(_ input: InputBytes) throws(TabularError) -> [SpecialDay] {
        var table = try Table(input, required: ["date", "name", "kind"])
        let date = table.column("date")
        let name = table.column("name")
        let kind = table.column("kind")
        let open = table.column("open")
        let close = table.column("close")
        let queues = table.column("queues")
        var days: [SpecialDay] = []
        var lineOfDay: [SpecialDay: Int] = [:]
        while let row = try table.next() {
            let kindRead = try row.choice(kind, Kind.self)
            var span = 0..<1440
            switch kindRead {
            case .hours, .outage:
                let from = try row.minuteOfDay(open)
                let to = try row.minuteOfDay(close)
                guard from < to else {
                    throw row.error(
                        close, "'\(row.optionalText(close))' is not after the opening '\(row.optionalText(open))'",
                        hint: "a span ends at 24:00 at the latest")
                }
                span = from..<to
            case .closed, .event:
                for column in [open, close] where !row.isEmpty(column) {
                    throw row.error(
                        column,
                        "a day of kind '\(kindRead.rawValue)' has no hours, found '\(row.optionalText(column))'",
                        hint: "use the kind 'hours' for a day with other hours")
                }
            }
            let day = SpecialDay(
                date: try row.date(date), name: try row.text(name),
                kind: specialKind(kindRead, span), queues: Set(try row.names(queues)))
            if let earlier = lineOfDay.updateValue(row.line, forKey: day) {
                throw row.error("\(day.date) '\(day.name)' is given twice (first on line \(earlier))")
            }
            days.append(day)
        }
        return days
    }

    /// Writes days in the order given.
    public static func write(_ days: [SpecialDay]) -> [UInt8] {
        var writer = CSVWriter(header: columns)
        for day in days {
            let kind: Kind
            var span: Range<Int>?
            switch day.kind {
            case .closed: kind = .closed
            case .hours(let hours): (kind, span) = (.hours, hours)
            case .event: kind = .event
            case .outage(let minutes): (kind, span) = (.outage, minutes)
            }
            writer.add(day.date.description)
            writer.add(day.name)
            writer.add(kind.rawValue)
            writer.add(span.map { LocalTime.clock($0.lowerBound) } ?? "")
            writer.add(span.map { LocalTime.clock($0.upperBound) } ?? "")
            writer.add(day.queues.sorted().joined(separator: "|"))
            writer.endRow()
        }
        return writer.bytes
    }

    private static func specialKind(_ kind: Kind, _ span: Range<Int>) -> SpecialDay.Kind {
        switch kind {
        case .closed: .closed
        case .hours: .hours(span)
        case .event: .event
        case .outage: .outage(span)
        }
    }
}
