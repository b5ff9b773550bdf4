import Tabular

/// Lines of totals that reports print among their rows or below them.
enum TotalLine {
    private static let words: Set<String> = [
        "total", "totals", "grand total", "subtotal", "sum", "summe", "gesamt", "gesamtsumme", "zwischensumme",
        "summary",
        "合计", "总计", "小计", "汇总", "total général", "totale",
    ]

    /// What to say of a refused record: that it is a line of totals, where its first text says so.
    static func problem(of record: CSVRecord, instead problem: RowProblem) -> RowProblem {
        // Where quotes are out of place nobody knows where the first text ends.
        guard problem.code != RecordProblem.strayQuote.rawValue, problem.code != RecordProblem.unclosedQuote.rawValue
        else { return problem }
        return isTotal(record) ? RowProblem(problem.column, "total_line", "a line of totals, not a contact") : problem
    }

    /// Whether the first text of a record says that it is a line of totals.
    static func isTotal(_ record: CSVRecord) -> Bool {
        for index in 0..<record.count where !record.isEmpty(index) {
            var word = record[index].trimmingBlanks().lowercased()
            while let last = word.last, last == ":" || last == "：" { word.removeLast() }
            return words.contains(word)
        }
        return false
    }
}
