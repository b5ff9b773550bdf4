import ContactCenter
import Tabular

/// Public holidays a user knows better than the rules: `date,country,name,kind[,exchanged_for,estimated]`, the format of
/// the table of announced days that ships with the module `Holidays`.
public enum HolidayFile {
    /// Columns in the order written.
    public static let columns = ["date", "country", "name", "kind", "exchanged_for", "estimated"]

    /// Reads days in file order.
    ///
    /// `country` is an ISO 3166 code (`CN`) or region (`DE-BY`), not necessarily one that has rules; `kind` is `holiday`,
    /// `observed`, `day-off` or `workday`; `exchanged_for` is the day worked for a day off, and the day off for a working
    /// day; `estimated` is 1 for a date that may still move.
    ///
    /// - Throws: `TabularError.badData` at the first fault, also for a day that is given twice.
    public static func read(_ input: InputBytes) throws(TabularError) -> [PublicHoliday] {
        var table = try Table(input, required: ["date", "country", "name", "kind"])
        let date = table.column("date")
        let country = table.column("country")
        let name = table.column("name")
        let kind = table.column("kind")
        let exchanged = table.column("exchanged_for")
        let estimated = table.column("estimated")
        var days: [PublicHoliday] = []
        var lineOfDay: [PublicHoliday: Int] = [:]
        while let row = try table.next() {
            let exchangedFor = row.isEmpty(exchanged) ? nil : try row.date(exchanged)
            let word = try row.text(kind)
            guard let kindRead = PublicHoliday.Kind(word: word, exchangedFor: exchangedFor) else {
                let words = PublicHoliday.Kind.words
                throw row.error(
                    kind, "expected one of \(words.joined(separator: ", ")), found '\(word)'",
                    hint: nearestName(to: word, among: words).map { "did you mean '\($0)'?" })
            }
            if let exchangedFor, kindRead == .holiday || kindRead == .observed {
                throw row.error(
                    exchanged, "a day of kind '\(word)' is exchanged for no other, found '\(exchangedFor)'",
                    hint: "days off and working days are exchanged: 'day-off', 'workday'")
            }
            let day = PublicHoliday(
                date: try row.date(date), region: try region(row, country), name: try row.text(name), kind: kindRead,
                isEstimated: row.isEmpty(estimated) ? false : try row.flag(estimated))
            if let earlier = lineOfDay.updateValue(row.line, forKey: day) {
                throw row.error("\(day.date) '\(day.name)' is given twice (first on line \(earlier))")
            }
            days.append(day)
        }
        return days
    }

    /// An ISO 3166 code in capitals, with the other names of ``HolidayCountry`` resolved; `GB` alone stays the country.
    private static func region(_ row: TableRow, _ column: TableColumn) throws(TabularError) -> String {
        let text = try row.text(column)
        let code = text.uppercased()
        let parts = code.split(separator: "-", omittingEmptySubsequences: false)
        let isASCII = code.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || $0 == 0x2D }
        guard isASCII, parts.count <= 2, parts[0].utf8.count == 2, parts.count == 1 || (1...3).contains(parts[1].count)
        else {
            throw row.error(column, "expected a country such as DE or DE-BY, found '\(text)'")
        }
        if code == "UK" { return "GB" }
        return code == "GB" ? code : HolidayCountry.aliases[code] ?? code
    }

    /// Writes days in the order given.
    public static func write(_ days: [PublicHoliday]) -> [UInt8] {
        var writer = CSVWriter(header: columns)
        for day in days {
            writer.add(day.date.description)
            writer.add(day.region)
            writer.add(day.name)
            writer.add(day.kind.word)
            switch day.kind {
            case .holiday, .observed: writer.add("")
            case .dayOff(let other), .workday(let other): writer.add(other?.description ?? "")
            }
            writer.add(day.isEstimated ? "1" : "")
            writer.endRow()
        }
        return writer.bytes
    }
}
