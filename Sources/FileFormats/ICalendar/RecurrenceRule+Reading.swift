import ContactCenter
import Tabular

extension RecurrenceRule {
    /// Reads the value of an RRULE.
    ///
    /// - Throws: `badData` for parts that are malformed, and for those that are not read (they would move the dates).
    init(_ line: ContentLine, file: String) throws(TabularError) {
        var parts: [String: String] = [:]
        for part in line.value.split(separator: ";") {
            let pair = part.split(separator: "=", maxSplits: 1)
            guard pair.count == 2 else { throw line.error("expected NAME=VALUE, found '\(part)'", file: file) }
            guard parts.updateValue(String(pair[1]), forKey: pair[0].uppercased()) == nil else {
                throw line.error("\(pair[0]) is given twice", file: file)
            }
        }
        let word = parts.removeValue(forKey: "FREQ") ?? ""
        guard let frequency = Frequency(rawValue: word.uppercased()) else {
            let known = Frequency.allCases.map(\.rawValue).joined(separator: ", ")
            throw line.error("expected FREQ as one of \(known), found '\(word)'", file: file)
        }
        self.init(frequency: frequency)
        for (name, value) in parts.sorted(by: { $0.key < $1.key }) {
            try set(name, value, line, file)
        }
        guard count == nil || until == nil else {
            throw line.error("COUNT and UNTIL exclude each other", file: file)
        }
        if byDay.contains(where: { $0.ordinal != 0 }), frequency == .weekly || frequency == .daily {
            throw line.error("a numbered weekday needs FREQ=MONTHLY or YEARLY", file: file)
        }
    }

    private mutating func set(
        _ name: String, _ value: String, _ line: ContentLine, _ file: String
    ) throws(TabularError) {
        switch name {
        case "INTERVAL": interval = try RecurrenceRule.number(value, 1...10_000, name, line, file)
        case "COUNT": count = try RecurrenceRule.number(value, 1...1_000_000, name, line, file)
        case "UNTIL": until = value
        case "BYMONTH": byMonth = try RecurrenceRule.numbers(value, 1...12, name, line, file)
        case "BYMONTHDAY": byMonthDay = try RecurrenceRule.numbers(value, -31...31, name, line, file)
        case "BYSETPOS": bySetPosition = try RecurrenceRule.numbers(value, -366...366, name, line, file)
        case "WKST":
            guard let day = RecurrenceRule.weekday(value) else {
                throw line.error("expected WKST as MO … SU, found '\(value)'", file: file)
            }
            weekStart = day
        case "BYDAY":
            for item in value.split(separator: ",", omittingEmptySubsequences: false) {
                let text = item.hasPrefix("+") ? item.dropFirst() : item
                guard let weekday = RecurrenceRule.weekday(text.suffix(2)),
                    let ordinal = text.count == 2 ? 0 : Int(text.dropLast(2)), abs(ordinal) <= 53,
                    text.count == 2 || ordinal != 0
                else {
                    throw line.error("expected BYDAY such as MO,-1FR, found '\(item)'", file: file)
                }
                byDay.insert(Day(ordinal: ordinal, weekday: weekday))
            }
        case let other where other.hasPrefix("X-"): break
        default:
            throw line.error(
                "\(name) is not read, and without it the dates would be wrong", file: file,
                hint: "list the dates with RDATE, or give them in calendar.csv")
        }
    }

    private static func weekday(_ text: some StringProtocol) -> Int? {
        ["MO", "TU", "WE", "TH", "FR", "SA", "SU"].firstIndex(of: text.uppercased())
    }

    private static func number(
        _ text: some StringProtocol, _ range: ClosedRange<Int>, _ name: String, _ line: ContentLine, _ file: String
    ) throws(TabularError) -> Int {
        guard let value = Int(text), range.contains(value) else {
            throw line.error(
                "expected \(name) from \(range.lowerBound) to \(range.upperBound), found '\(text)'", file: file)
        }
        return value
    }

    private static func numbers(
        _ text: String, _ range: ClosedRange<Int>, _ name: String, _ line: ContentLine, _ file: String
    ) throws(TabularError) -> Set<Int> {
        var numbers: Set<Int> = []
        for item in text.split(separator: ",", omittingEmptySubsequences: false) {
            let number = try number(item, range, name, line, file)
            guard number != 0 else { throw line.error("\(name) cannot be 0", file: file) }
            numbers.insert(number)
        }
        return numbers
    }
}
