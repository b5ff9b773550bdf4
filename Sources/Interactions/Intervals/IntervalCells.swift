import ContactCenter
import Tabular

/// Reads the cells of a table of intervals: numbers, shares and lengths of time as exports write them.
struct IntervalCells {
    /// Columns of per cent.
    private let percentColumns: Set<Int>
    /// Form of each column of durations.
    private let durationForms: [Int: DurationForm]
    /// Columns of durations in thousandths of a second.
    private let millisecondColumns: Set<Int>
    /// Columns of durations in minutes.
    private let minuteColumns: Set<Int>
    private let hasDecimalComma: Bool
    /// What was decided about the columns, in words.
    let decisions: [String]

    /// Looks at all records to settle how the columns are written.
    init(
        _ records: [CSVRecord], header: [String], columns: IntervalColumns, delimiter: UInt8,
        unit: IntervalLayout.DurationUnit
    ) {
        let hasDecimalComma = delimiter != UInt8(ascii: ",")
        self.hasDecimalComma = hasDecimalComma
        var percents: Set<Int> = []
        var forms: [Int: DurationForm] = [:]
        var decisions: [String] = []
        var commas = 0
        for (role, column) in columns.positions.sorted(by: { $0.value < $1.value }) {
            if role.isShare {
                let isPercent = records.contains { record in
                    let text = IntervalCells.text(record, column)
                    guard let value = IntervalCells.number(text, hasDecimalComma) else { return false }
                    return text.contains("%") || text.contains("％") || value > 1.0001
                }
                if isPercent {
                    percents.insert(column)
                    decisions.append("column '\(header[column])' is in per cent")
                }
            } else if role.isDuration {
                var evidence = DurationForm.Evidence()
                for record in records { evidence.add(IntervalCells.text(record, column)) }
                let (form, words) = evidence.settle(header[column])
                forms[column] = form
                if let words { decisions.append(words) }
            }
            if hasDecimalComma, role.isDuration || role.isShare {
                commas += records.count { IntervalCells.text($0, column).contains(",") }
            }
        }
        if commas > 0 { decisions.append("\(commas) numbers are written with a decimal comma") }
        percentColumns = percents
        durationForms = forms
        millisecondColumns = IntervalCells.millisecondColumns(
            records, header, columns, hasDecimalComma, unit, &decisions)
        minuteColumns = Set(columns.units.filter { $0.value == .minutes }.compactMap { columns.positions[$0.key] })
        self.decisions = decisions
    }

    /// A field without outer blanks; empty where it stands for nothing.
    static func text(_ record: CSVRecord, _ column: Int) -> String {
        let text = record[column].trimmingBlanks()
        if MissingWord.stands(for: text) { return "" }
        switch text.lowercased() {
        case "n/a", "na", "nan", "null", "none", "无": return ""
        default: return text
        }
    }

    /// A number with `.` or, where that is the custom of the file, `,`; with thousands in groups; with `%` behind it.
    static func number(_ text: String, _ hasDecimalComma: Bool) -> Double? {
        var plain = text
        plain = plain.withUTF8 { PlainForm.of($0).map { String(decoding: $0, as: UTF8.self) } } ?? plain
        plain = String(plain.filter { !$0.isWhitespace && $0 != "%" && $0 != "％" })
        if isGrouped(plain, hasDecimalComma ? "." : ",") {
            plain = plain.filter { $0 != (hasDecimalComma ? "." : ",") }
        }
        if hasDecimalComma, plain.count(where: { $0 == "," }) == 1, !plain.contains(".") {
            plain = plain.replacing(",", with: ".")
        }
        return PlainNumber.double(plain)
    }

    /// Whether digits stand in groups of three.
    private static func isGrouped(_ text: String, _ mark: Character) -> Bool {
        let groups = text.prefix { $0 != (mark == "," ? "." : ",") }.split(
            separator: mark, omittingEmptySubsequences: false)
        guard groups.count > 1, let first = groups.first, (1...3).contains(first.drop { $0 == "-" }.count) else {
            return false
        }
        return groups.dropFirst().allSatisfy { $0.count == 3 && $0.allSatisfy(\.isNumber) }
    }

