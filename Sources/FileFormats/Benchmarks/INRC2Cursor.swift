import Tabular

/// Walks through the lines of an INRC-II file.
struct INRC2Cursor {
    let file: String
    private let lines: [BenchmarkLine]
    private var position = 0

    init(file: String, lines: [BenchmarkLine]) {
        self.file = file
        self.lines = lines
    }

    /// The line that comes next; `nil` at the end.
    var peek: BenchmarkLine? { position < lines.count ? lines[position] : nil }

    /// Takes the next line.
    mutating func next() throws(TabularError) -> BenchmarkLine {
        guard position < lines.count else { throw fault("the file ends too early") }
        defer { position += 1 }
        return lines[position]
    }

    /// A fault where reading stands.
    func fault(_ message: String) -> TabularError {
        .badData(
            Place(file: file, line: lines[safe: position]?.number ?? lines.last?.number), message: message, hint: nil)
    }

    /// Takes a line that must be `word`.
    mutating func heading(_ word: String) throws(TabularError) {
        let line = try next()
        guard line.text == word else { throw line.fault("expected \(word), found '\(line.text)'") }
    }

    /// Takes a line `word = value`.
    mutating func assigned(_ word: String) throws(TabularError) -> String {
        let line = try next()
        let words = line.words
        guard words.count == 3, words[0] == word, words[1] == "=" else {
            throw line.fault("expected \(word) = …, found '\(line.text)'")
        }
        return words[2]
    }

    /// Takes a line `word = count`.
    mutating func count(_ word: String, in range: ClosedRange<Int>) throws(TabularError) -> Int {
        let line = peek
        let value = try assigned(word)
        guard let line else { return 0 }
        return try line.int(value, word, in: range)
    }

    /// `(least,most)`.
    static func range(_ word: String, _ line: BenchmarkLine, _ column: String) throws(TabularError) -> ClosedRange<Int>
    {
        guard word.hasPrefix("("), word.hasSuffix(")") else {
            throw line.fault("expected (min,max), found '\(word)'", column: column)
        }
        let parts = word.dropFirst().dropLast().split(separator: ",", omittingEmptySubsequences: false)
        guard parts.count == 2 else { throw line.fault("expected (min,max), found '\(word)'", column: column) }
        let low = try line.int(String(parts[0]), column, in: 0...100_000)
        let high = try line.int(String(parts[1]), column, in: 0...100_000)
        guard low <= high else { throw line.fault("the minimum \(low) is above \(high)", column: column) }
        return low...high
    }

    /// Refuses a file of another scenario.
    static func demand(_ name: String, _ found: String, _ line: BenchmarkLine) throws(TabularError) {
        guard found == name else {
            throw line.fault("expected scenario '\(name)', found '\(found)'", hint: "give files of one scenario")
        }
    }
}

extension Array {
    /// The element at `index`; `nil` outside.
    fileprivate subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
