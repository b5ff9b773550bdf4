/// One record of a CSV file. Fields are found, not copied: text is made only where asked for.
public struct CSVRecord: Sendable {
    /// Physical line on which the record starts; the header is line 1.
    public let line: Int
    /// Offset of the record's first byte in the file (in the UTF-8 text when the file was in another encoding).
    public let byteOffset: Int
    /// Why the record cannot be used; `nil` for a sound one.
    public let problem: RecordProblem?
    let end: Int
    let quote: UInt8
    @usableFromInline let source: [UInt8]
    @usableFromInline let fields: [CSVField]

    /// Number of fields.
    public var count: Int { fields.count }

    /// Text of field `index`; empty beyond the last field.
    public subscript(index: Int) -> String { withBytes(index) { String(decoding: $0, as: UTF8.self) } }

    /// Whether field `index` is empty or absent.
    public func isEmpty(_ index: Int) -> Bool {
        guard index < fields.count else { return true }
        return fields[index].start == fields[index].end
    }

    /// Calls `body` with the bytes of field `index` (UTF-8, quotes removed); with none beyond the last field.
    ///
    /// - Complexity: O(1) unless the field holds doubled quotes
    @inlinable  // Called for each field of each row: unspecialised it is most of an import's time.
    public func withBytes<R>(_ index: Int, _ body: (UnsafeBufferPointer<UInt8>) -> R) -> R {
        guard index < fields.count else { return body(UnsafeBufferPointer(start: nil, count: 0)) }
        let field = fields[index]
        if field.isEscaped { return unescaped(field).withUnsafeBufferPointer(body) }
        return source.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[field.start..<field.end])) }
    }

    /// Field `index` as a whole number; `nil` when it is empty, not a whole number or too large.
    public func int(_ index: Int) -> Int? { withBytes(index, PlainNumber.int) }

    /// Field `index` as a number; `nil` when it is empty or not a finite number.
    public func double(_ index: Int) -> Double? { withBytes(index, PlainNumber.double) }

    /// The record as it stands in the file, without its line end.
    public var raw: String { String(decoding: source[byteOffset..<end], as: UTF8.self) }

    @usableFromInline
    func unescaped(_ field: CSVField) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(field.end - field.start)
        var p = field.start
        while p < field.end {
            text.append(source[p])
            p += source[p] == quote ? 2 : 1
        }
        return text
    }
}
