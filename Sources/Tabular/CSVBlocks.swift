/// A CSV input of any size as blocks of whole records, each a ``CSVReader`` of its own for any thread.
///
/// Encoding, dialect and header are found in the first mebibyte, as ``CSVReader`` finds them; line numbers go on through
/// the blocks. A file that is not UTF-8, or whose lines end with a carriage return alone, is read whole as one block.
///
/// ```swift
/// var blocks = try CSVBlocks("cases.csv")
/// while var reader = try blocks.next() {
///     while let record = reader.next() { … }
/// }
/// ```
package struct CSVBlocks {
    /// Name of the input, for messages.
    package var fileName: String { head.fileName }
    /// Column names.
    package var header: [String] { head.header }
    /// What was decided about encoding, dialect and header, in words.
    package var notes: [String] { head.notes }

    private let input: SequentialInput
    private let head: CSVReader
    private let blockBytes: Int
    /// Bytes read and not yet given out.
    private var pending: [UInt8]
    /// Physical line on which ``pending`` begins.
    private var line: Int
    private var isAtEnd: Bool
    /// The reader of a file that had to be read whole.
    private var whole: CSVReader?

    private static let headBytes = 1 << 20
    /// A quote that is open longer than this is taken to have been forgotten.
    private static let longestRecord = 16 << 20

    /// The blocks of a file, or of standard input for `-`.
    ///
    /// - Parameter blockBytes: About the size of a block.
    /// - Throws: As ``CSVReader/init(_:dialect:hasHeader:)``, and when the input cannot be read.
    package init(_ path: String, blockBytes: Int = 256 << 10) throws(TabularError) {
        input = try SequentialInput(path)
        self.blockBytes = blockBytes
        let first = try input.next(CSVBlocks.headBytes)
        isAtEnd = first.count < CSVBlocks.headBytes
        var lines = first
        if !isAtEnd, let lineEnd = first.lastIndex(of: 0x0A) { lines.removeSubrange((lineEnd + 1)...) }
        let found = try? CSVReader(InputBytes(name: path, bytes: lines))
        guard let head = found, head.isPlain, isAtEnd || lines[head.place.offset - 1] == 0x0A else {
            // Too little to go by, or nothing that can be read line by line.
            var bytes = first
            while !isAtEnd {
                let more = try input.next(CSVBlocks.headBytes)
                bytes += more
                isAtEnd = more.count < CSVBlocks.headBytes
            }
            let reader = try CSVReader(InputBytes(name: path, bytes: bytes))
            self.head = reader
            whole = reader
            (pending, line) = ([], 1)
            return
        }
        let start = head.place
        self.head = head
        pending = Array(first[start.offset...])
        line = start.line
    }

    /// The next block; `nil` at the end.
    package mutating func next() throws(TabularError) -> CSVReader? {
        if let reader = whole {
            whole = nil
            return reader
        }
        var wanted = blockBytes
        while true {
            if !isAtEnd, pending.count < wanted {
                let missing = wanted - pending.count
                let more = try input.next(missing)
                isAtEnd = more.count < missing
                pending += more
            }
            let isLast = isAtEnd && pending.count <= wanted
            let end = isLast ? pending.count : recordsEnd(upTo: min(wanted, pending.count))
            if end > 0 { return take(end) }
            guard !isLast else { return nil }
            wanted *= 2
        }
    }

    /// Where the last whole record of the first `limit` pending bytes ends; 0 where none does.
    private func recordsEnd(upTo limit: Int) -> Int {
        guard let lineEnd = pending[..<limit].lastIndex(of: 0x0A) else { return 0 }
        let end = lineEnd + 1
        guard pending[..<end].contains(head.dialect.quote) else { return end }
        var scanner = CSVScanner(dialect: head.dialect, position: 0, end: end)
        var fields: [CSVField] = []
        while let ending = scanner.next(pending.span, into: &fields) {
            guard ending.problem == .unclosedQuote else { continue }
            // The quote may close in bytes to come.
            if end - ending.start < CSVBlocks.longestRecord { return ending.start }
        }
        return end
    }

    private mutating func take(_ end: Int) -> CSVReader {
        let block = end == pending.count ? pending : Array(pending[..<end])
        let reader = CSVReader(continuing: head, block: block, line: line)
        pending = Array(pending[end...])
        line += CSVBlocks.lines(in: block)
        return reader
    }

    /// Line ends: line feeds, and carriage returns without one.
    private static func lines(in block: [UInt8]) -> Int {
        var count = 0
        var previous: UInt8 = 0
        for byte in block {
            if byte == 0x0A || previous == 0x0D { count += 1 }
            previous = byte
        }
        return previous == 0x0D ? count + 1 : count
    }
}
