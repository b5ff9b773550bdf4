import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

extension RandomAccessInput {
    /// The results of `body` for stretches of whole lines, in the order of the file, computed by `threads` at once.
    ///
    /// A stretch ends with a line feed (one is added to a last line that has none), and 32 bytes after it may be read.
    /// No stretch after the first whose result `endsIt` is looked at; results after it are dropped. Memory is that of
    /// the results and a buffer of about `stretchBytes` a thread.
    ///
    /// Raw buffers, because copying lines into arrays of their own would cost as much as reading them.
    package func mapLines<Value: Sendable>(
        from start: Int, stretchBytes: Int, threads: Int, endsIt: @escaping @Sendable (Value) -> Bool,
        _ body: @escaping @Sendable (UnsafeBufferPointer<UInt8>) -> Value
    ) async throws -> [Value] {
        let stretches = max(0, (count - start + stretchBytes - 1) / stretchBytes)
        let queue = StretchQueue(count: stretches)
        let found = try await withThrowingTaskGroup(of: [(Int, Value)].self) { group in
            for _ in 0..<max(1, min(threads, stretches)) {
                group.addTask {
                    var results: [(Int, Value)] = []
                    var buffer = LineBuffer(input: self, start: start, stretchBytes: stretchBytes)
                    defer { buffer.free() }
                    while let index = queue.next() {
                        try Task.checkCancellation()
                        let value = body(try buffer.lines(ofStretch: index))
                        if endsIt(value) { queue.end(after: index) }
                        results.append((index, value))
                    }
                    return results
                }
            }
            var found: [(Int, Value)] = []
            for try await results in group { found += results }
            return found
        }
        return found.filter { $0.0 < queue.count }.sorted { $0.0 < $1.0 }.map(\.1)
    }

    /// `body` of all lines from `start` on in one stretch.
    package func withLines<Value>(
        from start: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Value
    ) throws(TabularError) -> Value {
        var buffer = LineBuffer(input: self, start: start, stretchBytes: max(1, count - start))
        defer { buffer.free() }
        return body(try buffer.lines(ofStretch: 0))
    }
}

/// Hands out the stretches in order.
private final class StretchQueue: Sendable {
    private let taken = Atomic<Int>(0)
    private let limit: Atomic<Int>

    init(count: Int) { limit = Atomic(count) }

    /// Stretches that count.
    var count: Int { limit.load(ordering: .relaxed) }

    func next() -> Int? {
        let index = taken.wrappingAdd(1, ordering: .relaxed).oldValue
        return index < count ? index : nil
    }

    /// Nothing after stretch `index` counts any more.
    func end(after index: Int) { limit.min(index + 1, ordering: .relaxed) }
}

/// The lines of one stretch after another.
private struct LineBuffer {
    private static let padding = 32

    private let input: RandomAccessInput
    private let start: Int
    private let stretchBytes: Int
    private var memory: UnsafeMutableRawBufferPointer

    init(input: RandomAccessInput, start: Int, stretchBytes: Int) {
        self.input = input
        self.start = start
        self.stretchBytes = stretchBytes
        memory = .allocate(byteCount: stretchBytes + 4096 + LineBuffer.padding, alignment: 16)
    }

    func free() { memory.deallocate() }

    /// The lines that begin in the stretch; valid until the next call.
    mutating func lines(ofStretch index: Int) throws(TabularError) -> UnsafeBufferPointer<UInt8> {
        // The byte before says whether a line begins with the stretch.
        let before = index == 0 ? 0 : 1
        let offset = start + index * stretchBytes - before
        let lastStart = stretchBytes + before - 1
        var filled = 0
        while true {
            let room = UnsafeMutableRawBufferPointer(rebasing: memory[filled..<(memory.count - LineBuffer.padding)])
            let got = try input.read(at: offset + filled, into: room)
            filled += got
            let isAtEnd = got < room.count
            if let first = lineStart(before: before, filled: filled), first <= lastStart, first < filled {
                // The line that begins last ends at the first line feed from the end of the stretch on.
                if let last = lineFeed(from: lastStart, filled: filled) { return lines(first..<(last + 1)) }
                if isAtEnd {
                    if memory[filled - 1] == 0x0A { return lines(first..<filled) }
                    memory[filled] = 0x0A
                    return lines(first..<(filled + 1))
                }
            } else if isAtEnd || filled > lastStart {
                return lines(0..<0)
            }
            grow()
        }
    }

    private func lineStart(before: Int, filled: Int) -> Int? {
        before == 0 ? 0 : lineFeed(from: 0, filled: filled).map { $0 + 1 }
    }

    private func lineFeed(from position: Int, filled: Int) -> Int? {
        guard position < filled, let base = memory.baseAddress,
            let found = memchr(base + position, 0x0A, filled - position)
        else { return nil }
        return UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }

    private func lines(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
        for position in range.upperBound..<min(memory.count, range.upperBound + LineBuffer.padding) {
            // What lies behind the lines must not look like a part of them.
            memory[position] = 0
        }
        return UnsafeBufferPointer(rebasing: UnsafeBufferPointer(memory.bindMemory(to: UInt8.self))[range])
    }

    private mutating func grow() {
        let larger = UnsafeMutableRawBufferPointer.allocate(byteCount: 2 * memory.count, alignment: 16)
        larger.copyMemory(from: UnsafeRawBufferPointer(memory))
        memory.deallocate()
        memory = larger
    }
}
