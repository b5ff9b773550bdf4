/// What the head of a CSV file says about it, so that its lines can be read one by one and by several threads.
///
/// That is possible for UTF-8 with double quotes or none; other files need ``CSVReader``, which sees them whole. What
/// the head cannot know (damaged text, a quote that spans lines) shows line by line: then ``record(ofLine:number:)`` is
/// `nil`, and the file is one for ``CSVReader`` after all.
package struct PlainCSVLayout: Sendable {
    /// Column names.
    package var header: [String] { head.header }
    /// Byte between fields.
    package var delimiter: UInt8 { head.dialect.delimiter }
    /// Offset of the first byte after the header line.
    package let dataStart: Int
    /// Physical line that begins there.
    package let firstLine: Int
    private let head: CSVReader

    /// Bytes that are looked at; ``CSVDialect/sniff(_:)`` needs 64 KiB and one byte.
    private static let headBytes = 1 << 20

    /// `nil` for a file that needs ``CSVReader``, also for one that this reader will refuse.
    package init?(_ input: RandomAccessInput) throws(TabularError) {
        var bytes = try input.bytes(at: 0, count: min(input.count, Self.headBytes))
        if input.count > bytes.count {
            guard let lineEnd = bytes.lastIndex(of: 0x0A), lineEnd > 70_000 else { return nil }
            bytes.removeSubrange((lineEnd + 1)...)
        }
        guard let head = try? CSVReader(InputBytes(name: input.name, bytes: bytes)),
            head.isPlain, head.dialect.quote == CSVDialect.rfc4180.quote, !head.dialect.skipsInitialSpace
        else { return nil }
        self.head = head
        (dataStart, firstLine) = head.place
        // A header without a line end, or one ended by a carriage return alone.
        guard dataStart >= bytes.count || bytes[dataStart - 1] == 0x0A else { return nil }
    }

    /// The index of a column, compared without case.
    package func column(_ name: String) -> Int? { head.column(name) }

    /// The record of one physical line without its line end, as ``CSVReader/next()`` finds it; `nil` when it needs other
    /// lines or is not UTF-8.
    package func record(ofLine bytes: [UInt8], number: Int) -> CSVRecord? {
        guard (try? UTF8Span(validating: bytes.span)) != nil else { return nil }
        return head.record(ofLine: bytes, number: number)
    }
}
