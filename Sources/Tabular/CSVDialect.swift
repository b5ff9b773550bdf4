/// How the fields of a CSV file are kept apart.
public struct CSVDialect: Hashable, Sendable {
    /// Byte between fields.
    public var delimiter: UInt8
    /// Byte around fields that hold delimiters, line ends or quotes; doubled inside such a field.
    public var quote: UInt8
    /// Whether one blank after each delimiter belongs to the delimiter (`a, b, c`).
    public var skipsInitialSpace: Bool

    /// A dialect; a comma and double quotes by default.
    public init(
        delimiter: UInt8 = UInt8(ascii: ","), quote: UInt8 = UInt8(ascii: "\""), skipsInitialSpace: Bool = false
    ) {
        self.delimiter = delimiter
        self.quote = quote
        self.skipsInitialSpace = skipsInitialSpace
    }

    /// Comma and double quotes. Source: RFC 4180 (2005).
    public static let rfc4180 = CSVDialect()

    /// Finds the dialect of a text by how evenly each of `,` `;` tab `|` divides its first records.
    ///
    /// A delimiter scores the share of records with as many fields as the header, times `1 − 1/fields`. Single quotes
    /// are taken for quotes only when that makes the records more even. Falls back to ``rfc4180``.
    public static func sniff(_ input: InputBytes) throws(TabularError) -> CSVDialect {
        let text = try TextDecoding.decode(input)
        return sniff(text.bytes, from: text.start)
    }

    static func sniff(_ bytes: [UInt8], from start: Int) -> CSVDialect {
        let sample = Sample(bytes: bytes, start: start)
        var best = CSVDialect.rfc4180
        var bestScore = 0.0
        for delimiter in [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: "|")] {
            for quote in [UInt8(ascii: "\""), UInt8(ascii: "'")] {
                var dialect = CSVDialect(delimiter: delimiter, quote: quote, skipsInitialSpace: true)
                dialect.skipsInitialSpace = sample.hasBlankAfterEveryDelimiter(dialect)
                if quote != CSVDialect.rfc4180.quote, !sample.prefersSingleQuotes(dialect) { continue }
                let score = sample.score(dialect)
                if score > bestScore { (best, bestScore) = (dialect, score) }
            }
        }
        return best
    }

    /// The first records of a text.
    private struct Sample {
        let bytes: [UInt8]
        let start: Int
        static let byteLimit = 65_536
        static let recordLimit = 200

        /// Calls `body` for each whole record of the sample.
        func forEachRecord(_ dialect: CSVDialect, _ body: ([CSVField], CSVScanner.Ending) -> Void) {
            let limit = min(bytes.count, start + Sample.byteLimit)
            var scanner = CSVScanner(dialect: dialect, position: start, end: limit)
            var fields: [CSVField] = []
            var records = 0
            while records < Sample.recordLimit, let ending = scanner.next(bytes.span, into: &fields) {
                // The last record may be cut by the limit of the sample.
                if limit < bytes.count, scanner.position >= limit, records > 0 { break }
                if ending.end == ending.start { continue }
                records += 1
                body(fields, ending)
            }
        }

        func score(_ dialect: CSVDialect) -> Double {
            var headerCount = 0
            var records = 0
            var counts: [Int: Int] = [:]
            forEachRecord(dialect) { fields, ending in
                if records == 0 { headerCount = fields.count }
                records += 1
                if ending.problem == nil { counts[fields.count, default: 0] += 1 }
            }
            // A first line of one field may be a title above the header: then most records decide.
            if headerCount == 1, let usual = counts.max(by: { ($0.value, $0.key) < ($1.value, $1.key) }) {
                headerCount = usual.key
            }
            let even = counts[headerCount] ?? 0
            guard headerCount > 1 else { return 0 }
            return Double(even) / Double(records) * (1 - 1 / Double(headerCount))
        }

        /// Whether more fields stand in single quotes than in double ones.
        func prefersSingleQuotes(_ dialect: CSVDialect) -> Bool {
            var single = 0
            var double = 0
            forEachRecord(dialect) { fields, _ in
                for field in fields {
                    if field.isQuoted { single += 1 }
                    if field.start < field.end, bytes[field.start] == CSVDialect.rfc4180.quote { double += 1 }
                }
            }
            return single > double
        }

        func hasBlankAfterEveryDelimiter(_ dialect: CSVDialect) -> Bool {
            var delimiters = 0
            var blanks = 0
            forEachRecord(dialect) { fields, ending in
                guard ending.problem == nil else { return }
                for field in fields.dropFirst() {
                    delimiters += 1
                    let first = field.isQuoted ? field.start - 2 : field.start - 1
                    if bytes[first] == UInt8(ascii: " ") { blanks += 1 }
                }
            }
            return delimiters > 0 && blanks == delimiters
        }
    }

    /// The delimiter in words.
    var delimiterName: String {
        switch delimiter {
        case UInt8(ascii: "\t"): "tab"
        default: "'\(Character(UnicodeScalar(delimiter)))'"
        }
    }
}
