import Tabular

/// One line of a benchmark file that says something: its number in the file and its text without white space around.
struct BenchmarkLine {
    let file: String
    let number: Int
    let text: String

    /// The lines of `input` that are neither empty nor comments (`#` first).
    static func all(of input: InputBytes) throws(TabularError) -> [BenchmarkLine] {
        let decoded = try TextDecoding.decode(input)
        let text = String(decoding: decoded.bytes[decoded.start...], as: UTF8.self)
        var lines: [BenchmarkLine] = []
        var number = 0
        for part in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            number += 1
            let trimmed = trim(part)
            if !trimmed.isEmpty, trimmed.first != "#" {
                lines.append(BenchmarkLine(file: input.name, number: number, text: trimmed))
            }
        }
        return lines
    }

    /// Fields between commas, without white space around.
    var fields: [String] {
        text.split(separator: ",", omittingEmptySubsequences: false).map { BenchmarkLine.trim($0) }
    }

    /// Words between white space.
    var words: [String] { text.split(whereSeparator: \.isWhitespace).map(String.init) }

    /// A fault on this line, in a named column when it is known.
    func fault(_ message: String, column: String? = nil, hint: String? = nil) -> TabularError {
        .badData(Place(file: file, line: number, column: column), message: message, hint: hint)
    }

    /// The whole number that `word` states, within `range`.
    func int(_ word: String, _ column: String, in range: ClosedRange<Int>) throws(TabularError) -> Int {
        guard let value = Int(word) else {
            throw fault("expected a whole number, found '\(word)'", column: column)
        }
        guard range.contains(value) else {
            throw fault(
                "expected \(range.lowerBound) to \(range.upperBound), found \(value)", column: column)
        }
        return value
    }

    /// The index of the name `word` in `names`, or a fault with the nearest known name.
    func index(of word: String, in names: [String: Int], _ what: String) throws(TabularError) -> Int {
        if let index = names[word] { return index }
        let nearest = nearestName(to: word, among: names.keys.sorted())
        throw fault(
            "unknown \(what) '\(word)'", column: what, hint: nearest.map { "did you mean '\($0)'?" })
    }

    private static func trim(_ text: some StringProtocol) -> String {
        var view = text[...]
        while let first = view.first, first.isWhitespace { view.removeFirst() }
        while let last = view.last, last.isWhitespace { view.removeLast() }
        return String(view)
    }
}
