import Tabular

/// One `key = value;` line of a shift design instance; a value is a number or a list in brackets.
struct ShiftDesignValue {
    let key: String
    private let line: BenchmarkLine
    private let words: [String]
    private let isList: Bool

    init(_ line: BenchmarkLine) throws(TabularError) {
        let sides = line.text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard sides.count == 2, line.text.hasSuffix(";") else {
            throw line.fault("expected key = value;, found '\(line.text.prefix(60))'")
        }
        self.line = line
        key = String(sides[0].filter { !$0.isWhitespace })
        var value = sides[1].dropLast().filter { !$0.isWhitespace }
        isList = value.hasPrefix("[")
        if isList {
            guard value.hasSuffix("]") else { throw line.fault("the list has no ']'", column: key) }
            value = String(value.dropFirst().dropLast())
        }
        words = value.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }

    /// A fault at this key.
    func fault(_ message: String) -> TabularError { line.fault(message, column: key) }

    /// The value, a whole number.
    func int(in range: ClosedRange<Int>) throws(TabularError) -> Int {
        guard !isList, words.count == 1 else { throw fault("expected one number") }
        return try line.int(words[0], key, in: range)
    }

    /// The value, a number that is not negative.
    func double() throws(TabularError) -> Double {
        guard !isList, words.count == 1, let value = Double(words[0]), value.isFinite, value >= 0 else {
            throw fault("expected a number of at least 0, found '\(words.joined(separator: ","))'")
        }
        return value
    }

    /// The values of the list, whole numbers.
    func ints(in range: ClosedRange<Int>) throws(TabularError) -> [Int] {
        guard isList else { throw fault("expected a list in brackets") }
        var values: [Int] = []
        for word in words { values.append(try line.int(word, key, in: range)) }
        return values
    }
}