    /// A count of contacts; `nil` = missing.
    func count(_ record: CSVRecord, _ column: Int, _ name: String) throws(RowProblem) -> Int? {
        let text = IntervalCells.text(record, column)
        guard !text.isEmpty else { return nil }
        guard let value = IntervalCells.number(text, hasDecimalComma), let whole = Int(exactly: value) else {
            throw RowProblem(name, "not_a_number", "expected a whole number, found '\(text)'")
        }
        guard whole >= 0 else { throw RowProblem(name, "negative", "a count cannot be negative") }
        guard whole <= 1_000_000_000 else {
            throw RowProblem(name, "out_of_range", "'\(text)' is too large to be meant")
        }
        return whole
    }

    /// Seconds; `nil` = missing.
    func seconds(_ record: CSVRecord, _ column: Int, _ name: String) throws(RowProblem) -> Double? {
        var text = IntervalCells.text(record, column)
        guard !text.isEmpty else { return nil }
        if let clock = text.withUTF8({ (durationForms[column] ?? DurationForm()).clockSeconds(trimmed($0)) }) {
            return Double(clock)
        }
        guard let value = IntervalCells.number(text, hasDecimalComma) else {
            throw RowProblem(name, "not_a_number", "expected a length of time, found '\(text)'")
        }
        guard value >= 0 else { throw RowProblem(name, "negative", "a duration cannot be negative") }
        guard value <= 1e12 else { throw RowProblem(name, "out_of_range", "'\(text)' is too large to be meant") }
        if minuteColumns.contains(column) { return value * 60 }
        return millisecondColumns.contains(column) ? value / 1000 : value
    }

    /// A share 0…1; `nil` = missing.
    func share(_ record: CSVRecord, _ column: Int, _ name: String) throws(RowProblem) -> Double? {
        let text = IntervalCells.text(record, column)
        guard !text.isEmpty else { return nil }
        guard let value = IntervalCells.number(text, hasDecimalComma) else {
            throw RowProblem(name, "not_a_number", "expected a share, found '\(text)'")
        }
        let share = percentColumns.contains(column) ? value / 100 : value
        guard share >= 0, share <= 1.0001 else {
            throw RowProblem(name, "out_of_range", "a share lies between 0 and 1")
        }
        return min(1, share)
    }

    // MARK: Thousandths

    /// Columns of bare numbers that are thousandths of a second: by the layout, unless the handle time that follows is
    /// beyond belief, and then the other way about.
    private static func millisecondColumns(
        _ records: [CSVRecord], _ header: [String], _ columns: IntervalColumns, _ comma: Bool,
        _ unit: IntervalLayout.DurationUnit, _ decisions: inout [String]
    ) -> Set<Int> {
        let bare = columns.positions.filter { role, column in
            role.isDuration && columns.units[role] == nil
                && records.contains { number(text($0, column), comma) != nil }
        }
        var chosen = Set(columns.units.filter { $0.value == .milliseconds }.compactMap { columns.positions[$0.key] })
        guard unit != .seconds, !bare.isEmpty else { return chosen }
        let usual = impliedHandleTime(records, columns, comma)
        var isMilliseconds = unit == .milliseconds
        var reason = "as this export writes them"
        if let usual {
            // Nobody serves for three hours on average, and nobody for less than two seconds.
            if !isMilliseconds, usual > 10_800 {
                isMilliseconds = true
                reason = "in seconds a contact would take \(Int(usual / 3600)) hours"
            } else if isMilliseconds, usual < 2000 {
                isMilliseconds = false
                decisions.append(
                    "bare numbers of durations are seconds: in thousandths a contact would take less than two seconds")
            }
        }
        guard isMilliseconds else { return chosen }
        let names = bare.values.sorted().map { "'\(header[$0])'" }.joined(separator: ", ")
        decisions.append("\(names): bare numbers are thousandths of a second (\(reason))")
        chosen.formUnion(bare.values)
        return chosen
    }

    /// Median handle time that the rows imply, in their own unit; `nil` when nothing tells.
    private static func impliedHandleTime(_ records: [CSVRecord], _ columns: IntervalColumns, _ comma: Bool) -> Double?
    {
        func values(_ role: IntervalColumn.Role) -> [Double?]? {
            columns.positions[role].map { column in records.map { number(text($0, column), comma) } }
        }
        var times: [Double] = []
        if let means = values(.handleMean) ?? values(.talkMean) {
            times = means.compactMap { $0 }.filter { $0 > 0 }
        } else if let totals = values(.handleTotal) ?? values(.talkTotal), let counts = values(.answered) {
            times = zip(totals, counts).compactMap { total, count in
                guard let total, let count, count > 0, total > 0 else { return nil }
                return total / count
            }
        }
        return times.isEmpty ? nil : times.sorted()[times.count / 2]
    }
}
