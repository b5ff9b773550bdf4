import CDelimiterMask
import Synchronization

/// A stretch of an input in memory that can be lengthened, with the list of what divides it.
///
/// Reading with `pread` into a buffer that stays in the cache costs less than mapping the file (no page faults, and
/// pages read do not count as memory of the process); docs/experiments/reader.md has the figures. Raw memory, because
/// the index functions read whole blocks of 64 bytes, also past the last byte.
///
/// `@unchecked Sendable`: a buffer is handed from one thread to the next by ``ChunkBufferPool`` and never used by two.
package final class ChunkBuffer: @unchecked Sendable {
    /// Bytes that are indexed at once: they and their index stay in the first-level cache.
    package static let windowBytes = 16_384
    /// The forms of the index function that the processor has; the last is the quickest.
    static let indexForms = 1...wfm_index_forms()
    /// The index functions read this much past the end.
    private static let padding = 64

    private let input: RandomAccessInput
    private var capacity: Int
    /// The bytes; valid up to ``count``, readable to ``count`` + 64.
    package private(set) var bytes: UnsafeMutablePointer<UInt8>
    /// Offset of the first byte in the input.
    package private(set) var start = 0
    /// Bytes held.
    package private(set) var count = 0
    /// Offsets of delimiters and line feeds in the window, from its first byte.
    package let separators: UnsafeMutablePointer<UInt32>
    /// For each line feed outside of quotes its place in ``separators``.
    package let rowEnds: UnsafeMutablePointer<UInt32>
    /// Offsets of quotes, zero bytes and lone carriage returns in the window.
    package let marks: UnsafeMutablePointer<UInt32>
    /// For each 64 bytes of the window whether one of them is not ASCII.
    package let highBlocks: UnsafeMutablePointer<UInt8>

    /// An empty buffer over `input`.
    package init(_ input: RandomAccessInput, capacity: Int) {
        self.input = input
        self.capacity = capacity
        bytes = .allocate(capacity: capacity + ChunkBuffer.padding)
        separators = .allocate(capacity: ChunkBuffer.windowBytes + Int(WFM_SEPARATORS_BEYOND))
        rowEnds = .allocate(capacity: ChunkBuffer.windowBytes)
        marks = .allocate(capacity: ChunkBuffer.windowBytes)
        highBlocks = .allocate(capacity: ChunkBuffer.windowBytes / 64 + 1)
    }

    deinit {
        bytes.deallocate()
        separators.deallocate()
        rowEnds.deallocate()
        marks.deallocate()
        highBlocks.deallocate()
    }

    /// Offset after the last byte held.
    package var end: Int { start + count }

    /// Whether the input holds nothing after what is held.
    package var reachesEnd: Bool { end >= input.count }

    /// Holds the bytes from `offset` to `end` (or that of the input) instead of those before.
    package func load(from offset: Int, to end: Int) throws(TabularError) {
        start = offset
        count = 0
        try extend(to: end)
    }

    /// Holds the bytes up to `end` (or that of the input) too.
    package func extend(to end: Int) throws(TabularError) {
        let wanted = min(end, input.count) - start
        guard wanted > count else { return }
        if wanted > capacity {
            let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: wanted + ChunkBuffer.padding)
            larger.update(from: bytes, count: count)
            bytes.deallocate()
            bytes = larger
            capacity = wanted
        }
        let got = try input.read(
            at: start + count, into: UnsafeMutableRawBufferPointer(start: bytes + count, count: wanted - count))
        guard got == wanted - count else {
            throw .inputOutput(path: input.name, reason: "the file became shorter while it was read")
        }
        count = wanted
        (bytes + count).update(repeating: 0, count: ChunkBuffer.padding)
    }

    /// Lists what divides the window of `length` bytes at `offset` (from ``start``), which begins outside of quotes.
    package func index(at offset: Int, length: Int, dialect: CSVDialect) -> wfm_index_counts {
        index(at: offset, length: length, dialect: dialect, form: ChunkBuffer.indexForms.upperBound)
    }

    func index(at offset: Int, length: Int, dialect: CSVDialect, form: Int32) -> wfm_index_counts {
        wfm_index(
            form, bytes + offset, UInt32(length), dialect.delimiter, dialect.quote, separators, rowEnds, marks,
            highBlocks)
    }

    /// The record at `offset` (from ``start``), found byte by byte, and its fields; `nil` at the end of what is held.
    ///
    /// - Parameter limit: Bytes from `offset` on that may be looked at.
    package func scan(
        at offset: Int, limit: Int, dialect: CSVDialect, fields: inout [CSVField]
    ) -> ScannedRecord? {
        let end = min(count, offset + limit)
        var scanner = CSVScanner(dialect: dialect, position: offset, end: end)
        guard
            let ending = scanner.next(
                UnsafeBufferPointer(start: UnsafePointer(bytes), count: count).span, into: &fields)
        else { return nil }
        return ScannedRecord(
            start: ending.start, end: ending.end, next: scanner.position, lines: scanner.line - 1,
            problem: ending.problem, ranOut: scanner.position >= end || ending.problem == .unclosedQuote)
    }

    /// The bytes of a record that ``scan(at:limit:dialect:fields:)`` found, on their own.
    package func record(
        _ found: ScannedRecord, fields: [CSVField], line: Int, problem: RecordProblem?, dialect: CSVDialect
    ) -> CSVRecord {
        let source = Array(UnsafeBufferPointer(start: bytes + found.start, count: found.end - found.start))
        // Fields after the end belong to lines that were given up with it.
        let shifted = fields.filter { $0.start <= found.end }.map { field in
            var field = field
            field.start -= found.start
            field.end = min(field.end, found.end) - found.start
            return field
        }
        return CSVRecord(
            line: line, byteOffset: 0, problem: problem, end: source.count, quote: dialect.quote, source: source,
            fields: shifted)
    }
}

/// Buffers that are used again: the system clears new memory page by page, a tenth of the CPU of a scan.
package final class ChunkBufferPool: Sendable {
    private let free = Mutex<[ChunkBuffer]>([])
    private let input: RandomAccessInput
    private let capacity: Int

    /// A pool of buffers over `input` that hold `capacity` bytes without growing.
    package init(_ input: RandomAccessInput, capacity: Int) {
        self.input = input
        self.capacity = capacity
    }

    /// A buffer nobody else uses.
    package func take() -> ChunkBuffer {
        free.withLock { $0.popLast() } ?? ChunkBuffer(input, capacity: capacity)
    }

    /// Gives a buffer back.
    package func give(_ buffer: ChunkBuffer) { free.withLock { $0.append(buffer) } }
}

/// Where a record stands in a ``ChunkBuffer``, in offsets from its start.
package struct ScannedRecord {
    /// First byte.
    package var start: Int
    /// After the last byte, line end not included.
    package var end: Int
    /// First byte of the next record.
    package var next: Int
    /// Physical lines it takes.
    package var lines: Int
    /// A quote out of place.
    package var problem: RecordProblem?
    /// Whether more bytes could change what was found.
    package var ranOut: Bool
}
