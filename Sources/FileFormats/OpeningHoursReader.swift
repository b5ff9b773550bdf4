import ContactCenter
import Tabular

/// Reads the opening hours of a queue: `{mon-fri: "08:00-20:00", sat: "09:00-17:00"}` or `{always: true}`.
enum OpeningHoursReader {
    static let weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

    static func read(_ node: YAMLNode, intervalMinutes: Int) throws(TabularError) -> OpeningHours {
        if let always = try node.optional("always") {
            guard try node.entries().count == 1, try always.bool() else {
                throw always.error("'always: true' stands alone", hint: "name days and hours, or write 'always: true'")
            }
            return .always
        }
        var spans: [Range<Int>?] = Array(repeating: nil, count: 7)
        var isGiven = Array(repeating: false, count: 7)
        for entry in try node.entries() {
            let days = try days(entry)
            let hours = try span(entry.value, intervalMinutes: intervalMinutes)
            for day in days {
                guard !isGiven[day] else { throw entry.value.error("the hours of \(weekdays[day]) are given twice") }
                isGiven[day] = true
                spans[day] = hours
            }
        }
        guard spans.contains(where: { $0 != nil }) else {
            throw node.error("no day is open", hint: "write for example {mon-fri: \"08:00-18:00\"}")
        }
        return OpeningHours(spans: spans)
    }

    /// `mon`, or `mon-fri`, or around the end of the week `sun-thu`.
    private static func days(_ entry: YAMLNode.Entry) throws(TabularError) -> [Int] {
        let names = entry.key.lowercased().split(separator: "-", omittingEmptySubsequences: false).map(String.init)
        var ends: [Int] = []
        for name in names.prefix(2) {
            guard names.count <= 2, let day = weekdays.firstIndex(of: name) else {
                throw TabularError.badData(
                    Place(file: entry.value.file, line: entry.line), message: "unknown day '\(entry.value.path)'",
                    hint: "use \(weekdays.joined(separator: ", ")), a range such as mon-fri, or 'always: true'")
            }
            ends.append(day)
        }
        let length = (ends[ends.count - 1] - ends[0] + 7) % 7
        return (0...length).map { (ends[0] + $0) % 7 }
    }

    /// `HH:MM-HH:MM`; nothing or `closed` is closed.
    private static func span(_ node: YAMLNode, intervalMinutes: Int) throws(TabularError) -> Range<Int>? {
        guard !node.isNull else { return nil }
        let text = try node.text()
        if text == "closed" { return nil }
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let open = LocalTime.minuteOfDay(parts[0]), let close = LocalTime.minuteOfDay(parts[1])
        else {
            throw node.error(
                "expected hours HH:MM-HH:MM, found '\(text)'", hint: "for example \"08:00-20:00\" or \"00:00-24:00\"")
        }
        guard open < close else {
            throw node.error(
                "'\(text)' closes before it opens", hint: "a span ends at 24:00 at the latest; it cannot pass midnight")
        }
        for minute in [open, close] where minute % intervalMinutes != 0 {
            throw node.error(
                "\(LocalTime.clock(minute)) is not on the grid of \(intervalMinutes) minutes",
                hint: "choose interval_minutes that divide the opening hours")
        }
        return open..<close
    }
}
